"""Postal addresses in the United States, in parts; what is lacking is said and nothing is added."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import usaddress

from transforms.foreign_places import subdivision_named
from transforms.text import fold, squeeze

_ZIP = re.compile(r"\b\d{5}(?:-\d{4})?\b")
_COUNTRY = re.compile(
    r"[\s,]+(?:u\.?\s?s\.?(?:\s?a\.?)?|united states(?: of america)?|estados unidos(?: de am[eé]rica)?|"
    r"e\.?\s?u\.?\s?a\.?|ee\.?\s?uu\.?)$",
    re.IGNORECASE,
)
_POSTAL_LABEL = re.compile(r"\b(?:c\.?\s?p\.?|zip(?: code)?|c[oó]digo postal)\s*:?\s*(?=\d{5})", re.IGNORECASE)
_UNIT = (
    r"(?:(?:suites?|ste|apt|apartment|unit|room|rm|piso|oficina|local|despacho|floor|fl)\b\.?\s*#?\s*[\w-]+|"
    r"#\s*[\w-]+|\d{1,3}(?:st|nd|rd|th)\s+floor)"
)
_UNIT_WORDS = re.compile(rf"(?:,|\s)\s*({_UNIT}(?:\s*,?\s*{_UNIT})*)", re.IGNORECASE)
_BOX = re.compile(r"(?:p\.?\s?o\.?\s*box|apartado)\b", re.IGNORECASE)
# A number by itself: "39th" is a street's name.
_HOUSE_NUMBER = re.compile(r"(?<!\w)\d+(?:-\d+)?[A-Za-z]?(?!\w)")
_STREET = frozenset(
    {"AddressNumber", "AddressNumberPrefix", "AddressNumberSuffix", "StreetName", "StreetNamePreDirectional",
     "StreetNamePreModifier", "StreetNamePreType", "StreetNamePostDirectional", "StreetNamePostModifier",
     "StreetNamePostType", "SubaddressType", "SubaddressIdentifier", "OccupancyType", "OccupancyIdentifier"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class UsAddress:
    """Parts as printed; ``subdivision`` ISO 3166-2; ``reason`` (Spanish) where a part is lacking, else empty."""

    street: str = ""
    unit: str = ""
    place: str = ""
    subdivision: str = ""
    postal_code: str = ""
    reason: str = ""


def read_us_address(text: str, city: str = "", state: str = "") -> UsAddress:
    """The parts of a printed address. ``city`` and ``state`` (ISO 3166-2): those printed beside it, which tell where
    the street ends and need not be printed again.
    """
    printed = _POSTAL_LABEL.sub("", _COUNTRY.sub("", squeeze(text).strip(" .,;"))).strip(" .,;")
    if not printed:
        return UsAddress()
    codes = list(_ZIP.finditer(printed))
    # A street number of five digits comes first, a postal code never does.
    postal_code = next((code[0] for code in reversed(codes) if code.start() > 0), "")
    bare = squeeze(printed.replace(postal_code, " ")) if postal_code else printed
    unit = _UNIT_WORDS.search(bare)
    without_unit = bare[: unit.start()] + ", " + bare[unit.end() :] if unit else bare
    rest, subdivision = _without_state(squeeze(re.sub(r"(?:\s*,)+", ",", without_unit)).strip(" .,"))
    street, place = _street_and_place(rest, city)
    read = UsAddress(street, squeeze(unit[1]) if unit else "", place, subdivision, postal_code)
    return replace(read, reason=_lacking(read, city, state))


def _without_state(text: str) -> tuple[str, str]:
    """The text without the name or abbreviation of the state at its end, and the state's code."""
    words = text.split(" ")
    if fold(" ".join(words[-2:])) == "baja california":
        return text, ""
    # An abbreviation first: of "Washington, DC" the city is no state; then "West Virginia" before "Virginia".
    abbreviated = [1] if len(words[-1].strip(" .,")) == 2 else []
    for length in [*abbreviated, *range(min(3, len(words)), 0, -1)]:
        last = " ".join(words[-length:]).strip(" .,")
        # "Oxnard Ca": what stands last and alone is an abbreviation, however it is written.
        code = subdivision_named(last) or (subdivision_named(last.upper()) if len(last) == 2 else "")
        if code.startswith("US-"):
            return " ".join(words[:-length]).strip(" .,"), code
    return text, ""


def _street_and_place(text: str, city: str) -> tuple[str, str]:
    """Where commas part them, by the commas; else by usaddress's labels."""
    head, comma, tail = text.rpartition(",")
    if comma and not re.search(r"\d", tail):
        return head.strip(" .,"), tail.strip(" .,")
    if city and text.casefold().endswith(city.casefold()):
        return text[: -len(city)].strip(" .,"), city
    labelled = usaddress.parse(text)
    if not re.search(r"\d", text) and not any(label.startswith("StreetNamePost") for _, label in labelled):
        return "", text
    street = " ".join(token for token, label in labelled if label in _STREET)
    place = " ".join(token for token, label in labelled if label not in _STREET)
    return street.strip(" .,"), place.strip(" .,")


def _lacking(read: UsAddress, city: str, state: str) -> str:
    lacking = []
    if not read.street or _BOX.match(read.street):
        lacking.append("calle")
    elif not _HOUSE_NUMBER.search(read.street):
        lacking.append("número")
    if not (read.place or city):
        lacking.append("localidad")
    if not (read.subdivision or state):
        lacking.append("estado")
    return f"no trae {', '.join(lacking)}" if lacking else ""
