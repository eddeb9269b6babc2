"""``acuerdos run``: look, and refresh if anything changed."""

from __future__ import annotations

import atexit
import json
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from extractors.archive import Archive
from extractors.catalogue import load_sources
from extractors.source import Source
from flows.fingerprint import inputs_digest
from flows.home import Home
from flows.look import Parts, look, to_look_at
from flows.progress import progress
from flows.recovery import recovered_parts
from flows.source_issues import what_stays
from warehouse.layout import version_folders
from warehouse.pointers import points_at
from warehouse.published import latest_version
from warehouse.store import Store, open_store

if TYPE_CHECKING:
    from flows.steps import Outcome, Refresh

PUBLISHED, KEPT, BLOCKED = 0, 3, 4


@dataclass(slots=True)
class Report:
    """What a run did, for people and ``runs.jsonl``. ``seconds`` per step; ``failed``: a line per failing part."""

    started: str = ""
    version: str = ""
    latest: str = ""
    nothing_new: bool = False
    looked_at: int = 0
    skipped: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    gate: str = ""
    rows: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0 published or nothing new, 3 with some source kept at its last good data, 4 the gate failed."""
        if self.gate:
            return BLOCKED
        return KEPT if self.failed else PUBLISHED

    def as_json(self) -> dict[str, object]:
        """The report as JSON values, in a fixed order."""
        return {name: getattr(self, name) for name in Report.__slots__} | {"exit_code": self.exit_code}


def with_yardsticks(sources: list[Source], bundled: Callable[[], list[Source]]) -> list[Source]:
    """The sources, with the printed figures that ship with the product where they bring none of their own.

    Without them there would be nothing to reconcile a registry with.
    """
    if any(source.dataset == "figures" for source in sources):
        return sources
    taken = {source.id for source in sources}
    return [*sources, *(s for s in bundled() if s.dataset == "figures" and s.id not in taken)]


def run(
    home: Home,
    *,
    sources_path: Path | None,
    now: Callable[[], datetime],
    plain: bool,
    live: bool,
    say: Callable[[str], None],
    quiet: bool = False,
) -> Report:
    """The main job once. Raises ``SourceRecordError`` (a bad record) and ``HomeProblem`` (an unusable folder).

    ``say`` is told what a waiting person should know; ``quiet``: no progress either.
    """
    report = Report(started=now().isoformat(timespec="seconds"))
    given = load_sources(sources_path)
    sources = with_yardsticks(given, lambda: load_sources(None))
    borrowed = frozenset(source.id for source in sources[len(given) :])
    home.prepare()
    with home.locked(say):
        _finish_publication(home)
        store, warning = open_store(home.warehouse)
        report.warnings.extend([warning] if warning else [])
        with store:
            _run_locked(home, store, sources, report, now, plain=plain, live=live, borrowed=borrowed, quiet=quiet)
        with home.runs.open("a", encoding="utf-8") as manifest:
            manifest.write(json.dumps(report.as_json(), ensure_ascii=False) + "\n")
    return report


def _finish_publication(home: Home) -> None:
    """Finish what a killed publication left; loads the writing half of the warehouse only then."""
    newest = latest_version(home.public)
    folders = version_folders(home.public)
    left_over = (home.public / "v").is_dir() and any((home.public / "v").glob(".staging-*"))
    if left_over or folders[:1] != ([newest] if newest else []) or (newest and not points_at(home.public, newest)):
        from warehouse.publication import repair

        repair(home.public)


def _run_locked(
    home: Home,
    store: Store,
    sources: Sequence[Source],
    report: Report,
    now: Callable[[], datetime],
    *,
    plain: bool,
    live: bool,
    borrowed: frozenset[str],
    quiet: bool,
) -> None:
    archive = Archive(home.captures)
    known = store.parts() or recovered_parts(sources, archive)
    chosen, _ = to_look_at(sources, live=live)
    with _timed(report, "look"), progress(len(chosen), "fuentes", quiet=quiet) as bar:
        looked = look(sources, known, archive, now=now, live=live, done=bar.done)
    parts: Parts = {**known, **looked.parts}
    store.save_parts(looked.parts.values())
    report.looked_at = len(looked.looked)
    report.skipped = [f"{source.id} ({source.lifecycle.status})" for source in looked.skipped]
    report.changed = sorted({source_id for source_id, _ in looked.changed})
    mine = {source.id for source in sources}
    current = {key: part for key, part in parts.items() if key[0] in mine}
    if not _stale(store, home, sources, current, now().date().isoformat()):
        report.nothing_new = True
        report.latest = latest_version(home.public) or ""
        report.failed = failures_of(current)
        return
    from flows.steps import Refresh

    moment = now().isoformat(timespec="seconds")
    work = Refresh(home, store, sources, current, looked, moment, before=known, borrowed=borrowed)
    outcome = _refresh(work, report, home, plain=plain)
    report.failed = failures_of(work.parts)
    conclude(report, outcome, home)


def failures_of(parts: Parts) -> list[str]:
    """A line for each part that is kept at its last good data."""
    return [
        f"{part.source_id}: {part.failure}; {what_stays(part)}" for _, part in sorted(parts.items()) if part.failure
    ]


def _stale(store: Store, home: Home, sources: Sequence[Source], parts: Parts, today: str) -> bool:
    """Whether anything a version is made of changed: captures, records, code, or a day on which an agreement ends."""
    settled = store.settled()
    if settled is None or latest_version(home.public) is None:
        return True
    if settled.next_expiry and today > settled.next_expiry:
        return True
    return settled.inputs_sha256 != inputs_digest(sources, parts.values())


def _refresh(work: Refresh, report: Report, home: Home, *, plain: bool) -> Outcome:
    # Great Expectations takes seconds to import: let it, while pages are read.
    from expectations.gate import warm_up

    threading.Thread(target=warm_up, name="warm-up", daemon=True).start()
    try:
        if plain:
            return work.everything()
        with _timed(report, "prefect and all"):
            prepare_prefect(home)
            atexit.register(_hush)
            from flows.refresh import run_on_prefect

            return run_on_prefect(work)
    finally:
        report.seconds.update(work.seconds)


def prepare_prefect(home: Home) -> None:
    """Settings of the embedded server: quiet, offline, its home under ours. What the operator set stays."""
    for name, value in {
        "PREFECT_HOME": str(home.prefect),
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "WARNING",
        "DO_NOT_TRACK": "1",
    }.items():
        os.environ.setdefault(name, value)


def _hush() -> None:
    """Send what is printed after our own end nowhere: with Prefect's threads alive, DuckDB's binding tells of leaks."""
    sys.stderr.flush()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def conclude(report: Report, outcome: Outcome, home: Home) -> None:
    """Write into the report what a refresh came to, and keep the judgement that stopped it."""
    report.version, report.rows, report.nothing_new = outcome.version, outcome.rows, outcome.nothing_new
    if outcome.verdict is not None and not outcome.verdict.passed:
        report.gate = outcome.verdict.summary_line()
        (home.folder / "quality.json").write_text(
            json.dumps(outcome.verdict.report(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    report.latest = latest_version(home.public) or ""


@contextmanager
def _timed(report: Report, step: str) -> Iterator[None]:
    start = time.perf_counter()
    try:
        yield
    finally:
        report.seconds[step] = round(time.perf_counter() - start, 3)
