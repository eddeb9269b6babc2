"""Which laws a page names, and which of its lines are about each: laws that head lines, or laws of running text.

In prose a paragraph goes on about the law last named, or about the note's own one where that was only the one before
it; ``con ella quedó abrogada la Ley ...`` says of the law behind it what the sentence before does not mean.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.document import squeeze, tag
from extractors.headings import folded
from extractors.law_dates import dates_in
from extractors.office_names import bare
from extractors.office_places import state_before, state_heading
from extractors.office_words import pattern, words
from extractors.page_lines import Line

_LAW = (
    r"(?:ley|reglamento\s+(?:de\s+la\s+ley|interior)|c[oó]digo)\s+"
    r"(?:(?:n[uú]mero|n[uú]m\.?|no\.?|n[°º]\.?)\s*\d+\s+)?"
    r"(?:(?:general|estatal|org[aá]nica|reglamentaria|integral|local)\s+)?(?:de|del|para|que|sobre|en|contra|por)\s+\S"
)
_TITLE = re.compile(
    r"^\W*(?:\d{1,3}\s*[.)\-–]+\s*)?(?P<before>(?:(?:iniciativa|proyecto|minuta|dictamen)\b[^.:;]{0,90}?\b(?:la\s+)?)?"
    rf"(?:decreto\b[^.:;]{{0,90}}?\b(?:la\s+)?)?)(?P<title>{_LAW}.*)$",
    re.IGNORECASE | re.DOTALL,
)
# An acronym in brackets may stand in the middle of a title.
_BRACKET = r"\((?!\s*(?:los|las|el|la)\b|(?-i:[A-ZÁÉÍÓÚÑ]{2,12})\s*\)\s+(?:de|del|para)\b)"
# "... quedó", "... abrogaron"; no title has such a word.
_VERB = r"(?-i:\w{3,}(?:ó|ieron|aron)\b)"
_TITLE_ENDS = re.compile(
    rf"\s*(?:[.;:](?:\s|$)|{_BRACKET}|[,–—|\-]?(?<!que)\s+(?={words('law_title_ends')}|{_VERB})|\s+[–—-]\s+(?=\S*\d|\S+\s+\d)"
    r"|,\s+(?=de\s+\d|del\s+\d|\d|que\s|con\s|cuy[oa]s?\s)|\s+\[|[”»])",
    re.IGNORECASE,
)
_IN_PROSE = re.compile(
    r"(?:^|[.:;]\s+|[«“\"(]|\b(?:[Ll]a|[Uu]na|[Ss]u|[Ee]sta|[Dd]icha)\s+(?:(?:nueva|actual|vigente|anterior|propia)\s+)?"
    r"|\b[Nn]ueva\s+|\b(?:[Ii]niciativa|[Pp]royecto|[Pp]ropuesta)\s+de\s+)[«“\"]?(Ley\s+(?!que\s+(?!(?i:crea|regula|establece|protege)))\S)"
)
_REPEALS = re.compile(
    r"(?:\b\w+\s+){0,3}\b(?:abrog\w+|derog\w+|sin\s+efectos?)(?:,?\s+\w+){0,3}?\s+(?:a\s+)?(?:la|su)?\s*(?:anterior\s+)?$",
    re.IGNORECASE,
)
_BODY_BEGINS = pattern("law_body_begins", before=r"^\W*", behind=r"\b")
_ABOUT_MIGRANTS = pattern("laws_on_migrants")
_BILL = re.compile(r"iniciativa|proyecto", re.IGNORECASE)
# A congress lists all its laws; so many are no list of those on migrants.
_MANY = 12
_SHORTEST, _LONGEST, _LINES_ABOVE = 12, 330, 6


@dataclass(slots=True)
class Law:
    """A law of a page, and the texts about it. ``repealed``: the words by which another law's sentence ends it."""

    line: Line
    title: str
    texts: list[str] = field(default_factory=list)
    is_bill: bool = False
    state: str = ""
    repealed: str = ""

    @property
    def is_dated(self) -> bool:
        """Whether a date stands in its texts."""
        return any(dates_in(text) for text in self.texts)


def title_of_law(text: str) -> tuple[str, str] | None:
    """The title a text begins with, and what stands before it (``Iniciativa con proyecto de decreto que crea la``)."""
    match = _TITLE.match(text)
    if not match:
        return None
    title = match["title"]
    end = _TITLE_ENDS.search(title, _SHORTEST)
    title = squeeze(title[: end.start()] if end else title).strip(" .,;:–—-|")
    return (title, match["before"]) if _SHORTEST < len(title) < _LONGEST else None


def laws_of(lines: Sequence[Line]) -> list[Law]:
    """The laws of a page, by the reading that finds dates for more of them: as heads of lines, or in prose."""
    heading = _laws_at_beginnings(lines)
    # A headline calls a law by a name of its own making.
    told = _laws_in_prose([line for line in lines if not line.heads]) or _laws_in_prose(lines)
    return told if sum(law.is_dated for law in told) > sum(law.is_dated for law in heading) else heading


def _laws_at_beginnings(lines: Sequence[Line]) -> list[Law]:
    """Laws that begin a line, with the lines below; to the first one also belong the lines just above it."""
    found: list[Law] = []
    above: list[str] = []
    in_body, state = False, ""
    for line in lines:
        first, text = state_before(line.text, rf"(?i:{_LAW})")
        named = None if line.linked and tag(line.element) == "nav" else title_of_law(text)
        known = next((law for law in found if named and folded(law.title) == folded(named[0])), None)
        if named and line.heads and re.match(rf"\W*{re.escape(named[0])}\s*:\s*[a-záéíóúñ¿]", text):
            named = known = None  # "Ley de Migrantes: lo que hay que saber" is a headline
        state = state_heading(line.text) or state
        if named and known:
            known.texts.append(line.text)
            if known.title.isupper() and not named[0].isupper():
                known.title = named[0]
        elif named:
            texts = [*([] if found else above[-_LINES_ABOVE:]), line.text]
            found.append(Law(line, named[0], texts, bool(_BILL.search(named[1])), first or state))
            in_body = False
        elif _BODY_BEGINS.match(line.text):
            in_body = True
        elif found and not in_body:
            found[-1].texts.append(line.text)
        elif not found:
            above.append(line.text)
    about = [law for law in found if _ABOUT_MIGRANTS.search(bare(law.title))]
    alone = len(about) == 1 and not any(law.is_dated for law in found if law not in about)
    return about if alone or (about and len(found) > _MANY) else found


def _laws_in_prose(lines: Sequence[Line]) -> list[Law]:
    """Laws that a sentence names in its middle, in paragraphs with dates: ``cuenta con la Ley de ..., publicada``."""
    found: list[Law] = []
    for line in lines:
        current = _goes_on_about(found)
        position = 0
        for match in _IN_PROSE.finditer(line.text):
            named = title_of_law(line.text[match.start(1) :])
            if not named:
                continue
            before = line.text[position : match.start(1)]
            repeals = _REPEALS.search(before)
            law = _named(found, line, named[0])
            law.is_bill = law.is_bill or bool(_BILL.match(match[0]))
            if repeals:
                law.repealed = squeeze(repeals[0])
                before = before[: repeals.start()]
            (current or law).texts.append(before)
            current, position = law, match.start(1)
        if current:
            current.texts.append(line.text[position:])
    found = [law for law in found if law.is_dated]
    return [law for law in found if _ABOUT_MIGRANTS.search(bare(law.title))] or found


def _goes_on_about(found: Sequence[Law]) -> Law | None:
    """The law that a new paragraph goes on about: the last one named that no other has replaced."""
    standing = [law for law in found if not law.repealed]
    return (standing or found)[-1] if found else None


def _named(found: list[Law], line: Line, title: str) -> Law:
    """The law a title names, known already by it or by a shorter or longer form of it, or new."""
    plain = folded(title)
    for law in found:
        known = folded(law.title)
        if known.startswith(plain) or plain.startswith(known):
            law.title = max(law.title, title, key=len)
            return law
    found.append(Law(line, title))
    return found[-1]
