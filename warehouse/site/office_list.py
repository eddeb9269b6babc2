"""The page of the migrant offices: the 32 entities, the branches outside them, and the laws."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from warehouse.edition import Edition
from warehouse.site import addresses
from warehouse.site.reading import Site
from warehouse.site.rendering import Page
from warehouse.vocabularies import OFFICE_MEASURE

COUNTRY = "00"


def pages(site: Site, edition: Edition) -> Iterator[Page]:
    """One page."""
    yield Page(
        addresses.OFFICES,
        "office_list.html.j2",
        {
            "states": {row["state"] for row in site.rows("states")},
            "offices": [_office(row, site) for row in site.rows("offices")],
            "known": sum(row["known"] == "yes" for row in site.rows("offices")),
            "branches": _standing(site.rows("branches")),
            "laws": _standing(site.rows("laws")),
            "measures": _measures(site),
            "undated": sum(row["as_of"] is None for row in site.rows("office_facts")),
            "statements": len(site.rows("office_facts")),
            "edition_name": edition.table("offices"),
        },
    )


def _office(row: dict[str, Any], site: Site) -> dict[str, Any]:
    code = row["state_code"]
    return {
        **row,
        "branches": len(_standing(site.grouped("branches", "state_code").get(code, []))),
        "laws": len(_standing(site.grouped("laws", "state_code").get(code, []))),
    }


def _standing(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each thing once, by its foremost statement, as long as its source still says it."""
    return [row for row in rows if not row["same_as"] and not row["withdrawn_on"]]


def _measures(site: Site) -> list[dict[str, Any]]:
    found = {row["measure"]: row for row in site.rows("office_coverage") if row["state_code"] == COUNTRY}
    return [found[name] for name in OFFICE_MEASURE.values if name in found]
