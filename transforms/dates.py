"""Dates as Mexican sources print them, to ISO 8601 text as precise as the source and no more.

A small grammar first (Roman months, ``1o.``, spelled-out days and years, ranges), ``dateparser`` second.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from transforms.folding import squeeze
from transforms.spanish_numbers import number

Precision = Literal["year", "month", "day", "none"]

EARLIEST_YEAR = 1821  # Mexico's independence: no state signed abroad before
LATEST_YEAR = 2100
_CENTURY_PIVOT = 40  # a two-digit year above it is of the 1900s


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """``iso`` is ``1998``, ``1998-04`` or ``1998-04-15``; empty with precision ``none`` if nothing was read."""

    iso: str
    precision: Precision


NO_DATE = PrintedDate("", "none")

_MONTHS: dict[str, int] = {}
for _index, _names in enumerate(
    (
        "enero ene january jan janvier i", "febrero feb february fevrier fev ii", "marzo mar march mars iii",
        "abril abr april apr avril avr iv", "mayo may mai v", "junio jun june juin vi",
        "julio jul july juillet juil vii", "agosto ago august aug aout viii",
        "septiembre setiembre sep sept set september septembre ix", "octubre oct october octobre x",
        "noviembre nov november novembre xi", "diciembre dic december dec decembre xii",
    ),
    start=1,
):  # fmt: skip
    _MONTHS.update(dict.fromkeys(_names.split(), _index))

_ROMAN = "xii|xi|x|ix|viii|vii|vi|v|iv|iii|ii|i"
_NAME = "|".join(sorted((m for m in _MONTHS if not re.fullmatch(_ROMAN, m)), key=len, reverse=True))
_SPELLED = (
    r"(?:primero|primer|uno?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|"
    r"dieci\w+|veinti?\w*|treinta(?: y uno)?)"
)
_UNIT = r"(?:uno|una?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve)"
_BELOW_HUNDRED = (
    rf"(?:diez|once|doce|trece|catorce|quince|dieci\w+|veint\w+|"
    rf"(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa)(?: y {_UNIT})?|{_UNIT})"
)
_SPELLED_YEAR = rf"(?:dos mil(?: {_BELOW_HUNDRED})?|mil (?:novecientos|ochocientos)(?: {_BELOW_HUNDRED})?)"
# "3 (tres)", "1o.", "tres dias"
_DAY = rf"(\d{{1,2}}|{_SPELLED})\s*(?:o\.?|er\.?|\.?º|\.?°|ro\.?|st|nd|rd|th)?(?:\s*\([a-z0-9 ]+\))?(?:\s+dias?)?"
_YEAR = rf"(\d{{4}}|'?\d{{2}}(?!\d)|{_SPELLED_YEAR})"
_OF = r"\s*(?:,|\(|-|/|\.|\bdel?\b|\bdel? mes de\b|\bdel? ano\b|\bof\b|\s)*\s*"
_RANGE = r"(?:\s*(?:y|e|al|a|-|–|and|to)\s*\d{1,2})?"
_END = r"(?![\w])"

# Order matters: the most telling pattern first.
_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), order)
    for pattern, order in (
        (r"(?<!\d)(\d{4})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{1,2})(?!\d)", "ymd"),
        (r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", "ymd"),
        (r"(?<!\d)(\d{4})年\s*(\d{1,2})[月월]\s*(\d{1,2})[日일]?", "ymd"),
        (r"(?<!\d)(\d{4})[년]\s*(\d{1,2})[월]\s*(\d{1,2})[일]?", "ymd"),
        (rf"(?<!\w){_DAY}{_RANGE}{_OF}({_NAME})\.?{_OF}{_YEAR}{_END}", "dmy"),
        (rf"(?<!\w){_DAY}\s*[-/. ]\s*({_ROMAN})\s*[-/. ]\s*(\d{{4}}|\d{{2}}){_END}", "dmy"),
        (
            rf"(?<!\w)({_NAME})\.?\s*[/\-]?\s*(\d{{1,2}})(?:st|nd|rd|th)?{_RANGE}\s*[,/\-]?\s*(?:de|del)?\s*(\d{{4}}){_END}",
            "mdy",
        ),
        (r"(?<!\d)(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4}|\d{2})(?!\d)", "dmy"),
        (rf"(?<!\w)({_NAME})\.?{_OF}(\d{{4}}|{_SPELLED_YEAR}){_END}", "my"),
        (rf"(?<!\w)({_NAME})\.?\s*[-/']\s*(\d{{2}}){_END}", "my"),
        (rf"(?<!\w)({_ROMAN})\s*[-/]\s*(\d{{4}}){_END}", "my"),
        (r"(?<!\d)(\d{4})年\s*(\d{1,2})[月월]", "ym"),
        (r"(?<![\d/.\-])(\d{4})\s*[-/]\s*(\d{1,2})(?![\d])(?!\s*[-/.]\s*\d)", "ym"),
        (r"(?<![\d/.\-])(\d{1,2})\s*[-/]\s*(\d{4})(?!\d)", "my"),
        (r"(?<![\d/.\-])(\d{4})(?![\d/.\-]\d)", "y"),
        (rf"(?<!\w)({_SPELLED_YEAR})(?!\w)", "y"),
    )
)


def _plain(text: str) -> str:
    """Lower case without accents, digits and separators kept."""
    table = str.maketrans("áéíóúüñàèìòùâêîôûç", "aeiouunaeiouaeiouc")
    return squeeze(unicodedata.normalize("NFC", text)).lower().translate(table)


def _year(token: str) -> int | None:
    token = token.strip("' ")
    value = number(token)
    if value is None:
        return None
    if len(token) <= 2:
        return value + (1900 if value > _CENTURY_PIVOT else 2000)
    return value if EARLIEST_YEAR <= value <= LATEST_YEAR else None


def _month(token: str) -> int | None:
    if token.isdigit():
        return int(token) if 1 <= int(token) <= 12 else None
    return _MONTHS.get(token)


def _compose(year: int | None, month: int | None, day: int | None, *, want: str) -> PrintedDate | None:
    if year is None or ("m" in want and month is None):
        return None
    if "d" not in want:
        return PrintedDate(f"{year:04d}-{month:02d}", "month") if month else PrintedDate(f"{year:04d}", "year")
    if month is None or day is None or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return PrintedDate(f"{year:04d}-{month:02d}-{day:02d}", "day")


def _match(plain: str) -> tuple[int, PrintedDate] | None:
    impossible = False
    for pattern, order in _PATTERNS:
        if impossible and "d" not in order:
            return None  # "30 de febrero de 2011" is a slip, not "febrero de 2011"
        for found in pattern.finditer(plain):
            parts = dict(zip(order, found.groups(), strict=False))
            year = _year(parts["y"])
            month = _month(parts["m"]) if "m" in parts else None
            day = number(parts["d"]) if "d" in parts else None
            # "12/25/2011": a month above twelve can only be a day printed in the other order.
            if order == "dmy" and month is None and day is not None and parts["m"].isdigit() and 1 <= day <= 12:
                month, day = day, int(parts["m"])
            date = _compose(year, month, day, want=order)
            if date:
                return found.start(), date
            impossible = impossible or "d" in order
    return None


def _by_dateparser(text: str) -> PrintedDate:
    from dateparser.date import DateDataParser  # 0.3 s: only for what the grammar cannot read

    parser = DateDataParser(
        languages=["es", "en"], settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["year"], "STRICT_PARSING": False}
    )
    found = parser.get_date_data(text)
    moment = found.date_obj
    if moment is None or not EARLIEST_YEAR <= moment.year <= LATEST_YEAR or str(moment.year) not in text:
        return NO_DATE
    if found.period == "year":
        return PrintedDate(f"{moment.year:04d}", "year")
    if found.period == "month":
        return PrintedDate(f"{moment.year:04d}-{moment.month:02d}", "month")
    return PrintedDate(moment.date().isoformat(), "day")


@lru_cache(maxsize=100_000)
def read_date(text: str) -> PrintedDate:
    """The (first) date of a printed text; ``NO_DATE`` where there is none or it is not a possible date.

    Of a range of days (``15 y 16 de abril de 2010``) it is the first day. A two-digit year above 40 is of the
    1900s. Day comes before month, as Mexico writes it, unless that is impossible.
    """
    plain = _plain(text)
    if not re.search(r"\d|mil", plain):
        return NO_DATE
    found = _match(plain)
    if found:
        return found[1]
    # Of numbers alone the grammar knows every order; dateparser makes a month up for "00/05/2011".
    if re.search(r"\d{4}", plain) and re.search(r"[^\W\d_]", plain) and len(plain) < 60:
        return _by_dateparser(plain)
    return NO_DATE


def first_date(text: str, accept: Callable[[str], bool] = lambda _: True) -> PrintedDate:
    """The first date of a sentence, if what stands before it is accepted."""
    found = _match(_plain(text))
    return found[1] if found and accept(_plain(text)[: found[0]]) else NO_DATE
