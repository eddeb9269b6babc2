"""``run`` and the service do the same two halves: one agenda, one inbox, the same looks and the same bytes (SIMULADO)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from flows.agenda import FINE, read_agenda
from flows.batches import Crew
from flows.events import CAPTURE_REFUSED, SOURCE_CHANGED, Event
from flows.home import Home
from flows.refreshing import refresh_outstanding
from flows.run_report import Report
from flows.status import status
from flows.steps import Outcome, Refresh
from flows.watch import Watched, tick
from tests.extractors.conftest import Site
from tests.flows.conftest import NewDesk
from tests.flows.desk import (
    ALBERTA_AMENDED,
    CHALLENGE,
    DAY,
    MICHIGAN,
    NOW,
    OHIO,
    PORTLAND,
    TEXAS,
    Desk,
    repeatable,
    show_states,
    table,
)  # fmt: skip
from tests.flows.test_batches import in_threads, source
from tests.flows.test_watch import after, hourly, look_at, only_read

JALISCO, NUEVO_LEON = "sim_jalisco", "sim_nuevo_leon"
LATER, SECOND = after(8 * 24), "2026-12-01"


def test_the_looks_of_a_run_count_for_the_service(settled: Desk) -> None:
    agenda = read_agenda(settled.home.folder)
    assert {name: one.condition for name, one in agenda.sources.items() if name.startswith("sim")} == {
        "sim_claims": FINE, JALISCO: FINE, NUEVO_LEON: FINE,
    }  # fmt: skip
    assert {one.last_look for one in agenda.sources.values()} == {NOW.isoformat(timespec="milliseconds")}
    assert (agenda.pending, agenda.pending_since) == ([], "")


def test_a_service_begun_after_a_run_asks_nobody_before_the_time(desk: Desk) -> None:
    found = look_at(desk, 24)
    assert (found.looked, found.events, desk.site.asked) == ([], [], [])
    assert found.next_look == NOW + timedelta(days=7)


@dataclass(frozen=True)
class Both:
    """Eight days after the first version a cell is edited, and a good page and a bad one lie in the inbox.

    ``alone``: the home in which a run met this, with a WARC in its inbox, too; ``served``: the one in which a watch
    did, a refresh shared out among three threads, and another refresh.
    """

    alone: Desk
    report: Report
    served: Desk
    watched: Watched
    reports: list[Report]
    events: list[Event]


def shared_out(work: Refresh) -> Outcome:
    crew = Crew(in_threads, shares=3)
    work.read(crew)
    work.interpret(crew)
    work.normalise()
    work.validate()
    return work.publish()


@pytest.fixture(scope="module")
def both(settled: Desk, tmp_path_factory: pytest.TempPathFactory) -> Both:
    show_states(settled.site)
    settled.site.page("/jalisco", table(PORTLAND, ALBERTA_AMENDED, MICHIGAN))
    alone, served = (settled.copied(tmp_path_factory.mktemp(name) / "home") for name in ("alone", "served"))
    for desk in (alone, served):
        (desk.home.inbox / f"{NUEVO_LEON}.html").write_text(table(TEXAS, OHIO), encoding="utf-8")
        (desk.home.inbox / "nadie.html").write_text(table(TEXAS), encoding="utf-8")
    (alone.home.inbox / f"{JALISCO}.warc").write_text("SIMULADO", encoding="utf-8")
    report = alone.run(LATER)
    watched = look_at(served, 8 * 24)
    once, twice = (
        refresh_outstanding(served.home, served.sources, now=lambda: LATER, execute=shared_out) for _ in range(2)
    )
    return Both(alone, report, served, watched, [once[0], twice[0]], [*once[1], *twice[1]])


def test_a_run_publishes_what_lies_in_the_inbox(both: Both) -> None:
    assert (both.report.version, both.report.changed) == (SECOND, [JALISCO, NUEVO_LEON])
    sql = f"SELECT title FROM agreements WHERE source_id = '{NUEVO_LEON}' ORDER BY title"
    assert both.alone.rows(sql) == [(TEXAS[0],), (OHIO[0],)]
    assert [path.name[16:] for path in (both.alone.home.inbox / "taken").iterdir()] == [f"{NUEVO_LEON}.html"]


def test_a_run_warns_of_a_page_it_refused(both: Both) -> None:
    (line,) = [line for line in both.report.warnings if "nadie.html" in line]
    assert "no se pudo tomar" in line and "acuerdos sources" in line
    assert len(list((both.alone.home.inbox / "refused").iterdir())) == 2


def test_a_run_says_what_to_do_with_a_warc_and_leaves_it_there(both: Both) -> None:
    file = both.alone.home.inbox / f"{JALISCO}.warc"
    (line,) = [line for line in both.report.warnings if file.name in line]
    assert line.endswith(f"acuerdos ingest {file} --source {JALISCO}")
    assert file.exists()


def test_a_watch_tells_of_pages_and_of_files_alike(both: Both) -> None:
    told = [(event.name, event.payload.get("source_id")) for event in both.watched.events[:-1]]
    assert told == [(SOURCE_CHANGED, JALISCO), (SOURCE_CHANGED, NUEVO_LEON), (CAPTURE_REFUSED, "inbox")]
    assert both.watched.events[-1].payload["changed"] == [JALISCO, NUEVO_LEON]


def test_what_a_watch_found_is_in_the_version_of_the_refresh_that_follows(both: Both) -> None:
    assert (both.reports[0].version, both.reports[0].changed) == (SECOND, [JALISCO, NUEVO_LEON])
    sql = f"SELECT topics FROM agreements WHERE title = '{ALBERTA_AMENDED[0]}'"
    assert both.served.rows(sql, SECOND) == [(["education", "culture"],)]


def test_refreshing_twice_publishes_once_and_leaves_nothing_waiting(both: Both) -> None:
    assert (both.reports[1].version, both.reports[1].nothing_new) == ("", True)
    assert (both.reports[1].latest, both.events) == (SECOND, [])
    agenda = read_agenda(both.served.home.folder)
    assert (agenda.pending, agenda.pending_since) == ([], "")


def test_a_service_that_shares_out_its_work_publishes_the_same_bytes_as_a_run_alone(both: Both) -> None:
    folders = [desk.home.public / "v" / SECOND for desk in (both.alone, both.served)]
    assert repeatable(folders[0]) == repeatable(folders[1])


def test_a_watch_leaves_the_inbox_alone_unless_it_is_told_to(desk: Desk) -> None:
    file = desk.home.inbox / f"{NUEVO_LEON}.html"
    file.write_text(table(TEXAS, OHIO), encoding="utf-8")
    assert look_at(desk, 0.5, submitted=False).events == []
    assert file.exists()


def test_a_run_whose_inbox_mends_a_blocked_source_leaves_it_blocked(desk: Desk) -> None:
    desk.site.page("/nuevo-leon", CHALLENGE)
    desk.run()
    (desk.home.inbox / f"{NUEVO_LEON}.html").write_text(table(TEXAS, OHIO), encoding="utf-8")
    assert desk.run().changed == [NUEVO_LEON]
    assert read_agenda(desk.home.folder).sources[NUEVO_LEON].condition == "blocked"


@pytest.mark.parametrize(
    ("cadences", "pause"),
    [
        (["weekly"], timedelta(hours=1)), (["hourly"], timedelta(minutes=15)), (["5s"], timedelta(minutes=1)),
        (["weekly", "600s"], timedelta(seconds=150)), ([], timedelta(minutes=15)),
    ],
)  # fmt: skip
def test_the_service_asks_four_times_a_cadence_what_is_due_from_each_minute_to_each_hour(
    cadences: list[str], pause: timedelta
) -> None:
    retired = source(0, "127.0.0.1", cadence="1s", lifecycle={"status": "retired"})
    assert tick([retired, *(source(n, "127.0.0.1", cadence=cadence) for n, cadence in enumerate(cadences))]) == pause


# --- status

ANSWER = {"home", "latest", "versions", "rows", "sources", "last_run", "queue", "service", "resting_hosts"}
OF_A_SOURCE = {"source_id", "lifecycle", "lifecycle_since", "lifecycle_reason", "rows", "data_of", "condition", "since",
               "failures", "failure", "last_look", "last_change", "next_look"}  # fmt: skip


@pytest.mark.parametrize("folder", ["", "nowhere"])
def test_the_status_of_an_empty_home_has_every_key_and_nothing_to_tell(tmp_path: Path, folder: str) -> None:
    answer = status(Home(tmp_path / folder))
    assert set(answer) == ANSWER
    assert (answer["latest"], answer["versions"], answer["sources"], answer["last_run"]) == (None, 0, [], {})
    assert answer["queue"] == {"pending": [], "pending_since": "", "waiting": None, "running": None}
    assert answer["service"] == {"running": False, "url": "", "started": "", "heartbeat": ""}


def test_the_status_after_a_run_tells_of_each_source_its_data_and_its_looks(settled: Desk) -> None:
    answer = status(settled.home)
    assert (answer["latest"], answer["versions"], answer["rows"]["agreements"]) == (DAY, 1, 4)
    (jalisco,) = [one for one in answer["sources"] if one["source_id"] == JALISCO]
    assert set(jalisco) >= OF_A_SOURCE
    assert (jalisco["rows"], jalisco["data_of"], jalisco["condition"], jalisco["failure"]) == (3, DAY, FINE, "")
    assert (jalisco["last_look"], jalisco["next_look"]) == (
        NOW.isoformat(timespec="milliseconds"), (NOW + timedelta(days=7)).isoformat(timespec="milliseconds"),
    )  # fmt: skip
    assert json.loads(json.dumps(answer)) == answer


def test_the_status_tells_of_a_source_that_met_a_wall_since_the_last_version(desk: Desk) -> None:
    desk.site.page("/jalisco", CHALLENGE)
    look_at(desk, 24 * 8)
    (jalisco,) = [one for one in status(desk.home)["sources"] if one["source_id"] == JALISCO]
    assert (jalisco["lifecycle"], jalisco["condition"], jalisco["failures"]) == ("blocked", "blocked", 1)
    assert jalisco["lifecycle_since"] == jalisco["since"] == after(24 * 8).isoformat(timespec="milliseconds")
    assert "bot_challenge" in jalisco["failure"] and f"datos de {DAY}" in jalisco["lifecycle_reason"]
    assert (jalisco["rows"], jalisco["data_of"]) == (3, DAY)


def test_the_status_of_a_source_blocked_by_hand_dates_from_its_record(desk: Desk) -> None:
    desk.records[1]["lifecycle"] = {"status": "blocked", "since": "2026-01-01", "reason": "SIMULADO"}
    desk.run()
    (nuevo_leon,) = [one for one in status(desk.home)["sources"] if one["source_id"] == NUEVO_LEON]
    assert (nuevo_leon["lifecycle"], nuevo_leon["lifecycle_since"]) == ("blocked", "2026-01-01")


def test_the_status_tells_what_waits_for_a_refresh(new_desk: NewDesk, site: Site) -> None:
    desk = new_desk(hourly(site))
    look_at(desk)
    queue = status(desk.home)["queue"]
    assert (queue["pending"], queue["pending_since"][:16]) == ([JALISCO, NUEVO_LEON], "2026-11-23T06:00")
    refresh_outstanding(desk.home, desk.sources, now=lambda: NOW, execute=only_read)
    assert status(desk.home)["queue"]["pending"] == []
