from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa
import pytest

from tests.warehouse.simulated import Row, agreement, agreements, branch, fact, law, observed, table
from warehouse.history import Looked, changes_between, merge_observations, next_versions

TODAY = "2026-11-23"
READ = Looked(frozenset({("simulado", "")}))


def printed(number: int, **fields: object) -> Row:
    return observed(number, observation_id=f"obs-{number}", raw_key="k", part="") | fields


def known(number: int, **fields: object) -> Row:
    seen = {"first_seen": "2026-01-01", "last_seen": "2026-01-01", "withdrawn_on": None}
    return printed(number) | seen | fields


def merged(known: Sequence[Row], *seen: Row, looked: Looked = READ) -> Row:
    (row,) = merge_observations(known, seen, today=TODAY, looked=looked)
    return row


def changes(former: pa.Table, current: pa.Table) -> list[Row]:
    return changes_between({"agreements": former}, {"agreements": current}, TODAY, lambda table, record: "source")


def test_new_row_is_first_seen_today() -> None:
    row = merged([], printed(1))
    assert (row["first_seen"], row["last_seen"], row["withdrawn_on"]) == (TODAY, TODAY, None)


def test_kept_row_keeps_its_first_day() -> None:
    row = merged([known(1)], printed(1))
    assert (row["first_seen"], row["last_seen"]) == ("2026-01-01", TODAY)


def test_row_its_source_dropped_is_withdrawn_and_kept() -> None:
    row = merged([known(1)])
    assert (row["withdrawn_on"], row["last_seen"]) == (TODAY, "2026-01-01")


def test_source_that_was_not_read_withdraws_nothing() -> None:
    assert merged([known(1)], looked=Looked()) == known(1)


def test_part_that_failed_withdraws_nothing_and_shows_nothing_though_others_were_read() -> None:
    looked = Looked(good=frozenset({("simulado", "b")}), failed=frozenset({("simulado", "a")}))
    assert merged([known(1, part="a")], looked=looked)["withdrawn_on"] is None
    assert merged([known(1, part="a")], printed(1, part="a"), looked=looked)["last_seen"] == "2026-01-01"
    assert merged([known(1, part="b")], looked=looked)["withdrawn_on"] == TODAY


def test_part_that_is_no_more_withdraws_only_where_all_others_were_read() -> None:
    good = frozenset({("simulado", "b")})
    assert merged([known(1, part="a")], looked=Looked(good))["withdrawn_on"] == TODAY
    looked = Looked(good, frozenset({("simulado", "c")}))
    assert merged([known(1, part="a")], looked=looked)["withdrawn_on"] is None


def test_withdrawn_row_keeps_its_day() -> None:
    assert merged([known(1, withdrawn_on="2026-05-05")])["withdrawn_on"] == "2026-05-05"


def test_row_that_returns_is_no_longer_withdrawn() -> None:
    row = merged([known(1, withdrawn_on="2026-05-05")], printed(1))
    assert (row["withdrawn_on"], row["first_seen"]) == (None, "2026-01-01")


def test_first_state_of_an_agreement_is_open() -> None:
    rows = next_versions(None, [agreement(1)], "2026-01-01")
    assert [(row["valid_from"], row["valid_to"]) for row in rows] == [("2026-01-01", None)]


def test_unchanged_agreement_opens_no_state_even_if_seen_again() -> None:
    former = table("agreement_versions", next_versions(None, [agreement(1)], "2026-01-01"))
    assert next_versions(former, [agreement(1, last_seen=TODAY)], TODAY) == former.to_pylist()


def test_changed_agreement_closes_one_state_and_opens_another() -> None:
    former = table("agreement_versions", next_versions(None, [agreement(1)], "2026-01-01"))
    rows = next_versions(former, [agreement(1, topics=["culture", "tourism"])], TODAY)
    assert [(row["valid_from"], row["valid_to"]) for row in rows] == [("2026-01-01", TODAY), (TODAY, None)]


def test_former_states_stay_as_they_were() -> None:
    first = table("agreement_versions", next_versions(None, [agreement(1)], "2026-01-01"))
    second = table("agreement_versions", next_versions(first, [agreement(1, title="SIMULADO 2")], "2026-02-01"))
    third = next_versions(second, [agreement(1, title="SIMULADO 3")], "2026-03-01")
    spans = [("2026-01-01", "2026-02-01"), ("2026-02-01", "2026-03-01"), ("2026-03-01", None)]
    assert [(row["valid_from"], row["valid_to"]) for row in third] == spans


def test_first_version_has_no_changes() -> None:
    assert changes_between({}, {"agreements": agreements(agreement(1))}, TODAY, lambda table, record: "source") == []


def test_added_row_is_one_change() -> None:
    found = changes(agreements(), agreements(agreement(1)))
    assert [(row["change"], row["record_id"]) for row in found] == [("added", "aii-14-simulado01")]


def test_amended_is_one_row_per_field() -> None:
    found = changes(agreements(agreement(1)), agreements(agreement(1, title="SIMULADO", topics=["culture", "tourism"])))
    assert [(row["change"], row["field"], row["before"], row["after"]) for row in found] == [
        ("amended", "title", "SIMULADO, acuerdo 1", "SIMULADO"),
        ("amended", "topics", "culture", "culture|tourism"),
    ]


def test_seeing_a_row_again_is_no_change() -> None:
    assert changes(agreements(agreement(1)), agreements(agreement(1, last_seen=TODAY))) == []


def test_withdrawal_is_one_change() -> None:
    withdrawn = agreement(1, status="withdrawn", withdrawn_on=TODAY)
    assert [row["change"] for row in changes(agreements(agreement(1)), agreements(withdrawn))] == ["withdrawn"]


def test_return_is_one_change_besides_what_was_amended() -> None:
    withdrawn = agreement(1, status="withdrawn", withdrawn_on="2026-05-05")
    found = changes(agreements(withdrawn), agreements(agreement(1, title="SIMULADO")))
    assert [(row["change"], row.get("field")) for row in found] == [("restored", None), ("amended", "title")]


def test_row_that_vanished_is_withdrawn() -> None:
    law = {"law_id": "law-simulado", "state_code": "14", "title": "SIMULADO", "source_id": "simulado"}
    former, current = {"laws": table("laws", [law])}, {"laws": table("laws", [])}
    found = changes_between(former, current, TODAY, lambda table, record: f"{table} {record}")
    assert [(row["change"], row["origin"], row["source_id"]) for row in found] == [
        ("withdrawn", "laws law-simulado", "simulado")
    ]


STATEMENTS = [("office_facts", fact("office_name", "SIMULADO")), ("branches", branch()), ("laws", law())]


def told(name: str, before: Row, after: Row | None) -> list[tuple[object, object]]:
    """Kind and field of each change from one row of a table of statements to another."""
    former, current = table(name, [before]), table(name, [after] if after else [])
    found = changes_between({name: former}, {name: current}, TODAY, lambda table, record: "source")
    return [(row["change"], row.get("field")) for row in found]


@pytest.mark.parametrize(("name", "row"), STATEMENTS)
def test_statement_its_page_took_back_is_withdrawn_and_one_that_returns_restored(name: str, row: Row) -> None:
    gone = row | {"withdrawn_on": TODAY}
    assert told(name, row, gone) == [("withdrawn", None)]
    assert told(name, gone, row) == [("restored", None)]
    assert told(name, gone, gone) == []


@pytest.mark.parametrize(("name", "row"), STATEMENTS)
def test_statement_that_vanished_is_withdrawn_once(name: str, row: Row) -> None:
    assert told(name, row, None) == [("withdrawn", None)]
    assert told(name, row | {"withdrawn_on": "2026-05-05"}, None) == []


def test_statement_read_again_from_another_capture_is_no_change() -> None:
    row = fact("office_name", "SIMULADO")
    assert told("office_facts", row, row | {"seen_on": "2026-12-31", "capture_sha256": "1" * 64, "locator": "p"}) == []


def test_branch_that_closed_is_amended_and_not_withdrawn() -> None:
    assert told("branches", branch(), branch() | {"status": "closed"}) == [("amended", "status")]


@pytest.mark.parametrize(("name", "before", "status"), [("branches", branch(), "closed"), ("laws", law(), "repealed")])
def test_statement_that_returns_with_another_status_says_so_too(name: str, before: Row, status: str) -> None:
    gone = before | {"withdrawn_on": "2026-05-05"}
    assert told(name, gone, before | {"status": status}) == [("restored", None), ("amended", "status")]


def test_what_the_newest_good_page_of_a_failing_part_no_longer_prints_is_withdrawn() -> None:
    def row(name: str) -> dict[str, object]:
        return {"observation_id": name, "source_id": "sim", "part": "", "first_seen": "2026-11-01",
                "last_seen": "2026-11-01", "withdrawn_on": None}  # fmt: skip

    failed = Looked(failed=frozenset({("sim", "")}))
    known = [row("obs-1"), row("obs-2")]
    merged = merge_observations(known, [row("obs-1")], today="2026-11-23", looked=failed)
    assert {one["observation_id"]: one["withdrawn_on"] for one in merged} == {"obs-1": None, "obs-2": "2026-11-23"}
    assert all(one["withdrawn_on"] is None for one in merge_observations(known, [], today="2026-11-23", looked=failed))
