"""Folding and squeezing of printed texts, by the C of the interpreter: most texts pass here, and often."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Blanks that ``str.split`` does not know.
_INVISIBLE = re.compile(r"[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LETTERS_AND_DIGITS = b"abcdefghijklmnopqrstuvwxyz0123456789"
_TO_WORDS = bytes(code if code in _LETTERS_AND_DIGITS else ord(" ") for code in range(256))
_PUNCTUATION = bytes(code for code in range(256) if not chr(code).isalnum() or code > 127)
# What a source prints where it has nothing to say.
_NOTHING = frozenset(
    {"", "n a", "na", "no aplica", "nd", "n d", "s d", "sd", "s n", "no disponible", "sin dato", "sin datos",
     "ninguno", "ninguna", "no especifica", "no especificado", "no especificada", "no se especifica", "sin especificar",
     "no se indica", "sin informacion", "no definido", "no definida", "por definir", "null", "none", "nan"}
)  # fmt: skip
_LONGEST_NOTHING = max(map(len, _NOTHING))


@lru_cache(maxsize=100_000)
def fold(text: str) -> str:
    """Lower-case words of ASCII letters and digits, one space between: ``"EE. UU."`` -> ``"ee uu"``."""
    if text.isascii():
        plain = text.lower()
    else:
        plain = unicodedata.normalize("NFKD", text)
        for character in set(plain):
            if character > "\x7f" and unicodedata.combining(character):
                plain = plain.replace(character, "")
        plain = plain.casefold()
    return b" ".join(plain.encode("ascii", "replace").translate(_TO_WORDS).split()).decode("ascii")


def squeeze(text: str) -> str:
    """The text with runs of blanks (no-break and zero-width ones too) as one space, trimmed."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    if not text.isprintable():
        text = _INVISIBLE.sub(" ", text)
    return " ".join(text.split())


@lru_cache(maxsize=50_000)
def said(text: str) -> str:
    """The squeezed text, or empty where it only says that there is nothing (``N/A``, ``---``)."""
    text = squeeze(text)
    if len(text) > _LONGEST_NOTHING:
        # Each of these letters and digits stays when a text is folded; a long text need not be, only to be told so.
        kept = text.encode("ascii", "ignore").translate(None, _PUNCTUATION)
        if len(kept) > _LONGEST_NOTHING:
            return text
    return "" if fold(text) in _NOTHING else text
