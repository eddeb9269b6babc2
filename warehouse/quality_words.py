"""Numbers, lists and texts as the quality pages write them, in Spanish of Mexico and in English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from warehouse.edition import GLUE, SPANISH, Edition
from warehouse.wording import LONGEST, in_a_row

_UNITS: dict[str, tuple[str, str]] = {
    "agreements": ("acuerdos", "agreements"), "percent": ("%", "%"), "points": ("puntos", "points"),
    "states": ("entidades", "states"),
}  # fmt: skip
_PAIR = 2
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def number(value: float | None) -> str:
    """``1350`` as ``1,350``, ``4.5`` as ``4.5``, in either language; a dash for none."""
    return SPANISH.number(value)


def percent(share: float | None, edition: Edition = SPANISH) -> str:
    """A share from 0 to 1 with one decimal; neither nothing nor everything where it is only nearly so."""
    if share is None:
        return edition.percent(share)
    return edition.percent(min(max(share, 0.001), 0.999) if 0 < share < 1 else share)


def counted(count: int, one: str, several: str) -> str:
    """``1 acuerdo``, ``1,350 acuerdos``: a count in a text that is of one language only."""
    return f"{count:,}{GLUE}{one if count == 1 else several}"


class Noun(NamedTuple):
    """What is counted: its plural article in Spanish, and its name in singular and plural in each language."""

    article: str
    spanish: tuple[str, str]
    english: tuple[str, str]


AGREEMENTS = Noun("los", ("acuerdo", "acuerdos"), ("agreement", "agreements"))
FIGURES = Noun("las", ("cifra impresa", "cifras impresas"), ("printed figure", "printed figures"))
STATEMENTS = Noun("las", ("afirmación", "afirmaciones"), ("statement", "statements"))


def of_all(part: int, whole: int, noun: Noun, edition: Edition = SPANISH) -> str:
    """``82 de los 83 acuerdos (98.8 %)``, ``82 of the 83 agreements (98.8%)``; where it is all of them, no share."""
    named = edition.counted(whole, noun.spanish, noun.english)
    if part == whole:
        both = f"both {noun.english[1]}" if whole == _PAIR else f"all {named}"
        return named if whole == 1 else edition.say(f"{noun.article} {named}", both)
    some = edition.say(f"{part:,} de {noun.article} {named}", f"{part:,} of the {named}")
    return f"{some} ({percent(part / whole, edition)})"


def sentence(text: str) -> str:
    """A text with its first letter as a sentence has it, and its full stop."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "…")) else ".")


def shown(value: object, longest: int = LONGEST) -> str:
    """A text of a source on one line, cut where it is very long, without what no page can show."""
    line = " ".join(_CONTROL.sub(" ", "" if value is None else str(value)).split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def listed(names: Sequence[str], most: int = 40, edition: Edition = SPANISH) -> str:
    """``a, b y c``; with semicolons where a name has commas; past ``most`` of them the rest is a count."""
    more = len(names) - most
    shortened = [*names[:most], edition.say(f"otras {more:,}", f"{more:,} more")] if more > 0 else names
    if not any("," in name for name in shortened):
        return in_a_row(shortened, edition.language)
    return "; ".join([*shortened[:-2], edition.say("; y ", "; and ").join(shortened[-2:])])


def figure(value: float | None, unit: object, edition: Edition = SPANISH) -> str:
    """A printed figure with its unit, where the unit is not plain counting; percent with two decimals, as printed."""
    if value is None:
        return number(value)
    text = f"{value:,.2f}" if unit == "percent" else number(value)
    if unit == "agreements":
        return text
    glue = "" if unit == "percent" and not edition.spanish else GLUE
    return f"{text}{glue}{edition.say(*_UNITS.get(str(unit), (shown(unit),) * 2))}"


def is_address(text: object) -> bool:
    """Whether a text may stand in a link: nothing but the web."""
    return str(text).startswith(("https://", "http://"))
