"""The service's look: the sources that are due and the pages put into the inbox. Plain functions, no Prefect.

The network is asked without the home's lock, so that a slow host holds up no refresh; what was found is entered under
it. One look at a time: a second one waits, or leaves it to the first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

from extractors.archive import Archive
from extractors.failures import SourceFailure
from extractors.source import Source
from flows.agenda import Agenda, read_agenda, write_agenda
from flows.backfill import ingest_warc
from flows.conditions import change_event, note_look
from flows.events import CAPTURE_REFUSED, SERVICE_FAILED, SOURCE_CHANGED, Event, captures_ready, source_event
from flows.home import Home
from flows.inbox import Intake, finished_files, put_away, take_in
from flows.inbox_files import shown_name
from flows.look import Look, Looked, Parts, look, to_look_at
from flows.rebuild import CannotRebuild
from flows.recovery import recovered_parts
from flows.run_report import blocked_events
from flows.sources_in_use import sources_in_use
from warehouse.store import Part, open_store

PATIENCE = 3600.0


@dataclass(slots=True)
class Watched:
    """``events``: what is to be told, ``captures.ready`` last; ``looked``: ids of the sources looked at;
    ``next_look``: when the next source is due, None where there is none to look at.
    """

    events: list[Event] = field(default_factory=list)
    looked: list[str] = field(default_factory=list)
    next_look: datetime | None = None


def watch(
    home: Home,
    sources_path: Path | None,
    *,
    now: Callable[[], datetime],
    look_with: Look = look,
    starting: bool = False,
    submitted: bool = True,
) -> Watched:
    """Look at what is due and take in what was submitted.

    ``look_with``: how to look at several sources at once; ``starting``: the service has just begun, so whatever was
    left undone is to be refreshed, too; ``submitted``: take in what lies in the inbox. Raises ``HomeProblem`` and
    ``SourceRecordError``.
    """
    sources, _ = sources_in_use(sources_path)
    home.prepare()
    archive = Archive(home.captures)
    with home.looking(PATIENCE):
        known, agenda = _known(home, sources, archive)
        active, _ = to_look_at(sources, live=False)
        due = agenda.due(active, now())
        looked = look_with(due, known, archive, now=now, live=False)
        looked.fresh.clear()
        files = finished_files(home.inbox) if submitted else []
        with home.locked(lambda _: None, PATIENCE):
            watched, warcs = _enter(home, sources, known, looked, files, archive, now(), starting=starting)
        for file, source in warcs.items():
            watched.events += _play(home, source, file, sources_path, now)
    watched.events[:0] = _losses(archive)
    watched.looked = [source.id for source in looked.looked]
    watched.next_look = next_look(read_agenda(home.folder), active, now())
    return watched


def next_look(agenda: Agenda, active: Sequence[Source], now: datetime) -> datetime | None:
    """When the next of the sources is due."""
    return min((agenda.next_look(source, now) for source in active), default=None)


def tick(sources: Sequence[Source]) -> timedelta:
    """How often the service has to ask whether a source is due: a quarter of the shortest cadence, within reason."""
    active, _ = to_look_at(sources, live=False)
    shortest = min((source.cadence_seconds() for source in active), default=3600)
    return timedelta(seconds=min(max(shortest // 4, 60), 3600))


def _known(home: Home, sources: Sequence[Source], archive: Archive) -> tuple[Parts, Agenda]:
    with home.locked(lambda _: None, PATIENCE):
        store, _ = open_store(home.warehouse)
        with store:
            return store.parts() or recovered_parts(sources, archive), read_agenda(home.folder)


def _enter(
    home: Home,
    sources: Sequence[Source],
    known: Parts,
    looked: Looked,
    files: Sequence[Path],
    archive: Archive,
    now: datetime,
    *,
    starting: bool,
) -> tuple[Watched, dict[Path, Source]]:
    """Save what was found and what is to be refreshed, in an order in which a kill loses nothing."""
    watched = Watched()
    agenda = read_agenda(home.folder)
    store, _ = open_store(home.warehouse)
    with store:
        current = store.parts() or known
        parts = {key: merged(current.get(key), known.get(key), part) for key, part in looked.parts.items()}
        looked.parts = parts
        agenda.forget_all_but(source.id for source in sources)
        watched.events = note_look(agenda, looked, now)
        intake = take_in(files, home.inbox, sources, {**current, **parts}, archive, now)
        watched.events += _intake_events(intake, {**current, **parts}, agenda, now)
        changed = sorted({event.payload["source_id"] for event in watched.events if event.name == SOURCE_CHANGED})
        if changed or starting:
            agenda.await_refresh(changed, now)
            _say_that_something_waits(home, agenda)
        store.save_parts([*(current.values() if current is known else ()), *parts.values(), *intake.parts.values()])
        write_agenda(agenda, home.folder)
    put_away(intake, home.inbox, now)
    if changed or starting:
        watched.events.append(captures_ready(changed, now.isoformat(timespec="seconds")))
    return watched, intake.warcs


def _say_that_something_waits(home: Home, agenda: Agenda) -> None:
    """First that something waits, then what was found, then that it was looked at.

    After a kill in between, one refresh too many finds nothing to do, or what was found is looked at again.
    """
    before = read_agenda(home.folder)
    before.pending, before.pending_since, before.pending_until = (
        agenda.pending, agenda.pending_since, agenda.pending_until
    )  # fmt: skip
    write_agenda(before, home.folder)


def merged(current: Part | None, known: Part | None, found: Part) -> Part:
    """A part after a look, over what a refresh made of it while the look was under way."""
    if current is None or known is None or current == known:
        return found
    seen = replace(current, link_text=found.link_text, looked_at=found.looked_at)
    if found.failure:
        refused = found.refused if found.refused != known.refused else current.refused
        return replace(seen, failure_kind=found.failure_kind, failure=found.failure, refused=refused)
    if found.captures == known.captures:
        return seen  # the same page as before the refresh, which knows better whether it can be read
    return replace(seen, failure_kind="", failure="", captures=found.captures, refused="")


def _losses(archive: Archive) -> list[Event]:
    """What the archive found gone, a line for each file; it says so once, to whoever asks it first."""
    service = ("acuerdos.service", "servicio")
    return [Event(SERVICE_FAILED, service, {"flow": "watch", "message": line}) for line in archive.losses()]


def _intake_events(intake: Intake, before: Parts, agenda: Agenda, now: datetime) -> list[Event]:
    events: list[Event] = []
    sources = {source.id: source for source in intake.taken.values()}
    for key, part in intake.parts.items():
        if key not in before or part.captures != before[key].captures:
            agenda.changed(key[0], now)
            events.append(change_event(sources[key[0]], [part]))
    return events + _refusals(intake)


def _refusals(intake: Intake) -> list[Event]:
    return [
        source_event(CAPTURE_REFUSED, "inbox", name, f"{name}, en inbox/, no se pudo tomar: {reason}", file=name)
        for file, reason in intake.refused.items()
        for name in [shown_name(file)]
    ]  # fmt: skip


def _play(
    home: Home, source: Source, file: Path, sources_path: Path | None, now: Callable[[], datetime]
) -> list[Event]:
    """A WARC of another archiver takes its place in history, which publishes by itself."""
    intake = Intake()
    events: list[Event] = []
    try:
        found = ingest_warc(home, source, file, sources_path=sources_path, now=now, say=lambda _: None)
        intake.taken[file] = source
        events = blocked_events(found.report, home) if found.report else []
    except (SourceFailure, CannotRebuild) as failure:
        intake.refused[file] = str(failure)
    put_away(intake, home.inbox, now())
    return events + _refusals(intake)
