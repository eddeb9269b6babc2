"""Whether a table has the columns and types that the other rules take for granted.

Asked of the Arrow schema, before a data frame blurs it: there an integer with a gap is a float, and
a rule asked of a column of another type errs instead of answering.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set

import pyarrow
from pyarrow import types as arrow_types

from expectations.lookups import read_elsewhere
from expectations.results import GateError, RuleResult
from expectations.rules import Rule

# Rules about a table as a whole can be asked whatever its columns are.
OF_THE_TABLE = frozenset({"columns", "row_count"})


def judge_shape(
    rules: Sequence[Rule], tables: Mapping[str, pyarrow.Table]
) -> tuple[list[RuleResult], list[Rule], list[Rule]]:
    """Judge the rules of kind ``type`` and part the others by whether they can be asked.

    Out: the results of the type rules; the other rules that can be asked; those that cannot, because a
    column of theirs is missing (the rule on the columns says so) or of another type.
    Raises ``GateError`` where a table is missing.
    """
    missing = sorted({rule.table for rule in rules} - set(tables))
    if missing:
        raise GateError(f"the gate was given no table {', '.join(missing)}: build every published table before judging")
    types = [rule for rule in rules if rule.kind == "type"]
    once = {(name, column) for name, table in tables.items() for column in _once(table.column_names)}
    there = [rule for rule in types if (rule.table, rule.columns[0]) in once]
    results = [_judge_type(rule, tables[rule.table]) for rule in there]
    sound = {(result.rule.table, result.rule.columns[0]) for result in results if result.passed}
    askable: list[Rule] = []
    unaskable = [rule for rule in types if (rule.table, rule.columns[0]) not in once]
    for rule in rules:
        if rule.kind != "type":
            (askable if _askable(rule, sound) else unaskable).append(rule)
    return results, askable, unaskable


def is_of_kind(kind: str, found: pyarrow.DataType) -> bool:
    """Whether an Arrow type is the one of a schema kind (see ``DUCKDB_TYPES``)."""
    if kind == "text":
        return bool(arrow_types.is_string(found) or arrow_types.is_large_string(found))
    if kind == "integer":
        return bool(arrow_types.is_int64(found))
    if kind == "number":
        return bool(arrow_types.is_float64(found))
    if kind == "date":
        return bool(arrow_types.is_date32(found))
    if kind == "text_list":
        is_list = arrow_types.is_list(found) or arrow_types.is_large_list(found)
        return bool(is_list) and is_of_kind("text", found.value_type)
    raise GateError(f"the gate knows no type {kind!r}: teach it in expectations/shape.py")


def _once(names: Sequence[str]) -> list[str]:
    """The columns that are there once."""
    return [name for name, count in Counter(names).items() if count == 1]


def _judge_type(rule: Rule, table: pyarrow.Table) -> RuleResult:
    found = table.schema.field(rule.columns[0]).type
    expected = str(rule.parameters["type"])
    if is_of_kind(expected, found):
        return RuleResult(rule, True)
    return RuleResult(rule, False, 0, ({"expected": expected, "found": str(found)},))


def _askable(rule: Rule, sound: Set[tuple[str, str]]) -> bool:
    if rule.kind in OF_THE_TABLE:
        return True
    needed = {(rule.table, column) for column in rule.columns}
    if rule.kind == "reference":
        needed.add((str(rule.parameters["table"]), str(rule.parameters["column"])))
    needed |= read_elsewhere(rule)
    return needed <= sound
