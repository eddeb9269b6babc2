"""What the page is made of: one published version and the list of all of them, read from ``public`` alone."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa

from warehouse.metadata.publisher import Publisher
from warehouse.published import UnknownVersion, tables_in
from warehouse.quality_reading import Reading, Row

QUERIES = Path(__file__).with_name("queries")


@dataclass
class Site:
    """One published version as the pages ask it; a context manager, for the database behind it.

    ``version`` and ``index`` are its name and its ``index.json``; ``versions`` the published ones, newest first, as
    ``versions.json`` lists them; ``quality`` what its ``quality.json`` says.
    """

    public: Path
    version: str
    index: Mapping[str, Any]
    versions: list[dict[str, Any]]
    quality: Mapping[str, Any]
    tables: Mapping[str, pa.Table]
    publisher: Publisher
    _rows: dict[str, list[Row]] = field(default_factory=dict)
    _groups: dict[tuple[str, str], dict[Any, list[Row]]] = field(default_factory=dict)

    def __enter__(self) -> Site:
        self.reading = Reading(self.tables).__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.reading.__exit__(kind, error, trace)

    @property
    def folder(self) -> str:
        """The immutable folder of the version, under ``public``."""
        return f"v/{self.version}"

    @property
    def day(self) -> str:
        """The day of the version, ISO 8601."""
        return self.version[:10]

    def rows(self, table: str) -> list[Row]:
        """The rows of a table, in published order; none where the version has no such table."""
        if table not in self._rows:
            self._rows[table] = self.tables[table].to_pylist() if table in self.tables else []
        return self._rows[table]

    def grouped(self, table: str, column: str) -> dict[Any, list[Row]]:
        """The rows of a table by the value of a column, each group in published order."""
        key = (table, column)
        if key not in self._groups:
            groups: defaultdict[Any, list[Row]] = defaultdict(list)
            for row in self.rows(table):
                groups[row[column]].append(row)
            self._groups[key] = dict(groups)
        return self._groups[key]

    def query(self, name: str, **parameters: object) -> list[Row]:
        """The rows that ``queries/<name>.sql`` asks for; ``$name`` in it is a parameter."""
        return self.reading.rows(_sql(name), **parameters)


def read_site(public: Path, version: str, publisher: Publisher, tables: Mapping[str, pa.Table] | None = None) -> Site:
    """The published ``version``, with its ``tables`` where they are at hand.

    ``latest.json`` may not name it yet: the page comes first. Raises ``UnknownVersion``, and ``OSError`` or
    ``ValueError`` for a file that is lost or damaged.
    """
    folder = public / "v" / version
    if not folder.is_dir():
        raise UnknownVersion(f"no hay versión {version!r}: vea `acuerdos snapshots`")
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    listed = json.loads((public / "versions.json").read_text(encoding="utf-8"))
    quality = json.loads((folder / "quality.json").read_text(encoding="utf-8"))
    return Site(public, version, index, listed, quality, tables or tables_in(folder), publisher)


@cache
def _sql(name: str) -> str:
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
