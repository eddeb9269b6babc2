"""What a run came to: for people, for ``runs.jsonl``, and as events."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flows.events import SNAPSHOT_BLOCKED, Event, snapshot_event
from flows.home import Home
from flows.look import Parts
from flows.source_issues import what_stays
from warehouse.published import latest_version

if TYPE_CHECKING:
    from flows.steps import Outcome

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


def failures_of(parts: Parts) -> list[str]:
    """A line for each part that is kept at its last good data."""
    return [
        f"{part.source_id}: {part.failure}; {what_stays(part)}" for _, part in sorted(parts.items()) if part.failure
    ]


def conclude(report: Report, outcome: Outcome, home: Home) -> None:
    """Write into the report what a refresh came to, and keep the judgement that stopped it."""
    report.version, report.rows, report.nothing_new = outcome.version, outcome.rows, outcome.nothing_new
    if outcome.verdict is not None and not outcome.verdict.passed:
        report.gate = outcome.verdict.summary_line()
        (home.folder / "quality.json").write_text(
            json.dumps(outcome.verdict.report(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    report.latest = latest_version(home.public) or ""


def enter_in_manifest(report: Report, home: Home) -> None:
    """Add the report to the manifest of the runs."""
    with home.runs.open("a", encoding="utf-8") as manifest:
        manifest.write(json.dumps(report.as_json(), ensure_ascii=False) + "\n")


def blocked_events(report: Report, home: Home) -> list[Event]:
    """What is to be told of a refresh that the gate stopped."""
    if not report.gate:
        return []
    message = (
        f"nada se publicó, la compuerta no pasó: {report.gate}; sigue {report.latest or 'ninguna versión'}; "
        f"vea {home.folder / 'quality.json'}"
    )
    return [snapshot_event(SNAPSHOT_BLOCKED, report.started[:10], message, gate=report.gate, latest=report.latest)]


@contextmanager
def timed(report: Report, step: str) -> Iterator[None]:
    """Enter the seconds of a step into the report."""
    start = time.perf_counter()
    try:
        yield
    finally:
        report.seconds[step] = round(time.perf_counter() - start, 3)
