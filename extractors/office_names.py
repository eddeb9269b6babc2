"""Names of public offices in running text and in headings: a rank word with its complement, and its acronym.

A name is ``Secretaría del Migrante y Asuntos Internacionales (SEMIG)``: it ends at a verb, a comma, or where another
body begins (``... de la Secretaría de Gobierno``, which is then said to be its parent).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from extractors.name_words import complement_end
from extractors.office_words import pattern, words


def bare(text: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


# From the highest to the lowest.
_ORDER = (
    "gobierno", "secretaria", "subsecretaria", "instituto", "consejo", "comision", "coordinacion", "direccion",
    "subdireccion", "departamento", "delegacion", "unidad", "area", "oficina", "modulo", "centro", "casa",
    "ventanilla", "enlace",
)  # fmt: skip
_UNRANKED = len(_ORDER)
_START = re.compile(rf"(?<![\w@.])(?:mi\s+casa\s+es|{words('ranks')}|{words('other_bodies')})(?!\w)", re.IGNORECASE)
_MIGRANT = pattern("migrant_words")
_OTHER = pattern("other_bodies", behind=r"\b")
_NOT_OF_THE_STATE = pattern("not_of_the_state")
_PLACED = pattern("placed_ranks", behind="$")
_LOWER = pattern("ranks_in_lower_case", behind="$")
_PLACES = pattern("places_like_offices")
_CLUB = re.compile(r"club(?:es)?$|federaci[oó]n(?:es)?$")
_FOR_WHAT = re.compile(r"atenci|apoyo|enlace|migra|asunt")
# Which state, these words do not say.
_LOCATED = re.compile(r"\s+(?:del?\s+(?:Gobierno\s+del\s+)?Estado|en\s+(?:la\s+entidad|el\s+estado))$", re.IGNORECASE)
_ACRONYM = re.compile(
    r"\s*(?:[,–—-]\s*)?(?:\(\s*(?:por\s+sus\s+siglas\s*)?(?P<bracketed>[A-ZÁÉÍÓÚÑ][\w.\-]{1,17})\s*\)"
    r"|(?:,\s*)?(?P<plain>(?:[A-ZÁÉÍÓÚÑ]{3,12}))(?=\s*[,.;)]|\s*$))"
)
_ACRONYM_FIRST = re.compile(r"(?P<acronym>[A-ZÁÉÍÓÚÑ]{3,12})\s*(?:[-–—:,|]\s*|\()\s*(?=[A-ZÁÉÍÓÚÑ])")
_PARENT = re.compile(
    r"\s*,?\s*(?:(?:(?:dependencia|[oó]rgano|organismo|[aá]rea|instancia|oficina|unidad)\s+)?(?:p[uú]blic[oa]\s+)?"
    r"(?:descentralizad[oa]\s+|desconcentrad[oa]\s+)?(?:que\s+)?"
    r"(?P<belongs>dependiente|depende|adscrit[oa]|pertenece|perteneciente|sectorizad[oa]|integrad[oa]|desconcentrad[oa])"
    r"\s+(?:a|al|de|del)\s*(?:la|el|los|las)?|(?:de\s+la|del))\s+"
    r"(?=(?i:subsecretar|secretar|instituto|direcci|subdirecci|departamento|coordinaci|gobierno|consejo|comisi|jefatura|oficina))(?=[A-Z])"
)
_CAPITALS = re.compile(r"[A-ZÁÉÍÓÚÑ]{3,12}")
_MORE_BEHIND = re.compile(r"^[,–—\-:(|/]\s*[^\d]{2,60}$")
# What a heading goes on with where running text would have ended: "... con Mexiquenses | en el Mundo".
_GOES_ON = re.compile(
    r"(?!en\s+[A-ZÁÉÍÓÚÑ])(?:(?:del?|la|las|los|el|y|e|en|para|con|al?|por|sus?|o)\s+)+[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+"
    r"(?:\s+(?:(?:del?|la|las|los|el|y|e|en|para|con|al?|por|sus?|o)\s+)*[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+){0,6}"
)
_LONGEST_LINE = 190


@dataclass(frozen=True, slots=True)
class OfficeName:
    """A name, where it stands (with its acronym), and the body it is said to be part of right behind it."""

    start: int
    end: int
    text: str
    acronym: str = ""
    parent: str = ""

    @property
    def rank(self) -> str:
        """The word it begins with, without accents."""
        return bare(self.text.split()[0])

    @property
    def is_other(self) -> bool:
        """Whether it is a consulate, a prosecutor, a shelter: no office for migrants of a state."""
        return bool(_OTHER.match(bare(self.text)) or _NOT_OF_THE_STATE.match(bare(self.text)))

    @property
    def is_for_migrants(self) -> bool:
        """Whether the name itself says that it is there for migrants."""
        return speaks_of_migrants(self.text)

    @property
    def is_club(self) -> bool:
        """Whether it is an association of migrants."""
        return bool(_CLUB.match(self.rank))

    @property
    def is_of_many(self) -> bool:
        """Whether it heads several offices: ``Oficinas en Estados Unidos``."""
        return self.rank.endswith(("es", "os", "as")) and self.rank != "enlaces"

    @property
    def is_placed(self) -> bool:
        """Whether it is of the kind that a state keeps in another place and calls after it."""
        return bool(_PLACED.match(self.rank))


def speaks_of_migrants(text: str) -> bool:
    """Whether a name or text has a word for migrants in it."""
    return bool(_MIGRANT.search(bare(text)))


def outranks(one: str, other: str) -> bool:
    """Whether the first of two names is that of a higher body by its rank word."""
    first, second = (
        _ORDER.index(word) if (word := bare(name.split()[0])) in _ORDER else _UNRANKED for name in (one, other)
    )
    return first < second < _UNRANKED


def abbreviates(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym follow one another in a name, from its first letter on."""
    letters, plain = re.sub(r"\W", "", bare(acronym)), bare(name)
    position = -1
    for number, letter in enumerate(letters):
        position = plain.find(letter, position + 1)
        if position < 0 or (number == 0 and position):
            return False
    return len(letters) > 1


def names_in(text: str) -> list[OfficeName]:
    """The names of offices and of other bodies in a text, in order, none inside another."""
    found: list[OfficeName] = []
    position = 0
    while match := _START.search(text, position):
        name = _name_at(text, match)
        position = name.end if name else match.end()
        if name:
            found.append(name)
    return found


def _name_at(text: str, match: re.Match[str]) -> OfficeName | None:
    start, rank = match.start(), bare(match[0]).split()[0]
    capital = match[0][0].isupper()
    if not capital and not _LOWER.match(rank):
        return None
    end = complement_end(text, match.end(), rank)
    if end == match.end():
        return None
    name = text[start:end]
    # With an acronym behind it "del Estado" is of the name.
    if (located := _LOCATED.search(name)) and len(name.split()) > 4 and not _acronym_behind(text, end, name)[0]:
        name, end = name[: located.start()], end - len(located[0])
    if not capital and not (speaks_of_migrants(name) and _FOR_WHAT.search(bare(name))):
        return None
    if _PLACES.match(bare(name)) and not speaks_of_migrants(name):
        return None
    acronym, behind = _acronym_behind(text, end, name)
    words_, last = name.rsplit(None, 1)[0], name.split()[-1]
    if not acronym and _CAPITALS.fullmatch(last) and not words_.isupper() and abbreviates(last, words_):
        name, acronym = words_, last  # "Secretaría del Migrante y Enlace Internacional SMEI"
    parent, behind = _parent_behind(text, behind)
    return OfficeName(start, behind, name, acronym, parent)


def _acronym_behind(text: str, end: int, name: str) -> tuple[str, int]:
    """The acronym printed behind a name, and where it ends: in capitals, or of the letters of the name."""
    match = _ACRONYM.match(text, end)
    if not match:
        return "", end
    acronym = match["bracketed"] or match["plain"]
    upper = sum(map(str.isupper, acronym))
    shouted = bool(match["bracketed"]) and upper >= 2 and upper * 2 >= len(acronym.replace(".", ""))
    return (acronym, match.end()) if shouted or abbreviates(acronym, name) else ("", end)


def _parent_behind(text: str, end: int) -> tuple[str, int]:
    """The body a name is said to belong to right behind it, and where that is said to the end."""
    match = _PARENT.match(text, end)
    start = _START.match(text, match.end()) if match else None
    if not match or not start:
        return "", end
    stop = complement_end(text, start.end(), bare(start[0]))
    parent = text[start.start() : stop]
    if bare(parent).startswith("gobierno") and not match["belongs"]:
        return "", end  # "del Gobierno de Puebla" says where it is, not under whom
    return parent, stop


def name_line(text: str) -> OfficeName | None:
    """The name that a whole line or heading is, with its acronym on either side; None for any other text."""
    line = re.sub(r"^[^\w(«“\"]+", "", text).strip(" .:•·-–—*")
    if not line or len(line) > _LONGEST_LINE or line.endswith("?"):
        return None
    before = _ACRONYM_FIRST.match(line)
    if before and not _START.match(line, before.end()):
        before = None
    start = _START.match(line, before.end() if before else 0)
    name = _name_at(line, start) if start and start[0][0].isupper() else None
    if name is None:
        return None
    rest = line[name.end :].strip()
    if not name.acronym and not name.parent and _GOES_ON.fullmatch(rest) and not names_in(rest):
        name, rest = replace(name, end=len(line), text=line[name.start :]), ""
    if rest.strip(" .:)-–—") and not _MORE_BEHIND.match(rest):
        return None
    acronym = name.acronym or (before["acronym"] if before else "")
    return OfficeName(name.start, name.end, name.text, acronym, name.parent)
