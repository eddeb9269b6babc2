"""``acuerdos.xlsx`` as other programs than the one that wrote it read it (SIMULADO)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from python_calamine import CalamineWorkbook

from tests.warehouse.simulated import Row, agreement, all_tables
from warehouse.fields import Table
from warehouse.schema import SCHEMA_VERSION, TABLES
from warehouse.workbook import SHEET_ROWS, sheet_names, write_workbook

VERSION = "2026-11-23.2"
CAUTION = "=No tome esta versión SIMULADO por el registro."
CITATION = "Acuerdos Abiertos SIMULADO, versión 2026-11-23.2."
HOSTILE = [
    '=HYPERLINK("http://x")',
    "+52 33 1234",
    "<script>",
    '"><img onerror>',
    "a|b",
    "http://x.example",
    "-",
    "uno\ndos",
]
LONG = "ñ" * 40_000
ROWS: list[Row] = [
    agreement(1, state_code="09", title=HOSTILE[0], counterpart="<r><t>SIMULADO</t></r>", instrument_type="sister_city",
              topics=["culture", "tourism"], parties_count=2, signed_on="1867"),
    agreement(2, title=LONG, local_party="a\x00b\x1b_x0041_", instrument_type="simulado", topics=[]),
    *(agreement(3 + place, title=text) for place, text in enumerate(HOSTILE[1:])),
]  # fmt: skip
FIGURES: list[Row] = [
    {"table_id": "simulado", "state_code": "14", "category": "x", "unit": "percent", "value": -102.3},
]


def write(path: Path, **options: Any) -> Path:
    tables = all_tables(agreements=ROWS, published_figures=FIGURES)
    write_workbook(tables, path, version=VERSION, cautions=[CAUTION, "Otra SIMULADO."], citation=CITATION, **options)
    return path


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("libro") / "acuerdos.xlsx")


@pytest.fixture(scope="module")
def book(path: Path) -> Iterator[openpyxl.Workbook]:
    opened = openpyxl.load_workbook(path)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def rows(book: openpyxl.Workbook) -> list[dict[str, Any]]:
    """The rows of the agreements, each cell under its heading."""
    return under_headings(book["Acuerdos"])


def under_headings(sheet: Any) -> list[dict[str, Any]]:
    headings, *rest = sheet.iter_rows()
    return [dict(zip([cell.value for cell in headings], row, strict=True)) for row in rest]


def cover_text(book: openpyxl.Workbook) -> str:
    return "\n".join(str(cell) for row in book["LÉEME"].iter_rows(values_only=True) for cell in row if cell is not None)


def test_first_sheet_is_the_one_to_read(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["LÉEME", *sheet_names(list(TABLES.values())).values()]


def test_cover_says_what_version_this_is_and_how_to_cite_it(book: openpyxl.Workbook) -> None:
    text = cover_text(book).splitlines()
    for words in (VERSION, "2026-11-23", SCHEMA_VERSION, CITATION):
        assert words in text
    assert "CC-BY-4.0" in cover_text(book) and "conserva los términos de la fuente" in cover_text(book)


def test_cover_says_what_must_not_be_concluded(book: openpyxl.Workbook) -> None:
    text = cover_text(book)
    assert text.index("Lo que no se debe concluir") < text.index(CAUTION) < text.index("Otra SIMULADO.")


def test_cover_has_an_english_twin(book: openpyxl.Workbook) -> None:
    assert "One sheet per table" in cover_text(book)


def test_cover_lists_every_sheet_with_its_meaning_and_rows(book: openpyxl.Workbook) -> None:
    listed = {row[0]: row[1:] for row in book["LÉEME"].iter_rows(values_only=True, max_col=3)}
    assert listed["Acuerdos"] == (TABLES["agreements"].meaning, len(ROWS))
    assert {name for name in book.sheetnames if name != "LÉEME"} <= listed.keys()


def test_cover_leads_to_each_sheet(book: openpyxl.Workbook) -> None:
    places = {cell.value: cell.hyperlink.location for (cell,) in book["LÉEME"].iter_rows(max_col=1) if cell.hyperlink}
    assert places["Por región"] == "'Por región'!A1"
    assert len(places) == len(TABLES)


def test_headings_are_spanish_filtered_and_frozen(book: openpyxl.Workbook) -> None:
    sheet = book["Acuerdos"]
    assert [cell.value for cell in sheet[1]] == [field.spanish for field in TABLES["agreements"].fields]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(sheet.max_column)}{1 + len(ROWS)}"
    assert all(cell.alignment.wrap_text and cell.font.bold for cell in sheet[1])


def test_columns_are_neither_hairlines_nor_posters(book: openpyxl.Workbook) -> None:
    widths = [column.width for sheet in book.worksheets[1:] for column in sheet.column_dimensions.values()]
    assert all(9 <= width <= 49 for width in widths)


def test_codes_are_shown_by_their_labels(rows: list[dict[str, Any]]) -> None:
    assert rows[0]["Tipo de instrumento"].value == "Hermanamiento"
    assert rows[0]["Áreas"].value == "Cultura; Turismo"
    assert rows[1]["Tipo de instrumento"].value == "simulado"
    assert rows[1]["Áreas"].value is None


def test_code_with_a_zero_in_front_stays_text(rows: list[dict[str, Any]]) -> None:
    cell = rows[0]["Clave de la entidad"]
    assert (cell.value, cell.data_type, cell.number_format) == ("09", "s", "@")


def test_numbers_are_numbers(book: openpyxl.Workbook, rows: list[dict[str, Any]]) -> None:
    assert (rows[0]["Número de partes"].value, rows[0]["Número de partes"].data_type) == (2, "n")
    (figure,) = under_headings(book["Cifras impresas"])
    assert figure["Valor"].value == -102.3


def test_date_before_1900_is_as_precise_as_its_source(rows: list[dict[str, Any]]) -> None:
    assert (rows[0]["Fecha de firma"].value, rows[1]["Fecha de firma"].value) == ("1867", "1998-04")


def test_hostile_text_stays_text(rows: list[dict[str, Any]]) -> None:
    titles = [rows[0]["Título"], *(row["Título"] for row in rows[2:])]
    assert [cell.value for cell in titles] == HOSTILE
    assert {cell.data_type for cell in titles} == {"s"}
    assert all(cell.hyperlink is None for cell in titles)


def test_markup_of_the_writer_in_a_text_stays_text(rows: list[dict[str, Any]]) -> None:
    assert rows[0]["Contraparte"].value.strip() == "<r><t>SIMULADO</t></r>"


def test_control_characters_are_marked(path: Path) -> None:
    lines = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("Acuerdos").to_python()
    assert lines[2][lines[0].index("Parte mexicana")] == "a\ufffdb\ufffd_x0041_"


def test_text_longer_than_a_cell_is_cut(rows: list[dict[str, Any]]) -> None:
    assert rows[1]["Título"].value == "ñ" * 32_766 + "…"


def test_another_reader_sees_the_same(path: Path) -> None:
    book = CalamineWorkbook.from_path(str(path))
    lines = book.get_sheet_by_name("Acuerdos").to_python()
    assert lines[1][lines[0].index("Clave de la entidad")] == "09"
    assert lines[1][lines[0].index("Título")] == HOSTILE[0]
    assert len(lines) == 1 + len(ROWS)


def test_same_tables_give_the_same_bytes(path: Path, tmp_path: Path) -> None:
    assert write(tmp_path / "otro.xlsx").read_bytes() == path.read_bytes()


def test_sheet_too_small_for_its_rows_says_where_the_rest_is(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write(tmp_path / "acuerdos.xlsx", sheet_rows=2))
    assert book["Acuerdos"].max_row == 3
    assert f"los primeros 2 renglones de {len(ROWS)}; el resto está en agreements.csv." in cover_text(book)


def test_excel_has_room_for_a_million_rows_below_the_heading() -> None:
    assert SHEET_ROWS + 1 == 1_048_576


def test_sheet_names_are_such_as_excel_takes() -> None:
    names = list(sheet_names(list(TABLES.values())).values())
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_sheet_names_that_are_cut_to_the_same_differ() -> None:
    words = "Acuerdos de los municipios con: [muchas]"
    alike = [Table(name, f"{words} {name}", "", "", "", (), ()) for name in ("uno", "dos")]
    assert list(sheet_names(alike).values()) == ["Acuerdos de los municipios con…", "Acuerdos de los municipios… 2"]


def test_very_large_workbook_says_the_same(path: Path, tmp_path: Path) -> None:
    small, large = (CalamineWorkbook.from_path(str(one)) for one in (path, write(tmp_path / "otro.xlsx", many_cells=0)))
    for name in ("LÉEME", "Acuerdos", "Cifras impresas"):
        assert large.get_sheet_by_name(name).to_python() == small.get_sheet_by_name(name).to_python()
