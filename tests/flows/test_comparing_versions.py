"""``acuerdos changes`` between versions far apart, and ``acuerdos query`` about the past (SIMULADO)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from flows.command_line import main
from tests.warehouse.simulated import Row, agreement, all_tables
from warehouse.history import changes_between, next_versions
from warehouse.publication import publish
from warehouse.schema import TABLES

FIRST, SECOND, THIRD, TENTH = "2026-01-30", "2026-01-31", "2026-02-01", "2026-02-01.10"
# The second agreement appears and is withdrawn between the first version and the last.
STATES: dict[str, list[Row]] = {
    FIRST: [agreement(1)],
    SECOND: [agreement(1, title="SIMULADO, otro título"), agreement(2)],
    THIRD: [agreement(1, title="SIMULADO, otro título"), agreement(2, status="withdrawn", withdrawn_on=THIRD)],
    TENTH: [agreement(1), agreement(2, status="withdrawn", withdrawn_on=THIRD)],
}

Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    former = all_tables(agreements=[])
    for version, known in STATES.items():
        history = next_versions(former["agreement_versions"], known, version)
        tables = all_tables(agreements=known, agreement_versions=history)
        found = changes_between(former, tables, version, lambda *_: "source") if version != FIRST else []
        tables["changes"] = all_tables(changes=former["changes"].to_pylist() + found)["changes"]
        publish(tables, folder / "public", version=version, index={}, quality_report={})
        former = tables
    return folder


@pytest.fixture
def ask(home: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    def answer(*words: str) -> Any:
        assert main([*words, "--json", "--home", str(home)]) == 0
        return json.loads(capsys.readouterr().out)

    return answer


def test_the_changes_have_the_shape_of_their_table(ask: Ask) -> None:
    (added, amended) = sorted(ask("changes", FIRST, SECOND), key=lambda row: row["change"])
    assert amended.keys() == set(TABLES["changes"].columns)
    assert (added["change"], added["record_id"]) == ("added", "aii-14-simulado02")


def test_what_appeared_and_was_withdrawn_in_between_is_told_as_added(ask: Ask) -> None:
    told = [(row["change"], row["record_id"]) for row in ask("changes", FIRST, THIRD) if not row.get("field")]
    assert told == [("added", "aii-14-simulado02")]


def test_what_changed_and_changed_back_is_not_told(ask: Ask) -> None:
    assert {row["record_id"] for row in ask("changes", FIRST, TENTH)} == {"aii-14-simulado02"}


def test_a_version_against_itself_has_no_changes(ask: Ask) -> None:
    assert ask("changes", THIRD, THIRD) == []


@pytest.mark.parametrize(("newer", "older"), [(SECOND, FIRST), (TENTH, THIRD)])
def test_versions_the_wrong_way_round_are_refused_in_one_line(
    home: Path, capsys: pytest.CaptureFixture[str], newer: str, older: str
) -> None:
    assert main(["changes", newer, older, "--home", str(home)]) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert newer in shown.err and older in shown.err


def test_a_query_asks_what_was_known_on_a_day(ask: Ask) -> None:
    sql = "SELECT agreement_id, status FROM agreements_as_of('2026-01') ORDER BY 1"
    assert [row["status"] for row in ask("query", sql)] == ["in_force", "in_force"]


def test_a_query_of_an_older_version_knows_nothing_of_later_ones(ask: Ask) -> None:
    sql = "SELECT title FROM agreements_as_of('2026-02-01')"
    assert ask("query", sql, "--version", FIRST) == [{"title": "SIMULADO, acuerdo 1"}]
