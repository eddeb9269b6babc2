"""The cautions in English: those of the Spanish edition, one by one, from the same tables (SIMULADO)."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.warehouse.quality_pages import figure, source, tables
from tests.warehouse.simulated import Row, agreement
from warehouse.arrow import arrow_table
from warehouse.coverage import coverage_rows
from warehouse.edition import ENGLISH, SPANISH, Edition
from warehouse.quality_outline import Caution, titles
from warehouse.quality_reading import Reading
from warehouse.quality_sentences import cautions
from warehouse.quality_tables import COVERAGE
from warehouse.quality_words import AGREEMENTS, listed, of_all, percent


def told(edition: Edition, **filled: Sequence[Row]) -> list[Caution]:
    found = tables(**filled)
    found["coverage"] = arrow_table(COVERAGE, coverage_rows(found))
    with Reading(found) as reading:
        return cautions(reading, edition)


def words(**filled: Sequence[Row]) -> str:
    return " ".join(f"{one.warning} {one.why}" for one in told(ENGLISH, **filled)).replace("\u00a0", " ")


DOUBTFUL: dict[str, Sequence[Row]] = {
    "agreements": [
        agreement(1, status="unknown", in_registry="unknown", evidence="press"),
        agreement(2, state_code="", state="", in_registry="no", evidence="press"),
        agreement(3, status="withdrawn", withdrawn_on="2026-02-01"),
    ],
    "claims": [{"claim_id": "claim-1", "evidence": "encyclopaedia", "source_id": "simulado", "state_code": "14"}],
    "reconciliation": [
        figure("total", verdict="not_comparable", reason="No se ha leído SIMULADO."),
        figure("state", verdict="unexplained", ours=1, difference=-209),
    ],
    "sources": [
        source(failure="no contesta SIMULADO"),
        source(source_id="nunca", name="Periódico SIMULADO", data_of=""),
        source(source_id="archivo", url="file:captures/simulado.csv", lifecycle="frozen"),
    ],
    "review": [{"review_id": "review-1", "kind": "same_source", "score": 0.9, "decision": "separate",
                "agreement_id": "aii-14-simulado01", "other_id": "aii-14-simulado02", "known_row": "{}",
                "other_row": "{}"}],
}  # fmt: skip


def test_both_languages_tell_the_same_things_and_send_to_the_same_chapters() -> None:
    spanish, english = told(SPANISH, **DOUBTFUL), told(ENGLISH, **DOUBTFUL)
    assert [one.chapter for one in spanish] == [one.chapter for one in english]
    assert len(spanish) > 9
    assert not {one.warning for one in spanish} & {one.warning for one in english}
    assert not {one.why for one in spanish} & {one.why for one in english}


def test_every_chapter_has_a_title_in_each_language() -> None:
    assert list(titles(SPANISH)) == list(titles(ENGLISH))
    assert not set(titles(SPANISH).values()) & set(titles(ENGLISH).values())


@pytest.mark.parametrize(
    "sentence",
    [
        "The Registry of Inter-institutional Agreements has been read, and none of the 2 agreements comes from it.",
        "Do not take 1 of 3 sources as read. Never read: Periódico SIMULADO.",
        "1 file that ships with the program does not change on its own: reading it on 20 November 2026",
        "Do not take what comes from 1 source that failed as current. What is kept is the last good data of "
        "Registro SIMULADO (of 20 November 2026).",
        "Do not say that 1 state has signed no agreements. No agreement is known for Colima,",
        "1 agreement of no known state counts only towards the whole country.",
        "Presence in it is unknown for 1 of the 2 agreements (50%). Documented elsewhere and not in it: 1 of the 2",
        "Of 1 sister-city tie claimed by lists, the press or encyclopaedias, 1 matches no known agreement",
        "Do not say how many agreements are still in force. This is unknown for 1 of the 2 agreements (50%).",
        "Not comparable: 1 of the 2 printed figures (50%). Why, as the tables say it in Spanish: "
        "1, “No se ha leído SIMULADO”.",
        "Unlike ours, and it is not known why: 1 of the 2 printed figures (50%).",
        "1 agreement that its source withdrew stays in the table and is not counted.",
        "Nobody has said of 1 pair of similar rows whether they are one agreement.",
    ],
)
def test_what_is_told_of_a_doubtful_version(sentence: str) -> None:
    assert sentence in words(**DOUBTFUL)


def test_registry_read_is_told_with_its_days() -> None:
    rows = [agreement(1, last_seen="2026-01-01"), agreement(2, last_seen="2026-11-20")]
    assert (
        "The registry accounts for both agreements, last seen in it between 1 January 2026 and 20 November 2026."
        in (words(agreements=rows))
    )


def test_offices_unknown_undated_and_disputed_are_told() -> None:
    office: Row = {"state_code": "06", "state": "Colima", "iso_code": "MX-COL", "known": "no", "statements": 0,
                   "constitution": "unknown"}  # fmt: skip
    other: Row = {**office, "state_code": "14", "state": "Jalisco", "iso_code": "MX-JAL", "known": "yes",
                  "fields_conflicting": ["phone"]}  # fmt: skip
    fact: Row = {"fact_id": "fact-1", "state_code": "14", "field": "phone", "value_printed": "33", "evidence": "press",
                 "first_seen": "2026-01-01", "seen_on": "2026-01-01", "source_id": "simulado"}  # fmt: skip
    said = words(offices=[office, other], office_facts=[fact])
    assert "Do not say that 1 state has no office for migrants. No source that was read names a current one in" in said
    assert "Without a date: 1 statement on the offices." in said
    assert "Sources contradict each other in 1 state: Jalisco (phone)." in said


def test_what_comes_from_the_tables_in_spanish_is_named() -> None:
    quoted = [piece for one in told(ENGLISH, **DOUBTFUL) for piece in one.quoted]
    assert quoted == ["Periódico SIMULADO", "Registro SIMULADO", "No se ha leído SIMULADO"]


def test_a_share_nearly_whole_is_not_told_as_whole() -> None:
    assert (percent(0.9999, ENGLISH), percent(0.9999)) == ("99.9%", "99.9\u00a0%")


def test_all_of_them_need_no_share() -> None:
    assert of_all(83, 83, AGREEMENTS, ENGLISH) == "all 83\u00a0agreements"
    assert of_all(2, 2, AGREEMENTS, ENGLISH) == "both agreements"
    assert of_all(1, 1, AGREEMENTS, ENGLISH) == "1\u00a0agreement"


def test_a_long_list_ends_in_a_count() -> None:
    assert listed(["a", "b", "c", "d"], 2, ENGLISH) == "a, b and 2 more"
    assert listed(["a, b", "c"], edition=ENGLISH) == "a, b; and c"
