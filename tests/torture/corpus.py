"""What the fuzzer starts from: the examples of every reader, all of them made up (SIMULADO) or ours to publish."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

ADDRESS = "https://simulado.example.org/acuerdos"
LARGEST = 24_000  # bytes: what is larger is slow to read, and a change to it seldom reaches anything

_ROOT = Path(__file__).resolve().parents[2]
_EXAMPLES = _ROOT / "tests" / "examples"
_OFFICE_PAGES = _ROOT / "tests" / "office_pages"
_CAPTURES = _ROOT / "extractors" / "captures"
_RECORDS = _ROOT / "extractors" / "sources"
_ROWS = (
    ("Título", "Parte mexicana", "Contraparte", "País", "Fecha de firma", "Vigencia", "Áreas"),
    ("Acuerdo de Hermanamiento entre el Municipio de León y la Ciudad de Laredo, Texas (SIMULADO)", "Municipio de León",
     "Ciudad de Laredo, Texas", "Estados Unidos", "3 de mayo de 2011", "Indefinida", "Cultura; Turismo"),
    ("Memorándum de Entendimiento entre el Estado de Jalisco y la Provincia de Alberta, Canadá (SIMULADO)",
     "Gobierno del Estado de Jalisco", "Provincia de Alberta", "Canadá", "15/XI/1999", "5 años", "Educación"),
)  # fmt: skip

_ROBOTS = (
    "User-agent: *\nDisallow: /wp-admin/\nAllow: /acuerdos\nCrawl-delay: 10\n\nUser-agent: acuerdos\nDisallow: /*.pdf$\n",
    "# SIMULADO\nUser-Agent: *\nDisallow:\nSitemap: https://simulado.example.org/sitemap.xml\nRequest-rate: 1/5s 0900-1700\n",
    "<!DOCTYPE html><html><body>SIMULADO: no existe</body></html>",
)
_DATES = (
    "3 de mayo de 2011", "15/XI/1999", "1o. de enero de 1998", "a los tres días del mes de abril de dos mil cuatro",
    "23 y 24 de abril de 2010", "2011-05-03", "abril 1998", "May 3rd, 2011", "1998", "2011年5月3日", "dic-99",
    "treinta y uno de diciembre de mil novecientos noventa y nueve", "Del 3 de mayo de 2011 al 3 de mayo de 2016",
)  # fmt: skip
_TITLES = (
    _ROWS[1][0],
    _ROWS[2][0],
    "Convenio del Sistema DIF Municipal de Castaños con la Universidad de Calgary, para el intercambio de maestros",
    "Carta de Intención Durango - Taichung, Taiwán (Protocolo)",
    "Acuerdo que celebran por una parte el H. Ayuntamiento de Mérida, representado por su alcalde, y por la otra la Ville "
    "de Paris, en materia de cultura",
)
_PLACES = (
    "Guadalajara, Jalisco", "H. Ayuntamiento de Cd. Juárez, Chih.", "Estado Libre y Soberano de Querétaro de Arteaga",
    "Len", "Gobierno del Estado de México", "Alcaldía Cuauhtémoc (09)", "Municipio de Silao de la Victoria",
)  # fmt: skip
_FIELDS = (
    "title: {0}\nlocal_party: {1}\ncounterpart: {2}\ncountry: {3}\nsigned_on: {4}\nvalidity: {5}\ntopics: {6}",
    "office_name: Oficina de Atención a Migrantes (SIMULADO)\naddress: Av. Juárez 20, Col. Centro, C.P. 44100\n"
    "phone: 33 3668 1800 ext. 31\nemail: migrantes@simulado.example.org\nhours: 9 a 15 h\nhead: Lic. Ana SIMULADO",
    "law: Ley de Atención a Migrantes del Estado de Sonora (SIMULADO)\ngazette_date: 3 de mayo de 2011\n"
    "last_reform: 15/11/2019\nlaw_status: vigente\ndecree: 373",
    "city: Los Angeles\nus_state: California\naddress: 2401 W 6th St, Los Angeles, CA 90057\nphone: (213) 487-6577\n"
    "office_name: Casa SIMULADO\nkind: casa",
    "local_party: Guadalajara\ncounterpart: Portland\ncountry: Estados Unidos\nsigned_on: 1983\nstate: Jalisco",
)
_SITEMAPS = (
    '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>'
    + ADDRESS + "</loc><lastmod>2026-11-23T06:00:00Z</lastmod></url></urlset>",
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/a/"><entry><link href="b?SIMULADO"/><updated>2026-11-23</updated>'
    "</entry></feed>",
    "<rss><channel><item><link>" + ADDRESS + "</link><pubDate>Mon, 23 Nov 2026 06:00:00 GMT</pubDate></item></channel></rss>",
)  # fmt: skip
_INDEX = (
    '<html><body><ul class="entidades"><li><a href="/jalisco">Jalisco (SIMULADO)</a></li><li><a href="sonora?x=1#a">Sonora'
    '</a></li></ul><nav class="pager"><a rel="next" href="?pag=2">Siguiente »</a><a class="active">1</a></nav></body></html>'
)
_CHALLENGE = (
    "<html><head><title>Just a moment...</title></head><body>SIMULADO: Enable JavaScript and cookies to continue</body></html>",
    "<html><body><p>En cumplimiento de la veda electoral este sitio no difunde propaganda (SIMULADO)</p></body></html>",
)


@cache
def seeds(kind: str) -> tuple[bytes, ...]:
    """Inputs of one kind, none larger than ``LARGEST``. Raises ``KeyError`` for a kind that nobody reads."""
    found = tuple(one for one in _KINDS[kind]() if len(one) <= LARGEST)
    assert found, f"no example of {kind}"
    return found


def _files(folder: Path, pattern: str) -> Iterable[bytes]:
    return [file.read_bytes() for file in sorted(folder.glob(pattern)) if file.is_file()]


def _texts(*texts: str) -> Callable[[], list[bytes]]:
    return lambda: [text.encode() for text in texts]


def _csv() -> list[bytes]:
    shipped = [file.read_bytes()[:2_000] for file in sorted(_CAPTURES.glob("*.csv"))]
    return [*_files(_EXAMPLES, "*/page*.csv"), *shipped]


def _workbooks() -> list[bytes]:
    from openpyxl import Workbook

    out = io.BytesIO()
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in _ROWS:
        sheet.append(row)
    sheet.append(("SIMULADO", None, 12.5, datetime(2011, 5, 3, tzinfo=UTC).replace(tzinfo=None), True))
    sheet.merge_cells("A3:B3")
    book.create_sheet("Hidden_1").append(("Calle",))
    book.save(out)
    return [out.getvalue(), *_files(_OFFICE_PAGES, "*/*/page.xlsx")]


def _pdfs() -> list[bytes]:
    from reportlab import rl_config

    from tests.extractors.making_pdfs import lines_pdf, table_pdf

    # What is packed cannot be changed by changing a byte.
    rl_config.pageCompression, rl_config.useA85 = 0, 0
    rows = [tuple(row[:4]) for row in _ROWS]
    widths = (200, 110, 110, 90)
    return [
        table_pdf(rows, widths=widths, title=["SIMULADO"]),
        table_pdf(rows, widths=widths, title=["SIMULADO"], lines="none"),
        lines_pdf(
            ["SIMULADO", "Título: Acuerdo de Hermanamiento", "País: Canadá", "Fecha de firma: 3 de mayo de 2011"]
        ),
    ]


def _warcs() -> list[bytes]:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    made = []
    for packed in (False, True):
        out = io.BytesIO()
        writer = WARCWriter(out, gzip=packed)
        dated = {"WARC-Date": "2016-05-01T10:00:00Z"}
        http = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), ("X", "SIMULADO")], protocol="HTTP/1.1")
        page = seeds("pages")[0]
        record = writer.create_warc_record(
            ADDRESS, "response", payload=io.BytesIO(page), http_headers=http, warc_headers_dict=dated
        )
        digest = record.rec_headers.get_header("WARC-Payload-Digest") or "sha1:SIMULADO"
        writer.write_record(record)
        writer.write_record(
            writer.create_revisit_record(ADDRESS, digest, ADDRESS, "2016-05-01T10:00:00Z", http_headers=http)
        )
        writer.write_record(
            writer.create_warc_record(ADDRESS, "resource", payload=io.BytesIO(page), warc_content_type="text/html")
        )
        made.append(out.getvalue())
    return made


def _own_archive() -> list[bytes]:
    from extractors.capture import Capture, sha256_of
    from extractors.warc import encode_record

    page = seeds("pages")[0]
    made = Capture(
        "simulado", "", ADDRESS, datetime(2026, 11, 23, 6, tzinfo=UTC), 200, "text/html",
        (("Content-Type", "text/html"),), page, sha256_of(page),
    )  # fmt: skip
    packed = [encode_record(made, None)[0], encode_record(made, (ADDRESS, made.captured_at))[0]]
    return [*packed, *map(gzip.decompress, packed)]


def _saved() -> list[bytes]:
    from tests.extractors.test_saved_pages import PICTURE, html, mark, mhtml, page_part, single_file, single_part

    return [
        mhtml(page_part(), PICTURE),
        mhtml(page_part(encoding="windows-1252"), page_part("<p>SIMULADO</p>")),
        single_part(page_part()),
        html(mark(ADDRESS)),
        html(single_file()),
    ]


_KINDS: dict[str, Callable[[], Iterable[bytes]]] = {
    "pages": lambda: _files(_EXAMPLES, "*/page*.html"),
    "office pages": lambda: _files(_OFFICE_PAGES, "*/*/page.html"),
    "csv": _csv,
    "json": lambda: _files(_EXAMPLES, "*/page*.json"),
    "xlsx": _workbooks,
    "pdf": _pdfs,
    "warc": _warcs,
    "own warc": _own_archive,
    "saved pages": _saved,
    "records": lambda: _files(_RECORDS, "*.yaml"),
    "robots": _texts(*_ROBOTS),
    "sitemaps": _texts(*_SITEMAPS),
    "index": lambda: [_INDEX.encode(), *(text.encode() for text in _CHALLENGE)],
    "dates": _texts(*_DATES),
    "titles": _texts(*_TITLES),
    "places": _texts(*_PLACES),
    "fields": lambda: [text.format(*row).encode() for text in _FIELDS for row in _ROWS[1:]],
}
