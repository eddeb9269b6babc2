"""``docs/threats.md`` names for each threat what stops it and the test that shows it; each of them is there.

That the test fails without it is shown by ``python -m tests.torture.defences``; here only that it can be shown of each.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.torture.defence_list import Cut, Defence, defences

ROOT = Path(__file__).parent.parent
ROW = re.compile(r"^\| (?!---)(?P<cells>.+) \|$", re.MULTILINE)
TEST = re.compile(r"`(tests/[\w/]+\.py)(?:::(\w+))?`")


def rows() -> list[list[str]]:
    """The rows of every table, without the headings."""
    text = (ROOT / "docs" / "threats.md").read_text(encoding="utf-8")
    cells = [re.split(r"(?<!\\) \| ", found["cells"]) for found in ROW.finditer(text)]
    return [row for row in cells if row[0] != "Asset"]


@cache
def functions(path: str) -> frozenset[str]:
    """Names of the functions of a test file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def test_every_row_names_asset_threat_defence_and_test() -> None:
    assert len(rows()) > 50
    assert [row for row in rows() if len(row) != 4 or not all(cell.strip() for cell in row)] == []


@pytest.mark.parametrize("row", rows(), ids=lambda row: row[1][:60])
def test_every_threat_has_its_test(row: list[str]) -> None:
    named = TEST.findall(row[3])
    assert named
    for path, name in named:
        assert (ROOT / path).is_file(), path
        assert not name or name in functions(path), f"{path}::{name}"


def threats() -> dict[str, list[tuple[str, str]]]:
    """File and function of the tests of each row, by what the row calls its threat."""
    return {row[1]: TEST.findall(row[3]) for row in rows()}


def test_no_two_rows_tell_of_the_same_threat() -> None:
    assert len(threats()) == len(rows())


def test_of_every_row_a_defence_is_taken_out_for_its_own_test_to_fail() -> None:
    shown = {(defence.threat, defence.place) for defence in defences()}
    lacking = [threat for threat, tests in threats().items() if not {(threat, test) for test in tests} & shown]
    assert lacking == []


def test_the_defences_to_be_taken_out_stand_in_the_order_of_their_rows() -> None:
    order = list(threats())
    places = [order.index(defence.threat) for defence in defences()]
    assert places == sorted(places)


@pytest.mark.parametrize("defence", defences(), ids=lambda defence: f"{defence.file}: {defence.old.strip()[:50]}")
def test_what_is_to_be_taken_out_is_there_and_so_is_the_test_that_has_to_fail(defence: Defence) -> None:
    assert [cut for cut in defence.cuts if not _stands(cut)] == []
    path, name = defence.place
    assert (ROOT / path).is_file() and (not name or name in functions(path)), defence.test


def _stands(cut: Cut) -> bool:
    path = ROOT / cut.file
    return path.is_file() and cut.stands_in(path.read_text(encoding="utf-8"))
