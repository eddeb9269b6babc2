"""Who heads an office and to which body it belongs, as the sentences of a note say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.note_owners import Office
from extractors.office_names import names_in
from extractors.office_words import words

_NAME = r"[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+"
_HONOUR = r"(?:(?:Lic|Ing|Mtr[oa]|Dra?|Profr?a?|Arq|C\.P|L\.A)\.\s*)?"
_PERSON = rf"(?P<person>{_HONOUR}{_NAME}(?:\s+(?:(?:de|del|la|los|las|y)\s+)*{_NAME}){{1,5}})"
_POST = rf"(?i:{words('posts')})"
_OF_IT = rf"(?:(?:de\s+(?:la|esta|dicha)|del|de\s+este|de\s+dicho)\s+(?:{words('generic_nouns')}|ramo|mism[ao]))"
_LED_BY = r"(?:a\s+cargo\s+de|encabezad[oa]\s+por|que\s+(?:dirige|encabeza)|cuy[oa]\s+titular\s+es|dirigid[oa]\s+por)"
_BELONGS = re.compile(
    r"\b(?:sectorizad[oa]s?|adscrit[oa]s?|dependientes?|que\s+depende|perteneciente|que\s+pertenece|integrad[oa]|"
    r"desconcentrad[oa]|[oó]rgano\s+\w+)\s+(?:a|al|de|del)\s*(?:la|el)?\s*(?=[A-ZÁÉÍÓÚÑ])"
)
_THROUGH = re.compile(
    r"\s*(?:\([^)]*\))?\s*,?\s*(?:a\s+trav[eé]s|por\s+(?:medio|conducto)|mediante)\s+(?:del?|la|el)?\s*(?:la|el)?\s*$"
)
_NEXT_TO = 4


def _ways_of_saying(office: Office, *, alone: bool) -> Iterator[str]:
    """Patterns that find the person who heads an office, the surest first."""
    called = f"(?:{'|'.join(map(re.escape, office.called))})(?:\\s*\\([^)]*\\))?"
    of_office = rf"(?:(?:de\s+la|del|de)\s+{called})"
    yield rf"{_POST}\s+{of_office}[^,.;]{{0,60}}?\s*,\s*{_PERSON}"
    yield rf"{_PERSON}\s*,\s+(?:(?i:quien\s+es\s+)|la\s+|el\s+)?{_POST}\s+{of_office}"
    yield rf"{called}[^.;]{{0,60}}?{_LED_BY}\s+(?:la\s+|el\s+)?{_PERSON}"
    rank, _, complement = office.text.partition(" ")
    # "la directora de Atención a Migrantes, ...", "el secretario del Migrante, ..."
    yield rf"(?i:{re.escape(rank[:5])}\w*\s+{re.escape(complement)})\s*,\s*{_PERSON}"
    if alone:
        yield rf"(?i:(?:su|la|el)\s+){_POST}(?:\s+{_OF_IT})?\s*,\s*{_PERSON}"
        yield rf"{_PERSON}\s*,\s+{_POST}\s+{_OF_IT}"


def head_of(office: Office, texts: Sequence[str], *, alone: bool) -> str:
    """The person said to head an office. ``alone``: it is the note's main one, so that *la dependencia* means it."""
    for way in _ways_of_saying(office, alone=alone):
        for text in texts:
            if match := re.search(way, text):
                return match["person"]
    return ""


def parent_of(office: Office, texts: Sequence[str], *, alone: bool) -> str:
    """The body an office is said to belong to, or to act for (``la Secretaría de Gobierno, a través de ...``)."""
    for text in texts:
        names = names_in(text)
        for before, name in pairwise(names):
            if name.text in office.names and not before.is_other and _THROUGH.fullmatch(text[before.end : name.start]):
                return before.text
        belongs = _BELONGS.search(text) if alone else None
        first = next((name for name in names if belongs and name.start >= belongs.end()), None)
        if belongs and first and first.start - belongs.end() < _NEXT_TO and first.text not in office.names:
            return first.text
    return ""
