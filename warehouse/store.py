"""The working memory between runs: ``warehouse.duckdb`` with what was looked at, read and published.

One writer at a time (the caller holds the lock); readers use the published files. Everything here can be made again
from the captures and the published versions, so a damaged file is set aside and a new one begun.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from warehouse.store_file import Connection, WarehouseUnreadable

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["KeptCapture", "KeptLayout", "Part", "Settled", "Store", "WarehouseUnreadable", "kept_failing", "open_store"]

_DDL = """
CREATE TABLE IF NOT EXISTS parts (
    source_id VARCHAR, part VARCHAR, link_text VARCHAR, looked_at VARCHAR, data_of VARCHAR, failure_kind VARCHAR,
    failure VARCHAR, captures VARCHAR, read_digest VARCHAR, refused VARCHAR, unknown_headings VARCHAR,
    PRIMARY KEY (source_id, part)
);
ALTER TABLE parts ADD COLUMN IF NOT EXISTS rows BIGINT DEFAULT 0;
ALTER TABLE parts ADD COLUMN IF NOT EXISTS rows_sha256 VARCHAR DEFAULT '';
ALTER TABLE parts ADD COLUMN IF NOT EXISTS layout VARCHAR DEFAULT '{}';
CREATE TABLE IF NOT EXISTS observations (
    source_id VARCHAR, part VARCHAR, ordinal BIGINT, dataset VARCHAR, evidence VARCHAR, state_code VARCHAR,
    source_url VARCHAR, capture_sha256 VARCHAR, seen_on VARCHAR, locator VARCHAR, section VARCHAR,
    fields VARCHAR, original VARCHAR
);
CREATE TABLE IF NOT EXISTS snapshots (
    version VARCHAR PRIMARY KEY, inputs_sha256 VARCHAR, content_sha256 VARCHAR, next_expiry VARCHAR, captures VARCHAR
);
CREATE TABLE IF NOT EXISTS settled (inputs_sha256 VARCHAR, next_expiry VARCHAR);
CREATE SCHEMA IF NOT EXISTS records;
"""
_PART = ("source_id", "part", "link_text", "looked_at", "data_of", "failure_kind", "failure", "captures",
         "read_digest", "refused", "unknown_headings", "rows", "rows_sha256", "layout")  # fmt: skip
# So many rows are written faster one by one than by way of Arrow.
_FEW = 50
_OBSERVED = ("source_id", "part", "ordinal", "dataset", "evidence", "state_code", "source_url", "capture_sha256",
             "seen_on", "locator", "section", "fields", "original")  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeptCapture:
    """A capture that holds a part's current data; its bytes are in the archive under ``sha256``."""

    sha256: str
    url: str
    asked: str
    captured_at: str
    status: int
    media_type: str
    content_type: str
    size_bytes: int
    sequence: int
    etag: str = ""
    last_modified: str = ""
    archive_url: str = ""


@dataclass(frozen=True, slots=True)
class KeptLayout:
    """How rows are laid out. ``mark``: as text; ``captures``: digest of those it is of. Of a change, if one is known:
    ``before``: the mark it replaced; ``changed_on``: ISO day of the page; ``example``: a row of it.
    """

    mark: str = ""
    captures: str = ""
    before: str = ""
    changed_on: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """State of one part of a source (the source itself, or a child of its index).

    ``captures``: the last good ones; ``read_digest``: what was last read of them, and by which code; ``refused``: the
    same of newer captures that could not be read, so that they are not tried again; ``data_of``: day of the data in
    use; ``failure``: one line, empty if the last look and reading went well; ``rows``, ``rows_sha256``, ``layout``: how
    many were last read, what they say as one number, to tell a changed row from a changed page, and how they are set.
    """

    source_id: str
    part: str
    link_text: str = ""
    looked_at: str = ""
    data_of: str = ""
    failure_kind: str = ""
    failure: str = ""
    captures: tuple[KeptCapture, ...] = ()
    read_digest: str = ""
    refused: str = ""
    unknown_headings: tuple[tuple[str, str], ...] = ()
    rows: int = 0
    rows_sha256: str = ""
    layout: KeptLayout = KeptLayout()

    @property
    def key(self) -> tuple[str, str]:
        """Source and part."""
        return self.source_id, self.part


@dataclass(frozen=True, slots=True)
class Settled:
    """What the last refresh, published or not, was made of, and the day on which time alone makes it stale."""

    inputs_sha256: str
    next_expiry: str


class Store:
    """An open ``warehouse.duckdb``; use as a context manager.

    Everything here raises ``WarehouseUnreadable``; a file that turns out to be damaged has then been set aside.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        self._connection = Connection(file, _DDL)

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; more than once does no harm."""
        self._connection.close()

    def parts(self) -> dict[tuple[str, str], Part]:
        """State of every part known, by source and part."""
        rows = self._connection.execute("SELECT * FROM parts ORDER BY source_id, part").fetchall()
        found = [_part(row) for row in rows]
        return {part.key: part for part in found}

    def save_parts(self, parts: Iterable[Part]) -> None:
        """Write the state of some parts, all or none."""
        rows = [_part_row(part) for part in parts]
        if not rows:
            return
        self._connection.execute("BEGIN")
        self._write_parts(rows)
        self._connection.execute("COMMIT")

    def _write_parts(self, rows: Sequence[tuple[Any, ...]]) -> None:
        if len(rows) <= _FEW:
            marks = ", ".join("?" * len(_PART))
            self._connection.executemany(f"INSERT OR REPLACE INTO parts VALUES ({marks})", rows)
            return
        import pyarrow as pa  # a third of a second that a run with nothing new need not spend

        columns = {name: [row[place] for row in rows] for place, name in enumerate(_PART)}
        with self._incoming(pa.table(columns)):
            self._connection.execute("INSERT OR REPLACE INTO parts SELECT * FROM incoming")

    def save_readings(self, readings: Sequence[tuple[Part, Sequence[Mapping[str, Any]]]]) -> None:
        """Replace the observations of some parts by those of their newest good captures, with their state, all or
        none.
        """
        import pyarrow as pa

        if not readings:
            return
        schema = pa.schema([(name, pa.int64() if name == "ordinal" else pa.string()) for name in _OBSERVED])
        table = pa.Table.from_pylist(
            [
                {**row, "source_id": part.source_id, "part": part.part, "ordinal": number}
                for part, rows in readings
                for number, row in enumerate(rows)
            ],
            schema=schema,
        )
        keys = pa.table({"source_id": [part.source_id for part, _ in readings], "part": [p.part for p, _ in readings]})
        self._connection.execute("BEGIN")
        with self._incoming(keys):
            self._connection.execute("DELETE FROM observations USING incoming WHERE observations.source_id = "
                                     "incoming.source_id AND observations.part = incoming.part")  # fmt: skip
        with self._incoming(table):
            self._connection.execute("INSERT INTO observations SELECT * FROM incoming")
        self._write_parts([_part_row(part) for part, _ in readings])
        self._connection.execute("COMMIT")

    @contextmanager
    def _incoming(self, rows: pa.Table) -> Iterator[None]:
        """The rows under the name ``incoming``, for the statement inside."""
        self._connection.register("incoming", rows)
        yield
        self._connection.unregister("incoming")

    def observations(self, source_ids: Sequence[str]) -> list[dict[str, Any]]:
        """Current observations of the sources, in the order of sources, parts and rows; JSON columns as text."""
        if not source_ids:
            return []
        marks = ", ".join("?" * len(source_ids))
        result = self._connection.execute(
            f"SELECT * FROM observations WHERE source_id IN ({marks}) ORDER BY source_id, part, ordinal",
            list(source_ids),
        )
        names = result.names
        rows: list[dict[str, Any]] = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
        return rows

    def count_observations(self, source_id: str, part: str) -> int:
        """How many rows the last good reading of a part gave."""
        sql = "SELECT count(*) FROM observations WHERE source_id = ? AND part = ?"
        row = self._connection.execute(sql, [source_id, part]).fetchone()
        return int(row[0]) if row else 0

    def settled(self) -> Settled | None:
        """What the last refresh that ran to its end was made of."""
        row = self._connection.execute("SELECT inputs_sha256, next_expiry FROM settled").fetchone()
        return Settled(*row) if row else None

    def settle(self, settled: Settled) -> None:
        """Remember the inputs of a refresh, so that the same ones are not refreshed again."""
        self._connection.execute("BEGIN")
        self._connection.execute("DELETE FROM settled")
        self._connection.execute("INSERT INTO settled VALUES (?, ?)", [settled.inputs_sha256, settled.next_expiry])
        self._connection.execute("COMMIT")

    def captures_of(self, version: str) -> frozenset[str]:
        """Digests of the captures a snapshot was made of; none for a version not made here."""
        row = self._connection.execute("SELECT captures FROM snapshots WHERE version = ?", [version]).fetchone()
        return frozenset(json.loads(row[0])) if row else frozenset()

    def save_snapshot(
        self,
        version: str,
        settled: Settled,
        content_sha256: str,
        captures: Iterable[str],
        tables: Mapping[str, pa.Table],
    ) -> None:
        """Keep a published snapshot: what it was made of, and its records for queries by hand."""
        self._connection.execute("BEGIN")
        self._connection.execute(
            "INSERT OR REPLACE INTO snapshots VALUES (?, ?, ?, ?, ?)",
            [version, settled.inputs_sha256, content_sha256, settled.next_expiry, json.dumps(sorted(captures))],
        )
        for name, rows in tables.items():
            with self._incoming(rows):
                self._connection.execute(f'CREATE OR REPLACE TABLE records."{name}" AS SELECT * FROM incoming')
        self._connection.execute("COMMIT")


def _part_row(part: Part) -> tuple[Any, ...]:
    plain = {name: getattr(part, name) for name in _PART}
    plain["captures"] = json.dumps([asdict(capture) for capture in part.captures])
    plain["unknown_headings"] = json.dumps(part.unknown_headings)
    plain["layout"] = json.dumps(asdict(part.layout), ensure_ascii=False)
    return tuple(plain.values())


def _part(row: tuple[Any, ...]) -> Part:
    source_id, part, link_text, looked_at, data_of, kind, failure, captures, digest, refused, unknown = row[:11]
    kept = tuple(KeptCapture(**capture) for capture in json.loads(captures))
    headings = tuple((heading, example) for heading, example in json.loads(unknown))
    known = (source_id, part, link_text, looked_at, data_of, kind, failure, kept, digest, refused, headings)
    return Part(*known, rows=row[11], rows_sha256=row[12], layout=KeptLayout(**json.loads(row[13])))


def kept_failing(part: Part, kind: str, line: str, looked_at: str) -> Part:
    """The part after a failure: its last good captures and data stay."""
    return replace(part, failure_kind=kind, failure=line, looked_at=looked_at)


def open_store(file: Path) -> tuple[Store, str]:
    """Open the warehouse; one that is damaged is set aside and another begun. Returns it and a warning or "".

    Raises ``WarehouseUnreadable`` where it is not the file that is to blame: a full disk, or another that writes.
    """
    try:
        return Store(file), ""
    except WarehouseUnreadable as error:
        if not error.aside:
            raise
        return Store(file), f"{error}; se empezó otro desde las capturas y lo publicado"
