"""Whose contact a note gives: the offices it names, where each is meant, and who owns a number or an address.

A note names an office once in full and goes on with its acronym, with *la dependencia* or with nothing at all; beside
it stand consulates, prosecutors and town halls with numbers of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.headings import folded
from extractors.office_names import PLACED, OfficeName, names_in
from extractors.postal_addresses import ABBREVIATED, addresses_in

_GENERIC = re.compile(
    r"\b(?:la|el|esta|este|esa|ese|dich[ao]|las|sus?|nuestras?|propi[ao])\s+(?:nuev[ao]s?\s+)?"
    r"(?P<noun>oficinas?|dependencia|instituci[oó]n|organismo|instituto|secretar[ií]a|subsecretar[ií]a|direcci[oó]n(?:\s+general)?|coordinaci[oó]n|sede|m[oó]dulo|"
    r"instalaciones|representaci[oó]n|casa|consejo|comisi[oó]n|delegaci[oó]n|espacio|centro|[aá]rea|unidad|departamento|IMM)\b(?!\s+(?:de|del|que|para)\s+(?:la\s+|las\s+|los\s+)?[A-ZÁÉÍÓÚÑ])(?!\s+[A-ZÁÉÍÓÚÑ])",
)
_ASKS = re.compile(
    r"\b(?:acud|comun[ií]|llam|marc(?:ar|ando|a|que)|interesad|inform(?:es|aci[oó]n)|contact|tr[aá]mite|solicit|requer|atenci[oó]n|domicilio|ubicad|oficinas?|visit|present(?:arse|en)|dudas|orientaci|asesor|cita)",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"\b(?:denunci|emergencia|an[oó]nim|extorsi|queja|911\b|089\b|fraude|anticorrupci)", re.IGNORECASE)
_SOMEONE_ELSE = re.compile(
    r"\b(?:[Ee]l|[Ll]a|[Ll]os|[Ll]as|del|al|un|una)\s+(?i:consulados?|embajada|fiscal[ií]a|procuradur[ií]a|ayuntamiento|alcald[ií]a|polic[ií]a|contralor[ií]a|defensor[ií]a|hospital|universidad|cruz\s+roja|canciller[ií]a|"
    r"comisi[oó]n\s+de\s+derechos|congreso|guardia\s+nacional|registro\s+civil|presidencia\s+municipal|DIF|INM|SRE|CIAM)\b|\b(?:Locatel|Protecci[oó]n\s+Civil|Cruz\s+Roja|[AÁ]ngeles\s+Verdes|Grupos?\s+Beta|Capufe)\b"
)
# A body named behind these words is beside the one that the sentence is about.
_ASIDE = re.compile(
    r"\b(?:depend\w*|adscrit[oa]s?|sectorizad[oa]s?|pertenec\w+|integrad[oa]|coordinaci[oó]n|coordinad[oa]|conjunt\w+|apoyo|colaboraci[oó]n|acompa[ñn]\w+|junto|convenio|alianza|frente|"
    r"costado|lado|entre|ante|contra)\s+(?:a|al|de|del|con|por)?\s*(?:la|el|los|las)?\s*$",
    re.IGNORECASE,
)
# "Línea Migrante", "Programa Paisano": what an office runs is no body of its own.
_NO_BODIES = frozenset({"linea", "programa", "servicio", "fondo", "mesa", "grupo"})
_SENTENCE = re.compile(r"(?<=[.!?»”])\s+(?=[A-ZÁÉÍÓÚÑ¿¡\"“«—])")
_ALSO_SHORT = re.compile(r"(?:^|[\s(])(?:tels?|exts?|cels?|lics?|ings?|mtr[oa]s?|sr[a]?s?|arqs?|c|m|dip|prof)$", re.IGNORECASE)


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
        """Its name as the note first prints it in full."""
        return self.name.text


# Whoever else a note sends its readers to without a proper name: "el consulado".
SOMEONE_ELSE = Office(OfficeName(0, 0, "consulado"))


@dataclass(frozen=True, slots=True)
class Mention:
    """Where an office is meant in a sentence. ``named``: by its name or acronym, not by a word like *la dependencia*."""

    start: int
    end: int
    office: Office
    named: bool


def sentences_of(paragraph: str) -> list[str]:
    """The sentences of a paragraph; a full stop behind an abbreviation ends none."""
    sentences: list[str] = []
    position = 0
    for match in _SENTENCE.finditer(paragraph):
        before = paragraph[position : match.start()]
        if before.endswith(".") and (ABBREVIATED.search(before[:-1]) or _ALSO_SHORT.search(before[:-1])):
            continue
        sentences.append(before)
        position = match.end()
    sentences.append(paragraph[position:])
    return sentences


def _named(text: str) -> list[OfficeName]:
    """The names of a text that are no part of an address: ``colonia Centro Histórico`` is no centre."""
    places = addresses_in(text)
    return [
        name
        for name in names_in(text)
        if not any(one.start <= name.start < one.end for one in places)
        and not (name.rank in _NO_BODIES and (name.is_for_migrants or name.rank == "programa"))
    ]


def offices_of(texts: list[str]) -> list[Office]:
    """The offices and other bodies that a note names, each once, in the order of their first naming."""
    offices: list[Office] = []
    for text in texts:
        for name in _named(text):
            _count_in(offices, name)
    for office in offices:
        if office.acronym:
            office.mentions += sum(len(re.findall(rf"\b{re.escape(office.acronym)}\b", text)) for text in texts)
    return offices


def _count_in(offices: list[Office], name: OfficeName) -> None:
    plain = folded(name.text)
    for office in offices:
        known = folded(office.text)
        same = plain == known or (known.startswith(f"{plain} ") or plain.startswith(f"{known} ")) and min(len(plain), len(known)) > 14
        if same and not (office.name.rank in PLACED and plain != known):
            office.mentions += 1
            office.names.add(name.text)
            office.acronym = office.acronym or name.acronym
            office.parent = office.parent or name.parent
            if len(name.text) > len(office.text) and not name.text.isupper():
                office.name = name
            elif office.text.isupper() and not name.text.isupper():
                office.name = name
            return
    offices.append(Office(name, name.acronym, name.parent, 1, {name.text}))


def office_named(offices: list[Office], name: OfficeName) -> Office | None:
    """The office of a note that a naming means."""
    plain = folded(name.text)
    return next((office for office in offices if any(folded(one) == plain for one in office.names)), None)


def mentions_in(sentence: str, offices: list[Office], main: Office | None, before: Office | None = None) -> list[Mention]:
    """Where a sentence means which office, in order. ``before``: the last one named, whom *sus oficinas* may mean."""
    found = [
        Mention(name.start, name.end, office, True)
        for name in _named(sentence)
        if (office := office_named(offices, name))
    ]
    for office in offices:
        if office.acronym:
            found += [
                Mention(match.start(), match.end(), office, True)
                for match in re.finditer(rf"\b{re.escape(office.acronym)}\b", sentence)
                if not any(one.start <= match.start() < one.end for one in found)
            ]
    found += [
        Mention(match.start(), match.end(), SOMEONE_ELSE, True)
        for match in _SOMEONE_ELSE.finditer(sentence)
        if not any(one.start < match.end() and match.start() < one.end for one in found)
    ]
    for match in _GENERIC.finditer(sentence):
        if any(one.start <= match.start() < one.end for one in found) or main is None:
            continue
        if match[0].lower().startswith("su"):
            named = [one.office for one in sorted(found, key=lambda one: one.start) if one.named and one.end <= match.start()]
            found.append(Mention(match.start(), match.end(), named[-1] if named else before or main, False))
            continue
        noun = folded(match["noun"]).split()[0]
        meant = [office for office in offices if office.name.rank.rstrip("s") == noun.rstrip("s") and not office.name.is_other]
        found.append(Mention(match.start(), match.end(), main if main in meant or not meant else meant[0], False))
    return sorted(found, key=lambda one: one.start)


def owner_of(position: int, end: int, sentence: str, mentions: list[Mention], before: Office | None, main: Office | None, said: str) -> Office | None:
    """The office a contact at a place of a sentence belongs to.

    ``before``: the last one named in the paragraph before it; ``said``: the sentence before it.
    """
    behind = [one for one in mentions if one.start >= end and re.fullmatch(r"[\s,]*(?:,\s*)?(?:n[uú]meros?\s+)?(?:del?|al?)\s+(?:la\s+|las\s+oficinas\s+del?\s+)?", sentence[end : one.start])]
    if behind:
        return behind[0].office
    ahead = [one for one in mentions if one.end <= position]
    ahead = [one for one in ahead if not _ASIDE.search(sentence[: one.start])]
    clause = sentence[max((ahead[-1].end if ahead else 0), 0) : position]
    if (_AGAINST.search(sentence[max(0, position - 120) : position]) or (said.endswith("?") and _AGAINST.search(said))) and not (ahead and ahead[-1].office is main and ahead[-1].named and not _AGAINST.search(clause)):
        return None
    if ahead:
        owner = ahead[-1].office
        # "la Secretaría de Gobierno, a través del Instituto ..., informa": of two bodies named on end the nearer one owns.
        return owner
    if before is None or before is main or _ASKS.search(sentence[:position]):
        return main
    return before
