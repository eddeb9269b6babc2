"""A sheet written by columns is the one that XlsxWriter writes cell by cell (SIMULADO)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter.worksheet import Worksheet

from warehouse.excel_csv import Cell, ShownColumn
from warehouse.workbook_sheet import SheetColumn, TableSheet

CELLS = st.one_of(st.none(), st.sampled_from(["a", "09", " b", "<&>\x01", "_x0041_", "a", 3, -2.5, 1e20]))


def shown(cells: list[Cell]) -> ShownColumn:
    texts = [None if cell is None else repr(cell) for cell in cells]
    coded = pa.array(texts, pa.string()).dictionary_encode(null_encoding="encode")
    distinct = {repr(cell): cell for cell in cells if cell is not None}
    return ShownColumn(
        tuple(distinct.get(text) if text else None for text in coded.dictionary.to_pylist()),
        coded.indices.to_numpy(zero_copy_only=False),
    )


def book(path: Path, columns: list[list[Cell]], *, by_columns: bool, constant_memory: bool) -> bytes:
    place = {"constant_memory": True} if constant_memory else {"in_memory": True}
    with xlsxwriter.Workbook(str(path), place) as workbook:
        workbook.set_properties({"created": datetime(2026, 11, 24)})  # noqa: DTZ001
        bold, text = workbook.add_format({"bold": True}), workbook.add_format({"num_format": "@"})
        for _ in range(2):
            sheet = workbook.add_worksheet(worksheet_class=TableSheet if by_columns else Worksheet)
            names = [f"c{number}" for number in range(len(columns))]
            styles = [text if number % 2 else None for number in range(len(columns))]
            for number, style in enumerate(styles):
                sheet.set_column(number, number, 9, style)
            if by_columns:
                pairs = zip(columns, styles, strict=True)
                sheet.write_table(names, bold, [SheetColumn(shown(cells), style) for cells, style in pairs])
                continue
            for number, name in enumerate(names):
                sheet.write_string(0, number, name, bold)
            for row, cells in enumerate(zip(*columns, strict=True), start=1):
                for number, cell in enumerate(cells):
                    if isinstance(cell, str):
                        sheet.write_string(row, number, cell)
                    elif cell is not None:
                        sheet.write_number(row, number, cell)
    return path.read_bytes()


@pytest.mark.parametrize("constant_memory", [False, True])
def test_bytes_are_those_of_cell_by_cell(tmp_path: Path, *, constant_memory: bool) -> None:
    @settings(max_examples=8, deadline=None)
    @given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=40))
    def same(rows: list[tuple[Cell, ...]]) -> None:
        columns = [[row[number] for row in rows] for number in range(3)]
        ours, theirs = (
            book(tmp_path / "a.xlsx", columns, by_columns=way, constant_memory=constant_memory) for way in (True, False)
        )
        assert ours == theirs

    same()


def test_number_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        book(tmp_path / "a.xlsx", [[float("nan")]], by_columns=True, constant_memory=False)
