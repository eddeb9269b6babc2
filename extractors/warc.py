"""One capture as one WARC record in one gzip member, and back.

In: a capture, or a file and a place in it. Out: bytes, or what was stored. Never raises on a damaged file: reading
passes over the damage to the next whole record.
"""

from __future__ import annotations

import io
import uuid
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import BinaryIO, Literal
from urllib.parse import quote, unquote

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extractors.capture import Capture, Headers, sha256_of
from extractors.secrets import is_secret_header, without_secrets

Kind = Literal["response", "resource", "revisit"]

# Level 6 is half as fast again to write as warcio's 9, and one part in a hundred larger.
_LEVEL = 6
_CHUNK = 1 << 16
# Members are short: each is sought anew, and few of them from the disk.
_BUFFER = 1 << 20
# A gzip member begins so: two bytes of the format, the method, no flags.
_BEGINNING = b"\x1f\x8b\x08\x00"
_NOT_STORED = frozenset({"content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive"})
_RECORD_IDS = uuid.UUID("5a1f3c0e-6a55-5b0e-9d0b-4c8f5a7d2e11")


@dataclass(frozen=True, slots=True)
class Stored:
    """What one record holds; ``body`` is empty for a revisit."""

    kind: Kind
    source_id: str
    part: str
    url: str
    captured_at: datetime
    status: int
    media_type: str
    headers: Headers
    body: bytes
    sha256: str
    link_text: str
    sequence: int

    def capture(self) -> Capture:
        """The record as a capture; of a revisit, one without its body."""
        return Capture(
            self.source_id,
            self.part,
            self.url,
            self.captured_at,
            self.status,
            self.media_type,
            self.headers,
            self.body,
            self.sha256,
            self.link_text,
            self.sequence,
        )


def encode_record(capture: Capture, refers_to: tuple[str, datetime] | None) -> tuple[bytes, Kind]:
    """A capture as a gzip member holding one record, and the record's kind.

    ``refers_to``: address and time of the stored capture with the same bytes; the record is then a revisit.
    """
    from_file = capture.url.startswith("file:")
    kind: Kind = "revisit" if refers_to is not None else "resource" if from_file else "response"
    identity = (
        f"{capture.source_id} {capture.url} {_warc_date(capture.captured_at)} {capture.sequence} {capture.sha256}"
    )
    named = {
        # Made from the content, so that the same captures at the same time give the same bytes.
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(_RECORD_IDS, identity + ' ' + capture.part)}>",
        "WARC-Date": _warc_date(capture.captured_at),
        "WARC-Identified-Payload-Type": capture.media_type,
        "Acuerdos-Source": capture.source_id,
        "Acuerdos-Part": quote(capture.part, safe=":/?&="),
        "Acuerdos-Sequence": str(capture.sequence),
        "Acuerdos-Link-Text": quote(capture.link_text),
        "Acuerdos-Status": str(capture.status),
    }
    http = None if from_file else _http_headers(capture)
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="WARC/1.1")
    if refers_to is not None:
        record = writer.create_revisit_record(
            capture.url,
            f"sha256:{capture.sha256}",
            refers_to[0],
            _warc_date(refers_to[1]),
            http_headers=http,
            warc_headers_dict=named,
        )
    else:
        named["WARC-Payload-Digest"] = f"sha256:{capture.sha256}"
        record = writer.create_warc_record(
            capture.url,
            kind,
            payload=io.BytesIO(capture.body),
            length=len(capture.body),
            http_headers=http,
            warc_content_type=capture.media_type if from_file else "",
            warc_headers_dict=named,
        )
    writer.write_record(record)
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return packer.compress(out.getvalue()) + packer.flush(), kind


def decode_record(plain: bytes) -> Stored | None:
    """The record in an uncompressed member; None if it is none of ours or does not match its own digest."""
    try:
        for record in ArchiveIterator(io.BytesIO(plain)):
            return _stored(record.rec_headers, record.http_headers, record.rec_type, record.raw_stream.read())
    except (ArchiveLoadFailed, AttributeError, EOFError, ValueError, TypeError):
        return None
    return None


def read_member(path: Path, offset: int, length: int) -> Stored | None:
    """The record at a place in a file; None if it is not there whole."""
    try:
        with path.open("rb") as file:
            file.seek(offset)
            packed = file.read(length)
        unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
        plain = unpacker.decompress(packed)
    except (OSError, zlib.error):
        return None
    return decode_record(plain) if unpacker.eof else None


def members(path: Path, start: int) -> Iterator[tuple[int, int, Stored]]:
    """The whole records of a file from a byte on: (offset, length, record). Cut and damaged ones are passed over."""
    with path.open("rb", buffering=_BUFFER) as file:
        offset: int | None = start
        while offset is not None:
            length, plain = _member(file, offset)
            stored = decode_record(plain) if length else None
            if stored is not None:
                yield offset, length, stored
            # Not by what a damaged member seems to be long: another may begin inside of that.
            offset = offset + length if stored is not None else _next_beginning(file, offset + 1)


def _member(file: BinaryIO, offset: int) -> tuple[int, bytes]:
    """Length and content of the gzip member at a place; (0, b"") where there is none, or not all of it."""
    file.seek(offset)
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    plain, length = [], 0
    while not unpacker.eof:
        chunk = file.read(_CHUNK)
        if not chunk:
            return 0, b""
        try:
            plain.append(unpacker.decompress(chunk))
        except zlib.error:
            return 0, b""
        length += len(chunk) - len(unpacker.unused_data)
    return length, b"".join(plain)


def _next_beginning(file: BinaryIO, start: int) -> int | None:
    """Where the next gzip member may begin; None where none does."""
    file.seek(start)
    place, kept = start, b""
    while chunk := file.read(_CHUNK):
        window = kept + chunk
        found = window.find(_BEGINNING)
        if found >= 0:
            return place - len(kept) + found
        place += len(chunk)
        kept = window[-len(_BEGINNING) + 1 :]
    return None


def _stored(named: StatusAndHeaders, http: StatusAndHeaders | None, kind: str, body: bytes) -> Stored | None:
    def field(name: str) -> str:
        return str(named.get_header(name) or "")

    digest = field("WARC-Payload-Digest").removeprefix("sha256:")
    if kind not in ("response", "resource", "revisit") or not field("Acuerdos-Source"):
        return None
    if kind != "revisit" and sha256_of(body) != digest:
        return None
    headers = tuple((str(name), str(value)) for name, value in http.headers) if http is not None else ()
    return Stored(
        kind="revisit" if kind == "revisit" else "resource" if kind == "resource" else "response",
        source_id=field("Acuerdos-Source"),
        part=unquote(field("Acuerdos-Part")),
        url=field("WARC-Target-URI"),
        captured_at=datetime.fromisoformat(field("WARC-Date")),
        status=int(field("Acuerdos-Status") or 0),
        media_type=field("WARC-Identified-Payload-Type"),
        headers=headers,
        body=b"" if kind == "revisit" else body,
        sha256=digest,
        link_text=unquote(field("Acuerdos-Link-Text")),
        sequence=int(field("Acuerdos-Sequence") or 0),
    )


def _http_headers(capture: Capture) -> StatusAndHeaders:
    try:
        phrase = HTTPStatus(capture.status).phrase
    except ValueError:
        phrase = ""
    # The body is stored decompressed: headers that describe how it travelled would now be wrong. A name that is not
    # ASCII is none of HTTP's, and warcio cannot write it.
    kept = [
        (name, without_secrets(" ".join(value.split())))
        for name, value in capture.headers
        if name.isascii() and name.lower() not in _NOT_STORED and not is_secret_header(name)
    ]
    kept.append(("Content-Length", str(len(capture.body))))
    return StatusAndHeaders(f"{capture.status} {phrase}".strip(), kept, protocol="HTTP/1.1")


def _warc_date(moment: datetime) -> str:
    utc = moment.astimezone(UTC)
    spec = "microseconds" if utc.microsecond else "seconds"
    return utc.replace(tzinfo=None).isoformat(timespec=spec) + "Z"
