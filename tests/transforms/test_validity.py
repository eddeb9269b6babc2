"""How long an agreement is said to hold."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.observed import ANY_TEXT
from transforms.validity import Validity, holds, read_validity, status

SIGNED = "2011-05-03"


@pytest.mark.parametrize(
    "text",
    [
        "Indefinida",
        "INDEFINIDA",
        "indefinido",
        "Vigencia indefinida",
        "Tiempo indefinido",
        "Por tiempo indeterminado",
        "Permanente",
    ],
)
def test_indefinite(text: str) -> None:
    assert read_validity(text, "", SIGNED) == Validity("indefinite", "")


@pytest.mark.parametrize(
    ("text", "term", "until"),
    [
        ("5 años", "P5Y", "2016-05-03"),
        ("CINCO AÑOS", "P5Y", "2016-05-03"),
        ("tres (3) años", "P3Y", "2014-05-03"),
        ("1 año", "P1Y", "2012-05-03"),
        ("un año", "P1Y", "2012-05-03"),
        ("18 meses", "P18M", "2012-11-03"),
        ("veinte años", "P20Y", "2031-05-03"),
        ("Vigencia de 2 años a partir de su firma", "P2Y", "2013-05-03"),
        ("un año y seis meses", "P1Y6M", "2012-11-03"),
        ("2 años, 6 (seis) meses y 15 días", "P2Y6M15D", "2013-11-18"),
        ("un año y medio", "P1Y6M", "2012-11-03"),
        ("año y medio", "P1Y6M", "2012-11-03"),
        ("90 días naturales", "P90D", "2011-08-01"),
        ("3 años improrrogables", "P3Y", "2014-05-03"),
        ("3 años, sin posibilidad de renovación", "P3Y", "2014-05-03"),
    ],
)
def test_duration(text: str, term: str, until: str) -> None:
    assert read_validity(text, "", SIGNED) == Validity(term, until)


@pytest.mark.parametrize(
    ("signed", "until"), [("2011", "2016"), ("2011-05", "2016-05"), ("2012-02-29", "2017-02-28"), ("", "")]
)
def test_end_is_as_precise_as_the_beginning(signed: str, until: str) -> None:
    assert read_validity("5 años", "", signed) == Validity("P5Y", until)


@pytest.mark.parametrize(
    ("text", "expires"),
    [
        ("Hasta el 31 de diciembre de 2015", ""),
        ("hasta el 31/12/2015", ""),
        ("del 3 de mayo de 2011 al 31 de diciembre de 2015", ""),
        ("", "31 de diciembre de 2015"),
        ("", "31/12/2015"),
    ],
)
def test_until_a_day(text: str, expires: str) -> None:
    assert read_validity(text, expires, SIGNED) == Validity("until", "2015-12-31")


@pytest.mark.parametrize(
    "text",
    [
        "5 años prorrogables por un periodo igual",
        "5 años, prorrogable",
        "cinco años con renovación tácita",
        "5 años, renovable",
        "5 años y prórroga por 50 años más",
        "5 años renovables automáticamente",
    ],
)
def test_where_it_may_have_been_renewed_no_end_is_counted(text: str) -> None:
    found = read_validity(text, "", SIGNED)
    assert found == Validity("P5Y", "")
    assert status(found, "", "2026-11-23") == "unknown"


def test_printed_end_wins_over_a_counted_one() -> None:
    assert read_validity("5 años", "31 de diciembre de 2015", SIGNED).expires_on == "2015-12-31"


@pytest.mark.parametrize("text", ["", "N/A", "letra muerta", "Azul", "Conforme a derecho"])
def test_nothing_is_made_up(text: str) -> None:
    assert read_validity(text, "", SIGNED) == Validity("", "")


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Vigente", "in_force"),
        ("VIGENTE", "in_force"),
        ("En vigor", "in_force"),
        ("No vigente", "expired"),
        ("Vencido", "expired"),
        ("Concluido", "expired"),
        ("letra muerta", ""),
        ("", ""),
    ],
)
def test_what_a_column_states(text: str, stated: str) -> None:
    assert holds(text) == stated


@pytest.mark.parametrize(
    ("validity", "said", "today", "expected"),
    [
        (Validity("P5Y", "2016-05-03"), "", "2016-05-02", "in_force"),
        (Validity("P5Y", "2016-05-03"), "", "2016-05-04", "expired"),
        (Validity("until", "2016"), "", "2016-12-31", "in_force"),
        (Validity("until", "2016"), "", "2017-01-01", "expired"),
        (Validity("indefinite", ""), "", "2026-11-23", "in_force"),
        (Validity("indefinite", ""), "No vigente", "2026-11-23", "expired"),
        (Validity("", ""), "Vigente", "2026-11-23", "in_force"),
        (Validity("", ""), "", "2026-11-23", "unknown"),
        (Validity("", ""), "letra muerta", "2026-11-23", "unknown"),
        (Validity("P5Y", ""), "", "2026-11-23", "unknown"),
        (Validity("P5Y", "2016-05-03", counted=True), "Vigente", "2026-11-23", "in_force"),
        (Validity("P5Y", "2016-05-03", counted=True), "", "2026-11-23", "expired"),
        (Validity("until", "2016-05-03"), "Vigente", "2026-11-23", "expired"),
        (Validity("until", "2028-02"), "", "2028-02-29", "in_force"),
        (Validity("until", "2028-02"), "", "2028-03-01", "expired"),
    ],
)
def test_status_at_a_day(validity: Validity, said: str, today: str, expected: str) -> None:
    assert status(validity, said, today) == expected


@given(signed=st.dates(min_value=date(1950, 1, 1), max_value=date(2030, 12, 31)), years=st.integers(1, 50))
@settings(ANY_TEXT)
def test_any_years_end_on_the_same_day_of_a_later_year(signed: date, years: int) -> None:
    found = read_validity(f"{years} años", "", signed.isoformat())
    end = date.fromisoformat(found.expires_on)
    assert found.term == f"P{years}Y"
    assert (end.year, end.month) == (signed.year + years, signed.month)
    assert end.day == signed.day or (signed.month, signed.day, end.day) == (2, 29, 28)


@given(text=st.text(), expires=st.text())
@settings(ANY_TEXT)
def test_any_text_is_read_or_left(text: str, expires: str) -> None:
    found = read_validity(text, expires, SIGNED)
    assert found.term in {"", "indefinite", "until"} or found.term.startswith("P")
