"""Pages of small made-up versions (SIMULADO), rendered without publishing anything, and what is read back from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from tests.warehouse.simulated import Row, agreement, all_tables
from warehouse.edition import SPANISH, Edition
from warehouse.metadata.publisher import Publisher
from warehouse.site.reading import Site
from warehouse.site.rendering import Page, render

VERSION = "2026-11-24"
STATES: list[Row] = [
    {"state_code": "06", "state": "Colima", "iso_code": "MX-COL", "population_2020": 731_391},
    {"state_code": "14", "state": "Jalisco", "iso_code": "MX-JAL", "population_2020": 8_348_151},
    {"state_code": "19", "state": "Nuevo León", "iso_code": "MX-NLE", "population_2020": 5_784_442},
]


def claim(number: int, **fields: object) -> Row:
    """A claimed pair of Guadalajara (SIMULADO) of which no agreement is known."""
    return {
        "claim_id": f"claim-simulado{number}", "state_code": "14", "state": "Jalisco", "municipality_code": "14039",
        "municipality": "Guadalajara", "mexican_place": "Guadalajara", "counterpart": f"SIMULADA {number}",
        "counterpart_country": "US", "counterpart_country_name": "Estados Unidos", "region": "north_america",
        "evidence": "encyclopaedia", "source_id": "simulado", **fields,
    }  # fmt: skip


def signed(number: int, year: object, **fields: object) -> Row:
    """An agreement signed in a year."""
    return agreement(number, signed_on=str(year), signed_precision="year", **fields)


def site(previous: str | None = None, **filled: Sequence[Row]) -> Site:
    """A version of the made-up tables; enter it before asking."""
    tables = all_tables(**{"states": STATES, **filled})
    index: dict[str, Any] = {
        "previous": previous,
        "files": [{"name": "agreements.csv", "bytes": 1, "sha256": "0" * 64}],
    }
    return Site(Path("public"), VERSION, index, [], {}, tables, Publisher())


def rendered(
    pages: Callable[[Site, Edition], Iterator[Page]],
    path: str,
    edition: Edition = SPANISH,
    previous: str | None = None,
    **filled: Sequence[Row],
) -> str:
    """The page at ``path`` of those that ``pages`` makes, as HTML."""
    with site(previous, **filled) as version:
        page = next(page for page in pages(version, edition) if page.path == path)
        return render(page, version, edition)


def parsed(html: str) -> Any:
    return BeautifulSoup(html, "lxml")


def text_of(tag: Any) -> str:
    """The words of an element, with plain spaces."""
    return " ".join(tag.get_text(" ").replace("\u00a0", " ").split())


def section(page: Any, heading: str) -> Any:
    """The section that the heading of that id names."""
    return page.find(attrs={"aria-labelledby": heading})


def rows_of(table: Any) -> list[list[str]]:
    """The cells of the body of a table, in words."""
    return [[text_of(cell) for cell in row.find_all(["th", "td"])] for row in table.select("tbody tr")]
