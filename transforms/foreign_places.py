"""Where a counterpart is: country, state or province, region, from what the source prints and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.countries import (
    countries_in,
    country_code_said,
    country_in_last_place,
    country_named,
    region_of,
)
from transforms.folding import fold, squeeze
from transforms.vocabulary import rows

INTERNATIONAL = "international"
_WORLDWIDE_SAID = re.compile(
    r"\b(internacional|international|multilateral|mundial|global|multinacional|todo el mundo|organismos?|"
    r"varios paises|diversos paises|sin pais|no aplica)\b"
)
_LIST = re.compile(r"\s*(?:[;/|\n]|,|\by\b|\be\b|\band\b|\+|&|–|—|-)\s*", re.IGNORECASE)

# Too short to trust inside a sentence, clear in capitals at its end.
_SHORT_COUNTRY_AT_END = re.compile(r"\b(USA|U\. ?S\. ?A\.?|EUA|E\. ?U\. ?A\.?|EU|E\. ?U\.|US|U\.S\.|UK|U\.K\.)\W*$")


@dataclass(frozen=True, slots=True)
class ForeignPlace:
    """``countries`` in the order printed; ``subdivision`` of the first; ``worldwide`` if the source says so."""

    countries: tuple[str, ...] = ()
    subdivision: str = ""
    worldwide: bool = False

    @property
    def country(self) -> str:
        """The first country, which is the agreement's."""
        return self.countries[0] if self.countries else ""


@cache
def _subdivision_names() -> dict[str, str]:
    return {fold(name): row["code"] for row in rows("subdivisions") for name in row["names"].split("|")}


@cache
def _subdivision_abbreviations() -> dict[str, str]:
    table: dict[str, str] = {}
    for row in rows("subdivisions"):
        for name in row["abbreviations"].split("|"):
            # Canada's and the United States' never collide but for BC-like Mexican ones, told apart by position.
            table[fold(name).replace(" ", "")] = row["code"]
    return table


_SUBDIVISION_PREFIX = re.compile(r"^(?:(?:el|la|the|del|de|estado|provincia|state|province|of|gobierno)\s+)+")


@lru_cache(maxsize=50_000)
def subdivision_named(text: str) -> str:
    """ISO 3166-2 code of the US state or Canadian province that the text names and nothing else; else empty."""
    folded = fold(text)
    names = _subdivision_names()
    code = names.get(folded) or names.get(_SUBDIVISION_PREFIX.sub("", folded), "")
    if code:
        return code
    bare = text.strip(" .").replace(".", "").replace(" ", "")
    # "DE" or "la" in running text is a Spanish word; "TX" in capitals or "Tex." alone in its segment is a state.
    if bare and (bare.isupper() or (bare.istitle() and len(bare) > 2)) and len(bare) <= 5:
        return _subdivision_abbreviations().get(bare.lower(), "")
    return ""


@lru_cache(maxsize=50_000)
def _subdivision_in(text: str, country: str) -> str:
    """Last US state or Canadian province named in the words of a text, if it agrees with the country."""
    words = fold(text).split()
    position = len(words)
    while position > 0:
        for length in range(4, 0, -1):
            start = position - length
            if start < 0:
                continue
            code = _subdivision_names().get(" ".join(words[start:position]), "")
            if code and not _is_other_name(words, start, position) and (not country or code.startswith(country)):
                return code
        position -= 1
    return ""


def _is_other_name(words: list[str], start: int, end: int) -> bool:
    name = " ".join(words[start:end])
    before = words[start - 1] if start else ""
    after = words[end] if end < len(words) else ""
    return (
        (name == "california" and before == "baja")
        or (name == "colorado" and before == "rio")
        or (name == "virginia" and before in {"west", "santa"})
        or (name == "washington" and after in {"d", "dc"})
        or (name in {"florida", "georgia", "victoria"} and before in {"la", "isla", "santa"})
    )


_SEGMENT_ENDS = re.compile(r"[,;()\[\]\n/]|\s[-–—]\s")


def _segments(text: str) -> list[str]:
    return [part for part in (squeeze(p).strip(" .") for p in _SEGMENT_ENDS.split(text)) if part]


@lru_cache(maxsize=100_000)
def place_in(text: str) -> ForeignPlace:
    """Country and subdivision that the text of a party prints (``Ciudad de Laredo, Texas, EE. UU.``)."""
    segments = _segments(text)
    country = ""
    subdivision = ""
    for index in range(len(segments) - 1, 0, -1):
        code = country_in_last_place(segments[index])
        if code and code != "MX":
            country = code
            break
    countries = [mention.code for mention in countries_in(text)]
    if not country and len(segments) > 1:
        # "Panama City, Florida": the last place said wins over a country named inside the city's name.
        country = subdivision_named(segments[-1])[:2] if fold(segments[-1]) != "georgia" else ""
    if not country and countries:
        country = countries[-1]
    if not country and (short := _SHORT_COUNTRY_AT_END.search(text)):
        country = country_named(short[1])
    for segment in reversed(segments[1:] if len(segments) > 1 else segments):
        code = subdivision_named(segment)
        if code and (not country or code[:2] == country):
            subdivision = code
            break
    if not subdivision and country in {"", "US", "CA"}:
        subdivision = _subdivision_in(text, country)
    if not country and subdivision:
        # Georgia is also a country: without another word of the text it cannot be told.
        if subdivision == "US-GA" and not re.search(r"\b(estado de|state of|atlanta|savannah|dalton)\b", fold(text)):
            return ForeignPlace()
        country = subdivision[:2]
    others = tuple(dict.fromkeys(code for code in countries if code not in {country, "MX"}))
    return ForeignPlace(((country, *others) if country else ()), subdivision)


@lru_cache(maxsize=20_000)
def countries_said(text: str) -> ForeignPlace:
    """Countries that the value of a country column names; ``worldwide`` where it says so (``Internacional``)."""
    whole = country_named(text) or country_code_said(text)
    if whole:
        return ForeignPlace((whole,) if whole != "MX" else ())
    subdivision = subdivision_named(text)
    if subdivision:
        return ForeignPlace((subdivision[:2],), subdivision)
    codes: list[str] = []
    for segment in [*_segments(text), *_LIST.split(text)]:
        code = country_named(segment) or subdivision_named(segment)[:2]
        if code and code != "MX" and code not in codes:
            codes.append(code)
    if not codes:
        codes = list(dict.fromkeys(mention.code for mention in countries_in(text)))
    if codes:
        return ForeignPlace(tuple(codes), place_in(text).subdivision)
    return ForeignPlace(worldwide=bool(_WORLDWIDE_SAID.search(fold(text))))


def region(place: ForeignPlace, *, worldwide: bool) -> str:
    """Region of the printed country; ``international`` for a worldwide body without one; else empty."""
    if place.country:
        return region_of(place.country)
    return INTERNATIONAL if worldwide or place.worldwide else ""
