from __future__ import annotations

import io
import zipfile

import pytest

from extractors.decode import CSV, HTML, JSON, PDF, TEXT, XLSX, ZIP, decode, sniff_media_type

SAID = "<p>Michoacán, “Año” de la Niñez – México Í Á à</p>"


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (SAID.encode(), ""),
        (SAID.encode(), "text/html; charset=utf-8"),
        (SAID.encode("utf-8-sig"), "text/html"),
        (SAID.encode("cp1252"), ""),
        (SAID.encode("cp1252"), "text/html; charset=ISO-8859-1"),
        (SAID.encode("cp1252"), "text/html; charset=utf-8"),
        (SAID.encode(), "text/html; charset=iso-8859-1"),
        (SAID.encode("utf-16"), "text/html"),
        (SAID.encode(), 'text/html; charset="no-such-thing"'),
    ],
    ids=[
        "utf-8",
        "utf-8 header",
        "bom",
        "cp1252",
        "latin-1 label",
        "header lies utf-8",
        "header lies latin-1",
        "utf-16",
        "unknown label",
    ],
)
def test_decodes_by_the_first_that_holds(body: bytes, header: str) -> None:
    assert decode(body, header) == SAID


def test_meta_charset_counts_without_header() -> None:
    page = '<meta charset="mac-roman">' + "Año"
    assert decode(page.encode("mac-roman"), "text/html") == page


def test_mojibake_is_repaired_and_nothing_else_touched() -> None:
    kept = "<p>“comillas” ﬁn &aacute; SÃO\r\nA\xa0B cafe\u0301</p>\n"
    broken = SAID.encode().decode("cp1252", errors="ignore").replace("\x81", "")
    assert decode((kept + "<p>MÃ©xico y EspaÃ±a</p>").encode(), "") == kept + "<p>México y España</p>"
    assert "Michoacán" in decode(broken.encode(), "")


def test_bytes_outside_cp1252_do_not_raise() -> None:
    assert decode(b"a\x81\xf1", "") == "a\x81ñ"


def _zip(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "header", "expected"),
    [
        (b"%PDF-1.7 x", "text/html", PDF),
        (_zip("xl/workbook.xml"), "application/octet-stream", XLSX),
        (_zip("a.txt"), "", ZIP),
        (b"PK\x03\x04broken", "", ZIP),
        (b"\n<!-- x --><!DOCTYPE HTML><p>", "text/csv", HTML),
        (b"<table><tr><td>1</td></tr></table>", "", HTML),
        (b'{"a": 1}', "text/html", JSON),
        (b"[not json", "", TEXT),
        (b"a;b\n1;2\n", "text/plain", CSV),
        ('\ufeffa,b\n"x,y",2\n'.encode(), "", CSV),
        (b"a", "text/csv; charset=x", CSV),
        (b"hola", "text/plain", TEXT),
        (b"texto <b>y</b> algo</div></div>", "text/html", HTML),
    ],
)
def test_media_type_by_what_the_bytes_are(body: bytes, header: str, expected: str) -> None:
    assert sniff_media_type(body, header) == expected
