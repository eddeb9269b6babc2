"""``run`` and the service do the same two halves: one agenda, one inbox, the same looks and the same bytes (SIMULADO)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.archive import Archive
from extractors.catalogue import load_sources
from extractors.source import Source
from flows.agenda import FINE, read_agenda
from flows.batches import ALONE, Crew, LookBatch, LookResult, look_with
from flows.events import CAPTURE_REFUSED, SOURCE_CHANGED, Event
from flows.home import Home
from flows.look import Look, Looked, look
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
    PORTLAND,
    TEXAS,
    Desk,
    repeatable,
    show_states,
    states_index,
    table,
)  # fmt: skip
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


def in_threads(function: Callable[[Any], Any], batches: Sequence[Any], /) -> Iterable[Any]:
    with ThreadPoolExecutor(3) as pool:
        return list(pool.map(function, batches))


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
        (desk.home.inbox / f"{NUEVO_LEON}.html").write_text(table(TEXAS, MICHIGAN), encoding="utf-8")
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
    assert both.alone.rows(sql) == [(TEXAS[0],), (MICHIGAN[0],)]
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
    file.write_text(table(TEXAS, MICHIGAN), encoding="utf-8")
    assert look_at(desk, 0.5, submitted=False).events == []
    assert file.exists()


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


# --- batches


def looked_twice(look_at_all: Look, desk: Desk, folder: Path) -> list[Looked]:
    """A look at pages never seen, and one after a page was edited and another turned into a wall."""
    sources, archive = load_sources(desk.sources), Archive(folder)
    show_states(desk.site)
    first = look_at_all(sources, {}, archive, now=lambda: NOW, live=False)
    desk.site.page("/jalisco", table(PORTLAND, ALBERTA_AMENDED, MICHIGAN))
    desk.site.page("/hermanas", CHALLENGE)
    second = look_at_all(sources, first.parts, archive, now=lambda: after(1), live=False)
    assert all(archive.read(kept.sha256) for part in second.parts.values() for kept in part.captures)
    return [first, second]


@pytest.mark.parametrize("crew", [ALONE, Crew(in_threads, shares=3)], ids=["alone", "three threads"])
def test_a_look_cut_into_batches_finds_what_a_look_finds(settled: Desk, tmp_path: Path, crew: Crew) -> None:
    everything = [*settled.records, *states_index(settled.site, floor=1), hourly(settled.site)[-1]]
    desk = Desk(Home(tmp_path / "home"), settled.site, everything)
    whole = looked_twice(look, desk, tmp_path / "whole")
    parted = looked_twice(look_with(crew, stopped=True), desk, tmp_path / "parted")
    assert [one.parts for one in parted] == [one.parts for one in whole]
    assert [sorted(one.changed) for one in parted] == [sorted(one.changed) for one in whole]
    assert [(one.looked, one.skipped) for one in parted] == [(one.looked, one.skipped) for one in whole]
    assert [len(one.changed) for one in whole] == [5, 2]


def source(number: int, host: str, delay: float = 0.0, **more: Any) -> Source:
    given = {"id": f"sim_{number}", "dataset": "agreements", "evidence": "registry", "url": f"http://{host}/{number}"}
    return Source.model_validate(given | {"delay": delay} | more)


def batches_of(sources: list[Source], shares: int) -> list[tuple[Source, ...]]:
    """The batches into which a look is cut, none of them worked through."""
    seen: list[tuple[Source, ...]] = []

    def only_note(_: Callable[[LookBatch], LookResult], batches: Sequence[LookBatch], /) -> Iterable[LookResult]:
        seen.extend(batch.sources for batch in batches)
        return []

    crew: Any = Crew(only_note, shares)  # type: ignore[arg-type]
    look_with(crew)(sources, {}, Archive(Path("nowhere")), now=lambda: NOW, live=False)
    return seen


@given(st.lists(st.sampled_from(["a", "b", "c", ""]), max_size=40), st.integers(0, 8))
@settings(max_examples=100, deadline=None, derandomize=True, database=None)
def test_sources_of_one_host_that_must_be_asked_slowly_are_never_parted(hosts: list[str], shares: int) -> None:
    slow = [source(n, f"{host}.example.mx", 1.0) if host else source(n, "127.0.0.1") for n, host in enumerate(hosts)]
    batches = batches_of(slow, shares)
    assert sorted(one.id for batch in batches for one in batch) == sorted(one.id for one in slow)
    homes = Counter(host for batch in batches for host in {one.url.split("/")[2] for one in batch if one.delay})
    assert all(number == 1 for number in homes.values())


def test_sources_that_need_no_pause_are_shared_out_evenly() -> None:
    batches = batches_of([source(number, "127.0.0.1") for number in range(30)], 3)
    assert [len(batch) for batch in batches] == [10, 10, 10]


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


def test_the_status_tells_what_waits_for_a_refresh(new_desk: NewDesk, site: Site) -> None:
    desk = new_desk(hourly(site))
    look_at(desk)
    queue = status(desk.home)["queue"]
    assert (queue["pending"], queue["pending_since"][:16]) == ([JALISCO, NUEVO_LEON], "2026-11-23T06:00")
    refresh_outstanding(desk.home, desk.sources, now=lambda: NOW, execute=only_read)
    assert status(desk.home)["queue"]["pending"] == []
