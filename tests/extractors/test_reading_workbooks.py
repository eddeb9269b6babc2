"""XLSX and CSV by the same headings as HTML tables; exports of the transparency law (SIMULADO)."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from typing import Any

import openpyxl
import pytest

from extractors.capture import Capture, sha256_of
from extractors.decode import XLSX
from extractors.failures import LayoutDrift, Unreadable
from extractors.headings import Headings
from extractors.observation import RawRows
from extractors.reading import PartReading, read_part
from extractors.source import Source
from extractors.spreadsheets import read_delimited, read_workbook

HEADER = ("Título del acuerdo", "Contraparte", "País", "Fecha de firma", "Color de la carpeta")
FIRST = ("Acuerdo de Hermanamiento SIMULADO", "Ciudad de San Antonio, Texas", "Estados Unidos", "15/IV/98", "Verde")
SECOND = ("Convenio de Cooperación SIMULADO", "Provincia de Shanghái", "China", date(2011, 5, 3), "Azul")
OFFICE_COLUMNS = {
    "Denominación del área": "office_name",
    "Domicilio oficial: nombre de la vialidad, como consta en el registro vigente de la dependencia u organismo": "street",
    "Número Exterior": "street_number",
    "Código postal": "postal_code",
    "Número telefónico oficial y, en su caso, extensión": "phone",
    "Correo electrónico oficial": "email",
    "Fecha de actualización": "as_of",
}
UNKNOWN = "Color de la carpeta"
PREAMBLE: list[tuple[object, ...]] = [
    ("46062",),
    ("TÍTULO", "", "", "NOMBRE CORTO", "", "", "DESCRIPCIÓN"),
    ("Directorio SIMULADO", "", "", "LTAI_SIMULADO", "", "", "Datos de contacto, todos SIMULADOS"),
    (1, 4, 4, 9, 1, 2, 7, 14),
    (391822, 391839, 391840, 391811, 391828, 391829, 391830, 391831),
    ("Tabla Campos",),
]


def book_with(*sheets: tuple[str, list[tuple[object, ...]]]) -> Any:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return book


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def workbook(**sheets: list[tuple[object, ...]]) -> bytes:
    return saved(book_with(*sheets.items()))


def offices(body: bytes) -> RawRows:
    return read_workbook(body, Headings("offices", OFFICE_COLUMNS))


def office(name: str, **more: object) -> tuple[object, ...]:
    given = {
        "street": "Av. Juárez",
        "number": 120.0,
        "zip": 44100.0,
        "phone": 3336141234.0,
        "day": date(2025, 6, 30),
    }
    given |= more
    return (name, given["street"], given["number"], given["zip"], given["phone"], "sim@example.org", given["day"], "")


def read(body: bytes, layout: str = "auto", media_type: str = XLSX) -> PartReading:
    source = Source.model_validate(
        {"id": "simulado", "dataset": "agreements", "url": "https://example.org/SIMULADO.xlsx", "evidence": "registry"}
    )
    capture = Capture(
        "simulado", "", source.url, datetime(2026, 11, 23, tzinfo=UTC), 200, media_type, (("Content-Type", media_type),),
        body, sha256_of(body),
    )  # fmt: skip
    return read_part(source, [capture], layout=layout, state="14")


@pytest.mark.parametrize("media_type", [XLSX, "application/octet-stream", "application/vnd.ms-excel"])
def test_workbook_is_known_by_its_bytes(media_type: str) -> None:
    reading = read(workbook(Hoja1=[HEADER, FIRST, SECOND]), media_type=media_type)
    assert [row.fields["counterpart"] for row in reading.observations] == [FIRST[1], SECOND[1]]


def test_rows_headings_and_dates() -> None:
    reading = read(workbook(Hoja1=[HEADER, FIRST, SECOND]))
    first, second = reading.observations
    assert first.fields == {
        "title": FIRST[0],
        "counterpart": FIRST[1],
        "country": FIRST[2],
        "signed_on": FIRST[3],
    }
    assert first.original == dict(zip(HEADER, FIRST, strict=True))
    assert second.fields["signed_on"] == "2011-05-03"
    assert reading.unknown_headings == {"Color de la carpeta": "Verde"}
    assert len({row.locator for row in reading.observations}) == 2


def test_title_rows_above_the_header_and_empty_rows_between() -> None:
    rows: list[tuple[object, ...]] = [("Registro SIMULADO",), (), ("Ejercicio 2020",), HEADER, FIRST, (), SECOND, ()]
    assert [row.fields["title"] for row in read(workbook(Hoja1=rows)).observations] == [FIRST[0], SECOND[0]]


def test_every_sheet_with_known_headings_and_no_other() -> None:
    body = workbook(
        Estado=[HEADER, FIRST], Catálogo=[("Producto", "Precio"), ("Tornillo", 3)], Municipios=[HEADER, SECOND]
    )
    reading = read(body)
    assert [row.fields["title"] for row in reading.observations] == [FIRST[0], SECOND[0]]
    assert len({row.locator for row in reading.observations}) == 2
    assert any("Municipios" in row.locator for row in reading.observations)


def test_year_in_a_number_cell_stays_a_year() -> None:
    reading = read(workbook(Hoja1=[HEADER, (*FIRST[:3], 1998, "")]))
    assert reading.observations[0].fields["signed_on"] == "1998"


def test_workbook_without_known_headings_is_a_drift() -> None:
    with pytest.raises(LayoutDrift):
        read(workbook(Hoja1=[("Producto", "Precio"), ("Tornillo", 3)]))


@pytest.mark.parametrize("body", [b"SIMULADO", b"", b"PK\x03\x04SIMULADO"])
def test_what_is_no_workbook_is_said_so_in_one_line(body: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read(body, layout="xlsx")
    assert "\n" not in str(caught.value)


def test_the_preamble_of_an_export_is_not_taken_for_its_header() -> None:
    rows = [*PREAMBLE, HEADER, FIRST, SECOND]
    reading = read(workbook(Informacion=rows))
    assert [row.fields["title"] for row in reading.observations] == [FIRST[0], SECOND[0]]
    assert reading.observations[0].original == dict(zip(HEADER, FIRST, strict=True))
    assert {row.section for row in reading.observations} == {""}


def test_a_preamble_whose_words_are_all_known_headings_is_still_a_preamble() -> None:
    known = [("Título", "Objetivo", "Contraparte"), ("Lista SIMULADA", "Informar", "Quien lea"), (1, 4, 9, 2, 3)]
    reading = read(workbook(Informacion=[*known, HEADER, FIRST, SECOND]))
    assert [row.fields["title"] for row in reading.observations] == [FIRST[0], SECOND[0]]


def test_a_table_of_several_rows_above_a_fuller_one_is_no_preamble() -> None:
    small = [("Título del acuerdo", "Contraparte"), *((f"Acuerdo {n} SIMULADO", "Ciudad SIMULADA") for n in range(3))]
    reading = read(workbook(Hoja1=[*small, HEADER, FIRST]))
    assert [row.fields["title"] for row in reading.observations][:3] == [row[0] for row in small[1:]]


def test_transparency_table_of_offices_with_long_headings() -> None:
    found = offices(workbook(Informacion=[*PREAMBLE, (*OFFICE_COLUMNS, UNKNOWN), office("Instituto SIMULADO")]))
    (row,) = found.rows
    assert row.fields == {
        "office_name": "Instituto SIMULADO", "street": "Av. Juárez", "street_number": "120", "postal_code": "44100",
        "phone": "3336141234", "email": "sim@example.org", "as_of": "2025-06-30",
    }  # fmt: skip
    assert row.locator == "sheet Informacion row 8"
    assert set(row.original) == {*OFFICE_COLUMNS, UNKNOWN}


def test_few_known_headings_among_very_many_are_a_header() -> None:
    others = [f"Criterio {number} SIMULADO" for number in range(40)]
    row = (*range(len(others)), *office("Instituto SIMULADO"))
    found = offices(workbook(Informacion=[(*others, *OFFICE_COLUMNS), row]))
    assert [row.fields["office_name"] for row in found.rows] == ["Instituto SIMULADO"]


@pytest.mark.parametrize("name", ["Hidden_1", "hidden_12", "Hidden"])
def test_a_sheet_of_catalogues_gives_no_rows(name: str) -> None:
    sheets = {"Informacion": [tuple(OFFICE_COLUMNS), office("Instituto SIMULADO")],
              name: [tuple(OFFICE_COLUMNS), office("Catálogo SIMULADO")]}  # fmt: skip
    assert [row.fields["office_name"] for row in offices(workbook(**sheets)).rows] == ["Instituto SIMULADO"]


def test_a_sheet_that_no_person_sees_gives_no_rows() -> None:
    book = book_with(("Hoja1", [HEADER, FIRST]), ("Borrador", [HEADER, SECOND]))
    book["Borrador"].sheet_state = "hidden"
    assert [row.fields["title"] for row in read(saved(book)).observations] == [FIRST[0]]


def test_heading_cells_merged_over_two_rows() -> None:
    rows: list[tuple[object, ...]] = [
        ("Denominación del área", "Domicilio oficial", "", "", "Correo electrónico oficial"),
        ("", "Nombre de la vialidad", "Número Exterior", "Código postal", ""),
        ("Instituto SIMULADO", "Av. Juárez", 120, 44100, "sim@example.org"),
    ]
    columns = {**OFFICE_COLUMNS, "Nombre de la vialidad": "street"}
    book = book_with(("Hoja1", rows))
    for area in ("A1:A2", "B1:D1", "E1:E2"):
        book["Hoja1"].merge_cells(area)
    (row,) = read_workbook(saved(book), Headings("offices", columns)).rows
    assert row.fields == {"office_name": "Instituto SIMULADO", "street": "Av. Juárez", "street_number": "120",
                          "postal_code": "44100", "email": "sim@example.org"}  # fmt: skip
    assert row.original["Domicilio oficial Nombre de la vialidad"] == "Av. Juárez"


def test_cells_under_a_group_heading_where_single_headings_are_not_merged_down() -> None:
    rows: list[tuple[object, ...]] = [
        ("Título del acuerdo", "Contraparte", "", "Fecha de firma"),
        ("", "Nombre", "País", ""),
        (FIRST[0], FIRST[1], FIRST[2], FIRST[3]),
    ]
    book = book_with(("Hoja1", rows))
    book["Hoja1"].merge_cells("B1:C1")
    (row,) = read(saved(book)).observations
    assert row.fields == {"title": FIRST[0], "counterpart": FIRST[1], "country": FIRST[2], "signed_on": FIRST[3]}


def test_a_row_with_empty_cells_under_the_header_is_a_row() -> None:
    reading = read(workbook(Hoja1=[(*HEADER, ""), (FIRST[0], FIRST[1], "", "", ""), (*SECOND, "sin encabezado")]))
    assert [row.fields["title"] for row in reading.observations] == [FIRST[0], SECOND[0]]


def test_a_cell_merged_over_rows_is_of_each_of_them() -> None:
    book = book_with(("Hoja1", [HEADER, FIRST, ("Otro acuerdo SIMULADO", "", "", "1999")]))
    book["Hoja1"].merge_cells("B2:B3")
    assert [row.fields["counterpart"] for row in read(saved(book)).observations] == [FIRST[1], FIRST[1]]


def test_empty_rows_and_columns_before_the_table() -> None:
    rows: list[tuple[object, ...]] = [()] * 30 + [("", "", *HEADER), ("", "", *FIRST)]
    (row,) = read(workbook(Hoja1=rows)).observations
    assert row.fields["title"] == FIRST[0]
    assert row.original == dict(zip(HEADER, FIRST, strict=True))


@pytest.mark.parametrize(
    "trailing",
    [
        ("Total", 2), ("TOTAL DE REGISTROS: 2",), ("Nota: datos SIMULADOS",), ("Fuente: SIMULADO",),
        ("Última actualización: 30/06/2025",), ("* Información sujeta a cambios, SIMULADA",),
    ],
)  # fmt: skip
def test_totals_and_notes_under_the_table_are_no_rows(trailing: tuple[object, ...]) -> None:
    reading = read(workbook(Hoja1=[HEADER, FIRST, SECOND, (), trailing]))
    assert [row.fields["title"] for row in reading.observations] == [FIRST[0], SECOND[0]]


def test_the_numbers_of_the_columns_under_their_headings_are_no_row() -> None:
    reading = read(workbook(Hoja1=[HEADER, (1, 2, 3, 4, 5), FIRST]))
    assert [row.fields["title"] for row in reading.observations] == [FIRST[0]]


def test_an_hour_in_a_cell_is_printed_as_a_person_reads_it() -> None:
    (row,) = read(workbook(Hoja1=[HEADER, (*FIRST[:4], time(9, 0))])).observations
    assert row.original["Color de la carpeta"] == "09:00"


@pytest.mark.parametrize(
    "caption", ["Acuerdos SIMULADOS", "Acuerdos SIMULADOS, de Jalisco, a 30 de junio", '"Lista, SIMULADA"']
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_with_a_caption_line_above_its_header(caption: str, separator: str) -> None:
    cells = [HEADER, (FIRST[0], '"Ciudad de San Antonio, Texas"', *FIRST[2:])]
    text = "\n".join([caption, "", *(separator.join(map(str, row)) for row in cells)])
    found = read_delimited(text, Headings("agreements", {}), {})
    assert [(row.fields["title"], row.fields["counterpart"]) for row in found.rows] == [(FIRST[0], FIRST[1])]
