"""For each kind of rule, one row breaks it and the gate names that row and that rule."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from expectations.gate import GateError, judge
from tests.expectations.conftest import Judge
from tests.expectations.published import CORE, Row, arrow_tables
from warehouse.schema import Field, Table

Rows = dict[str, list[Row]]
FIRST = "aii-14-00000000"
THIRD = "aii-14-00000002"


def test_good_tables_pass(rows: Rows) -> None:
    verdict = judge(arrow_tables(rows), minimum_rows={"rai": 5}, rows_by_source={"rai": 6})
    assert verdict.passed and not verdict.broken and not verdict.not_judged
    assert verdict.summary_line() == f"{len(verdict.results)} rules hold"


@pytest.mark.parametrize(
    ("table", "column", "value", "rule_id", "named"),
    [
        ("agreements", "level", "estatal", "agreements.level.vocabulary", f"{THIRD} level='estatal'"),
        ("agreements", "topics", ["culture", "futbol"], "agreements.topics.vocabulary", f"{THIRD} topics='futbol'"),
        ("agreements", "topics", ["culture", None], "agreements.topics.vocabulary", f"{THIRD} topics=''"),
        ("agreements", "first_seen", None, "agreements.first_seen.required", f"{THIRD} first_seen=''"),
        ("agreements", "status", " ", "agreements.status.required", f"{THIRD} status=''"),
        ("agreements", "signed_on", "2011-5", "agreements.signed_on.pattern", f"{THIRD} signed_on='2011-5'"),
        ("agreements", "signed_on", "x2011", "agreements.signed_on.pattern", f"{THIRD} signed_on='x2011'"),
        ("agreements", "signed_on", "2011\n", "agreements.signed_on.pattern", f"{THIRD} signed_on='2011'"),
        ("agreements", "validity", "until 2030", "agreements.validity.pattern", f"{THIRD} validity='until 2030'"),
        ("agreements", "parties_count", -1, "agreements.parties_count.minimum", f"{THIRD} parties_count='-1'"),
        ("agreements", "state_code", "99", "agreements.state_code.references.states.state_code",
         f"{THIRD} state_code='99'"),
        ("agreements", "municipality_code", "99999",
         "agreements.municipality_code.references.municipalities.municipality_code",
         f"{THIRD} municipality_code='99999'"),
        ("agreements", "source_id", "nadie", "agreements.source_id.references.sources.source_id",
         f"{THIRD} source_id='nadie'"),
        ("agreements", "agreement_id", FIRST, "agreements.key.unique", FIRST),
    ],
)  # fmt: skip
def test_one_row_breaks_one_rule(
    rows: Rows, verdict_of: Judge, table: str, column: str, value: object, rule_id: str, named: str
) -> None:
    rows[table][2][column] = value  # type: ignore[assignment]
    verdict = verdict_of(rows)
    assert not verdict.passed
    assert [result.rule.rule_id for result in verdict.broken] == [rule_id]
    expected_rows = 2 if rule_id.endswith("key.unique") else 1
    assert verdict.broken[0].failing_rows == expected_rows
    assert named in verdict.summary_line() and verdict.summary_line().startswith(f"{rule_id}: {expected_rows} row")


def test_compound_key_with_an_empty_cell(rows: Rows, verdict_of: Judge) -> None:
    change = {**rows["changes"][0], "field": None}
    rows["changes"] = [{**change, "field": "title"}, change, {**change}]
    (broken,) = verdict_of(rows).broken
    assert (broken.rule.rule_id, broken.failing_rows) == ("changes.key.unique", 2)
    assert broken.examples[0]["row"] == "2"


def test_a_row_without_its_key_is_named_by_its_place(rows: Rows, verdict_of: Judge) -> None:
    rows["agreements"][2]["agreement_id"] = None
    verdict = verdict_of(rows)
    assert verdict.summary_line() == "agreements.agreement_id.required: 1 row (row 3 agreement_id='')"


def test_required_cells_are_named_in_whatever_table_they_stand(rows: Rows, verdict_of: Judge) -> None:
    rows["changes"] = []
    rows["agreements"][-1]["evidence"] = None
    rows["states"][31]["state"] = "  "
    rows["captures"][-1]["size_bytes"] = None
    assert verdict_of(rows).summary_line() == (
        "agreements.evidence.required: 1 row (aii-14-00000005 evidence=''); "
        "states.state.required: 1 row (32 state=''); "
        f"captures.size_bytes.required: 1 row ({'0' * 57}.../rai/texto size_bytes='')"
    )


def test_columns_and_types_are_said_once(rows: Rows) -> None:
    tables = arrow_tables(rows, CORE)
    agreements = tables["agreements"].drop_columns(["level"])
    parties = agreements.column("parties_count").cast("string")
    tables["agreements"] = agreements.set_column(
        agreements.column_names.index("parties_count"), "parties_count", parties
    )
    verdict = judge(tables, minimum_rows={}, rows_by_source={}, schema=CORE)
    assert verdict.summary_line() == (
        "agreements.columns: missing=level; agreements.parties_count.type: expected=integer found=string"
    )
    assert set(verdict.not_judged) == {
        "agreements.level.type", "agreements.level.vocabulary", "agreements.parties_count.minimum",
        "agreements.state_with_municipality",
    }  # fmt: skip


def test_columns_in_another_order(rows: Rows) -> None:
    tables = arrow_tables(rows, CORE)
    tables["states"] = tables["states"].select(sorted(tables["states"].column_names, reverse=True))
    (broken,) = judge(tables, minimum_rows={}, rows_by_source={}, schema=CORE).broken
    assert broken.rule.rule_id == "states.columns" and "order" in broken.examples[0]


def test_examples_stop_at_twenty_and_the_summary_at_three_rules(rows: Rows, verdict_of: Judge) -> None:
    for row in rows["municipalities"]:
        row.update(state_code="99", municipality="", population_2020=-5)
    rows["agreements"][0]["level"] = "dos\nrenglones"
    verdict = verdict_of(rows)
    reference = next(result for result in verdict.broken if "references" in result.rule.rule_id)
    assert (reference.failing_rows, len(reference.examples)) == (2400, 20)
    line = verdict.summary_line()
    assert "\n" not in line and line.endswith("; and 1 more rule")
    assert "14001 state_code='99'; 14002 state_code='99'; 14003 state_code='99'; ...)" in line


def test_report_is_json_and_the_same_again(rows: Rows, verdict_of: Judge) -> None:
    rows["agreements"][2].update(level="estatal", topics=["futbol"], state_code="99")
    first, second = (json.dumps(verdict_of(rows).report(), ensure_ascii=False) for _ in range(2))
    assert first == second
    report = json.loads(first)
    assert (report["passed"], report["broken"], report["rules"]) == (False, 3, len(report["results"]))
    assert all(result["meaning"].endswith(".") for result in report["results"])
    names = [result["rule"] for result in report["results"]]
    assert len(names) == len(set(names))


def test_an_erring_expectation_is_no_failure(rows: Rows) -> None:
    field = Field("name", "text", "Nombre", "Name", "Nombre.", "Name.", pattern="(")
    table = Table("odd", "Raros", "Odd", "Raros.", "Odd.", (field,), ("name",))
    tables = {"odd": arrow_tables(rows)["states"].select(["state"]).rename_columns(["name"])}
    with pytest.raises(GateError, match=r"^the gate could not judge odd\.name\.pattern: .+$") as caught:
        judge(tables, minimum_rows={}, rows_by_source={}, schema={"odd": table})
    assert "\n" not in str(caught.value)


def test_tables_missing_or_unknown_are_faults_of_the_program(rows: Rows) -> None:
    tables = arrow_tables(rows)
    with pytest.raises(GateError, match="no rules for table extra"):
        judge({**tables, "extra": tables["states"]}, minimum_rows={}, rows_by_source={})
    del tables["states"]
    with pytest.raises(GateError, match="given no table states"):
        judge(tables, minimum_rows={}, rows_by_source={})


def test_empty_tables_are_judged(rows: Rows) -> None:
    for name in ("laws", "claims", "branches", "changes", "quality", "agreement_versions"):
        rows[name] = []
    assert judge(arrow_tables(rows), minimum_rows={}, rows_by_source={}).passed


def test_importing_the_gate_loads_neither_library_nor_pandas() -> None:
    code = "import sys, expectations.gate; print({'great_expectations', 'pandas', 'pyarrow'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
