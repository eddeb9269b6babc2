"""Twenty-odd ways in which a Mexican portal prints a date."""

from __future__ import annotations

import datetime as dt
from random import Random

MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
ENGLISH = "January February March April May June July August September October November December".split()
ROMAN = "I II III IV V VI VII VIII IX X XI XII".split()
DAYS = "lunes martes miércoles jueves viernes sábado domingo".split()
UNITS = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve treinta"
).split()
TENS = {3: "treinta", 7: "setenta", 8: "ochenta", 9: "noventa"}

STYLES = (
    "dmy/ dmy- dmy. ymd- ymd/ d/m/y dmy_time roman/ roman- roman. abbr- abbr/ abbr_space long del delano capitals "
    "spelled days_of ordinal weekday place place_comma english mdy_es month_slash two_digit spaced abbr_dot iso_time "
    "nocomma weekday_plain weekday_place"
).split()


def in_words(number: int) -> str:
    """1998 -> mil novecientos noventa y ocho."""
    if number >= 2000:
        return ("dos mil " + in_words(number - 2000)).strip() if number > 2000 else "dos mil"
    if number >= 1000:
        return "mil novecientos " + in_words(number - 1900)
    if number <= 30:
        return UNITS[number]
    tens, unit = divmod(number, 10)
    return TENS[tens] + (f" y {UNITS[unit]}" if unit else "")


def written(day: dt.date, precision: str, style: str, place: str, rng: Random) -> str:
    """The day as the page prints it."""
    d, m, y = day.day, day.month, day.year
    name = MONTHS[m - 1]
    if name == "septiembre" and rng.random() < 0.1:
        name = "setiembre"
    if precision == "year":
        return str(y)
    if precision == "month":
        return rng.choice(
            [f"{name} de {y}", f"{name.title()} {y}", f"{name} {y}", f"{m:02d}/{y}", f"{name.upper()} DE {y}"]
        )
    short = name[:3] if name != "setiembre" else "sep"
    first = {1: "1º", 2: "2"}.get(d, str(d))
    ordinal = rng.choice(["1o. de", "1º de", "primero de", "1° de", "1ro. de", "1er día de"]) if d == 1 else f"{d} de"
    weekday = DAYS[day.weekday()]
    table = {
        "dmy/": f"{d:02d}/{m:02d}/{y}",
        "dmy-": f"{d:02d}-{m:02d}-{y}",
        "dmy.": f"{d:02d}.{m:02d}.{y}",
        "ymd-": f"{y}-{m:02d}-{d:02d}",
        "ymd/": f"{y}/{m:02d}/{d:02d}",
        "d/m/y": f"{d}/{m}/{y}",
        "dmy_time": f"{d:02d}/{m:02d}/{y} 00:00",
        "iso_time": f"{y}-{m:02d}-{d:02d} 00:00:00",
        "roman/": f"{d}/{ROMAN[m - 1]}/{y}",
        "roman-": f"{d:02d}-{ROMAN[m - 1]}-{y}",
        "roman.": f"{d}.{ROMAN[m - 1]}.{y}",
        "abbr-": f"{d:02d}-{short}-{y}",
        "abbr/": f"{d:02d}/{short.upper()}/{y}",
        "abbr_space": f"{d} {short.title()} {y}",
        "abbr_dot": f"{d} {short}. {y}",
        "long": f"{ordinal} {name} de {y}",
        "del": f"{ordinal} {name} del {y}",
        "delano": f"{d} de {name} del año {y}",
        "capitals": f"{d:02d} DE {name.upper()} DE {y}",
        "spelled": f"{in_words(d) if d > 1 else 'primero'} de {name} de {in_words(y)}",
        "days_of": f"a los {d} días del mes de {name} de {y}" if d > 1 else f"al primer día del mes de {name} de {y}",
        "ordinal": f"{ordinal} {name} de {y}" if d == 1 else f"{first} de {name} de {y}",
        "weekday": f"{weekday}, {d} de {name} de {y}",
        "weekday_plain": f"{weekday.title()} {d} de {name.title()} de {y}",
        "weekday_place": f"{place}, {weekday} {d} de {name} de {y}",
        "place": f"{place}, a {d} de {name} de {y}",
        "place_comma": f"{place}, {d} de {name} de {y}",
        "english": f"{ENGLISH[m - 1]} {d}, {y}",
        "mdy_es": f"{name.title()} {d}, {y}",
        "month_slash": f"{short.upper()} / {d:02d} / {y}",
        "two_digit": f"{d:02d}/{m:02d}/{y % 100:02d}",
        "spaced": f"{d:02d} / {m:02d} / {y}",
        "nocomma": f"{d} {name} {y}",
    }
    return table[style]


def inside_sentence(style: str) -> str:
    """A style that can stand after 'firmado el'."""
    return "long" if style.startswith(("place", "days", "weekday_place", "dmy_time", "iso_time")) else style
