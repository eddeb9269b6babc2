"""Judging from several threads at once, and judging nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from expectations.gate import judge
from expectations.holding import broken_rows
from expectations.suite import suite
from tests.expectations.breaking import TODAY, broken_row
from tests.expectations.published import arrow, arrow_tables, good_rows
from warehouse.schema import TABLES


def test_judgements_side_by_side_do_not_mix_their_rows() -> None:
    rules = [rule for rule in suite() if rule.kind == "row" and rule.table == "agreements"][:12]
    good = good_rows(municipalities=60)

    def found(rule_number: int) -> set[str]:
        given = {**good, "agreements": [broken_row(rules[rule_number])]}
        tables = {name: arrow(TABLES[name], given[name]) for name in ("agreements", "states", "municipalities")}
        return {one.rule.rule_id for one in broken_rows(rules, tables, TODAY)}

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(found, range(len(rules))))
    assert answers == [found(number) for number in range(len(rules))] and all(answers)


def test_a_table_without_rows_breaks_no_rule_about_rows() -> None:
    tables = {name: table.slice(0, 0) for name, table in arrow_tables(good_rows(60)).items()}
    verdict = judge(tables, minimum_rows={}, rows_by_source={}, thresholds=())
    assert verdict.passed and len(verdict.results) == len(suite())
