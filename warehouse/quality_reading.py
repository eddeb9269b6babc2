"""SQL over the tables of one version, for the chapters of the quality page."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

Row = dict[str, Any]


class Reading:
    """The tables of a version under their names, some of which older versions lack."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = tables
        self._asked: dict[object, list[Row]] = {}
        self._connection = duckdb.connect(":memory:", config={"threads": 1})
        self._connection.execute("SET enable_progress_bar = false")
        for name, rows in tables.items():
            self._connection.register(name, rows)

    def __enter__(self) -> Reading:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def has(self, *names: str) -> bool:
        """Whether this version brings the tables."""
        return all(name in self._tables for name in names)

    def rows(self, query: str, **parameters: object) -> list[Row]:
        """The rows of ``query``, which orders them; the database is asked once, whoever else asks the same."""
        asked = (query, *sorted(parameters.items()))
        if asked not in self._asked:
            self._asked[asked] = self._connection.sql(query, params=parameters or None).to_arrow_table().to_pylist()
        return [*self._asked[asked]]

    def count(self, query: str) -> int:
        """The one number of ``query``, which begins after SELECT."""
        return int(next(iter(self.rows(f"SELECT {query}")[0].values())) or 0)

    def names(self, query: str) -> list[str]:
        """The one column of ``query`` as texts, in its order."""
        return [str(next(iter(row.values()))) for row in self.rows(query)]
