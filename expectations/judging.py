"""Rules and Arrow tables in, a result for each rule out: the library is asked four questions, whatever the rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy
import pyarrow

from expectations.cells import Cells, Tables, cells_of, offending_items
from expectations.examples import columns_example, row_examples
from expectations.great_expectations_adapter import wrong_lines
from expectations.questions import Sheet, bound_sheet, heading_sheet, keys, row_sheet
from expectations.results import RuleResult
from expectations.rules import Rule


def judge_rules(
    rules: Sequence[Rule], tables: Tables, measured: Mapping[str, float], today: str
) -> dict[str, RuleResult]:
    """Judge rules of any kind but ``type``; their columns must be there with the types of the schema.

    ``measured``: by rule, what was counted for those of kind ``floor``, ``ceiling`` and ``source_floor``. Raises
    ``GateError`` where a rule errs instead of answering.
    """
    headings = [rule for rule in rules if rule.kind == "columns"]
    unique = keys([rule for rule in rules if rule.kind == "unique"], tables)
    cells = cells_of([rule for rule in rules if rule.of_a_row], tables, today)
    bounds = bound_sheet([bound for rule in rules for bound in _bounds(rule, tables, measured)])
    asked = (heading_sheet(headings, tables), unique.sheet, row_sheet(cells), bounds)
    lines = wrong_lines(asked)
    wrong = {rule_id for sheet, found in zip(asked, lines, strict=True) for rule_id in _owners(sheet, found)}
    repeated = unique.broken(lines[1])
    results: dict[str, RuleResult] = {}
    for rule in rules:
        if rule.kind == "unique" and rule.rule_id in repeated:
            results[rule.rule_id] = _by_row(rule, repeated[rule.rule_id], tables)
        elif rule.rule_id in wrong:
            results[rule.rule_id] = _broken(rule, tables, cells, measured)
        else:
            results[rule.rule_id] = RuleResult(rule, True)
    return results


def broken_positions(rule: Rule, cells: Cells) -> list[int]:
    """The rows that break a rule of which each row says whether it holds."""
    found: list[int] = numpy.flatnonzero(~cells[rule.rule_id].to_numpy()).tolist()
    return found


def _owners(sheet: Sheet, lines: Sequence[int]) -> list[str]:
    return [sheet.rules[line] for line in lines] if sheet.rules else []


def _bounds(rule: Rule, tables: Tables, measured: Mapping[str, float]) -> list[tuple[str, float, float]]:
    """The numbers of a rule, the greater first if it holds; none for a rule that is not about numbers."""
    asked = {name: float(bound) for name, bound in rule.parameters.items() if isinstance(bound, int | float)}
    if rule.kind not in ("row_count", "floor", "ceiling", "source_floor"):
        return []
    found = float(tables[rule.table].num_rows) if rule.kind == "row_count" else measured[rule.rule_id]
    bounds = []
    if "minimum" in asked:
        bounds.append((rule.rule_id, found, asked["minimum"]))
    if "maximum" in asked:
        bounds.append((rule.rule_id, asked["maximum"], found))
    return bounds


def _broken(rule: Rule, tables: Tables, cells: Cells, measured: Mapping[str, float]) -> RuleResult:
    if rule.kind == "columns":
        example: Mapping[str, str] = columns_example(rule.columns, tables[rule.table].column_names)
        return RuleResult(rule, False, 0, (example,))
    if not rule.of_a_row:
        rows = tables[rule.table].num_rows if rule.kind == "row_count" else measured[rule.rule_id]
        bounds = {name: f"{bound:g}" for name, bound in rule.parameters.items() if isinstance(bound, int | float)}
        found = f"{rows:g}" if rule.parameters.get("unit") != "share" else f"{rows:.3f}"
        return RuleResult(rule, False, 0, ({"rows" if "." not in found else "share": found, **bounds},))
    return _by_row(rule, broken_positions(rule, cells), tables)


def _by_row(rule: Rule, positions: Sequence[int], tables: Tables) -> RuleResult:
    table: pyarrow.Table = tables[rule.table]
    offending = offending_items(rule, table) if rule.kind == "item_vocabulary" else None
    return RuleResult(rule, False, len(positions), row_examples(rule, table, positions, offending))
