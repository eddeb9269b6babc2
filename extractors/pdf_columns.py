"""Headings over the columns of a table without vertical lines, and where one column ends and the next begins."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.grids import GridRow, is_header
from extractors.headings import Headings, folded
from extractors.pdf_lines import Line, Phrase, is_ruled_off
from extractors.pdf_pages import Rule, Word
from extractors.pdf_text import joined

# Between two headings there is more than a space, in narrow tables not much more.
_SPACES = (0.9, 0.6, 0.4)
_MOST_HEADING_LINES, _MOST_PHRASES = 6, 300
_CONNECTS = re.compile(r"\b(?:a|al|con|de|del|e|el|en|la|las|los|o|para|por|que|su|u|y)$")
_REST_OF_A_HEADING = re.compile(r"[^\W\dA-ZÁÉÍÓÚÑ(][^\d,;:]{0,40}|\([^\d]{1,40}\)")
_SHORT = re.compile(r"[^\W\d][^\d@ ]*(?: [^\d@ ]+){0,3}")
_LEADING = 0.6  # lines of one heading are closer than this share of their height
_SHORT = re.compile(r"[^\W\d][^\d@]*(?<! )(?: [^\d@ ]+){0,2}")
_LEADING = 0.6  # lines of one heading are closer than this share of their height
_CLEARLY = 0.3  # of the letters' height more space than within the header
_SURELY = 0.75  # of the headings known


@dataclass(frozen=True)
class Column:
    """A heading and from where to where it is printed."""

    heading: str
    left: float
    right: float


@dataclass(frozen=True)
class Header:
    """The columns that some lines of a page head: those from ``start`` to before ``stop``."""

    columns: tuple[Column, ...]
    start: int = 0
    stop: int = 0
    known: int = 0

    @property
    def row(self) -> GridRow:
        """The headings as a row of a grid."""
        return GridRow(tuple(column.heading for column in self.columns), len(self.columns), True)

    @property
    def is_sure(self) -> bool:
        """Whether it can be no row of data: most of its cells are known headings."""
        return self.known > 2 and self.known >= _SURELY * len(self.columns)


def headers_in(lines: Sequence[Line], rules: Sequence[Rule], headings: Headings) -> list[Header]:
    """The headers of a page from the top down: the one with the most known headings, and others beyond doubt."""
    usual = Counter(line.face for line in lines).most_common(1)[0][0] if lines else ""
    blocks = ((start, stop) for start in range(len(lines)) for stop in _stops(lines, start, usual, rules))
    found = [header for start, stop in blocks for header in _headers_of(lines, start, stop, headings)]
    chosen: list[Header] = []
    for header in sorted(found, key=lambda one: (-one.known, one.start, -one.stop)):
        free = all(header.stop <= other.start or other.stop <= header.start for other in chosen)
        if free and (not chosen or (header.is_sure and header.start > chosen[0].start)):
            chosen.append(header)
    return sorted(chosen, key=lambda header: header.start)


def _headers_of(lines: Sequence[Line], start: int, stop: int, headings: Headings) -> Iterator[Header]:
    """What a block of lines is as a header, the less space between two headings the later."""
    block = lines[start:stop]
    for space in _SPACES:
        if sum(len(line.phrases(space)) for line in block) > _MOST_PHRASES:
            continue
        columns = _columns(block, space)
        header = Header(columns, start, stop, len({headings.field(column.heading) for column in columns} - {""}))
        if is_header(header.row, headings):
            yield header


def _stops(lines: Sequence[Line], start: int, usual: str, rules: Sequence[Rule]) -> Iterator[int]:
    """Where a header may end that begins with a line: by what its lines say, by rules and by the space around them."""
    yield start + 1
    says_so, is_ruled = True, not start or is_ruled_off(lines[start - 1], lines[start], rules)
    widest = 0.0
    for stop in range(start + 2, min(start + _MOST_HEADING_LINES, len(lines)) + 1):
        above, last, *below = lines[stop - 2 : stop + 1]
        widest = max(widest, (last.top - above.bottom) / last.height)
        if widest > 1 or is_ruled_off(above, last, rules):
            return
        says_so = says_so and _goes_on(lines[start], above, last, usual)
        is_short = all(_SHORT.fullmatch(phrase.text) for phrase in last.phrases())
        is_parted = any((line.top - last.bottom) / last.height > widest + _CLEARLY for line in below)
        is_ruled_below = is_ruled and any(is_ruled_off(last, line, rules) for line in below)
        if says_so or (is_short and (is_ruled_below or (is_parted and widest < _LEADING))):
            yield stop
        if is_parted or not (says_so or is_short):
            return


def _goes_on(first: Line, above: Line, last: Line, usual: str) -> bool:
    """Whether a line says by its letters or its words that it is of one header with the line above it."""
    if first.face == last.face != usual:
        return True
    phrases = last.phrases()
    if all(_REST_OF_A_HEADING.fullmatch(phrase.text) for phrase in phrases):
        return True
    overhead = [phrase for phrase in above.phrases() if any(_overlap(phrase, under) for under in phrases)]
    return bool(overhead) and all(_CONNECTS.search(folded(phrase.text)) for phrase in overhead)


def _overlap(one: Phrase | Column, other: Phrase | Column) -> bool:
    return one.left < other.right and other.left < one.right


def _columns(block: Sequence[Line], space: float) -> tuple[Column, ...]:
    """Phrases of some lines that stand over each other, as headings."""
    groups: list[tuple[Column, list[str]]] = []
    for phrase in (phrase for line in block for phrase in line.phrases(space)):
        over = [group for group in groups if _overlap(group[0], phrase)]
        groups = [group for group in groups if group not in over]
        left = min(phrase.left, *(column.left for column, _ in over), phrase.left)
        right = max(phrase.right, *(column.right for column, _ in over), phrase.right)
        groups.append((Column("", left, right), [*(text for _, texts in over for text in texts), phrase.text]))
    ordered = sorted(groups, key=lambda group: group[0].left)
    return tuple(Column(joined(texts), column.left, column.right) for column, texts in ordered)


def borders_of(columns: Sequence[Column], lines: Sequence[Line]) -> list[float]:
    """Where each column but the last ends: between two headings, where the fewest words stand across."""
    words = [word for line in lines for word in line.words]
    return [_widest_gap(left.right, right.left, words) for left, right in pairwise(columns)]


def _widest_gap(start: float, stop: float, words: Sequence[Word]) -> float:
    """The middle of the widest of the emptiest stretches between two places."""
    inside = [word for word in words if word.left < stop and word.right > start]
    lefts, rights = sorted(word.left for word in inside), sorted(word.right for word in inside)
    places = sorted({start, stop, *(place for place in (*lefts, *rights) if start < place < stop)})
    stretches: list[tuple[int, float, float]] = []
    for low, high in pairwise(places):
        across = bisect_left(lefts, high) - bisect_right(rights, low)
        if stretches and stretches[-1][0] == across:
            stretches[-1] = (across, stretches[-1][1], high)
        else:
            stretches.append((across, low, high))
    _, low, high = min(stretches, key=lambda one: (one[0], one[1] - one[2]), default=(0, start, stop))
    return (low + high) / 2


def cells_of(line: Line, borders: Sequence[float]) -> dict[int, tuple[Word, ...]]:
    """The words of a line by the column in which they begin."""
    cells: dict[int, tuple[Word, ...]] = {}
    for word in line.words:
        column = bisect_right(borders, word.left + 0.2 * min(line.height, word.right - word.left))
        cells[column] = (*cells.get(column, ()), word)
    return cells


def is_crossed(line: Line, borders: Sequence[float]) -> bool:
    """Whether a word of a line stands across a border."""
    return any(word.left < border - 1 and border + 1 < word.right for word in line.words for border in borders)


def spans_columns(line: Line, borders: Sequence[float]) -> bool:
    """Whether a line is one phrase over several columns: a title between rows, or text under the table."""
    phrases = line.phrases()
    if len(phrases) > 1 or len(cells_of(line, borders)) < 2:
        return False
    inner = [border for border in borders if phrases[0].left < border < phrases[0].right]
    return is_crossed(line, borders) or all(_is_tight(line, border) for border in inner)


def _is_tight(line: Line, border: float) -> bool:
    """Whether the words left and right of a border have no more than a usual space between them."""
    before = max((word.right for word in line.words if word.left < border), default=border)
    after = min((word.left for word in line.words if word.left >= border), default=border)
    return after - before < _SPACES[-1] * line.height
