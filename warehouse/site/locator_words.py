"""Where in a capture a row stands, in words: ``table 2 row 14`` as ``tabla 2, renglón 14``. Pure, no I/O."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from warehouse.wording import Language

# What extractors write before a number; a form that is not here stays as it is.
_NOUNS: Mapping[str, tuple[str, str]] = {
    "page": ("página", "page"),
    "table": ("tabla", "table"),
    "row": ("renglón", "row"),
    "line": ("línea", "line"),
    "block": ("bloque", "block"),
    "li": ("elemento de lista", "list item"),
    "p": ("párrafo", "paragraph"),
    "dd": ("definición", "definition"),
    "dt": ("término", "term"),
}
_STEP = re.compile(rf"({'|'.join(_NOUNS)}) (\d+)")
_STEPS = re.compile(rf"{_STEP.pattern}(?: {_STEP.pattern})*")
_SHEET = re.compile(r"sheet (.+) row (\d+)")


@lru_cache(maxsize=65536)
def locator_in_words(locator: str, language: Language) -> str:
    """A locator as a reader says it; any form that no extractor writes stays as it is."""
    position = 0 if language == "es" else 1
    if sheet := _SHEET.fullmatch(locator):
        return f"hoja «{sheet[1]}», renglón {sheet[2]}" if position == 0 else f"sheet “{sheet[1]}”, row {sheet[2]}"
    if not _STEPS.fullmatch(locator):
        return locator
    return ", ".join(f"{_NOUNS[noun][position]} {number}" for noun, number in _STEP.findall(locator))


def reading_order(locator: object) -> tuple[object, ...]:
    """A sort key that puts row 9 before row 10."""
    parts = re.split(r"(\d+)", str(locator or ""))
    return tuple(int(part) if odd else part for odd, part in ((number % 2, part) for number, part in enumerate(parts)))
