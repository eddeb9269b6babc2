"""A version of 1,000,000 agreements (SIMULADO) as Parquet, CSV and DuckDB with its sums, beside polars.

``python -m bench.version_writing``. The rival writes no DuckDB file and sums its own two files. What a publication
writes of such a table besides (CSV for Excel) stands in the note.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import polars as pl
import pyarrow as pa

from bench.made_up_tables import made_up_agreements, with_empty
from bench.measured import QUICK_ROUNDS, ROUNDS, Measure, main, seconds_of, side_by_side
from bench.rivals.polars_version import write_version
from warehouse.checksums import check_sums, write_sums
from warehouse.excel_csv import write_excel_csv
from warehouse.schema import TABLES
from warehouse.table_files import VERBATIM, write_tables

ROWS, QUICK_ROWS = 1_000_000, 50_000
AT_MOST = 2.0


def measure(quick: bool) -> list[Measure]:
    """One figure: seconds of ours and of the rival's. Raises ``AssertionError`` where the rows are not the same."""
    rows = made_up_agreements(QUICK_ROWS if quick else ROWS)
    tables, frame = with_empty({"agreements": rows}), pl.from_arrow(rows)
    assert isinstance(frame, pl.DataFrame)
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs, excel = (_place(Path(folder) / name) for name in ("ours", "rival", "excel"))
        seconds, rival = side_by_side(
            lambda: _ours(tables, _place(ours)), lambda: write_version(frame, _place(theirs)),
            QUICK_ROUNDS if quick else ROUNDS,
        )  # fmt: skip
        assert not check_sums(ours)
        assert pl.read_parquet(ours / "agreements.parquet").equals(pl.read_parquet(theirs / "agreements.parquet"))
        assert _csv(ours).equals(_csv(theirs))
        size = sum(path.stat().st_size for path in ours.glob("a*")) / 1_000_000
        more = seconds_of(lambda: write_excel_csv(TABLES["agreements"], rows, excel / "a.csv"), 1, warmed_up=False)
    note = f"{rows.num_rows:,} rows, {size:,.0f} MB in three forms; CSV for Excel {more:.1f} s more, in neither"
    return [Measure("write a version", "s", seconds, AT_MOST, False, "polars + sha256", rival, note)]


def _ours(tables: Mapping[str, pa.Table], folder: Path) -> None:
    write_tables(tables, folder, VERBATIM)
    write_sums(folder)


def _csv(folder: Path) -> pl.DataFrame:
    # An empty list is the empty cell here, and there a text without letters.
    return pl.read_csv(folder / "agreements.csv", infer_schema=False).fill_null("")


def _place(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


if __name__ == "__main__":
    main(measure)
