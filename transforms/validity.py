"""How long an agreement is said to hold, and when it would end."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache

from transforms.dates import read_date
from transforms.folding import fold
from transforms.spanish_numbers import number
from transforms.text import any_of
from transforms.vocabulary import document

_UNITS = {"ano": (1, "Y"), "year": (1, "Y"), "anualidad": (1, "Y"), "mes": (1, "M"), "month": (1, "M"), "dia": (1, "D"),
          "trienio": (3, "Y"), "sexenio": (6, "Y"), "bienio": (2, "Y"), "lustro": (5, "Y"),
          "decada": (10, "Y")}  # fmt: skip
_LAST_YEAR = 9999


@cache
def _words(kind: str) -> re.Pattern[str]:
    return any_of(document("validity")[kind])


@dataclass(frozen=True, slots=True)
class Validity:
    """``term``: indefinite, until, an ISO 8601 duration, or empty; ``expires_on``: ISO text or empty.

    ``counted``: the end is not printed but counted from the signature.
    """

    term: str
    expires_on: str
    counted: bool = field(default=False, compare=False)


NOT_SAID = Validity("", "")


def _duration(folded: str) -> str:
    """ISO 8601 duration of the first "number unit" of the words, with smaller units that follow it directly.

    ``tres (3) años`` -> P3Y, ``un año y seis meses`` -> P1Y6M, ``año y medio`` -> P1Y6M.
    """
    words = folded.split()
    amounts: dict[str, int] = {}
    end = 0
    for position, word in enumerate(words):
        factor, letter = _unit(word)
        start, amount = _amount_before(words, position, end)
        if not amount and words[position + 1 : position + 3] == ["y", "medio"]:
            start, amount = position, 1
        if not factor or not amount:
            continue
        if amounts and not (_is_smaller(letter, amounts) and _joins(words[end:start])):
            break
        amounts[letter] = amount * factor
        end = position + 1
        if letter == "Y" and words[end : end + 2] == ["y", "medio"]:
            amounts["M"] = 6 * factor
            break
    return "P" + "".join(f"{amounts[letter]}{letter}" for letter in "YMD" if letter in amounts) if amounts else ""


def _unit(word: str) -> tuple[int, str]:
    return _UNITS.get(word) or _UNITS.get(word.removesuffix("es")) or _UNITS.get(word.removesuffix("s"), (0, ""))


def _amount_before(words: list[str], position: int, floor: int) -> tuple[int, int]:
    """Where the number before a word begins, and the number; 0 where there is none."""
    for start in range(max(floor, position - 4), position):
        amount = number(" ".join(words[start:position]))
        if amount:
            return start, amount
    return position, 0


def _is_smaller(letter: str, amounts: dict[str, int]) -> bool:
    return all("YMD".index(letter) > "YMD".index(larger) for larger in amounts)


def _joins(words: list[str]) -> bool:
    """Whether nothing stands between two amounts but "y", "con", or the second one's number in words."""
    return all(word in {"y", "con", "and"} or number(word) is not None for word in words)


def _later(iso: str, duration: str) -> str:
    """End of a duration that begins on an ISO date, as precise as the date; empty if the date is too coarse for it."""
    found = re.fullmatch(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?", duration)
    if not found or not iso:
        return ""
    years, months, days = (int(amount or 0) for amount in found.groups())
    if (days and len(iso) < len("2011-05-03")) or (months and len(iso) == len("2011")):
        return ""
    year, month, day = (int(part) for part in (iso + "-01-01"[len(iso) - 4 :]).split("-"))
    year, month = divmod((year + years) * 12 + month - 1 + months, 12)
    if year > _LAST_YEAR:
        return ""
    day = min(day, calendar.monthrange(year, month + 1)[1])
    try:
        return (date(year, month + 1, day) + timedelta(days)).isoformat()[: len(iso)]
    except OverflowError:
        return ""


@lru_cache(maxsize=50_000)
def read_validity(text: str, expires_text: str, signed_on: str) -> Validity:
    """Validity from the printed validity, the printed date of expiry and the date of signature (ISO text).

    A printed date of expiry wins over one counted from the signature.
    """
    folded = fold(text)
    expires = read_date(expires_text).iso if expires_text else ""
    if not folded and not expires:
        if _words("indefinite").search(fold(expires_text)):
            return Validity("indefinite", "")
        return NOT_SAID
    if _words("indefinite").search(folded):
        return Validity("indefinite", "")
    duration = _duration(folded)
    if duration:
        if _EXTENDED.search(_NOT_EXTENDED.sub("", folded)):
            return Validity(duration, expires)  # nobody here knows whether it was renewed
        # "Cinco años, hasta el 3 de mayo de 2016"
        printed = expires or _last_date(text)
        return Validity(duration, printed or _later(signed_on, duration), counted=not printed)
    until = expires or _last_date(text)
    return Validity("until", until) if until else NOT_SAID


_EXTENDED = re.compile(
    r"\b(prorrog\w*|ampli\w+|extend\w+|extens\w+|renov\w+|renew\w+|refrend\w+|automatic\w*|tacit\w*|reconduc\w+|mas)\b"
)
_NOT_EXTENDED = re.compile(
    r"\b(?:no|sin)(?: (?:es|sera|posibilidad|opcion|derecho|de|a|ser|podra|podran))* "
    r"(?:prorrog\w*|ampli\w+|extend\w+|renov\w+|renew\w+|refrend\w+)"
)
_UNTIL = re.compile(
    r"\b(?:hasta(?:\s+el)?|al?|until|to|vence(?:\s+el)?|expira(?:\s+el)?|termina(?:\s+el)?)\b|\s[-–—]\s", re.IGNORECASE
)
# "vigente a feb 2018", "ratificado por el Ayuntamiento 2025-10": the day of something else.
_OF_ANOTHER_ACT = re.compile(
    r"\b(?:ratific|refrend|aprob|renov|firm|suscri|inactiv|activ[oa]\b|superseded|en vigueur|approved|desde|since)",
    re.IGNORECASE,
)
_DATE_WORDS = re.compile(
    r"^(?:vigencia|vigente|de|del|el|hasta|al?|dia|ano|mes|la|fecha|vence|until|y|[ivx]{1,4}|[a-z]{3,10}re?|[a-z]{3,6})$"
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
    others = [word for word in fold(text).split() if number(word) is None]  # "treinta y uno de ... de dos mil uno"
    alone = len(others) <= 8 and all(_DATE_WORDS.match(word) for word in others)
    return read_date(text).iso if alone and "vigente a " not in fold(text) else ""


def holds(text: str) -> str:
    """``in_force`` or ``expired`` where words say so (``Vigente``); ``letra muerta`` is neither."""
    folded = fold(text)
    if _words("ended").search(folded):
        return "expired"
    # "vigente a feb 2018" speaks of then, not of now.
    return "in_force" if _words("holds").search(folded) and not re.search(r"\b(?:19|20)\d\d\b", folded) else ""


def tells_nothing(text: str) -> bool:
    """Whether the words are known and say neither that an agreement holds nor that it ended."""
    return bool(_words("neither").search(fold(text)))


def is_known_standing(text: str) -> bool:
    """Whether a text about how an agreement stands has a word that is known, or a duration."""
    folded = fold(text)
    return any(_words(kind).search(folded) for kind in document("validity")) or bool(_duration(folded))


def status(validity: Validity, said: str, today: str) -> str:
    """Status at an ISO day; unknown where nothing tells.

    A source that says "no vigente" is believed; one that says "vigente" too, but for an end it prints itself.
    """
    stated = holds(said)
    if stated == "expired":
        return "expired"
    if stated == "in_force" and validity.counted:
        return "in_force"
    if validity.expires_on and today > last_day(validity.expires_on):
        return "expired"
    if validity.expires_on or validity.term == "indefinite" or stated == "in_force":
        return "in_force"
    return "unknown"


def last_day(iso: str) -> str:
    """Last ISO day of a year, month or day: ``2026-02`` -> ``2026-02-28``."""
    if len(iso) == len("2026"):
        return f"{iso}-12-31"
    if len(iso) == len("2026-02"):
        return f"{iso}-{calendar.monthrange(int(iso[:4]), int(iso[5:]))[1]}"
    return iso
