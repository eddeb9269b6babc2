"""Of any date: what is printed is read, no more precisely than printed, and what is no date is none."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.torture.examples import bounded
from tests.transforms.test_dates import MONTHS, ROMAN, STYLES, spelled
from transforms.dates import Precision, read_date

DAYS = st.dates(min_value=date(1941, 1, 1), max_value=date(2040, 12, 31))
AROUND = st.sampled_from(
    ("{}", "Firmado el {}", "{} (SIMULADO)", "En la ciudad de León, a {}.", "Fecha: {}; sin vigencia")
)
RANK: dict[Precision, int] = {"none": 0, "year": 1, "month": 2, "day": 3}

MORE_STYLES: dict[str, Callable[[date], str]] = {
    "ISO": date.isoformat,
    "abbreviated with dot": lambda d: f"{d.day} {MONTHS[d.month - 1][:3].capitalize()}. {d.year}",
    "dots": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    "roman, whole year": lambda d: f"{d.day}-{ROMAN[d.month - 1]}-{d.year}",
    "a los días": lambda d: f"a los {d.day} días del mes de {MONTHS[d.month - 1]} de {d.year}",
    "degree sign": lambda d: f"{d.day}{'°' if d.day == 1 else ''} de {MONTHS[d.month - 1]} de {d.year}",
    "comma": lambda d: f"{d.day} de {MONTHS[d.month - 1]}, {d.year}",
    "two signs": lambda d: f"{d.day:02} / {d.month:02} / {d.year}",
    "number and word": lambda d: f"{d.day} ({spelled(d.day)}) de {MONTHS[d.month - 1]} de {d.year}",
}
COARSE: dict[str, tuple[Precision, Callable[[date], str]]] = {
    "month and year": ("month", lambda d: f"{MONTHS[d.month - 1]} de {d.year}"),
    "MONTH DEL YEAR": ("month", lambda d: f"{MONTHS[d.month - 1].upper()} DEL {d.year}"),
    "month / year": ("month", lambda d: f"{d.month:02}/{d.year}"),
    "year-month": ("month", lambda d: f"{d.year}-{d.month:02}"),
    "abbreviated": ("month", lambda d: f"{MONTHS[d.month - 1][:3]}. {d.year}"),
    "year": ("year", lambda d: f"{d.year}"),
    "year in words": ("year", lambda d: f"año {spelled(d.year)}"),
}
# No word of it is or holds a number, a month or the name of one.
WORDS = st.sampled_from(
    "acuerdo firmado vigente ciudad hermana entre cultura sin fecha el la con Oregon hoy ayer lunes ... ; ( ) / - : "
    "SIMULADO".split()
)


@pytest.mark.parametrize("style", sorted(STYLES | MORE_STYLES))
@given(day=DAYS, around=AROUND)
@bounded(25)
def test_a_day_in_any_style_is_read_whatever_stands_around_it(style: str, day: date, around: str) -> None:
    printed = (STYLES | MORE_STYLES)[style](day)
    assert read_date(around.format(printed)).iso == day.isoformat()


@pytest.mark.parametrize("style", sorted(COARSE))
@given(day=DAYS, around=AROUND)
@bounded(25)
def test_no_date_is_read_more_precisely_than_it_is_printed(style: str, day: date, around: str) -> None:
    precision, write = COARSE[style]
    found = read_date(around.format(write(day)))
    assert found.precision == precision
    assert day.isoformat().startswith(found.iso)


@given(words=st.lists(WORDS, max_size=12))
@bounded(100)
def test_words_without_a_number_hold_no_date(words: list[str]) -> None:
    assert read_date(" ".join(words)).iso == ""


@given(text=st.text(alphabet="0123456789/-. deañomyril", max_size=40))
@bounded(200)
def test_a_year_that_is_read_was_printed(text: str) -> None:
    found = read_date(text)
    if found.iso and "mil" not in text:
        digits = {int(run[:4]) % 100 for run in re.findall(r"\d{4}", text)} | {
            int(run) for run in re.findall(r"\d\d", text)
        }
        assert int(found.iso[2:4]) in digits | {int(pair) for pair in re.findall(r"(?=(\d\d))", text)}


@given(text=st.text(max_size=80), year=st.integers(1821, 2100))
@bounded(100)
def test_nonsense_beside_a_year_never_raises(text: str, year: int) -> None:
    for printed in (f"{text}{year}", f"{year}{text}", f"{text} 31 de {text} {year}"):
        found = read_date(printed)
        assert RANK[found.precision] == {0: 0, 4: 1, 7: 2, 10: 3}[len(found.iso)]
