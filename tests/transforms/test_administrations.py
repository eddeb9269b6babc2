"""Presidencies by date: 1 December to 30 November, since 2024 from 1 October; nothing where a date is too coarse."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.observed import ANY_TEXT
from transforms.administrations import administration, nafta_era

BEGINNINGS = [
    (date(1982, 12, 1), "de_la_madrid"),
    (date(1988, 12, 1), "salinas"),
    (date(1994, 12, 1), "zedillo"),
    (date(2000, 12, 1), "fox"),
    (date(2006, 12, 1), "calderon"),
    (date(2012, 12, 1), "pena_nieto"),
    (date(2018, 12, 1), "lopez_obrador"),
    (date(2024, 10, 1), "sheinbaum"),
]


def presidency(day: date) -> str:
    return ["before_1982", *(name for first, name in BEGINNINGS if first <= day)][-1]


@pytest.mark.parametrize(("first", "name"), BEGINNINGS)
def test_boundary(first: date, name: str) -> None:
    former = first - timedelta(days=1)
    assert administration(first.isoformat()) == name
    assert administration(former.isoformat()) == presidency(former) != name


@pytest.mark.parametrize(
    ("iso", "name"),
    [
        ("", ""),
        ("1965", "before_1982"),
        ("1982", ""),
        ("1982-11", "before_1982"),
        ("1982-12", "de_la_madrid"),
        ("1994", ""),
        ("1994-11", "salinas"),
        ("1994-12", "zedillo"),
        ("1998", "zedillo"),
        ("2011", "calderon"),
        ("2024", ""),
        ("2024-09", "lopez_obrador"),
        ("2024-10", "sheinbaum"),
        ("2025", "sheinbaum"),
    ],
)
def test_coarse_dates(iso: str, name: str) -> None:
    assert administration(iso) == name


@given(day=st.dates(min_value=date(1940, 1, 1), max_value=date(2029, 12, 31)))
@settings(ANY_TEXT)
def test_every_day_month_and_year(day: date) -> None:
    assert administration(day.isoformat()) == presidency(day)
    changes_in_year = presidency(date(day.year, 1, 1)) != presidency(date(day.year, 12, 31))
    assert administration(f"{day.year}") == ("" if changes_in_year else presidency(day))
    # All terms begin on the first of a month.
    assert administration(f"{day:%Y-%m}") == presidency(day)


@pytest.mark.parametrize(
    ("iso", "era"),
    [
        ("", ""),
        ("1993-12-31", "pre_nafta"),
        ("1994-01-01", "post_nafta"),
        ("1993", "pre_nafta"),
        ("1993-12", "pre_nafta"),
        ("1994", "post_nafta"),
        ("1961", "pre_nafta"),
        ("2024-10-01", "post_nafta"),
    ],
)
def test_nafta_era(iso: str, era: str) -> None:
    assert nafta_era(iso) == era
