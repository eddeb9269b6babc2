"""Rows of XLSX and CSV files, by the same headings as HTML tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from extractors.document import squeeze
from extractors.headings import Headings
from extractors.html_tables import GridRow, read_grid
from extractors.observation import RawRow, RawRows

MOST_ROWS = 2_000_000


class NotASpreadsheet(ValueError):
    """The bytes are not a workbook that can be opened."""


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if (value.hour, value.minute, value.second) == (0, 0, 0) else value.isoformat(" ")
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return squeeze(str(value)) if value is not None else ""


def read_workbook(body: bytes, headings: Headings) -> RawRows:
    """Rows of every sheet that has known headings. Raises ``NotASpreadsheet``."""
    from python_calamine import CalamineError, CalamineWorkbook

    result = RawRows()
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(body))
        for name in workbook.sheet_names:
            rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            grid = [_grid_row(map(_cell, row)) for row in rows[:MOST_ROWS]]
            found = read_grid(grid, headings, name=f"sheet {name}", section="", carried=[])
            if found.recognised:
                result.recognised = True
                result.rows.extend(found.rows)
                result.unknown.update(found.unknown)
    except (CalamineError, OSError, ValueError) as error:
        raise NotASpreadsheet(str(error)) from error
    return result


def _grid_row(cells: Iterable[str]) -> GridRow:
    texts = tuple(cells)
    filled = sum(1 for text in texts if text)
    return GridRow(texts, 1 if filled == 1 else len(texts), False)


def _dialect(text: str) -> str:
    head = text[:4000].split("\n", 1)[0]
    return max((",", ";", "\t", "|"), key=head.count)


def read_delimited(text: str, headings: Headings, columns: Mapping[str, str]) -> RawRows:
    """Rows of a CSV text. With ``columns`` its header is the first line; else the header is found by its meaning."""
    lines = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=_dialect(text)))
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
