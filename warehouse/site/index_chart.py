"""Where the lines and dots of the index over time go: geometry of a small chart, drawn by its template. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.edition import Edition
from warehouse.quality_reading import Row

WIDTH, HEIGHT = 600, 240
LEFT, RIGHT, TOP, BOTTOM = 34, 584, 24, 204
# The book's grades end at 1, 2 and 3; the index has no stated top.
LEAST_TOP = 4


@dataclass(frozen=True, slots=True)
class Dot:
    """One printed value: where it stands and what it says."""

    x: float
    y: float
    year: int
    value: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """The same in the table behind the chart."""

    year: int
    value: str
    grade: str
    growth: str
    national: str


@dataclass(frozen=True, slots=True)
class IndexChart:
    """``line`` and ``mean`` are the points of the state and of the country; ``levels`` the grid: (y, label)."""

    width: int
    height: int
    left: int
    right: int
    bottom: int
    levels: tuple[tuple[float, str], ...]
    dots: tuple[Dot, ...]
    mean_dots: tuple[Dot, ...]
    line: str
    mean: str
    rows: tuple[YearRow, ...]


def index_chart(own: Sequence[Row], country: Sequence[Row], edition: Edition) -> IndexChart | None:
    """The chart of the rows of ``internationalization_index`` of a state, beside those of the country; none without."""
    if not own:
        return None
    own, country = (sorted(rows, key=lambda row: row["year"]) for rows in (own, country))
    years = [row["year"] for row in (*own, *country)]
    first, last = int(min(years)), int(max(years))
    top: int = max(LEAST_TOP, *(math.ceil(row["value"]) for row in (*own, *country)))

    def across(year: int) -> float:
        return round(LEFT + 20 + (RIGHT - LEFT - 40) * ((year - first) / (last - first) if last > first else 0.5), 1)

    def up(value: float) -> float:
        return round(BOTTOM - (BOTTOM - TOP) * value / top, 1)

    def dots(rows: Sequence[Row]) -> tuple[Dot, ...]:
        return tuple(
            Dot(across(row["year"]), up(row["value"]), row["year"], edition.number(row["value"])) for row in rows
        )

    dots_of_own, dots_of_country = dots(own), dots(country)
    return IndexChart(
        width=WIDTH, height=HEIGHT, left=LEFT, right=RIGHT, bottom=BOTTOM,
        levels=tuple((up(level), str(level)) for level in range(top + 1)),
        dots=dots_of_own, mean_dots=dots_of_country, line=_points(dots_of_own), mean=_points(dots_of_country),
        rows=_rows(own, country, edition),
    )  # fmt: skip


def _points(dots: Sequence[Dot]) -> str:
    return " ".join(f"{dot.x:g},{dot.y:g}" for dot in dots)


def _rows(own: Sequence[Row], country: Sequence[Row], edition: Edition) -> tuple[YearRow, ...]:
    national = {row["year"]: edition.number(row["value"]) for row in country}
    return tuple(
        YearRow(
            year=row["year"],
            value=edition.number(row["value"]),
            grade=edition.value("internationalization_index", "grade", row["grade"]),
            growth="—" if row["growth"] is None else f"{row['growth']:+.2f}",
            national=national.get(row["year"], "—"),
        )
        for row in own
    )
