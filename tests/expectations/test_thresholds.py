"""Floors and ceilings: written from a version, sorted, with room; floors are fatal and ceilings warn."""

from __future__ import annotations

from pathlib import Path

import pyarrow
import pytest

from expectations.gate import judge, remarks
from expectations.suggestion import suggested
from expectations.thresholds import SHIPPED, Threshold, as_csv, read_thresholds
from tests.expectations.published import Row, arrow, arrow_tables, good_row
from warehouse.schema import TABLES

CLAIMS = TABLES["claims"]
SCHEMA = {name: TABLES[name] for name in ("claims", "states", "municipalities", "sources", "captures", "agreements")}
LEAST = Threshold("source", "rai", "", "", 3, 5, "SIMULADO")
OF_STATE = Threshold("source_state", "rai", "14", "", 2, 4, "SIMULADO")
EMPTY = Threshold("empty_share", "rai", "", "claims.note", None, 0.5, "SIMULADO")


def claims(count: int, *, without_note: int = 0, state: str = "14") -> list[Row]:
    """Rows of claims of one source, some of them without a note."""
    return [
        good_row(CLAIMS, claim_id=f"claim-{number}", note=None if number < without_note else "SIMULADO",
                 state_code=state)
        for number in range(count)
    ]  # fmt: skip


@pytest.fixture
def tables(rows: dict[str, list[Row]]) -> dict[str, pyarrow.Table]:
    return arrow_tables(rows, SCHEMA)


def broken(tables: dict[str, pyarrow.Table], rows: list[Row], *thresholds: Threshold, kept: str = "") -> list[str]:
    """The rules that stop the gate."""
    given = {**tables, "claims": arrow(CLAIMS, rows)}
    verdict = judge(given, minimum_rows={"rai": 0}, rows_by_source={"rai": 9}, schema=SCHEMA, thresholds=thresholds,
                    rules=[], kept_sources=frozenset({kept} - {""}))  # fmt: skip
    assert verdict.passed == (not verdict.broken)
    return [result.line() for result in verdict.broken]


def warned(tables: dict[str, pyarrow.Table], rows: list[Row], *thresholds: Threshold, kept: str = "") -> list[str]:
    given = {"claims": arrow(CLAIMS, rows)}
    found = remarks(given, minimum_rows={"rai": 0}, thresholds=thresholds, kept_sources=frozenset({kept} - {""}))
    return [result.line() for result in found]


def test_fewer_rows_of_a_source_than_its_floor_stop_the_gate(tables: dict[str, pyarrow.Table]) -> None:
    assert broken(tables, claims(2), LEAST) == ["sources.rai.rows.floor: rows=2 minimum=3"]
    assert broken(tables, claims(3), LEAST) == broken(tables, claims(6), LEAST) == []


def test_a_source_that_gives_nothing_is_below_its_floor(tables: dict[str, pyarrow.Table]) -> None:
    assert broken(tables, [], LEAST) == ["sources.rai.rows.floor: rows=0 minimum=3"]


def test_a_state_below_its_floor_stops_the_gate_though_the_source_has_rows(tables: dict[str, pyarrow.Table]) -> None:
    rows = claims(1) + [{**row, "claim_id": f"claim-x{n}"} for n, row in enumerate(claims(5, state="19"))]
    assert broken(tables, rows, LEAST, OF_STATE) == ["sources.rai.14.rows.floor: rows=1 minimum=2"]


def test_more_than_a_ceiling_warns_and_lets_pass(tables: dict[str, pyarrow.Table]) -> None:
    assert broken(tables, claims(9), LEAST, OF_STATE) == []
    assert warned(tables, claims(9), LEAST, OF_STATE) == [
        "sources.rai.rows.ceiling: rows=9 maximum=5", "sources.rai.14.rows.ceiling: rows=9 maximum=4",
    ]  # fmt: skip


def test_a_field_emptier_than_its_ceiling_warns(tables: dict[str, pyarrow.Table]) -> None:
    assert warned(tables, claims(4, without_note=2), EMPTY) == []
    assert warned(tables, claims(4, without_note=3), EMPTY) == [
        "sources.rai.claims.note.empty.ceiling: share=0.750 maximum=0.5"
    ]  # fmt: skip


def test_neither_another_source_nor_one_kept_at_its_last_good_data_is_judged(tables: dict[str, pyarrow.Table]) -> None:
    elsewhere = Threshold("source", "otra", "", "", 3, None, "SIMULADO")
    assert broken(tables, claims(1), elsewhere) == []
    assert broken(tables, claims(1), LEAST, kept="rai") == warned(tables, claims(9), LEAST, kept="rai") == []


def test_what_is_suggested_holds_of_the_version_it_is_made_from(rows: dict[str, list[Row]]) -> None:
    tables = arrow_tables(rows)
    thresholds = suggested(tables)
    verdict = judge(tables, minimum_rows={"rai": 1}, rows_by_source={"rai": 6}, rules=[], thresholds=thresholds)
    assert verdict.passed and not verdict.warnings and len(verdict.results) > 20


def test_a_small_shift_changes_no_line(tables: dict[str, pyarrow.Table]) -> None:
    def text(count: int, without: int) -> str:
        return as_csv(suggested({"claims": arrow(CLAIMS, claims(count, without_note=without))}))

    assert text(50, 10) == text(52, 11)
    assert text(50, 10) != text(100, 10)


def test_the_file_is_sorted_and_read_as_it_was_written(tmp_path: Path, tables: dict[str, pyarrow.Table]) -> None:
    file = tmp_path / "thresholds.csv"
    made = suggested({"claims": arrow(CLAIMS, claims(9, without_note=2))})
    file.write_text(as_csv(made), encoding="utf-8")
    assert list(read_thresholds(file)) == made == sorted(made, key=lambda one: one.place)


def test_a_reason_that_a_person_wrote_stays(tables: dict[str, pyarrow.Table]) -> None:
    mine = Threshold("source", "rai", "", "", 1, 2, "La alcaldesa lo dijo (SIMULADO)")
    found = suggested({"claims": arrow(CLAIMS, claims(50))}, [mine])
    assert [one.reason for one in found if one.place == mine.place] == [mine.reason]


def test_the_shipped_file_is_sorted_and_every_line_has_a_reason() -> None:
    lines = read_thresholds(SHIPPED)
    assert lines and [one.place for one in lines] == sorted({one.place for one in lines})
    assert as_csv(lines) == SHIPPED.read_text(encoding="utf-8")
    assert all(one.reason and (one.floor is not None or one.ceiling is not None) for one in lines)
