from __future__ import annotations

import pytest

from warehouse.edition import ENGLISH, SPANISH


def test_a_code_is_shown_by_the_label_of_its_language() -> None:
    assert SPANISH.value("agreements", "instrument_type", "sister_city") == "Hermanamiento"
    assert ENGLISH.value("agreements", "instrument_type", "sister_city") == "Sister city"


def test_a_list_is_shown_by_all_its_labels() -> None:
    assert ENGLISH.value("agreements", "topics", ["culture", "tourism"]) == "Culture, Tourism"


def test_a_code_of_no_vocabulary_stands_as_it_is() -> None:
    assert SPANISH.value("agreements", "level", "SIMULADO") == "SIMULADO"


@pytest.mark.parametrize("empty", [None, "", []])
def test_nothing_is_shown_as_nothing(empty: object) -> None:
    assert SPANISH.value("agreements", "topics", empty) == ""


@pytest.mark.parametrize(("code", "spanish", "english"), [("US", "Estados Unidos", "United States"), ("ZZZ", "x", "x")])
def test_a_country_has_its_name_in_each_language(code: str, spanish: str, english: str) -> None:
    assert (SPANISH.country(code, "x"), ENGLISH.country(code, "x")) == (spanish, english)


def test_a_date_is_said_as_precisely_as_it_is_known() -> None:
    assert [SPANISH.date(one) for one in ("1998", "1998-04", "1998-04-15", None)] == [
        "1998", "abril de 1998", "15 de abril de 1998", "",
    ]  # fmt: skip


def test_one_is_said_in_singular() -> None:
    nouns = (("acuerdo", "acuerdos"), ("agreement", "agreements"))
    assert [SPANISH.counted(1, *nouns), ENGLISH.counted(1350, *nouns)] == ["1\u00a0acuerdo", "1,350\u00a0agreements"]
