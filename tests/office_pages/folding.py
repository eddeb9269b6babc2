"""When a name or an address that was read is the one expected: after folding, with common abbreviations alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"[a-z0-9]+")
_ACRONYM = re.compile(r"\(\s*[A-ZÁÉÍÓÚÑ][A-Za-zÁÉÍÓÚÑáéíóúñ.\-]*[A-ZÁÉÍÓÚÑ.]\s*\)")
# Written out or dotted in any way, they say the same; a blank stands for what may as well be left out.
_SAME = (
    (re.compile(r"\bcodigo\s+postal\b|\bc\.?\s*p\b\.?"), " "),
    (re.compile(r"\bs\s*/\s*n\b|\bsin\s+numero\b|\bsn\b"), " sn "),
    (re.compile(r"\bnum(?:ero)?\b\.?|\bno\b\.|\bno\b(?=\s*\d)|\bnro\b\.?|\bn[°º]|#"), " "),
    (re.compile(r"\b(?:int|ext|interior|exterior)\b\.?(?=\s*\w)"), " "),
)
_ALIKE = {
    "c": "calle", "col": "colonia", "av": "avenida", "ave": "avenida", "avenue": "avenida", "esq": "esquina",
    "ste": "suite", "blvd": "boulevard", "blv": "boulevard", "bulevar": "boulevard", "fracc": "fraccionamiento",
}  # fmt: skip


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).casefold()


def folded(text: str) -> str:
    """Lower-case words of ASCII letters and digits, one space between; an acronym in parentheses left out."""
    return " ".join(_WORD.findall(_plain(_ACRONYM.sub(" ", text))))


def address_words(text: str) -> frozenset[str]:
    """The words of an address, abbreviations alike, without those that only announce a number."""
    plain = _plain(text)
    for pattern, same in _SAME:
        plain = pattern.sub(same, plain)
    return frozenset(_ALIKE.get(word, word) for word in _WORD.findall(plain))


def same_name(found: str, wanted: Sequence[str]) -> bool:
    """Whether a name or title is one of the wanted wordings."""
    return folded(found) in {folded(one) for one in wanted}


def same_address(found: str, wanted: Sequence[str], may_say: str = "") -> bool:
    """Whether an address has all words of a wanted wording, in any order, and none but those it may say besides."""
    words, besides = address_words(found), address_words(may_say)
    return any(address_words(one) <= words <= address_words(one) | besides for one in wanted)
