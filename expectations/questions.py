"""What the gate lays before the library: four small sheets, each of which is asked one question.

The library takes milliseconds for each expectation and a fifth of a microsecond for each cell, so there is one
expectation for all rules of a kind; and rows that answer a rule alike share one cell of the sheet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

import numpy
import pyarrow
from pyarrow import compute

from expectations.cells import Cells, Tables
from expectations.rules import Rule

Question = Literal["all_true", "unique", "equal", "at_least"]


@dataclass(frozen=True)
class Sheet:
    """One question about flat columns; ``rules`` names, for each line, the rule the line speaks of."""

    question: Question
    columns: Mapping[str, numpy.ndarray]
    rules: tuple[str, ...] = ()


def row_sheet(cells: Cells) -> Sheet:
    """Every answer that any row gives to a rule: all of them must be yes."""
    answers = [(rule_id, answer) for rule_id, column in cells.items() for answer in compute.unique(column).to_pylist()]
    values = numpy.array([answer for _, answer in answers], dtype=bool)
    return Sheet("all_true", {"holds": values}, tuple(rule_id for rule_id, _ in answers))


def heading_sheet(rules: Sequence[Rule], tables: Tables) -> Sheet:
    """The columns expected of each table beside the ones found: they must be equal."""
    expected = numpy.array([", ".join(rule.columns) for rule in rules], dtype=object)
    found = numpy.array([", ".join(tables[rule.table].column_names) for rule in rules], dtype=object)
    return Sheet("equal", {"one": found, "other": expected}, tuple(rule.rule_id for rule in rules))


def bound_sheet(bounds: Sequence[tuple[str, float, float]]) -> Sheet:
    """Numbers beside the ones they must not be less than, each pair with the rule it belongs to."""
    one, other = (numpy.array([bound[side] for bound in bounds], dtype=float) for side in (1, 2))
    return Sheet("at_least", {"one": one, "other": other}, tuple(bound[0] for bound in bounds))


@dataclass(frozen=True)
class Keys:
    """The keys of every table in one column, as numbers that are equal where the keys are."""

    sheet: Sheet
    rules: tuple[Rule, ...]
    starts: tuple[int, ...]

    def broken(self, positions: Sequence[int]) -> dict[str, list[int]]:
        """The rows, by rule, whose keys stand at ``positions`` of the column."""
        places = numpy.asarray(positions, dtype=numpy.int64)
        owners = numpy.searchsorted(numpy.asarray(self.starts), places, side="right") - 1
        rows: dict[str, list[int]] = {}
        for owner, place in zip(owners.tolist(), places.tolist(), strict=True):
            rows.setdefault(self.rules[owner].rule_id, []).append(place - self.starts[owner])
        return rows


def keys(rules: Sequence[Rule], tables: Tables) -> Keys:
    """The keys of the tables of the rules of kind ``unique``."""
    columns: list[numpy.ndarray] = []
    first = 0
    for rule in rules:
        codes = _codes([tables[rule.table][name] for name in rule.columns])
        columns.append(codes + first)
        first += int(codes.max(initial=-1)) + 1
    starts = tuple(accumulate((len(column) for column in columns), initial=0))[:-1]
    whole = numpy.concatenate(columns) if columns else numpy.array([], dtype=numpy.int64)
    return Keys(Sheet("unique", {"key": whole}), tuple(rules), starts)


def _codes(columns: Sequence[pyarrow.ChunkedArray]) -> numpy.ndarray:
    """One number for each row, the same for rows with the same values; an empty cell is a value like another."""
    codes = _numbered(columns[0])[0]
    for column in columns[1:]:
        own, count = _numbered(column)
        # Numbers stay small enough to be joined again: they are counted anew after each column.
        _, codes = numpy.unique(codes * count + own, return_inverse=True)
    return codes


def _numbered(column: pyarrow.ChunkedArray) -> tuple[numpy.ndarray, int]:
    encoded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    return encoded.indices.to_numpy(zero_copy_only=False).astype(numpy.int64), max(len(encoded.dictionary), 1)
