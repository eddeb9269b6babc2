"""Holding rows back: what hangs on them goes with them, and no reference is left open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from tests.warehouse.simulated import agreement
from warehouse.quarantine import Fault, Row, held_before, hold_back

RULE = "agreements.SIMULADO"


@dataclass
class Disbelief:
    """Believes every row but those in which a field has a value."""

    table: str
    field: str
    value: str

    def faults(self, rows: Mapping[str, Sequence[Row]], /) -> list[Fault]:
        return [
            Fault(self.table, position, RULE, self.field, "SIMULADO.")
            for position, row in enumerate(rows[self.table])
            if row.get(self.field) == self.value
        ]

    def remarks(self, tables: Mapping[str, pa.Table], /) -> list[Row]:
        return []


def filled(**rows: list[Row]) -> dict[str, list[Row]]:
    """Rows of every table that is judged, and of those that hang on them."""
    names = ("agreements", "agreement_observations", "branches", "claims", "laws", "office_facts", "conflicts", "review",
             "states", "municipalities")  # fmt: skip
    return {name: rows.get(name, []) for name in names}


def observation(number: int, **fields: Any) -> Row:
    return {**agreement(number), "observation_id": f"obs-{number}", "raw_key": f"{number}", "part": "", **fields}


def name(number: int) -> str:
    return str(agreement(number)["agreement_id"])


def test_an_agreement_takes_its_observations_doubts_and_contradictions_with_it() -> None:
    rows = filled(
        agreements=[agreement(1), agreement(2, title="mal")],
        agreement_observations=[observation(1), observation(2, title="mal")],
        conflicts=[{"agreement_id": name(2), "field": "title"}],
        review=[{"agreement_id": name(1), "other_id": name(2)}],
        claims=[{"claim_id": "claim-1", "agreement_id": name(2)}, {"claim_id": "claim-2", "agreement_id": name(1)}],
    )
    held = hold_back(rows, {}, Disbelief("agreements", "title", "mal"))
    assert [row["agreement_id"] for row in rows["agreements"]] == [name(1)]
    assert [row["observation_id"] for row in rows["agreement_observations"]] == ["obs-1"]
    assert rows["conflicts"] == rows["review"] == []
    assert [row["agreement_id"] for row in rows["claims"]] == [None, name(1)]
    assert [(row["table_name"], row["record_id"], row["rule"], row["value"]) for row in held.rows] == [
        ("agreements", name(2), RULE, "mal")
    ]  # fmt: skip
    assert held.gone["agreements"] == {name(2)}


def test_an_observation_that_breaks_a_rule_takes_its_agreement_with_it() -> None:
    rows = filled(agreements=[agreement(1)], agreement_observations=[observation(1), observation(1, part="mal")])
    held = hold_back(rows, {}, Disbelief("agreement_observations", "part", "mal"))
    assert rows["agreements"] == rows["agreement_observations"] == []
    assert held.rows[0]["table_name"] == "agreements"


def test_a_good_former_state_stays_with_its_observations() -> None:
    rows = filled(agreements=[agreement(1, title="mal")], agreement_observations=[observation(1, title="mal")])
    former = {"agreements": [agreement(1)], "agreement_observations": [observation(1)]}
    held = hold_back(rows, former, Disbelief("agreements", "title", "mal"))
    assert rows["agreements"] == [agreement(1)] and rows["agreement_observations"] == [observation(1)]
    assert len(held.rows) == 1 and not held.gone["agreements"] and held.ids == {name(1)}


def test_a_former_state_that_breaks_a_rule_leaves_its_table() -> None:
    rows = filled(agreements=[agreement(1, title="mal")], agreement_observations=[observation(1, title="mal")])
    held = hold_back(rows, {name: list(given) for name, given in rows.items()}, Disbelief("agreements", "title", "mal"))
    assert rows["agreements"] == [] and held.gone["agreements"] == {name(1)}


def test_what_its_sources_printed_is_remembered_by_the_held_row() -> None:
    rows = filled(agreements=[agreement(1, title="mal")], agreement_observations=[observation(1, title="mal")])
    held = hold_back(rows, {}, Disbelief("agreements", "title", "mal"))
    (known,) = held_before({"quarantine": _quarantine(held.rows)})
    assert (known["observation_id"], known["raw_key"], known["agreement_id"]) == ("obs-1", "1", name(1))
    assert known["first_seen"] == "2026-01-01" and known["topics"] == ["culture"]
    assert known["title"] is None  # the cell to blame must not hide whose row it is once it is mended


def test_a_row_that_its_source_only_misprints_is_not_withdrawn() -> None:
    before, dropped = observation(1, signed_on="2011"), observation(1, signed_on="2011", withdrawn_on="2026-02-01")
    wrong = observation(2, signed_on="3011", title=before["title"])
    rows = filled(
        agreements=[agreement(1, status="withdrawn"), agreement(2, signed_on="3011")],
        agreement_observations=[dropped, wrong],
    )
    former = {"agreements": [agreement(1)], "agreement_observations": [before]}
    held = hold_back(rows, former, Disbelief("agreements", "signed_on", "3011"))
    assert rows["agreements"] == [agreement(1)] and rows["agreement_observations"] == [before]
    assert [row["record_id"] for row in held.rows] == [name(1)]


def test_a_law_that_repeats_one_held_back_counts_in_its_place() -> None:
    rows = filled(laws=[
        {"law_id": "law-1", "same_as": None, "title": "mal"}, {"law_id": "law-2", "same_as": "law-1", "title": "x"},
        {"law_id": "law-3", "same_as": "law-1", "title": "x"},
    ])  # fmt: skip
    hold_back(rows, {}, Disbelief("laws", "title", "mal"))
    assert [(row["law_id"], row["same_as"]) for row in rows["laws"]] == [("law-2", None), ("law-3", "law-2")]


def _quarantine(rows: list[Row]) -> pa.Table:
    from warehouse.arrow import arrow_table
    from warehouse.quality_tables import QUARANTINE

    return arrow_table(QUARANTINE, rows)
