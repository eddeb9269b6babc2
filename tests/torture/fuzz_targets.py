"""The readers that the fuzzer attacks, each by the door its callers use.

A reader gives rows, or raises one of ``TYPED``; anything else is a crash. What it gives is looked at too: a row without a
place, a failure of several lines, a text that cannot be written down are crashes as well.
"""

from __future__ import annotations

import gzip
import json
import os
import tempfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from extractors import (
    catalogue,
    challenge,
    links,
    pdf_tables,
    sitemaps,
    spreadsheets,
    workbook_cells,
    workbook_extraction,
)
from extractors.capture import Capture, sha256_of
from extractors.decode import HTML, decode, sniff_media_type
from extractors.failures import SourceFailure, SourceRecordError
from extractors.foreign_warcs import foreign_states, read_foreign_warc
from extractors.grids import read_grid
from extractors.headings import Headings
from extractors.layout_mark import mark_of
from extractors.observation import Observation
from extractors.office_rows import settle
from extractors.pdf_extraction import extract
from extractors.pdf_pages import NotAPdf, _refuse_the_unfinished
from extractors.reading import PartReading, read_part
from extractors.robots import RobotsBook
from extractors.saved_pages import read_saved_page
from extractors.source import Source
from extractors.warc import members
from tests.torture.corpus import ADDRESS
from transforms import date_styles, dates, places, titles
from transforms.normalise import Normalised, normalise

TYPED = (
    SourceFailure,
    SourceRecordError,
    sitemaps.NotAListing,
    links.BadSelector,
    NotAPdf,
    workbook_cells.NotASpreadsheet,
)
SEEN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
TODAY = "2026-11-23"
DATASETS = ("agreements", "offices", "branches", "laws", "claims", "figures")

Read = Callable[[bytes], object]


class Unsound(AssertionError):
    """A reader gave what nobody can use."""


@dataclass(frozen=True, slots=True)
class Target:
    """``kind``: what of the corpus it starts from; ``share``: of the inputs asked for, beside the others'."""

    read: Read
    kind: str
    share: float = 1.0


def _number(data: bytes) -> int:
    return zlib.crc32(data)


def _source(dataset: str, **more: object) -> Source:
    told = {"id": "simulado", "dataset": dataset, "url": ADDRESS, "evidence": "official_site"}
    return Source.model_validate(told | more)


_SOURCES = {dataset: _source(dataset) for dataset in DATASETS}
_INDEX = _source("agreements", access="index", follow="ul a")


def _capture(data: bytes, content_type: str, name: str = "") -> Capture:
    return Capture(
        "simulado", "", ADDRESS + name, SEEN, 200, sniff_media_type(data, content_type),
        (("Content-Type", content_type),) if content_type else (), data, sha256_of(data),
    )  # fmt: skip


def _sound(reading: PartReading) -> list[Observation]:
    """The rows of a reading. Raises ``Unsound`` where one has no place, or holds what is no text."""
    for row in reading.observations:
        if not row.locator:
            raise Unsound(f"a row without a place: {row.fields}")
    texts = [
        text
        for row in reading.observations
        for side in (row.fields, row.original)
        for pair in side.items()
        for text in pair
    ]
    if not all(isinstance(text, str) for text in texts):
        raise Unsound("a row holds what is no text")
    "".join((*texts, *reading.unknown_headings, *reading.unknown_headings.values())).encode()
    mark_of(reading.observations)
    return reading.observations


def _part(layout: str, datasets: tuple[str, ...], content_type: str = "text/html; charset=utf-8") -> Read:
    def read(data: bytes) -> list[Observation]:
        number = _number(data)
        source = _SOURCES[datasets[number % len(datasets)]]
        told = content_type if number // 8 % 4 else ""
        return _sound(read_part(source, [_capture(data, told)], layout=layout, state="14" if number // 32 % 2 else ""))

    return read


def _whole(data: bytes) -> object:
    """From the bytes of a page to records: what a reader lets through has to pass the next room too."""
    number = _number(data)
    dataset = DATASETS[number % len(DATASETS)]
    rows = read_part(_SOURCES[dataset], [_capture(data, "")], layout="auto", state="14" if number // 8 % 2 else "")
    return _written(normalise([(dataset, row) for row in rows.observations[:20]], TODAY))


def _written(found: Normalised) -> str:
    """The rows as text that can be written down; without the catalogues, which are always the same."""
    small = {name: rows for name, rows in found.tables.items() if name not in {"states", "municipalities"}}
    text = json.dumps([small, found.quality], ensure_ascii=False, default=str)
    text.encode()
    return text


def _fields(data: bytes) -> object:
    """Lines of ``name: text`` as the fields of one row, through the transforms of every dataset."""
    lines = decode(data, "text/plain").replace("\x00", "").split("\n")
    fields = {name.strip(): text.strip() for name, _, text in (line.partition(":") for line in lines) if name.strip()}
    number = _number(data)
    dataset = DATASETS[number % len(DATASETS)]
    row = Observation(
        "simulado", dataset, "official_site", "14" if number // 8 % 2 else "", ADDRESS, "0" * 64, TODAY, "row 1",
        "Jalisco", fields, fields,
    )  # fmt: skip
    return _written(normalise([(dataset, row), (dataset, replace(row, locator="row 2", seen_on="2026-11-24"))], TODAY))


def _pdf(data: bytes) -> list[Observation]:
    """What the process of a PDF does and what its caller does with it, without the process, which takes half a second."""
    _refuse_the_unfinished(data)
    try:
        pages = list(extract(data))
    except Exception as error:
        raise NotAPdf("the process would end here") from error
    headings = Headings("agreements", {})
    found = settle(pdf_tables.read_pages(pages, headings, []), "agreements", state_known=True)
    json.dumps([row.fields for row in found.rows], ensure_ascii=False).encode()
    return []


def _workbook(data: bytes) -> list[Observation]:
    """As with a PDF: what the process of a workbook does, and what its caller does with it."""
    try:
        workbook_cells._refuse_a_bomb(data)
        sheets = list(workbook_extraction.extract(data))
    except workbook_cells.NotASpreadsheet:
        raise
    except BaseException as error:  # a panic of Rust is no Exception
        raise workbook_cells.NotASpreadsheet("the process would end here") from error
    dataset = DATASETS[_number(data) % len(DATASETS)]
    for sheet in sheets:
        grid = spreadsheets._sheet_grid(sheet)
        found = read_grid(grid, Headings(dataset, {}), name=f"sheet {sheet.name}", section="", carried=[])
        settled = settle(found, dataset, state_known=True)
        json.dumps([row.fields for row in settled.rows], ensure_ascii=False).encode()
    return []


def _from_a_file(suffix: str, read: Callable[[Path], object]) -> Read:
    folder = Path("/dev/shm" if os.access("/dev/shm", os.W_OK) else tempfile.gettempdir())  # noqa: S108

    def from_file(data: bytes) -> object:
        path = folder / f"SIMULADO-{os.getpid()}{suffix}"
        path.write_bytes(data)
        try:
            return read(path)
        finally:
            path.unlink(missing_ok=True)

    return from_file


def _warc(path: Path) -> object:
    found = read_foreign_warc(path, _SOURCES["agreements"])
    states = foreign_states(path, _INDEX)
    return found, [mark.parts for mark in states]


def _own_archive(path: Path) -> object:
    """The file as it is, and packed: most changes to a packed one reach nothing but its check sum."""
    found = list(members(path, 0))
    path.write_bytes(gzip.compress(path.read_bytes(), 1))
    return found, list(members(path, 0))


def _records(path: Path) -> object:
    sources = catalogue.load_sources(path)
    for source in sources:
        json.dumps([source.described(), source.as_json()], ensure_ascii=False).encode()
        if source.cadence_seconds() < 1:
            raise Unsound("a cadence of no time")
        if source.is_file:
            try:
                catalogue.resolve_file_url(source)
            except SourceRecordError:
                continue
    return sources


def _robots(data: bytes) -> object:
    pause = RobotsBook("AcuerdosAbiertos/1.0").permit(ADDRESS + "?a=ñ&b=%zz", "simulado", lambda _: (200, data))
    if not 0 <= pause <= 300:
        raise Unsound(f"a pause of {pause} s")
    return pause


def _links(data: bytes) -> object:
    text = decode(data, "text/html")
    found = links.index_links(text, ADDRESS, "ul a, .entidades"), links.next_link(text, ADDRESS)
    return found, links.next_in_headers([("Link", text[:500])], ADDRESS)


def _challenge(data: bytes) -> object:
    found = challenge.looks_like_challenge(decode(data, ""), 200, [("Server", "SIMULADO")])
    return found, sniff_media_type(data, HTML), sniff_media_type(data, "")


def _dates(data: bytes) -> object:
    text = data.decode("utf-8", errors="replace")
    found = dates.read_date(text)
    if found.precision != {0: "none", 4: "year", 7: "month", 10: "day"}[len(found.iso)]:
        raise Unsound(f"{found}")
    return found, dates.first_date(text), date_styles.style_issue(text, "agreements", "signed_on", "simulado")


def _titles(data: bytes) -> object:
    found = titles.read_title(data.decode("utf-8", errors="replace"))
    if not all(party.strip() for party in found.parties):
        raise Unsound("a party without a name")
    return found


def _places(data: bytes) -> object:
    text = data.decode("utf-8", errors="replace")
    state = f"{_number(data) % 34:02}"
    found = places.find_municipality(text, state)
    if found and not (found in places.municipalities() and found[:2] == state):
        raise Unsound(f"{found} is not of {state}")
    mentioned = {places.find_state(text), places.state_named_in(text), places.state_mentioned(text)}
    if not mentioned <= {"", *places.states()}:
        raise Unsound(f"no such state: {mentioned}")
    return places.find_municipality_anywhere(text)


_OFFICES: Iterable[str] = ("offices", "branches")
TARGETS: Mapping[str, Target] = {
    "html-table": Target(_part("html-table", ("agreements", "agreements", *DATASETS)), "pages"),
    "html-list": Target(_part("html-list", ("agreements", "agreements", *DATASETS)), "pages"),
    "html-labels": Target(_part("html-labels", ("agreements", "agreements", *DATASETS)), "pages"),
    "html-note": Target(_part("html-note", tuple(_OFFICES)), "office pages", 0.2),
    "html-law": Target(_part("html-law", ("laws",)), "office pages", 0.5),
    "html-directory": Target(_part("html-directory", tuple(_OFFICES)), "office pages", 0.3),
    "auto": Target(_part("auto", ("agreements", "agreements", "claims", "figures"), ""), "pages"),
    "auto-offices": Target(_part("auto", (*_OFFICES, "laws")), "office pages", 0.15),
    "xlsx": Target(_workbook, "xlsx", 0.6),
    "xlsx-process": Target(_part("xlsx", DATASETS, ""), "xlsx", 0.003),
    "csv": Target(_part("csv", DATASETS, "text/csv"), "csv"),
    "json": Target(_part("json", DATASETS, "application/json"), "json", 2),
    "pdf-table": Target(_pdf, "pdf", 0.08),
    "pdf-process": Target(_part("pdf-table", ("agreements",), "application/pdf"), "pdf", 0.003),
    "warc": Target(_from_a_file(".warc", _warc), "warc"),
    "own-archive": Target(_from_a_file(".warc.gz", _own_archive), "own warc", 2),
    "saved-page": Target(read_saved_page, "saved pages", 2),
    "records": Target(_from_a_file(".yaml", _records), "records", 2),
    "robots": Target(_robots, "robots", 2),
    "sitemap": Target(lambda data: sitemaps.read_listing(data, ADDRESS), "sitemaps", 2),
    "links": Target(_links, "index", 0.7),
    "challenge": Target(_challenge, "index", 2),
    "dates": Target(_dates, "dates", 2),
    "titles": Target(_titles, "titles", 2),
    "places": Target(_places, "places", 2),
    "fields": Target(_fields, "fields", 0.3),
    "whole": Target(_whole, "pages", 0.3),
}
