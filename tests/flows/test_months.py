"""Made-up months (SIMULADO) over 1,350 agreements: every change told is an edit made, and no id is lost.

Twenty-four of them in ``make torture`` (``ACUERDOS_MONTHS``), in a minute or two.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

import pytest

from tests.simulated_registry.months import LivingRegistry
from tests.simulated_registry.playing import Played, Row, play

pytestmark = pytest.mark.torture
MONTHS = int(os.environ.get("ACUERDOS_MONTHS", "24"))
EDITED = {
    "typo": {"title", "counterpart"},
    "reworded": {"title"},
    "validity": {"validity", "expires_on", "status"},
    "topics": {"topics"},
}

PARTIES = {"local_party", "level", "municipality", "municipality_code", "counterpart", "counterpart_type",
           "counterpart_country", "counterpart_country_name", "counterpart_subdivision", "region"}  # fmt: skip


@pytest.fixture(scope="module")
def months() -> list[Played]:
    return list(play(LivingRegistry(seed=1), MONTHS))


def lasting(months: Iterable[Played]) -> dict[int, str]:
    """The identifier of each true number when it was first seen."""
    ids: dict[int, str] = {}
    for month in months:
        ids = {**month.ids, **ids}
    return ids


def named(month: Played, change: str) -> list[str]:
    return sorted({str(row["record_id"]) for row in month.changes if row["change"] == change})


@pytest.mark.timeout(300)
def test_no_row_is_lost(months: list[Played]) -> None:
    assert len(months) == MONTHS + 1
    assert not any(month.lost for month in months)


def test_an_agreement_keeps_its_identifier(months: list[Played]) -> None:
    ids = lasting(months)
    assert [n for month in months for n, name in month.ids.items() if name != ids[n]] == []


def test_no_identifier_is_given_twice(months: list[Played]) -> None:
    ids = lasting(months)
    assert len(set(ids.values())) == len(ids)


@pytest.mark.parametrize(
    ("edit", "change"), [("signed_again", "added"), ("lapsed", "withdrawn"), ("returned", "restored")]
)
def test_what_came_and_went_is_told_and_nothing_else(months: list[Played], edit: str, change: str) -> None:
    ids = lasting(months)
    assert sum(len(month.month.edits[edit]) for month in months) >= 2 * MONTHS
    for month in months[1:]:
        assert named(month, change) == sorted(ids[n] for n in month.month.edits[edit]), month.version


@pytest.mark.parametrize("edit", EDITED)
def test_an_edit_changes_the_fields_it_is_about(months: list[Played], edit: str) -> None:
    ids = lasting(months)
    told = 0
    for month in months[1:]:
        amended = {(row["record_id"], row["field"]) for row in month.changes if row["change"] == "amended"}
        for number in month.month.edits[edit]:
            told += bool({field for record, field in amended if record == ids[number]} & EDITED[edit])
    assert told >= 0.9 * sum(len(month.month.edits[edit]) for month in months)


def test_only_edited_rows_are_amended_but_for_those_whose_term_ended(months: list[Played]) -> None:
    ids = lasting(months)
    ever: set[str] = set()
    moved: set[str] = set()
    for month in months[1:]:
        moved |= month.month.moved
        edited = {ids[n] for name in EDITED for n in month.month.edits[name]}
        ever |= edited
        told = [row for row in month.changes if row["change"] == "amended" and row["record_id"] not in edited]
        others = [row for row in told if row["field"] != "status" and not _shown_at_last(row, month, ever, moved)]
        assert others == [], [(row["record_id"], row["field"], row["before"], row["after"]) for row in others]
        assert sum(row["field"] == "status" for row in told) <= 8


def _shown_at_last(row: Row, month: Played, edited: set[str], ever_moved: set[str]) -> bool:
    """Whether a page in a new layout tells more of who signed, or shows an edit of a former month.

    A row that returns may have been away when its page got the new layout.
    """
    returned = row["record_id"] in named(month, "restored")
    moved = row["record_id"].split("-")[1] in (ever_moved if returned else month.month.moved)
    return moved and (row["field"] in PARTIES or row["record_id"] in edited)


def test_the_changes_are_the_source_s(months: list[Played]) -> None:
    origins = [row["origin"] for month in months[1:] for row in month.changes if row["field"] != "status"]
    assert set(origins) == {"source"}


def test_states_of_one_agreement_follow_each_other(months: list[Played]) -> None:
    rows = months[-1].tables["agreement_versions"].to_pylist()
    by_id: dict[str, list[tuple[str, str | None]]] = {}
    for row in rows:
        by_id.setdefault(row["agreement_id"], []).append((row["valid_from"], row["valid_to"]))
    for periods in by_id.values():
        periods.sort()
        assert [end for _, end in periods[:-1]] == [start for start, _ in periods[1:]]
        assert periods[-1][1] is None
