"""Every table of a version as Parquet, CSV, CSV for Excel and DuckDB, written side by side.

In: the tables by name and a folder. Out: files. Raises ``OSError`` and ``duckdb.Error``.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pyarrow as pa

from warehouse.excel_csv import write_excel_csv
from warehouse.fields import Table
from warehouse.files import DATABASE, write_csv, write_database, write_parquet
from warehouse.schema import TABLES

Form = Callable[[Table, pa.Table, Path], None]
# The forms of one table that hold its cells as they are, by the ending of their files.
VERBATIM: Mapping[str, Form] = {
    ".parquet": lambda _, rows, path: write_parquet(rows, path),
    ".csv": lambda _, rows, path: write_csv(rows, path),
}
FORMS: Mapping[str, Form] = {**VERBATIM, ".excel.csv": write_excel_csv}
# More would only hold more of the tables in memory at once.
WRITERS = min(4, os.cpu_count() or 1)


def write_tables(tables: Mapping[str, pa.Table], folder: Path, forms: Mapping[str, Form] = FORMS) -> None:
    """Write each table in each of the forms, and all of them as one database, into ``folder``, which is there."""
    # The longest first, so that nobody waits for it alone; Arrow and DuckDB work beside each other.
    work: list[Callable[[], None]] = [partial(write_database, tables, folder / DATABASE)]
    for name, rows in sorted(tables.items(), key=lambda named: -named[1].num_rows):
        for ending, write in forms.items():
            work.append(partial(write, TABLES[name], rows, folder / f"{name}{ending}"))
    with ThreadPoolExecutor(max_workers=WRITERS) as pool:
        for done in [pool.submit(one) for one in work]:
            done.result()
