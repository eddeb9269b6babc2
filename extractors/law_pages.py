"""Laws told in text: a page of one law with its gazette dates, or a list of laws with their dates behind them.

Each date of a law's text is what the words before it say: of publication, of a reform, of coming into force, or
nothing of ours (approval, the page's own update).
"""

from __future__ import annotations

import re
from collections import defaultdict

from extractors.document import Element, squeeze
from extractors.law_dates import dates_in, latest
from extractors.law_mentions import Law, laws_of
from extractors.observation import PARTING, RawRow, RawRows
from extractors.office_names import bare
from extractors.office_words import pattern
from extractors.page_lines import page_lines
from extractors.place_words import MEXICO, full_state_named
from extractors.sections import Sections

_NOTHING = pattern("date_of_nothing")
_REFORM = pattern("date_of_reform")
_KINDS = (
    ("effective_on", pattern("date_of_effect")),
    ("repealed_on", pattern("date_of_repeal")),
    ("gazette_date", pattern("date_of_gazette")),
    ("promulgated_on", pattern("date_of_promulgation")),
    ("", pattern("date_of_making")),
)
_PUBLISHED_BEHIND = re.compile(r"[^.;\n]{0,60}\b(?:se\s+public|fue\s+publicad|publicad|publico\b)")
_LAST = re.compile(r"ultima")
_LAST_BEHIND = re.compile(r"\s*\(\s*[uú]ltima")
_OF_THE = r"(?:\s+(?:del?|de\s+la)\s+(?:Gobierno\s+|Estado\s+|Ciudad\s+|Distrito\s+)?[A-ZÁÉÍÓÚÑ]?\w+)?"
_OF_THE_STATE = (
    r"(?:\s+del?\s+(?:Gobierno\s+del\s+)?Estado(?:\s+Libre\s+y\s+Soberano)?"
    r"(?:\s+de\s+[A-ZÁÉÍÓÚÑ]\w+(?:\s+[A-ZÁÉÍÓÚÑ]\w+)?)?)?"
)
_GAZETTE = re.compile(
    rf"(?:Peri[oó]dico\s+Oficial{_OF_THE_STATE}|Gaceta\s+(?:Oficial|del\s+Gobierno){_OF_THE}|"
    rf"Diario\s+Oficial(?:\s+de\s+la\s+Federaci[oó]n|{_OF_THE_STATE})|Bolet[ií]n\s+Oficial|\bB\.\s?O\.|"
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
_OF_A_BILL = re.compile(r"iniciativa|proyecto|dictamen", re.IGNORECASE)
_WITHOUT_EFFECT = re.compile(r"(?:qued|dej|est)\w+\s+sin\s+efectos?", re.IGNORECASE)
_SENTENCE_ENDS = re.compile(r"(?<=[a-záéíóú)\d])\.\s+|\n|;\s+")
_LOOK_BACK, _MOST_STATUSES = 260, 3


def read_laws(tree: Element) -> RawRows:
    """One row per law that is named, with what the text behind it says of its dates."""
    result, sections = RawRows(), Sections()
    for number, law in enumerate(laws_of(page_lines(tree)), start=1):
        fields = _fields(law)
        section = sections.over(law.line.element)
        states = (full_state_named(part, MEXICO) for part in reversed(section.split(PARTING)))
        if state := law.state or next(filter(None, states), ""):
            fields["state"] = state
        result.rows.append(RawRow(f"law {number}", fields, {"texto": "\n".join(law.texts)}, section))
    result.recognised = any(len(row.fields) > 1 for row in result.rows)
    return result


def _fields(law: Law) -> dict[str, str]:
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
    if found["promulgated_on"] and not found["gazette_date"]:
        found["gazette_date"] = found["promulgated_on"]  # the only day a page prints of its making known
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
    for line in reversed(before.split("\n")):
        # The nearest line that says something: a label stands over its value.
        said = [(match.start(), kind) for kind, words_ in _KINDS for match in words_.finditer(line)]
        if any(kind for _, kind in said):
            return max((place, kind) for place, kind in said if kind)[1]
        if said:
            return ""
    if _PUBLISHED_BEHIND.match(behind):
        return "gazette_date"
    listed = len(before) < 60 if previous == "last_reform" else len(before) < 25 and "\n" not in before
    return previous if listed else ""


def _status(law: Law, text: str) -> str:
    """The words that say whether the law is in force, joined as printed."""
    said = []
    for sentence in _SENTENCE_ENDS.split(text.replace(law.title, " ")):
        match = _STATUS.search(sentence)
        if match and not _NO_STATUS.search(sentence):
            said.append(squeeze(match[0]).strip(" .,;"))
            if _WITHOUT_EFFECT.search(sentence):
                law.repealed = law.repealed or said[-1]
    if law.is_bill and said and not any(_OF_A_BILL.search(one) for one in said):
        said.insert(0, "Iniciativa")
    if law.repealed:
        said = [law.repealed if "abroga" in law.repealed else f"abrogada ({law.repealed})"]
    return "; ".join(dict.fromkeys(said[:_MOST_STATUSES])) or ("Iniciativa" if law.is_bill else "")
