from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pytest

from tests.warehouse.simulated import Row, agreement, table
from warehouse.arrow import arrow_table
from warehouse.coverage import ALL_ROWS, COVERED, coverage_rows, covered_fields
from warehouse.quality_tables import COVERAGE
from warehouse.schema import TABLES

STATES = [
    {"state_code": "06", "state": "Colima", "iso_code": "MX-COL"},
    {"state_code": "14", "state": "Jalisco", "iso_code": "MX-JAL"},
]
SOURCE = {
    "source_id": "simulado", "name": "Lista SIMULADA", "dataset": "claims", "evidence": "press", "access": "page",
    "url": "file:simulado.html", "lifecycle": "active", "data_of": "2026-03-05",
}  # fmt: skip
NAMES = (*COVERED, "office_facts", "sources", "states", "agreement_observations")


def coverage(**filled: Sequence[Mapping[str, object]]) -> dict[tuple[str, str, str], Row]:
    rows = {"states": STATES, "sources": [SOURCE], **filled}
    found = coverage_rows({name: table(name, rows.get(name, [])) for name in NAMES})
    return {(str(row["table_name"]), str(row["state_code"]), str(row["field"])): row for row in found}


def observation(number: int, letter: str, **fields: object) -> Row:
    return {**agreement(number), "observation_id": f"obs-{letter}", "raw_key": letter, **fields}


def office(**fields: object) -> Row:
    return {"state_code": "14", "state": "Jalisco", "iso_code": "MX-JAL", "known": "yes", "constitution": "unknown",
            "statements": 1, **fields}  # fmt: skip


def fact(letter: str, field: str, value: str, **fields: object) -> Row:
    return {"fact_id": f"fact-{letter}", "state_code": "14", "field": field, "value_printed": value, "value": value,
            "first_seen": "2026-01-01", "seen_on": "2026-01-01", "evidence": "press", "source_id": "simulado",
            **fields}  # fmt: skip


def branch(letter: str, **fields: object) -> Row:
    return {"branch_id": f"branch-{letter}", "state_code": "14", "state": "Jalisco", "kind": "state_office",
            "status": "unknown", "evidence": "press", "source_id": "simulado", **fields}  # fmt: skip


def test_rows_have_the_published_shape() -> None:
    assert arrow_table(COVERAGE, coverage(agreements=[agreement(1)]).values()).num_rows > 0


def test_every_place_has_a_row_for_each_field_also_where_nothing_is_known() -> None:
    found = coverage()
    per_place = sum(1 + len(covered_fields(TABLES[name])) for name in COVERED)
    assert len(found) == 3 * per_place
    nothing = found["agreements", "06", "signed_on"]
    assert (nothing["rows"], nothing["filled"], nothing["share"], nothing["confidence"]) == (0, 0, None, "none")


def test_share_is_filled_over_rows_of_the_state() -> None:
    rows = [agreement(1), agreement(2, signed_on=""), agreement(3, state_code="06", state="Colima", signed_on="")]
    found = coverage(agreements=rows)
    assert [found["agreements", code, "signed_on"]["share"] for code in ("00", "06", "14")] == [0.3333, 0.0, 0.5]


def test_row_of_no_known_state_counts_in_the_country_only() -> None:
    found = coverage(agreements=[agreement(1), agreement(2, state_code="", state="")])
    assert [found["agreements", code, ALL_ROWS]["rows"] for code in ("00", "06", "14")] == [2, 0, 1]
    assert found["agreements", "00", "state"]["share"] == 0.5


def test_withdrawn_agreement_does_not_count() -> None:
    gone = agreement(2, status="withdrawn", withdrawn_on="2026-02-01")
    assert coverage(agreements=[agreement(1), gone])["agreements", "00", ALL_ROWS]["rows"] == 1


def test_branch_or_law_given_by_another_row_or_withdrawn_does_not_count() -> None:
    rows = [branch("1"), branch("2", same_as="branch-1"), branch("3", withdrawn_on="2026-02-01")]
    assert coverage(branches=rows)["branches", "14", ALL_ROWS]["rows"] == 1
    law = {"state_code": "14", "state": "Jalisco", "title": "Ley SIMULADA", "status": "unknown", "evidence": "press",
           "source_id": "simulado"}  # fmt: skip
    laws = [{**law, "law_id": "law-1"}, {**law, "law_id": "law-2", "same_as": "law-1"}]
    assert coverage(laws=laws)["laws", "14", ALL_ROWS]["rows"] == 1


def test_code_for_unknown_is_not_filled() -> None:
    rows = [agreement(1, status="unknown", in_registry="unknown"), agreement(2, status="expired")]
    found = coverage(agreements=rows)
    assert found["agreements", "14", "status"]["filled"] == 1
    assert found["agreements", "14", "in_registry"]["filled"] == 1


def test_empty_list_is_not_filled() -> None:
    found = coverage(agreements=[agreement(1, topics=[]), agreement(2, topics=["culture"])])
    assert found["agreements", "14", "topics"]["filled"] == 1


def test_filled_is_split_by_evidence() -> None:
    rows = [agreement(number, evidence=evidence) for number, evidence in enumerate(("registry", "press", "press"))]
    row = coverage(agreements=rows)["agreements", "14", "title"]
    assert (row["from_registry"], row["from_press"], row["from_encyclopaedia"]) == (1, 2, 0)


def test_every_kind_of_evidence_has_its_column() -> None:
    row = coverage()["agreements", "00", ALL_ROWS]
    assert row.keys() == set(COVERAGE.columns)


def test_field_that_only_the_press_prints_is_from_the_press_although_the_registry_lists_the_agreement() -> None:
    found = coverage(
        agreements=[agreement(1)],
        agreement_observations=[
            observation(1, "a", topics=[]),
            observation(1, "b", evidence="press", last_seen="2025-07-01"),
        ],
    )
    assert found["agreements", "14", "title"]["from_registry"] == 1
    topics = found["agreements", "14", "topics"]
    assert (topics["from_registry"], topics["from_press"], topics["newest"]) == (0, 1, "2025-07-01")


def test_withdrawn_observation_has_no_say() -> None:
    found = coverage(
        agreements=[agreement(1, evidence="press")],
        agreement_observations=[
            observation(1, "a", withdrawn_on="2026-02-01"),
            observation(1, "b", evidence="press"),
        ],
    )
    assert found["agreements", "14", "title"]["from_press"] == 1


def test_age_is_when_it_was_last_seen() -> None:
    found = coverage(agreements=[agreement(1, last_seen="2025-01-01"), agreement(2, last_seen="2026-05-01")])
    row = found["agreements", "14", ALL_ROWS]
    assert (row["oldest"], row["newest"]) == ("2025-01-01", "2026-05-01")


def test_row_without_a_day_of_its_own_has_that_of_its_source() -> None:
    assert coverage(branches=[branch("1")])["branches", "14", ALL_ROWS]["newest"] == "2026-03-05"


def test_office_counts_as_known_only_where_a_source_names_it() -> None:
    row = coverage(offices=[office(known="no")])["offices", "14", ALL_ROWS]
    assert (row["rows"], row["filled"], row["confidence"]) == (1, 0, "low")


def test_field_of_an_office_has_the_evidence_of_the_statement_published() -> None:
    found = coverage(
        offices=[office(office_name="Instituto SIMULADO", phone="33", evidence="publication")],
        office_facts=[
            fact("1", "office_name", "Instituto SIMULADO", evidence="publication"),
            fact("2", "phone", "33", seen_on="2026-04-01"),
            fact("3", "phone", "55", evidence="official_site"),
        ],
    )
    assert found["offices", "14", "office_name"]["from_publication"] == 1
    phone = found["offices", "14", "phone"]
    assert (phone["from_press"], phone["from_official_site"], phone["newest"]) == (1, 0, "2026-04-01")
    assert found["offices", "14", ALL_ROWS]["from_publication"] == 1


@pytest.mark.parametrize(
    ("evidence", "filled", "rows", "confidence"),
    [
        ("registry", 10, 10, "high"),
        ("official_site", 10, 10, "high"),
        ("registry", 9, 10, "medium"),
        ("registry", 5, 10, "medium"),
        ("registry", 4, 10, "low"),
        ("publication", 10, 10, "medium"),
        ("press", 10, 10, "low"),
        ("encyclopaedia", 10, 10, "low"),
    ],
)
def test_confidence_follows_share_and_evidence(evidence: str, filled: int, rows: int, confidence: str) -> None:
    given = [
        agreement(number, evidence=evidence, title="SIMULADO" if number < filled else "") for number in range(rows)
    ]
    assert coverage(agreements=given)["agreements", "14", "title"]["confidence"] == confidence


@pytest.mark.parametrize(
    ("name", "left_out"),
    [
        ("agreements", {"agreement_id", "source_id", "last_seen", "administration", "municipality_code", "original"}),
        ("claims", {"claim_id", "agreement_id", "note"}),
        ("branches", {"same_as", "kind", "state", "closed_on", "postal_code"}),
        ("offices", {"known", "state", "statements", "phones_e164"}),
    ],
)
def test_columns_that_say_nothing_of_the_world_are_not_covered(name: str, left_out: set[str]) -> None:
    assert not left_out & {field.name for field in covered_fields(TABLES[name])}


def test_same_rows_in_another_order_give_the_same_coverage() -> None:
    rows = [agreement(1), agreement(2, evidence="press"), agreement(3, state_code="06", state="Colima")]
    assert list(coverage(agreements=rows).values()) == list(coverage(agreements=rows[::-1]).values())


def test_a_hundred_thousand_agreements_take_under_three_seconds() -> None:
    one = table("agreements", [agreement(1)])
    many = one.take(pa.array([0] * 100_000)).set_column(
        0, "agreement_id", pa.array([f"aii-14-simulado{number:06d}" for number in range(100_000)])
    )
    tables = {name: table(name, STATES if name == "states" else []) for name in NAMES} | {"agreements": many}
    began = time.perf_counter()
    coverage_rows(tables)
    assert time.perf_counter() - began < 3


def test_agreements_without_their_observations_have_the_evidence_of_their_rows() -> None:
    tables = {name: table(name, []) for name in NAMES if name != "agreement_observations"}
    tables |= {"agreements": table("agreements", [agreement(1)]), "states": table("states", STATES)}
    titles = [row for row in coverage_rows(tables) if (row["state_code"], row["field"]) == ("14", "title")]
    assert titles[0]["from_registry"] == 1
