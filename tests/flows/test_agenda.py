"""When each source is to be looked at, and what a service remembers of it between two looks (SIMULADO)."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from extractors.source import Source
from flows.agenda import FILE, FINE, Agenda, Appointment, Rest, host_of, read_agenda, retry_after, write_agenda
from tests.flows.desk import NOW

DAY, WEEK = 86_400, 604_800
HOST = "sre.example.mx"


def source(identifier: str = "sim", cadence: str = "weekly", url: str = f"https://{HOST}/sim") -> Source:
    given = {"id": identifier, "dataset": "agreements", "evidence": "registry", "url": url, "cadence": cadence}
    return Source.model_validate(given)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def looked_at(*sources: Source, condition: str = FINE, times: int = 1) -> Agenda:
    """An agenda into which looks at the sources, all at the same instant, are entered."""
    agenda = Agenda()
    for one in sources:
        for _ in range(times):
            agenda.keep(one, NOW, condition=condition, reason="SIMULADO")
    return agenda


def test_a_source_never_looked_at_is_due() -> None:
    assert Agenda().due([source()], NOW) == [source()]


@pytest.mark.parametrize(
    ("cadence", "seconds"), [("weekly", WEEK), ("daily", DAY), ("hourly", 3600), ("90s", 90), ("2s", 2)]
)
def test_a_source_is_due_at_its_cadence_and_not_before(cadence: str, seconds: int) -> None:
    one = source(cadence=cadence)
    agenda = looked_at(one)
    assert agenda.due([one], after(seconds - 1)) == []
    assert agenda.due([one], after(seconds)) == [one]


def test_a_cadence_shortened_in_the_record_counts_at_once() -> None:
    agenda = looked_at(source(cadence="weekly"))
    assert agenda.next_look(source(cadence="hourly"), after(10)) == after(3600)


def test_a_cadence_lengthened_in_the_record_counts_after_the_look_already_planned() -> None:
    agenda = looked_at(source(cadence="hourly"))
    assert agenda.next_look(source(cadence="weekly"), after(10)) == after(3600)
    agenda.keep(source(cadence="weekly"), after(3600), condition=FINE, reason="")
    assert agenda.next_look(source(cadence="weekly"), after(3601)) == after(3600 + WEEK)


@pytest.mark.parametrize(
    ("cadence", "pauses"),
    [
        ("weekly", [900, 1800, 3600, 7200]),
        ("hourly", [900, 1800, 3600, 7200]),
        ("900s", [900, 1800, 3600, 7200]),
        ("60s", [60, 120, 240, 480]),
        ("1s", [1, 2, 4, 8]),
    ],
)
def test_a_failing_source_is_asked_after_its_cadence_or_a_quarter_of_an_hour_then_ever_later(
    cadence: str, pauses: list[int]
) -> None:
    one = source(cadence=cadence)
    assert [looked_at(one, condition="unreachable", times=n).next_look(one, NOW) for n in range(1, 5)] == [
        after(pause) for pause in pauses
    ]


@pytest.mark.parametrize("cadence", ["weekly", "864000s", "hourly", "1s"])
def test_a_source_that_goes_on_failing_is_asked_daily(cadence: str) -> None:
    assert [retry_after(source(cadence=cadence), failures) for failures in (20, 60, 5_000)] == [DAY] * 3


def test_a_failing_source_keeps_its_distance_when_its_cadence_is_shortened() -> None:
    agenda = looked_at(source(), condition="blocked", times=4)
    assert agenda.next_look(source(cadence="5s"), after(10)) == after(7200)


def test_a_good_look_ends_the_failures_in_a_row() -> None:
    agenda = looked_at(source(), condition="drifted", times=3)
    agenda.keep(source(), after(10), condition=FINE, reason="")
    assert agenda.sources["sim"].failures == 0
    assert agenda.next_look(source(), after(10)) == after(10 + WEEK)
    agenda.keep(source(), after(20), condition="drifted", reason="")
    assert agenda.next_look(source(), after(20)) == after(20 + 900)


def test_a_condition_dates_from_the_look_that_first_found_it() -> None:
    agenda = looked_at(source())
    for seconds, condition in ((10, "blocked"), (20, "blocked"), (30, "unreachable"), (40, "unreachable")):
        agenda.keep(source(), after(seconds), condition=condition, reason="SIMULADO")
    assert agenda.sources["sim"].since == after(30).isoformat(timespec="milliseconds")


def test_a_clock_set_back_makes_every_source_due_rather_than_waiting_for_the_future() -> None:
    ahead, failing = source("ahead"), source("failing", url="https://otro.example.mx/")
    agenda = looked_at(ahead)
    agenda.keep(failing, NOW, condition="unreachable", reason="SIMULADO")
    agenda.rest_hosts({"otro.example.mx": False}, {"otro.example.mx": 900}, NOW)
    assert agenda.due([ahead, failing], NOW - timedelta(days=30)) == [ahead, failing]


def test_a_host_that_did_not_answer_holds_back_all_its_sources_and_no_other() -> None:
    here, there = source("here", "60s"), source("there", "60s")
    other, file = source("other", "60s", "https://otro.example.mx/"), source("file", "60s", "file:captures/sim.csv")
    agenda = looked_at(here, there, other, file)
    agenda.rest_hosts({HOST: False, "otro.example.mx": True}, {HOST: 900, "otro.example.mx": 60}, NOW)
    assert agenda.due([here, there, other, file], after(899)) == [other, file]
    assert agenda.due([here, there, other, file], after(900)) == [here, there, other, file]


def test_a_host_that_goes_on_not_answering_rests_ever_longer_and_at_most_a_day() -> None:
    agenda, rests = Agenda(), []
    for _ in range(40):
        agenda.rest_hosts({HOST: False}, {HOST: 900}, NOW)
        rests.append(datetime.fromisoformat(agenda.hosts[HOST].until))
    assert rests[:3] == [after(900), after(1800), after(3600)]
    assert rests[-1] == after(DAY)


def test_a_host_that_answers_again_holds_nothing_back() -> None:
    one = source(cadence="60s")
    agenda = looked_at(one)
    agenda.rest_hosts({HOST: False}, {HOST: 900}, NOW)
    agenda.rest_hosts({HOST: True}, {HOST: 900}, after(10))
    assert agenda.hosts == {}
    assert agenda.due([one], after(60)) == [one]


def test_two_ports_of_a_host_rest_apart_and_capitals_do_not_matter() -> None:
    assert host_of(source(url="http://SRE.example.mx:8080/x")) == "sre.example.mx:8080"
    assert host_of(source(url="http://sre.example.mx/x")) == "sre.example.mx"
    assert host_of(source(url="file:captures/x.csv")) == ""


def test_a_source_added_to_a_host_that_rests_waits_too() -> None:
    agenda = looked_at(source(), condition="unreachable")
    agenda.rest_hosts({HOST: False}, {HOST: 900}, NOW)
    new = source("new")
    assert agenda.due([new], after(899)) == []
    assert agenda.due([new], after(900)) == [new]


def test_what_is_noted_of_a_source_that_is_no_more_is_dropped() -> None:
    agenda = looked_at(source("sim_a"), source("sim_b"), source("sim_c"))
    kept = agenda.sources["sim_b"]
    agenda.forget_all_but(["sim_b", "sim_new"])
    assert agenda.sources == {"sim_b": kept}


def test_what_is_noted_of_hosts_and_what_waits_is_kept_when_sources_are_dropped() -> None:
    agenda = full_agenda()
    agenda.forget_all_but([])
    assert agenda == replace(full_agenda(), sources={})


def test_what_waits_is_told_with_its_first_and_its_last_change() -> None:
    agenda = Agenda()
    agenda.await_refresh(["sim_b", "sim_a"], NOW)
    agenda.await_refresh(["sim_b", "sim_c"], after(7))
    assert agenda.pending == ["sim_a", "sim_b", "sim_c"]
    first, last = (datetime.fromisoformat(text) for text in (agenda.pending_since, agenda.pending_until))
    assert (first, last) == (NOW, after(7))


def test_after_a_refresh_nothing_waits() -> None:
    agenda = Agenda()
    agenda.await_refresh(["sim"], NOW)
    agenda.refreshed()
    assert (agenda.pending, agenda.pending_since, agenda.pending_until) == ([], "", "")


def test_a_refresh_may_wait_though_no_source_changed() -> None:
    agenda = Agenda()
    agenda.await_refresh([], NOW)
    assert agenda.pending == [] and datetime.fromisoformat(agenda.pending_since) == NOW


def full_agenda() -> Agenda:
    agenda = looked_at(source("sim_a"), source("sim_b"))
    agenda.keep(source("sim_b"), after(5), condition="blocked", reason="un muro «SIMULADO»")
    agenda.sources["sim_a"] = replace(agenda.sources["sim_a"], unknown=("Clave", "Folio"))
    agenda.changed("sim_a", after(6))
    agenda.rest_hosts({HOST: False}, {HOST: 900}, NOW)
    agenda.await_refresh(["sim_a"], NOW)
    return agenda


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    write_agenda(full_agenda(), tmp_path)
    assert read_agenda(tmp_path) == full_agenda()
    assert read_agenda(tmp_path).sources["sim_a"].unknown == ("Clave", "Folio")
    assert read_agenda(tmp_path).hosts[HOST] == Rest(1, after(900).isoformat(timespec="milliseconds"))


def test_a_home_without_an_agenda_has_every_source_due(tmp_path: Path) -> None:
    assert read_agenda(tmp_path) == Agenda()


NOTED = asdict(looked_at(source()).sources["sim"])
FULL: dict[str, Any] = {
    "sources": {"sim": NOTED},
    "hosts": {HOST: {"failures": 1, "until": NOW.isoformat()}},
    "pending": ["sim"], "pending_since": NOW.isoformat(), "pending_until": NOW.isoformat(),
}  # fmt: skip


def spoiled(replacement: str) -> str:
    """A written agenda with another text in place of its instants."""
    written, instant = json.dumps(FULL), NOW.isoformat(timespec="milliseconds")
    assert instant in written
    return written.replace(instant, replacement)


@pytest.mark.parametrize(
    "text",
    [
        "", "null", "[]", '"agenda"', "{}", '{"sources": {}}', "SIMULADO", json.dumps(FULL)[:150],
        json.dumps(FULL)[:-1], json.dumps({**FULL, "sources": ["sim"]}), json.dumps({**FULL, "hosts": None}),
        json.dumps({**FULL, "hosts": {HOST: {"failures": 1}}}),
        json.dumps({**FULL, "hosts": {HOST: {"failures": 1, "until": "ayer"}}}),
        json.dumps({**FULL, "hosts": {HOST: {"failures": 1, "until": "2026-11-23T06:00:00"}}}),
        json.dumps({**FULL, "sources": {"sim": {**NOTED, "failures": "2"}}}),
        json.dumps({**FULL, "pending": "sim"}), json.dumps({**FULL, "pending_since": "ayer"}),
        spoiled("ayer"), spoiled("2026-11-23"), spoiled("2026-11-23T06:00:00"),
    ],
)  # fmt: skip
def test_a_damaged_foreign_or_partly_written_agenda_makes_every_source_due(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    assert read_agenda(tmp_path) == Agenda()
    assert read_agenda(tmp_path).due([source()], NOW) == [source()]


def test_an_agenda_that_is_no_text_or_a_folder_makes_every_source_due(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00SIMULADO")
    assert read_agenda(tmp_path) == Agenda()
    (tmp_path / FILE).unlink()
    (tmp_path / FILE).mkdir()
    assert read_agenda(tmp_path) == Agenda()


def test_an_agenda_not_spoiled_is_none_of_these(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(json.dumps(FULL), encoding="utf-8")
    assert read_agenda(tmp_path).pending == ["sim"]
    assert read_agenda(tmp_path).due([source()], after(1)) == []


def test_a_source_without_a_last_look_is_due_whatever_was_planned(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(json.dumps({**FULL, "sources": {"sim": {**NOTED, "last_look": ""}}}), encoding="utf-8")
    agenda = read_agenda(tmp_path)
    assert agenda.pending == ["sim"]
    assert agenda.due([source()], after(1)) == [source()]


def test_what_a_later_release_notes_besides_is_ignored(tmp_path: Path) -> None:
    write_agenda(full_agenda(), tmp_path)
    written = json.loads((tmp_path / FILE).read_text(encoding="utf-8"))
    for noted in (written, *written["sources"].values(), *written["hosts"].values()):
        noted["later"] = ["SIMULADO"]
    (tmp_path / FILE).write_text(json.dumps(written), encoding="utf-8")
    assert read_agenda(tmp_path) == full_agenda()


def test_what_an_earlier_release_did_not_note_is_as_if_it_had_not_happened(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(json.dumps({"sources": {"sim": {"condition": "blocked"}}}), encoding="utf-8")
    assert read_agenda(tmp_path) == Agenda(sources={"sim": Appointment(condition="blocked")})
