"""``acuerdos backfill`` and ``acuerdos ingest``: what others archived of a source takes its place in history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa

from extractors.archive import Archive
from extractors.archived_states import ArchivedState
from extractors.capture import Capture
from extractors.capturing import PartResult, replacement_failure
from extractors.catalogue import load_sources
from extractors.failures import SourceFailure, SourceRecordError
from extractors.fetch import Fetcher
from extractors.foreign_warcs import foreign_states
from extractors.saved_pages import read_saved_page
from extractors.source import Source
from extractors.web_archives import archived_states
from flows.home import Home
from flows.inbox import page_capture
from flows.inbox_files import shown_name
from flows.look import Looked, Parts, after_look, look, to_look_at
from flows.moments import Moment
from flows.part_reading import captures_of, observe, refuse_a_great_loss
from flows.publishing import page_wanted, publisher_from_environment
from flows.rebuild import moments
from flows.replay import replayed
from flows.run_report import Report, conclude, failures_of
from flows.sealing import seal_of_this_machine
from flows.sources_in_use import sources_in_use
from flows.steps import Refresh
from warehouse.store import Part, Store, kept_failing, open_store


@dataclass(slots=True)
class Backfill:
    """What a backfill found: ``states`` kept, by day; ``failures``: lines about states that could not be read."""

    states: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    report: Report | None = None


def source_named(sources_path: Path | None, source_id: str) -> Source:
    """The record of a source. Raises ``SourceRecordError``."""
    sources = load_sources(sources_path)
    for source in sources:
        if source.id == source_id:
            return source
    raise SourceRecordError(source_id, "id", "no hay fuente con ese identificador", "vea `acuerdos sources`")


def backfill(
    home: Home,
    source: Source,
    *,
    sources_path: Path | None,
    endpoint: str,
    first: date | None,
    last: date | None,
    now: Callable[[], datetime],
    say: Callable[[str], None],
) -> Backfill:
    """Fetch what a web archive holds of a source and publish the history that results.

    Raises ``SourceFailure`` where the archive holds nothing, ``CannotRebuild`` where former versions cannot be played.
    """
    home.prepare()
    fetcher, archive = Fetcher(), Archive(home.captures)
    try:
        states = list(archived_states(source, fetcher, endpoint=endpoint, first=first, last=last, store=archive.store))
    finally:
        fetcher.close()
    return _play_into(home, source, states, sources_path=sources_path, now=now, say=say)


def ingest_warc(
    home: Home,
    source: Source,
    file: Path,
    *,
    sources_path: Path | None,
    now: Callable[[], datetime],
    say: Callable[[str], None],
) -> Backfill:
    """Take the captures of a source out of a WARC file that another archiver made. Raises ``Unreadable``."""
    home.prepare()
    archive = Archive(home.captures)
    states = [_stored(state, archive, shown_name(file)) for state in foreign_states(file, source)]
    return _play_into(home, source, states, sources_path=sources_path, now=now, say=say)


def ingest_page(
    home: Home,
    source: Source,
    file: Path,
    *,
    sources_path: Path | None,
    now: Callable[[], datetime],
    say: Callable[[str], None],
) -> Backfill:
    """A page that a person saved from a browser (HTML, MHTML, XLSX, PDF) counts as a capture of today.

    Raises ``OSError``, ``Unreadable`` for a broken MHTML, and ``SourceRecordError`` for an index, whose page holds
    links and no rows.
    """
    if source.access == "index":
        what = "es un índice: una sola página guardada no dice de cuál de sus partes es"
        raise SourceRecordError(source.id, "access", what, "guarde todo el sitio en un WARC e ingiéralo")
    home.prepare()
    capture = page_capture(source, "", file.name, read_saved_page(file.read_bytes()), now())
    archive = Archive(home.captures)
    archive.store(capture)
    with home.locked(say):
        store, warning = open_store(home.warehouse)
        with store:
            known = store.parts()
            moment = now().isoformat(timespec="seconds")
            former = known.get((source.id, ""), Part(source.id, ""))
            part = after_look(PartResult("", "", [capture], replacement_failure(capture)), source, former, moment)
            store.save_parts([part])
            report = Report(started=moment, warnings=[warning] if warning else [], looked_at=1, changed=[source.id])
            work = _refresh(home, store, {**known, part.key: part}, sources_path, moment, before=known)
            conclude(report, work.everything(), home)
            report.failed = failures_of(work.parts)
    return Backfill(report=report)


def _refresh(
    home: Home,
    store: Store,
    parts: Parts,
    sources_path: Path | None,
    moment: str,
    *,
    before: Parts,
    past: tuple[Moment, ...] = (),
    former: Mapping[str, pa.Table] | None = None,
) -> Refresh:
    """The refresh over what is known, and over the files that ship with the product if no run has read them yet."""
    sources, borrowed = sources_in_use(sources_path)
    seen = {source_id for source_id, _ in parts}
    shipped = [source for source in sources if source.is_file and source.id not in seen]
    instant = datetime.fromisoformat(moment)
    looked = look(shipped, {}, Archive(home.captures), now=lambda: instant, live=False)
    store.save_parts(looked.parts.values())
    ids = {source.id for source in sources}
    mine = {key: part for key, part in {**parts, **looked.parts}.items() if key[0] in ids}
    _, skipped = to_look_at(sources, live=False)
    return Refresh(home, store, sources, mine, Looked(skipped=skipped), moment, before=before, borrowed=borrowed,
                   past=past, former=former, publisher=publisher_from_environment(), seal=seal_of_this_machine(),
                   with_page=page_wanted())  # fmt: skip


def _stored(state: ArchivedState, archive: Archive, name: str) -> ArchivedState:
    """The state with its captures kept here, marked with the file they came from."""

    def kept(capture: Capture) -> Capture:
        marked = replace(capture, headers=(*capture.headers, ("X-Archived-At", f"warc:{name}")))
        archive.store(marked)
        return marked

    parts = [replace(part, captures=[kept(capture) for capture in part.captures]) for part in state.parts]
    return ArchivedState(state.captured_at, parts)


def _play_into(
    home: Home,
    source: Source,
    states: Iterable[ArchivedState],
    *,
    sources_path: Path | None,
    now: Callable[[], datetime],
    say: Callable[[str], None],
) -> Backfill:
    result = Backfill()
    with home.locked(say):
        archive = Archive(home.captures)
        found = _moments_of(source, states, archive, result)
        live = moments(home.public)
        past = _all_past(live, found)
        result.states = [moment.day for moment in found]
        store, warning = open_store(home.warehouse)
        with store:
            parts = store.parts()
            moment = now().isoformat(timespec="seconds")
            if not any(key[0] == source.id for key in parts) and found:
                parts |= {part.key: part for part in found[-1].parts}  # the newest that anybody has seen
            history = replayed(home, past, live)
            work = _refresh(home, store, parts, sources_path, moment, before=parts, past=past, former=history)
            report = Report(started=moment, warnings=[warning] if warning else [])
            outcome = work.everything()
            report.failed = failures_of(work.parts)
            conclude(report, outcome, home)
            result.report = report
    return result


def _moments_of(source: Source, states: Iterable[ArchivedState], archive: Archive, result: Backfill) -> list[Moment]:
    """Each archived state as a moment; what cannot be read in one keeps what was known before it."""
    parts: dict[str, Part] = {}
    rows: dict[str, int] = {}
    found: list[Moment] = []
    for state in states:
        instant = state.captured_at.astimezone(UTC).isoformat(timespec="seconds")
        changed = False
        for one in state.parts:
            if one.index:
                if one.failure:
                    result.failures.append(f"{instant[:10]}: {one.failure}")
                continue
            former = parts.get(one.part, Part(source.id, one.part))
            after = after_look(one, source, former, instant)
            try:
                if not after.failure:
                    count = len(observe(source, after, captures_of(archive, after)).observations)
                    refuse_a_great_loss(source, after, count, rows.get(one.part, 0))
                    after, changed = replace(after, data_of=instant[:10]), True
                    rows[one.part] = count
            except SourceFailure as failure:
                after = kept_failing(former, failure.kind, str(failure), instant)
            if after.failure:
                result.failures.append(f"{instant[:10]}: {after.failure}")
            parts[one.part] = after
        if changed:
            readable = tuple(part for part in parts.values() if part.captures)
            found.append(Moment(instant, (source,), readable))
    return found


def _all_past(live: list[tuple[str, Moment]], found: list[Moment]) -> tuple[Moment, ...]:
    """Every archived moment known, once: those of former backfills and those found now."""
    known: dict[tuple[str, str], Moment] = {}
    for _, moment in live:
        for one in moment.past:
            known[one.moment, one.sources[0].id] = one
    for one in found:
        known[one.moment, one.sources[0].id] = one
    return tuple(moment for _, moment in sorted(known.items()))
