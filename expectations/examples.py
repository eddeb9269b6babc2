"""Naming the rows that broke a rule: their keys and the offending cells, as text."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pyarrow

from expectations.results import EXAMPLES, ROW
from expectations.rules import Rule


def row_examples(
    rule: Rule, table: pyarrow.Table, positions: Sequence[int], offending: Mapping[int, str] | None = None
) -> tuple[Mapping[str, str], ...]:
    """Up to twenty of the rows at ``positions``, in the order of the table.

    ``offending`` gives, by position, the text of the cell where it is not the whole cell that
    offends (one item of a list).
    """
    first = sorted(positions)[:EXAMPLES]
    names = list(dict.fromkeys((*rule.key, *rule.columns)))
    rows = table.select([name for name in names if name in table.column_names]).take(first).to_pylist()
    return tuple(
        _example(rule, row, position, (offending or {}).get(position))
        for position, row in zip(first, rows, strict=True)
    )


def columns_example(expected: Sequence[str], found: Sequence[str]) -> Mapping[str, str]:
    """How the columns found differ from the columns expected."""
    missing = [name for name in expected if name not in found]
    unexpected = [name for name in found if name not in expected]
    repeated = sorted({name for name in found if found.count(name) > 1})
    said = {"missing": missing, "unexpected": unexpected, "repeated": repeated}
    differences = {word: ", ".join(names) for word, names in said.items() if names}
    return differences or {"order": ", ".join(found)}


def _example(rule: Rule, row: Mapping[str, object], position: int, offending: str | None) -> Mapping[str, str]:
    example = {name: _text(value) for name, value in row.items()}
    if offending is not None:
        example[rule.columns[0]] = offending
    if not all(example.get(name, "").strip() for name in rule.key):
        # Without its key a row has no name but its place, counted as in a spreadsheet without heading.
        example = {ROW: str(position + 1), **example}
    return example


def _text(value: object) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else str(value)
