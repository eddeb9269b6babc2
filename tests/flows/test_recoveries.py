"""Pages that fail, recover and fail again, edits put back, a warehouse that was lost: what is told and kept (SIMULADO)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.agenda import FINE
from flows.home import Home
from tests.extractors.conftest import Answer, Asked, Site
from tests.flows.desk import (
    ALBERTA,
    ALBERTA_AMENDED,
    DRIFTED,
    HTML,
    MICHIGAN,
    PORTLAND,
    Desk,
    show_states,
    states_index,
    table,
)
from tests.flows.test_great_losses import ROWS
from tests.flows.test_watch import JALISCO, KEY, agenda_of, hourly, look_at, parts_of, refresh, told
from warehouse.store import open_store

AS_IT_WAS = table(PORTLAND, ALBERTA, MICHIGAN)
EDITED = table(PORTLAND, ALBERTA_AMENDED, MICHIGAN)


@pytest.fixture
def read_desk(desk: Desk) -> Desk:
    """A home whose two states have been read and published, looked at each hour from now on."""
    return Desk(desk.home, desk.site, hourly(desk.site))


def topics_of_alberta(desk: Desk) -> str:
    """What the observations in the warehouse print."""
    store, _ = open_store(desk.home.warehouse)
    with store:
        (found,) = [row for row in store.observations([JALISCO]) if ALBERTA[0] in row["fields"]]
    return str(json.loads(found["fields"])["topics"])


def serve_tagged(site: Site, html: str, tag: str) -> None:
    """Serve a page that answers 304 to whoever names its tag."""

    def answer(asked: Asked) -> Answer:
        if asked.headers.get("if-none-match") == tag:
            return Answer(b"", 304, {"ETag": tag})
        return Answer(html.encode(), 200, {**HTML, "ETag": tag})

    site.routes["/jalisco"] = answer


def test_the_same_page_that_cannot_be_read_is_told_again_after_a_recovery(read_desk: Desk) -> None:
    events = []
    for hours, page in ((1, DRIFTED), (3, AS_IT_WAS), (5, DRIFTED)):
        read_desk.site.page("/jalisco", page)
        events.append(told(look_at(read_desk, hours).events))
    assert events == [[(f"source.{word}", JALISCO)] for word in ("drifted", "recovered", "drifted")]
    assert parts_of(read_desk)[KEY].failure_kind == "layout_drift"


def test_a_run_fails_again_at_the_same_page_that_cannot_be_read(desk: Desk) -> None:
    codes = []
    for page in (DRIFTED, AS_IT_WAS, DRIFTED):
        desk.site.page("/jalisco", page)
        codes.append(desk.run().exit_code)
    assert codes == [3, 0, 3]


def test_an_index_that_failed_at_its_first_look_is_fine_once_it_answers(site: Site, tmp_path: Path) -> None:
    desk = Desk(Home(tmp_path / "home"), site, [*states_index(site, floor=1), hourly(site)[-1]])
    del site.routes["/indice"]
    assert told(look_at(desk).events) == [("source.unreachable", "sim_index")]
    show_states(site)
    assert ("source.recovered", "sim_index") in told(look_at(desk, 1).events)
    assert agenda_of(desk).sources["sim_index"].condition == FINE


def test_a_page_edited_and_put_back_before_a_refresh_is_read_as_it_stands(read_desk: Desk) -> None:
    for hours, page in ((1, EDITED), (2, AS_IT_WAS)):
        read_desk.site.page("/jalisco", page)
        look_at(read_desk, hours)
    refresh(read_desk, 2)
    assert topics_of_alberta(read_desk) == ALBERTA[3]


def test_a_page_edited_and_put_back_stays_as_it_stands_while_it_answers_that_nothing_changed(read_desk: Desk) -> None:
    for hours, page, tag in ((1, EDITED, '"2"'), (2, AS_IT_WAS, '"1"')):
        serve_tagged(read_desk.site, page, tag)
        look_at(read_desk, hours)
    for hours in (2, 3, 4, 5):
        look_at(read_desk, hours)
        refresh(read_desk, hours)
    assert topics_of_alberta(read_desk) == ALBERTA[3]


def test_a_page_that_cannot_be_read_met_with_a_lost_warehouse_keeps_the_last_good_captures(read_desk: Desk) -> None:
    good = parts_of(read_desk)[KEY].captures
    read_desk.home.warehouse.unlink()
    read_desk.site.page("/jalisco", DRIFTED)
    look_at(read_desk, 1)
    refresh(read_desk, 1)
    assert parts_of(read_desk)[KEY].captures == good


def test_half_a_page_met_with_a_lost_warehouse_is_a_failure(site: Site, tmp_path: Path) -> None:
    desk = Desk(Home(tmp_path / "home"), site, hourly(site))
    site.page("/jalisco", table(*ROWS))
    look_at(desk)
    refresh(desk)
    desk.home.warehouse.unlink()
    site.page("/jalisco", table(*ROWS[:2]))
    look_at(desk, 1)
    refresh(desk, 1)
    assert "faltan demasiados" in parts_of(desk)[KEY].failure
