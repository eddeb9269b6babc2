"""One table as a Parquet or CSV file, all tables as one DuckDB file. Same rows, same bytes, but for DuckDB's."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as parquet

from warehouse.arrow import ddl
from warehouse.cells import as_text
from warehouse.labelled_views import create_views
from warehouse.layout import DATABASE
from warehouse.schema import TABLES
from warehouse.time_travel import create_macros

# DuckDB 1.1 to 2.0 and the browser build open this one; a file in 2.0's own format only 2.0 does.
STORAGE_VERSION = "v1.0.0"
BATCH_ROWS = 65_536

__all__ = ["DATABASE", "write_csv", "write_database", "write_parquet"]


def write_parquet(rows: pa.Table, path: Path) -> None:
    """Write ``rows`` as they stand, zstd."""
    parquet.write_table(rows, path, compression="zstd", row_group_size=BATCH_ROWS)


def write_csv(rows: pa.Table, path: Path) -> None:
    """Write ``rows`` as RFC 4180: UTF-8, comma, CRLF, one header; null is the empty cell, lists join with ``|``."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(rows.column_names)
        writer.writerows(_cells(rows))


def write_database(tables: Mapping[str, pa.Table], path: Path) -> None:
    """Write every table with its comments, its Spanish and English views and the macros of ``time_travel/``.

    Into a new DuckDB file, which old clients and browsers can open.
    """
    with duckdb.connect(":memory:") as connection:
        # Two thousand small statements: neither threads nor an optimizer pay, both cost more than the work itself.
        connection.execute("SET enable_progress_bar = false; SET threads = 1; PRAGMA disable_optimizer")
        place = str(path).replace("'", "''")
        connection.execute(f"ATTACH '{place}' AS published (STORAGE_VERSION '{STORAGE_VERSION}')")
        connection.execute("USE published")
        connection.execute("BEGIN")
        for name, rows in tables.items():
            connection.execute(ddl(TABLES[name]))
            connection.register("incoming_rows", rows)
            connection.execute(f'INSERT INTO "{name}" SELECT * FROM incoming_rows')
            connection.unregister("incoming_rows")
        create_macros(connection)
        create_views(connection, tables)
        connection.execute("COMMIT")
        connection.execute("USE memory")
        # Detaching writes everything into the file and leaves no write-ahead log beside it.
        connection.execute("DETACH published")


def _cells(rows: pa.Table) -> Iterator[tuple[str | None, ...]]:
    for batch in rows.to_batches(max_chunksize=BATCH_ROWS):
        columns = [_texts(column) for column in batch.columns]
        yield from zip(*columns, strict=True)


def _texts(column: pa.Array) -> list[str | None]:
    values: list[str | None] = column.to_pylist()
    return values if pa.types.is_string(column.type) else [as_text(value) for value in values]
