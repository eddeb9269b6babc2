"""Postal addresses in running text and in lines, Mexican and of the United States, as they are printed.

An address begins at a word for a street or a building, at a name with a number behind it, or at a number with a street
behind it; it goes on over commas for as long as what follows is said in the way of addresses (colonia, C.P., a city).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TypeAlias

from extractors.contact_texts import Found, emails_in, hours_in, websites_in
from extractors.office_names import speaks_of_migrants
from extractors.office_words import pattern, words
from extractors.phone_texts import phones_in
from extractors.place_words import MEXICO, UNITED_STATES, state_named, us_tail

_CAP = r"(?-i:[A-ZÁÉÍÓÚÑÜ])[\w'’]*"
_LINK = r"(?:de|del|la|las|los|el|y|e|al)"
# What must follow a word for a street or a building: a name, or a number.
_NAMED = rf"\s+(?:{_LINK}\s+)*(?:{_CAP}|\d)"
_STREET = rf"(?:{words('streets')}(?={_NAMED}|\s*\#))"
_BUILDING = rf"(?:{words('buildings')}(?={_NAMED}|\s*,))"
_MONTHS = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|sept?iembre|octubre|noviembre|diciembre"
_NO_COUNT = rf"(?!\d|[:%]|\s?(?:de\s+(?:{_MONTHS})|horas|hrs|a[ñn]os|personas|mil\b|por\s))"
# "Comonfort y Dr. Paliza, edificio ...", "Isabel la Católica e/ Allende y Bravo": streets for an address.
_CROSSING = (
    rf"{_CAP}(?:\s+(?:{_LINK}\s+)*{_CAP}){{0,3}},?\s+(?:e/\s?|entre\s+(?:calles?\s+)?){_CAP}(?:\s+{_CAP}){{0,2}}\s+y\s+{_CAP}"
    r"(?:\s+(?-i:[A-ZÁÉÍÓÚÑ])\w+){0,2}(?=,\s*(?:col\b|colonia|centro\b|zona|barrio|fracc|c\.\s?p|\d{5}))|"
    rf"{_CAP}(?:\s+{_CAP}){{0,3}}\s+(?:y|e|esq\.|esquina(?:\s+con)?|casi)\s+(?:(?:Dr|Gral|Lic|Ing)\.\s+)?"
    rf"{_CAP}(?:\s+{_CAP}){{0,3}}"
    r"(?=,\s*(?:col\b|colonia|centro\b|edificio|zona|barrio|fracc|primer|segundo|tercer|planta|piso|c\.\s?p))"
)
# "Leandro Valle 120", "5 de Mayo #39", "Juárez s/n", "15 y 16 Juárez No. 327": the streets around come first.
_NUMBERED = (
    r"(?:\d{1,2}(?:[aoªº]\b\.?)?\s+(?:de\s+|(?:y|e)\s+\d{1,2}(?:[aoªº]\b\.?)?\s+)?)?(?-i:[A-ZÁÉÍÓÚÑ])[\w.'’]*"
    rf"(?:\s+(?:{_LINK}\s+)*(?:{_CAP}\.?|\d{{1,2}}\s+de\s+{_CAP})){{0,6}}\s*,?\s*"
    rf"(?:\#\s*|\b(?:no\.?|n[uú]m(?:ero)?\.?|n[°º])\s*|\s)(?:\d{{1,5}}{_NO_COUNT}|s/n)"
)
_START = re.compile(rf"\b(?:{_STREET}|{_BUILDING})|(?<![\w.])(?:{_CROSSING}|{_NUMBERED})", re.IGNORECASE)
_BEGINS = re.compile(rf"(?:{words('streets')}|{words('buildings')})(?=[\s\#])", re.IGNORECASE)
_US = re.compile(
    r"(?<![\w#$/.\-])\d{1,6}(?:\s?[-–]\s?\d{1,5})?(?:\s1/2|½)?\s+(?:[NSEW]\.?|NE|NW|SE|SW|North|South|East|West)?\s*"
    rf"(?:(?-i:[A-Z0-9])[\w.'’]*\s+){{0,5}}?{words('us_streets')}\b\.?",
    re.IGNORECASE,
)
_PO_BOX = re.compile(r"\bP\.?\s?O\.?\s?Box\s+\d{1,6}\b", re.IGNORECASE)
# A number and a name that only the state at the end shows to be a street: "125 Paseo de la Plaza, Los Angeles, CA".
_US_BY_STATE = re.compile(
    r"(?<![\w#$/.\-])\d{2,6}\s+(?:(?:[A-Z][\w.'’]*|de|la|las|los|el|del)\s*){1,6},(?:\s*[\w .#'’-]{2,40},){0,2}"
    r"\s*[A-Z][\w.' ]+,?\s+[A-Z]{2}\b"
)
_TRIGGER = pattern("address_triggers", behind=r"\s*(?::|en|es|a|de|del)*\s*(?:el|la|las|los)?\s*$")
_ANNOUNCING = re.compile(rf"(?:{words('announcements')}\b[\s:.]*(?:(?:en|a|al)\b\s*)?)+", re.IGNORECASE)
_IN = re.compile(r"(?:En|Al?|Sobre)\s+(?:(?:la|el|las|los)\s+)?(?=[A-ZÁÉÍÓÚÑ\d])")
_PART = pattern("address_parts", before="^")
_STOP = re.compile(
    rf"\b{words('address_stops')}|[;|\n☎📞✉•]|\s[-–—]\s(?=\D{{0,4}}(?:tel|\d{{2,3}}\s?\d))|\.{{2,}}|…|[?!»”\"]",
    re.IGNORECASE,
)
ABBREVIATED = re.compile(
    rf"(?:^|[\s(.,])(?:{words('abbreviations')}|[A-Z]|\d{{1,2}}(?:[aoªº]|er|[drnt]a|[dtv]o))$", re.IGNORECASE
)
_BEFORE_A_NAME = re.compile(
    r"(?:^|[\s(.,])(?:col|fracc|ave?|blvd?|calz|cda|priv|prol|edif|esq|carr|ampl|cd|mpio|bo|urb|res)$", re.IGNORECASE
)
_AFTER_STOP = re.compile(
    r"(?:col\b|colonia|c\.?\s?p\b|c[oó]digo postal|centro\b|zona\b|fracc|barrio|esq|piso|\d{5}\b)", re.IGNORECASE
)
_NEW_SENTENCE = re.compile(
    r"(?:el|la|los|las|se|en|un|una|para|por|con|su|sus|es|al|del|no|si|así|este|esta)\s", re.IGNORECASE
)
_PROPER = re.compile(
    rf"^(?:\(?{_CAP}[.)]?|\(?(?-i:[A-ZÁÉÍÓÚÑ])[\w.'’\-]*\)?\.?|\d[\w\-ºª°]*\.?|\#\d+|s/n|de|del|la|las|los|el|y|al|a|&)$"
)
_NAME_IN_PROSE = re.compile(rf"\s*(?:{_CAP}\.?)(?:\s+(?:(?:de|del|la|las|los|y)\s+)*{_CAP}\.?)*(?=\s+[a-záéíóúñ])")
_FIVE_DIGITS = re.compile(r"^\d{5}\b")
_PROOF = re.compile(
    r"\d|s/n|\bcol(?:onia)?\b|\bfracc|\bbarrio\b|\bcentro\b|\bc\.?\s?p\b|\besq|\bentre\b|\bpiso\b|\bplanta\b|\bzona\b"
    r"|\bnivel\b|\bkm\b|\bconocido\b",
    re.IGNORECASE,
)
_VERB = re.compile(r"\s(?:se|es|est[aá]n?|ubicad?\w*|encuentra\w*|atiende\w*|fue|son)\s")
_US_UNIT = re.compile(r"\b(?:ste|suite|unit|apt|bldg)\b|\#\s?\d", re.IGNORECASE)
_POSTAL_CODE = re.compile(r"(?<![\d-])\d{5}\b(?!-\d)|c\.?\s?p\.?(?=\s*\d|\s*$)", re.IGNORECASE)
# "...; el código postal es 91000".
_CODE_BEHIND = re.compile(
    r"[\s,;.]*(?:(?:y|con)\s+)?(?:el\s+)?(?:c[oó]digo\s+postal|c\.?\s?p\.?)(?:\s+es)?\s*:?\s*\d{5}\b(?!-?\d)",
    re.IGNORECASE,
)
_NO_STREET = re.compile(
    r"(?:exts?|extensi[oó]n(?:es)?|tels?|cels?|fax|lada|folio|art[ií]culos?|fracci[oó]n)\b", re.IGNORECASE
)
_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
# "Villahermosa, Tabasco. C.P. 86080": a full stop parts, too, where no abbreviation is before it.
_BETWEEN_PARTS = re.compile(r",|(?<=[a-záéíóúñ]{4})\.\s")
_SHORTEST, _LONGEST, _LONGEST_PART, _LONGEST_LINE = 8, 300, 90, 160
_BEFORE = 60
_FULL_STOP = re.compile(r"\.(?=\s|$)")


# What each reader finds ahead of where the search stands; None where it finds no more.
_Ahead: TypeAlias = dict[re.Pattern[str], re.Match[str] | None]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Where an address may begin, whether an American one, and where to look on if it is none."""

    start: int
    american: bool
    beyond: int


def _shadowed(text: str, *, labelled: bool) -> str:
    """The text with its phones, e-mails and hours made into what no address goes over, characters in their places."""
    spans = [(found.start, found.end) for reader in (emails_in, websites_in, hours_in) for found in reader(text)]
    for start, end in (*spans, *([] if labelled else phones_in(text))):
        text = text[:start] + "|" * (end - start) + text[end:]
    return text


def _limit(text: str, start: int) -> int:
    """Where an address that begins here must have ended: at words that are not of it, or at the end of a sentence."""
    beyond = min(len(text), start + _LONGEST + _LONGEST_PART)  # what goes on so long is believed to be none
    ends = (match.start() for match in _STOP.finditer(text, start + 1, beyond) if not _ends_quote(text, start, match))
    stops = list(islice(ends, 1))  # one is enough, and a long page has thousands
    for stop in _FULL_STOP.finditer(text, start, beyond):
        if not _goes_on_after_stop(text, start, stop.start()):
            stops.append(stop.start())
            break
    return min(stops, default=beyond)


def _ends_quote(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether what would end an address only closes a quoted name in it: ``edificio «Gutiérrez», nivel 2``."""
    opening = {"»": "«", "”": "“"}.get(match[0], "")
    return bool(opening) and opening in text[start : match.start()]


def _goes_on_after_stop(text: str, start: int, dot: int) -> bool:
    """Whether a full stop in an address only ends an abbreviation, or parts it from its colonia or postal code."""
    after = text[dot + 1 : dot + _LONGEST].lstrip(" ,")
    if _AFTER_STOP.match(after):
        return True
    word = text[max(start, dot - _BEFORE) : dot]
    if not ABBREVIATED.search(word):
        return False
    if text[dot + 1 : dot + 2] == "," or _BEFORE_A_NAME.search(word):
        return True  # "Col. Los Remedios"
    return not _NEW_SENTENCE.match(after)


def _is_part(segment: str) -> bool:
    """Whether what stands between two commas is said in the way of addresses."""
    text = segment.strip()
    if not text:
        return False
    if _PART.match(text) or _FIVE_DIGITS.match(text) or _BEGINS.match(text):
        return len(text) < _LONGEST_PART
    tokens = re.sub(r"^(?:en|del?(?:\s+la)?)\s+(?=[A-ZÁÉÍÓÚÑ])", "", text).split()
    first = tokens[0] if tokens else text
    return len(tokens) <= 8 and bool(re.match(r"[A-ZÁÉÍÓÚÑÜ\d#]", first)) and all(map(_PROPER.match, tokens))


def _pieces(text: str, start: int, limit: int) -> list[tuple[int, int]]:
    """Start and end of what stands between the commas of an address, those in brackets left alone."""
    depth, position = 0, start
    pieces: list[tuple[int, int]] = []
    for offset in range(start, limit):
        depth += (text[offset] == "(") - (text[offset] == ")")
        if depth < 0:
            limit = offset
            break
        if text[offset] == "," and depth == 0:
            pieces.append((position, offset))
            position = offset + 1
    return [*pieces, (position, limit)] if position < limit else pieces


def _end(text: str, start: int) -> int:
    """Where the address ends: after the last of its parts that is said in the way of addresses."""
    last = start
    for number, (begin, end) in enumerate(_pieces(text, start, _limit(text, start))):
        if number and not _is_part(text[begin:end]):
            name = _NAME_IN_PROSE.match(text[begin:end])  # "..., Puebla fue inaugurada"
            return begin + name.end() if name and len(name[0].split()) <= 5 else last
        last = end
    return last


def addresses_in(text: str, *, certain: bool = False) -> list[Found]:
    """Addresses of a text. ``certain``: it is known to be one (a label says so), so that little proof is asked."""
    found: list[Found] = []
    position = 0
    text = _shadowed(text, labelled=certain)
    known: _Ahead = {}
    while position < len(text) and (candidate := _next(text, position, known)):
        start = candidate.start
        end = _end(text, start)
        if code := None if re.search(r"\b\d{5}\b", text[start:end]) else _CODE_BEHIND.match(text, end):
            end = code.end()
        printed = text[start : end + (text[end : end + 1] == ".")].strip(" ,;-–—(")
        if not ABBREVIATED.search(printed.removesuffix(".")):
            printed = printed.rstrip(" .")
        before = text[max(0, start - _BEFORE) : start]
        if _is_believable(printed, before, certain=certain, american=candidate.american):
            found.append(Found(start, end, printed))
            position = max(end, start + 1)
        else:
            position = candidate.beyond
    return found


def _search(reader: re.Pattern[str], text: str, position: int, known: _Ahead) -> re.Match[str] | None:
    """What a reader finds next; it does not look again before what it found, nor where there was nothing more."""
    if reader not in known or ((found := known[reader]) and found.start() < position):
        known[reader] = reader.search(text, position)
    return known[reader]


def _next(text: str, position: int, known: _Ahead) -> _Candidate | None:
    """The next place where an address may begin; at one place the American reading first."""
    candidates = [
        _Candidate(match.start(), american=True, beyond=match.start() + len(match[0].split()[0]))
        for match in (_search(reader, text, position, known) for reader in (_US, _US_BY_STATE, _PO_BOX))
        if match
    ]
    if mexican := _search(_START, text, position, known):
        start = mexican.start() + _announced(mexican[0])
        beyond = start + len(text[start : mexican.end()].split()[0])
        candidates.append(_Candidate(start, american=False, beyond=beyond))
    return min(candidates, key=lambda one: (one.start, not one.american), default=None)


def _announced(printed: str) -> int:
    """Length of what only announces an address: ``INFORMES EN``, or a name in capitals before its street."""
    street = re.search(rf"(?<=\s){_STREET}", printed, re.IGNORECASE)
    if street and not _BEGINS.match(printed) and not printed[0].isdigit():  # "10a. Avenida Norte 36"
        return street.start()
    announced = _ANNOUNCING.match(printed) or _IN.match(printed)
    return announced.end() if announced and announced.end() < len(printed) else 0


def _is_believable(printed: str, before: str, *, certain: bool, american: bool) -> bool:
    """Whether what was taken for an address has enough of one."""
    if not _SHORTEST <= len(printed) <= _LONGEST or _NO_STREET.match(printed):
        return False
    told = certain or bool(_TRIGGER.search(before))
    segments = [part.strip() for part in printed.split(",")]
    if american:
        return told or len(segments) > 1 or bool(us_tail().search(printed) or _US_UNIT.search(printed))
    # "Centro Integral de Atención al Migrante" is an office, though a centre may be a building.
    if _VERB.search(segments[0]) or (speaks_of_migrants(segments[0]) and not re.search(r"\d", segments[0])):
        return False
    proofs = sum(bool(_PROOF.search(part)) for part in segments)
    street = bool(_BEGINS.match(printed))
    if told:
        return proofs > 0 or street
    if street and proofs and (len(segments) > 1 or re.search(r"\d|s/n", segments[0])):
        return True
    return proofs > 0 and _says_where(printed, segments[1:])


def _says_where(printed: str, others: list[str]) -> bool:
    """Whether behind its first part an address names a colonia, a floor, a postal code or a state."""
    tokens = printed.split()
    return any(_PART.match(part) or _FIVE_DIGITS.match(part) or state_named(part, MEXICO) for part in others) or any(
        _PART.match(" ".join(tokens[at:])) for at in range(2, len(tokens))
    )


def continues_address(line: str) -> bool:
    """Whether a line of its own only goes on with the address above it: a colonia, a postal code, a city and state."""
    text = _REMARK.sub("", line).strip(" .,")
    if not text or len(text) > _LONGEST_LINE or ":" in text or _STOP.search(text) or phones_in(text):
        return False
    parts = [part.strip() for part in _BETWEEN_PARTS.split(text) if part.strip()]
    return bool(us_tail().fullmatch(text) or any(map(_is_placed, parts))) and all(map(_is_part, parts))


def _is_placed(part: str) -> bool:
    """Whether a part of a line says by itself that it is one of an address: a postal code, a colonia, a state."""
    bare = _POSTAL_CODE.sub("", part).strip(" .")
    if bare != part.strip(" .") or _PART.match(part):
        return True
    return bool(state_named(bare, MEXICO) or state_named(bare, UNITED_STATES))


def address_over_lines(line: str, below: str) -> str:
    """The address a line begins as only the one below shows: ``Bruno Martínez 317`` over ``Centro, C.P. 34000``."""
    if not re.search(r"\d|s/n", line, re.IGNORECASE) or not continues_address(below):
        return ""
    whole = f"{line.strip(' ,')}, {below}"
    found = addresses_in(whole, certain=len(line) < _BEFORE)
    return whole if found and found[0].start == 0 and found[0].end > len(line) else ""


def address_line(line: str) -> str:
    """The address that a line of its own prints, asked for less proof than prose: ``1109 Fruitvale Blvd``; or empty."""
    if found := [one for one in addresses_in(line) if one.start < _BEFORE]:
        return found[0].text
    begins = _PO_BOX.match(line) or _US.match(line) or _US_BY_STATE.match(line) or _BEGINS.match(line)
    found = addresses_in(line, certain=True) if begins and len(line) < _LONGEST_LINE else []
    return found[0].text if found and found[0].start == 0 else ""
