"""Dates of signature inside a presidency, and validities that follow from them."""

from datetime import date, timedelta
from random import Random

# First and last day used for each presidency. Salinas stops before NAFTA, as the book's count of
# 28 agreements before NAFTA wants; the book closes on 1 January 2025.
TERMS = {
    "de_la_madrid": (date(1982, 12, 1), date(1988, 11, 30)),
    "salinas": (date(1988, 12, 1), date(1993, 12, 31)),
    "zedillo": (date(1994, 12, 1), date(2000, 11, 30)),
    "fox": (date(2000, 12, 1), date(2006, 11, 30)),
    "calderon": (date(2006, 12, 1), date(2012, 11, 30)),
    "pena_nieto": (date(2012, 12, 1), date(2018, 11, 30)),
    "lopez_obrador": (date(2018, 12, 1), date(2024, 9, 30)),
    "sheinbaum": (date(2024, 10, 1), date(2024, 12, 31)),
}


def random_date(term: str, rng: Random) -> tuple[str, str]:
    """An ISO date and its precision; coarse ones still fall in one presidency only."""
    first, last = TERMS[term]
    day = first + timedelta(days=rng.randrange((last - first).days + 1))
    roll = rng.random()
    if roll < 0.02:
        if first <= date(day.year, 1, 1) and date(day.year, 12, 31) <= last:
            return f"{day.year}", "year"
    elif roll < 0.06:
        return f"{day:%Y-%m}", "month"
    return day.isoformat(), "day"


def random_validity(signed_on: str, precision: str, rng: Random) -> tuple[str, int, str]:
    """Kind (indefinite, years, fixed, none), number of years, and last day where one is printed."""
    roll = rng.random()
    if roll < 0.4:
        return "indefinite", 0, ""
    if roll < 0.7:
        return "years", rng.choice([1, 2, 3, 3, 4, 5, 5, 6, 10]), ""
    if roll < 0.85:
        year = int(signed_on[:4]) + rng.choice([1, 2, 3, 5, 6])
        month, day = rng.choice(
            [
                (12, 31),
                (12, 31),
                (9, 30),
                (11, 30),
                (rng.randint(1, 12), rng.randint(1, 28)),
            ]
        )
        return "fixed", 0, date(year, month, day).isoformat()
    return "none", 0, ""
