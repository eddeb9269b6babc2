"""Whether each row holds a rule: one column of yes and no for each rule, computed for all rows at once."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

import duckdb
import numpy
import pyarrow
from pyarrow import compute

from expectations.lookups import needed_columns, with_lookups
from expectations.results import GateError
from expectations.rules import Rule
from expectations.shape import is_of_kind

Tables = Mapping[str, pyarrow.Table]
Cells = dict[str, pyarrow.ChunkedArray]
_NO_ROWS = pyarrow.chunked_array([], type=pyarrow.bool_())


def cells_of(rules: Sequence[Rule], tables: Tables, today: str) -> Cells:
    """For each rule of kinds ``OF_A_ROW``, by its id, whether it holds in each row of its table.

    ``today``: the day of the version, or nothing where rules about the future are not to be asked. Raises
    ``GateError`` where a rule errs instead of answering.
    """
    by_table: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_table[rule.table].append(rule)
    found: Cells = {}
    for name, mine in by_table.items():
        if not tables[name].num_rows:
            # No row breaks a rule where there is none.
            found |= {rule.rule_id: _NO_ROWS for rule in mine}
            mine.clear()
        required = {rule.columns[0] for rule in mine if rule.kind == "required"}
        for rule in mine:
            if rule.kind != "row":
                found[rule.rule_id] = _of_one_column(rule, tables, required)
    written = {name: [rule for rule in mine if rule.kind == "row"] for name, mine in by_table.items()}
    if any(written.values()):
        with _engine(os.getpid()).cursor() as connection:
            connection.execute("SET VARIABLE today = ?", [today])
            for mine in filter(None, written.values()):
                found |= _of_several_columns(mine, tables, connection)
    return found


def offending_items(rule: Rule, table: pyarrow.Table) -> dict[int, str]:
    """Of a rule on the items of lists: the first strange item of each row that has one, by its position."""
    items, parents = _items(table[rule.columns[0]])
    strange = compute.invert(compute.is_in(items, value_set=pyarrow.array(rule.parameters["values"])))
    found: dict[int, str] = {}
    for position, item in zip(parents.filter(strange).to_pylist(), items.filter(strange).to_pylist(), strict=True):
        found.setdefault(position, item)
    return found


@cache
def _engine(_process: int) -> duckdb.DuckDBPyConnection:
    """One for a whole process, since opening it costs as much as the rules of a small table; it holds no tables.

    A process forked from one that has judged opens its own: threads do not survive a fork.
    """
    connection = duckdb.connect(":memory:")
    connection.execute("SET enable_progress_bar = false")
    return connection


def _of_one_column(rule: Rule, tables: Tables, required: set[str]) -> pyarrow.ChunkedArray:
    column = tables[rule.table][rule.columns[0]]
    try:
        holds = _asked(rule, column, tables)
    except (pyarrow.ArrowInvalid, pyarrow.ArrowNotImplementedError, pyarrow.ArrowTypeError) as error:
        raise GateError(f"the gate could not judge {rule.rule_id}: {' '.join(str(error).split())}") from error
    if rule.kind in ("required", "item_vocabulary"):
        return holds
    empty = compute.is_null(column, nan_is_null=True)
    if rule.columns[0] in required:
        # One fault, and one rule that says it: blank text is nothing, and the rule on required cells is broken.
        empty = compute.or_(empty, _blank(column))
    return compute.or_(empty, compute.fill_null(holds, False))


def _asked(rule: Rule, column: pyarrow.ChunkedArray, tables: Tables) -> pyarrow.ChunkedArray:
    asked = rule.parameters
    match rule.kind:
        case "required":
            return compute.invert(compute.or_(compute.is_null(column, nan_is_null=True), _blank(column)))
        case "vocabulary":
            return compute.is_in(column, value_set=pyarrow.array(asked["values"], type=column.type))
        case "item_vocabulary":
            return _without(offending_items(rule, tables[rule.table]), len(column))
        case "pattern":
            # The engine searches; its ``$`` is the very end of the text.
            return compute.match_substring_regex(column, pattern=f"^(?:{asked['pattern']})$")
        case "minimum":
            return compute.greater_equal(column, pyarrow.scalar(asked["minimum"]))
        case "reference":
            there = tables[str(asked["table"])][str(asked["column"])]
            return compute.is_in(column, value_set=compute.unique(there))
    raise GateError(f"the gate has no question for {rule.rule_id} of kind {rule.kind!r}")


def _of_several_columns(rules: Sequence[Rule], tables: Tables, connection: duckdb.DuckDBPyConnection) -> Cells:
    """The rules written by hand of one table, in one query; what cannot be told (null) is not held against a row."""
    name = rules[0].table
    rows = with_lookups(tables[name].select(needed_columns(rules)), rules, tables)
    asked = ", ".join(f'coalesce(({rule.parameters["holds"]}), true) AS "{rule.rule_id}"' for rule in rules)
    try:
        connection.register("rows", rows)
        answers = connection.sql(f"SELECT {asked} FROM rows").to_arrow_table()
        connection.unregister("rows")
    except duckdb.Error as error:
        raise GateError(f"the gate could not judge {name}: {' '.join(str(error).split())}") from error
    return {rule.rule_id: answers[rule.rule_id] for rule in rules}


def _items(lists: pyarrow.ChunkedArray) -> tuple[pyarrow.Array, pyarrow.Array]:
    whole = lists.combine_chunks()
    # A null item is no more of the vocabulary than any other stranger.
    return compute.fill_null(compute.list_flatten(whole), ""), compute.list_parent_indices(whole)


def _without(positions: Mapping[int, str], length: int) -> pyarrow.ChunkedArray:
    holds = numpy.ones(length, dtype=bool)
    holds[list(positions)] = False
    return pyarrow.chunked_array([pyarrow.array(holds)])


def _blank(column: pyarrow.ChunkedArray) -> pyarrow.ChunkedArray:
    """Whether a cell is text and blank."""
    if not is_of_kind("text", column.type):
        return pyarrow.chunked_array([pyarrow.array(numpy.zeros(len(column), dtype=bool))])
    return compute.fill_null(compute.equal(compute.utf8_trim_whitespace(column), ""), False)
