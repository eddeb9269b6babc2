"""How long an agreement is said to hold, and when it would end."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache

from transforms.dates import read_date
from transforms.spanish_numbers import number
from transforms.text import fold

_INDEFINITE = re.compile(
    r"\b(indefinid\w*|indeterminad\w*|permanente\w*|por tiempo ilimitado|ilimitad\w*|"
    r"sin (?:fecha de )?(?:vencimiento|termino|limite)|"
    r"perpetu\w*|indefinite\w*|sin plazo)\b"
)
_UNITS = {"ano": (1, "Y"), "year": (1, "Y"), "anualidad": (1, "Y"), "mes": (1, "M"), "month": (1, "M"), "dia": (1, "D"),
          "trienio": (3, "Y"), "sexenio": (6, "Y"), "bienio": (2, "Y"), "lustro": (5, "Y"),
          "decada": (10, "Y")}  # fmt: skip
_ENDED = re.compile(
    r"\b(no vigente|vencid[oa]|expirad[oa]|concluid[oa]|terminad[oa]|sin vigencia|caduc\w+|cancelad[oa]|"
    r"extint[oa]|expired)\b"
)
_HOLDS = re.compile(r"\b(vigente|en vigor|activ[oa]|in force|renovad[oa]|continua\w*)\b")


@dataclass(frozen=True, slots=True)
class Validity:
    """``term``: indefinite, until, an ISO 8601 duration, or empty; ``expires_on``: ISO text or empty."""

    term: str
    expires_on: str


NOT_SAID = Validity("", "")


def _duration(folded: str) -> str:
    """ISO 8601 duration of the first "number unit" of the words (``tres (3) años`` too)."""
    words = folded.split()
    for position, word in enumerate(words):
        factor, letter = (
            _UNITS.get(word) or _UNITS.get(word.removesuffix("es")) or _UNITS.get(word.removesuffix("s"), (0, ""))
        )
        if not factor:
            continue
        for start in range(max(0, position - 4), position):
            amount = number(" ".join(words[start:position]))
            if amount:
                return f"P{amount * factor}{letter}"
    return ""


def _later(iso: str, duration: str) -> str:
    """End of a duration that begins on an ISO date, as precise as the date; days need a day."""
    found = re.fullmatch(r"P(\d+)([YMD])", duration)
    if not found or not iso:
        return ""
    amount, unit = int(found[1]), found[2]
    year, month, day = (int(part) for part in (iso + "-01-01"[len(iso) - 4 :]).split("-"))
    if unit == "D" or (unit == "M" and len(iso) == 4):
        return ""
    months = (year * 12 + month - 1) + amount * (12 if unit == "Y" else 1)
    year, month = divmod(months, 12)
    month += 1
    if year > 9999:
        return ""
    day = min(day, calendar.monthrange(year, month)[1])
    return f"{year:04d}-{month:02d}-{day:02d}"[: len(iso)]


@lru_cache(maxsize=50_000)
def read_validity(text: str, expires_text: str, signed_on: str) -> Validity:
    """Validity from the printed validity, the printed date of expiry and the date of signature (ISO text).

    A printed date of expiry wins over one counted from the signature.
    """
    folded = fold(text)
    expires = read_date(expires_text).iso if expires_text else ""
    if not folded and not expires:
        if _INDEFINITE.search(fold(expires_text)):
            return Validity("indefinite", "")
        return NOT_SAID
    if _INDEFINITE.search(folded):
        return Validity("indefinite", "")
    duration = _duration(folded)
    if duration:
        # "Cinco años, hasta el 3 de mayo de 2016"
        if _EXTENDED.search(folded):
            return Validity(duration, expires)  # counted from another day, or renewed by itself
        return Validity(duration, expires or _last_date(text) or _later(signed_on, duration))
    until = expires or _last_date(text)
    return Validity("until", until) if until else NOT_SAID


_EXTENDED = re.compile(r"\b(prorroga|prorrogado|ampliacion|automatic\w*|mas)\b")
_UNTIL = re.compile(
    r"\b(?:hasta(?:\s+el)?|al?|until|to|vence(?:\s+el)?|expira(?:\s+el)?|termina(?:\s+el)?)\b|\s[-–—]\s", re.IGNORECASE
)
# "vigente a feb 2018", "ratificado por el Ayuntamiento 2025-10": the day of something else.
_OF_ANOTHER_ACT = re.compile(
    r"\b(?:ratific|refrend|aprob|renov|firm|suscri|inactiv|activ[oa]\b|superseded|en vigueur|approved|desde|since)",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"^(?:vigencia|vigente|de|del|el|hasta|al?|dia|ano|mes|la|fecha|vence|until|\d+|[a-z]{3,10}re?|[a-z]{3,6})$"
)


def _last_date(text: str) -> str:
    """The date at which a text says it ends: after ``hasta`` or ``al``, or all the text is; empty for another date."""
    if _OF_ANOTHER_ACT.search(text):
        return ""
    parts = _UNTIL.split(text)
    if len(parts) > 1 and not re.search(r"\bvigente\s+a\b", text, re.IGNORECASE):
        found = read_date(parts[-1])
        if found.iso:
            return found.iso
    alone = len(fold(text).split()) <= 8 and all(_DATE_WORDS.match(word) for word in fold(text).split())
    return read_date(text).iso if alone and "vigente a " not in fold(text) else ""


def holds(text: str) -> str:
    """``in_force`` or ``expired`` where words say so (``Vigente``); ``letra muerta`` is neither."""
    folded = fold(text)
    if _ENDED.search(folded):
        return "expired"
    # "vigente a feb 2018" speaks of then, not of now.
    return "in_force" if _HOLDS.search(folded) and not re.search(r"\b(?:19|20)\d\d\b", folded) else ""


def status(validity: Validity, said: str, today: str) -> str:
    """Status at a day: what is said first; then expired or in force by validity; unknown where nothing tells."""
    stated = holds(said)
    if stated == "expired":
        return "expired"
    if validity.expires_on and today[: len(validity.expires_on)] > validity.expires_on:
        return "expired"
    if validity.expires_on or validity.term == "indefinite" or stated == "in_force":
        return "in_force"
    return "unknown"
