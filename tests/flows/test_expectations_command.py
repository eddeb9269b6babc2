"""``acuerdos expectations``: the rules in force, and the floors and ceilings that the last version suggests."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.command_line import main
from tests.flows.conftest import Bundled
from tests.flows.desk import published


def test_it_lists_every_rule_with_what_comes_of_breaking_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["expectations", "--json"]) == 0
    rules = {rule["rule"]: rule for rule in json.loads(capsys.readouterr().out)}
    assert rules["agreements.signed_in_future"]["consequence"] == "quarantine"
    assert rules["agreements.key.unique"]["consequence"] == "fatal"
    assert rules["sources.sister_city_claims.rows.ceiling"]["consequence"] == "warning"
    assert all(rule["meaning"].endswith(".") for rule in rules.values())
    assert main(["expectations"]) == 0
    assert capsys.readouterr().out.rstrip().splitlines()[-1].startswith(f"{len(rules)} reglas: ")


def test_it_writes_the_same_file_twice_and_says_how_many_lines_are_new(
    bundled: Bundled, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "thresholds.csv"
    words = ["expectations", "--suggest", "--home", str(bundled.home.folder), "--write", str(file)]
    assert main(words) == 0
    first = file.read_text(encoding="utf-8")
    assert main(words) == 0
    assert file.read_text(encoding="utf-8") == first
    assert capsys.readouterr().out.rstrip().endswith("; 0 líneas nuevas, 0 que ya no están")


def test_what_ships_holds_of_the_shipped_data(bundled: Bundled) -> None:
    assert published(bundled.home, "SELECT * FROM quality WHERE rule LIKE 'sources.%' AND severity = 'warning'") == []
    assert published(bundled.home, "SELECT * FROM quarantine") == []


def test_without_a_version_there_is_nothing_to_suggest_from(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["expectations", "--suggest", "--home", str(tmp_path)]) == 2
    assert main(["expectations", "--write", str(tmp_path / "x.csv")]) == 2
    assert "no hay versión" in capsys.readouterr().err
