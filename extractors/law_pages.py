"""Laws told in text: a page of one law with its gazette dates, or a list of laws with their dates behind them.

Each date of a law's text is what the words before it say: of publication, of a reform, of coming into force, or
nothing of ours (approval, the page's own update).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from extractors.document import Element, squeeze, tag
from extractors.headings import folded
from extractors.law_dates import dates_in, latest
from extractors.observation import PARTING, RawRow, RawRows
from extractors.office_names import bare
from extractors.office_words import pattern, words
from extractors.page_lines import Line, page_lines
from extractors.place_words import MEXICO, full_state_named
from extractors.sections import Sections

_TITLE = re.compile(
    r"^\W*(?:\d{1,3}\s*[.)\-–]+\s*)?(?P<before>(?:(?:iniciativa|proyecto|minuta|dictamen)\b[^.:;]{0,90}?\b(?:la\s+)?)?"
    r"(?:decreto\b[^.:;]{0,90}?\b(?:la\s+)?)?)"
    r"(?P<title>(?:ley|reglamento\s+(?:de\s+la\s+ley|interior)|c[oó]digo)\s+"
    r"(?:(?:n[uú]mero|n[uú]m\.?|no\.?|n[°º]\.?)\s*\d+\s+)?"
    r"(?:(?:general|estatal|org[aá]nica|reglamentaria|integral|local)\s+)?(?:de|del|para|que|sobre|en|contra|por)\s+\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
# An acronym in brackets may stand in the middle of a title.
_BRACKET = r"\((?!\s*(?:los|las|el|la)\b|(?-i:[A-ZÁÉÍÓÚÑ]{2,12})\s*\)\s+(?:de|del|para)\b)"
_TITLE_ENDS = re.compile(
    rf"\s*(?:[.;:](?:\s|$)|{_BRACKET}|[,–—|\-]?\s+(?={words('law_title_ends')})|\s+[–—-]\s+(?=\S*\d|\S+\s+\d)"
    r"|,\s+(?=de\s+\d|del\s+\d|\d)|\s+\[)",
    re.IGNORECASE,
)
_IN_PROSE = re.compile(
    r"\b(?:[Ll]a|[Uu]na|[Ss]u|[Nn]ueva)\s+(Ley\s+(?!que\s+(?!(?i:crea|regula|establece|protege)))\S)"
)
_NOTHING = pattern("date_of_nothing")
_REFORM = pattern("date_of_reform")
_KINDS = (
    ("effective_on", pattern("date_of_effect")),
    ("repealed_on", pattern("date_of_repeal")),
    ("gazette_date", pattern("date_of_gazette")),
    ("", pattern("date_of_making")),
)
_PUBLISHED_BEHIND = re.compile(r"[^.;\n]{0,40}\b(?:se\s+public|fue\s+publicad|publicad)")
_LAST = re.compile(r"ultima")
_LAST_BEHIND = re.compile(r"\s*\(\s*[uú]ltima")
_OF_THE = r"(?:\s+(?:del?|de\s+la)\s+(?:Gobierno\s+|Estado\s+|Ciudad\s+|Distrito\s+)?[A-ZÁÉÍÓÚÑ]?\w+)?"
_OF_THE_STATE = (
    r"(?:\s+del?\s+(?:Gobierno\s+del\s+)?Estado(?:\s+Libre\s+y\s+Soberano)?"
    r"(?:\s+de\s+[A-ZÁÉÍÓÚÑ]\w+(?:\s+[A-ZÁÉÍÓÚÑ]\w+)?)?)?"
)
_GAZETTE = re.compile(
    rf"(?:Peri[oó]dico\s+Oficial{_OF_THE_STATE}|Gaceta\s+(?:Oficial|del\s+Gobierno){_OF_THE}|"
    rf"Diario\s+Oficial(?:\s+de\s+la\s+Federaci[oó]n|{_OF_THE_STATE})|Bolet[ií]n\s+Oficial|"
    r"D\.?\s?O\.?\s?F\.?|P\.\s?O\.(?:\s?E\.)?|G\.\s?O\.|\bPOE?\b|\bPOG\b)",
    re.IGNORECASE,
)
_DECREE = re.compile(
    r"\bdecreto\s+(?:legislativo\s+)?(?:n[uú]mero|n[uú]m\.?|no\.?|n[°º]\.?)?\s*(?P<number>[A-Z\-/]{0,8}\d[\w/.\-]*)",
    re.IGNORECASE,
)
_OF_A_REFORM = re.compile(r"reforma[^\n]{0,40}$", re.IGNORECASE)
_STATUS = pattern("law_status_words", before=r"\b", behind=r"\b[^.;\n]*")
_NO_STATUS = pattern("no_law_status")
_SENTENCE_ENDS = re.compile(r"(?<=[a-záéíóú)\d])\.\s+|\n|;\s+")
_BODY_BEGINS = pattern("law_body_begins", before=r"^\W*", behind=r"\b")
_ABOUT_MIGRANTS = pattern("laws_on_migrants")
_BILL = re.compile(r"iniciativa|proyecto", re.IGNORECASE)
# A congress lists all its laws; so many are no list of those on migrants.
_MANY = 12
_SHORTEST, _LONGEST, _LOOK_BACK, _LINES_ABOVE, _MOST_STATUSES = 12, 330, 260, 6, 3


@dataclass(slots=True)
class _Law:
    line: Line
    title: str
    texts: list[str] = field(default_factory=list)
    is_bill: bool = False


def read_laws(tree: Element) -> RawRows:
    """One row per law that is named, with what the text behind it says of its dates."""
    result, sections = RawRows(), Sections()
    lines = page_lines(tree)
    for number, law in enumerate(_laws_at_beginnings(lines) or _laws_in_prose(lines), start=1):
        fields = _fields(law)
        section = sections.over(law.line.element)
        states = (full_state_named(part, MEXICO) for part in reversed(section.split(PARTING)))
        if state := next(filter(None, states), ""):
            fields["state"] = state
        result.rows.append(RawRow(f"law {number}", fields, {"texto": "\n".join(law.texts)}, section))
    result.recognised = any(len(row.fields) > 1 for row in result.rows)
    return result


def title_of_law(text: str) -> tuple[str, str] | None:
    """The title a text begins with, and what stands before it (``Iniciativa con proyecto de decreto que crea la``)."""
    match = _TITLE.match(text)
    if not match:
        return None
    title = match["title"]
    end = _TITLE_ENDS.search(title, _SHORTEST)
    title = squeeze(title[: end.start()] if end else title).strip(" .,;:–—-|")
    return (title, match["before"]) if _SHORTEST < len(title) < _LONGEST else None


def _laws_at_beginnings(lines: list[Line]) -> list[_Law]:
    """Laws that begin a line, with the lines below; to the first one also belong the lines just above it."""
    found: list[_Law] = []
    above: list[str] = []
    in_body = False
    for line in lines:
        named = None if line.linked and tag(line.element) == "nav" else title_of_law(line.text)
        known = next((law for law in found if named and folded(law.title) == folded(named[0])), None)
        if named and known:
            known.texts.append(line.text)
            if known.title.isupper() and not named[0].isupper():
                known.title = named[0]
        elif named:
            texts = [*([] if found else above[-_LINES_ABOVE:]), line.text]
            found.append(_Law(line, named[0], texts, bool(_BILL.search(named[1]))))
            in_body = False
        elif _BODY_BEGINS.match(line.text):
            in_body = True
        elif found and not in_body:
            found[-1].texts.append(line.text)
        elif not found:
            above.append(line.text)
    about = [law for law in found if _ABOUT_MIGRANTS.search(bare(law.title))]
    return about if len(about) == 1 or (about and len(found) > _MANY) else found


def _laws_in_prose(lines: list[Line]) -> list[_Law]:
    """Laws that a sentence names in its middle, in a paragraph with dates: ``cuenta con la Ley de ..., publicada``."""
    found: list[_Law] = []
    for line in lines:
        starts = [match.start(1) for match in _IN_PROSE.finditer(line.text)]
        for start, following in zip(starts, [*starts[1:], None], strict=False):
            named = title_of_law(line.text[start:following])
            text = line.text if len(starts) == 1 else line.text[start:following]
            if named and dates_in(text) and not any(folded(law.title) == folded(named[0]) for law in found):
                found.append(_Law(line, named[0], [text]))
    return [law for law in found if _ABOUT_MIGRANTS.search(bare(law.title))] or found


def _fields(law: _Law) -> dict[str, str]:
    text = "\n".join(law.texts)
    fields = {"law": law.title, **_dates(law.title, text)}
    if gazette := _GAZETTE.search(text):
        fields["gazette"] = squeeze(gazette[0])
    decrees = (one for one in _DECREE.finditer(text) if not _OF_A_REFORM.search(text[: one.start()]))
    if decree := next(decrees, None):
        fields["decree"] = decree["number"].rstrip(".,")
    if status := _status(law, text):
        fields["law_status"] = status
    return fields


def _dates(title: str, text: str) -> dict[str, str]:
    """What the dates of a law's text are: the first of publication and of effect, the last of the reforms."""
    found: dict[str, list[str]] = defaultdict(list)
    flagged = ""
    kind = ""
    previous = 0
    for start, end, printed in dates_in(text):
        near = bare(text[previous:start]).replace(bare(title), " ")[-_LOOK_BACK:]
        told = _kind_of(near, bare(text[end : end + 80]), kind)
        # In a list of reforms each has its gazette.
        kind = kind if told == "gazette_date" and kind == "last_reform" and found["gazette_date"] else told
        found[kind].append(printed)
        if kind == "last_reform" and (_LAST.search(near) or _LAST_BEHIND.match(text[end:])):
            flagged = printed
        previous = end
    fields = {name: found[name][0] for name in ("gazette_date", "effective_on") if found[name]}
    if reforms := found["last_reform"]:
        fields["last_reform"] = flagged or latest(reforms)
    return fields


def _kind_of(before: str, behind: str, previous: str) -> str:
    """What the words around a date make of it; ``previous``: what the date before it was, as in a list of reforms."""
    if _NOTHING.search(before):
        return ""
    if _REFORM.search(before):
        return "last_reform"
    said = [(match.start(), kind) for kind, words_ in _KINDS for match in words_.finditer(before)]
    if any(kind for _, kind in said):
        return max((place, kind) for place, kind in said if kind)[1]
    if said:
        return ""
    if _PUBLISHED_BEHIND.match(behind):
        return "gazette_date"
    listed = len(before) < 60 if previous == "last_reform" else len(before) < 25 and "\n" not in before
    return previous if listed else ""


def _status(law: _Law, text: str) -> str:
    """The words that say whether the law is in force, joined as printed."""
    said = []
    for sentence in _SENTENCE_ENDS.split(text.replace(law.title, " ")):
        match = _STATUS.search(sentence)
        if match and not _NO_STATUS.search(sentence):
            said.append(squeeze(match[0]).strip(" .,;"))
    return "; ".join(dict.fromkeys(said[:_MOST_STATUSES])) or ("Iniciativa" if law.is_bill else "")
