"""XLSX by the same headings as HTML tables."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime

import openpyxl
import pytest

from extractors.capture import Capture, sha256_of
from extractors.decode import XLSX
from extractors.failures import LayoutDrift, Unreadable
from extractors.reading import PartReading, read_part
from extractors.source import Source

HEADER = ("Título del acuerdo", "Contraparte", "País", "Fecha de firma", "Color de la carpeta")
FIRST = ("Acuerdo de Hermanamiento SIMULADO", "Ciudad de San Antonio, Texas", "Estados Unidos", "15/IV/98", "Verde")
SECOND = ("Convenio de Cooperación SIMULADO", "Provincia de Shanghái", "China", date(2011, 5, 3), "Azul")


def workbook(**sheets: list[tuple[object, ...]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


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
