"""Statements that a page no longer makes stay, with the day; what was only our reading or our list does not."""

from __future__ import annotations

import pytest

from tests.warehouse.simulated import Row, branch, fact, law
from warehouse.history import Looked
from warehouse.schema import TABLES
from warehouse.statement_memory import remember_statements

TODAY, OLD, NEW = "2026-11-23", "a" * 64, "b" * 64
WELL = Looked(good=frozenset({("simulado", "")}))
FAILED = Looked(failed=frozenset({("simulado", "")}))


def said(value: str = "Oficina SIMULADO", **fields: object) -> Row:
    """A statement as read today, of a page seen today."""
    read = {"fact_id": f"fact-{len(value)}", "capture_sha256": NEW, "seen_on": TODAY}
    row = fact("office_name", value, **{**read, **fields})
    return {name: cell for name, cell in row.items() if name not in ("first_seen", "withdrawn_on")}


def known(value: str = "Oficina SIMULADO", **fields: object) -> Row:
    """The same statement as the former version has it."""
    seen = {"capture_sha256": OLD, "seen_on": "2026-05-05", "first_seen": "2026-01-01", "withdrawn_on": None}
    return said(value) | seen | fields


def remembered(
    before: list[Row],
    today: list[Row],
    looked: Looked = WELL,
    captures: frozenset[str] = frozenset({NEW}),
    shipped: frozenset[str] = frozenset(),
    table: str = "office_facts",
) -> list[Row]:
    return remember_statements(
        TABLES[table], before, today, looked=looked, captures=captures, shipped=shipped, today=TODAY
    )


def test_new_statement_is_first_seen_on_the_day_of_its_capture() -> None:
    (row,) = remembered([], [said(seen_on="2026-11-20")])
    assert (row["first_seen"], row["seen_on"], row["withdrawn_on"]) == ("2026-11-20", "2026-11-20", None)


def test_statement_said_again_keeps_its_first_day_and_is_otherwise_today_s() -> None:
    (row,) = remembered([known()], [said()])
    assert (row["first_seen"], row["seen_on"], row["capture_sha256"]) == ("2026-01-01", TODAY, NEW)


def test_statement_of_a_release_without_a_first_day_was_first_seen_when_it_was_seen() -> None:
    (row,) = remembered([known(first_seen=None)], [said()])
    assert row["first_seen"] == "2026-05-05"


def test_statement_the_page_no_longer_makes_stays_with_the_day() -> None:
    (row,) = remembered([known()], [])
    assert row == {**known(), "withdrawn_on": TODAY}


def test_statement_replaced_by_another_is_withdrawn_though_a_look_failed_that_still_gave_rows() -> None:
    rows = remembered([known()], [said("Instituto SIMULADO")], FAILED)
    assert {row["value"]: row["withdrawn_on"] for row in rows} == {
        "Oficina SIMULADO": TODAY,
        "Instituto SIMULADO": None,
    }


def test_withdrawn_statement_keeps_its_day() -> None:
    (row,) = remembered([known(withdrawn_on="2026-06-06")], [])
    assert row["withdrawn_on"] == "2026-06-06"


def test_statement_that_returns_is_restored_with_its_first_day() -> None:
    (row,) = remembered([known(withdrawn_on="2026-06-06")], [said()])
    assert (row["withdrawn_on"], row["first_seen"]) == (None, "2026-01-01")


@pytest.mark.parametrize("looked", [FAILED, Looked()])
@pytest.mark.parametrize("before", [known(), known(withdrawn_on="2026-06-06")])
def test_source_that_was_not_read_leaves_its_statements_as_they_were(before: Row, looked: Looked) -> None:
    assert remembered([before], [], looked, captures=frozenset()) == [before]


def test_source_of_several_pages_withdraws_nothing_while_one_of_them_fails() -> None:
    looked = Looked(frozenset({("simulado", "a")}), frozenset({("simulado", "b")}))
    assert remembered([known()], [], looked) == [known()]


def test_statement_missing_from_the_very_capture_it_came_from_was_our_reading() -> None:
    assert remembered([known()], [], captures=frozenset({OLD})) == []


def test_statement_withdrawn_before_is_not_taken_for_our_reading() -> None:
    before = known(withdrawn_on="2026-06-06")
    assert remembered([before], [], captures=frozenset({OLD})) == [before]


def test_statement_our_own_list_no_longer_holds_is_gone() -> None:
    assert remembered([known()], [], shipped=frozenset({"simulado"})) == []
    assert remembered([known(withdrawn_on="2026-06-06")], [], shipped=frozenset({"simulado"})) == []


@pytest.mark.parametrize("table", ["branches", "laws"])
def test_branches_and_laws_are_remembered_alike(table: str) -> None:
    row = {**(branch() if table == "branches" else law()), "capture_sha256": OLD}
    (gone,) = remembered([row], [], table=table)
    assert gone == {**row, "withdrawn_on": TODAY}
    assert remembered([gone], [row], table=table) == [row]


def test_row_said_to_be_the_same_as_one_that_is_gone_counts_by_itself() -> None:
    first, second = law("Ley A", source_id="lista"), law("Ley B")
    second |= {"same_as": first["law_id"]}
    rows = remembered([first, second], [second], shipped=frozenset({"lista"}), table="laws")
    assert [(row["title"], row["same_as"]) for row in rows] == [("Ley B", None)]


def test_row_said_to_be_the_same_as_a_withdrawn_one_still_points_to_it() -> None:
    first, second = law("Ley A", capture_sha256=OLD), law("Ley B", capture_sha256=OLD, withdrawn_on="2026-06-06")
    second |= {"same_as": first["law_id"]}
    rows = {row["title"]: row for row in remembered([first, second], [], table="laws")}
    assert rows["Ley A"]["withdrawn_on"] == TODAY
    assert rows["Ley B"]["same_as"] == first["law_id"]


def test_every_row_told_to_be_the_same_as_another_names_a_row_that_is_there() -> None:
    first, second, third = (law(f"Ley {letter}", capture_sha256=OLD) for letter in "ABC")
    second |= {"same_as": first["law_id"]}
    third |= {"same_as": second["law_id"]}
    for today in ([], [first], [second], [third], [second, third], [first, third]):
        for captures in (frozenset({OLD}), frozenset({NEW})):
            rows = remembered([first, second, third], today, captures=captures, table="laws")
            assert {row["same_as"] for row in rows} <= {None, *(row["law_id"] for row in rows)}
