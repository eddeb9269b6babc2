"""The service's look, function by function: what is asked, what is entered, what is told, what waits (SIMULADO)."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from flows.agenda import FILE, Agenda, read_agenda
from flows.events import CAPTURES_READY, SERVICE_FAILED, SOURCE_CHANGED, SOURCE_RECOVERED, Event
from flows.home import Home
from flows.look import Parts
from flows.refreshing import refresh_outstanding
from flows.run_report import Report
from flows.steps import Outcome, Refresh
from flows.watch import Watched, merged, watch
from tests.extractors.conftest import Answer, Asked, Site
from tests.flows.desk import (
    ALBERTA,
    ALBERTA_AMENDED,
    CHALLENGE,
    DRIFTED,
    MICHIGAN,
    NOW,
    PORTLAND,
    Desk,
    Record,
    record,
    show_states,
    silent,
    table,
    two_states,
)
from warehouse.store import KeptCapture, Part, open_store

JALISCO, NUEVO_LEON = "sim_jalisco", "sim_nuevo_leon"
KEY = (JALISCO, "")


def hourly(site: Site) -> list[Record]:
    """Two states looked at each hour, and no figures but ours, which nobody looks at."""
    figures = record(site, "sim_figures", "/cifras", state=None, dataset="figures", lifecycle={"status": "retired"})
    return [*({**one, "cadence": "hourly"} for one in two_states(site)), figures]


def after(hours: float) -> datetime:
    return NOW + timedelta(hours=hours)


def look_at(desk: Desk, hours: float = 0, **more: Any) -> Watched:
    return watch(desk.home, desk.sources, now=lambda: after(hours), **more)


def only_read(work: Refresh) -> Outcome:
    """A refresh that stops once it has read."""
    work.read()
    return Outcome(nothing_new=True)


def refresh(desk: Desk, hours: float = 0) -> tuple[Report, list[Event]]:
    return refresh_outstanding(desk.home, desk.sources, now=lambda: after(hours), execute=only_read)


def parts_of(desk: Desk) -> Parts:
    store, _ = open_store(desk.home.warehouse)
    with store:
        return store.parts()


def agenda_of(desk: Desk) -> Agenda:
    return read_agenda(desk.home.folder)


def told(events: list[Event]) -> list[tuple[str, str]]:
    """What was told, of which source."""
    return [(event.name.removeprefix("acuerdos."), event.payload.get("source_id", "")) for event in events]


@dataclass(frozen=True)
class First:
    """A first look, what it left, and the sources whose captures were then read; only to be looked at or copied."""

    desk: Desk
    watched: Watched
    parts: Parts
    pending: list[str]
    refreshed: list[str]


@pytest.fixture(scope="module")
def first(site: Site, tmp_path_factory: pytest.TempPathFactory) -> First:
    show_states(site)
    desk = Desk(Home(tmp_path_factory.mktemp("watch") / "home"), site, hourly(site))
    watched = look_at(desk)
    return First(desk, watched, parts_of(desk), agenda_of(desk).pending, refresh(desk)[0].changed)


@pytest.fixture
def watched_desk(first: First, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A copy of the home after its first look, for a test to change."""
    return first.desk.copied(tmp_path_factory.mktemp("copy") / "home")


def test_a_first_look_tells_of_every_source_and_once_that_captures_are_ready(first: First) -> None:
    changes = [("source.changed", JALISCO), ("source.changed", NUEVO_LEON)]
    assert told(first.watched.events) == [*changes, ("captures.ready", "")]
    assert first.watched.events[-1].payload["changed"] == [JALISCO, NUEVO_LEON]
    assert (first.watched.looked, first.watched.next_look) == ([JALISCO, NUEVO_LEON], after(1))


def test_what_a_look_found_waits_in_the_warehouse_for_a_refresh(first: First) -> None:
    assert all(part.captures and not part.read_digest for part in first.parts.values())
    assert first.pending == [JALISCO, NUEVO_LEON]


def test_a_refresh_takes_up_what_waited(first: First) -> None:
    assert first.refreshed == [JALISCO, NUEVO_LEON]
    assert (agenda_of(first.desk).pending, agenda_of(first.desk).pending_since) == ([], "")


def test_where_nothing_is_due_nothing_is_asked_and_nothing_told(watched_desk: Desk) -> None:
    watched_desk.site.asked.clear()
    found = look_at(watched_desk, 0.9)
    assert (found.events, found.looked, found.next_look) == ([], [], after(1))
    assert watched_desk.site.asked == []


def test_pages_that_stay_as_they_were_are_asked_again_and_not_told(watched_desk: Desk) -> None:
    watched_desk.site.asked.clear()
    assert look_at(watched_desk, 1).events == []
    assert sorted(watched_desk.site.paths()) == ["/jalisco", "/nuevo-leon"]


def test_another_banner_is_no_event_and_nothing_waits_for_it(watched_desk: Desk) -> None:
    watched_desk.site.page("/jalisco", table(PORTLAND, ALBERTA, MICHIGAN, more="<p>Visitas: 12,345, 10:32 h</p>"))
    assert look_at(watched_desk, 1).events == []
    assert (agenda_of(watched_desk).pending, agenda_of(watched_desk).pending_since) == ([], "")
    assert len(list((watched_desk.home.captures / JALISCO).glob("*.warc.gz"))) == 2


def test_an_edited_cell_is_told_with_the_hash_of_the_page_and_waits_for_a_refresh(watched_desk: Desk) -> None:
    page = table(PORTLAND, ALBERTA_AMENDED, MICHIGAN)
    watched_desk.site.page("/jalisco", page)
    change, ready = look_at(watched_desk, 1).events
    assert (change.name, change.payload["source_id"]) == (SOURCE_CHANGED, JALISCO)
    assert change.payload["capture_sha256"] == sha256(page.encode()).hexdigest()
    assert ready.payload["changed"] == agenda_of(watched_desk).pending == [JALISCO]
    refresh(watched_desk, 1)
    assert parts_of(watched_desk)[KEY].captures[0].sha256 == change.payload["capture_sha256"]
    assert agenda_of(watched_desk).pending == []


SPOILED: dict[str, Callable[[Site], object]] = {
    "unreachable": lambda site: site.routes.pop("/jalisco"),
    "drifted": lambda site: site.page("/jalisco", DRIFTED),
    "blocked": lambda site: site.page("/jalisco", CHALLENGE),
}


@pytest.mark.parametrize("condition", SPOILED)
def test_a_source_that_goes_wrong_is_told_once_keeps_its_good_captures_and_is_told_again_when_it_is_well(
    watched_desk: Desk, condition: str
) -> None:
    good = parts_of(watched_desk)[KEY]
    SPOILED[condition](watched_desk.site)
    events = [told(look_at(watched_desk, hours).events) for hours in (1, 3, 7)]
    assert events == [[(f"source.{condition}", JALISCO)], [], []]
    bad = parts_of(watched_desk)[KEY]
    assert bad.failure and (bad.captures, bad.rows_sha256) == (good.captures, good.rows_sha256)
    assert agenda_of(watched_desk).pending == []
    show_states(watched_desk.site)
    assert [event.name for event in look_at(watched_desk, 31).events] == [SOURCE_RECOVERED]
    assert not parts_of(watched_desk)[KEY].failure


def test_a_page_that_cannot_be_read_at_its_first_reading_is_told_by_the_refresh(site: Site, tmp_path: Path) -> None:
    site.page("/jalisco", DRIFTED)
    desk = Desk(Home(tmp_path / "home"), site, hourly(site))
    assert ("source.changed", JALISCO) in told(look_at(desk).events)
    assert told(refresh(desk)[1]) == [("source.drifted", JALISCO)]
    assert told(look_at(desk, 1).events) == []
    assert told(refresh(desk, 1)[1]) == []


def test_a_service_that_starts_has_a_refresh_even_where_nothing_changed(watched_desk: Desk) -> None:
    (event,) = look_at(watched_desk, 0.5, starting=True).events
    assert (event.name, event.payload["changed"]) == (CAPTURES_READY, [])
    assert agenda_of(watched_desk).pending_since


def test_asking_a_host_holds_up_nobody_who_wants_to_write(watched_desk: Desk) -> None:
    written = threading.Event()

    def answer(_: Asked) -> Answer:
        with watched_desk.home.locked(silent, patience=0.0):
            written.set()
        return Answer(status=404)

    watched_desk.site.routes["/jalisco"] = answer
    look_at(watched_desk, 1)
    assert written.is_set()


def part_refreshed_during_a_second_look(desk: Desk) -> Part:
    """A first look, and a second one in the middle of which a refresh reads what the first one found."""
    look_at(desk)
    page = desk.site.routes["/jalisco"]

    def answer(asked: Asked) -> Answer:
        refresh(desk)
        return page(asked)

    desk.site.routes["/jalisco"] = answer
    assert look_at(desk, 1).events == []
    return parts_of(desk)[KEY]


def test_a_look_keeps_what_a_refresh_made_of_its_captures_meanwhile(site: Site, tmp_path: Path) -> None:
    part = part_refreshed_during_a_second_look(Desk(Home(tmp_path / "home"), site, hourly(site)))
    assert (part.rows, part.data_of, part.looked_at) == (3, "2026-11-23", after(1).isoformat())


def test_a_drift_that_a_refresh_found_while_a_look_was_under_way_stands(site: Site, tmp_path: Path) -> None:
    site.page("/jalisco", DRIFTED)
    part = part_refreshed_during_a_second_look(Desk(Home(tmp_path / "home"), site, hourly(site)))
    assert part.failure_kind == "layout_drift"


def capture(sha: str) -> KeptCapture:
    return KeptCapture(sha * 64, "http://127.0.0.1/", "http://127.0.0.1/", NOW.isoformat(), 200, "text/html", "", 9, 0)


UNREAD = Part("sim", "", captures=(capture("a"),))
READ = replace(UNREAD, read_digest="read", rows=3, rows_sha256="rows", data_of="2026-11-23")


def test_what_a_look_found_stands_where_no_refresh_came_between() -> None:
    found = replace(READ, captures=(capture("b"),), looked_at="now")
    assert merged(READ, READ, found) == found
    assert merged(None, None, found) == found


@pytest.mark.parametrize(
    "found",
    [{}, {"captures": (capture("b"),)}, {"failure_kind": "unreachable", "failure": "SIMULADO"}],
)
def test_what_a_look_found_and_what_a_refresh_read_meanwhile_are_both_kept(found: dict[str, Any]) -> None:
    found |= {"looked_at": "now", "link_text": "Jalisco"}
    assert merged(READ, UNREAD, replace(UNREAD, **found)) == replace(READ, **found)


def test_after_days_switched_off_every_source_is_asked_exactly_once(watched_desk: Desk) -> None:
    watched_desk.site.asked.clear()
    for _ in range(2):
        look_at(watched_desk, 240)
    assert sorted(watched_desk.site.paths()) == ["/jalisco", "/nuevo-leon"]
    assert look_at(watched_desk, 240).next_look == after(241)


def test_a_damaged_agenda_stops_no_look(watched_desk: Desk) -> None:
    file = watched_desk.home.folder / FILE
    noted = json.loads(file.read_text(encoding="utf-8"))
    resting = {watched_desk.site.root.removeprefix("http://"): {"failures": 1, "until": "ayer"}}
    file.write_text(json.dumps({**noted, "hosts": resting}), encoding="utf-8")
    assert look_at(watched_desk, 0.5).looked == [JALISCO, NUEVO_LEON]


def test_a_warehouse_lost_between_two_looks_is_made_again_from_the_captures(watched_desk: Desk) -> None:
    before = parts_of(watched_desk)
    watched_desk.home.warehouse.unlink()
    assert look_at(watched_desk, 1).events == []
    assert refresh(watched_desk, 1)[1] == []
    assert {key: part.rows_sha256 for key, part in parts_of(watched_desk).items()} == {
        key: part.rows_sha256 for key, part in before.items()
    }


def test_captures_that_a_disk_lost_are_told_once_before_everything_else(watched_desk: Desk) -> None:
    (lost,) = (watched_desk.home.captures / JALISCO).glob("*.warc.gz")
    lost.write_bytes(lost.read_bytes()[:100])
    found = look_at(watched_desk, 1).events
    assert [event.name for event in found] == [SERVICE_FAILED]
    assert str(lost) in found[0].payload["message"] and "faltan 1 capturas" in found[0].payload["message"]
    assert look_at(watched_desk, 2).events == []
