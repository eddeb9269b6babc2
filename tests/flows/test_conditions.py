"""How each source fares, and what is told of it: once, when it changes, in a line a person can act on (SIMULADO)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from extractors.failures import SourceFailure
from extractors.source import Source
from flows.agenda import FINE, Agenda
from flows.conditions import condition_of, note_look, note_reading
from flows.events import CONDITIONS, SOURCE_CHANGED, SOURCE_RECOVERED, Event
from flows.look import Looked
from tests.flows.desk import NOW
from warehouse.store import KeptCapture, Part, kept_failing

URL = "https://simulado.example.mx/jalisco"
KINDS = {
    "bot_challenge": "blocked", "robots_forbidden": "blocked", "unreachable": "unreachable", "too_large": "drifted",
    "layout_drift": "drifted", "too_few_rows": "drifted", "unreadable": "drifted",
}  # fmt: skip


def source(identifier: str = "sim", url: str = URL) -> Source:
    given = {"id": identifier, "name": f"{identifier} (SIMULADO)", "dataset": "agreements", "evidence": "registry"}
    return Source.model_validate(given | {"url": url})


def part(kind: str = "", name: str = "", sha256: str = "a" * 64, identifier: str = "sim") -> Part:
    kept = KeptCapture(sha256, URL, URL, "2026-11-23T06:00:00+00:00", 200, "text/html", "", 10, 0)
    good = Part(identifier, name, data_of="2026-11-02", captures=(kept,))
    line = f"{kind}: no sirve at {URL}{name}; do: mire la página"
    return kept_failing(good, kind, line, NOW.isoformat()) if kind else good


def look(agenda: Agenda, *parts: Part, hours: int = 0, changed: bool = False) -> list[Event]:
    """What is told of a look that found these parts of one source."""
    found = {one.key: one for one in parts}
    looked = Looked(parts=found, changed=list(found) if changed else [], looked=[source(parts[0].source_id)])
    return note_look(agenda, looked, NOW + timedelta(hours=hours))


def read(agenda: Agenda, *parts: Part, hours: int = 0) -> list[Event]:
    """What is told of a refresh that read these parts."""
    sources = {one.source_id: source(one.source_id) for one in parts}
    return note_reading(agenda, sources, parts, NOW + timedelta(hours=hours))


def names(events: list[Event]) -> list[str]:
    return [event.name.removeprefix("acuerdos.source.") for event in events]


@pytest.mark.parametrize(("kind", "condition"), KINDS.items())
def test_each_kind_of_failure_is_a_condition_of_its_source(kind: str, condition: str) -> None:
    failing = part(kind)
    assert condition_of([failing]) == (condition, failing)
    assert [event.name for event in look(Agenda(), failing)] == [CONDITIONS[condition]]


def test_no_kind_of_failure_is_without_a_condition() -> None:
    kinds = {failure.kind for failure in SourceFailure.__subclasses__()}
    assert kinds == set(KINDS)


def test_a_source_without_failures_is_fine() -> None:
    assert condition_of([part(), part(name="/zapopan")]) == (FINE, None)
    assert condition_of([]) == (FINE, None)


@pytest.mark.parametrize(
    ("kinds", "condition", "telling"),
    [
        (["layout_drift", "unreachable", "bot_challenge", ""], "blocked", "bot_challenge"),
        (["", "too_few_rows", "unreachable"], "unreachable", "unreachable"),
        (["", "unreadable", "layout_drift"], "drifted", "unreadable"),
        (["unreachable", "robots_forbidden"], "blocked", "robots_forbidden"),
    ],
)
def test_an_index_whose_pages_fail_differently_is_blocked_before_unreachable_before_drifted(
    kinds: list[str], condition: str, telling: str
) -> None:
    pages = [part(kind, name=f"/{number}") for number, kind in enumerate(kinds)]
    found, which = condition_of(pages)
    assert (found, which.failure_kind if which else "") == (condition, telling)
    (event,) = look(Agenda(), *pages)
    assert event.name == CONDITIONS[condition] and event.payload["kind"] == telling


def test_a_condition_is_told_when_it_begins_and_not_at_each_look() -> None:
    agenda = Agenda()
    told = [names(look(agenda, part("bot_challenge"), hours=hours)) for hours in range(4)]
    assert told == [["blocked"], [], [], []]
    assert agenda.sources["sim"].failures == 4


def test_a_condition_that_turns_into_another_is_told_with_the_one_before() -> None:
    agenda = Agenda()
    look(agenda, part("unreachable"))
    (event,) = look(agenda, part("layout_drift"), hours=1)
    assert event.name == CONDITIONS["drifted"] and event.payload["before"] == "unreachable"


def test_a_source_that_answers_again_is_told_once() -> None:
    agenda = Agenda()
    look(agenda, part("unreachable"))
    (event,) = look(agenda, part(), hours=1)
    assert event.name == SOURCE_RECOVERED and event.payload["before"] == "unreachable"
    assert look(agenda, part(), hours=2) == []


def test_a_first_good_look_is_no_recovery() -> None:
    assert look(Agenda(), part()) == []


def test_a_source_that_fails_again_after_a_recovery_is_told_again() -> None:
    agenda = Agenda()
    told = [
        names(look(agenda, one, hours=n)) for n, one in enumerate([part("unreachable"), part(), part("unreachable")])
    ]
    assert told == [["unreachable"], ["recovered"], ["unreachable"]]


def test_the_message_of_a_condition_names_source_reason_cure_and_the_day_of_the_data_kept() -> None:
    (event,) = look(Agenda(), part("layout_drift"))
    message = event.payload["message"]
    assert message == (
        f"sim (SIMULADO): layout_drift: no sirve at {URL}; do: mire la página; se conservan los datos de 2026-11-02"
    )
    assert event.payload["data_of"] == "2026-11-02"
    assert event.resource == ("acuerdos.source.sim", "sim (SIMULADO)")


def test_the_message_of_a_source_never_read_says_so() -> None:
    (event,) = look(Agenda(), replace(part("unreachable"), data_of="", captures=()))
    assert event.payload["message"].endswith("nunca se ha leído")


def test_changed_rows_are_told_with_the_captures_that_hold_them() -> None:
    (event,) = look(Agenda(), part(sha256="b" * 64), changed=True)
    assert (event.name, event.payload["capture_sha256"]) == (SOURCE_CHANGED, "b" * 64)
    capture = {"sha256": "b" * 64, "url": URL, "captured_at": "2026-11-23T06:00:00+00:00", "part": ""}
    assert event.payload["captures"] == [capture]


def test_several_changed_pages_of_an_index_are_one_change_of_their_source() -> None:
    agenda = Agenda()
    (event,) = look(agenda, part(name="/a"), part(name="/b"), changed=True)
    assert [capture["part"] for capture in event.payload["captures"]] == ["/a", "/b"]
    assert agenda.sources["sim"].last_change == agenda.sources["sim"].last_look


def test_a_host_rests_where_none_of_its_sources_answered_and_only_there() -> None:
    sources = [source("sim_a"), source("sim_b"), source("sim_c", "https://otro.example.mx/")]
    parts = [part("unreachable", identifier="sim_a"), part("unreachable", identifier="sim_c")]
    looked = Looked(parts={one.key: one for one in [*parts, part("bot_challenge", identifier="sim_b")]}, looked=sources)
    agenda = Agenda()
    note_look(agenda, looked, NOW)
    assert set(agenda.hosts) == {"otro.example.mx"}


def test_a_drift_found_when_a_first_capture_is_read_is_told_once() -> None:
    agenda = Agenda()
    look(agenda, part(), changed=True)
    (event,) = read(agenda, part("layout_drift"), hours=1)
    assert event.name == CONDITIONS["drifted"] and agenda.sources["sim"].condition == "drifted"
    assert read(agenda, part("layout_drift"), hours=2) == []
    assert look(agenda, part("layout_drift"), hours=3) == []


def test_a_reading_tells_nothing_of_a_failure_that_the_look_has_told() -> None:
    agenda = Agenda()
    look(agenda, part("bot_challenge"))
    assert read(agenda, part("bot_challenge")) == []
    assert agenda.sources["sim"].condition == "blocked"


def test_a_reading_enters_nothing_of_a_source_never_looked_at_or_not_in_use() -> None:
    agenda = Agenda()
    assert read(agenda, part("layout_drift")) == []
    look(agenda, part())
    assert note_reading(agenda, {}, [part("layout_drift")], NOW) == []
    assert agenda.sources["sim"].condition == FINE


def with_headings(*headings: str, name: str = "") -> Part:
    return replace(part(name=name), unknown_headings=tuple((heading, f"{heading} 17") for heading in headings))


def test_unknown_headings_at_the_first_reading_are_no_news() -> None:
    agenda = Agenda()
    look(agenda, part())
    assert read(agenda, with_headings("Clave")) == []
    assert agenda.sources["sim"].unknown == ("Clave",)


def test_a_heading_nobody_knows_is_told_once_with_its_example_and_where_to_teach_it() -> None:
    agenda = Agenda()
    look(agenda, part())
    read(agenda, with_headings("Clave"))
    (event,) = read(agenda, with_headings("Clave", "Oficio"))
    assert event.name == CONDITIONS["drifted"]
    assert (event.payload["kind"], event.payload["headings"]) == ("unknown_heading", ["Oficio"])
    message = event.payload["message"]
    assert message.startswith("sim (SIMULADO): encabezado «Oficio» desconocido (por ejemplo «Oficio 17»)")
    assert "datos del 2026-11-02" in message and "headings.yaml" in message and "`columns:`" in message
    assert read(agenda, with_headings("Clave", "Oficio")) == []


def test_a_new_heading_leaves_the_source_as_it_fares() -> None:
    agenda = Agenda()
    look(agenda, part())
    read(agenda, part())
    assert names(read(agenda, with_headings("Oficio"))) == ["drifted"]
    assert (agenda.sources["sim"].condition, agenda.sources["sim"].failures) == (FINE, 0)


def test_a_heading_of_any_page_of_an_index_is_a_heading_of_its_source() -> None:
    agenda = Agenda()
    look(agenda, part(name="/a"), part(name="/b"))
    read(agenda, with_headings("Clave", name="/a"), part(name="/b"))
    (event,) = read(agenda, with_headings("Clave", name="/a"), with_headings("Clave", "Oficio", name="/b"))
    assert event.payload["headings"] == ["Oficio"]


def test_what_is_told_is_one_line_each() -> None:
    agenda = Agenda()
    events = [*look(agenda, part("unreachable")), *look(agenda, part(), hours=1, changed=True)]
    read(agenda, part())
    events += read(agenda, with_headings("Oficio"))
    assert len(events) == 4
    assert all(event.payload["message"] and "\n" not in event.payload["message"] for event in events)
