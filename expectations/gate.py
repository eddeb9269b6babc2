"""The gate that stands before publication: nothing that breaks a rule is published.

Cheap to import: Great Expectations takes seconds to load, and is loaded by ``judge`` or, in a thread
while something else waits, by ``warm_up``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from expectations.floors import source_floors
from expectations.results import GateError, RuleResult, Verdict
from expectations.suite import suite, threshold_rules
from expectations.thresholds import Threshold, in_force, shipped_thresholds
from warehouse.schema import TABLES, Table

if TYPE_CHECKING:
    import pyarrow

    from expectations.rules import Rule

__all__ = ["GateError", "RuleResult", "Verdict", "judge", "remarks", "warm_up"]


def judge(
    tables: Mapping[str, pyarrow.Table],
    *,
    minimum_rows: Mapping[str, int],
    rows_by_source: Mapping[str, int],
    kept_sources: frozenset[str] = frozenset(),
    schema: Mapping[str, Table] = TABLES,
    rules: Sequence[Rule] | None = None,
    thresholds: Sequence[Threshold] | None = None,
    today: str = "",
) -> Verdict:
    """Whether these tables may be published.

    In: the tables to publish, by name, every one of ``schema`` and no other; the floor of each source
    and the rows read from each; the sources kept at their last good data, whose floors are not judged
    again; ``rules`` and ``thresholds`` in place of the suite and the file; ``today``, the day of the version, without
    which nothing lies in the future. Out: the verdict. Raises ``GateError``, one line, where the gate itself cannot
    judge.
    """
    from expectations.judging import judge_rules
    from expectations.measures import measured
    from expectations.shape import judge_shape

    unknown = sorted(set(tables) - set(schema))
    if unknown:
        raise GateError(f"the gate has no rules for table {', '.join(unknown)}: describe it in warehouse/schema.py")
    asked = list(suite(schema) if rules is None else rules)
    types, askable, unaskable = judge_shape(asked, tables)
    lines = in_force(shipped_thresholds() if thresholds is None else thresholds, tables, minimum_rows, kept_sources)
    bounds = threshold_rules(lines) if not unaskable else []
    found = measured(tables, {line.scope for _, line in bounds})
    # What gave nothing is not in the count.
    numbers = {rule.rule_id: found.get(line.place, 0.0) for rule, line in bounds}
    floors = source_floors(minimum_rows, kept_sources)
    numbers |= {rule.rule_id: float(rows_by_source.get(str(rule.parameters["source_id"]), 0)) for rule in floors}
    results = {result.rule.rule_id: result for result in types}
    results |= judge_rules([*askable, *(rule for rule, _ in bounds), *floors], tables, numbers, today)
    in_order = [*asked, *(rule for rule, _ in bounds), *floors]
    told = tuple(results[rule.rule_id] for rule in in_order if rule.rule_id in results)
    return Verdict(
        passed=all(result.passed or result.rule.severity == "warning" for result in told) and not unaskable,
        results=told,
        not_judged=tuple(rule.rule_id for rule in unaskable),
        kept_sources=tuple(sorted(kept_sources)),
    )


def remarks(
    tables: Mapping[str, pyarrow.Table],
    *,
    minimum_rows: Mapping[str, int],
    kept_sources: frozenset[str] = frozenset(),
    thresholds: Sequence[Threshold] | None = None,
    today: str = "",
) -> list[RuleResult]:
    """The rules that do not hold and only warn: ceilings of sources in use, and what is composed of statements.

    ``tables``: those there are already, of any of the schema; the rest as in ``judge``.
    """
    from expectations.judging import judge_rules
    from expectations.measures import measured

    lines = in_force(shipped_thresholds() if thresholds is None else thresholds, tables, minimum_rows, kept_sources)
    bounds = [(rule, line) for rule, line in threshold_rules(lines) if rule.severity == "warning"]
    found = measured(tables, {line.scope for _, line in bounds})
    numbers = {rule.rule_id: found.get(line.place, 0.0) for rule, line in bounds}
    asked = [rule for rule in suite() if rule.severity == "warning" and rule.table in tables]
    asked += [rule for rule, _ in bounds]
    results = judge_rules(asked, tables, numbers, today)
    return [result for result in results.values() if not result.passed]


def warm_up() -> None:
    """Load the library behind the gate, so that ``judge`` need not wait for it."""
    from expectations.great_expectations_adapter import load

    load()
