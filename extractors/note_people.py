"""Who heads an office and to which body it belongs, as the sentences of a note say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.note_owners import Office
from extractors.office_names import names_in

_NAME_WORD = r"[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+"
_PERSON = rf"(?P<person>(?:(?:Lic|Ing|Mtr[oa]|Dra?|Profr?a?|Arq|C\.P|L\.A)\.\s*)?{_NAME_WORD}(?:\s+(?:(?:de|del|la|los|las|y)\s+)*{_NAME_WORD}){{1,5}})"
_POST = (
    r"(?:titular|director(?:a)?(?:\s+general|\s+estatal)?|secretari[oa]|subsecretari[oa]|coordinador(?:a)?(?:\s+general|\s+estatal)?|encargad[oa](?:\s+del\s+despacho)?|"
    r"responsable|delegad[oa]|jef[ea]|comisionad[oa]|representante|subdirector(?:a)?|presidente|presidenta|enlace)"
)
_GENERIC = r"(?:(?:de\s+(?:la|esta|dicha)|del|de\s+este|de\s+dicho)\s+(?:dependencia|instituto|organismo|instituci[oó]n|oficina|secretar[ií]a|[aá]rea|direcci[oó]n|ramo|coordinaci[oó]n|mism[ao]|casa|m[oó]dulo))"
_BELONGS = re.compile(
    r"\b(?:sectorizad[oa]s?|adscrit[oa]s?|dependientes?|que\s+depende|perteneciente|que\s+pertenece|integrad[oa]|desconcentrad[oa]|[oó]rgano\s+\w+)\s+(?:a|al|de|del)\s*(?:la|el)?\s*(?=[A-ZÁÉÍÓÚÑ])"
)
_THROUGH = re.compile(r"\s*(?:\([^)]*\))?\s*,?\s*(?:a\s+trav[eé]s|por\s+(?:medio|conducto)|mediante)\s+(?:del?|la|el)?\s*(?:la|el)?\s*$")


def head_of(office: Office, texts: Sequence[str], *, alone: bool) -> str:
    """The person said to head an office. ``alone``: it is the note's main one, so that *la dependencia* means it."""
    called = "|".join(re.escape(name) for name in sorted((*office.names, *filter(None, [office.acronym])), key=len, reverse=True))
    behind = rf"(?:(?:de\s+la|del|de)\s+(?:{called})(?:\s*\([^)]*\))?)"
    rank = re.escape(office.name.rank[:6])
    complement = re.escape(office.text.partition(" ")[2])
    patterns = [
        rf"(?i:{_POST})\s+{behind}[^,.;]{{0,60}}?\s*,\s*{_PERSON}",
        rf"{_PERSON}\s*,\s+(?:(?i:quien\s+es\s+)|la\s+|el\s+)?(?i:{_POST})\s+{behind}",
        rf"(?:{called})(?:\s*\([^)]*\))?[^.;]{{0,60}}?(?:a\s+cargo\s+de|encabezad[oa]\s+por|que\s+(?:dirige|encabeza)|cuy[oa]\s+titular\s+es|dirigid[oa]\s+por)\s+(?:la\s+|el\s+)?{_PERSON}",
        rf"(?i:{rank[:-1]}\w*\s+{complement})\s*,\s*{_PERSON}",
    ]
    if alone:
        patterns += [
            rf"(?i:(?:su|la|el)\s+{_POST})(?:\s+{_GENERIC})?\s*,\s*{_PERSON}",
            rf"{_PERSON}\s*,\s+(?i:{_POST})\s+{_GENERIC}",
        ]
    for pattern in patterns:
        for text in texts:
            if match := re.search(pattern, text):
                return match["person"]
    return ""


def parent_of(office: Office, texts: Sequence[str], *, alone: bool) -> str:
    """The body an office is said to belong to, or to act for (``la Secretaría de Gobierno, a través de ...``)."""
    for text in texts:
        names = names_in(text)
        for before, name in zip(names, names[1:], strict=False):
            if name.text in office.names and not before.is_other and _THROUGH.fullmatch(text[before.end : name.start]):
                return before.text
        if alone and (match := _BELONGS.search(text)):
            first = next((name for name in names if name.start >= match.end()), None)
            if first and first.start - match.end() < 4 and first.text not in office.names:
                return first.text
    return ""
