"""Telephone numbers as Mexican offices print them, to E.164, and where a number's area code is.

Old Mexican prefixes (01, 044, 045, +52 1), in use until 2019 (IFT, Plan Técnico Fundamental de Numeración, 2018),
are dropped; what lacks its area code stays text and says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import geocoder

from transforms.foreign_places import subdivision_named
from transforms.places import find_state, states
from transforms.text import squeeze

MEXICO, UNITED_STATES = "MX", "US"
_NATIONAL_DIGITS = 10
_EXTENSION = re.compile(
    # "ext. 110, 111 y 112", but not the area code of the next number: what goes on with more digits is none.
    r"[,;]?\s*\(?(?:\b|(?<=\d))(?:exts?|extension(?:es)?|extensi[oó]n(?:es)?|x)(?![a-z])\.?\s*:?\s*\d{1,6}"
    r"(?:\s*(?:,|/|\by\b|\be\b|\bo\b|\bal?\b|-)\s*\d{1,6}(?![\s.()-]*\d))*\s*\)?",
    re.IGNORECASE,
)
_YEAR_ASIDE = re.compile(r"\((?:19|20)\d\d\b[^()]*\)")
_NUMBER = re.compile(r"\+?\(?\d[\d\s()./–—-]*\d")
_BETWEEN = re.compile(r"\s*(?:\||;|,|\n|\s(?:y|e|o|u|and)\s|\s/\s|\s[–—]\s)\s*")
_TRUNK = re.compile(r"^(?:01|044|045)(?=\d{10}$)")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as printed; ``e164`` (``+522223034600``) or empty, and then ``reason`` in Spanish."""

    printed: str
    e164: str = ""
    reason: str = ""


def read_phones(text: str, country: str = MEXICO) -> list[Phone]:
    """Every number of a printed text, in order and once each. ``country``: where a number without a prefix is."""
    found: list[Phone] = []
    for printed in _printed_numbers(text):
        phone = _read(printed, country, found[-1] if found else None)
        if not any(phone.e164 and phone.e164 == other.e164 for other in found):
            found.append(phone)
    return found


def e164_of(text: str, country: str = MEXICO) -> list[str]:
    """The numbers of a printed text that could be completed, in E.164."""
    return [phone.e164 for phone in read_phones(text, country) if phone.e164]


def _printed_numbers(text: str) -> Iterator[str]:
    bare = _YEAR_ASIDE.sub(" ", _EXTENSION.sub(" ", text))
    for piece in _BETWEEN.split(bare):
        for match in _NUMBER.finditer(piece):
            digits = re.sub(r"\D", "", match[0])
            if len(digits) > _NATIONAL_DIGITS + 4 and (halves := _several(match[0])):
                yield from halves
            elif len(digits) >= 2:
                yield squeeze(match[0])


def _several(printed: str) -> list[str]:
    """Numbers printed side by side with nothing but a blank, a dash or a slash between: "222 303 4600/222 511 9866"."""
    pieces = re.split(r"\s*[/–—]\s*|\s{2,}|\s-\s", printed.strip())
    if all(len(re.sub(r"\D", "", piece)) >= _NATIONAL_DIGITS for piece in pieces) and len(pieces) > 1:
        return [squeeze(piece) for piece in pieces]
    digits = re.sub(r"\D", "", printed)
    if len(digits) == 2 * _NATIONAL_DIGITS:
        taken = 0
        for place, character in enumerate(printed):
            taken += character.isdigit()
            if taken == _NATIONAL_DIGITS:
                return [squeeze(printed[: place + 1]), squeeze(printed[place + 1 :].lstrip(") -./"))]
    return []


def _read(printed: str, country: str, before: Phone | None) -> Phone:
    digits = re.sub(r"\D", "", printed)
    if len(digits) <= 4 and before and before.e164:
        # "303 4600 y 4601": the last digits of another number of the same exchange.
        return _valid(printed, before.e164[: -len(digits)] + digits) if len(digits) >= 2 else Phone(printed)
    for candidate in _candidates(printed, digits, country):
        read = _valid(printed, candidate)
        if read.e164:
            return read
    if len(digits) < _NATIONAL_DIGITS:
        return Phone(printed, reason=f"tiene {len(digits)} dígitos: le falta la clave de larga distancia")
    return Phone(printed, reason="no es un número posible según el plan de numeración de su país")


def _candidates(printed: str, digits: str, country: str) -> Iterator[str]:
    """Ways to complete it, the likeliest first."""
    if printed.lstrip().startswith("+"):
        yield "+" + digits
    national = _TRUNK.sub("", digits)
    calling = {MEXICO: "+52", UNITED_STATES: "+1"}
    if len(national) == _NATIONAL_DIGITS:
        yield calling[country] + national
        yield calling[UNITED_STATES if country == MEXICO else MEXICO] + national
    if re.fullmatch(r"521?\d{10}|0052\d{10}|52(?:01|044|045)\d{10}", digits):
        yield "+52" + digits[-_NATIONAL_DIGITS:]
    if re.fullmatch(r"(?:00)?1\d{10}", digits):
        yield "+1" + digits[-_NATIONAL_DIGITS:]


@lru_cache(maxsize=20_000)
def _valid(printed: str, international: str) -> Phone:
    try:
        number = phonenumbers.parse(international)
    except phonenumbers.NumberParseException:
        return Phone(printed)
    if not phonenumbers.is_valid_number(number):
        return Phone(printed, reason="no es un número posible según el plan de numeración de su país")
    return Phone(printed, phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


@lru_cache(maxsize=20_000)
def places_of(e164: str) -> frozenset[str]:
    """ISO 3166-2 codes of the states a number's area code belongs to; empty where it tells none (a free number).

    Source: the area codes of libphonenumber. A mobile number may have moved: it is a reason to ask, not a proof.
    """
    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return frozenset()
    described: str = geocoder.description_for_number(number, "en")
    if number.country_code == 1:
        code = subdivision_named(described.rpartition(",")[2].strip())
        return frozenset({code}) if code.startswith("US-") else frozenset()
    return frozenset(
        states()[code].iso_code
        for part in re.split(r"[/,]", described)
        if (code := find_state(part.strip())) and part.strip() != "Mexico"
    )
