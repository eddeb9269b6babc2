"""``docs/threats.md`` names for each threat what stops it and the test that shows it; each of them is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

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
