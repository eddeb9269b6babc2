"""Telephone numbers as Mexican offices print them, to E.164, and where a number's area code is.

Old Mexican prefixes (01, 044, 045, +52 1), in use until 2019 (IFT, Plan Técnico Fundamental de Numeración, 2018),
are dropped; what lacks its area code stays text and says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import phonenumbers

from transforms.text import squeeze
from transforms.vocabulary import rows

MEXICO, UNITED_STATES = "MX", "US"
_NATIONAL_DIGITS = 10
_FEWEST_ALONE, _FEWEST_AMONG_WORDS = 2, 7
_EXTENSION = re.compile(
    # "ext. 110, 111 y 112", but not the area code of the next number: what goes on with more digits is none.
    r"[,;]?\s*\(?(?:(?:\b|(?<=\d))(?:exts?|extension(?:es)?|extensi[oó]n(?:es)?|x)(?![a-z])\.?\s*[:#]?|(?<=\d)\s*#(?=\s*\d{1,6}(?!\d)))\s*\d{1,6}"
    r"(?:(?:\s*(?:,|/|\by\b|\be\b|\bo\b|\bal?\b|-|–)\s*|\s)\d{1,6}(?![\s.()-]*\d))*\s*\)?",
    re.IGNORECASE,
)
_NO_NUMBER = re.compile(r"\((?:19|20)\d\d\b[^()]*\)|\b24\s*[/x]\s*7\b", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\(?\d[\d\s()./–—-]*\d")
_BETWEEN = re.compile(r"\s*(?:\||;|,|\n|\s(?:y|e|o|u|al|and)\s|\s/\s|\s[–—]\s)\s*", re.IGNORECASE)
# The only area codes of two digits (Mexico City, Guadalajara, Monterrey); all others have three.
_SHORT_AREA_CODES = ("55", "56", "33", "81")
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
    for cell in text.split("|"):
        before: Phone | None = None  # a cell's first number is completed by none of another cell
        for printed in _printed_numbers(cell):
            before = _read(printed, country, before)
            if not any(before.e164 and before.e164 == other.e164 for other in found):
                found.append(before)
    return found


def e164_of(text: str, country: str = MEXICO) -> list[str]:
    """The numbers of a printed text that could be completed, in E.164."""
    return [phone.e164 for phone in read_phones(text, country) if phone.e164]


def _printed_numbers(text: str) -> Iterator[str]:
    bare = _NO_NUMBER.sub(" ", _EXTENSION.sub(" ", text))
    for piece in _BETWEEN.split(bare):
        for match in _NUMBER.finditer(piece):
            for printed in _side_by_side(match[0]):
                # A few digits among words are hours, a floor or a postal code; alone they end another number.
                alone = match[0].strip() == piece.strip(" .:")
                if len(re.sub(r"\D", "", printed)) >= (_FEWEST_ALONE if alone else _FEWEST_AMONG_WORDS):
                    yield squeeze(printed)


def _side_by_side(printed: str) -> list[str]:
    """Numbers with nothing but a blank, a dash or a slash between: "222 303 4600/222 511 9866", "222 303 4600/01"."""
    pieces = re.split(r"\s*[/–—]\s*|\s{2,}|\s-\s", printed.strip())
    counts = [len(re.sub(r"\D", "", piece)) for piece in pieces]
    if len(pieces) > 1 and counts[0] >= _NATIONAL_DIGITS and all(2 <= n <= 4 or n >= 7 for n in counts[1:]):
        return pieces
    digits = re.sub(r"\D", "", printed)
    if len(digits) < 2 * _NATIONAL_DIGITS or len(digits) % _NATIONAL_DIGITS:
        return [printed]
    ends = [place + 1 for place, character in enumerate(printed) if character.isdigit()]
    cuts = [0, *(ends[count - 1] for count in range(_NATIONAL_DIGITS, len(digits) + 1, _NATIONAL_DIGITS))]
    return [printed[start:end].strip(" )-./") for start, end in pairwise(cuts)]


def _read(printed: str, country: str, before: Phone | None) -> Phone:
    digits = re.sub(r"\D", "", printed)
    if len(digits) <= 4 and before and before.e164:
        # "303 4600 y 4601": the last digits of another number of the same exchange.
        return _valid(printed, before.e164[: -len(digits)] + digits) if len(digits) >= 2 else Phone(printed)
    if before and len(digits) == _local_digits(before.e164):
        # "962 625 0321 y 626 0102": behind a whole number of Mexico, a local one is of the same area.
        return _valid(printed, before.e164[: -len(digits)] + digits)
    for candidate in _candidates(printed, digits, country):
        read = _valid(printed, candidate)
        if read.e164:
            return read
    if len(digits) <= 4:
        return Phone(printed, reason="es un número corto, que no se marca desde otro país")
    if len(digits) < _NATIONAL_DIGITS:
        return Phone(printed, reason=f"tiene {len(digits)} dígitos: le falta la clave de larga distancia")
    return Phone(printed, reason="no es un número posible según el plan de numeración de su país")


def _local_digits(e164: str) -> int:
    """Digits of a Mexican number without its area code; 0 where the number is none of Mexico."""
    if not e164.startswith("+52"):
        return 0
    return 8 if e164.startswith(_SHORT_AREA_CODES, 3) else 7


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


@cache
def _area_codes() -> dict[tuple[str, str], frozenset[str]]:
    return {(row["country"], row["area_code"]): frozenset(row["places"].split("|")) for row in rows("area_codes")}


def places_of(e164: str) -> frozenset[str]:
    """ISO 3166-2 codes of the states a number's area code belongs to; empty where it tells none (a free number).

    Source: ``vocabulary/area_codes.csv``. A mobile number may have moved: it is a reason to ask, not a proof.
    """
    # Not libphonenumber's own geocoder: it loads the places of the whole world, 140 MB and four seconds.
    if e164.startswith("+1"):
        return _area_codes().get((UNITED_STATES, e164[2:5]), frozenset())
    if e164.startswith("+52"):
        length = 2 if e164.startswith(_SHORT_AREA_CODES, 3) else 3
        return _area_codes().get((MEXICO, e164[3 : 3 + length]), frozenset())
    return frozenset()
