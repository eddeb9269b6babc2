"""Numbers spelled out in Spanish, from zero to 9999: ``dos mil cuatro`` -> 2004."""

from __future__ import annotations

_UNITS = {
    "cero": 0, "un": 1, "uno": 1, "una": 1, "primero": 1, "primer": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5,
    "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10, "once": 11, "doce": 12, "trece": 13, "catorce": 14,
    "quince": 15, "dieciseis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "veintiun": 21,
    "veintiuno": 21, "veintidos": 22, "veintitres": 23, "veinticuatro": 24, "veinticinco": 25, "veintiseis": 26,
    "veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "treinta": 30, "cuarenta": 40, "cincuenta": 50,
    "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100, "ciento": 100, "doscientos": 200,
    "trescientos": 300, "cuatrocientos": 400, "quinientos": 500, "seiscientos": 600, "setecientos": 700,
    "ochocientos": 800, "novecientos": 900,
}  # fmt: skip


# Longer rows of digits count nothing that a page about agreements counts, and Python refuses to read the longest.
_MOST_DIGITS = 18


def number(words: str) -> int | None:
    """The number that folded Spanish words (or digits) spell; None where they spell none."""
    if words.isdecimal():
        return int(words) if len(words) <= _MOST_DIGITS else None
    total = current = 0
    seen = False
    for word in words.split():
        if word == "y":
            continue
        if word == "mil":
            total, current, seen = total + max(current, 1) * 1000, 0, True
        elif word in _UNITS:
            current, seen = current + _UNITS[word], True
        else:
            return None
    return total + current if seen else None
