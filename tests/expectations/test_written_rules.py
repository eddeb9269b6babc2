"""Each rule written by hand, and each of the schema's: a row breaks it and the gate says so; without it nobody does."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow
import pytest

from expectations.gate import Verdict, judge
from expectations.rules import Rule
from expectations.suite import suite
from expectations.written import WRITTEN
from expectations.written.data import lines
from tests.expectations.breaking import BREAKING, SOUND, TODAY, broken_row
from tests.expectations.published import Row, arrow_tables, good_row, good_rows
from warehouse.schema import TABLES

RULES = {rule.rule_id: rule for rule in suite()}
OF_ROWS = [rule for rule in RULES.values() if rule.of_a_row and rule.kind != "row"]
OF_TABLES = [rule for rule in RULES.values() if not rule.of_a_row]
GOOD = good_rows(municipalities=60)
GOOD["municipalities"] += [
    good_row(TABLES["municipalities"], municipality_code="02005", state_code="02", municipality="Playas de Rosarito")
]
# The tables that a row of a table refers to, so that each test judges few.
_REFERENCES = {"states", "municipalities", "sources", "captures"}


def judged(table: str, rows: Sequence[Row], rules: Sequence[Rule]) -> Verdict:
    """Judge rows of one table, and what they refer to, by some of the rules."""
    names = {table, *_REFERENCES, *(str(r.parameters["table"]) for r in rules if r.kind == "reference")}
    schema = {name: TABLES[name] for name in TABLES if name in names}
    needed = [rule for rule in suite() if rule.table in names and rule.kind == "type" and rule.table != table]
    tables = arrow_tables({**GOOD, table: list(rows)}, schema)
    return judge(tables, minimum_rows={}, rows_by_source={}, schema=schema, rules=[*needed, *rules], thresholds=(),
                 today=TODAY)  # fmt: skip


def of_table(table: str, *, without: str = "") -> list[Rule]:
    """The rules of a table, one of them left out."""
    return [rule for rule in RULES.values() if rule.table == table and rule.rule_id != without]


def caught(verdict: Verdict) -> list[str]:
    """The rules that did not hold, those that only warn among them."""
    return [result.rule.rule_id for result in (*verdict.broken, *verdict.warnings)]


def test_every_rule_written_by_hand_has_an_example_and_every_example_its_rule() -> None:
    assert set(BREAKING) == {rule.rule_id for rule in WRITTEN}
    assert len(WRITTEN) == len(BREAKING)


@pytest.mark.parametrize("rule_id", BREAKING)
def test_a_row_breaks_it_and_the_gate_names_the_row_and_this_rule_alone(rule_id: str) -> None:
    rule = RULES[rule_id]
    sound = good_row(TABLES[rule.table], **{TABLES[rule.table].key[0]: _other_key(rule.table)})
    verdict = judged(rule.table, [sound, broken_row(rule)], of_table(rule.table))
    assert caught(verdict) == [rule_id]
    assert verdict.passed == (rule.severity == "warning")
    (result,) = (*verdict.broken, *verdict.warnings)
    assert result.failing_rows == 1 and result.rule.meaning.endswith(".")
    assert all(result.examples[0][name] for name in TABLES[rule.table].key)


@pytest.mark.parametrize("rule_id", BREAKING)
def test_without_the_rule_its_row_passes_so_its_test_would_fail(rule_id: str) -> None:
    rule = RULES[rule_id]
    assert caught(judged(rule.table, [broken_row(rule)], of_table(rule.table, without=rule_id))) == []


@pytest.mark.parametrize("name", TABLES)
def test_every_rule_of_the_schema_about_a_cell_is_broken_by_a_cell(name: str) -> None:
    """One row for each rule; each breaks the rule it is made for, and none where the rules are not asked."""
    types = [one for one in of_table(name) if one.kind == "type"]
    # A column may be required and have a form: each rule with the row that breaks it, kind by kind.
    for kind in sorted({rule.kind for rule in OF_ROWS if rule.table == name}):
        rules = [rule for rule in OF_ROWS if rule.table == name and rule.kind == kind]
        rows = [broken_row(rule) for rule in rules]
        verdict = judged(name, rows, [*types, *rules])
        assert [(one.rule.rule_id, one.failing_rows) for one in verdict.broken] == [(r.rule_id, 1) for r in rules]
        assert caught(judged(name, rows, types)) == []


@pytest.mark.parametrize("name", TABLES)
def test_every_rule_of_the_schema_about_a_table_is_broken_by_a_table(name: str) -> None:
    rules = [rule for rule in OF_TABLES if rule.table == name]
    assert {rule.rule_id: _caught_on_a_broken_table(rule) for rule in rules} == {
        rule.rule_id: ([rule.rule_id], []) for rule in rules
    }


def _caught_on_a_broken_table(rule: Rule) -> tuple[list[str], list[str]]:
    """Rules that a table which breaks this one alone breaks: with the rule in the suite, and without it."""
    schema = {rule.table: TABLES[rule.table]}
    row = good_row(TABLES[rule.table])
    table = arrow_tables({rule.table: [row, row] if rule.kind == "unique" else [row]}, schema)[rule.table]
    if rule.kind == "columns":
        table = table.append_column("de_mas", table.column(0))
    if rule.kind == "type":
        place = table.column_names.index(rule.columns[0])
        table = table.set_column(place, rule.columns[0], pyarrow.array([True] * table.num_rows))
    types = [one for one in of_table(rule.table) if one.kind == "type" and one.rule_id != rule.rule_id]
    with_it, without_it = (
        caught(
            judge({rule.table: table}, minimum_rows={}, rows_by_source={}, schema=schema, rules=asked, thresholds=())
        )
        for asked in ([*types, rule], types)
    )
    return with_it, without_it


@pytest.mark.parametrize("case", SOUND)
def test_what_looks_like_a_slip_and_is_none_passes(case: str) -> None:
    table, cells = SOUND[case]
    assert caught(judged(table, [good_row(TABLES[table], **cells)], of_table(table))) == []


@pytest.mark.parametrize("name", ["body_years", "country_regions", "municipality_years"])
def test_facts_are_sorted_and_each_has_its_source(name: str) -> None:
    firsts = [next(iter(line.values())) for line in lines(name)]
    assert firsts == sorted(set(firsts))
    assert all(line["source"] for line in lines(name))


def test_facts_name_municipalities_and_regions_that_exist() -> None:
    from transforms.places import municipalities

    for line in lines("municipality_years"):
        assert municipalities()[line["municipality_code"]].name == line["municipality"]
    assert {line["region"] for line in lines("country_regions")} <= set(
        TABLES["agreements"].field("region").vocabulary.values  # type: ignore[union-attr]
    )


def _other_key(table: str) -> str:
    return {
        "agreements": "aii-14-00000009", "branches": "branch-1b", "claims": "claim-1b", "laws": "law-1b",
        "office_facts": "fact-1b", "office_names": "office-14-1b", "offices": "13",
    }[table]  # fmt: skip
