"""Rows written column by column are those that ``csv.writer`` writes cell by cell (SIMULADO)."""

from __future__ import annotations

import csv
import io

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from warehouse.cells import as_text
from warehouse.csv_rows import batches_of, write_heading, write_rows

TEXTS = st.one_of(st.none(), st.text(alphabet='a",\r\n ñ|', max_size=4))
NUMBERS = st.one_of(st.none(), st.floats(), st.sampled_from([1.0, 1e22, 1e-7]))
LISTS = st.lists(TEXTS.filter(lambda text: text is not None), max_size=3)


def cell_by_cell(rows: pa.Table) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(rows.column_names)
    writer.writerows(
        [cell if isinstance(cell, str) else as_text(cell) for cell in row.values()] for row in rows.to_pylist()
    )
    return text.getvalue().encode()


def by_columns(rows: pa.Table) -> bytes:
    file = io.BytesIO()
    write_heading(file, rows.column_names)
    for columns in batches_of(rows):
        write_rows(file, columns)
    return file.getvalue()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(TEXTS, NUMBERS, LISTS, TEXTS), max_size=5), st.integers(0, 2))
def test_bytes_are_those_of_the_writer_of_cells(cells: list[tuple[object, ...]], skipped: int) -> None:
    kinds = (pa.string(), pa.float64(), pa.list_(pa.string()), pa.string())
    columns = [pa.array([row[place] for row in cells], kind) for place, kind in enumerate(kinds)]
    rows = pa.table(dict(zip("abcd", columns, strict=True))).slice(skipped)
    assert by_columns(rows) == cell_by_cell(rows)


@settings(max_examples=30, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_only_column_has_a_line_for_each_row(cells: list[str | None]) -> None:
    rows = pa.table({"a": pa.array(cells, pa.string())})
    assert by_columns(rows) == cell_by_cell(rows)
