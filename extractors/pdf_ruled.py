"""The grid of a ruled table of a PDF."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.grids import GridRow
from extractors.pdf_lines import lines_of
from extractors.pdf_pages import RuledTable, Word
from extractors.pdf_rows import table_rows
from extractors.pdf_text import joined

_SURELY_SEVERAL = 4


def is_inside(word: Word, table: RuledTable) -> bool:
    """Whether the middle of a word lies within a table."""
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return table.columns[0] <= x <= table.columns[-1] and table.rows[0] <= y <= table.rows[-1]


def grid_of(table: RuledTable) -> list[GridRow]:
    """The rows of a table, the text of each cell in all the places it covers."""
    texts = [[""] * (len(table.columns) - 1) for _ in table.rows[1:]]
    own = [0] * len(texts)
    for cell in table.cells:
        own[cell.first_row] += 1
        for row in texts[cell.first_row : cell.last_row + 1]:
            row[cell.first_column : cell.last_column + 1] = [joined(cell.lines)] * (
                cell.last_column - cell.first_column + 1
            )
    return [GridRow(tuple(row), count, False) for row, count in zip(texts, own, strict=True)]


def rows_of(table: RuledTable, words: Sequence[Word], first: int) -> list[GridRow]:
    """The rows of a table; from ``first`` on, where lines part only the columns, those within each of them."""
    grid = grid_of(table)
    found = grid[:first]
    for index, row in enumerate(grid[first:], start=first):
        inner = _rows_within(table, index, words)
        found.extend(inner if len(inner) > (1 if len(grid) == first + 1 else 2) else [row])
    return found


def _rows_within(table: RuledTable, index: int, words: Sequence[Word]) -> list[GridRow]:
    """The rows within one of a table, if they have their first cell and most of the others: long cells stay whole."""
    width = len(table.columns) - 1
    several = {cell.first_column for cell in table.cells if cell.first_row == index and len(cell.lines) > 1}
    if 0 not in several or len(several) * 5 < width * 3:
        return []
    only = table._replace(rows=table.rows[index : index + 2])
    inside = [word for word in words if is_inside(word, only)]
    edges = {column: _edge(inside, *sides) for column, sides in enumerate(pairwise(table.columns))}
    found = table_rows(lines_of(inside), table.columns[1:-1], [], edges)
    rows = [row.grid_row(width) for row in found]
    fullest = max((row.own for row in rows), default=0)
    fullest = max((row.own for row in rows), default=0)
    fullest = max((row.own for row in rows), default=0)
    fullest = max((row.own for row in rows), default=0)
    fullest = max((row.own for row in rows), default=0)
    fullest = max((row.own for row in rows), default=0)
    fullest = max((row.own for row in rows), default=0)
    fullest = max((row.own for row in rows), default=0)
    fullest = max((row.own for row in rows), default=0)
    fullest = max((row.own for row in rows), default=0)
    fullest = max((row.own for row in rows), default=0)
    fullest = max((row.own for row in rows), default=0)
    fullest = max((row.own for row in rows), default=0)
    fullest = max((row.own for row in rows), default=0)
    fullest = max((row.own for row in rows), default=0)
    fullest = max((row.own for row in rows), default=0)
    fullest = max((row.own for row in rows), default=0)
    whole = sum(1 for row in rows if row.cells[0] and row.own * 5 >= width * 3)
    if len(rows) < _SURELY_SEVERAL:
        return rows if all(row.own == fullest for row in rows) else []
    return rows if whole >= 0.7 * len(rows) else []


def _edge(words: Sequence[Word], left: float, right: float) -> float:
    """How far the text of a column may go: as near to the line on its right as it begins to that on its left."""
    return right - min((word.left - left for word in words if left <= word.left < right), default=0.0)
