"""Which rows are to be held back: those that break a rule, judged before anything is counted of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pyarrow

from expectations.cells import cells_of
from expectations.great_expectations_adapter import wrong_lines
from expectations.judging import broken_positions
from expectations.questions import row_sheet
from expectations.results import GateError
from expectations.rules import Rule
from expectations.suite import REFERENCE_TABLES, can_be_held, suite
from warehouse.schema import TABLES, Kind, Table

Row = Mapping[str, object]
_ARROW: Mapping[Kind, pyarrow.DataType] = {
    "text": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64(), "date": pyarrow.date32(),
    "text_list": pyarrow.list_(pyarrow.string()),
}  # fmt: skip


class BrokenRow(NamedTuple):
    """A row, by its place in the rows given, and a rule that it breaks."""

    position: int
    rule: Rule


def rows_to_hold(rows: Mapping[str, Sequence[Row]], today: str, rules: Sequence[Rule] | None = None) -> list[BrokenRow]:
    """The rows that break a row rule, by rule and then in their order.

    ``rows``: of the tables of ``HELD_BACK`` and of the reference tables that rules look things up in; ``today``: the
    day of the version. Rules whose reference is not among them are asked at the gate. Raises ``GateError`` where a row
    cannot be judged at all.
    """
    tables = {name: _arrow(TABLES[name], given) for name, given in rows.items()}
    asked = row_rules(tables) if rules is None else list(rules)
    return broken_rows(asked, tables, today)


def row_rules(tables: Mapping[str, object]) -> list[Rule]:
    """The rules of a row that can be asked of these tables, and by which a row can be taken out."""
    there = tables.keys() & set(REFERENCE_TABLES)
    return [rule for rule in suite() if rule.table in tables and can_be_held(rule, there)]


def broken_rows(rules: Sequence[Rule], tables: Mapping[str, pyarrow.Table], today: str) -> list[BrokenRow]:
    """The rows of Arrow tables that break one of the rules."""
    cells = cells_of(rules, tables, today)
    sheet = row_sheet(cells)
    (lines,) = wrong_lines([sheet])
    wrong = {sheet.rules[line] for line in lines}
    return [
        BrokenRow(place, rule) for rule in rules if rule.rule_id in wrong for place in broken_positions(rule, cells)
    ]


def _arrow(table: Table, rows: Sequence[Row]) -> pyarrow.Table:
    """The rows in their order, with one null; what is no column of the table is left out."""
    try:
        columns = [
            pyarrow.array(list(_values(field.name, rows, field.kind)), type=_ARROW[field.kind])
            for field in table.fields
        ]
    except (pyarrow.ArrowInvalid, pyarrow.ArrowTypeError) as error:
        raise GateError(f"the gate could not read {table.name}: {' '.join(str(error).split())}") from error
    return pyarrow.Table.from_arrays(columns, names=list(table.columns))


def _values(name: str, rows: Sequence[Row], kind: Kind) -> Iterator[object]:
    for row in rows:
        value = row.get(name)
        yield ([] if kind == "text_list" else None) if value is None or value == "" else value
