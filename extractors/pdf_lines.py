"""The printed lines of a page of a PDF, and the phrases in a line: words with no more than a space between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from extractors.headings import folded
from extractors.pdf_pages import Rule, Word

# A share of the letters' height. Between words 0.2 to 0.4; justified lines a little more.
WIDEST_SPACE = 0.6
_SAME_LINE = 0.3
_PAGE_NUMBER = re.compile(r"\b(?:pagina|pag|hoja|page)(?: n\w*)? \d+(?: (?:de|of) \d+\b|$)")
_BARE_NUMBER = re.compile(r"\d{1,3}(?: (?:de )?\d{1,3})?")
_AT_THE_EDGE = 3  # lines
_STANDS_APART = 1.4  # times the usual distance


@dataclass(frozen=True)
class Phrase:
    """Words that follow each other with a space between."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The words, a space between."""
        return " ".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Where the first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where the last word ends."""
        return max(word.right for word in self.words)


@dataclass(frozen=True)
class Line:
    """Words on one line, from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def top(self) -> float:
        """Where its highest letters begin."""
        return min(word.top for word in self.words)

    @cached_property
    def bottom(self) -> float:
        """Where its lowest letters end."""
        return max(word.bottom for word in self.words)

    @cached_property
    def height(self) -> float:
        """Of its letters."""
        return median(word.bottom - word.top for word in self.words)

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return self.words[-1].right

    @property
    def text(self) -> str:
        """Its words, a space between."""
        return " ".join(word.text for word in self.words)

    @cached_property
    def face(self) -> str:
        """The letters most of its words are set in."""
        return Counter(word.face for word in self.words).most_common(1)[0][0]

    def phrases(self, space: float = WIDEST_SPACE) -> list[Phrase]:
        """Its phrases, where a gap of more than ``space`` times the letters' height parts two."""
        found: list[list[Word]] = []
        for word in self.words:
            if found and word.left - found[-1][-1].right <= space * self.height:
                found[-1].append(word)
            else:
                found.append([word])
        return [Phrase(tuple(words)) for words in found]


def lines_of(words: Iterable[Word]) -> list[Line]:
    """Words as lines, from the top down: those whose feet or whose middles are level."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.left)):
        fitting = [line for line in lines[-3:] if _are_level(line[0], word)]
        if fitting:
            fitting[-1].append(word)
        else:
            lines.append([word])
    return [Line(tuple(sorted(line, key=lambda word: word.left))) for line in lines]


def _are_level(one: Word, other: Word) -> bool:
    off = _SAME_LINE * min(one.bottom - one.top, other.bottom - other.top)
    middles = (one.top + one.bottom) / 2 - (other.top + other.bottom) / 2
    return abs(one.bottom - other.bottom) <= off or abs(middles) <= off


def is_ruled_off(above: Line, below: Line, rules: Iterable[Rule]) -> bool:
    """Whether a rule, at least half as long as the lines are wide, runs between two."""
    left, right = min(above.left, below.left), max(above.right, below.right)
    high, low = (above.top + above.bottom) / 2, (below.top + below.bottom) / 2
    between = (rule for rule in rules if high < rule.y < low)
    return any(min(rule.right, right) - max(rule.left, left) > (right - left) / 2 for rule in between)


def furniture_of(pages: Sequence[Sequence[Line]]) -> list[set[Line]]:
    """Of each page's lines the page numbers, and what stands apart at the edge of several pages, word for word."""
    edges = [_apart(lines) for lines in pages]
    seen = Counter((line.text, round(line.top)) for apart in edges for line in apart)
    found = []
    for lines, apart in zip(pages, edges, strict=True):
        numbers = {line for line in (*lines[:1], *lines[-1:]) if _PAGE_NUMBER.search(folded(line.text))}
        repeated = {line for line in apart if seen[line.text, round(line.top)] > 1 or _is_number(line)}
        found.append(numbers | repeated)
    return found


def _apart(lines: Sequence[Line]) -> list[Line]:
    """The first and last lines of a page that more than the usual distance parts from its text."""
    steps = [below.top - above.top for above, below in pairwise(lines)]
    if not steps:
        return list(lines)
    usual = median(steps) * _STANDS_APART
    found: list[Line] = []
    for ordered, distances in ((lines, steps), (lines[::-1], steps[::-1])):
        outer = [number for number, step in enumerate(distances[:_AT_THE_EDGE], start=1) if step > usual]
        found.extend(ordered[: max(outer, default=0)])
    return found


def _is_number(line: Line) -> bool:
    text = folded(line.text)
    return bool(_PAGE_NUMBER.search(text) or _BARE_NUMBER.fullmatch(text))
