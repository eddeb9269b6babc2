"""Pages of one thing (agreement, state, country, capture) of made-up versions (SIMULADO), of no more tables than given.

They ask for rows alone, so no database is opened; a table that is not given is one that the version lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.warehouse.simulated import Row, table
from tests.warehouse.site.made_up_site import STATES, VERSION
from warehouse.edition import SPANISH, Edition
from warehouse.metadata.publisher import Publisher
from warehouse.site.reading import Site
from warehouse.site.rendering import Page, render

Maker = Callable[[Site, Edition], Iterator[Page]]
SOURCE: Row = {
    "source_id": "simulado", "name": "Registro SIMULADO", "publisher": "SIMULADO", "dataset": "agreements",
    "evidence": "registry", "access": "page", "url": "https://simulado.example", "lifecycle": "active",
    "licence": "Libre-Uso-MX", "licence_url": "https://datos.gob.mx/libreusomx",
}  # fmt: skip


def small_site(**filled: list[Row]) -> Site:
    """A version of three states, one source and the tables given."""
    rows = {"states": STATES, "sources": [SOURCE], **filled}
    return Site(Path("public"), VERSION, {}, [], {}, {name: table(name, rows[name]) for name in rows}, Publisher())


def html_of(make: Maker, path: str, edition: Edition = SPANISH, **filled: list[Row]) -> str:
    """The page at ``path`` of those that ``make`` makes."""
    version = small_site(**filled)
    return render(next(page for page in make(version, edition) if page.path == path), version, edition)


def paths_of(make: Maker, edition: Edition = SPANISH, **filled: list[Row]) -> list[str]:
    """Where the pages that ``make`` makes lie."""
    return [page.path for page in make(small_site(**filled), edition)]
