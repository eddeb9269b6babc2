"""Bytes to text, and what kind of document some bytes are. Servers are believed last.

In: the body of a response and its Content-Type. Out: text, or a media type.
"""

from __future__ import annotations

import codecs
import io
import json
import re
import zipfile

from extractors.proportions import outsized_json

HTML = "text/html"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
ZIP = "application/zip"
PDF = "application/pdf"
CSV = "text/csv"
JSON = "application/json"
TEXT = "text/plain"
XML = "application/xml"
MHTML = "multipart/related"
WARC = "application/warc"
GZIP = "application/gzip"
BINARY = "application/octet-stream"

# UTF-32 first: its little-endian mark begins with UTF-16's.
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", XLS),
    (b"\x1f\x8b", GZIP),
    (b"WARC/", WARC),
    (b"\x89PNG\r\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)
# The labels a Spanish page may well have. Under any other its letters come out as something else or not at all, and
# some (punycode, idna) take the square of a page's length to decode.
_SINGLE = {"ascii": "cp1252", "iso8859-1": "cp1252", "cp1252": "cp1252", "iso8859-15": "iso8859-15",
           "mac-roman": "mac-roman"}  # fmt: skip
_WIDE = frozenset({"utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"})
# Two seconds a megabyte: a page with more of it is repaired as far as this.
_MOST_MOJIBAKE = 500_000
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_HTML_START = re.compile(
    rb"\s*+(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body|title|meta|script|style|table|div|p|h[1-6]|ul|ol|li|"
    rb"a|article|section|main|span|br|font|center|b|form|link)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_TAGS = re.compile(rb"</(?:table|tr|td|div|p|ul|ol|li|body|html|a|span)>", re.IGNORECASE)
# The first letters of UTF-8 sequences as cp1252 shows them: without one there is no mojibake to look for.
_OF_MOJIBAKE = "ÂÃâÅÄ"
_MOJIBAKE = re.compile(f"[{_OF_MOJIBAKE}][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ ]")


def decode(body: bytes, content_type: str) -> str:
    """The text of a response: byte order mark, header, meta, UTF-8, cp1252, in that order; never raises."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body.decode(name, errors="replace")
    text = _try(body, _header_charset(content_type))
    if text is None:
        text = _try(body, _meta_charset(body))
    if text is not None:
        return _repaired(text)
    text = _try(body, "utf-8")
    return _repaired(text if text is not None else _cp1252(body))


def sniff_media_type(body: bytes, header: str) -> str:
    """The media type of some bytes, by what they are first and by their Content-Type ``header`` second."""
    claimed = header.partition(";")[0].strip().lower()
    start = body[:4096]
    for magic, media_type in _MAGIC:
        if start.startswith(magic):
            return media_type
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(body)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        start = start[: len(start) // 2 * 2].decode("utf-16", errors="replace").encode()
    start = start.removeprefix(codecs.BOM_UTF8)
    if _HTML_START.match(start):
        return HTML
    if start.lstrip().startswith(b"<?xml"):
        return HTML if b"<html" in start.lower() else XML
    if start[:5].lower() == b"from:" or start[:13].lower() == b"mime-version:":
        return MHTML if b"multipart/related" in start.lower() else TEXT
    if start.lstrip()[:1] in (b"{", b"[") and _is_json(body):
        return JSON
    if b"\x00" in start:
        return BINARY
    if len(_TAGS.findall(body[:65_536])) >= 2 and claimed != CSV and "json" not in claimed:
        return HTML
    if "csv" in claimed or _looks_like_csv(start):
        return CSV
    return HTML if claimed in (HTML, "application/xhtml+xml") and b"<" in start else TEXT


def _header_charset(content_type: str) -> str:
    found = _CHARSET.search(content_type)
    return found.group(1) if found else ""


def _meta_charset(body: bytes) -> str:
    if b"charset" not in body[:8192].lower() and b"encoding" not in body[:200].lower():
        return ""
    # bs4 costs a tenth of a second to import, and files that are not HTML never need it.
    from bs4.dammit import EncodingDetector

    return EncodingDetector.find_declared_encoding(body, is_html=True) or ""


def _try(body: bytes, label: str) -> str | None:
    """The text under a label; None if the label is not to be believed, or its codec cannot read the bytes."""
    if not label:
        return None
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    if name == "utf-8" or (name in _WIDE and b"\x00" in body[:4096]):
        return _strict(body, name)
    if name not in _SINGLE:
        return None
    # Every byte string is valid under a single-byte label, so the label proves nothing; accented text that is valid
    # UTF-8 by chance does not occur.
    text = _strict(body, "utf-8")
    if text is not None:
        return text
    return _cp1252(body) if _SINGLE[name] == "cp1252" else body.decode(name, errors="replace")


def _strict(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except UnicodeError:
        return None


def _cp1252(body: bytes) -> str:
    """cp1252 as browsers read it: its five unused bytes become control characters rather than an error."""
    try:
        return body.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_BROWSER_TABLE[byte] for byte in body)


def _browser_table() -> tuple[str, ...]:
    table = []
    for value in range(256):
        try:
            table.append(bytes([value]).decode("cp1252"))
        except UnicodeDecodeError:
            table.append(chr(value))
    return tuple(table)


_BROWSER_TABLE = _browser_table()


def _repaired(text: str) -> str:
    """The text with mojibake undone, line by line where it shows; everything else is left as printed."""
    if text.isascii() or not any(map(text.__contains__, _OF_MOJIBAKE)) or not _MOJIBAKE.search(text):
        return text
    from ftfy import TextFixerConfig, fix_text

    settings = TextFixerConfig(
        unescape_html=False,
        remove_terminal_escapes=False,
        fix_encoding=True,
        replace_lossy_sequences=False,
        fix_c1_controls=False,
        fix_latin_ligatures=False,
        fix_character_width=False,
        uncurl_quotes=False,
        fix_line_breaks=False,
        fix_surrogates=False,
        remove_control_chars=False,
        normalization=None,
        explain=False,
    )
    left, lines = _MOST_MOJIBAKE, text.split("\n")
    for number, line in enumerate(lines):
        if _MOJIBAKE.search(line):
            left -= len(line)
            if left < 0:
                break
            lines[number] = fix_text(line, settings)
    return "\n".join(lines)


def _kind_of_zip(body: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
                return XLSX
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
                kind = archive.read("mimetype").decode("ascii", errors="replace").strip()
                return ODS if kind == ODS else ZIP
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return ZIP
    return ZIP


def _is_json(body: bytes) -> bool:
    if outsized_json(body.decode("latin-1")):
        return True  # nobody reads it, and only to ask would take its memory
    try:
        json.loads(body)
    except RecursionError:
        return True  # lists in lists without end are no other kind of text
    except ValueError:
        return False
    return True


def _looks_like_csv(start: bytes) -> bool:
    """Whether the first lines hold the same number, at least one, of one separator outside of quotes."""
    lines = [re.sub(rb'"[^"]*"', b"", line) for line in start.split(b"\n")[:6] if line.strip()]
    if len(lines) > 2 and len(start) == 4096:
        lines = lines[:-1]
    if len(lines) < 2:
        return False
    for separator in (b",", b";", b"\t", b"|"):
        counts = {line.count(separator) for line in lines}
        if len(counts) == 1 and counts.pop() >= 1:
            return True
    return False
