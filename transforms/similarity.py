"""How alike two records of an agreement are, as a number from 0 to 1, for whole blocks of records at once.

In: rows of the agreements table, known ones and seen ones. Out: a matrix, one line per known row. Weights and
penalties are of our own making, measured by ``make bench`` (bench/identity.py), not taken from a paper.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

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
WEIGHTS = {"counterpart": 0.35, "local_party": 0.2, "title": 0.2, "instrument": 0.1, "date": 0.15}
SILENT = 0.7  # one of the two does not say
CLOSE_DAYS = 1
COUNTERPART_FLOOR = 0.55
SAME_TITLE, NAMED, SAME_DATE, SAME_WORDS = 0.92, 84, 0.95, 0.85
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
        return 1.0 if one == other else SILENT
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
    return swapped or abs((first - second).days) <= CLOSE_DAYS


def differ(one: Row, other: Row, name: str) -> bool:
    """Whether both say something of a field, and not the same."""
    return bool(one.get(name)) and bool(other.get(name)) and one[name] != other[name]


def text_of(row: Row, *names: str) -> str:
    """The first of the fields that the row says; empty where it says none."""
    return next((str(row[name]) for name in names if row.get(name)), "")


def own_name(party: str) -> str:
    """A party up to the place it lies in: Laredo and El Paso are both in Texas."""
    return re.split(r"[,(;]", party, maxsplit=1)[0].strip() or party


def similarity(known: Sequence[Row], seen: Sequence[Row]) -> Matrix:
    """How alike each known row (lines) and each row seen (columns) are, by parties, title, instrument and date."""
    import numpy

    from transforms.pair_likeness import all_pairs, likely_pairs

    pairs = likely_pairs(known, seen, *all_pairs(len(known), len(seen)), -numpy.inf)
    return pairs.scores.reshape(len(known), len(seen))
