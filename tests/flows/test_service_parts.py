"""The small parts of the service: when to begin, what to measure, whom to warn (SIMULADO)."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client.exposition import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from flows.agenda import Agenda, read_agenda, write_agenda
from flows.home import Home
from flows.service.gathering import time_to_begin, wait_for_quiet
from flows.service.metrics import beat, metrics
from flows.service.notifications import BadTarget, Target, target_of, targets_of
from tests.flows.desk import CHALLENGE, NOW, Desk
from tests.flows.test_watch import look_at


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


# --- when to begin


def waiting(*seconds: float) -> Agenda:
    """An agenda in which something waits since the first of these moments, the last change being the last one."""
    agenda = Agenda()
    for moment in seconds:
        agenda.await_refresh(["sim"], after(moment))
    return agenda


@pytest.mark.parametrize(
    ("changes", "begin"),
    [
        ((), 100), ((95,), 105), ((92, 95), 105), ((60,), 70), ((50, 95), 105), ((41, 99), 101), ((40, 99), 100),
        ((0, 99), 60),
    ],
)  # fmt: skip
def test_a_refresh_begins_ten_seconds_after_the_last_change_and_a_minute_after_the_first_at_the_latest(
    changes: tuple[float, ...], begin: float
) -> None:
    assert time_to_begin(waiting(*changes), after(100)) == after(begin)


def test_a_clock_set_back_keeps_no_refresh_waiting_longer_than_a_minute() -> None:
    assert time_to_begin(waiting(864_000), NOW) == after(60)


class Time:
    """A clock that only sleeping moves; changes come at their seconds."""

    def __init__(self, *changes: float) -> None:
        self.seconds = 0.0
        self.changes = changes

    def now(self) -> datetime:
        return after(self.seconds)

    def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.seconds += seconds

    def read(self) -> Agenda:
        return waiting(*(moment for moment in self.changes if moment <= self.seconds))


@pytest.mark.parametrize(
    ("changes", "slept"), [((), 0), ((0,), 10), ((0, 5), 15), ((0, 9, 18), 28), (tuple(range(0, 90, 5)), 60)]
)
def test_changes_that_follow_each_other_closely_are_waited_for_but_never_longer_than_a_minute(
    changes: tuple[float, ...], slept: float
) -> None:
    time = Time(*changes)
    wait_for_quiet(time.read, time.now, time.sleep)
    assert time.seconds == pytest.approx(slept)


# --- signs of life


@pytest.fixture
def served(desk: Desk) -> Desk:
    """A desk with one version, whose service has a folder."""
    desk.home.service.mkdir()
    return desk


def measured(text: str) -> dict[str, float]:
    """The values of a text in Prometheus's format, by name and label."""
    return {
        "/".join([sample.name, *sample.labels.values()]): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_the_metrics_of_an_empty_home_are_all_there_and_nought(tmp_path: Path) -> None:
    found = measured(generate_latest(metrics(Home(tmp_path), Agenda(), NOW)).decode())
    assert found.pop("acuerdos_heartbeat_seconds") == NOW.timestamp()
    assert found == {
        f"acuerdos_{name}": 0
        for name in (
            "pending_sources", "pending_age_seconds", "resting_hosts", "versions", "latest_version_seconds",
            "sources/ok", "sources/unreachable", "sources/drifted", "sources/blocked",
        )
    }  # fmt: skip


def test_the_metrics_tell_what_waits_what_fails_and_how_old_the_data_are(served: Desk) -> None:
    served.site.page("/jalisco", CHALLENGE)
    for one in served.records:
        one["cadence"] = "hourly"
    look_at(served, 1)
    agenda = read_agenda(served.home.folder)
    agenda.await_refresh(["sim_jalisco"], after(3600))
    write_agenda(agenda, served.home.folder)
    beat(served.home, after(3630))
    found = measured((served.home.service / "metrics.prom").read_text(encoding="utf-8"))
    assert (found["acuerdos_pending_sources"], found["acuerdos_pending_age_seconds"]) == (1, 30)
    assert (found["acuerdos_sources/blocked"], found["acuerdos_source_failures/sim_jalisco"]) == (1, 1)
    assert found["acuerdos_source_last_look_seconds/sim_jalisco"] == after(3600).timestamp()
    assert (found["acuerdos_versions"], found["acuerdos_latest_version_seconds"]) == (1, after(-6 * 3600).timestamp())
    assert (served.home.service / "heartbeat").read_text(encoding="utf-8") == "2026-11-23T07:00:30+00:00\n"


def test_a_source_no_more_in_use_is_no_more_measured(served: Desk) -> None:
    served.site.page("/nuevo-leon", CHALLENGE)
    for one in served.records:
        one["cadence"] = "hourly"
    look_at(served, 1)
    served.records = [one for one in served.records if one["id"] != "sim_nuevo_leon"]
    look_at(served, 3)
    found = metrics(served.home, read_agenda(served.home.folder), after(3 * 3600))
    assert found.get_sample_value("acuerdos_sources", {"condition": "blocked"}) == 0
    assert found.get_sample_value("acuerdos_source_failures", {"source": "sim_nuevo_leon"}) is None


# --- whom to warn

SECRET = "s3cr3t0-SIMULADO"


@pytest.mark.parametrize(
    ("text", "kind", "address"),
    [
        (f"https://example.org/{SECRET}", "webhook", f"https://example.org/{SECRET}"),
        ("http://127.0.0.1:8080/aviso", "webhook", "http://127.0.0.1:8080/aviso"),
        ("webhook:https://hooks.slack.com/x", "webhook", "https://hooks.slack.com/x"),
        ("https://hooks.slack.com/services/x", "slack", "https://hooks.slack.com/services/x"),
        ("slack:https://chat.example.org/hooks/x", "slack", "https://chat.example.org/hooks/x"),
        (
            "mailtos://u:p@smtp.example.org?to=ana@example.org",
            "mail",
            "mailtos://u:p@smtp.example.org?to=ana@example.org",
        ),
        ("  mailto://smtp.example.org?to=ana@example.org\n", "mail", "mailto://smtp.example.org?to=ana@example.org"),
    ],
)
def test_each_way_of_warning_is_told_by_its_address(text: str, kind: str, address: str) -> None:
    assert target_of(text) == Target(kind, address)


@pytest.mark.parametrize(
    "text",
    [
        "", SECRET, f"ftp://example.org/{SECRET}", f"https:///{SECRET}", f"slack:{SECRET}", f"slack:mailto://{SECRET}",
        f"webhook:{SECRET}", f"mailtos:///{SECRET}", f"mailto:{SECRET}@example.org", f"https://:{SECRET}@/",
        f"https://[{SECRET}", f"https://{SECRET}@℀.example.org/x",
    ],
)  # fmt: skip
def test_what_is_no_way_of_warning_is_refused_in_one_line_that_does_not_repeat_it(text: str) -> None:
    with pytest.raises(BadTarget) as refused:
        target_of(text)
    line = str(refused.value)
    assert "--notify" in line and "\n" not in line and SECRET not in line


def test_the_command_line_goes_before_the_environment_and_nobody_is_warned_unless_asked_for() -> None:
    one, two = "https://example.org/1", "slack:https://example.org/2"
    assert [target.kind for target in targets_of([], f"{one} {two}")] == ["webhook", "slack"]
    assert targets_of([two], one) == (Target("slack", "https://example.org/2"),)
    assert targets_of([], "") == ()
