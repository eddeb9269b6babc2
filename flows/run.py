"""``acuerdos run``: look, and refresh if anything changed."""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.archive import Archive
from extractors.source import Source
from flows.agenda import read_agenda, write_agenda
from flows.clock_check import clock_warnings
from flows.conditions import note_look, note_reading
from flows.embedded_server import server_in_use
from flows.home import Home
from flows.inbox import Intake, finished_files, put_away, take_in
from flows.look import Looked, Parts, look, to_look_at
from flows.prefect_settings import prepare_prefect
from flows.progress import progress
from flows.recovery import recovered_parts
from flows.refreshing import finish_publication, refresh_if_stale
from flows.run_report import Report, enter_in_manifest, timed
from flows.sources_in_use import sources_in_use
from warehouse.store import Store, open_store

if TYPE_CHECKING:
    from flows.steps import Outcome, Refresh


def run(
    home: Home,
    *,
    sources_path: Path | None,
    now: Callable[[], datetime],
    plain: bool,
    live: bool,
    say: Callable[[str], None],
    quiet: bool = False,
    runner: str = "threads",
) -> Report:
    """The main job once. Raises ``SourceRecordError`` (a bad record) and ``HomeProblem`` (an unusable folder).

    ``say`` is told what a waiting person should know; ``quiet``: no progress either; ``runner``: who works through
    the batches on Prefect.
    """
    report = Report(started=now().isoformat(timespec="seconds"))
    sources, borrowed = sources_in_use(sources_path)
    home.prepare()
    with home.locked(say):
        finish_publication(home)
        store, warning = open_store(home.warehouse)
        report.warnings.extend([warning] if warning else [])
        report.warnings += clock_warnings(home.public, now())
        with store:
            known, looked = _look(home, store, sources, report, now, live=live, quiet=quiet)
            parts = refresh_if_stale(
                home, store, sources, {**known, **looked.parts}, looked, report, now(), before=known,
                borrowed=borrowed, execute=_execution(home, report, plain=plain, runner=runner),
            )  # fmt: skip
            _settle_agenda(home, sources, parts, now())
        enter_in_manifest(report, home)
    return report


def _look(
    home: Home,
    store: Store,
    sources: Sequence[Source],
    report: Report,
    now: Callable[[], datetime],
    *,
    live: bool,
    quiet: bool,
) -> tuple[Parts, Looked]:
    """Look at every source and into the inbox. Returns what was known before, and what was found."""
    archive = Archive(home.captures)
    known = store.parts() or recovered_parts(sources, archive)
    chosen, _ = to_look_at(sources, live=live)
    with timed(report, "look"), progress(len(chosen), "fuentes", quiet=quiet) as bar:
        looked = look(sources, known, archive, now=now, live=live, done=bar.done)
    agenda = read_agenda(home.folder)
    agenda.forget_all_but(source.id for source in sources)
    note_look(agenda, looked, now())
    intake = _take_in(home, sources, known, looked, archive, report, now())
    store.save_parts(looked.parts.values())
    # Not before what they hold is entered: a run killed in between takes them in once more.
    put_away(intake, home.inbox, now())
    write_agenda(agenda, home.folder)
    report.warnings += archive.losses()
    report.looked_at = len(looked.looked)
    report.skipped = [f"{source.id} ({source.lifecycle.status})" for source in looked.skipped]
    report.changed = sorted({source_id for source_id, _ in looked.changed})
    return known, looked


def _take_in(
    home: Home,
    sources: Sequence[Source],
    known: Parts,
    looked: Looked,
    archive: Archive,
    report: Report,
    now: datetime,
) -> Intake:
    files = finished_files(home.inbox)
    intake = take_in(files, home.inbox, sources, {**known, **looked.parts}, archive, now)
    for key, part in intake.parts.items():
        if key not in known or part.captures != known[key].captures:
            looked.changed.append(key)
        looked.parts[key] = part
    report.warnings += [f"{file.name}, en inbox/, no se pudo tomar: {reason}" for file, reason in
                        intake.refused.items()]  # fmt: skip
    report.warnings += [
        f"{file.name}, en inbox/, es un WARC: acuerdos ingest {file} --source {source.id}"
        for file, source in intake.warcs.items()
    ]
    return intake


def _settle_agenda(home: Home, sources: Sequence[Source], parts: Parts, now: datetime) -> None:
    """What a run read counts for the service, too, and nothing waits for it any more."""
    agenda = read_agenda(home.folder)
    note_reading(agenda, {source.id: source for source in sources}, parts.values(), now)
    agenda.refreshed()
    write_agenda(agenda, home.folder)


def _execution(home: Home, report: Report, *, plain: bool, runner: str) -> Callable[[Refresh], Outcome]:
    """How the refresh is carried out: by plain functions, or by the flow on Prefect."""

    def on_prefect(work: Refresh) -> Outcome:
        with timed(report, "prefect and all"):
            prepare_prefect(home)
            atexit.register(_hush)
            with server_in_use(home) as server:
                with timed(report, "prefect imported"):
                    from flows.refresh import run_on_prefect
                with timed(report, "prefect server awaited"):
                    server.wait()
                return run_on_prefect(work, runner, server.api_url)

    return (lambda work: work.everything()) if plain else on_prefect


def _hush() -> None:
    """Send what is printed after our own end nowhere: with Prefect's threads alive, DuckDB's binding tells of leaks."""
    sys.stderr.flush()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
