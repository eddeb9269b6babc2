"""The style of a printed date, and what is told of one that nobody has seen."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.holdout import dates as holdout
from tests.simulated_registry.date_styles import DATE_STYLES, write_date
from tests.transforms.observed import ANY_TEXT
from tests.transforms.test_dates import STYLES
from transforms.date_styles import new_style, style_issue, style_of
from transforms.vocabulary import rows


@pytest.mark.parametrize(
    ("printed", "style"),
    [
        ("15/04/1998", "99/99/9999"),
        ("5/4/98", "99/99/99"),
        ("3 de mayo de 2011", "99 de MES de 9999"),
        ("23 DE ABRIL DE 2014", "99 de MES de 9999"),
        ("15-abr-98", "99-MMM-99"),
        ("15/IV/98", "99/ROMANO/99"),
        ("1o. de julio de 2003", "99o. de MES de 9999"),
        ("veintitrés de agosto de dos mil cuatro", "LETRAS de MES de LETRAS"),
        ("miércoles 15 de abril de 1998", "DIASEM 99 de MES de 9999"),
        ("jueves 7 de diciembre (2023)", "DIASEM 99 de MES (9999)"),
        ("15 y 16 de abril de 2010", "99 y 99 de MES de 9999"),
        ("Nov. 8, 2021", "MMM. 99, 9999"),
        ("1998", "9999"),
    ],
)
def test_a_style_tells_what_stands_where(printed: str, style: str) -> None:
    assert style_of(printed) == style


@pytest.mark.parametrize("printed", ["Toluca, 15 de abril de 1998", "Ciudad de Cigales, a 15 de abril de 1998 (acta)"])
def test_what_stands_around_a_date_is_no_part_of_its_style(printed: str) -> None:
    assert style_of(printed) == "99 de MES de 9999"


@pytest.mark.parametrize("printed", ["", "s/f", "Sin fecha", "pendiente", "4 años", "Un (1) año", "por una vez", "---"])
def test_a_text_without_a_date_has_no_style(printed: str) -> None:
    assert style_of(printed) == ""


def test_the_file_of_styles_is_sorted_and_each_example_shows_its_style() -> None:
    styles = [row["style"] for row in rows("date_styles")]
    assert styles == sorted(set(styles))
    assert all(style_of(row["example"]) == row["style"] and row["source"] for row in rows("date_styles"))


DAYS = [date(1990, 1, 1) + timedelta(days=97 * number) for number in range(130)]


@pytest.mark.parametrize("write", STYLES.values(), ids=list(STYLES))
def test_the_styles_of_our_own_tests_are_known(write: Callable[[date], str]) -> None:
    assert {new_style(write(day)) for day in DAYS} == {("", "")}


@pytest.mark.parametrize("style", DATE_STYLES)
def test_the_styles_of_the_simulated_registry_are_known(style: str) -> None:
    printed = [write_date(iso, style, Random(7)) for day in DAYS for iso in (f"{day}", f"{day:%Y-%m}", f"{day:%Y}")]
    assert {new_style(text) for text in printed} == {("", "")}


@pytest.mark.parametrize("style", holdout.STYLES)
def test_the_styles_of_the_hold_out_are_known(style: str) -> None:
    rng = Random(7)
    printed = [
        holdout.written(day, precision, style, "Cigales", rng) for day in DAYS for precision in ("day", "month", "year")
    ]
    assert {new_style(text) for text in printed} == {("", "")}


def test_a_style_never_seen_is_told_with_an_example_and_the_line_that_teaches_it() -> None:
    issue = style_issue("15~04~1998", "agreements", "signed_on", "sim")
    assert issue is not None
    assert (issue.severity, issue.rule, issue.value) == ("info", "date_style_new", "15~04~1998")
    assert "«99~99~9999»" in issue.message
    assert issue.remedy.startswith("transforms/vocabulary/date_styles.csv: ")
    assert issue.remedy.endswith("añada la línea 99~99~9999,15~04~1998,sim")


def test_a_line_to_add_is_a_line_of_csv() -> None:
    issue = style_issue("abril, el 15, 1998", "agreements", "signed_on", "sim")
    assert issue is not None
    assert issue.remedy.endswith('"MES, el 99, 9999","abril, el 15, 1998",sim')


def test_a_new_style_that_was_read_says_as_which_day() -> None:
    issue = style_issue("15 abril, 1998", "agreements", "signed_on", "sim")
    assert issue is not None
    assert "se leyó como 1998-04-15" in issue.message


def test_of_a_list_of_dates_the_new_one_is_told() -> None:
    assert new_style("2025-07; 15~04~1998; undated") == ("99~99~9999", "15~04~1998")


@given(text=st.text())
@settings(ANY_TEXT)
def test_any_text_has_a_style_or_none(text: str) -> None:
    assert not set(style_of(text)) & set("012345678")


def test_a_hundred_thousand_dates_take_a_few_seconds() -> None:
    writers = list(DATE_STYLES.values())
    days = (date(1950, 1, 1) + timedelta(days=number) for number in range(25_000))
    printed = [writers[number % len(writers)](day) for number, day in enumerate(days)] * 4
    start = time.perf_counter()
    for text in printed:
        new_style(text)
    assert time.perf_counter() - start < 5
