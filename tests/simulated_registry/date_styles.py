"""Ways of writing one date, all of them seen on Mexican pages."""

from collections.abc import Callable
from datetime import date
from random import Random

MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_UNITS = [
    "cero", "uno", "dos", "tres", "cuatro", "cinco",
    "seis", "siete", "ocho", "nueve", "diez", "once",
    "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete",
    "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés",
    "veinticuatro", "veinticinco", "veintiséis", "veintisiete", "veintiocho", "veintinueve",
]  # fmt: skip
_TENS = {30: "treinta", 80: "ochenta", 90: "noventa"}


def number_word(number: int) -> str:
    """A number as it is spoken, for days and years between 1980 and 2030."""
    if number < 30:
        return _UNITS[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        name = _TENS.get(tens * 10, "")
        return f"{name} y {_UNITS[rest]}" if rest else name
    if number >= 2000:
        rest = number - 2000
        return f"dos mil {number_word(rest)}" if rest else "dos mil"
    return f"mil novecientos {number_word(number - 1900)}"


def _month(day: date) -> str:
    return MONTHS[day.month - 1]


def _ordinal(day: date) -> str:
    first = "1o." if day.day == 1 else str(day.day)
    return f"{first} de {_month(day)} de {day.year}"


def _spelled(day: date) -> str:
    first = "primero" if day.day == 1 else number_word(day.day)
    return f"{first} de {_month(day)} de {number_word(day.year)}"


DATE_STYLES: dict[str, Callable[[date], str]] = {
    "long": lambda d: f"{d.day} de {_month(d)} de {d.year}",
    "ordinal": _ordinal,
    "del": lambda d: f"{d.day} de {_month(d)} del {d.year}",
    "slashes": lambda d: f"{d.day:02}/{d.month:02}/{d.year}",
    "short_slashes": lambda d: f"{d.day}/{d.month}/{d.year}",
    "abbreviated": lambda d: f"{d.day}-{_month(d)[:3]}-{d.year}",
    "abbreviated_short": lambda d: f"{d.day:02}-{_month(d)[:3]}-{d.year % 100:02}",
    "roman": lambda d: f"{d.day:02}/{ROMAN[d.month - 1]}/{d.year % 100:02}",
    "iso": lambda d: d.isoformat(),
    "dots": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    "dashes": lambda d: f"{d.day:02}-{d.month:02}-{d.year}",
    "month_first": lambda d: f"{_month(d)[:3].upper()} / {d.day:02} / {d.year}",
    "month_name_first": lambda d: f"{_month(d).capitalize()} {d.day}, {d.year}",
    "capitals": lambda d: f"{d.day} DE {_month(d).upper()} DE {d.year}",
    "capitals_del": lambda d: f"{d.day} DE {_month(d).upper()} DEL {d.year}",
    "spelled": _spelled,
    "padded": lambda d: f"{d.day:02} de {_month(d)} de {d.year}",
}
COMMON = (
    "long",
    "long",
    "slashes",
    "del",
    "padded",
    "ordinal",
    "abbreviated",
    "iso",
    "capitals",
)
IN_PROSE = (
    "long",
    "ordinal",
    "del",
    "padded",
    "slashes",
    "capitals",
    "spelled",
    "abbreviated",
    "roman",
)


def write_date(iso: str, style: str, rng: Random) -> str:
    """A date as precise as it is known, in a style; coarse ones in a way of their own."""
    parts = iso.split("-")
    if len(parts) == 1:
        return iso
    if len(parts) == 2:
        year, month = parts
        name = MONTHS[int(month) - 1]
        return rng.choice(
            [
                f"{name} de {year}",
                f"{name} {year}",
                f"{name.capitalize()} de {year}",
                f"{name} del {year}",
            ]
        )
    return DATE_STYLES[style](date.fromisoformat(iso))
