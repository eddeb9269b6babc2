"""What the smallest nodes that hold the rows of a page look like, so that a page laid out anew is told from one
whose rows changed.

In: the observations of a part. Out: a mark that can be kept as text and compared with that of a later reading. Of
headings and of kinds of node those over at least half of the rows make the mark: a label that only some rows print
comes and goes with these rows. Case, accents and numbers are left out.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache

from extractors.headings import folded
from extractors.observation import Observation

_MOST_HEADINGS = 80
_LONGEST = 120
_LONGEST_CELL = 60
_CELLS_SHOWN = 3
# A sheet is often named after its month.
_DIGITS = re.compile(r"\d+")
_SHEET = re.compile(r"^sheet .*(?= row \d+$)")


@dataclass(frozen=True, slots=True)
class LayoutMark:
    """``nodes``: what most rows stand in, their locators with the numbers masked (``table # row #``); ``depth``: how
    many headings stand over most rows; ``headings``: those printed at most rows; ``other_nodes`` and
    ``other_headings``: those of fewer rows.
    """

    nodes: tuple[str, ...]
    depth: int
    headings: tuple[str, ...]
    other_nodes: tuple[str, ...] = ()
    other_headings: tuple[str, ...] = ()

    def as_text(self) -> str:
        """The mark as a line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @property
    def digest(self) -> str:
        """A short number that is the same for marks between which nothing changed."""
        said = [sorted(self.nodes), self.depth, sorted(_key(heading) for heading in self.headings)]
        return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class LayoutChange:
    """What became of a layout. ``gone`` and ``new``: headings as printed; nodes and depths before and after."""

    gone: tuple[str, ...]
    new: tuple[str, ...]
    nodes: tuple[tuple[str, ...], tuple[str, ...]]
    depths: tuple[int, int]


def mark_of(observations: Sequence[Observation]) -> LayoutMark | None:
    """The mark of the rows of a part; None where there are none."""
    if not observations:
        return None
    nodes, other_nodes = _usual(((_node(seen.locator),) for seen in observations), len(observations))
    headings, other_headings = _usual((tuple(seen.original) for seen in observations), len(observations))
    depths = Counter(len(seen.headings) for seen in observations)
    depth = min(depths, key=lambda one: (-depths[one], one))
    return LayoutMark(nodes, depth, headings, other_nodes, other_headings)


def mark_from(text: str) -> LayoutMark | None:
    """The mark that ``as_text`` wrote; None for no text, or that of another release."""
    try:
        found = json.loads(text)
        return LayoutMark(
            tuple(found["nodes"]), int(found["depth"]), tuple(found["headings"]), tuple(found["other_nodes"]),
            tuple(found["other_headings"]),
        )  # fmt: skip
    except (ValueError, TypeError, KeyError):
        return None


def change_between(before: LayoutMark | None, after: LayoutMark | None) -> LayoutChange | None:
    """How the layout of most rows changed; None where it did not, or one of them is not known."""
    if before is None or after is None:
        return None
    gone = _without(before.headings, (*after.headings, *after.other_headings))
    new = _without(after.headings, (*before.headings, *before.other_headings))
    moved = _without(before.nodes, (*after.nodes, *after.other_nodes)) or _without(
        after.nodes, (*before.nodes, *before.other_nodes)
    )
    if not (gone or new or moved or before.depth != after.depth):
        return None
    return LayoutChange(gone, new, (before.nodes, after.nodes), (before.depth, after.depth))


def example_of(observations: Iterable[Observation], headings: Sequence[str]) -> str:
    """A row in a line: where it stands, and some of its cells, those under ``headings`` first."""
    wanted = {_key(heading) for heading in headings}

    def rank(name: str) -> bool:
        return _key(name) not in wanted

    def filled(seen: Observation) -> bool:
        return any(text for name, text in seen.original.items() if not rank(name))

    rows = list(observations)
    if not rows:
        return ""
    row = next(filter(filled, rows), rows[0])
    shown = [name for name in sorted(row.original, key=rank) if row.original[name]][:_CELLS_SHOWN]
    cells = "; ".join(f"{name}: {row.original[name][:_LONGEST_CELL]}" for name in shown)
    return f"{row.locator}: {cells}" if cells else row.locator


def _node(locator: str) -> str:
    return _DIGITS.sub("#", _SHEET.sub("sheet", locator) if locator.startswith("sheet ") else locator)


@lru_cache(maxsize=10_000)
def _key(text: str) -> str:
    return _DIGITS.sub("#", folded(text) or text)


def _usual(printed: Iterable[tuple[str, ...]], rows: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The texts of at least half of the rows, or the most common one, and those of fewer, each as first printed."""
    shown: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for texts, times in Counter(printed).items():
        for key, text in {_key(text): text for text in texts}.items():
            shown.setdefault(key, text[:_LONGEST])
            counts[key] += times
    most = max(counts.values(), default=0)
    usual = [key for key in shown if counts[key] * 2 >= min(rows, most * 2)]
    seldom = [key for key in shown if key not in set(usual)]
    return tuple(shown[key] for key in usual[:_MOST_HEADINGS]), tuple(shown[key] for key in seldom[:_MOST_HEADINGS])


def _without(texts: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    known = {_key(text) for text in others}
    return tuple(text for text in texts if _key(text) not in known)
