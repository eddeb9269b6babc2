"""Contacts in running text: telephone numbers, e-mail and web addresses, opening hours, each as it is printed.

In: one line or paragraph of text. Out: ``Found`` spans in reading order. Postal addresses are in ``postal_addresses``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.phone_texts import phones_in

SEVERAL = " | "


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of text that means something: where it stands, and what is to be kept of it."""

    start: int
    end: int
    text: str


_AT = r"\s?(?:@|\[\s?(?:at|arroba)\s?\]|\(\s?(?:at|arroba|@)\s?\)|\{\s?(?:at|arroba)\s?\}|\s(?:arroba|at)\s)\s?"
_DOT = r"(?:\.|\s?[\[({]\s?(?:dot|punto|\.)\s?[\])}]\s?|\s(?:dot|punto)\s)"
_EMAIL = re.compile(rf"(?<![\w.@])([\w][\w.+\-]*)({_AT})([\w\-]+(?:{_DOT}[\w\-]+)+)", re.IGNORECASE)
_SPELLED_DOT = re.compile(r"\s?[\[({]\s?(?:dot|punto|\.)\s?[\])}]\s?|\s(?:dot|punto)\s", re.IGNORECASE)
_WEB = re.compile(
    r"(?<![\w@.])(?:https?://[^\s<>«»\"'()]+|www\.[^\s<>«»\"'(),;]+"
    r"|(?:[a-z0-9\-]+\.)+(?:gob|org|com|edu|net)(?:\.mx)?(?:/[^\s<>«»\"'(),;]*)?(?![\w@]))",
    re.IGNORECASE,
)
_SOCIAL = re.compile(
    r"facebook\.|twitter\.|instagram\.|youtube\.|tiktok\.|//x\.com|wa\.me|whatsapp\.|t\.me", re.IGNORECASE
)

_ANNOUNCED = re.compile(
    r"(?:\b(?:tel[eé]fonos?|tels?|correos?(?:\s+electr[oó]nicos?)?|e-?mails?|whats\s?app|cel(?:ular)?|fax|"
    r"horarios?(?:\s+de\s+atenci[oó]n)?|domicilio(?!\s+conocido)|direcci[oó]n|"
    r"ubicaci[oó]n|conmutador|p[aá]gina(?:\s+web)?|web)\b"
    r"\s*[.:]*\s*)+",
    re.IGNORECASE,
)
_DAY = r"(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bados?|domingos?|monday|friday|saturday|l\s?-\s?v)"
_DAYS = rf"{_DAY}(?:\s*(?:,|y|e|a|al|-|–|to|through)\s*{_DAY})*"
_TIME = (
    r"\d{1,2}(?:\s?[:.]\s?\d{2})?(?:\s*(?:horas|hrs?|h|[ap]\.?\s?m)\b\.?)?"
    r"(?:\s+(?:de|por)\s+la\s+(?:ma[ñn]ana|tarde|noche))?"
)
_RANGE = rf"{_TIME}\s*(?:a|al|-|–|—|hasta|y|to)\s*(?:las?\s+)?{_TIME}"
_RANGES = rf"{_RANGE}(?:\s*(?:,|;|y|/)\s*(?:y\s+)?(?:de\s+)?(?:las\s+)?{_RANGE})*"
_DAYS_FIRST = (
    rf"(?:de\s+)?{_DAYS}(?:\s*[,:]?\s*(?:en\s+(?:un\s+)?)?(?:horario\s+)?(?:de|desde)?\s*(?:las\s+)?){_RANGES}"
)
_HOURS_FIRST = rf"(?:de\s+)?(?:las\s+)?{_RANGES}\s*[,.]?\s*\(?(?:de\s+)?{_DAYS}\)?"
_HOURS = re.compile(
    rf"\b(?:{_DAYS_FIRST}(?:\s*(?:,|;|y)\s*(?:y\s+)?(?:los\s+)?{_DAYS_FIRST})*|{_HOURS_FIRST})", re.IGNORECASE
)
_BARE_HOURS = re.compile(rf"\b{_RANGES}", re.IGNORECASE)
_TIME_WORD = re.compile(r"hora|hrs?\b|\dh\b|\d\s?h\b|[ap]\.?\s?m\b|\d[:.]\d\d|ma[ñn]ana|tarde", re.IGNORECASE)


def emails_in(text: str) -> list[Found]:
    """E-mail addresses; one that hides its at sign (``[arroba]``, ``(at)``) is given as it is to be written."""
    found = []
    for match in _EMAIL.finditer(text):
        hidden = match[2].strip() != "@"
        if hidden and match[2].strip().lower() in {"at", "arroba"} and not _SPELLED_DOT.search(match[3]):
            continue  # "meet us at example.org" is no address
        host = _SPELLED_DOT.sub(".", match[3]).rstrip(".-")
        found.append(Found(match.start(), match.end(), f"{match[1].rstrip('.')}@{host}"))
    return found


def websites_in(text: str) -> list[Found]:
    """Web addresses that are no e-mail address and no page of a social network."""
    taken = [(one.start, one.end) for one in emails_in(text)]
    return [
        Found(match.start(), match.start() + len(address), address)
        for match in _WEB.finditer(text)
        if not any(start <= match.start() < end for start, end in taken)
        and not _SOCIAL.search(address := match[0].rstrip(".,;:"))
    ]


def hours_in(text: str) -> list[Found]:
    """Days with their hours (``de lunes a viernes de 9:00 a 15:00 horas``), in either order."""
    return [Found(match.start(), match.end(), match[0].strip(" ,;(")) for match in _HOURS.finditer(text)]


def is_hours(text: str) -> bool:
    """Whether a short text is nothing but hours, with or without days."""
    match = _BARE_HOURS.search(text)
    return bool(match and _TIME_WORD.search(text) and len(text) < 90) or bool(hours_in(text))


def joined(texts: list[str]) -> str:
    """Texts of one field, each once, in their order."""
    return SEVERAL.join(dict.fromkeys(text for text in texts if text))


def telephones_in(text: str, *, labelled: bool = False) -> list[Found]:
    """Telephone numbers, as ``phone_texts`` finds them."""
    return [Found(start, end, text[start:end]) for start, end in phones_in(text, labelled=labelled)]


def without_contacts(text: str) -> str:
    """A text without the telephones, e-mails, web addresses and hours in it, and without the words before them."""
    spans = [(one.start, one.end) for reader in (emails_in, websites_in, hours_in) for one in reader(text)]
    spans += phones_in(text)
    for start, end in sorted(spans, reverse=True):
        text = f"{text[:start]} \n {text[end:]}"
    pieces = [_ANNOUNCED.sub(" ", piece) for piece in text.split("\n")]
    return " ".join(" ".join(pieces).split()).strip(" ,;:.-–—|()") if spans else text
