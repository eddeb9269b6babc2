"""Which lines of a table without horizontal lines between all its rows are of one row.

What tells it, best first: rules or coloured bands between the rows; more space between rows than between the lines of
one; and, line by line, whether each cell could go on there: words are wrapped only where the next does not fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from statistics import median

from extractors.grids import GridRow
from extractors.pdf_columns import cells_of, spans_columns
from extractors.pdf_lines import Line, is_ruled_off
from extractors.pdf_pages import Rule, Word
from extractors.pdf_text import joined

Cells = Mapping[int, tuple[Word, ...]]
_SPACE = 0.25  # of a word space, as a share of the letters' height
_LEADING = 0.6  # lines of one row are closer than this share of their height
_CLEARLY = 0.15
_CONNECTED = ("a", "al", "con", "de", "del", "e", "el", "en", "la", "las", "los", "o", "para", "por", "y")


@dataclass
class TableRow:
    """A row's lines of text by column. ``title``: what is printed over the rows below instead."""

    cells: dict[int, list[str]] = field(default_factory=dict)
    title: str = ""

    def add(self, cells: Cells) -> None:
        """Take the words of one more line in."""
        for column, words in cells.items():
            self.cells.setdefault(column, []).append(" ".join(word.text for word in words))

    def grid_row(self, width: int) -> GridRow:
        """The row as one of a grid."""
        if self.title:
            return GridRow((self.title, *[""] * (width - 1)), 1, False)
        texts = tuple(joined(self.cells.get(column, ())) for column in range(width))
        return GridRow(texts, sum(1 for text in texts if text), False)


@dataclass(frozen=True)
class _Body:
    lines: Sequence[Line]
    cells: Sequence[Cells]
    edges: Mapping[int, float]
    edges_are_known: bool

    def gap(self, index: int) -> float:
        """White space above a line, in heights of its letters; below 0 where it stands beside the line above."""
        above = max(line.bottom for line in self.lines[max(0, index - 3) : index])
        return (self.lines[index].top - above) / self.lines[index].height

    @cached_property
    def is_numbered(self) -> bool:
        """Whether the first column holds the number of the row."""
        first = [words[0].text.strip(".-)") for line in self.cells if (words := line.get(0))]
        return sum(1 for text in first if text.isdecimal()) > 0.8 * len(first)

    def may_follow(self, index: int) -> bool:
        """Whether each cell of a line may be the next line of the cell above it."""
        above, below = self.cells[index - 1], self.cells[index]
        return all(column in above and self._is_full(column, above[column], words) for column, words in below.items())

    def is_one_row(self, group: range) -> bool:
        """Whether no line of a group begins a row of its own: its first cell goes on only under a full one."""
        last: dict[int, tuple[Word, ...]] = {}
        for index in group:
            below = self.cells[index]
            going_on = [column for column in below if column in last]
            broken = [column for column in going_on if not self._is_full(column, last[column], below[column])]
            if 0 in broken or (0 in going_on and self.is_numbered) or len(broken) * 2 > len(self.edges):
                return False
            last |= below
        return True

    def _is_full(self, column: int, above: tuple[Word, ...], below: tuple[Word, ...]) -> bool:
        if above[-1].text.endswith(("-", "\u00ad")):
            return True
        height = below[0].bottom - below[0].top
        needed = above[-1].right + _SPACE * height + below[0].right - below[0].left
        return needed > self.edges[column] - _CLEARLY * height


def table_rows(
    lines: Sequence[Line], borders: Sequence[float], rules: Sequence[Rule], edges: Mapping[int, float] | None = None
) -> list[TableRow]:
    """The rows that the lines under a header make, given the borders between its columns.

    ``edges``: where the text of each column may end at most, if lines tell it; else where the longest does.
    """
    rows: list[TableRow] = []
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and not spans_columns(line, borders):
            run.append(line)
            continue
        rows.extend(_rows_of(run, borders, rules, edges))
        run = []
        if line is not None:
            rows.append(TableRow(title=line.text))
    return rows


def _rows_of(
    lines: Sequence[Line], borders: Sequence[float], rules: Sequence[Rule], known: Mapping[int, float] | None
) -> list[TableRow]:
    cells = [cells_of(line, borders) for line in lines]
    edges: dict[int, float] = {}
    for line in cells:
        for column, words in line.items():
            edges[column] = max(edges.get(column, 0.0), *(word.right for word in words))
    body = _Body(lines, cells, {**edges, **(known or {})}, known is not None)
    starts = _by_rules(body, rules) or _by_space(body) or _by_cells(body)
    rows: list[TableRow] = []
    for index, line in enumerate(cells):
        if index == 0 or index in starts:
            rows.append(TableRow())
        rows[-1].add(line)
    return rows


def _by_rules(body: _Body, rules: Sequence[Rule]) -> set[int]:
    """Lines with a rule above them, where there is one for each row; none otherwise."""
    pairs = enumerate(pairwise(body.lines), start=1)
    starts = {index for index, (above, below) in pairs if is_ruled_off(above, below, rules)}
    return starts if _hold_together(body, starts) else set()


def _by_space(body: _Body) -> set[int]:
    """Lines with clearly more space above them than lines of one row have; none where the spaces do not tell."""
    count = len(body.lines)
    gaps = {index: max(0.0, body.gap(index)) for index in range(1, count)}
    steps = [(high - low, low) for low, high in pairwise(sorted(gaps.values())) if low < _LEADING]
    widest, low = max(steps, default=(0.0, 0.0))
    starts = {index for index, gap in gaps.items() if gap > low + widest / 2}
    return starts if widest >= _CLEARLY and _hold_together(body, starts) else set()


def _hold_together(body: _Body, starts: set[int]) -> bool:
    """Whether most lines between two starts make one row, and rows without a first cell have several others."""
    groups = [range(first, after) for first, after in pairwise([0, *sorted(starts), len(body.lines)])]
    columns = [{column for index in group for column in body.cells[index]} for group in groups]
    named = sum(1 for filled in columns if 0 in filled or len(filled) > 1)
    long = [group for group in groups if len(group) > 1]
    whole = sum(1 for group in long if body.is_one_row(group))
    return bool(starts) and named >= 0.9 * len(groups) and whole >= 0.6 * len(long)


def _by_cells(body: _Body) -> set[int]:
    """Lines that begin a row by what their cells hold."""
    usual = median([body.gap(index) for index in range(1, len(body.lines))] or [0.0])
    return {index for index in range(1, len(body.lines)) if _begins(body, index, usual)}


def _begins(body: _Body, index: int, usual: float) -> bool:
    gap, above, below = body.gap(index), body.cells[index - 1], body.cells[index]
    if gap < 0:
        return False  # beside the line above: a cell set in the middle of its row
    if gap > 1.5 and gap > 2 * usual:
        return True
    if body.is_numbered:
        return 0 in below
    if 0 not in below:
        # A row whose first cell is empty has the others; a cell that goes on seldom has them all.
        return len(below) > 2 and len(below) >= len(above) and not body.may_follow(index)
    if len(below) < len(above) or not body.may_follow(index):
        return not body.may_follow(index)
    return not body.edges_are_known and not (below[0][0].text[0].islower() or above[0][-1].text.lower() in _CONNECTED)
