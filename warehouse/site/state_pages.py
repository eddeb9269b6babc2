"""A page for each of the 32 states: agreements, office, branches, laws, index over time, coverage, claims."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from warehouse.edition import Edition
from warehouse.quality_reading import Row
from warehouse.quality_words import shown
from warehouse.site import addresses
from warehouse.site.agreement_list import agreement_lines
from warehouse.site.archive import Archive
from warehouse.site.citation import cite
from warehouse.site.claim_list import claim_lines
from warehouse.site.index_chart import index_chart
from warehouse.site.reading import Site
from warehouse.site.rendering import Page
from warehouse.site.state_counts import PRINTED_TABLES, count_tables
from warehouse.site.state_coverage import coverage_of
from warehouse.site.state_office import branches_of, laws_of, names_of, office_fields, statements_of
from warehouse.site.subdivisions import subdivision_names

COUNTRY_CODE = "00"
INEGI = "https://www.inegi.org.mx/app/areasgeograficas/?ag="
ISO = "https://www.iso.org/obp/ui/es/#iso:code:3166:MX"


def pages(site: Site, edition: Edition) -> Iterator[Page]:
    """A page for each row of ``states``, with or without agreements."""
    archive = Archive(site, edition)
    subdivisions = subdivision_names(site.rows("states"), edition)
    for state in site.rows("states"):
        context = _context(state, site, archive, subdivisions, edition)
        yield Page(addresses.state(state["state"]), "state.html.j2", context)


def _context(
    state: Row, site: Site, archive: Archive, subdivisions: Mapping[str, str], edition: Edition
) -> dict[str, object]:
    code = state["state_code"]

    def of(table: str) -> list[Row]:
        return site.grouped(table, "state_code").get(code, [])

    agreements = of("agreements")
    counted = [row for row in agreements if row["status"] != "withdrawn"]
    claims = of("claims")
    unlinked = [row for row in claims if not row["agreement_id"]]
    figures = [row for row in of("published_figures") if row["table_id"] in PRINTED_TABLES]
    national = site.grouped("internationalization_index", "state_code").get(COUNTRY_CODE, [])
    branches = branches_of(of("branches"), subdivisions, archive, edition)
    laws = laws_of(of("laws"), archive, edition)
    return {
        "state": state,
        "state_name": state["state"],
        "lead": _lead(state["state"], len(counted), len(agreements) - len(counted), edition),
        "figures": [
            _figure(len(counted), edition, ("acuerdo conocido", "acuerdos conocidos"),
                    ("known agreement", "known agreements")),
            _figure(len(unlinked), edition, ("hermanamiento solo afirmado", "hermanamientos solo afirmados"),
                    ("sister-city pair only claimed", "sister-city pairs only claimed")),
            _figure(_standing(branches["US"]), edition,
                    ("representación en Estados Unidos", "representaciones en Estados Unidos"),
                    ("branch in the United States", "branches in the United States")),
            _figure(_standing(laws), edition, ("ley o iniciativa de migrantes", "leyes o iniciativas de migrantes"),
                    ("migrant law or bill", "migrant laws or bills")),
        ],
        "inegi": INEGI + str(code),
        "iso": ISO,
        "agreements": agreement_lines(agreements, edition),
        "municipalities": _municipalities(counted),
        "counts": count_tables(counted, figures, edition),
        "has_book": bool(figures),
        "reasons": _reasons(of("reconciliation")),
        "contradictions": [shown(row["explanation"], 600) for row in of("printed_contradictions")],
        "chart": index_chart(of("internationalization_index"), national, edition),
        **_office(of, archive, edition),
        "branches": branches,
        "laws": laws,
        "coverage": coverage_of(of("coverage"), edition),
        "claims": claim_lines(unlinked, archive, edition),
        "linked_claims": len(claims) - len(unlinked),
        "citation": cite(
            site, edition, name=state["state"], record=state["iso_code"], path=addresses.state(state["state"]),
            table="agreements",
        ),
    }  # fmt: skip


def _office(of: Any, archive: Archive, edition: Edition) -> dict[str, object]:
    facts, names, laws = of("office_facts"), of("office_names"), of("laws")
    by_field: dict[Any, list[Row]] = {}
    for fact in facts:
        by_field.setdefault(fact["field"], []).append(fact)
    office = next(iter(of("offices")), None)
    return {
        "office": office,
        "office_fields": office_fields(office, by_field, laws, names, archive, edition) if office else [],
        "office_names": names_of(names, archive, edition),
        "statements": statements_of(facts, archive, edition),
    }


def _lead(state: str, counted: int, withdrawn: int, edition: Edition) -> str:
    if not counted:
        told = edition.say(
            f"{state}: no se conoce ningún acuerdo en esta versión, que no es lo mismo que ninguno firmado.",
            f"{state}: no agreement is known in this version, which is not the same as none signed.",
        )
    else:
        known = edition.counted(counted, ("acuerdo", "acuerdos"), ("agreement", "agreements"))
        told = edition.say(
            f"{state}: esta versión conoce {known}; cuántos hay en total no se sabe.",
            f"{state}: this version knows {known}; how many there are in all is not known.",
        )
    if not withdrawn:
        return told
    gone = edition.counted(
        withdrawn, ("acuerdo más que su fuente dejó", "acuerdos más que su fuente dejó"), ("more is", "more are")
    )
    return told + edition.say(
        f" Abajo queda {gone} de listar." if withdrawn == 1 else f" Abajo quedan {gone} de listar.",
        f" Below, {gone} shown that the source no longer lists.",
    )


def _figure(count: int, edition: Edition, spanish: tuple[str, str], english: tuple[str, str]) -> tuple[str, str]:
    """A number with what it counts, whose nouns come as (singular, plural)."""
    return edition.number(count), edition.say(spanish[count != 1], english[count != 1])


def _standing(rows: Sequence[Mapping[str, object]]) -> int:
    return sum(1 for row in rows if not row["withdrawn"])


def _municipalities(counted: Sequence[Row]) -> list[tuple[str, str, int]]:
    """Name, code and number of agreements of each municipality that signed, the most first."""
    found = Counter(
        (shown(row["municipality"]), row["municipality_code"] or "") for row in counted if row["municipality"]
    )
    return [(name, code, count) for (name, code), count in sorted(found.items(), key=lambda one: (-one[1], one[0]))]


def _reasons(rows: Sequence[Row]) -> list[str]:
    """Why our counts differ from the printed ones of these tables, each reason once."""
    reasons = {
        shown(row["reason"]): None
        for row in rows
        if row["table_id"] in PRINTED_TABLES
        and row["unit"] == "agreements"
        and row["verdict"] != "equal"
        and row["reason"]
    }
    return list(reasons)
