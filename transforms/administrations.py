"""Presidency and NAFTA era in which a date falls; empty where the date is too coarse to tell."""

from __future__ import annotations

from functools import lru_cache

from transforms.vocabulary import rows

NAFTA_YEAR = 1994  # in force since 1994-01-01 (DOF 1993-12-20)


def _span(iso: str) -> tuple[str, str]:
    """First and last day that a partial date may mean."""
    return (iso + "-01-01"[len(iso) - 4 :], iso + "-12-31"[len(iso) - 4 :])


def _in_office(day: str) -> str:
    name = ""
    for row in rows("administrations"):
        if row["from"] <= day:
            name = row["administration"]
    return name


@lru_cache(maxsize=20_000)
def administration(iso: str) -> str:
    """Code of the presidency of an ISO date (year, month or day); no presidency is invented after the last known."""
    if not iso:
        return ""
    first, last = (_in_office(day) for day in _span(iso))
    return first if first == last else ""


def nafta_era(iso: str) -> str:
    """``pre_nafta`` before 1994-01-01, ``post_nafta`` since; empty without a date."""
    if not iso:
        return ""
    return "pre_nafta" if int(iso[:4]) < NAFTA_YEAR else "post_nafta"
