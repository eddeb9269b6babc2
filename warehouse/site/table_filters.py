"""What the script of a filtered table is told in HTML: columns, filters and their choices. Pure, no I/O.

A row says nothing twice: the script finds the code of a filter by the label that stands in the cell. Only where no
cell says it does the cell carry a ``data-code``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse.cells import folded
from warehouse.edition import Edition
from warehouse.fields import Vocabulary
from warehouse.quality_words import shown
from warehouse.site.addresses import slug

# What a filter is set to for the rows whose cell is empty; the script knows it too.
UNTOLD = "-"

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a filtered table: its name in the address of the page, and its heading."""

    key: str
    heading: str


@dataclass(frozen=True, slots=True)
class Filter:
    """A select above the table: its name in the address, its label, the column that it asks, its (code, label) pairs.

    ``several`` says that a cell holds labels in a row, ``coded`` that it carries the code instead of the label.
    """

    key: str
    label: str
    column: str
    choices: tuple[Choice, ...]
    several: bool = False
    coded: bool = False


def named_choices(pairs: Iterable[tuple[object, object]], edition: Edition) -> tuple[Choice, ...]:
    """The distinct (code, label) pairs by label, Spanish letters in their place; a label without code is its own."""
    found: dict[str, str] = {}
    empty = False
    for code, label in pairs:
        text = shown(label)
        if text:
            found.setdefault(text, str(code or slug(text)))
        else:
            empty = True
    ordered = sorted(found, key=lambda text: (folded(text), text))
    told = tuple((found[text], text) for text in ordered)
    return (*told, _untold(edition)) if empty else told


def coded_choices(vocabulary: Vocabulary, codes: Iterable[str | None], edition: Edition) -> tuple[Choice, ...]:
    """The codes that occur, in the order of their vocabulary, each with its label."""
    found = set(codes)
    told = tuple((code, edition.say(*names)) for code, names in vocabulary.labels.items() if code in found)
    return (*told, _untold(edition)) if None in found else told


def _untold(edition: Edition) -> Choice:
    return UNTOLD, edition.say("No se dice", "Not told")
