"""The page of what is claimed and has no known record: sister cities without agreement, agreements without registry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from warehouse import vocabularies as vocabulary
from warehouse.cells import folded
from warehouse.edition import Edition
from warehouse.excel_safety import DANGEROUS
from warehouse.quality_reading import Row
from warehouse.quality_words import shown
from warehouse.site.addresses import CLAIMS, agreement
from warehouse.site.agreement_table import newest_first
from warehouse.site.reading import Site
from warehouse.site.registry_facts import registry_facts
from warehouse.site.rendering import Page
from warehouse.site.table_filters import UNTOLD, Column, Filter, coded_choices, named_choices


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim as the page shows it; ``path`` is the page of its agreement, empty where none is known."""

    identifier: str
    state: str
    place: str
    counterpart: str
    country: str
    evidence: str
    source: str
    address: str
    note: str
    path: str


@dataclass(frozen=True, slots=True)
class AgreementNamed:
    """An agreement by name: where its page lies, what it is called, who signed it with whom."""

    path: str
    title: str
    parties: str


def pages(site: Site, edition: Edition) -> Iterator[Page]:
    """The one page."""
    claims = sorted(site.rows("claims"), key=_order)
    unlinked = [row for row in claims if not row["agreement_id"]]
    sources = {row["source_id"]: shown(row["name"]) for row in site.rows("sources")}
    context: dict[str, Any] = {
        "rows": [_row(row, sources, edition) for row in unlinked],
        "linked": [_row(row, sources, edition) for row in claims if row["agreement_id"]],
        "columns": _columns(edition),
        "filters": _filters(unlinked, edition),
        "by_state": _by_state(unlinked),
        "evidence": _by_evidence(unlinked, edition),
        "unsafe": DANGEROUS,
        "order": "entidad",
        "facts": registry_facts(site),
        "outside": _not_in_registry(site, edition),
    }
    yield Page(CLAIMS, "claims.html.j2", context)


def _order(row: Row) -> tuple[bool, str, str, str, str]:
    state = row["state"] or ""
    return not state, folded(state), folded(_place(row)), folded(row["counterpart"] or ""), row["claim_id"]


def _columns(edition: Edition) -> list[Column]:
    def named(key: str, name: str) -> Column:
        return Column(key, edition.field("claims", name))

    return [
        named("entidad", "state"), named("lugar", "mexican_place"), named("contraparte", "counterpart"),
        named("pais", "counterpart_country_name"), named("evidencia", "evidence"), named("fuente", "source_id"),
        named("nota", "note"),
    ]  # fmt: skip


def _row(row: Row, sources: dict[str, str], edition: Edition) -> ClaimRow:
    return ClaimRow(
        identifier=row["claim_id"],
        state=shown(row["state"]),
        place=_place(row),
        counterpart=shown(row["counterpart"]),
        country=shown(_country(row, edition)),
        evidence=shown(edition.value("claims", "evidence", row["evidence"])),
        source=sources.get(row["source_id"], shown(row["source_id"])),
        address=shown(row["source_url"]),
        note=shown(row["note"]),
        path=agreement(row["agreement_id"]) if row["agreement_id"] else "",
    )


def _place(row: Row) -> str:
    """The official name, and the printed one beside it where that is another."""
    official, printed = shown(row["municipality"]), shown(row["mexican_place"])
    if not official or not printed or folded(official) == folded(printed):
        return official or printed
    return f"{official} ({printed})"


def _country(row: Row, edition: Edition) -> str:
    return edition.country(row["counterpart_country"], row["counterpart_country_name"])


def _filters(claims: Sequence[Row], edition: Edition) -> list[Filter]:
    def label(name: str) -> str:
        return edition.field("claims", name)

    states = named_choices(((row["state_code"], row["state"]) for row in claims), edition)
    countries = named_choices(((row["counterpart_country"], _country(row, edition)) for row in claims), edition)
    evidence = coded_choices(vocabulary.EVIDENCE, (row["evidence"] for row in claims), edition)
    return [
        Filter("estado", label("state"), "entidad", states),
        Filter("pais", label("counterpart_country_name"), "pais", countries),
        Filter("evidencia", label("evidence"), "evidencia", evidence),
    ]


def _by_state(claims: Sequence[Row]) -> list[tuple[str, str, int]]:
    """Code, name and count of each state, the most claims first; an empty name for those of no known state."""
    counts = Counter((row["state_code"] or UNTOLD, shown(row["state"])) for row in claims)
    ordered = sorted(counts.items(), key=lambda item: (not item[0][1], -item[1], folded(item[0][1])))
    return [(code, name, count) for (code, name), count in ordered]


def _by_evidence(claims: Sequence[Row], edition: Edition) -> list[tuple[str, int]]:
    counts = Counter(str(row["evidence"]) for row in claims)
    return [
        (edition.value("claims", "evidence", kind), counts[kind]) for kind in vocabulary.EVIDENCE.values if counts[kind]
    ]


def _not_in_registry(site: Site, edition: Edition) -> list[tuple[str, list[AgreementNamed]]]:
    """The agreements that no source says to be in the registry, by what is said: ``no`` and ``unknown``."""
    counted = [row for row in newest_first(site.rows("agreements")) if row["status"] != "withdrawn"]
    return [
        (answer, [_named(row, edition) for row in counted if row["in_registry"] == answer])
        for answer in ("no", "unknown")
    ]


def _named(row: Row, edition: Edition) -> AgreementNamed:
    kind = edition.value("agreements", "instrument_type", row["instrument_type"])
    local = shown(row["municipality"] or row["state"] or row["local_party"])
    parties = " – ".join(filter(None, (local, shown(row["counterpart"]))))
    return AgreementNamed(
        agreement(row["agreement_id"]),
        shown(row["title"]) or kind or row["agreement_id"],
        ", ".join(filter(None, (parties, edition.date(row["signed_on"])))),
    )
