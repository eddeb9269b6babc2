"""What a site's own listing says of when its pages changed, so that a look need not ask for each page.

In: the bytes of a sitemap or a feed, and its address. Out: the addresses it lists, each with its stamp. Raises
``NotAListing``, in one line, for anything else. Nothing is fetched, and a document that declares entities is refused.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import cast
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree

from extractors.failures import one_line

# sitemaps.org: "no larger than 50MB (52,428,800 bytes)", counted before compression.
LARGEST_LISTING = 52_428_800

_ENTRIES = frozenset({("urlset", "url"), ("sitemapindex", "sitemap"), ("feed", "entry"), ("rss", "channel", "item")})
_ADDRESSES = frozenset({"loc", "link"})
_STAMPS = frozenset({"lastmod", "updated", "published", "pubDate", "date"})
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_NEVER_IN_AN_ADDRESS = re.compile(r"[\s<>\"\x00-\x20\x7f\ufffd]")
_STAMP = re.compile(
    r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?)([Zz]|[+-]\d\d(?::?\d\d)?)?)?)?)?", re.ASCII
)


class NotAListing(ValueError):
    """The bytes are neither a sitemap nor a feed; ``str()`` is one line that names the address and the reason."""

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(one_line(f"no sitemap or feed at {address}: {reason}"))


@dataclass(frozen=True, slots=True)
class Listing:
    """The pages a listing names, each with its latest stamp ("" if none can be read), and the listings it names."""

    modified: Mapping[str, str]
    more: tuple[str, ...]


def read_listing(body: bytes, address: str) -> Listing:
    """What a listing says: sitemap, sitemap index or text sitemap (sitemaps.org), Atom (RFC 4287) or RSS 2.0.

    ``body`` may be gzip; ``address`` is where it came from. Addresses come out absolute, http(s) only, without
    fragments; stamps in ISO 8601, as precise as printed, be it only the date of publication. Raises NotAListing.
    """
    plain = _unpacked(body, address).removeprefix(b"\xef\xbb\xbf").lstrip()
    # A document in UTF-16 starts with its byte order mark.
    if plain.startswith((b"<", b"\xff\xfe", b"\xfe\xff")):
        return _read_xml(plain, address)
    return _read_lines(plain, address)


def unchanged_since(modified: str, instant: datetime) -> bool:
    """Whether a page with this stamp has certainly not changed after ``instant`` (aware).

    A day, month or year lasts until it is over everywhere on Earth, and a stamp without a zone is read in the zone
    where it comes last. An empty or unreadable stamp proves nothing.
    """
    last = _last_moment(modified)
    return last is not None and last <= instant


def absolute_address(reference: str, base: str) -> str:
    """The http(s) address a reference leads to, without fragment; "" if there is none, or a user name is in it."""
    try:
        target = urldefrag(urljoin(base, reference.strip())).url
        parts = urlsplit(target)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        return ""
    return target if usable and reference.strip() and not _NEVER_IN_AN_ADDRESS.search(target) else ""


def _unpacked(body: bytes, address: str) -> bytes:
    plain = body
    if body.startswith(b"\x1f\x8b"):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(body)) as file:
                plain = file.read(LARGEST_LISTING + 1)
        except (OSError, EOFError, zlib.error) as error:
            raise NotAListing(address, f"broken compression ({error})") from None
    if len(plain) > LARGEST_LISTING:
        raise NotAListing(address, f"larger than {LARGEST_LISTING} bytes")
    return plain


def _read_lines(plain: bytes, address: str) -> Listing:
    try:
        modified = {absolute_address(line, ""): "" for line in plain.decode().split()}
    except UnicodeDecodeError:
        modified = {}
    # The protocol wants whole addresses in a text sitemap: without that rule any text would pass for one.
    if not modified or "" in modified:
        raise NotAListing(address, "neither XML nor a list of addresses in UTF-8")
    return Listing(modified, ())


def _read_xml(plain: bytes, address: str) -> Listing:
    found = _Entries(address)
    parser = etree.XMLParser(target=cast("etree.ParserTarget", found), resolve_entities=False, no_network=True)
    try:
        etree.fromstring(plain, parser)
    except etree.XMLSyntaxError as error:
        raise NotAListing(address, f"broken XML ({error})") from None
    if found.root == "sitemapindex":
        return Listing({}, tuple(listing for listing in found.stamps if listing != address))
    return Listing({page: _latest(printed) for page, printed in found.stamps.items()}, ())


class _Entries:
    """A target of lxml's parser that keeps what the entries say, and builds no tree."""

    def __init__(self, address: str) -> None:
        self.root = ""
        self.stamps: dict[str, list[str]] = {}
        self._bases = [address]
        self._path: tuple[str, ...] = ()
        self._text, self._links, self._printed = list[str](), list[str](), list[str]()

    def doctype(self, *_: object) -> None:
        # Entities come with a document type, which no listing needs.
        raise NotAListing(self._bases[0], "it declares a document type, as web pages do")

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name, base = tag.rpartition("}")[2], self._bases[-1]
        self.root = self.root or name
        if self.root not in {path[0] for path in _ENTRIES}:
            raise NotAListing(base, f"its root is <{name}>")
        self._bases.append((absolute_address(attributes[_XML_BASE], base) if _XML_BASE in attributes else "") or base)
        # In Atom a link without `rel` leads to the page, one with another `rel` elsewhere (RFC 4287, 4.2.7.2).
        if (*self._path, name) == ("feed", "entry", "link") and attributes.get("rel", "alternate") == "alternate":
            self._links.append(absolute_address(attributes.get("href", ""), self._bases[-1]))
        self._path = (*self._path, name)
        self._text.clear()

    def data(self, text: str) -> None:
        self._text.append(text)

    def end(self, _tag: str) -> None:
        ended, text, base = self._path, "".join(self._text).strip(), self._bases.pop()
        self._path = ended[:-1]
        self._text.clear()
        if ended in _ENTRIES:
            for link in filter(None, self._links):
                self.stamps.setdefault(link, []).extend(self._printed)
            self._links, self._printed = [], []
        elif text and self._path in _ENTRIES and ended[-1] in _ADDRESSES:
            self._links.append(absolute_address(text, base))
        elif text and self._path in _ENTRIES and ended[-1] in _STAMPS:
            self._printed.append(text)

    def close(self) -> None: ...  # lxml wants the method.


def _latest(printed: list[str]) -> str:
    """The latest of some stamps; "" if one of them cannot be read, as that one may be the latest."""
    dated = {stamp: _last_moment(stamp) for stamp in map(_in_iso, printed)}
    known = {stamp: moment for stamp, moment in dated.items() if moment is not None}
    return max(known, key=lambda stamp: known[stamp]) if known and len(known) == len(dated) else ""


def _in_iso(printed: str) -> str:
    """A stamp in ISO 8601, as precise as printed (W3C Datetime, or RFC 822 in RSS); "" if it is neither."""
    if _STAMP.fullmatch(printed):
        return printed.upper().replace(" ", "T")
    try:
        moment = parsedate_to_datetime(printed)
    except (ValueError, OverflowError):
        return ""
    return moment.isoformat(timespec="seconds" if printed.count(":") > 1 else "minutes")


def _last_moment(stamp: str) -> datetime | None:
    """The last moment that a stamp may mean; None if it cannot be read."""
    found = _STAMP.fullmatch(stamp)
    if found is None:
        return None
    year, month, day, clock, zone = found.groups("")
    clock = f"{clock}:59" if clock.count(":") == 1 else clock or "23:59:59"
    try:
        month = month or "12"
        day = day or f"{monthrange(int(year), int(month))[1]}"
        # UTC-12 is where every day ends last.
        return datetime.fromisoformat(f"{year}-{month}-{day}T{clock}{zone.upper() or '-12:00'}")
    except ValueError:
        return None
