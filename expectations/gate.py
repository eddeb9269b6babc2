"""The gate that stands before publication: nothing that breaks a rule is published.

Cheap to import: Great Expectations takes seconds to load, and is loaded by ``judge`` or, in a thread
while something else waits, by ``warm_up``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from expectations.floors import source_floors, table_floors
from expectations.generated import generated_rules
from expectations.results import GateError, RuleResult, Verdict
from warehouse.schema import TABLES, Table

if TYPE_CHECKING:
    import pyarrow

__all__ = ["GateError", "RuleResult", "Verdict", "judge", "warm_up"]


def judge(
    tables: Mapping[str, pyarrow.Table],
    *,
    minimum_rows: Mapping[str, int],
    rows_by_source: Mapping[str, int],
    kept_sources: frozenset[str] = frozenset(),
    schema: Mapping[str, Table] = TABLES,
) -> Verdict:
    """Whether these tables may be published.

    In: the tables to publish, by name, every one of ``schema`` and no other; the floor of each source
    and the rows read from each; the sources kept at their last good data, whose floors are not judged
    again. Out: the verdict. Raises ``GateError``, one line, where the gate itself cannot judge.
    """
    from expectations.great_expectations_adapter import run
    from expectations.shape import judge_shape

    unknown = sorted(set(tables) - set(schema))
    if unknown:
        raise GateError(f"the gate has no rules for table {', '.join(unknown)}: describe it in warehouse/schema.py")
    rules = [*generated_rules(schema), *table_floors(schema)]
    types, askable, unaskable = judge_shape(rules, tables)
    found = {result.rule.rule_id: result for result in (*types, *run(askable, tables))}
    of_tables = [found[rule.rule_id] for rule in rules if rule.rule_id in found]
    results = (*of_tables, *source_floors(minimum_rows, rows_by_source, kept_sources))
    return Verdict(
        passed=all(result.passed for result in results) and not unaskable,
        results=results,
        not_judged=tuple(rule.rule_id for rule in unaskable),
        kept_sources=tuple(sorted(kept_sources)),
    )


def warm_up() -> None:
    """Load the library behind the gate, so that ``judge`` need not wait for it."""
    from expectations.great_expectations_adapter import load

    load()
