"""The flows that the service deploys: ``watch``, ``refresh`` and ``batch``. When things happen; no logic."""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta
from pathlib import Path

from prefect import flow, get_run_logger
from prefect.runtime import flow_run

from flows.agenda import read_agenda
from flows.batches import Crew, look_with
from flows.clock import clock
from flows.home import Home
from flows.refresh import carry_out
from flows.refreshing import refresh_outstanding, warm_up
from flows.runners import crew_of, work_batch
from flows.service.announcing import tell_versions
from flows.service.faults import telling_faults
from flows.service.gathering import wait_for_quiet
from flows.service.mirroring import mirror_events
from flows.service.prefect_api import REFRESH_FLOW, WATCH_FLOW, PrefectApi
from flows.sources_in_use import sources_in_use
from flows.watch import Watched, tick
from flows.watch import watch as look_once

RUNNER = os.environ.get("ACUERDOS_RUNNER", "threads")


def _api() -> PrefectApi:
    return PrefectApi(os.environ["PREFECT_API_URL"])


@flow(name=WATCH_FLOW, persist_result=False)
def watch(
    home: str, sources: str | None = None, *, starting: bool = False, submitted: bool = False, stay: bool = True
) -> None:
    """Look at what is due, and tell what was found.

    ``submitted``: take in what lies in the inbox, too; ``stay``: until the next run of the schedule is due, sources of
    a short cadence are looked at by this run; ``starting``: the service has just begun.
    """
    folder, path = Home(Path(home)), Path(sources) if sources else None
    api = _api()
    # A run that looks at what is due does what the others would, but only one that takes files in can stand for such.
    api.absorb_waiting(
        WATCH_FLOW, but=str(flow_run.id),
        spare=lambda asked: bool(asked.get("starting") or (asked.get("submitted") and not submitted)),
    )  # fmt: skip
    with telling_faults(folder, api, WATCH_FLOW):
        pause = tick(sources_in_use(path)[0])
        now = clock(None)
        end = max(flow_run.scheduled_start_time or now(), now() - pause) + pause
        found = _look(folder, path, api, starting=starting, submitted=submitted)
        while stay and found.next_look is not None and _comes_soon(found.next_look, end):
            time.sleep(max(0.01, (found.next_look - now()).total_seconds()))
            found = _look(folder, path, api)


def _look(
    home: Home, sources: Path | None, api: PrefectApi, *, starting: bool = False, submitted: bool = False
) -> Watched:
    """Look once, and tell at once what was found."""
    found = look_once(
        home, sources, now=clock(None), look_with=look_with(_crew(home)), starting=starting, submitted=submitted
    )
    api.emit(found.events)
    tell_versions(home, api)  # a WARC in the inbox publishes by itself
    return found


def _comes_soon(next_look: datetime, end: datetime) -> bool:
    """Whether a source is due before the schedule's next run, and so soon that this one should wait for it."""
    return next_look < min(end, clock(None)() + timedelta(seconds=60))


def _crew(home: Home) -> Crew:
    return crew_of(RUNNER, home.service / "batches")


@flow(name=REFRESH_FLOW, persist_result=False)
def refresh(
    home: str, sources: str | None = None, changed: list[str] | None = None, publish_to: str | None = None
) -> None:
    """Refresh all that waits, once it has been quiet for a moment; tell what came of it.

    ``changed``: the sources that the event named; what else waits is taken up, too.
    """
    folder, path = Home(Path(home)), Path(sources) if sources else None
    get_run_logger().info("con cambios: %s", ", ".join(changed or []) or "lo pendiente")
    api = _api()
    warm_up()
    wait_for_quiet(lambda: read_agenda(folder.folder), clock(None))
    api.absorb_waiting(REFRESH_FLOW, but=str(flow_run.id))
    with telling_faults(folder, api, REFRESH_FLOW):
        report, events = refresh_outstanding(
            folder, path, now=clock(None), execute=lambda work: carry_out(work, _crew(folder))
        )
    api.emit(events)
    tell_versions(folder, api)
    if publish_to and report.latest:
        api.emit(mirror_events(folder, publish_to))


@flow(name="batch", persist_result=False)
def batch(function: str, file: str) -> None:
    """One batch of another run's work."""
    work_batch(function, Path(file))
