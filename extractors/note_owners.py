"""Whose contact a note gives: the offices it names, where each is meant, and who owns a number or an address.

A note names an office once in full and goes on with its acronym, with *la dependencia* or with nothing at all; beside
it stand consulates, prosecutors and town halls with numbers of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.headings import folded
from extractors.office_names import OfficeName, names_in
from extractors.office_words import pattern, words
from extractors.postal_addresses import ABBREVIATED, addresses_in

_GENERIC = re.compile(
    r"\b(?P<article>(?i:la|el|esta|este|esa|ese|dich[ao]|las|sus?|nuestras?|propi[ao]))\s+(?:nuev[ao]s?\s+)?"
    rf"(?P<noun>{words('generic_nouns')})\b"
    r"(?!\s+(?:de|del|que|para)\s+(?:la\s+|las\s+|los\s+)?[A-ZÁÉÍÓÚÑ])(?!\s+[A-ZÁÉÍÓÚÑ])"
)
_SOMEONE_ELSE = re.compile(
    rf"(?:\b(?:[Ee]l|[Ll]a|[Ll]os|[Ll]as|del|al|un|una)\s+|\(\s*)(?i:{words('someone_else')})\b"
    r"|\b(?:Locatel|Protecci[oó]n\s+Civil|Cruz\s+Roja|[AÁ]ngeles\s+Verdes|Grupos?\s+Beta|Capufe)\b"
)
_ASKS = pattern("asking_words", before=r"\b")
_AGAINST = pattern("complaint_words", before=r"\b")
_ASIDE = pattern("aside_words", before=r"\b", behind=r"\s+(?:a|al|de|del|con|por)?\s*(?:la|el|los|las)?\s*$")
_FORMER = re.compile(
    r"\b(?:antes|anteriormente|antigu[oa]|extint[oa]|otrora|sustituy\w+|sucedi\w+)\s+(?:a|al)?\s*"
    r"(?:el|la|llamad[oa])?\s*$",
    re.IGNORECASE,
)
_OF_IT_BEHIND = re.compile(
    r"[\s,]*(?:,\s*)?(?:n[uú]meros?\s+)?(?:del?|al?)\s+(?:la\s+|las\s+oficinas\s+del?\s+)?|\s*\(?\s*"
)
# "Línea Migrante", "Programa Paisano": what an office runs is no body of its own.
_NO_BODIES = frozenset({"linea", "programa", "servicio", "fondo", "mesa", "grupo"})
_AT_HOME = frozenset({"dependencia", "secretaria", "subsecretaria", "instituto", "institucion", "organismo"})
_SENTENCE = re.compile(r"(?<=[.!?»”])\s+(?=[A-ZÁÉÍÓÚÑ¿¡\"“«—])")
_SHORTEST_SHARED = 14
_AGAINST_BEFORE = 120
_ASIDE_BEFORE = 120


@dataclass(slots=True)
class Office:
    """An office of a note: its name in full, and everything the note calls it."""

    name: OfficeName
    acronym: str = ""
    parent: str = ""
    mentions: int = 0
    names: set[str] = field(default_factory=set)

    @property
    def text(self) -> str:
        """Its name as the note prints it in full."""
        return self.name.text

    @property
    def called(self) -> list[str]:
        """All it is called, the longest first."""
        return sorted({*self.names, *filter(None, [self.acronym])}, key=len, reverse=True)


# Whoever else a note sends its readers to without a proper name: "el consulado".
SOMEONE_ELSE = Office(OfficeName(0, 0, "consulado"))


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an office is meant in a sentence. ``named``: by its name or acronym, not by *la dependencia*."""

    start: int
    end: int
    office: Office
    named: bool


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence stands in: the office last named in its paragraph, and the sentence before it."""

    main: Office
    before: Office | None
    said: str = ""


def sentences_of(paragraph: str) -> list[str]:
    """The sentences of a paragraph; a full stop behind an abbreviation ends none."""
    sentences: list[str] = []
    position = 0
    for match in _SENTENCE.finditer(paragraph):
        before = paragraph[position : match.start()]
        if before.endswith(".") and ABBREVIATED.search(before[:-1]):
            continue
        sentences.append(before)
        position = match.end()
    return [*sentences, paragraph[position:]]


def _names(text: str) -> list[OfficeName]:
    """The names of a text but those inside an address (``colonia Centro Histórico``), of what was, of programmes."""
    places = addresses_in(text)
    return [
        name
        for name in names_in(text)
        if not any(one.start <= name.start < one.end for one in places)
        and not _FORMER.search(text[max(0, name.start - _ASIDE_BEFORE) : name.start])
        and not (name.rank in _NO_BODIES and (name.is_for_migrants or name.rank == "programa"))
    ]


def offices_of(texts: Sequence[str]) -> list[Office]:
    """The offices and other bodies that a note names, each once, in the order of their first naming."""
    offices: list[Office] = []
    for text in texts:
        for name in _names(text):
            _count_in(offices, name)
    for office in offices:
        if office.acronym:
            office.mentions += sum(len(re.findall(rf"\b{re.escape(office.acronym)}\b", text)) for text in texts)
    return offices


def _count_in(offices: list[Office], name: OfficeName) -> None:
    """Count one more naming of an office, known or new; its fullest name not in capitals is kept."""
    known = next((office for office in offices if _is_same(office, name)), None)
    if known is None:
        offices.append(Office(name, name.acronym, name.parent, 1, {name.text}))
        return
    known.mentions += 1
    known.names.add(name.text)
    known.acronym = known.acronym or name.acronym
    known.parent = known.parent or name.parent
    if not name.text.isupper() and (len(name.text) > len(known.text) or known.text.isupper()):
        known.name = name


def _is_same(office: Office, name: OfficeName) -> bool:
    """Whether a name is an office's; one may go on where the other ends, but not those of branches in two places."""
    one, other = folded(office.text), folded(name.text)
    if one == other or office.name.is_placed:
        return one == other
    goes_on = one.startswith(f"{other} ") or other.startswith(f"{one} ")
    return goes_on and min(len(one), len(other)) > _SHORTEST_SHARED


def mentions_in(
    sentence: str, offices: list[Office], main: Office | None, before: Office | None = None
) -> list[Mention]:
    """Where a sentence means which office, in order. ``before``: the last one named, whom *sus oficinas* may mean."""
    found = [
        Mention(name.start, name.end, office, named=True)
        for name in _names(sentence)
        if (office := next((one for one in offices if folded(name.text) in map(folded, one.names)), None))
    ]
    for office, acronym in ((one, one.acronym) for one in offices if one.acronym):
        matches = re.finditer(rf"\b{re.escape(acronym)}\b", sentence)
        found += [Mention(one.start(), one.end(), office, named=True) for one in matches if _is_free(one, found)]
    matches = _SOMEONE_ELSE.finditer(sentence)
    found += [Mention(one.start(), one.end(), SOMEONE_ELSE, named=True) for one in matches if _is_free(one, found)]
    for match in _GENERIC.finditer(sentence) if main else ():
        if main and _is_free(match, found):
            meant = _meant(match, found, offices, main, before)
            found.append(Mention(match.start(), match.end(), meant, named=False))
    return sorted(found, key=lambda one: one.start)


def _is_free(match: re.Match[str], found: list[Mention]) -> bool:
    return not any(one.start < match.end() and match.start() < one.end for one in found)


def _meant(
    match: re.Match[str], found: list[Mention], offices: list[Office], main: Office, before: Office | None
) -> Office:
    """The office that ``la dependencia``, ``el instituto`` or ``sus oficinas`` means."""
    if match["article"].lower().startswith("su"):
        named = [one for one in sorted(found, key=lambda one: one.start) if one.named and one.end <= match.start()]
        return named[-1].office if named else before or main
    noun = folded(match["noun"]).split()[0].rstrip("s")
    if main.name.is_placed and noun in _AT_HOME:
        at_home = (one for one in offices if not one.name.is_placed and not one.name.is_other)
        return next(at_home, SOMEONE_ELSE)  # beside a branch "la dependencia" is the body that keeps it
    meant = [office for office in offices if office.name.rank.rstrip("s") == noun and not office.name.is_other]
    return main if main in meant or not meant else meant[0]


def owner_of(start: int, end: int, sentence: str, mentions: list[Mention], context: Context) -> Office | None:
    """The office a contact at a place of a sentence belongs to; None where it is for complaints and emergencies."""
    behind = [one for one in mentions if one.start >= end and _OF_IT_BEHIND.fullmatch(sentence[end : one.start])]
    if behind:
        return behind[0].office
    ahead = next((one for one in reversed(mentions) if one.end <= start and not _is_aside(one, sentence)), None)
    clause = sentence[ahead.end if ahead else 0 : start]
    against = _AGAINST.search(sentence[max(0, start - _AGAINST_BEFORE) : start])
    ours = ahead is not None and ahead.office is context.main and ahead.named and not _AGAINST.search(clause)
    if (against or (context.said.endswith("?") and _AGAINST.search(context.said))) and not ours:
        return None
    if ahead:
        return ahead.office
    if context.before is None or _ASKS.search(sentence[:start]):
        return context.main
    return context.before


def _is_aside(mention: Mention, sentence: str) -> bool:
    return bool(_ASIDE.search(sentence[max(0, mention.start - _ASIDE_BEFORE) : mention.start]))
