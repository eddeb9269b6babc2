"""The text of a cell of a PDF from the lines it prints: words cut at line ends are made whole again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import reduce

from extractors.document import squeeze
from extractors.observation import PARTING

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_SOFT_HYPHEN = "\u00ad"
_CUT = re.compile(rf"(\w)[-‐{_SOFT_HYPHEN}]$")
_ADDRESS_START = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S*$", re.IGNORECASE)
_ADDRESS_WHOLE = re.compile(r"(?:https?://|www\.|\S+@)\S+\.[a-z]{2,4}$", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PHONE_AT_END = re.compile(r"[+(]?\d[\d ()./+-]*(?:\s*,?\s*ext\.?\s*\d+)?$", re.IGNORECASE)
_PHONE_AT_START = re.compile(r"[+(]?\d[\d ()./+-]*")
_PHONE_DIGITS = 7


def joined(lines: Iterable[str]) -> str:
    """The lines of one cell as one text; a list of phone numbers or e-mails, one a line, is parted by ``PARTING``."""
    told = [text for line in lines if (text := _clean(line))]
    whole = "".join(told)
    if len(told) > 1 and not any(" " in text for text in told) and _EMAIL.fullmatch(whole):
        return whole.replace(_SOFT_HYPHEN, "")
    return reduce(_with, told, "").replace(_SOFT_HYPHEN, "")


def _clean(line: str) -> str:
    return squeeze(line.translate(_LIGATURES))


def _with(text: str, line: str) -> str:
    """A text and the line under it."""
    if not text:
        return line
    cut = _CUT.search(text)
    if cut and cut[1].isalpha() and (line[0].islower() or (_in_capitals(text) and _in_capitals(line))):
        return text[:-1] + line
    if cut:
        return text.rstrip(_SOFT_HYPHEN) + line  # "Baja-" and "California", "847-" and "3315"
    if _goes_on_as_address(text, line):
        return text + line
    return text + (PARTING if _are_two(text, line) else " ") + line


def _in_capitals(text: str) -> bool:
    """Whether a text is printed in capitals, where they tell nothing of whether a word begins."""
    return text.upper() == text and any(letter.isalpha() for letter in text)


def _goes_on_as_address(text: str, line: str) -> bool:
    """Whether an e-mail or a web address was cut where a narrow column ended."""
    last, first = text.rsplit(None, 1)[-1], line.split(None, 1)[0]
    if first.startswith("@"):
        return True
    if not _ADDRESS_START.match(last) or "@" in first or first != first.lower():
        return False
    if first.startswith(".") or last.endswith((".", "@", "/", "_")):
        return True
    return not _ADDRESS_WHOLE.match(last) and first[0].isalnum()


def _are_two(text: str, line: str) -> bool:
    """Whether a line begins a second phone number or e-mail."""
    if _EMAIL.fullmatch(text.rsplit(None, 1)[-1]) and _EMAIL.fullmatch(line.split(None, 1)[0]):
        return True
    before, after = _PHONE_AT_END.search(text), _PHONE_AT_START.match(line)
    return bool(before and after) and all(
        sum(map(str.isdigit, found[0])) >= _PHONE_DIGITS for found in (before, after) if found
    )
