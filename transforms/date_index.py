"""Which known rows may be about one signing with a row seen, by their dates: the block in which rows are compared.

Rows whose dates have nothing to do with each other are never alike enough to be linked or put to review
(``OTHER_DATE``), so leaving them out changes no answer: tests/transforms/test_blocking.py.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

import numpy

from transforms.pair_likeness import Vector
from transforms.similarity import CLOSE_DAYS

# Pairs compared at once: what bounds the memory of a comparison.
AT_ONCE = 1_000_000


class DateIndex:
    """Positions of known rows by the day they were signed, and the days that are like a given one.

    ``slips``: whether dates that differ by one digit are alike enough to matter.
    """

    def __init__(self, *, slips: bool) -> None:
        self._slips = slips
        self._positions: dict[str, list[int]] = {}
        self._finer: dict[str, list[str]] = defaultdict(list)
        self._written_like: dict[str, list[str]] = defaultdict(list)
        self.size = 0

    def add(self, signed_on: str) -> None:
        """Take in the next row; rows have the positions 0, 1, 2 ... in the order they are added."""
        if signed_on not in self._positions:
            self._positions[signed_on] = []
            for coarser in _coarser(signed_on):
                self._finer[coarser].append(signed_on)
            if self._slips:
                for pattern in _slipped(signed_on):
                    self._written_like[pattern].append(signed_on)
        self._positions[signed_on].append(self.size)
        self.size += 1

    def near(self, signed_on: str) -> Vector:
        """Positions of the rows with a date like this one, in order; all of them where it is not said."""
        if not signed_on:
            return numpy.arange(self.size)
        days = {"", signed_on, *_coarser(signed_on), *self._finer.get(signed_on, ()), *_mistaken(signed_on)}
        if self._slips:
            days.update(day for pattern in _slipped(signed_on) for day in self._written_like.get(pattern, ()))
        found = [self._positions[day] for day in days if day in self._positions]
        return numpy.array(sorted(position for rows in found for position in rows), dtype="int64")


def candidates(index: DateIndex, dates: Sequence[str]) -> Iterator[tuple[Vector, Vector]]:
    """Lines of the index and columns (positions in ``dates``) that may belong together, so many at once."""
    by_date: dict[str, list[int]] = defaultdict(list)
    for column, signed_on in enumerate(dates):
        by_date[signed_on].append(column)
    waiting: list[tuple[Vector, Vector]] = []
    for signed_on, columns in by_date.items():
        lines = index.near(signed_on)
        step = max(1, AT_ONCE // max(1, len(lines)))
        for start in range(0, len(columns) if len(lines) else 0, step):
            some = numpy.array(columns[start : start + step], dtype="int64")
            waiting.append((numpy.tile(lines, len(some)), numpy.repeat(some, len(lines))))
            if sum(len(found) for found, _ in waiting) >= AT_ONCE:
                yield _together(waiting)
                waiting = []
    if waiting:
        yield _together(waiting)


def _together(waiting: Iterable[tuple[Vector, Vector]]) -> tuple[Vector, Vector]:
    lines, columns = zip(*waiting, strict=True)
    return numpy.concatenate(lines), numpy.concatenate(columns)


def _coarser(signed_on: str) -> Iterator[str]:
    return (signed_on[:length] for length in range(1, len(signed_on)))


def _slipped(signed_on: str) -> Iterator[str]:
    """The date with each of its characters left open: dates that share one differ in that character alone."""
    return (f"{signed_on[:place]}?{signed_on[place + 1 :]}" for place in range(len(signed_on)))


def _mistaken(signed_on: str) -> Iterator[str]:
    """The days beside it, and the one with day and month changed about."""
    if len(signed_on) == 10:
        yield f"{signed_on[:4]}-{signed_on[8:]}-{signed_on[5:7]}"
        day = date.fromisoformat(signed_on)
        for distance in range(-CLOSE_DAYS, CLOSE_DAYS + 1):
            # Before the first year and after the last there is no day.
            if distance and 0 < day.toordinal() + distance <= date.max.toordinal():
                yield (day + timedelta(distance)).isoformat()
