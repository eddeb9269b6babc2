"""Counts names, addresses, phones, titles and dates of the example pages that are read right.

``python -m tests.office_pages.scoring seen|unseen|fresh|hidden [--verbose]`` prints a table by family and, with
``--verbose``, every miss and every wrong extra. Whoever writes readers never asks for ``--verbose`` of hidden; the others
were open to them from 2026-11-24 on.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import fuzz

from extractors.failures import SourceFailure
from tests.office_pages.entries import FRESH, HALVES, HIDDEN, Entry, expected_of, folders, found_of, wanted_of
from tests.office_pages.folding import address_words, folded, same_address, same_name

FAMILIES = ("note", "card", "transparency", "law", "directory", "pdf")
KINDS = ("name", "address", "phone", "date", "status", "state")
# Likeness of two names, or of two addresses, from which they may be about one office.
ENOUGH = 0.5
ENOUGH_TO_BE_EXCUSED = 0.8


@dataclass(slots=True)
class Score:
    """Items by kind: ``wanted`` by the expected rows, ``found`` by the product, ``right`` in both."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)
    pages: int = 0
    rows: int = 0

    def add(self, other: Score) -> None:
        """Count another page or family in."""
        for name in ("wanted", "found", "right"):
            getattr(self, name).update(getattr(other, name))
        self.misses += other.misses
        self.pages += other.pages
        self.rows += other.rows

    def recall(self, *kinds: str) -> float:
        """Share of the wanted items of these kinds (all, if none is named) that were read right."""
        wanted = sum(self.wanted[kind] for kind in kinds or KINDS)
        return sum(self.right[kind] for kind in kinds or KINDS) / wanted if wanted else 1.0

    def precision(self, *kinds: str) -> float:
        """Share of the items found of these kinds that are right."""
        found = sum(self.found[kind] for kind in kinds or KINDS)
        return sum(self.right[kind] for kind in kinds or KINDS) / found if found else 1.0


def _likeness(wanted: Entry, found: Entry) -> float:
    """From 0 (about something else) to 3."""
    name = (
        max((fuzz.token_sort_ratio(folded(a), folded(b)) for a in wanted.names for b in found.names), default=0) / 100
    )
    words = address_words(found.addresses[0]) if found.addresses else frozenset()
    place = max(
        (len(words & (a := address_words(one))) / len(words | a) for one in wanted.addresses if words), default=0.0
    )
    phone = 1.0 if wanted.phones & found.phones else 0.0
    enough = ENOUGH_TO_BE_EXCUSED if wanted.optional else ENOUGH
    return name + place + phone if max(name, place, phone) >= enough else 0.0


def _pairs(wanted: Sequence[Entry], found: Sequence[Entry]) -> list[tuple[Entry | None, Entry | None]]:
    """Each wanted entry with the found one most like it, the likest first; then those left over."""
    order = sorted(
        ((_likeness(a, b), -i, -j) for i, a in enumerate(wanted) for j, b in enumerate(found)), reverse=True
    )  # fmt: skip
    taken: dict[int, int] = {}
    for likeness, i, j in order:
        if likeness and -i not in taken and -j not in taken.values():
            taken[-i] = -j
    pairs: list[tuple[Entry | None, Entry | None]] = [
        (one, found[taken[i]] if i in taken else None) for i, one in enumerate(wanted)
    ]
    return pairs + [(None, one) for j, one in enumerate(found) if j not in taken.values()]


def _count(score: Score, kind: str, wanted: object, found: object, *, right: bool, where: str) -> None:
    score.wanted[kind] += bool(wanted)
    score.found[kind] += bool(found)
    score.right[kind] += bool(wanted) and right
    if (wanted or found) and not right:
        score.misses.append(f"{where} {kind}: wanted {wanted or 'nothing'!r}, found {found or 'nothing'!r}")


def _compare(score: Score, wanted: Entry, found: Entry, where: str) -> None:
    name, address = "".join(found.names[:1]), "".join(found.addresses[:1])
    _count(score, "name", wanted.names, name, right=same_name(name, wanted.names), where=where)
    right = same_address(address, wanted.addresses, wanted.may_say)
    _count(score, "address", wanted.addresses, address, right=right, where=where)
    for phone in sorted((wanted.phones | found.phones) - wanted.phones_optional):
        sides = (phone if phone in side.phones else "" for side in (wanted, found))
        _count(score, "phone", *sides, right=phone in wanted.phones & found.phones, where=where)
    for date in ("gazette_date", "last_reform"):
        sides = (side.dates.get(date, "") for side in (wanted, found))
        _count(score, "date", *sides, right=wanted.dates.get(date) == found.dates.get(date), where=f"{where} {date}")
    # A state or status that the page does not print may be known from elsewhere: only what is printed counts.
    for kind in ("status", "state"):
        if printed := getattr(wanted, kind):
            value = getattr(found, kind)
            _count(score, kind, printed, value, right=printed == value, where=where)


def score_entries(wanted: Sequence[Entry], found: Sequence[Entry], where: str) -> Score:
    """The score of what was found of one page, against what is wanted of it."""
    score = Score(pages=1, rows=sum(not entry.optional for entry in wanted))
    for one, got in _pairs(wanted, found):
        if one and one.optional:
            continue
        about = "".join((one or got or Entry()).names[:1])
        _compare(score, one or Entry(), got or Entry(), f"{where} [{about[:50]}]")
    return score


def score_page(folder: Path) -> Score:
    """The score of one page; all its items are missed where reading fails as a ``SourceFailure``."""
    expected = expected_of(folder)
    failed = []
    try:
        found = found_of(folder, expected)
    except SourceFailure as failure:
        failed = [f"{folder.name}: {failure}"]
        found = []
    score = score_entries(wanted_of(expected), found, folder.name)
    score.misses[:0] = failed
    return score


def score_half(half: str) -> dict[str, Score]:
    """Scores by family, and under ``all`` their sum."""
    scores = {family: Score() for family in (*FAMILIES, "all")}
    for folder in folders(half):
        page = score_page(folder)
        scores[folder.name.rpartition("-")[0]].add(page)
        scores["all"].add(page)
    return scores


def table(scores: dict[str, Score]) -> str:
    """The scores as lines of text: right/wanted (recall) and precision by kind."""
    lines = ["family        pages rows " + "".join(f"{kind:>26}" for kind in KINDS)]
    for family, score in scores.items():
        cells = (
            f"{score.right[k]}/{score.wanted[k]} {score.recall(k):7.1%} p{score.precision(k):7.1%}"
            if score.wanted[k]
            else "-"
            for k in KINDS
        )
        lines.append(f"{family:14}{score.pages:5}{score.rows:5} " + "".join(f"{cell:>26}" for cell in cells))
    return "\n".join(lines)


def main() -> None:
    """Print the table of a half, and every miss if asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("half", choices=(*HALVES, FRESH, HIDDEN))
    parser.add_argument("--verbose", action="store_true", help="each miss and each wrong extra")
    asked = parser.parse_args()
    scores = score_half(asked.half)
    print(table(scores))
    if asked.verbose:
        print("\n".join(f"- {line}" for line in scores["all"].misses))


if __name__ == "__main__":
    main()
