"""Countries by the names sources print: exact, never fuzzy (``República de Corea`` once became Cuba)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.folding import fold
from transforms.places import without_lost_letters
from transforms.vocabulary import document, rows

MEXICO = "MX"
_FORMER_NAMES = {"SU": "Unión Soviética (extinta)", "YU": "Yugoslavia (extinta)", "XK": "Kosovo"}
# Also common names of cities, people or municipalities: countries only where a country is expected.
_WEAK_IN_PROSE = frozenset(
    "granada georgia jersey guadalupe reunion dominica mauricio montserrat cocos chad niger samoa turkey jordan "
    "mali malta congo us usa u s uk eu e u guinea guernesey guayana norteamerica gales salvador".split()
) | {
    "san martin",
    "san bartolome",
    "santa elena",
    "santa lucia",
    "san marino",
    "e u",
    "isla norfolk",
    "isla de navidad",
}
# A city of one of these names is only a city where no country position says otherwise.
_NEVER_BY_POSITION = frozenset({"georgia", "guadalupe", "reunion", "san martin", "santa elena"})
_PREFIX = re.compile(
    r"^(?:(?:el|la|los|las|de|del|gobierno|nacional|republica|reino|estado|principado|gran ducado|sultanato|emirato|"
    r"federal|democratica|popular|socialista|islamica|independiente|plurinacional|bolivariana|oriental|hachemita|unida)\s+)+"
)
_LONGEST_NAME = 9


@dataclass(frozen=True, slots=True)
class Mention:
    """A country named in a folded text: its code and the span of words that name it."""

    code: str
    first_word: int
    last_word: int
    name: str


@cache
def _territories(language: str) -> dict[str, str]:
    """Names of countries in a language, from CLDR, by code."""
    from babel import Locale

    return dict(Locale(language).territories)


@cache
def _codes() -> dict[str, str]:
    """Every exact folded name to its ISO 3166-1 alpha-2 code (hand-made aliases win)."""
    import pycountry

    names: dict[str, str] = {}
    known = {country.alpha_2: country for country in pycountry.countries}
    for code, country in known.items():
        for attribute in ("official_name", "common_name", "name"):
            text = getattr(country, attribute, None)
            if text:
                names[fold(text)] = code
    for language in ("fr", "pt", "en", "es"):
        for code, name in _territories(language).items():
            if code in known:
                names[fold(name)] = code
                names.setdefault(fold(re.sub(r"\(.*\)", "", name)), code)
    for row in rows("country_aliases"):
        names[fold(row["alias"])] = row["code"]
    for code, name in _territories("es").items():
        if code in known and len(without_lost_letters(name)) > 3:
            names.setdefault(without_lost_letters(name), code)
    # "Corea del Sur y Norte" is nobody; the Mexican side is never a counterpart's country.
    names.update({fold("Estados Unidos Mexicanos"): MEXICO, fold("República Mexicana"): MEXICO})
    names.pop("", None)
    return names


@cache
def _three_letter_codes() -> dict[str, str]:
    import pycountry

    return {country.alpha_3.lower(): country.alpha_2 for country in pycountry.countries}


@lru_cache(maxsize=50_000)
def country_named(text: str) -> str:
    """Code of the country that the text names and nothing else (``República Federal de Alemania``); else empty."""
    folded = fold(text)
    names = _codes()
    if folded in names:
        return names[folded]
    bare = _PREFIX.sub("", folded)
    if bare in names:
        return names[bare]
    return ""


def country_code_said(text: str) -> str:
    """Country by its ISO code, for a column of countries alone (``ESP``, ``DE``): in prose ``S.A.`` is a company."""
    code = text.strip(" .").replace(".", "")
    if not code.isupper():
        return ""
    return _three_letter_codes().get(code.lower(), "") if len(code) == 3 else code if code in region_codes() else ""


def country_in_last_place(segment: str) -> str:
    """The country named by the last comma segment of a place (``..., Granada``); empty where it may be no country."""
    return "" if fold(segment) in _NEVER_BY_POSITION else country_named(segment)


@lru_cache(maxsize=50_000)
def countries_in(text: str) -> tuple[Mention, ...]:
    """Countries named anywhere in the text, in order, longest names first; Mexico and weak names left out."""
    return tuple(_scan(fold(text).split()))


@cache
def _longest_by_first_word() -> dict[str, int]:
    """How many words the longest name has that begins with a word: most words begin none."""
    longest: dict[str, int] = {}
    for name in _codes():
        first, length = name.partition(" ")[0], name.count(" ") + 1
        longest[first] = max(length, longest.get(first, 0))
    return longest


def _scan(words: list[str]) -> Iterator[Mention]:
    names, longest = _codes(), _longest_by_first_word()
    position = 0
    while position < len(words):
        most = min(_LONGEST_NAME, longest.get(words[position], 0), len(words) - position)
        for length in range(most, 0, -1):
            name = " ".join(words[position : position + length])
            code = names.get(name)
            if not code or name in _WEAK_IN_PROSE or len(name) < 3:
                continue
            if code != MEXICO and not _part_of_another_name(words, position, length):
                yield Mention(code, position, position + length - 1, name)
            position += length - 1
            break
        position += 1


def _part_of_another_name(words: list[str], position: int, length: int) -> bool:
    """``América Latina`` is no country; ``Nuevo México``, ``Ciudad de Panamá`` and ``Baja California`` take care."""
    before = words[position - 1] if position else ""
    name = " ".join(words[position : position + length])
    return (name == "mexico" and before in {"nuevo", "new"}) or (
        name == "estados unidos" and words[position + length : position + length + 1] == ["mexicanos"]
    )


@cache
def region_codes() -> dict[str, str]:
    """Country code to region, from ``regions.yaml``."""
    return {code: region for region, codes in document("regions").items() for code in codes.split()}


def region_of(code: str) -> str:
    """Region of a country; empty for Mexico and for no country."""
    return region_codes().get(code, "")


@cache
def country_name(code: str) -> str:
    """Spanish name of a country, from CLDR; empty for no country."""
    if not code:
        return ""
    return _FORMER_NAMES.get(code) or str(_territories("es").get(code, code))
