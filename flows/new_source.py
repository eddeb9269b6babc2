"""``acuerdos new-source``: a source record, an example page and its rows, for a page that no source reads yet.

The page is fetched once, by the rules of every look, or taken from a file that a person saved. All that is written is
a guess until a person reviewed it: ``tests/extractors/test_new_sources.py`` fails until ``expected.json`` says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

from pydantic import ValidationError

from extractors.addresses import address_key, is_loopback_host
from extractors.capture import Capture
from extractors.capturing import capture_source, replacement_failure
from extractors.catalogue import load_sources
from extractors.decode import CSV, HTML, JSON, PDF, TEXT, XLS, XLSX
from extractors.failures import Unreadable
from extractors.fetch import Fetcher
from extractors.saved_pages import read_saved_page
from extractors.source import Source
from flows.home import Home
from flows.inbox import LARGEST, page_capture
from flows.new_source_files import EXAMPLES, RECORDS, WALKER, expected_text, record_text, write_all
from flows.page_guesses import GUESSED_DATASETS, Described, describe
from flows.source_coverage import COMMAND

_SUFFIXES = {HTML: ".html", XLSX: ".xlsx", XLS: ".xls", CSV: ".csv", JSON: ".json", PDF: ".pdf", TEXT: ".txt"}
_UNNAMED = "new_source"


class WrongWish(ValueError):
    """What was asked for cannot be done; one line that says what to ask instead."""


@dataclass(frozen=True, slots=True)
class Wish:
    """An address and what the person knows of it; "" is left to be guessed. ``saved``: the page, saved by hand."""

    url: str
    id: str = ""
    dataset: str = ""
    state: str = ""
    evidence: str = ""
    saved: Path | None = None
    into: Path | None = None


@dataclass(frozen=True, slots=True)
class NewSource:
    """What was written under ``root``: the record, the page as it came and its rows as they are read."""

    described: Described
    root: Path
    record: Path
    page: Path
    expected: Path

    @property
    def source(self) -> Source:
        """The record."""
        return self.described.source

    def as_json(self) -> dict[str, Any]:
        """The paths, the guesses and what to do next, as JSON values."""
        source, reading = self.source, self.described.reading
        return {
            "id": source.id, "dataset": source.dataset, "state": source.state, "evidence": source.evidence,
            "guessed": dict(self.described.guessed),
            "record": str(self.record), "page": str(self.page), "expected": str(self.expected),
            "rows": len(reading.found.observations), "unknown_headings": sorted(reading.found.unknown_headings),
            "failure": str(reading.failure or ""), "next": self.next_steps(),
        }  # fmt: skip

    def next_steps(self) -> list[str]:
        """What a person is to do now, a line each."""
        guessed, expected = ", ".join(self.described.guessed), self.expected.name
        copied = f"{self.page.name} es copia del sitio: si sus términos no dejan publicarla, ponga en su lugar otra"
        steps = [
            f"revise en {self.record.name} lo adivinado ({guessed}) y lo que nadie buscó (name, licence, min_rows)",
            f"compare {expected} con la página, renglón por renglón; donde la página diga otra cosa, corríjalo",
            f"{copied}, inventada, de la misma forma y con la palabra SIMULADO",
            f'ponga "reviewed": true en {expected} y corra pytest {WALKER}, que hasta entonces falla',
            f"si el sitio se puede mirar sin más, ponga en {self.record.name} lifecycle: {{status: active}}",
            f"corra {COMMAND}",
        ]
        if self.described.reading.found.unknown_headings:
            where = "extractors/headings.yaml, o en `columns:` de la fuente"
            steps.insert(2, f"enseñe los encabezados desconocidos en {where}")
        return steps if _is_checkout(self.root) else [f"copie {self.root} sobre un clon del repositorio", *steps]


def new_source(home: Home, wish: Wish, now: Callable[[], datetime]) -> NewSource:
    """Write the three files. Raises ``WrongWish``, ``SourceRecordError`` for a bad record beside them, and, with
    nothing written, ``SourceFailure`` for a page that does not come and ``OSError``.
    """
    given = _given(wish, now().date())
    root = wish.into or _checkout(Path.cwd())
    known = _known(root)
    _refuse_what_is_known(wish, given.url, known)
    capture = _saved(wish.saved, given, now()) if wish.saved else _fetched(given, now)
    if capture.media_type not in _SUFFIXES:
        what = f"es {capture.media_type}, que ningún lector sabe leer"
        raise Unreadable(given.id, capture.url, what, "dé una página, XLSX, CSV, JSON o PDF; un WARC es para ingest")
    said = frozenset(name for name in ("id", "dataset", "state", "evidence") if getattr(wish, name))
    described = describe(given, said, capture, frozenset(source.id for source in known))
    identifier = described.source.id
    root = root or home.folder / "new-sources" / identifier
    folder = root / EXAMPLES / identifier
    page = folder / f"page{_SUFFIXES[capture.media_type]}"
    made = NewSource(described, root, root / RECORDS / f"{identifier}.yaml", page, folder / "expected.json")
    texts = {made.expected: expected_text(described, capture), made.record: record_text(described)}
    try:
        write_all({made.page: capture.body, **{path: text.encode() for path, text in texts.items()}})
    except FileExistsError as error:
        raise WrongWish(str(error)) from None
    return made


def show_new_source(made: NewSource) -> None:
    """Print what was written, what was read, and what to do next."""
    reading = made.described.reading
    print(f"fuente {made.source.id}: {made.source.dataset}, entidad {made.source.state}, nadie la ha revisado")
    for path in (made.record, made.page, made.expected):
        print(f"  escrito {path}")
    if reading.failure is not None:
        print(f"  ningún renglón se leyó: {reading.failure}")
    else:
        print(f"  renglones leídos {len(reading.found.observations)}")
    for heading, example in reading.found.unknown_headings.items():
        print(f"  encabezado desconocido «{heading}», por ejemplo «{example}»")
    for number, step in enumerate(made.next_steps(), start=1):
        print(f"{number}. {step}")


def _given(wish: Wish, day: date) -> Source:
    """The record as far as the person gave it, checked before anything is asked of the site."""
    url = urldefrag(wish.url.strip()).url
    if url.startswith("file:"):
        raise WrongWish(f"{url}: dé la dirección del sitio, y el archivo guardado con --from")
    # What nobody has reviewed is not looked at, and so not published: the person who reviews it sets it free.
    why = "page saved by a person; the site was not asked" if wish.saved else "not yet reviewed: then active"
    lifecycle = {"status": "blocked", "since": day, "reason": why}
    record = {
        "id": wish.id or _UNNAMED, "dataset": wish.dataset or GUESSED_DATASETS[0], "url": url,
        "evidence": wish.evidence or "official_site", "state": wish.state or None, "lifecycle": lifecycle,
        "delay": 0.0 if is_loopback_host(_host(url)) else 1.0, "notes": f"layout seen on {day}; to be reviewed",
    }  # fmt: skip
    try:
        return Source.model_validate(record)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_context=False)[0]
        given = [f"{field} {record.get(str(field))!r}" for field in fault["loc"][:1]]
        told = ": ".join([*given, fault["msg"].removeprefix("Value error, ")])
        raise WrongWish(f"no sirve {told}; vea acuerdos new-source --help") from None


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _checkout(folder: Path) -> Path | None:
    """The checkout of this repository that a folder is in; None outside of one."""
    return next((one for one in (folder, *folder.parents) if _is_checkout(one)), None)


def _is_checkout(folder: Path) -> bool:
    return (folder / RECORDS).is_dir() and (folder / WALKER).is_file()


def _known(root: Path | None) -> list[Source]:
    """The bundled sources, and those of the place to be written to where that is another one."""
    beside = root / RECORDS if root else None
    found = {source.id: source for source in load_sources(None)}
    if beside is not None and any(beside.glob("*.y*ml")):
        found |= {source.id: source for source in load_sources(beside)}
    return list(found.values())


def _refuse_what_is_known(wish: Wish, url: str, known: Iterable[Source]) -> None:
    for source in known:
        if source.id == wish.id:
            raise WrongWish(f"el identificador {wish.id} ya está en uso ({source.url}); dé otro con --id")
        if address_key(source.url) == address_key(url):
            what = f"{url} ya es de la fuente {source.id}"
            raise WrongWish(f"{what}; una página guardada a mano: acuerdos ingest ARCHIVO --source {source.id}")


def _fetched(source: Source, now: Callable[[], datetime]) -> Capture:
    """The page as its site gives it. Raises ``SourceFailure``, also for a wall in its place."""
    fetcher = Fetcher()
    try:
        (part,) = capture_source(source, fetcher, now=now, known={}, store=lambda _: None)
    finally:
        fetcher.close()
    if part.failure is not None:
        raise part.failure
    return part.captures[0]


def _saved(file: Path, source: Source, now: datetime) -> Capture:
    """The page in a file that a person saved. Raises ``SourceFailure``, and ``WrongWish`` where there is none."""
    try:
        if file.stat().st_size > LARGEST:
            raise Unreadable(source.id, str(file), f"pasa de {LARGEST / 1e6:g} MB", "guarde solo la página")
        content = file.read_bytes()
    except OSError as error:
        raise WrongWish(f"{file}: no se puede leer ({error.strerror}); revise la ruta de --from") from None
    capture = page_capture(source, "", file.name, read_saved_page(content), now)
    failure = replacement_failure(capture)
    if failure is not None:
        raise failure
    return capture
