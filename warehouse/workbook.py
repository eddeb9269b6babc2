"""``acuerdos.xlsx``: a first sheet that says what it is and what it is not, then one sheet a table, in Spanish."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from warehouse.excel_csv import NUMERIC, Cell, ShownColumn, shown_column, spanish_headings
from warehouse.excel_safety import fitting
from warehouse.fields import Table
from warehouse.layout import version_key
from warehouse.schema import SCHEMA_VERSION, TABLES
from warehouse.workbook_sheet import SheetColumn, TableSheet

README_SHEET = "LÉEME"
LONGEST_SHEET_NAME = 31
# Excel's 1,048,576 rows less the heading.
SHEET_ROWS = 1_048_575
WHOLE_SHEET = "A1:XFD1048576"
NARROWEST, WIDEST = 9, 48
README_WIDTHS = (34, 90, 12)
# Above so many cells each row goes to the disk at once: slower and larger, but memory does not grow with them.
MANY_CELLS = 4_000_000
# Text stays text whatever it looks like: 09 keeps its zero, =1+1 is no formula, an address no link.
AS_GIVEN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

WHAT_IT_IS = (
    "Acuerdos interinstitucionales de los estados y municipios de México con el exterior, y sus oficinas de atención "
    "a migrantes, como los dicen sus fuentes. Cada hoja es una tabla; cada acuerdo dice de qué fuente viene y con qué "
    "evidencia. Lo que está en el registro de la Secretaría de Relaciones Exteriores y lo que solo se afirma en otra "
    "parte no se confunden: vea la columna Evidencia."
)
LICENCE = (
    "CC-BY-4.0 (https://creativecommons.org/licenses/by/4.0/deed.es). Lo tomado de cada fuente conserva los términos "
    "de la fuente: vea la hoja {sources} y LICENSES.md."
)
HOW_IT_IS_WRITTEN = (
    "Las claves de vocabulario se muestran con su nombre en español; las listas van separadas por punto y coma; las "
    "fechas son texto, tan precisas como la fuente (1998, 1998-04 o 1998-04-15); una celda vacía quiere decir que la "
    "fuente no lo dice o que no viene al caso. Qué significa cada columna está en codebook.md. Los datos tal cual, "
    "para programas, están en <tabla>.csv, <tabla>.parquet y acuerdos.duckdb."
)
IN_ENGLISH = (
    "Agreements of Mexican states and municipalities with foreign bodies, and their migrant offices, as their sources "
    "tell them. One sheet per table; headings and labels are in Spanish. Licence CC-BY-4.0; what was taken from a "
    "source keeps that source's terms. For English names see codebook.md and the views en.* of acuerdos.duckdb."
)
REST_ELSEWHERE = "Aquí están los primeros {held:,} renglones de {rows:,}; el resto está en {name}.csv."


def write_workbook(
    tables: Mapping[str, pa.Table],
    path: Path,
    *,
    version: str,
    cautions: Sequence[str],
    citation: str,
    sheet_rows: int = SHEET_ROWS,
    many_cells: int = MANY_CELLS,
) -> None:
    """Write every table of the schema into one workbook: the same tables and words, the same bytes.

    ``cautions`` are the Spanish sentences of what must not be concluded, ``citation`` how to cite the version.
    A sheet holds at most ``sheet_rows`` rows and LÉEME says where the rest is; a workbook of more than ``many_cells``
    cells is written in constant memory.
    Raises ``ValueError`` for a name that is no version.
    """
    day = version_key(version)[0]
    names = sheet_names([TABLES[name] for name in tables])
    cells = sum(min(rows.num_rows, sheet_rows) * rows.num_columns for rows in tables.values())
    place = {"constant_memory": True} if cells > many_cells else {"in_memory": True}
    with xlsxwriter.Workbook(str(path), AS_GIVEN | place) as workbook:
        workbook.set_properties(
            # Without a moment of its own the library writes the clock's.
            {"title": f"Acuerdos Abiertos {version}", "created": datetime.fromisoformat(day), "comments": citation}
        )
        heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        as_text = workbook.add_format({"num_format": "@"})
        facts = {
            "Qué es": WHAT_IT_IS,
            "Versión": version,
            "Fecha": day,
            "Versión del esquema": SCHEMA_VERSION,
            "Licencia": LICENCE.format(sources=TABLES["sources"].spanish),
            "Cómo citar": citation,
            "Cómo está escrito": HOW_IT_IS_WRITTEN,
            "In English": IN_ENGLISH,
        }
        cover = workbook.add_worksheet(README_SHEET)
        _write_cover(workbook, cover, facts, cautions, _contents(tables, names, sheet_rows))
        for name, rows in tables.items():
            sheet = workbook.add_worksheet(names[name], worksheet_class=TableSheet)
            _write_sheet(sheet, TABLES[name], rows.slice(0, sheet_rows), heading, as_text)


def sheet_names(tables: Sequence[Table]) -> dict[str, str]:
    """The sheet of each table: its Spanish name as far as Excel takes it, cut between words, never twice the same."""
    taken = {README_SHEET.casefold()}
    names = {}
    for table in tables:
        wanted = " ".join(re.sub(r"[\[\]:*?/\\]", " ", table.spanish).split()).strip("'")
        name, number = _cut(wanted, LONGEST_SHEET_NAME), 1
        while name.casefold() in taken:
            number += 1
            ending = f" {number}"
            name = _cut(wanted, LONGEST_SHEET_NAME - len(ending)) + ending
        taken.add(name.casefold())
        names[table.name] = name
    return names


def _cut(words: str, longest: int) -> str:
    if len(words) <= longest:
        return words
    whole, blank, _ = words[:longest].rpartition(" ")
    return (whole if blank else words[: longest - 1]) + "…"


def _contents(
    tables: Mapping[str, pa.Table], names: Mapping[str, str], sheet_rows: int
) -> Iterator[tuple[str, str, int]]:
    """Sheet, meaning and number of rows of each table."""
    for name, rows in tables.items():
        meaning = TABLES[name].meaning
        if rows.num_rows > sheet_rows:
            meaning += " " + REST_ELSEWHERE.format(held=sheet_rows, rows=rows.num_rows, name=name)
        yield names[name], meaning, rows.num_rows


def _write_cover(
    workbook: xlsxwriter.Workbook,
    sheet: Worksheet,
    facts: Mapping[str, str],
    cautions: Sequence[str],
    contents: Iterator[tuple[str, str, int]],
) -> None:
    title = workbook.add_format({"bold": True, "font_size": 16})
    section = workbook.add_format({"bold": True, "font_size": 12, "top": 1})
    term = workbook.add_format({"bold": True, "valign": "top", "text_wrap": True})
    prose = workbook.add_format({"valign": "top", "text_wrap": True})
    count = workbook.add_format({"valign": "top", "num_format": "#,##0"})
    link = workbook.add_format({"valign": "top", "underline": 1, "font_color": "#0B57A4"})
    for column, width in enumerate(README_WIDTHS):
        sheet.set_column(column, column, width)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, "Acuerdos Abiertos", title)
    row = 2
    for name, words in facts.items():
        sheet.write_string(row, 0, name, term)
        sheet.write_string(row, 1, fitting(words), prose)
        row += 1
    row += 1
    sheet.write_string(row, 0, "Lo que no se debe concluir", section)
    for caution in cautions:
        sheet.write_string(row, 1, fitting(caution), prose)
        row += 1
    row += 1
    for column, words in enumerate(("Hoja", "Qué contiene", "Renglones")):
        sheet.write_string(row, column, words, section)
    for name, meaning, rows in contents:
        row += 1
        place = name.replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{place}'!A1", link, name)
        sheet.write_string(row, 1, meaning, prose)
        sheet.write_number(row, 2, rows, count)


def _write_sheet(sheet: TableSheet, table: Table, rows: pa.Table, heading: Format, as_text: Format) -> None:
    columns = []
    headings = spanish_headings(table)
    for place, (field, name) in enumerate(zip(table.fields, headings, strict=True)):
        shown, style = shown_column(field, rows.column(field.name)), None if field.kind in NUMERIC else as_text
        sheet.set_column(place, place, _width(name, shown), style)
        columns.append(SheetColumn(shown.shown_by(_unmarked), style))
    # Excel would put a warning on each code that looks like a number.
    sheet.ignore_errors({"number_stored_as_text": WHOLE_SHEET, "two_digit_text_year": WHOLE_SHEET})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows.num_rows, len(table.fields) - 1)
    sheet.write_table(headings, heading, columns)


def _width(heading: str, column: ShownColumn) -> int:
    """Wide enough for the longest word of the heading and the cells, within bounds."""
    word = max(len(part) for part in heading.split())
    longest = max((len(str(cell)) for cell in column.cells if cell is not None), default=0)
    # Two more for the button of the filter.
    return min(max(word + 2, longest + 1, NARROWEST), WIDEST)


def _unmarked(cell: Cell) -> Cell:
    # XlsxWriter takes such a text for its own markup and would write it into the file unescaped.
    return f"{cell} " if isinstance(cell, str) and cell.startswith("<r>") and cell.endswith("</r>") else cell
