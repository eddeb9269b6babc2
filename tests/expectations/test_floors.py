"""Floors of tables and of sources."""

from __future__ import annotations

from expectations.gate import judge
from tests.expectations.conftest import Judge
from tests.expectations.published import CORE, Row, arrow_tables

Rows = dict[str, list[Row]]


def test_a_source_below_its_floor_is_named(rows: Rows) -> None:
    verdict = judge(
        arrow_tables(rows, CORE), minimum_rows={"rai": 1000, "sre": 3, "inegi": 32},
        rows_by_source={"rai": 999, "inegi": 32}, schema=CORE,
    )  # fmt: skip
    floors = [result for result in verdict.results if result.rule.kind == "source_floor"]
    assert [(floor.rule.rule_id, floor.passed) for floor in floors] == [
        ("sources.inegi.floor", True), ("sources.rai.floor", False), ("sources.sre.floor", False),
    ]  # fmt: skip
    assert floors[1].line() == "sources.rai.floor: rows=999 minimum=1000"
    assert floors[2].examples == ({"rows": "0", "minimum": "3"},)


def test_a_kept_source_is_not_judged_again(rows: Rows) -> None:
    kept = frozenset({"rai"})
    tables = arrow_tables(rows, CORE)
    verdict = judge(tables, minimum_rows={"rai": 1000}, rows_by_source={}, kept_sources=kept, schema=CORE)
    assert verdict.passed and verdict.kept_sources == ("rai",)
    assert "sources.rai.floor" not in {result.rule.rule_id for result in verdict.results}


def test_a_source_floor_stops_the_gate(rows: Rows) -> None:
    verdict = judge(arrow_tables(rows, CORE), minimum_rows={"rai": 1000}, rows_by_source={"rai": 7}, schema=CORE)
    assert not verdict.passed and verdict.summary_line() == "sources.rai.floor: rows=7 minimum=1000"


def test_a_state_or_a_municipality_that_is_missing_stops_the_gate(rows: Rows, verdict_of: Judge) -> None:
    rows["offices"].pop()
    rows["municipalities"].pop()
    verdict = verdict_of(rows)
    assert verdict.summary_line() == ("municipalities.rows: rows=2399 minimum=2400; offices.rows: rows=31 minimum=32")
