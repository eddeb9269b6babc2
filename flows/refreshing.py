"""The second half of a run over what is known: whether it is needed, and carrying it out. Knows nothing of Prefect."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.archive import Archive
from extractors.source import Source
from flows.agenda import read_agenda, write_agenda
from flows.clock_check import clock_warnings
from flows.conditions import note_reading
from flows.events import Event
from flows.fingerprint import inputs_digest
from flows.home import Home
from flows.look import Looked, Parts, to_look_at
from flows.publishing import page_wanted, publisher_from_environment
from flows.recovery import recovered_parts
from flows.run_report import Report, blocked_events, conclude, enter_in_manifest, failures_of
from flows.sealing import seal_of_this_machine
from flows.sources_in_use import sources_in_use
from warehouse.layout import version_folders
from warehouse.pointers import points_at
from warehouse.published import latest_version
from warehouse.site.mark import is_page_of
from warehouse.store import Store, open_store

if TYPE_CHECKING:
    from flows.steps import Outcome, Refresh

Execute = Callable[["Refresh"], "Outcome"]


def refresh_outstanding(
    home: Home,
    sources_path: Path | None,
    *,
    now: Callable[[], datetime],
    execute: Execute,
    say: Callable[[str], None] = lambda _: None,
    patience: float = 3600.0,
) -> tuple[Report, list[Event]]:
    """Refresh whatever looks have found and nobody has taken up; returns what it came to and what is to be told.

    Raises ``SourceRecordError``, ``HomeProblem``, ``WarehouseUnreadable`` and ``OSError``; what is published stays.
    """
    report = Report(started=now().isoformat(timespec="seconds"))
    sources, borrowed = sources_in_use(sources_path)
    home.prepare()
    with home.locked(say, patience):
        finish_publication(home)
        store, warning = open_store(home.warehouse)
        report.warnings.extend([warning] if warning else [])
        report.warnings += clock_warnings(home.public, now())
        with store:
            known = store.parts() or recovered_parts(sources, Archive(home.captures))
            _, skipped = to_look_at(sources, live=False)
            report.changed = read_agenda(home.folder).pending
            # A page that nobody could read yet is no last good one.
            before = {key: part if part.rows_sha256 else replace(part, captures=()) for key, part in known.items()}
            parts = refresh_if_stale(home, store, sources, known, Looked(skipped=skipped), report, now(),
                                     before=before, borrowed=borrowed, execute=execute)  # fmt: skip
            events = [*_settle_agenda(home, sources, parts, now()), *blocked_events(report, home)]
        enter_in_manifest(report, home)
    return report, events


def refresh_if_stale(
    home: Home,
    store: Store,
    sources: Sequence[Source],
    parts: Parts,
    looked: Looked,
    report: Report,
    now: datetime,
    *,
    before: Parts,
    borrowed: frozenset[str],
    execute: Execute,
) -> Parts:
    """Refresh if anything a version is made of changed, and write into the report what came of it.

    Returns the state of the parts of these sources.
    """
    mine = {source.id for source in sources}
    current = {key: part for key, part in parts.items() if key[0] in mine}
    if not stale(store, home, sources, current, now.date().isoformat()):
        report.nothing_new, report.latest = True, latest_version(home.public) or ""
        report.failed = failures_of(current)
        return current
    from flows.steps import Refresh

    moment = now.isoformat(timespec="seconds")
    work = Refresh(home, store, sources, current, looked, moment, before=before, borrowed=borrowed,
                   publisher=publisher_from_environment(), seal=seal_of_this_machine(),
                   with_page=page_wanted())  # fmt: skip
    warm_up()
    try:
        outcome = execute(work)
    finally:
        report.seconds.update(work.seconds)
    report.failed = failures_of(work.parts)
    conclude(report, outcome, home)
    return work.parts


def warm_up() -> None:
    """Great Expectations takes seconds to import: let it, in a thread, while something else is under way."""
    from expectations.gate import warm_up

    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()


def stale(store: Store, home: Home, sources: Sequence[Source], parts: Parts, today: str) -> bool:
    """Whether anything a version is made of changed: captures, records, code, or a day on which an agreement ends."""
    settled = store.settled()
    if settled is None or latest_version(home.public) is None:
        return True
    if settled.next_expiry and today > settled.next_expiry:
        return True
    return settled.inputs_sha256 != inputs_digest(sources, parts.values())


def finish_publication(home: Home) -> None:
    """Finish what a killed publication left, and make the page anew where other code or another publisher made it.

    Loads the writing half of the warehouse only then. Raises ``BadSetting``.
    """
    publisher = publisher_from_environment() if page_wanted() else None
    newest = latest_version(home.public)
    folders = version_folders(home.public)
    left_over = (home.public / "v").is_dir() and any((home.public / "v").glob(".staging-*"))
    if left_over or folders[:1] != ([newest] if newest else []) or (newest and not points_at(home.public, newest)):
        from warehouse.publication import repair

        repair(home.public, publisher)
    elif newest and publisher and not is_page_of(home.public, newest, publisher):
        from warehouse.announcement import announce, is_of_this_schema

        if is_of_this_schema(home.public, newest):
            announce(home.public, newest, publisher)


def _settle_agenda(home: Home, sources: Sequence[Source], parts: Parts, now: datetime) -> list[Event]:
    agenda = read_agenda(home.folder)
    events = note_reading(agenda, {source.id: source for source in sources}, parts.values(), now)
    agenda.refreshed()
    write_agenda(agenda, home.folder)
    return events
