"""Dates, durations, lists and quoted texts as words in Spanish and English; no locale, no clock, no I/O."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

Language = Literal["es", "en"]

MONTHS: Mapping[Language, tuple[str, ...]] = {
    "es": ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre",
           "noviembre", "diciembre"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"),
}  # fmt: skip
LENGTHS: Mapping[Language, Mapping[str, tuple[str, str]]] = {
    "es": {"Y": ("año", "años"), "M": ("mes", "meses"), "D": ("día", "días")},
    "en": {"Y": ("year", "years"), "M": ("month", "months"), "D": ("day", "days")},
}
AND: Mapping[Language, str] = {"es": " y ", "en": " and "}
QUOTES: Mapping[Language, tuple[str, str]] = {"es": ("«", "»"), "en": ("“", "”")}
LONGEST = 300


def date_in_words(date: str, language: Language) -> str:
    """``2011-05-03``, ``2011-05`` or ``2011`` in words, as precise as it is; any other text as it stands."""
    found = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?", date)
    if found is None or found[2] is None:
        return date
    year, month, day = found[1], MONTHS[language][int(found[2]) - 1], found[3]
    parts = [month, year] if day is None else [str(int(day)), month, year]
    return (" de " if language == "es" else " ").join(parts)


def on_date(date: str, language: Language) -> str:
    """The date with its preposition: ``el 3 de mayo de 2011``, ``en 1998``; ``on 3 May 2011``, ``in 1998``."""
    whole_day = len(date) == len("2011-05-03")
    preposition = {"es": "el" if whole_day else "en", "en": "on" if whole_day else "in"}[language]
    return f"{preposition} {date_in_words(date, language)}"


def duration_in_words(duration: str, language: Language) -> str:
    """``P5Y`` as ``5 años`` or ``5 years``; any other text as it stands."""
    if not re.fullmatch(r"P(\d+Y)?(\d+M)?(\d+D)?", duration) or duration == "P":
        return duration
    names = LENGTHS[language]
    parts = [f"{number} {names[unit][int(number) != 1]}" for number, unit in re.findall(r"(\d+)([YMD])", duration)]
    return in_a_row(parts, language)


def in_a_row(parts: Sequence[str], language: Language) -> str:
    """``a, b y c``; ``a, b and c``."""
    return AND[language].join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def plain(text: object) -> str:
    """A text of a source on one line, cut where it is very long, that Markdown shows as it stands."""
    line = " ".join(str(text).split())
    line = line if len(line) <= LONGEST else line[: LONGEST - 1].rstrip() + "…"
    return re.sub(r"([\\`*_\[\]<>&|~])", r"\\\1", line)


def quoted(text: object, language: Language) -> str:
    """The same between the quotation marks of the language."""
    opening, closing = QUOTES[language]
    return f"{opening}{plain(text)}{closing}"
