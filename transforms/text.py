"""Texts as printed, made comparable: the one folding every vocabulary look-up uses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")
_SPACE = re.compile(r"[\s\u00a0\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
# What a source prints where it has nothing to say.
_NOTHING = frozenset(
    {"", "n a", "na", "no aplica", "nd", "n d", "s d", "sd", "s n", "no disponible", "sin dato", "sin datos",
     "ninguno", "ninguna", "no especifica", "no especificado", "no especificada", "no se especifica", "sin especificar",
     "no se indica", "sin informacion", "no definido", "no definida", "por definir", "null", "none", "nan"}
)  # fmt: skip


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Lower-case words of ASCII letters and digits, one space between: ``"EE. UU."`` -> ``"ee uu"``."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(plain.casefold()))


def squeeze(text: str) -> str:
    """The text with runs of blanks (no-break and zero-width ones too) as one space, trimmed."""
    return _SPACE.sub(" ", text.replace("\x00", "")).strip()


def said(text: str) -> str:
    """The squeezed text, or empty where it only says that there is nothing (``N/A``, ``---``)."""
    text = squeeze(text)
    return "" if fold(text) in _NOTHING else text


def contains_words(folded: str, words: str) -> bool:
    """Whether the folded text holds the folded words as whole words, in that order, adjacent."""
    return f" {words} " in f" {folded} "


def cell(text: str) -> str:
    """The text as a cell of a line of CSV."""
    return '"{}"'.format(text.replace('"', '""')) if re.search(r'[",\n]', text) else text


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the words of a vocabulary in a folded text, as whole words; one that ends in * is a stem."""
    choices = "|".join(re.escape(word[:-1]) + r"\w*" if word.endswith("*") else re.escape(word) for word in words)
    return re.compile(rf"\b(?:{choices or '(?!)'})\b")
