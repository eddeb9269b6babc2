"""The pages that list the 32 states and the countries, with their counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from warehouse.edition import Edition
from warehouse.quality_reading import Row
from warehouse.site import addresses
from warehouse.site.map import state_map
from warehouse.site.reading import Site
from warehouse.site.rendering import Page
from warehouse.site.totals import totals


def pages(site: Site, edition: Edition) -> Iterator[Page]:
    """The list of states, with the map, and the list of countries."""
    figures = totals(site, site.query("front_claims"))
    states = site.query("list_states")
    yield Page(
        addresses.STATES,
        "states.html.j2",
        {
            "map": state_map(states, edition, here=addresses.STATES),
            "totals": figures,
            "index_year": max((row["index_year"] for row in states if row["index_year"]), default=None),
        },
    )
    countries = country_rows(site.query("list_countries"), edition)
    yield Page(
        addresses.COUNTRIES,
        "countries.html.j2",
        {
            "countries": [row for row in countries if row["country"]],
            "countryless": next((row for row in countries if not row["country"]), None),
            "totals": figures,
        },
    )


def country_rows(rows: Sequence[Row], edition: Edition) -> list[dict[str, Any]]:
    """Rows of ``list_countries.sql`` with names and, of a country, the address of its page; most agreements first."""
    named = [
        {
            **row,
            "name": edition.country(row["country"], row["printed"]) if row["country"] else "",
            "path": addresses.country(row["country"]) if row["country"] else "",
        }
        for row in rows
    ]
    return sorted(named, key=_most_first)


def _most_first(row: Row) -> tuple[int, int, str, str]:
    return -row["agreements"], -row["unlinked_claims"], addresses.slug(row["name"]), row["country"] or ""
