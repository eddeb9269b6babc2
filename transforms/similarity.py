"""How alike two records of an agreement are, as a number from 0 to 1, for whole blocks of records at once.

In: rows of the agreements table, known ones and seen ones. Out: a matrix, one line per known row. Weights and
penalties are of our own making, measured by ``make bench`` (bench/identity.py), not taken from a paper.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from rapidfuzz import fuzz, process

from transforms.text import fold

if TYPE_CHECKING:
    import numpy

    Matrix = numpy.ndarray[Any, numpy.dtype[numpy.float64]]

Row = Mapping[str, object]

# Words that any party may carry: they must not make Idaho resemble Washington.
_COMMON = frozenset(
    "a al and c ciudad city con constitucional de del e el en estado gobierno government h honorable la las libre los "
    "municipio ayuntamiento mpio of por provincia prefectura region republica sa soberano state su the y".split()
)
_WEIGHTS = {"counterpart": 0.35, "local_party": 0.2, "title": 0.2, "instrument": 0.1, "date": 0.15}
_SILENT = 0.7  # one of the two does not say
_CLOSE_DAYS = 1
_COUNTERPART_FLOOR = 0.55
_SAME_TITLE, _NAMED, _SAME_DATE, _SAME_WORDS = 0.92, 84, 0.95, 0.85
OTHER_DATE, OTHER_COUNTERPART, OTHER_COUNTRY, OTHER_PLACE, SLIP = 0.6, 0.6, 0.75, 0.75, 0.85


@lru_cache(maxsize=100_000)
def core(text: str) -> str:
    """The folded words of a party that tell it from others; all of them where none does."""
    words = fold(text).split()
    return " ".join(word for word in words if word not in _COMMON) or " ".join(words)


@lru_cache(maxsize=100_000)
def date_likeness(one: str, other: str) -> float:
    """1 for the same date, 0.95 where one is only coarser, 0.8 a day apart or with day and month changed about,
    0.5 where a single digit differs (a slip of the pen, or the same day of another year), else 0.
    """
    if not one or not other:
        return 1.0 if one == other else _SILENT
    if one == other:
        return 1.0
    if one.startswith(other) or other.startswith(one):
        return 0.95
    if len(one) == len(other) == 10 and _neighbours(one, other):
        return 0.8
    differing = sum(a != b for a, b in zip(one, other, strict=False))
    return 0.5 if len(one) == len(other) and differing == 1 else 0.0


def _neighbours(one: str, other: str) -> bool:
    first, second = date.fromisoformat(one), date.fromisoformat(other)
    swapped = one[:4] == other[:4] and one[5:7] == other[8:] and one[8:] == other[5:7]
    return swapped or abs((first - second).days) <= _CLOSE_DAYS


def _texts(known: Sequence[Row], seen: Sequence[Row], read: Callable[[Row], str]) -> Matrix:
    """Likeness of two texts: their words in any order, and half for words that only one of them has."""
    left, right = [read(row) for row in known], [read(row) for row in seen]
    sets = process.cdist(left, right, scorer=fuzz.token_set_ratio)
    sorts = process.cdist(left, right, scorer=fuzz.token_sort_ratio)
    found: Matrix = ((sets.astype("float64") + sorts) / 200.0).clip(0, 1)
    for position, text in enumerate(left):
        if not text:
            found[position, :] = _SILENT
    for position, text in enumerate(right):
        if not text:
            found[:, position] = _SILENT
    return found


def _cells(known: Sequence[Row], seen: Sequence[Row], read: Callable[[Row, Row], float]) -> Matrix:
    import numpy

    return numpy.array([[read(one, other) for other in seen] for one in known], dtype="float64")


def differ(one: Row, other: Row, name: str) -> bool:
    """Whether both say something of a field, and not the same."""
    return bool(one.get(name)) and bool(other.get(name)) and one[name] != other[name]


def _text(row: Row, *names: str) -> str:
    return next((str(row[name]) for name in names if row.get(name)), "")


def _own_name(party: str) -> str:
    """A party up to the place it lies in: Laredo and El Paso are both in Texas."""
    return re.split(r"[,(;]", party, maxsplit=1)[0].strip() or party


def _instrument(one: Row, other: Row) -> float:
    if differ(one, other, "instrument_type"):
        return 0.6 if "other" in (one["instrument_type"], other["instrument_type"]) else 0.3
    return 1.0 if one.get("instrument_type") and other.get("instrument_type") else _SILENT


def _date(one: Row, other: Row) -> float:
    return date_likeness(_text(one, "signed_on"), _text(other, "signed_on"))


def _penalty(one: Row, other: Row) -> float:
    date_match = _date(one, other)
    factor = OTHER_DATE if date_match == 0 else SLIP if date_match == 0.5 else 1.0
    if differ(one, other, "counterpart_country"):
        factor *= OTHER_COUNTRY
    if differ(one, other, "municipality_code") or differ(one, other, "level"):
        factor *= OTHER_PLACE
    return factor


def similarity(known: Sequence[Row], seen: Sequence[Row]) -> Matrix:
    """How alike each known row (lines) and each row seen (columns) are, by parties, title, instrument and date."""
    counterpart = _texts(known, seen, lambda row: core(_own_name(_text(row, "counterpart"))))
    total = _WEIGHTS["counterpart"] * counterpart
    total += _WEIGHTS["local_party"] * _texts(known, seen, lambda row: core(_text(row, "local_party", "municipality")))
    total += _WEIGHTS["title"] * _texts(known, seen, lambda row: fold(_text(row, "title")))
    total += _WEIGHTS["instrument"] * _cells(known, seen, _instrument)
    total += _WEIGHTS["date"] * _cells(known, seen, _date)
    total *= _cells(known, seen, _penalty)
    total[counterpart < _COUNTERPART_FLOOR] *= OTHER_COUNTERPART
    return _same_words(total, known, seen)


def _same_words(total: Matrix, known: Sequence[Row], seen: Sequence[Row]) -> Matrix:
    """Raise pairs whose titles are nearly the same word for word, on the same date, and name the same counterpart.

    A slip of the pen in a title can hide who signs; what is left of the title still tells.
    """
    titles = _texts(known, seen, lambda row: fold(_text(row, "title")))
    named = process.cdist(
        [core(_text(row, "counterpart")) for row in known],
        [fold(_text(row, "title")) for row in seen],
        scorer=fuzz.token_set_ratio,
    )
    dates = _cells(known, seen, _date)
    same = (titles >= _SAME_TITLE) & (named >= _NAMED) & (dates >= _SAME_DATE)
    total[same] = total[same].clip(_SAME_WORDS, 1)
    return total


def best_pairs(matrix: Matrix, least: float) -> list[tuple[int, int, float]]:
    """The one-to-one pairing with the best total, of pairs that reach ``least``: (line, column, likeness)."""
    from scipy.optimize import linear_sum_assignment

    # A pair below the threshold is worth nothing, so that it never takes a line from one that is above.
    worth = matrix * (matrix >= least)
    lines, columns = linear_sum_assignment(worth, maximize=True)
    return [
        (int(line), int(column), float(matrix[line, column]))
        for line, column in zip(lines, columns, strict=True)
        if matrix[line, column] >= least
    ]
