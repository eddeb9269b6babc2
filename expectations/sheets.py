"""What the gate lays before the library: tables, items of lists, and required cells, as flat columns.

The library spends its time on expectations and hardly any on rows, so the required cells of all the
tables (two fifths of all rules) stand under one another in one column and are asked about once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import pyarrow
from pyarrow import compute

from expectations.rules import Rule
from expectations.shape import is_of_kind

Tables = Mapping[str, pyarrow.Table]
CELL = "cell"
ALL_REQUIRED = Rule("required", "", "required", (CELL,), {}, "Ninguna celda obligatoria va vacía.")


@dataclass(frozen=True)
class Sheet:
    """A flat table and the rules the library is asked of it.

    ``parents`` gives, for the items of a list column, the position of the row each came from.
    """

    table: pyarrow.Table
    rules: tuple[Rule, ...]
    parents: pyarrow.Array | None = None


@dataclass(frozen=True)
class RequiredCells:
    """The required cells of every table in one column: true where filled, null where blank."""

    sheet: Sheet
    rules: tuple[Rule, ...]
    starts: tuple[int, ...]

    def broken(self, positions: Iterable[int]) -> dict[str, list[int]]:
        """The rows, by ``rule_id``, in which the blank cells at ``positions`` of the column stand."""
        rows: dict[str, list[int]] = {}
        for position in positions:
            place = bisect_right(self.starts, position) - 1
            rows.setdefault(self.rules[place].rule_id, []).append(position - self.starts[place])
        return rows


def required_cells(rules: Sequence[Rule], tables: Tables) -> RequiredCells:
    """Stack the columns of the rules of kind ``required``; blank text is as empty as null."""
    required = tuple(rule for rule in rules if rule.kind == "required")
    filled = [_filled(tables[rule.table][rule.columns[0]]) for rule in required]
    starts = tuple(accumulate((len(cells) for cells in filled), initial=0))[:-1]
    chunks = [chunk for cells in filled for chunk in cells.chunks]
    column = pyarrow.chunked_array(chunks, type=pyarrow.bool_())
    return RequiredCells(Sheet(pyarrow.table({CELL: column}), (ALL_REQUIRED,)), required, starts)


def sheets(rules: Sequence[Rule], tables: Tables) -> Iterator[Sheet]:
    """One sheet for each table with its rules, and one for each list column with a vocabulary."""
    for name in dict.fromkeys(rule.table for rule in rules):
        of_table = [rule for rule in rules if rule.table == name]
        whole = tuple(rule for rule in of_table if rule.kind not in ("required", "item_vocabulary"))
        if whole:
            required = {rule.columns[0] for rule in of_table if rule.kind == "required"}
            yield Sheet(_without_blanks(tables[name], required), whole)
        for rule in of_table:
            if rule.kind == "item_vocabulary":
                yield _items(rule, tables[name])


def _items(rule: Rule, table: pyarrow.Table) -> Sheet:
    lists = table[rule.columns[0]].combine_chunks()
    # A null item is no more of the vocabulary than any other stranger.
    items = compute.fill_null(compute.list_flatten(lists), "")
    return Sheet(pyarrow.table({rule.columns[0]: items}), (rule,), compute.list_parent_indices(lists))


def _filled(cells: pyarrow.ChunkedArray) -> pyarrow.ChunkedArray:
    """True for each filled cell, null for each blank one."""
    empty = compute.is_null(cells, nan_is_null=True)
    if is_of_kind("text", cells.type):
        empty = compute.or_(empty, compute.fill_null(_blank(cells), True))
    return compute.if_else(empty, pyarrow.scalar(None, pyarrow.bool_()), True)


def _without_blanks(table: pyarrow.Table, required: set[str]) -> pyarrow.Table:
    """The table with blank text in required columns made null: one fault, and one rule that says it."""
    for index, field in enumerate(table.schema):
        if field.name in required and is_of_kind("text", field.type):
            cells = table.column(index)
            emptied = compute.if_else(_blank(cells), pyarrow.scalar(None, field.type), cells)
            table = table.set_column(index, field, emptied)
    return table


def _blank(cells: pyarrow.ChunkedArray) -> pyarrow.ChunkedArray:
    return compute.equal(compute.utf8_trim_whitespace(cells), "")
