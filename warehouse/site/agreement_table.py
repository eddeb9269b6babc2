"""The table of all agreements: whole in HTML, searched, filtered, ordered and downloaded by a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from warehouse import vocabularies as vocabulary
from warehouse.edition import Edition
from warehouse.excel_safety import DANGEROUS
from warehouse.quality_reading import Row
from warehouse.quality_words import shown
from warehouse.site.addresses import AGREEMENTS, agreement
from warehouse.site.reading import Site
from warehouse.site.registry_facts import registry_facts
from warehouse.site.rendering import Page
from warehouse.site.table_filters import Column, Filter, coded_choices, named_choices

# Columns of the page: name in its address, column of the table.
COLUMNS = (
    ("fecha", "signed_on"), ("entidad", "state"), ("municipio", "municipality"), ("contraparte", "counterpart"),
    ("pais", "counterpart_country_name"), ("tipo", "instrument_type"), ("titulo", "title"), ("area", "topics"),
    ("vigencia", "status"), ("registro", "in_registry"), ("evidencia", "evidence"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One agreement as the table shows it: labels for codes, empty for what is not known."""

    identifier: str
    path: str
    signed_on: str
    state: str
    level: str
    place: str
    counterpart: str
    country: str
    instrument: str
    title: str
    topics: str
    status: str
    withdrawn: bool
    registered: str
    evidence: str
    source: str


def pages(site: Site, edition: Edition) -> Iterator[Page]:
    """The one page."""
    agreements = newest_first(site.rows("agreements"))
    counted = [row for row in agreements if row["status"] != "withdrawn"]
    years = [str(row["signed_on"])[:4] for row in agreements if row["signed_on"]]
    kinds = Counter(str(row["evidence"]) for row in counted)
    context: dict[str, Any] = {
        "rows": [_row(row, edition) for row in agreements],
        "columns": [Column(key, edition.field("agreements", name)) for key, name in COLUMNS],
        "filters": _filters(agreements, edition),
        "first_year": min(years, default=""),
        "last_year": max(years, default=""),
        "unsafe": DANGEROUS,
        "counted": len(counted),
        "withdrawn": len(agreements) - len(counted),
        "evidence": [
            (edition.value("agreements", "evidence", kind), kinds[kind])
            for kind in vocabulary.EVIDENCE.values
            if kinds[kind]
        ],
        "registry": registry_facts(site).sentence(edition),
        "order": "-fecha",
    }
    yield Page(AGREEMENTS, "agreement_table.html.j2", context)


def newest_first(agreements: list[Row]) -> list[Row]:
    """The agreements by date of signature, the newest first and those without any last; then by state."""
    by_state = sorted(agreements, key=lambda row: (row["state"] or "~", row["agreement_id"]))
    return sorted(by_state, key=lambda row: row["signed_on"] or "", reverse=True)


def _row(row: Row, edition: Edition) -> AgreementRow:
    def label(column: str) -> str:
        return shown(edition.value("agreements", column, row[column]))

    return AgreementRow(
        identifier=row["agreement_id"],
        path=agreement(row["agreement_id"]),
        signed_on=row["signed_on"] or "",
        state=shown(row["state"]),
        level=row["level"] or "",
        place=_place(row, edition),
        counterpart=shown(row["counterpart"]),
        country=shown(_country(row, edition)),
        instrument=label("instrument_type"),
        title=shown(row["title"]),
        topics=label("topics"),
        status=label("status"),
        withdrawn=row["status"] == "withdrawn",
        registered=label("in_registry"),
        evidence=label("evidence"),
        source=shown(row["source_url"]),
    )


def _place(row: Row, edition: Edition) -> str:
    if row["municipality"]:
        return shown(row["municipality"])
    return edition.say("Gobierno estatal", "State government") if row["level"] == "state" else ""


def _country(row: Row, edition: Edition) -> str:
    return edition.country(row["counterpart_country"], row["counterpart_country_name"])


def _filters(agreements: list[Row], edition: Edition) -> list[Filter]:
    def coded(key: str, name: str, column: str = "") -> Filter:
        field = edition.field("agreements", name)
        codes = [row[name] for row in agreements]
        list_of = {"instrument_type": vocabulary.INSTRUMENT_TYPE, "level": vocabulary.LEVEL,
                   "status": vocabulary.STATUS, "in_registry": vocabulary.IN_REGISTRY,
                   "evidence": vocabulary.EVIDENCE}[name]  # fmt: skip
        return Filter(key, field, column or key, coded_choices(list_of, codes, edition), coded=bool(column))

    topics = [topic for row in agreements for topic in row["topics"] or [None]]
    states = named_choices(((row["state_code"], row["state"]) for row in agreements), edition)
    countries = named_choices(((row["counterpart_country"], _country(row, edition)) for row in agreements), edition)
    return [
        Filter("estado", edition.field("agreements", "state"), "entidad", states),
        Filter("pais", edition.field("agreements", "counterpart_country_name"), "pais", countries),
        coded("tipo", "instrument_type"),
        coded("nivel", "level", "municipio"),
        Filter("area", edition.field("agreements", "topics"), "area",
               coded_choices(vocabulary.TOPIC, topics, edition), several=True),
        coded("vigencia", "status"),
        coded("registro", "in_registry"),
        coded("evidencia", "evidence"),
    ]  # fmt: skip
