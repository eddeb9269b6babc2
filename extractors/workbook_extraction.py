"""The process that opens a workbook: its bytes on the standard input, a line of JSON a sheet on the standard output.

A text in place of a sheet says why the workbook is refused. Nothing else of the product loads calamine.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from extractors.workbook_cells import MOST_CELLS, MOST_MEMORY, MOST_ROWS, MOST_SECONDS, NotASpreadsheet, Sheet

# Exports of the transparency law keep the lists behind their drop-downs there.
_CATALOGUE = re.compile(r"hidden(_\d+)?", re.IGNORECASE)


def extract(body: bytes) -> Iterator[Sheet]:
    """The sheets that are shown, one by one. Raises ``NotASpreadsheet``, and what calamine meets in a damaged file."""
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(body))
    cells = lines = 0
    for told in workbook.sheets_metadata:
        if told.visible != SheetVisibleEnum.Visible or _CATALOGUE.fullmatch(told.name):
            continue
        sheet = workbook.get_sheet_by_name(told.name)
        if sheet.total_height * sheet.total_width > MOST_CELLS * 4:
            raise NotASpreadsheet(f"la hoja {told.name} pasa de {MOST_CELLS * 4} celdas, contadas las vacías")
        rows = [[_cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        cells += sum(1 for row in rows for text in row if text)
        lines += sum(1 for row in rows if any(row))
        if cells > MOST_CELLS or lines > MOST_ROWS:
            raise NotASpreadsheet(f"el libro pasa de {MOST_ROWS} renglones o de {MOST_CELLS} celdas")
        merged = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
        yield Sheet(told.name, rows, merged)


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return (
            value.date().isoformat() if (value.hour, value.minute, value.second) == (0, 0, 0) else value.isoformat(" ")
        )
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if value is not None else ""


def main() -> int:
    """Read the standard input, write the standard output; a workbook that brings calamine down leaves no answer."""
    with suppress(ValueError, OSError):  # systems that know no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    print(json.dumps(None))
    try:
        for sheet in extract(sys.stdin.buffer.read()):
            print(json.dumps(sheet))
    except NotASpreadsheet as refused:
        print(json.dumps(str(refused)))
    except MemoryError:
        print(json.dumps("leer el libro pide más memoria de la debida"))
    except (CalamineError, OSError, ValueError) as error:
        print(json.dumps(f"el libro está dañado y no se puede abrir ({' '.join(str(error).split())[:100]})"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
