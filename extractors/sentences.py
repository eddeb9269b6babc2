"""A sentence about an agreement, cut into the same fields a table row would have.

``Acuerdo de ... entre ... y .... Firmado el 3 de mayo de 2011. Vigencia: indefinida. Áreas: cultura, turismo.``
"""

from __future__ import annotations

import re

from extractors.document import squeeze
from extractors.headings import Headings, title_start

_MONTH = (
    r"(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic|january|february|march|april|june|july|august|"
    r"september|october|november|december)[a-zé]*"
)
_DAY_WORD = (
    r"(?:primero|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieci\w+|"
    r"veint\w+|treinta)"
)
_WEEKDAY = r"(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo)"
_DATE_AHEAD = (
    rf"(?=(?:{_WEEKDAY},?\s+)?(?:d[ií]as?\s+)?"
    rf"(?:\d|{_DAY_WORD}\b|{_MONTH}\b|a[ñn]o\s+(?:de\s+)?(?:\d|dos|mil)|mes\s+de))"
)
_EDGE = r"(?:^|[.;,(\[–—|•\n/]\s*|\s[-–—]\s+|\s)"
_HARD_EDGE = r"(?:^|[.;(\[–—|•\n]\s*|\s[-–—]\s+|,\s*)"
_SIGNED = re.compile(
    rf"{_EDGE}(?:(?:y|que|se|fue|e)\s+)*(?:firm[aoó]\w*|suscri[bt]\w*|celebr[aoó]\w*|sign[aoó]\w*|formaliz\w+|concertad[oa]|signed)"
    rf"(?:\s+en\s+(?:la\s+ciudad\s+de\s+)?(?!{_MONTH}\b)(?-i:[A-ZÁÉÍÓÚÑ])[^.;()\d]{{0,60}}?)?(?:\s*,\s*|\s+)"
    rf"(?:(?:el(?:\s+(?:pasado|d[ií]a|mes\s+de))?|en(?:\s+el(?:\s+mes\s+de)?)?|con\s+fecha(?:\s+del?)?|desde|a\s+los|on|in|de\s+fecha|al)\s+)?{_DATE_AHEAD}",
    re.IGNORECASE,
)
_EXPIRES = re.compile(
    rf"(?:{_HARD_EDGE}|\s+(?=y\s))(?:y\s+|que\s+)?(?:vence|expira|concluye|termina|vencer[aá]|concluir[aá]|finaliza)\s+(?:el\s+)?{_DATE_AHEAD}",
    re.IGNORECASE,
)
_VALIDITY = re.compile(
    rf"{_EDGE}(?:y\s+)?(?:con\s+(?:una?\s+)?|tiene\s+(?:una?\s+)?|su\s+|de\s+|por\s+tiempo\s+)?"
    r"(?=(?:vigencia|vigente|duraci[oó]n|validez|indefinid[oa])\b)",
    re.IGNORECASE,
)
_TOPICS = re.compile(
    r"(?:^|[.;(\n–—|]\s*|\s-\s+)(?:y\s+)?(?:(?:coopera\w*|colabora\w*|trabaj\w*|intercambi\w*)\s+)?(?:en\s+(?:los?\s+|las?\s+)?(?:[aá]reas?|materias?|temas?|[aá]mbitos?|"
    r"rubros?|campos?|sectores)\s+(?:de\s+)?|(?:abarca|comprende|incluye|contempla|considera)\s+)",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:^|[.;,(\[–—|•\n]\s*|\s[-–—]\s+|(?<=\))\s*|(?<=[.;])\s*)([^.:;,()|\n–—]{2,80}?)\s*:\s+", re.IGNORECASE
)
_SPELLED = r"(?:dos\s+mil|mil\s+novecientos)(?:\s+[a-záéíóú]+){0,4}"
_YEAR = rf"(?:\d{{4}}|{_SPELLED}|\d{{2}}\b)"
_DAY = (
    rf"(?:(?:el|a|al?\s+los)\s+)?(?:{_WEEKDAY},?\s+)?(?:d[ií]a\s+)?(?:\d{{1,2}}|{_DAY_WORD}|primer)"
    r"(?:\s*(?:o|º|°|er|ro)\.?(?!\w))?(?:\s+d[ií]as?)?"
)
_DATE = (
    rf"(?:{_DAY}[\s/.\-]+(?:(?:de|del)\s+)?(?:mes\s+de\s+)?(?:{_MONTH}|\d{{1,2}}|[IVX]{{1,4}})[\s/.,\-]+(?:del?\s+)?(?:a[ñn]o\s+)?{_YEAR}|"
    rf"\d{{4}}[-/.]\d{{2}}[-/.]\d{{2}}|{_MONTH}\s+(?:\d{{1,2}},?\s+)?(?:del?\s+)?\d{{4}}|\d{{1,2}}/\d{{4}}|(?:19|20)\d\d)"
)
_STARTS_WITH_DATE = re.compile(rf"^\W{{0,40}}+{_DATE}\s*[.:,–—|-]", re.IGNORECASE)
# A date alone behind the title: in parentheses, or after a comma, a stop or a dash.
_LONE_DATE = re.compile(
    rf"(?:[,.;–—-]\s*|\s[-–—]\s*)({_DATE})\s*[–—.\-,;]*\s*$|\(\s*({_DATE})\s*\)\s*[–—.\-,;]*\s*$", re.IGNORECASE
)
# "El 3 de mayo de 2011 se firmó el Acuerdo ..."
_DATE_FIRST = re.compile(
    rf"^\W{{0,40}}+(?:\d{{1,4}}\s*[.)–ºª°]+-?\s*)?(?:en\s+[^,;:]{{3,50}},\s*)?(?:(?:con\s+fecha|el|en|a)\s+)?({_DATE})"
    r"(?:\s*[,:–—-]*\s+(?:(?:se\s+)?(?:firm|suscrib|celebr|formaliz)\w+|fue\s+(?:firmad|suscrit|celebrad)\w+)\s+"
    r"(?:(?:el|la|los|las|un|una)\s+|lo\s+siguiente:\s*)?|\s*[.:,–—|-]+\s+)",
    re.IGNORECASE,
)
SHORTEST = 18
_JOINS = re.compile(r"\s(?:entre|con|y|e|between|with|and|que|por|[-–—/])\s", re.IGNORECASE)
# "Acuerdos suscritos con ciudades de España": a heading over agreements.
SPEAKS_OF_MANY = re.compile(
    r"^\W*(?:acuerdos|convenios|hermanamientos|instrumentos)\b(?!.*\bentre\s+(?:el|la)\b)", re.IGNORECASE
)
# "Windsor, Ontario, Canadá - Pedro Escobedo, Querétaro (Protocolo de Amistad)"
_PAIR = re.compile(
    r"^\W*(?:\d{1,4}\s*[.)\-]\s*)?[A-ZÁÉÍÓÚÑ][^:()]{2,80}\s[-–—]\s[A-ZÁÉÍÓÚÑ][^:()]{2,80}"
    r"\(\s*(?:acuerdo|convenio|carta|hermana|memor|pacto|acta|protocolo|declara|letter|sister|\d{4})",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^\W{0,40}+\d{1,4}\s*(?:[.)\-–ºª°]+\s*|\s+(?=[A-ZÁÉÍÓÚ]))")
_ABBREVIATED = re.compile(r"(?:\b[A-ZÁÉÍÓÚ]|\bUU|\bEE|\bInc|\bLtd|\bCo|\bCorp|\bCía|\bLtda|\bJr|\bS\.A)\.$")


def without_number(text: str) -> str:
    """The sentence without the number or bullet it is listed by."""
    if _STARTS_WITH_DATE.match(text):
        return text.lstrip(" •·-–—*▪►")  # "20-jul-1982. Memorando de ...": the 20 is no number of a list
    return _NUMBER.sub("", text, count=1).lstrip(" •·-–—*▪►")


def _trim(value: str) -> str:
    value = squeeze(value).strip(" ,;|–—-•[")
    if value.endswith(")") and value.count("(") < value.count(")"):
        value = value[:-1].rstrip(" .,;")
    if value.endswith("("):
        value = value[:-1].rstrip()
    return value if _ABBREVIATED.search(value) else value.rstrip(" .")


def _cuts(text: str, headings: Headings) -> list[tuple[int, int, str, str]]:
    """Where each field begins: (start, start of its value, field, printed label), in order, none inside another."""
    found: list[tuple[int, int, str, str]] = []
    for match in _LABEL.finditer(text):
        # "Jalisco. Fecha de firma: ..." may begin earlier than the label does.
        name = headings.label(match[1].strip())
        if name:
            found.append((match.start(), match.end(), name, squeeze(match[1])))
    for pattern, name in (
        (_SIGNED, "signed_on"),
        (_EXPIRES, "expires_on"),
        (_VALIDITY, "validity"),
        (_TOPICS, "topics"),
    ):
        taken = {cut[2] for cut in found}
        for match in pattern.finditer(text):
            if name not in taken and match.start() > 0 and not any(a <= match.start() < b for a, b, _, _ in found):
                found.append((match.start(), match.end(), name, squeeze(match[0]).strip(" .,;(")))
                break
    return sorted(found)


def read_sentence(text: str, headings: Headings) -> tuple[dict[str, str], dict[str, str]]:
    """Fields and original of a sentence; the fields always hold what stands before the first of them as ``title``.

    A date alone at the end of the title, or in parentheses after it, is the date of signature.
    """
    text = "\n".join(squeeze(line) for line in without_number(text).split("\n"))
    fields: dict[str, str] = {}
    if dated := _DATE_FIRST.match(text):
        fields["signed_on"], text = dated[1], text[dated.end() :]
    cuts = _cuts(text, headings)
    end = cuts[0][0] if cuts else len(text)
    title = text[:end]
    if text[end : end + 1] == "." and _ABBREVIATED.search(f"{title}."):
        title += "."  # the full stop after "S.A. de C.V" is also the sentence's
    original: dict[str, str] = {}
    for index, (_, start, name, label) in enumerate(cuts):
        stop = cuts[index + 1][0] if index + 1 < len(cuts) else len(text)
        value = _trim(text[start:stop])
        fields[name] = "; ".join(part for part in (fields.get(name, ""), value) if part)
        original[label] = value
    if "signed_on" not in fields and "date" not in fields and (lone := _LONE_DATE.search(title)):
        title = title[: lone.start()]
        fields["signed_on"] = lone[1] or lone[2]
    if title.strip():
        fields = (
            {"title": _trim(title), **{k: v for k, v in fields.items() if k != "title"}}
            if "title" not in fields
            else fields
        )
    return fields, {"texto": squeeze(text), **original}


def is_sentence(text: str) -> bool:
    """Whether a text begins as the title of an instrument does, or is a pair of places with the instrument after it."""
    # Every title joins two parties, and the dash between two places is such a join: most texts are told by that.
    if len(text) < SHORTEST or not _JOINS.search(text) or SPEAKS_OF_MANY.match(text):
        return False
    if dated := _DATE_FIRST.match(text):
        text = text[dated.end() :]
    if title_start().match(text):
        return bool(_JOINS.search(text)) or bool(_PAIR.match(text))
    return "(" in text and bool(_PAIR.match(text))


def begins_as_title(text: str) -> bool:
    """Whether a text is a sentence behind its number or bullet, if it is listed by one."""
    return len(text) >= SHORTEST and _JOINS.search(text) is not None and is_sentence(without_number(text))


def continues(text: str, headings: Headings) -> bool:
    """Whether a text only adds fields to the sentence before it (``Firmado el ...``, ``Vigencia: ...``)."""
    if is_sentence(text) or not text:
        return False
    probe = f". {text}"
    return any(cut[0] <= 1 for cut in _cuts(probe, headings))
