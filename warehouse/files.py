"""One table as a Parquet or CSV file, all tables as one DuckDB file. Same rows, same bytes, but for DuckDB's."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet

from warehouse.arrow import ddl
from warehouse.csv_rows import batches_of, write_heading, write_rows
from warehouse.labelled_views import create_views
from warehouse.layout import DATABASE
from warehouse.schema import TABLES
from warehouse.time_travel import create_macros

# DuckDB 1.1 to 2.0 and the browser build open this one; a file in 2.0's own format only 2.0 does.
STORAGE_VERSION = "v1.0.0"
BATCH_ROWS = 65_536
# Above so many rows DuckDB writes on all processors.
MANY_ROWS = 100_000

__all__ = ["DATABASE", "write_csv", "write_database", "write_parquet"]


def write_parquet(rows: pa.Table, path: Path) -> None:
    """Write ``rows`` as they stand, zstd."""
    parquet.write_table(rows, path, compression="zstd", row_group_size=BATCH_ROWS)


def write_csv(rows: pa.Table, path: Path) -> None:
    """Write ``rows`` as RFC 4180: UTF-8, comma, CRLF, one header; null is the empty cell, lists join with ``|``."""
    with path.open("wb") as file:
        write_heading(file, rows.column_names)
        for columns in batches_of(rows):
            write_rows(file, columns)


def write_database(tables: Mapping[str, pa.Table], path: Path) -> None:
    """Write every table with its comments, its Spanish and English views and the macros of ``time_travel/``.

    Into a new DuckDB file, which old clients and browsers can open.
    """
    many = sum(rows.num_rows for rows in tables.values()) > MANY_ROWS
    with tempfile.TemporaryDirectory() as folder, _attached(path, threads=None if many else 1) as connection:
        empty = Path(folder) / "empty.duckdb"
        empty.write_bytes(_empty_database(tuple(tables)))
        connection.execute(f"ATTACH {_literal(empty)} AS empty (READ_ONLY)")
        connection.execute("COPY FROM DATABASE empty TO published (SCHEMA)")
        for name, rows in tables.items():
            connection.register("incoming_rows", rows)
            connection.execute(f'INSERT INTO "{name}" SELECT * FROM incoming_rows')
            connection.unregister("incoming_rows")


@lru_cache(maxsize=2)
def _empty_database(names: tuple[str, ...]) -> bytes:
    """A file with the tables, views and macros and no rows: two thousand small statements, once a process."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / DATABASE
        with _attached(path, threads=1) as connection:
            for name in names:
                connection.execute(ddl(TABLES[name]))
            create_macros(connection)
            create_views(connection, names)
        return path.read_bytes()


@contextmanager
def _attached(path: Path, *, threads: int | None) -> Iterator[duckdb.DuckDBPyConnection]:
    """The new file as the current database, in one transaction."""
    with duckdb.connect(":memory:") as connection:
        # Nothing that is done here would an optimizer make faster; for few rows threads cost more than the work.
        connection.execute("SET enable_progress_bar = false; PRAGMA disable_optimizer")
        if threads is not None:
            connection.execute(f"SET threads = {threads}")
        connection.execute(f"ATTACH {_literal(path)} AS published (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE published")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")
        connection.execute("USE memory")
        # Detaching writes everything into the file and leaves no write-ahead log beside it.
        connection.execute("DETACH published")


def _literal(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
