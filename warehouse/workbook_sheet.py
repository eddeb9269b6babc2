"""A sheet of XlsxWriter that takes a table by its columns: the same XML, each distinct cell made once.

XlsxWriter keeps a tuple for each cell and writes it by itself, which is most of the time of a publication; here the
XML of a cell is made once for each distinct cell of a column and only put in its place a row.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import isfinite

import numpy
from xlsxwriter.format import Format
from xlsxwriter.utility import _preserve_whitespace, xl_col_to_name
from xlsxwriter.worksheet import Worksheet
from xlsxwriter.xmlwriter import XMLwriter

from warehouse.excel_csv import ShownColumn

# Rows that share one `spans`, as Excel writes them.
SPANNED = 16
BATCH_ROWS = 16_384


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet, below its heading; ``style``: of its cells, None for none."""

    shown: ShownColumn
    style: Format | None


class TableSheet(Worksheet):  # type: ignore[misc]
    """A worksheet whose rows below the heading are those of one table."""

    def __init__(self) -> None:
        super().__init__()
        self._columns: list[SheetColumn] = []
        self._present = numpy.zeros((0, 0), dtype=bool)
        self._indices: list[list[int]] = []

    def write_table(self, heading: Sequence[str], style: Format, columns: Sequence[SheetColumn]) -> None:
        """Write a heading and the columns below it. Raises ``TypeError`` for a number that is none."""
        self._present = numpy.column_stack([_present(column.shown) for column in columns])
        self._columns = list(columns)
        for place, name in enumerate(heading):
            self.write_string(0, place, name, style)
        filled = numpy.flatnonzero(self._present.any(axis=1))
        if len(filled):
            self._check_dimensions(int(filled[-1]) + 1, len(columns) - 1)
        if self.constant_memory:
            self._write_single_row(len(self._present) + 1)
            self.row_data_fh.writelines(self._lines(None))
        else:
            self._take_strings()

    def _take_strings(self) -> None:
        """Number the texts of the workbook in the order of rows, as they would be written cell by cell."""
        found: list[tuple[int, int, int, str]] = []
        held = self.str_table.count
        for place, column in enumerate(self._columns):
            codes, first, rows = numpy.unique(column.shown.places, return_index=True, return_counts=True)
            for code, row, count in zip(codes.tolist(), first.tolist(), rows.tolist(), strict=True):
                cell = column.shown.cells[code]
                if isinstance(cell, str):
                    found.append((row, place, code, cell))
                    held += count
        self._indices = [[0] * len(column.shown.cells) for column in self._columns]
        for _, place, code, cell in sorted(found):
            self._indices[place][code] = self.str_table._get_shared_string_index(cell)
        self.str_table.count = held

    def _write_rows(self) -> None:
        spans = self._spans()
        self._write_row(0, spans[0])
        for place in range(len(self._columns)):
            self._write_cell(0, place, self.table[0][place])
        self._xml_end_tag("row")
        self.fh.writelines(self._lines(spans))

    def _spans(self) -> list[str]:
        """First and last column of each block of rows, the heading's among them."""
        heading = numpy.ones((1, len(self._columns)), dtype=bool)
        rows = numpy.concatenate([heading, self._present])
        spans = []
        for start in range(0, len(rows), SPANNED):
            held = numpy.flatnonzero(rows[start : start + SPANNED].any(axis=0))
            spans.append(f"{held[0] + 1}:{held[-1] + 1}" if len(held) else "")
        return spans

    def _lines(self, spans: Sequence[str] | None) -> Iterator[str]:
        letters = [xl_col_to_name(place) for place in range(len(self._columns))]
        for start in range(0, len(self._present), BATCH_ROWS):
            numbers = range(start + 2, min(start + BATCH_ROWS, len(self._present)) + 2)
            cells = [
                self._cells(place, letter, numbers, slice(start, start + BATCH_ROWS))
                for place, letter in enumerate(letters)
            ]
            rows = zip(numbers, zip(*cells, strict=True), strict=True)
            yield "".join(f"<row{_head(number, spans)}>{line}</row>" for number, row in rows if (line := "".join(row)))

    def _cells(self, place: int, letter: str, numbers: range, rows: slice) -> list[str]:
        """The XML of the cells of a column, empty for those that hold nothing."""
        shown = self._columns[place].shown
        codes = shown.places[rows]
        xml = {int(code): self._cell(place, int(code)) for code in numpy.unique(codes)}
        return [
            f'<c r="{letter}{number}"{rest}' if (rest := xml[code]) else ""
            for number, code in zip(numbers, codes.tolist(), strict=True)
        ]

    def _cell(self, place: int, code: int) -> str:
        column = self._columns[place]
        cell = column.shown.cells[code]
        style = f' s="{column.style._get_xf_index()}"' if column.style else ""
        if cell is None:
            return ""
        if not isinstance(cell, str):
            return f"{style}><v>{cell:.16G}</v></c>"
        if not self.constant_memory:
            return f'{style} t="s"><v>{self._indices[place][code]}</v></c>'
        return style + _inline(cell)


def _inline(text: str) -> str:
    """A text that stands in its cell; by the library's own hand, which knows what must be escaped."""
    writer = XMLwriter()
    writer._set_filehandle(io.StringIO())
    text = writer._escape_control_characters(text)
    writer._xml_inline_string(text, _preserve_whitespace(text), [])
    return str(writer.fh.getvalue()).removeprefix("<c")


def _head(number: int, spans: Sequence[str] | None) -> str:
    return f' r="{number}"' if spans is None else f' r="{number}" spans="{spans[(number - 1) // SPANNED]}"'


def _present(shown: ShownColumn) -> numpy.ndarray:
    """Which rows hold something."""
    if any(isinstance(cell, float) and not isfinite(cell) for cell in shown.cells):
        raise TypeError("NAN/INF: a workbook has no such number")
    filled = numpy.array([cell is not None for cell in shown.cells], dtype=bool)
    return filled[shown.places] if len(filled) else numpy.zeros(len(shown.places), dtype=bool)
