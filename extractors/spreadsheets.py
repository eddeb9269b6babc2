"""Rows of XLSX and CSV files, by the same headings as HTML tables."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from extractors.document import squeeze
from extractors.grids import GridRow, read_grid
from extractors.headings import Headings
from extractors.observation import RawRow, RawRows
from extractors.proportions import outsized_row
from extractors.workbook_cells import NotASpreadsheet, Sheet, sheets_of

__all__ = ["NotASpreadsheet", "read_delimited", "read_workbook"]

MOST_MERGED = 2_000_000  # cells; a sheet is never merged beyond its rows, a broken file may say so many times over
_QUOTED = re.compile(r'"[^"]*"')


def read_workbook(body: bytes, headings: Headings) -> RawRows:
    """Rows of every sheet that a person sees and that has known headings. Raises ``NotASpreadsheet``."""
    result = RawRows()
    for sheet in sheets_of(body):
        found = read_grid(_sheet_grid(sheet), headings, name=f"sheet {sheet.name}", section="", carried=[])
        if found.recognised:
            result.recognised = True
            result.rows.extend(found.rows)
            result.unknown.update(found.unknown)
    return result


def _sheet_grid(sheet: Sheet) -> list[GridRow]:
    """The rows of a sheet without its empty columns, each merged cell's text in all the cells it covers."""
    rows = [[squeeze(text) if text else "" for text in row] for row in sheet.rows]
    filled = [sum(1 for text in row if text) for row in rows]
    left_to_merge = MOST_MERGED
    for top, left, bottom, right in sheet.merged:
        left_to_merge -= (bottom - top + 1) * (right - left + 1)
        if left_to_merge < 0:
            break
        if top >= len(rows) or left >= len(rows[top]):
            continue  # a merge of cells that the sheet does not have
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    used = [index for index, column in enumerate(zip(*rows, strict=True)) if any(column)]
    if too_wide := outsized_row(len(used)):
        raise NotASpreadsheet(too_wide)
    return [GridRow(tuple(row[index] for index in used), own, False) for row, own in zip(rows, filled, strict=True)]


def _grid_row(cells: Iterable[str]) -> GridRow:
    texts = tuple(cells)
    return GridRow(texts, sum(1 for text in texts if text), False)


def _dialect(text: str) -> str:
    """The separator that most of the first lines hold equally often, outside of quotes."""
    lines = [line for line in _QUOTED.sub("", text[:20_000]).split("\n")[:40] if line.strip()]
    counts = {sign: Counter(line.count(sign) for line in lines if sign in line) for sign in (",", ";", "\t", "|")}
    return max(counts, key=lambda sign: max(((lines, times) for times, lines in counts[sign].items()), default=(0, 0)))


def read_delimited(text: str, headings: Headings, columns: Mapping[str, str]) -> RawRows:
    """Rows of a CSV text. With ``columns`` its header is the first line; else the header is found by its meaning.

    Raises ``ValueError`` for a line of more columns than any table has, and for what is no CSV.
    """
    try:
        lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=_dialect(text)))
    except csv.Error as error:
        raise ValueError(str(error)) from error
    if too_wide := outsized_row(max(map(len, lines), default=0)):
        raise ValueError(too_wide)
    if not columns:
        return read_grid(
            [_grid_row(map(squeeze, line)) for line in lines], headings, name="csv", section="", carried=[]
        )
    result = RawRows(recognised=bool(lines))
    header = [squeeze(name) for name in lines[0]] if lines else []
    fields = [headings.field(name) for name in header]
    result.recognised = any(fields)
    for number, line in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in line):
            continue
        original = dict(zip(header, line, strict=False))
        values = {field: cell for field, cell in zip(fields, line, strict=False) if field}
        for name, field, cell in zip(header, fields, line, strict=False):
            if not field and cell:
                result.unknown.setdefault(name, cell)
        result.rows.append(RawRow(f"line {number}", values, original))
    return result
