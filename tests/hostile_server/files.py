"""PDF, XLSX, CSV and JSON that attack whoever opens them (SIMULADO)."""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterable
from functools import cache

import openpyxl

from tests.hostile_server.pages import HEADINGS, LAUGHS, ROWS

_SHEET = "xl/worksheets/sheet1.xml"
_BILLION = 1_000_000_000


@cache
def workbook() -> bytes:
    """The good page as a workbook."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEADINGS, *ROWS):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _changed(changes: dict[str, bytes], more: Iterable[tuple[str, bytes]] = ()) -> bytes:
    """The workbook with some of its files replaced and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
        for name, content in more:
            new.writestr(name, content)
    return out.getvalue()


def _sheet() -> str:
    with zipfile.ZipFile(io.BytesIO(workbook())) as book:
        return book.read(_SHEET).decode()


@cache
def workbook_of_blanks(size: int) -> bytes:
    """A sheet that unpacks to so many bytes, nearly all of them blanks inside one cell."""
    out = io.BytesIO()
    before, after = _sheet().split("</sheetData>")
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name != _SHEET:
                new.writestr(name, old.read(name))
        with new.open(_SHEET, "w", force_zip64=True) as sheet:
            sheet.write(f'{before}<row r="9"><c r="A9" t="inlineStr"><is><t>'.encode())
            for _ in range(size // 10_000_000):
                sheet.write(b" " * 10_000_000)
            sheet.write(f"</t></is></c></row></sheetData>{after}".encode())
    return out.getvalue()


@cache
def workbook_of_many_cells(cells: int) -> bytes:
    """Very many cells that take few bytes."""
    row = "<row>" + '<c t="n"><v>1</v></c>' * 1_000 + "</row>"
    return _changed({_SHEET: _sheet().replace("</sheetData>", row * (cells // 1_000) + "</sheetData>").encode()})


def workbook_with_a_far_cell() -> bytes:
    """One cell in the last corner of the sheet: seventeen thousand million lie between it and the others."""
    far = '<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    return _changed({_SHEET: _sheet().replace("</sheetData>", far).encode()})


@cache
def workbook_of_many_files(files: int) -> bytes:
    """Very many files of one byte."""
    return _changed({}, ((f"xl/media/{number}.png", b"0") for number in range(files)))


def laughing_workbook() -> bytes:
    """Entities of entities in a sheet."""
    laughs = LAUGHS.replace("html [", "worksheet [")
    sheet = _sheet().replace(
        "</sheetData>", '<row r="9"><c r="A9" t="inlineStr"><is><t>&l11;</t></is></c></row></sheetData>'
    )
    return _changed(
        {_SHEET: (laughs + sheet.partition("?>")[2] if sheet.startswith("<?xml") else laughs + sheet).encode()}
    )


def workbook_with_macros() -> bytes:
    """A workbook that brings a program along."""
    return _changed({}, [("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1SIMULADO" * 100)])


def workbook_with_links(address: str) -> bytes:
    """A workbook one of whose cells is a formula over a file somewhere else."""
    namespace = "http://schemas.openxmlformats.org"
    link = f'<externalLink xmlns="{namespace}/spreadsheetml/2006/main"><externalBook/></externalLink>'
    relation = (
        f'<Relationships xmlns="{namespace}/package/2006/relationships"><Relationship Id="rId1" TargetMode="External" '
        f'Type="{namespace}/officeDocument/2006/relationships/externalLinkPath" Target="{address}"/></Relationships>'
    )
    formula = f'<row r="9"><c r="A9"><f>WEBSERVICE("{address}")</f><v>0</v></c></row></sheetData>'
    return _changed(
        {_SHEET: _sheet().replace("</sheetData>", formula).encode()},
        [("xl/externalLinks/externalLink1.xml", link.encode()),
         ("xl/externalLinks/_rels/externalLink1.xml.rels", relation.encode())],
    )  # fmt: skip


def overlapping_workbook() -> bytes:
    """Many names in the list of contents for the same packed bytes."""
    body = workbook_of_blanks(100_000_000)
    end = body.rfind(b"PK\x05\x06")
    start = int.from_bytes(body[end + 16 : end + 20], "little")
    entries = body[start:end]
    at = entries.find(_SHEET.encode()) - 46
    length = 46 + sum(int.from_bytes(entries[at + place : at + place + 2], "little") for place in (28, 30, 32))
    copy = entries[at : at + length]
    more = b"".join(copy.replace(b"sheet1.xml", f"shee{number:02d}.xml".encode()) for number in range(10, 60))
    count = int.from_bytes(body[end + 10 : end + 12], "little") + 50
    tail = bytearray(body[end:])
    tail[8:10] = tail[10:12] = count.to_bytes(2, "little")
    tail[12:16] = (len(entries) + len(more)).to_bytes(4, "little")
    return body[:start] + entries + more + bytes(tail)


def _pdf(objects: list[bytes]) -> bytes:
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
    return out.getvalue()


def _stream(content: bytes, *filters: str) -> bytes:
    for _ in filters:
        content = zlib.compress(content, 9)
    names = " ".join(f"/{name}" for name in filters)
    return b"<< /Length %d /Filter [%s] >>\nstream\n%s\nendstream" % (len(content), names.encode(), content)


_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R >>"


@cache
def pdf_bomb(size: int, filters: int = 1) -> bytes:
    """A page that unpacks to so many bytes; with several filters, from next to nothing."""
    content = _stream(b" " * size, *["FlateDecode"] * filters)
    return _pdf(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", _PAGE % 4, content]
    )


@cache
def pdf_of_many_pages(pages: int) -> bytes:
    """The same empty page, listed again and again."""
    kids = b" ".join([b"3 0 R"] * pages)
    return _pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages), _PAGE % 4,
        _stream(b"BT ET"),
    ])  # fmt: skip


def pdf_in_a_circle() -> bytes:
    """A list of pages that holds itself."""
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"])


@cache
def pdf_nested(depth: int) -> bytes:
    """Lists inside lists."""
    kids = b"[" * depth + b"]" * depth
    return _pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids %s /Count 1 >>" % kids])


@cache
def pdf_of_many_words(words: int) -> bytes:
    """More letters and lines on one page than paper has room for."""
    text = b"".join(b"BT /F1 1 Tf %d %d Td (SIMULADO) Tj ET\n" % (n % 600, n // 600 % 700) for n in range(words))
    lines = b"".join(b"%d 0 m %d 792 l S 0 %d m 612 %d l S\n" % (n, n, n, n) for n in range(0, 600, 3))
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 << /Type "
        b"/Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
    )
    return _pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page,
        _stream(text + lines, "FlateDecode"),
    ])  # fmt: skip


@cache
def nested_json(depth: int) -> bytes:
    """Lists inside lists."""
    return b'{"SIMULADO": ' + b"[" * depth + b"]" * depth + b"}"


@cache
def crowded_json(size: int) -> bytes:
    """As many empty objects as fit into so many bytes."""
    return b"[" + b",".join([b"{}"] * (size // 3)) + b"]"


@cache
def wide_csv(columns: int) -> bytes:
    """A table of very many columns, the known ones first."""
    more = [f"Columna {number}" for number in range(columns)]
    lines = [[*HEADINGS, *more], *([*row, *["SIMULADO"] * columns] for row in ROWS)]
    return "\n".join(",".join(json.dumps(cell, ensure_ascii=False) for cell in line) for line in lines).encode() + b"\n"


@cache
def crowded_csv(size: int) -> bytes:
    """As many cells as fit into so many bytes."""
    row = b"ab,cd,ef,gh\n"
    return ",".join(HEADINGS).encode() + b"\n" + row * (size // len(row))


def csv_with_nul() -> bytes:
    """A zero byte in the cells of a CSV."""
    return ("\n".join(";".join(row) for row in (HEADINGS, *ROWS)) + "\n").replace("Canad", "Cana\x00d").encode()


@cache
def csv_of_one_cell(size: int) -> bytes:
    """A cell longer than any reader of CSV takes."""
    return (";".join(HEADINGS) + "\n" + "S" * size + ";b;c;d\n" * 3).encode()
