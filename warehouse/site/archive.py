"""Who says a row, and the archived capture it was read from, for a page. Pure, no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from warehouse.edition import Edition
from warehouse.quality_reading import Row
from warehouse.quality_words import is_address, shown
from warehouse.site import addresses
from warehouse.site.locator_words import locator_in_words
from warehouse.site.reading import Site


@dataclass(frozen=True, slots=True)
class Cited:
    """What a row rests on: its source, the page that says it, and the place in the capture.

    ``href`` is empty where the address is no web address; ``capture`` is the path of the capture's page, empty where
    this version has none.
    """

    source: str
    address: str
    href: str
    capture: str
    place: str


@dataclass(frozen=True, slots=True)
class Capture:
    """One row of ``captures`` in words; ``href`` and ``copy_href`` are empty where there is no web address."""

    sha256: str
    path: str
    source: str
    address: str
    href: str
    captured_at: str
    status: str
    media_type: str
    size: str
    rows: str
    copy_href: str


class Archive:
    """The sources and captures of a version, looked up by every page that cites them."""

    def __init__(self, site: Site, edition: Edition) -> None:
        self._edition = edition
        self.sources: dict[str, Row] = {str(row["source_id"]): row for row in site.rows("sources")}
        self._captures: dict[str, list[Row]] = site.grouped("captures", "capture_sha256")
        self._cited: dict[tuple[object, ...], Cited] = {}

    def name(self, source_id: object) -> str:
        """The name of a source; its identifier where this version does not describe it."""
        source = self.sources.get(str(source_id))
        return shown(source["name"] if source else source_id)

    def cite(self, row: Row) -> Cited:
        """What ``row`` rests on, by its columns of provenance."""
        key = (row["source_id"], row["source_url"], row["capture_sha256"], row["locator"])
        if key not in self._cited:
            address = str(row["source_url"] or "")
            sha256 = str(row["capture_sha256"] or "")
            self._cited[key] = Cited(
                source=self.name(row["source_id"]),
                address=shown(address),
                href=address if is_address(address) else "",
                capture=addresses.capture(sha256) if sha256 in self._captures else "",
                place=locator_in_words(shown(row["locator"]), self._edition.language),
            )
        return self._cited[key]

    def captures(self, sha256: str) -> list[Capture]:
        """What was asked for when these bytes came, once for each source and address."""
        return [self._capture(row) for row in self._captures.get(sha256, [])]

    def capture_of(self, row: Row) -> Capture | None:
        """The capture that ``row`` was read from, as its source asked for it; none where this version has none."""
        found = self._captures.get(row["capture_sha256"], [])
        own = [one for one in found if one["source_id"] == row["source_id"]]
        return self._capture((own or found)[0]) if found else None

    def _capture(self, row: Row) -> Capture:
        number = self._edition.number
        return Capture(
            sha256=str(row["capture_sha256"]),
            path=addresses.capture(str(row["capture_sha256"])),
            source=self.name(row["source_id"]),
            address=shown(row["url"]),
            href=_web(row["url"]),
            captured_at=instant_in_words(self._edition, row["captured_at"]),
            status=str(row["status"] or ""),
            media_type=shown(row["media_type"]),
            size=number(row["size_bytes"]),
            rows=number(row["rows"]) if row["rows"] is not None else "",
            copy_href=_web(row["archive_url"]),
        )


def instant_in_words(edition: Edition, instant: object) -> str:
    """``2026-11-24T14:01:26+00:00`` as a day in words, the time and UTC; any other text as it stands."""
    try:
        moment = datetime.fromisoformat(str(instant or "").replace("Z", "+00:00"))
    except ValueError:
        return shown(instant)
    moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    return f"{edition.date(moment.date().isoformat())}, {moment:%H:%M:%S} UTC"


def _web(address: Any) -> str:
    return str(address) if is_address(address) else ""
