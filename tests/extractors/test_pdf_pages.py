"""PDFs that are none, are locked, cut, damaged, scanned or built to exhaust whoever opens them (SIMULADO)."""

from __future__ import annotations

import subprocess
import sys
import time
import zlib

import pytest

from extractors.headings import Headings
from extractors.pdf_pages import MOST_PAGES, NotAPdf, pages_of
from extractors.pdf_tables import read_pdf_tables
from tests.extractors.making_pdfs import lines_pdf, scanned_pdf, table_pdf

ROWS = [("Nombre de la oficina", "Teléfono"), ("Oficina SIMULADA", "33 3614 1234")]
LOCK = "SIMULADO"
WHOLE = table_pdf(ROWS * 30, widths=(200, 100))


def reason(body: bytes) -> str:
    """Why a PDF is refused, in one line."""
    with pytest.raises(NotAPdf) as caught:
        read_pdf_tables(body, Headings("offices", {}), [])
    assert "\n" not in str(caught.value)
    return str(caught.value)


def made_of(stream: bytes, *, filters: str = "/FlateDecode", resources: str = "") -> bytes:
    """A PDF of one page that draws a packed stream."""
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<<{resources}>>>>".encode(),
        f"<</Length {len(stream)}/Filter[{filters}]>>stream\n".encode() + stream + b"\nendstream",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + part + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(parts) + 1}/Root 1 0 R>>\n"
    return body + f"{tail}startxref\n{len(body)}\n%%EOF\n".encode()


@pytest.mark.parametrize("body", [b"", b"SIMULADO", b"<html><p>SIMULADO</p></html>", b"\x89PNG\r\n SIMULADO"])
def test_what_is_no_pdf_is_said_so(body: bytes) -> None:
    assert "no es un PDF" in reason(body)


@pytest.mark.parametrize("share", [0.01, 0.2, 0.5, 0.8, 0.95, 0.99])
def test_a_pdf_that_was_cut_short_is_never_read_in_part(share: float) -> None:
    assert "cortado" in reason(WHOLE[: int(len(WHOLE) * share)])


def test_a_pdf_cut_within_its_second_edition_is_not_read_as_the_first() -> None:
    assert "cortado" in reason(WHOLE + b"7 0 obj\n<</Type/Page>>\nendobj\n")


def test_what_a_server_adds_after_the_end_does_no_harm() -> None:
    assert read_pdf_tables(WHOLE + b"<!-- SIMULADO -->\n" * 400, Headings("offices", {}), []).rows


def test_a_page_that_does_not_unpack_is_not_taken_for_an_empty_one() -> None:
    drawn = zlib.compress(b"".join(b"BT /F1 12 Tf 60 %d Td (SIMULADO) Tj ET " % height for height in range(700)))
    assert "dañada" in reason(made_of(drawn[:200] + b"SIMULADO" + drawn[208:]))


def test_a_pdf_without_its_parts_is_damaged() -> None:
    assert "dañado" in reason(b"%PDF-1.4\nSIMULADO\n%%EOF\n")


def test_a_pdf_that_asks_for_a_password_is_said_so() -> None:
    assert "contraseña" in reason(table_pdf(ROWS, widths=(200, 100), password=LOCK))


def test_a_pdf_that_anybody_may_read_and_nobody_print_is_read() -> None:
    found = read_pdf_tables(table_pdf(ROWS, widths=(200, 100), password=""), Headings("offices", {}), [])
    assert [row.fields["office_name"] for row in found.rows] == ["Oficina SIMULADA"]


@pytest.mark.parametrize("stamp", ["", "Escaneado SIMULADO"])
def test_a_scan_is_said_to_be_a_picture(stamp: str) -> None:
    assert "es una imagen: no hay texto que leer" in reason(scanned_pdf(stamp=stamp))


def test_an_empty_pdf_has_no_text() -> None:
    assert "no tiene texto" in reason(lines_pdf([]))


def test_letters_without_names_are_no_text() -> None:
    font = "/Font<</F1<</Type/Font/Subtype/Type0/BaseFont/SIM/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype"
    font += "/CIDFontType2/BaseFont/SIM/CIDSystemInfo<</Registry(SIM)/Ordering(SIM)/Supplement 0>>/DW 500>>]>>>>"
    drawn = b"BT /F1 12 Tf 60 700 Td <000100020003000400050006> Tj ET"
    assert "no dice qué letras" in reason(made_of(zlib.compress(drawn), resources=font))


def test_too_many_pages_are_refused() -> None:
    assert f"{MOST_PAGES} páginas" in reason(lines_pdf(*[["SIMULADO"]] * (MOST_PAGES + 1)))


def unpacking_to(millions: int) -> bytes:
    """Blanks, packed a thousand to one."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packing.compress(b" " * 1_000_000) + packing.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\xda" + block * millions


def test_a_page_that_unpacks_to_very_much_is_refused() -> None:
    packed = unpacking_to(55) + b"\x03\x00" + zlib.adler32(b" " * 55_000_000).to_bytes(4, "big")
    assert "50 MB" in reason(made_of(packed))


@pytest.mark.parametrize("times", [1, 2])
def test_what_unpacks_without_end_takes_neither_the_memory_nor_the_time_of_the_rest(times: int) -> None:
    packed = unpacking_to(5_000)
    stream = packed if times == 1 else zlib.compress(packed)
    began = time.monotonic()
    assert "memoria" in reason(made_of(stream, filters="/FlateDecode" * times))
    assert time.monotonic() - began < 60


def test_nothing_is_told_to_the_screen_of_who_reads(capfd: pytest.CaptureFixture[str]) -> None:
    reason(b"%PDF-1.4\nSIMULADO\n%%EOF\n")
    assert capfd.readouterr() == ("", "")


def test_pages_come_in_their_order() -> None:
    assert [page.number for page in pages_of(lines_pdf(["uno"], ["dos"], ["tres"]))] == [1, 2, 3]


def test_a_run_that_meets_no_pdf_does_not_load_the_library() -> None:
    told = "import extractors.pdf_tables, extractors.reading, sys; print('pdfplumber' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
