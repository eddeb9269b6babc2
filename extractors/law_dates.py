"""Dates in the text of a law, as printed, and which of several is the latest."""

from __future__ import annotations

import re

from extractors.office_names import bare

_MONTHS = ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
_MONTH = r"(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic)[a-z]*"
_SPELLED_DAY = (
    r"(?:primero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\w+|veint\w+|"
    r"treinta(?:\s+y\s+uno)?)"
)
_SPELLED_YEAR = r"dos\s+mil(?:\s+[a-záéíóú]+){1,3}"
_DATE = re.compile(
    rf"\b(?:(?:\d{{1,2}}|{_SPELLED_DAY})\s*(?:º|°|ª|o\b|er\b)?\.?\s*(?:d[ií]as?\s+)?(?:del?\s+)?(?:mes\s+de\s+)?{_MONTH}\.?,?\s*(?:del?\s+)?(?:a[ñn]o\s+)?(?:(?:19|20)\d\d|{_SPELLED_YEAR})|"
    rf"\d{{1,2}}[/.\-](?:{_MONTH}|\d{{1,2}}|[IVX]{{1,4}})[/.\-](?:(?:19|20)\d\d|\d\d\b)|(?:19|20)\d\d[/.\-]\d{{1,2}}[/.\-]\d{{1,2}})(?!\d)",
    re.IGNORECASE,
)


def dates_in(text: str) -> list[tuple[int, int, str]]:
    """Start, end and text of every date."""
    return [(match.start(), match.end(), " ".join(match[0].split())) for match in _DATE.finditer(text)]


def _order(printed: str) -> tuple[int, int, int]:
    plain = bare(printed)
    numbers = [int(number) for number in re.findall(r"\d+", plain)]
    month = next(
        (
            place
            for place, name in enumerate(_MONTHS, start=1)
            if re.search(rf"\b{name}|[/\-.]{name}", plain.replace("set", "sep"))
        ),
        0,
    )
    if re.match(r"\d{4}", plain) and len(numbers) == 3:
        return numbers[0], numbers[1], numbers[2]
    year = numbers[-1] if numbers else 0
    year += 2000 if year < 50 else 1900 if year < 100 else 0
    return year, month or (numbers[1] if len(numbers) == 3 else 0), numbers[0] if len(numbers) > 1 else 0


def latest(printed: list[str]) -> str:
    """The latest of several printed dates; the last one where they cannot be compared."""
    return max(enumerate(printed), key=lambda item: (_order(item[1]), item[0]))[1]
