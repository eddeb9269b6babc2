"""What a web archive answers when asked for the captures of an address: a Memento TimeMap or a CDX index.

In: the text of the answer, and where it came from. Out: the mementos it lists; None if it is neither.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin, urlsplit

_LINK = re.compile(r'<([^<>"]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s",;]*))+)')
_ATTRIBUTE = re.compile(r'([\w*-]+)\s*=\s*(?:"([^"]*)"|([^\s",;]*))')
_TIMEMAP_RELATIONS = frozenset({"original", "timemap", "timegate", "memento"})
_OTHER_PAGES = frozenset({"timemap", "next", "prev"})
_CDX_FIELDS = ("urlkey", "timestamp", "original", "mimetype", "statuscode", "digest")
_NAMES_OF_PYWB = {"url": "original", "status": "statuscode", "mime": "mimetype"}
# `id_` after the timestamp asks for the untouched bytes. Archives that know it have a collection before it.
_REPLAY = re.compile(r"(/[^/?#]+/\d{14})(?:[a-z]{2}_)?/(?=[a-z]+:)")


@dataclass(frozen=True, slots=True)
class Memento:
    """One archived capture: where its bytes are fetched, when it was made (UTC), its digest where that is known."""

    address: str
    captured_at: datetime
    digest: str = ""


@dataclass(frozen=True, slots=True)
class MementoList:
    """One page of a list; ``following`` are the addresses of its other pages."""

    mementos: list[Memento] = field(default_factory=list)
    following: list[str] = field(default_factory=list)


def read_memento_list(text: str, address: str, replay: str) -> MementoList | None:
    """The mementos in an archive's answer; None if it is neither a TimeMap nor a CDX index.

    ``address``: where the answer came from; ``replay``: what comes before ``<timestamp>id_/<url>`` in the archive.
    """
    stripped = text.strip()
    if not stripped:
        return MementoList()
    listed = _timemap(stripped, address)
    if listed is not None:
        return listed
    rows = _cdx_rows(stripped)
    return MementoList(list(_mementos_of_rows(rows, replay))) if rows is not None else None


def without_repeats(mementos: Iterable[Memento]) -> list[Memento]:
    """The mementos whose digest differs from the one before; those without a digest all stay."""
    kept: list[Memento] = []
    for memento in mementos:
        if not kept or not memento.digest or memento.digest != kept[-1].digest:
            kept.append(memento)
    return kept


def _timemap(text: str, address: str) -> MementoList | None:
    listed = MementoList()
    is_timemap = False
    for link in _LINK.finditer(text):
        named = {name.lower(): quoted or bare for name, quoted, bare in _ATTRIBUTE.findall(link.group(2))}
        relations = frozenset(named.get("rel", "").lower().split())
        is_timemap = is_timemap or bool(relations & _TIMEMAP_RELATIONS)
        target = urljoin(address, link.group(1).strip())
        if "memento" in relations:
            moment = parse_http_date(named.get("datetime", ""))
            if moment is not None:
                listed.mementos.append(Memento(_untouched(target, address), moment))
        # The same list is often offered as JSON too.
        elif relations & _OTHER_PAGES and "self" not in relations and "link-format" in named.get("type", "link-format"):
            listed.following.append(_same_scheme(target, address))
    return listed if is_timemap else None


def parse_http_date(value: str) -> datetime | None:
    """The moment, in UTC, that a header such as ``Memento-Datetime`` names; None if it cannot be read."""
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _untouched(target: str, address: str) -> str:
    return _REPLAY.sub(r"\1id_/", _same_scheme(target, address), count=1)


def _same_scheme(target: str, address: str) -> str:
    """Archives served by https still list themselves as http, which costs a redirect each time."""
    asked, listed = urlsplit(address), urlsplit(target)
    if asked.scheme == "https" and listed.scheme == "http" and asked.netloc == listed.netloc:
        return "https" + target.removeprefix("http")
    return target


def _cdx_rows(text: str) -> list[dict[str, str]] | None:
    if text.startswith("["):
        return _rows_of_array(text)
    rows = [_row_of_line(line) for line in text.splitlines() if line.strip() and not line.startswith("CDX ")]
    known = [row for row in rows if row is not None]
    return known if known else None


def _rows_of_array(text: str) -> list[dict[str, str]] | None:
    try:
        table = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not table:
        return []
    if all(isinstance(row, dict) for row in table):
        return [_named(row) for row in table]
    if not all(isinstance(row, list) for row in table) or "timestamp" not in table[0]:
        return None
    heading = [str(name) for name in table[0]]
    return [_named(dict(zip(heading, row, strict=False))) for row in table[1:]]


def _row_of_line(line: str) -> dict[str, str] | None:
    before, brace, after = line.partition("{")
    words = before.split()
    if brace:
        try:
            found = json.loads(brace + after)
        except (ValueError, RecursionError):
            return None
        # In CDXJ the timestamp stands before the braces, in JSON lines inside.
        timestamp = {"timestamp": words[1]} if len(words) > 1 else {}
        row = _named({**timestamp, **found})
    else:
        row = dict(zip(_CDX_FIELDS, words, strict=False))
    return row if row.get("original") and _moment(row.get("timestamp", "")) is not None else None


def _named(row: Mapping[str, Any]) -> dict[str, str]:
    return {_NAMES_OF_PYWB.get(name, name): str(value) for name, value in row.items()}


def _mementos_of_rows(rows: list[dict[str, str]], replay: str) -> Iterator[Memento]:
    for row in rows:
        timestamp, original = row.get("timestamp", ""), row.get("original", "")
        moment = _moment(timestamp)
        # "-" is what an index says of a revisit, which has no status of its own.
        if moment is None or not original or row.get("statuscode", "-") not in ("200", "-"):
            continue
        digest = row.get("digest", "")
        yield Memento(f"{replay}{timestamp}id_/{original}", moment, "" if digest == "-" else digest)


def _moment(timestamp: str) -> datetime | None:
    if not timestamp.isdecimal() or not 4 <= len(timestamp) <= 14:
        return None
    whole = timestamp + "00000101000000"[len(timestamp) :]
    try:
        return datetime.strptime(whole, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
