"""A page that a person saved by hand from a browser: the page itself, and where and when it was saved.

In: the bytes of a file. Out: the page, as the site sent it or as the browser wrote it down. Raises ``Unreadable``, in
one line, for a broken MHTML file. Nothing is run and nothing is fetched.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.errors import (
    CloseBoundaryNotFoundDefect,
    InvalidBase64LengthDefect,
    MessageError,
    StartBoundaryNotFoundDefect,
)
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import Policy, compat32
from email.utils import collapse_rfc2231_value
from itertools import count

from extractors.decode import HTML, decode, sniff_media_type
from extractors.failures import Unreadable, one_line
from extractors.memento_lists import parse_http_date
from extractors.sitemaps import absolute_address

MOST_PARTS = 2_000

_PAGES = (HTML, "application/xhtml+xml")
_CUT_SHORT = (CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect)
# The email package promises never to raise, and does: TypeError for `boundary*=x; boundary*0*=y`, for one.
_SLIPS = (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
_MESSAGE = re.compile(
    rb"(?:[a-z][a-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?"
    rb"(?:mime-version:|snapshot-content-location:|content-type:\s*multipart/)",
    re.IGNORECASE,
)
# Browsers leave their marks at the top of the page; further down they would be the site's own text.
_TOP = 16_384
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)\s*(\S+?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(r"<!--\s*(?:Page saved with|Archive processed by) SingleFile\b(.*?)-->", re.DOTALL)
_SINGLE_FILE_URL = re.compile(r"^\s*url:\s*(\S+)", re.MULTILINE)
_SINGLE_FILE_DATE = re.compile(
    r"^\s*saved date:\s*\w+ (\w+) (\d+) (\d+) (\d+:\d+:\d+) GMT([+-]\d{4})", re.MULTILINE | re.ASCII
)


@dataclass(frozen=True, slots=True)
class SavedPage:
    """A page, its media type as its MIME part says it, its address and date; "" and None where the file is silent."""

    body: bytes
    content_type: str
    url: str
    saved_at: datetime | None


def read_saved_page(content: bytes) -> SavedPage:
    """The page in a file that a browser saved: MHTML (RFC 2557) or HTML; anything else comes back as it is.

    The address is the one the browser wrote down, else the one the page gives itself (``canonical``, ``og:url``):
    http(s) only, without fragment. Raises Unreadable, without source and place, for an MHTML file that is cut short,
    damaged, without a page, or of more than 2,000 parts.
    """
    start = content.removeprefix(codecs.BOM_UTF8).lstrip()
    if _MESSAGE.match(start[:65_536]):
        try:
            return _read_mhtml(start)
        except _SLIPS as error:
            raise _broken(f"is damaged ({type(error).__name__})") from None
    if sniff_media_type(content, "") != HTML:
        return SavedPage(content, "", "", None)
    html = decode(content, "")
    return SavedPage(content, "", _first(_addresses_in(html)), _date_in(html))


def _read_mhtml(content: bytes) -> SavedPage:
    message = BytesParser(policy=compat32.clone(message_factory=_counting_parts())).parsebytes(content)
    if any(isinstance(defect, _CUT_SHORT) for part in message.walk() for defect in part.defects):
        raise _broken("is cut short")
    page = _root(message)
    body = page.get_payload(decode=True)
    if not isinstance(body, bytes) or not body.strip():
        raise _broken("holds an empty page")
    if any(isinstance(defect, InvalidBase64LengthDefect) for defect in page.defects):
        raise _broken("is damaged (base64)")
    content_type = one_line(str(page["Content-Type"]))
    url = _first(_addresses_of(message, page)) or _first(_addresses_in(decode(body, content_type)))
    return SavedPage(body, content_type, url, _moment(str(message["Date"] or "")))


def _broken(what: str) -> Unreadable:
    return Unreadable("", "", f"the MHTML file {what}", "save the page again, as MHTML or as HTML only")


def _counting_parts() -> Callable[..., Message]:
    """What makes the parts of a message while it is parsed, and stops at too many rather than read on."""
    numbers = count()

    def part(policy: Policy) -> Message:
        if next(numbers) > MOST_PARTS:
            raise _broken(f"has more than {MOST_PARTS} parts")
        return Message(policy)

    return part


def _root(message: Message) -> Message:
    """The part that is the page: the one named as ``start`` (RFC 2387), else the first; the others are its frames."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    if not pages:
        raise _broken("holds no web page")
    start = collapse_rfc2231_value(message.get_param("start") or "").strip(" <>")
    return next((part for part in pages if start and str(part["Content-ID"]).strip(" <>") == start), pages[0])


def _addresses_of(message: Message, page: Message) -> Iterator[str]:
    """Where the browser says it saved the page from; an address of a part may hang on that of the whole (RFC 2557)."""
    whole = _location(message["Content-Location"])
    yield absolute_address(_location(message["Snapshot-Content-Location"]), "")
    yield absolute_address(_location(page["Content-Location"]), whole)
    yield absolute_address(whole, "")


def _location(header: object) -> str:
    """An address in a header, where it may be folded at any place and encoded like a subject (RFC 2557, 4.4)."""
    told = str(header or "")
    try:
        return "".join((str(make_header(decode_header(told))) if "=?" in told else told).split())
    except (MessageError, ValueError, LookupError):
        return ""


def _addresses_in(html: str) -> Iterator[str]:
    """What a page says of its own address: the marks of the browser that saved it, then those of its publisher."""
    marked = _SAVED_FROM.search(html, 0, _TOP)
    if marked:
        # No comment may hold two hyphens in a row, so Chrome writes the second one in another way.
        yield absolute_address(marked[1].replace("-%2D", "--"), "")
    told = _SINGLE_FILE_URL.search(_single_file(html))
    if told:
        yield absolute_address(told[1], "")
    # bs4 costs a tenth of a second to import, and most saved pages carry a mark.
    from bs4 import BeautifulSoup
    from bs4.filter import SoupStrainer

    head = BeautifulSoup(html, "lxml", parse_only=SoupStrainer("head"))
    for name, selector in (("href", 'link[rel~="canonical" i]'), ("content", 'meta[property="og:url" i]')):
        for element in head.select(selector):
            yield absolute_address(str(element.get(name, "")), "")


def _date_in(html: str) -> datetime | None:
    told = _SINGLE_FILE_DATE.search(_single_file(html))
    if not told:
        return None
    month, day, year, clock, zone = told.groups()
    return _moment(f"{day} {month} {year} {clock} {zone}")


def _single_file(html: str) -> str:
    found = _SINGLE_FILE.search(html, 0, _TOP)
    return found[1] if found else ""


def _first(addresses: Iterator[str]) -> str:
    return next(filter(None, addresses), "")


def _moment(printed: str) -> datetime | None:
    try:
        return parse_http_date(printed)
    except OverflowError:
        # The last hours of the year 9999, once moved to UTC.
        return None
