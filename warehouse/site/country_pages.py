"""A page for each country with an agreement or a claim: which states deal with it, and how we know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from warehouse.edition import Edition
from warehouse.quality_reading import Row
from warehouse.quality_words import shown
from warehouse.site import addresses
from warehouse.site.agreement_list import agreement_lines
from warehouse.site.archive import Archive
from warehouse.site.citation import cite
from warehouse.site.claim_list import claim_lines
from warehouse.site.reading import Site
from warehouse.site.rendering import Page
from warehouse.site.subdivisions import subdivision_names

# Categories of the countries of which the book prints how many agreements there are.
PRINTED: Mapping[str, str] = {"united_states": "US", "china": "CN"}
PRINTED_TABLE = "schiavon_text_country"
COUNTRY_CODE = "00"


@dataclass(slots=True)
class _Known:
    """What is known of one country; ``shared`` are agreements with another country that one of its bodies joins."""

    agreements: list[Row] = field(default_factory=list)
    shared: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)


def pages(site: Site, edition: Edition) -> Iterator[Page]:
    """A page for each country that an agreement, one of its parties or a claim names, by its code."""
    archive = Archive(site, edition)
    subdivisions = subdivision_names(site.rows("states"), edition)
    printed = {
        PRINTED[row["category"]]: row["value"]
        for row in site.rows("published_figures")
        if row["table_id"] == PRINTED_TABLE and row["unit"] == "agreements" and row["category"] in PRINTED
    }
    for code, known in sorted(_known(site).items()):
        context = _context(code, known, archive, edition)
        yield Page(
            addresses.country(code),
            "country.html.j2",
            {
                **context,
                "printed": edition.number(printed[code]) if code in printed else "",
                "subdivisions": _subdivisions(code, known, _branches(site) if code == "US" else [], subdivisions),
                "has_branches": code == "US",
                "citation": cite(
                    site, edition, name=str(context["name"]), record=code, path=addresses.country(code),
                    table="agreements",
                ),
            },
        )  # fmt: skip


def _known(site: Site) -> dict[str, _Known]:
    found: dict[str, _Known] = {}

    def of(code: str) -> _Known:
        return found.setdefault(code, _Known())

    for row in site.rows("agreements"):
        if row["counterpart_country"]:
            of(row["counterpart_country"]).agreements.append(row)
    by_id = site.grouped("agreements", "agreement_id")
    joined = {(row["counterpart_country"], row["agreement_id"]) for row in site.rows("agreement_parties")}
    for code, identifier in sorted(pair for pair in joined if pair[0] and pair[1] in by_id):
        row = by_id[identifier][0]
        if row["counterpart_country"] != code:
            of(code).shared.append(row)
    for row in site.rows("claims"):
        if row["counterpart_country"]:
            of(row["counterpart_country"]).claims.append(row)
    return found


def _context(code: str, known: _Known, archive: Archive, edition: Edition) -> dict[str, object]:
    counted = _counted(known.agreements)
    unlinked = [row for row in known.claims if not row["agreement_id"]]
    printed = next((row["counterpart_country_name"] for row in (*known.agreements, *known.claims)), code)
    name = edition.country(code, shown(printed))
    return {
        "code": code,
        "name": name,
        "lead": _lead(name, len(counted), len(unlinked), edition),
        "withdrawn": len(known.agreements) - len(counted),
        "states": _states(counted, unlinked),
        "agreements": agreement_lines(known.agreements, edition),
        "shared": agreement_lines(known.shared, edition),
        "claims": claim_lines(unlinked, archive, edition),
        "linked_claims": len(known.claims) - len(unlinked),
    }


def _lead(name: str, agreements: int, claims: int, edition: Edition) -> str:
    known = edition.counted(agreements, ("acuerdo", "acuerdos"), ("agreement", "agreements"))
    claimed = edition.counted(
        claims, ("hermanamiento que solo se afirma", "hermanamientos que solo se afirman"),
        ("sister-city pair that is only claimed", "sister-city pairs that are only claimed"),
    )  # fmt: skip
    if not agreements:
        known = edition.say("ningún acuerdo", "no agreement")
    if not claims:
        claimed = edition.say("ningún hermanamiento que solo se afirme", "no pair that is only claimed")
    return edition.say(
        f"Con {name}, esta versión conoce {known} de estados y municipios de México y {claimed}.",
        f"{name}: this version knows {known} of Mexican states and municipalities and {claimed}.",
    )


def _counted(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["status"] != "withdrawn"]


def _states(agreements: Sequence[Row], claims: Sequence[Row]) -> list[tuple[str, str, int, int]]:
    """Name, path, agreements and claims of each Mexican state that has any, the most agreements first."""
    ours, claimed = (Counter(_state(row) for row in rows) for rows in (agreements, claims))
    names = sorted({*ours, *claimed} - {""}, key=lambda name: (-ours[name], -claimed[name], name))
    return [(name, addresses.state(name), ours[name], claimed[name]) for name in names]


def _state(row: Row) -> str:
    return shown(row["state"]) if row["state_code"] else ""


def _branches(site: Site) -> list[Row]:
    """Branches of Mexican states that count: each once, and none that its source dropped."""
    return [row for row in site.rows("branches") if not row["same_as"] and not row["withdrawn_on"]]


def _subdivisions(
    code: str, known: _Known, branches: Sequence[Row], names: Mapping[str, str]
) -> list[tuple[str, str, int, int, int]]:
    """Name, code, agreements, claims and branches of each state or province of the country that has any."""
    counts: list[Counter[Any]] = [
        Counter(row["counterpart_subdivision"] for row in _counted(known.agreements)),
        Counter(row["counterpart_subdivision"] for row in known.claims if not row["agreement_id"]),
        Counter(row["us_state"] for row in branches),
    ]
    codes = {one for counter in counts for one in counter if one and one.startswith(f"{code}-")}
    rows = [(names.get(one, one), one, *(counter[one] for counter in counts)) for one in codes]
    return [
        (name, one, ours, claimed, branch)
        for name, one, ours, claimed, branch in sorted(rows, key=lambda row: (-row[2], -row[3], -row[4], row[0]))
    ]
