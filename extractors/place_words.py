"""States of Mexico and of the United States by name and abbreviation, as the ends of addresses print them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from extractors.headings import folded

_FILE = Path(__file__).with_name("place_words.yaml")
MEXICO, UNITED_STATES = "mexican_states", "us_states"
_CODE = 2


@cache
def _document() -> dict[str, dict[str, list[str]]]:
    import yaml

    loaded: dict[str, dict[str, list[str]]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded


@cache
def _spellings(country: str) -> dict[str, str]:
    """Folded spelling -> name of the state."""
    document = _document()[country]
    return {folded(spelling): name for name, others in document.items() for spelling in (name, *others)}


@cache
def _full_names(country: str) -> frozenset[str]:
    """Spellings that are no mere abbreviation: they name a state wherever they stand."""
    return frozenset(spelling for spelling in _spellings(country) if len(spelling.replace(" ", "")) > 4)


def state_named(text: str, country: str) -> str:
    """The state a text is the name or the abbreviation of; empty for any other text."""
    plain = re.sub(r"^(?:estado|gobierno) (?:del estado )?de ", "", folded(text))
    return _spellings(country).get(folded(text)) or _spellings(country).get(plain, "")


def full_state_named(text: str, country: str) -> str:
    """As ``state_named``, for whole names alone."""
    plain = folded(text)
    return _spellings(country)[plain] if plain in _full_names(country) else ""


@cache
def us_tail() -> re.Pattern[str]:
    """``City, ST 12345`` and its like: city, state, ZIP code, at the end of an address."""
    document = _document()[UNITED_STATES]
    spellings = sorted({spelling for name, others in document.items() for spelling in (name, *others)}, key=len)
    codes = [spelling for spelling in spellings if len(spelling) == _CODE]
    short = "|".join([*codes, *(rf"{code[0]}\.\s?{code[1]}" for code in codes)])  # "NY" and "N.Y."
    whole = "|".join(re.escape(spelling) for spelling in reversed(spellings) if len(spelling) > _CODE)
    return re.compile(
        r"(?P<city>[^\W\d_][\w.'’\- ]{1,40}?)[\s,.]+"
        rf"(?P<state>(?i:{whole})|(?:{short}|[A-Z][a-z](?=[.,\s]*\d{{5}}))\b)\.?"
        r"(?:[\s,.]+(?P<zip>\d{5}(?:-\d{4})?))?\s*[.,]?\s*"
        r"(?:(?:USA|EUA|EE\.?\s?UU\.?|U\.S\.A\.?|Estados Unidos)\.?)?\s*$"
    )
