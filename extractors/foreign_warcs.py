"""Reads the captures of a source out of a WARC file that another archiver made: wget, browsertrix, Heritrix, warcio.

In: a file and a source. Out: captures, or dated states. Raises ``Unreadable``, in one line, for a file that is no WARC
or holds nothing of the source. A cut or damaged file is read up to the damage.
"""

from __future__ import annotations

import io
import zlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader
from warcio.exceptions import ArchiveLoadFailed

from extractors.addresses import address_key
from extractors.archived_states import ArchivedState, Taken, distinct, every_state
from extractors.capture import Capture, Headers, sha256_of
from extractors.capturing import replacement_failure
from extractors.decode import BINARY, TEXT, sniff_media_type
from extractors.failures import Unreachable, Unreadable
from extractors.source import Source

# What is read must not depend on what is installed beside us, and warcio breaks on the brotli of today.
BufferedReader.DECOMPRESSORS.pop("br", None)

LARGEST_BODY = 30_000_000

_CHUNK = 1 << 16
_NO_PAGES = ("image/", "video/", "audio/", "font/", "text/css", "text/javascript", "application/javascript")


def read_foreign_warc(path: Path, source: Source) -> list[Capture]:
    """The captures of a source in somebody's WARC file, by date, each with its part and its place in a list.

    Addresses are compared without fragment, trailing slash, scheme, default port and ``www.``. Raises Unreadable.
    """
    found = {
        (capture.url, capture.captured_at, capture.part): capture
        for state in _every_state(path, source)
        for part in state.parts
        for capture in part.captures
    }
    return sorted(found.values(), key=lambda capture: (capture.captured_at, capture.part, capture.sequence))


def foreign_states(path: Path, source: Source) -> list[ArchivedState]:
    """The states of a source in somebody's WARC file, by date, each different from the one before.

    One state for every capture of the source's own address, with the pages and children captured nearest to it; what
    is not in the file is that part's failure. Raises Unreadable.
    """
    return list(distinct(_every_state(path, source)))


def _every_state(path: Path, source: Source) -> list[ArchivedState]:
    holdings = _File(source)
    try:
        holdings.read(path)
    except OSError as error:
        what = f"the file cannot be read ({error.strerror or type(error).__name__})"
        raise Unreadable(source.id, str(path), what, "check the file's name and rights") from None
    if not holdings.records:
        raise Unreadable(source.id, str(path), "not a WARC file", "give a .warc or .warc.gz file")
    try:
        return list(every_state(source, holdings))
    except Unreachable:
        what = f"no capture of {source.url} with status 200 among {holdings.records} records"
        raise Unreadable(source.id, str(path), what, "check the source's `url` against the addresses in it") from None


@dataclass(frozen=True, slots=True)
class _Record:
    url: str
    captured_at: datetime
    headers: Headers
    body: bytes


@dataclass
class _File:
    """The ``Holdings`` of a WARC file."""

    source: Source
    records: int = 0
    held: defaultdict[str, dict[datetime, _Record]] = field(default_factory=lambda: defaultdict(dict))
    bodies: dict[str, _Record] = field(default_factory=dict)

    def dates_of(self, url: str) -> list[datetime]:
        return sorted(self.held.get(address_key(url), ()))

    def take(self, url: str, at: datetime, *, part: str, link_text: str, sequence: int) -> Taken:
        record = self.held[address_key(url)][at]
        header = next((value for name, value in record.headers if name.lower() == "content-type"), "")
        capture = Capture(
            source_id=self.source.id,
            part=part,
            url=record.url,
            captured_at=at,
            status=200,
            media_type=sniff_media_type(record.body, header),
            headers=record.headers,
            body=record.body,
            sha256=sha256_of(record.body),
            link_text=link_text,
            sequence=sequence,
        )
        return capture, replacement_failure(capture)

    def read(self, path: Path) -> None:
        wanted = self._wanted(path)
        revisits: list[tuple[str, datetime, Any]] = []
        for record in _records(path):
            self.records += 1
            named = record.rec_headers
            url, at = str(named.get_header("WARC-Target-URI") or "").strip("<>"), _date(named.get_header("WARC-Date"))
            digest = str(named.get_header("WARC-Payload-Digest") or "")
            if at is None or not (wanted is None or address_key(url) in wanted or digest in wanted):
                continue
            if record.rec_type == "revisit":
                revisits.append((url, at, record))
            elif _is_page(record) and (body := _body(record)) is not None:
                held = _Record(url, at, _headers(record), body)
                self.held[address_key(url)][at] = held
                if digest:
                    self.bodies.setdefault(digest, held)
        # A file need not be in the order of time: revisits wait until everything else is known.
        for url, at, record in revisits:
            former = self._former(url, at, record)
            if former is not None:
                headers = _headers(record) if _status(record) == "200" else former.headers
                self.held[address_key(url)][at] = _Record(url, at, headers or former.headers, former.body)

    def _wanted(self, path: Path) -> set[str] | None:
        """The keys and digests worth reading; None for all, as a list or an index may lead anywhere."""
        if self.source.access in ("paged", "index"):
            return None
        own = address_key(self.source.url)
        wanted = {own}
        for record in _records(path):
            named = record.rec_headers
            if record.rec_type == "revisit" and address_key(str(named.get_header("WARC-Target-URI") or "")) == own:
                wanted.add(str(named.get_header("WARC-Payload-Digest") or own))
                wanted.add(address_key(str(named.get_header("WARC-Refers-To-Target-URI") or own)))
        return wanted

    def _former(self, url: str, at: datetime, record: Any) -> _Record | None:
        """The record a revisit stands for: by digest, else by the address and date it names."""
        named = record.rec_headers
        if _status(record) not in ("200", "304", ""):
            return None
        known = self.bodies.get(str(named.get_header("WARC-Payload-Digest") or ""))
        if known is not None:
            return known
        earlier = self.held.get(address_key(str(named.get_header("WARC-Refers-To-Target-URI") or url)), {})
        referred = _date(named.get_header("WARC-Refers-To-Date"))
        if referred is not None:
            return earlier.get(referred)
        dates = sorted(earlier)
        place = bisect_right(dates, at)
        # Only "not modified" says that the last bytes of the same address still stand.
        return earlier[dates[place - 1]] if place and _status(record) == "304" else None


def _records(path: Path) -> Iterator[Any]:
    """The records of a file up to the first damage; none if it is no WARC. Raises OSError."""
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        try:
            for record in ArchiveIterator(_Unpacked(file) if packed else file):
                if record.format == "warc":
                    yield record
        except (ArchiveLoadFailed, EOFError, ValueError, AttributeError, TypeError):
            return


class _Unpacked:
    """The plain bytes of a gzip file up to the first damage, which here is an end like any other.

    One gzip around many records, which warcio refuses, reads like one gzip for each.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self._pending = b""

    def read(self, size: int) -> bytes:
        while True:
            packed = self._pending or self._file.read(size)
            if not packed:
                return b""
            try:
                plain = self._unpacker.decompress(packed, size)
            except zlib.error:
                self._file.seek(0, io.SEEK_END)
                self._pending = b""
                return b""
            self._pending = self._unpacker.unconsumed_tail
            if self._unpacker.eof:
                self._pending = self._unpacker.unused_data
                self._unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
            if plain:
                return plain


def _is_page(record: Any) -> bool:
    if record.rec_type not in ("response", "resource") or record.length is None or record.length > LARGEST_BODY:
        return False
    if record.rec_type == "response" and _status(record) != "200":
        return False
    http = record.http_headers
    named = (http.get_header("Content-Type") if http else record.rec_headers.get_header("Content-Type")) or ""
    return not named.strip().lower().startswith(_NO_PAGES)


def _body(record: Any) -> bytes | None:
    """The decoded body; None if it is cut short, too large, or compressed in a way unknown here."""
    raw = _whole(record.raw_stream)
    if raw is None or record.raw_stream.limit > 0:
        return None
    record.raw_stream = io.BytesIO(raw)
    body = _whole(record.content_stream())
    if body is None:
        return None
    encoding = str(record.http_headers.get_header("Content-Encoding") or "").lower() if record.http_headers else ""
    known = {"", "identity", *BufferedReader.get_supported_decompressors()}
    # Some archivers keep the header of what they have already decompressed.
    if encoding not in known and sniff_media_type(body, "") in (BINARY, TEXT):
        return None
    return body


def _whole(stream: Any) -> bytes | None:
    """All of a stream; None if it is too large."""
    read = bytearray()
    while chunk := stream.read(_CHUNK):
        read += chunk
        if len(read) > LARGEST_BODY:
            return None
    return bytes(read)


def _headers(record: Any) -> Headers:
    if record.http_headers is None:
        kind = str(record.rec_headers.get_header("Content-Type") or "")
        return (("Content-Type", kind),) if kind and record.rec_type == "resource" else ()
    return tuple((str(name), str(value)) for name, value in record.http_headers.headers)


def _status(record: Any) -> str:
    return str(record.http_headers.get_statuscode() or "") if record.http_headers else ""


def _date(value: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value or "")
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
