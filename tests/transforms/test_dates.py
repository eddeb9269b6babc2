"""Dates of ../shared/notes/sources-and-traps.md, and every date there is in the styles of Mexican pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.transforms.observed import ANY_TEXT
from transforms.dates import read_date

MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre",
    "diciembre",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_TO_29 = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
).split()
_TENS = {3: "treinta", 4: "cuarenta", 5: "cincuenta", 6: "sesenta", 7: "setenta", 8: "ochenta", 9: "noventa"}


def spelled(number: int) -> str:
    """A number below 2100 in Spanish words."""
    if number >= 2000:
        return f"dos mil {spelled(number - 2000)}" if number > 2000 else "dos mil"
    if number >= 1900:
        return f"mil novecientos {spelled(number - 1900)}" if number > 1900 else "mil novecientos"
    if number < 30:
        return _TO_29[number]
    tens, unit = divmod(number, 10)
    return f"{_TENS[tens]} y {_TO_29[unit]}" if unit else _TENS[tens]


STYLES: dict[str, Callable[[date], str]] = {
    "long": lambda d: f"{d.day} de {MONTHS[d.month - 1]} de {d.year}",
    "del, capitals": lambda d: f"{d.day:02} DE {MONTHS[d.month - 1].upper()} DEL {d.year}",
    "ordinal": lambda d: f"{'1o.' if d.day == 1 else d.day} de {MONTHS[d.month - 1]} de {d.year}",
    "slashes": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "roman month": lambda d: f"{d.day}/{ROMAN[d.month - 1]}/{d.year % 100:02}",
    "abbreviated": lambda d: f"{d.day:02}-{MONTHS[d.month - 1][:3]}-{d.year % 100:02}",
    "year first with dots": lambda d: f"{d.year}.{d.month}.{d.day}",
    "spelled out": lambda d: f"{spelled(d.day)} de {MONTHS[d.month - 1]} de {spelled(d.year)}",
    "month first": lambda d: f"{MONTHS[d.month - 1][:3].upper()} / {d.day} / {d.year}",
    "weekday before": lambda d: f"miércoles {d.day} de {MONTHS[d.month - 1]} de {d.year}",
}


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("22 de febrero del 2019", "2019-02-22"),
        ("3 DE MAYO DE 2011", "2011-05-03"),
        ("15/IV/98", "1998-04-15"),
        ("1o. de julio de 2003", "2003-07-01"),
        ("1978.2.16", "1978-02-16"),
        ("15-abr-98", "1998-04-15"),
        ("veintitrés de agosto de dos mil cuatro", "2004-08-23"),
        ("SEP / 15 / 2022", "2022-09-15"),
        ("1º de julio de 2003", "2003-07-01"),
        ("1° de julio de 2003", "2003-07-01"),
        ("1ro. de julio de 2003", "2003-07-01"),
        ("primero de julio de dos mil tres", "2003-07-01"),
        ("15-ABR-98", "1998-04-15"),
        ("15/iv/1998", "1998-04-15"),
        ("3 de mayo de 2011", "2011-05-03"),
        ("  3\u00a0de  mayo\nde 2011. ", "2011-05-03"),
        ("2011-05-03", "2011-05-03"),
        ("03/05/2011", "2011-05-03"),
        ("03.05.2011", "2011-05-03"),
        ("3 de setiembre de 2011", "2011-09-03"),
        ("24 de abril de 2014", "2014-04-24"),
        ("jueves 7 de diciembre (2023)", "2023-12-07"),
        ("Nov. 8, 2021", "2021-11-08"),
        ("7 octobre 2009", "2009-10-07"),
        ("13 avril 2002", "2002-04-13"),
        ("29 de febrero de 2012", "2012-02-29"),
        ("treinta y uno de diciembre de mil novecientos noventa y nueve", "1999-12-31"),
    ],
)
def test_day(printed: str, iso: str) -> None:
    found = read_date(printed)
    assert (found.iso, found.precision) == (iso, "day")


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("abril 2004", "2004-04"),
        ("abril de 2004", "2004-04"),
        ("ABRIL DEL 2004", "2004-04"),
        ("Septiembre de 1999", "1999-09"),
        ("abr-2004", "2004-04"),
        ("April of 1988", "1988-04"),
        ("1998-04", "1998-04"),
    ],
)
def test_month_and_no_more(printed: str, iso: str) -> None:
    found = read_date(printed)
    assert (found.iso, found.precision) == (iso, "month")


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("1998", "1998"),
        ("desde 1978", "1978"),
        ("Established 1974", "1974"),
        ("firmados en 2019", "2019"),
        ("dos mil cuatro", "2004"),
    ],
)
def test_year_and_no_more(printed: str, iso: str) -> None:
    found = read_date(printed)
    assert (found.iso, found.precision) == (iso, "year")


@pytest.mark.parametrize(
    ("printed", "month", "days"),
    [
        ("15 y 16 de abril de 2010", "2010-04", {"15", "16"}),
        ("15 al 17 de abril de 2010", "2010-04", {"15", "17"}),
        ("del 11 al 13 de octubre de 2022", "2022-10", {"11", "13"}),
    ],
)
def test_range_of_days_is_read_within_its_month(printed: str, month: str, days: set[str]) -> None:
    found = read_date(printed)
    assert found.iso[:7] == month
    assert found.precision == ("day" if len(found.iso) == 10 else "month")
    assert not found.iso[8:] or found.iso[8:] in days


@pytest.mark.parametrize(
    "printed",
    [
        "30 de febrero de 2011",
        "29 de febrero de 2011",
        "31 de abril de 2010",
        "31/04/2011",
        "32/01/2011",
        "31/IV/98",
        "31-abr-98",
        "2011-02-30",
        "2011.13.45",
        "13/13/2013",
        "0 de mayo de 2011",
        "00/00/2011",
        "0-99-99",
        "00/05/2011",
        "00/13/2011",
        "treinta y uno de abril de dos mil diez",
        "MAY / 32 / 2022",
    ],
)
def test_impossible_date_gives_nothing(printed: str) -> None:
    found = read_date(printed)
    assert (found.iso, found.precision) == ("", "none")


@pytest.mark.parametrize(
    "printed",
    [
        "", "   ", "s/f", "Sin fecha", "N/A", "---", "pendiente", "mayo", "15 de abril", "Wednesday (no date)",
        "el pasado lunes", "on August 30", "por más de 40 años", "mil gracias",
    ],
)  # fmt: skip
def test_no_date_is_made_up(printed: str) -> None:
    found = read_date(printed)
    assert (found.iso, found.precision) == ("", "none")


@pytest.mark.parametrize("style", STYLES)
@given(day=st.dates(min_value=date(1950, 1, 1), max_value=date(2026, 12, 31)))
@example(day=date(1950, 1, 1))
@example(day=date(1999, 12, 31))
@example(day=date(2000, 2, 29))
@example(day=date(2001, 1, 1))
@example(day=date(2012, 12, 12))
@settings(ANY_TEXT)
def test_any_date_reads_back_from_any_style(style: str, day: date) -> None:
    found = read_date(STYLES[style](day))
    assert (found.iso, found.precision) == (day.isoformat(), "day")


@given(day=st.dates(min_value=date(1950, 1, 1), max_value=date(2026, 12, 31)))
@settings(ANY_TEXT)
def test_any_month_and_year_read_back_as_precise_as_printed(day: date) -> None:
    month = read_date(f"{MONTHS[day.month - 1]} de {day.year}")
    assert (month.iso, month.precision) == (f"{day:%Y-%m}", "month")
    year = read_date(str(day.year))
    assert (year.iso, year.precision) == (f"{day:%Y}", "year")


@given(text=st.text())
@settings(ANY_TEXT)
def test_any_text_gives_a_date_or_none(text: str) -> None:
    found = read_date(text)
    assert found.precision == {0: "none", 4: "year", 7: "month", 10: "day"}[len(found.iso)]


@given(
    text=st.lists(
        st.sampled_from(
            "1 3 15 31 40 98 1998 2011 20111 99999 0 de del / . - , º 1o. abril IV xii dos mil veinti al y 年 月 ('".split()
        ),
        max_size=8,
    ).map(" ".join)
)
@settings(ANY_TEXT)
def test_whatever_is_read_is_a_possible_date(text: str) -> None:
    iso = read_date(text).iso
    if iso:
        assert date.fromisoformat(iso + "-01-01"[len(iso) - 4 :])


@given(
    numbers=st.tuples(*[st.integers(0, 120).map(str) | st.sampled_from(["00", "1899", "1998", "2011"])] * 3),
    parting=st.sampled_from("/-. "),
)
@example(numbers=("0", "99", "99"), parting="-")
@settings(ANY_TEXT)
def test_three_numbers_are_a_possible_date_or_none(numbers: tuple[str, str, str], parting: str) -> None:
    iso = read_date(parting.join(numbers)).iso
    if iso:
        assert date.fromisoformat(iso + "-01-01"[len(iso) - 4 :])
