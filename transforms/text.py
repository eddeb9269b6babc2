"""Texts as printed, made comparable: the one folding every vocabulary look-up uses."""

from __future__ import annotations

import re
from collections.abc import Iterable

from transforms.folding import fold as fold
from transforms.folding import said as said
from transforms.folding import squeeze as squeeze


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
