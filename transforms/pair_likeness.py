"""How alike chosen pairs of records are: each distinct pair of values is compared once, and no further than is needed.

In: known rows and rows seen, and which pairs of them are in question. Out: the pairs that are alike enough. A pair is
given up as soon as it could not be, were all that is still uncompared the same; so nothing is lost by giving it up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from rapidfuzz import fuzz, process

from transforms.similarity import (
    COUNTERPART_FLOOR,
    NAMED,
    OTHER_COUNTERPART,
    OTHER_COUNTRY,
    OTHER_DATE,
    OTHER_PLACE,
    SAME_DATE,
    SAME_TITLE,
    SAME_WORDS,
    SILENT,
    SLIP,
    WEIGHTS,
    core,
    date_likeness,
    own_name,
    text_of,
)
from transforms.text import fold

Row = Mapping[str, object]
Vector = numpy.ndarray[Any, numpy.dtype[Any]]
Read = Callable[[Row], str]

_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of a known row (its line) and a row seen (its column), with their likeness."""

    lines: Vector
    columns: Vector
    scores: Vector

    def where(self, chosen: Vector) -> Pairs:
        """Those of the pairs for which ``chosen`` holds."""
        return Pairs(self.lines[chosen], self.columns[chosen], self.scores[chosen])


NO_PAIRS = Pairs(numpy.empty(0, "int64"), numpy.empty(0, "int64"), numpy.empty(0))


def joined(found: Iterable[Pairs]) -> Pairs:
    """All the pairs, by line and column."""
    several = list(found)
    if not several:
        return NO_PAIRS
    lines, columns, scores = (
        numpy.concatenate([getattr(pairs, name) for pairs in several]) for name in ("lines", "columns", "scores")
    )
    return Pairs(lines, columns, scores).where(numpy.lexsort((columns, lines)))


def all_pairs(lines: int, columns: int) -> tuple[Vector, Vector]:
    """Every line with every column."""
    return numpy.repeat(numpy.arange(lines), columns), numpy.tile(numpy.arange(columns), lines)


def likely_pairs(known: Sequence[Row], seen: Sequence[Row], lines: Vector, columns: Vector, least: float) -> Pairs:
    """Those of the pairs given whose likeness reaches ``least``, with it."""
    work = _Comparison(known, seen, lines, columns)
    work.set("date", work.over_distinct(_signed_on, _dates))
    work.set("penalty", work.penalty())
    work.set("instrument", work.over_distinct(_instrument_type, _instruments))
    work.keep(work.within_reach(least))
    work.set("counterpart", work.over_distinct(_counterpart, _texts))
    work.keep(work.within_reach(least))
    work.set("title", work.over_distinct(_title, _texts))
    work.set("same", (work["title"] >= SAME_TITLE) & (work["date"] >= SAME_DATE))
    work.keep(work.within_reach(least))
    work.set("local_party", work.over_distinct(_local_party, _texts))
    total = work.total()
    # A slip of the pen in a title can hide who signs; what is left of the title still tells.
    same = numpy.flatnonzero(work["same"])
    named = work.over_distinct(_whole_counterpart, _named, same, _title)
    same = same[named >= NAMED]
    total[same] = total[same].clip(SAME_WORDS, 1)
    return Pairs(work.lines_given(), work.columns_given(), total).where(total >= least)


class _Comparison:
    """The pairs still in question, and what is known of each by field."""

    def __init__(self, known: Sequence[Row], seen: Sequence[Row], lines: Vector, columns: Vector) -> None:
        self._lines_of, self._lines = numpy.unique(lines, return_inverse=True)
        self._columns_of, self._columns = numpy.unique(columns, return_inverse=True)
        self._known = [known[line] for line in self._lines_of]
        self._seen = [seen[column] for column in self._columns_of]
        self._found: dict[str, Vector] = {}

    def __getitem__(self, name: str) -> Vector:
        return self._found[name]

    def set(self, name: str, values: Vector) -> None:
        self._found[name] = values

    def keep(self, chosen: Vector) -> None:
        self._lines, self._columns = self._lines[chosen], self._columns[chosen]
        self._found = {name: values[chosen] for name, values in self._found.items()}

    def lines_given(self) -> Vector:
        lines: Vector = self._lines_of[self._lines]
        return lines

    def columns_given(self) -> Vector:
        columns: Vector = self._columns_of[self._columns]
        return columns

    def over_distinct(
        self, read: Read, compare: Callable[[list[str], list[str]], Vector], only: Vector | None = None,
        read_seen: Read | None = None,
    ) -> Vector:  # fmt: skip
        """``compare`` of what both rows of each pair say, called once with all distinct pairs of values."""
        lines = self._lines if only is None else self._lines[only]
        columns = self._columns if only is None else self._columns[only]
        left, left_codes = _coded(self._known, read)
        right, right_codes = _coded(self._seen, read_seen or read)
        combined = left_codes[lines] * max(1, len(right)) + right_codes[columns]
        distinct, places = numpy.unique(combined, return_inverse=True)
        ones, others = numpy.divmod(distinct, max(1, len(right)))
        found: Vector = compare([left[one] for one in ones], [right[other] for other in others])[places]
        return found

    def differ(self, name: str) -> Vector:
        """Whether both rows of a pair say something of a field, and not the same."""
        codes: dict[str, int] = {"": 0}
        sides = [
            numpy.array([codes.setdefault(str(row.get(name) or ""), len(codes)) for row in rows], dtype="int64")
            for rows in (self._known, self._seen)
        ]
        one, other = sides[0][self._lines], sides[1][self._columns]
        different: Vector = (one != 0) & (other != 0) & (one != other)
        return different

    def penalty(self) -> Vector:
        date = self["date"]
        factor = numpy.where(date == 0, OTHER_DATE, numpy.where(date == 0.5, SLIP, 1.0))
        factor[self.differ("counterpart_country")] *= OTHER_COUNTRY
        factor[self.differ("municipality_code") | self.differ("level")] *= OTHER_PLACE
        return factor

    def total(self) -> Vector:
        """The likeness by what is compared so far, the rest taken to be the same."""
        counterpart = self._found.get("counterpart")
        total = numpy.full(len(self._lines), WEIGHTS["counterpart"])
        if counterpart is not None:
            total *= counterpart
        for name in ("local_party", "title", "instrument", "date"):
            total += WEIGHTS[name] * self._found[name] if name in self._found else WEIGHTS[name]
        total *= self["penalty"]
        if counterpart is not None:
            total[counterpart < COUNTERPART_FLOOR] *= OTHER_COUNTERPART
        return total

    def within_reach(self, least: float) -> Vector:
        """Whether a pair may reach ``least`` by what is still to be compared, or by the words of its title."""
        maybe = self._found["same"] if "same" in self._found else self["date"] >= SAME_DATE
        reached: Vector = (self.total() >= least - _ROUNDING) | maybe
        return reached


def _coded(rows: Sequence[Row], read: Read) -> tuple[list[str], Vector]:
    codes: dict[str, int] = {}
    found = numpy.array([codes.setdefault(read(row), len(codes)) for row in rows], dtype="int64")
    return list(codes), found


def _signed_on(row: Row) -> str:
    return text_of(row, "signed_on")


def _instrument_type(row: Row) -> str:
    return text_of(row, "instrument_type")


def _counterpart(row: Row) -> str:
    return core(own_name(text_of(row, "counterpart")))


def _whole_counterpart(row: Row) -> str:
    return core(text_of(row, "counterpart"))


def _local_party(row: Row) -> str:
    return core(text_of(row, "local_party", "municipality"))


def _title(row: Row) -> str:
    return fold(text_of(row, "title"))


def _dates(ones: list[str], others: list[str]) -> Vector:
    return numpy.array(list(map(date_likeness, ones, others)), dtype="float64")


def _instruments(ones: list[str], others: list[str]) -> Vector:
    return numpy.array(list(map(_instrument, ones, others)), dtype="float64")


def _instrument(one: str, other: str) -> float:
    if one and other and one != other:
        return 0.6 if "other" in (one, other) else 0.3
    return 1.0 if one and other else SILENT


def _texts(ones: list[str], others: list[str]) -> Vector:
    """Likeness of two texts: their words in any order, and half for words that only one of them has."""
    sets = process.cpdist(ones, others, scorer=fuzz.token_set_ratio)
    sorts = process.cpdist(ones, others, scorer=fuzz.token_sort_ratio)
    found: Vector = ((sets.astype("float64") + sorts) / 200.0).clip(0, 1)
    found[[not (one and other) for one, other in zip(ones, others, strict=True)]] = SILENT
    return found


def _named(counterparts: list[str], titles: list[str]) -> Vector:
    named: Vector = process.cpdist(counterparts, titles, scorer=fuzz.token_set_ratio)
    return named
