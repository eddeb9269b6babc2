"""Laws told in text: a page of one law with its gazette dates, or a list of laws with their dates behind them.

Each date of a law's text is what the words before it say: of publication, of a reform, of coming into force, or
nothing of ours (approval, the page's own update).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.document import Element, squeeze, tag
from extractors.headings import folded
from extractors.law_dates import dates_in, latest
from extractors.observation import RawRow, RawRows
from extractors.office_names import bare
from extractors.page_lines import Line, page_lines
from extractors.place_words import MEXICO, full_state_named
from extractors.sections import Sections

_TITLE = re.compile(
    r"^\W*(?:\d{1,3}\s*[.)\-–]+\s*)?(?P<before>(?:(?:iniciativa|proyecto|minuta|dictamen)\b[^.:;]{0,90}?\b(?:la\s+)?)?(?:decreto\b[^.:;]{0,90}?\b(?:la\s+)?)?)"
    r"(?P<title>(?:ley|reglamento\s+(?:de\s+la\s+ley|interior)|c[oó]digo)\s+(?:(?:n[uú]mero|n[uú]m\.?|no\.?|n[°º]\.?)\s*\d+\s+)?"
    r"(?:(?:general|estatal|org[aá]nica|reglamentaria|integral|local)\s+)?(?:de|del|para|que|sobre|en|contra|por)\s+\S.*)$",
    re.IGNORECASE | re.DOTALL,
)
_TITLE_ENDS = re.compile(
    r"\s*(?:[.;:](?:\s|$)|\((?!\s*(?:los|las|el|la)\b|(?-i:[A-ZÁÉÍÓÚÑ]{2,12})\s*\)\s+(?:de|del|para)\b)|[,–—|\-]?\s+(?=fue\b|se\s+(?:public|encuentra|aprob|reform|expid)|entr[oó]\b|tiene\b|est[aá]\b|cuya\b|que\s+(?:fue|entr[oó]|se\s+public|abrog|crea\b)|publicad|expedid|promulgad|vigente\b|aprobad|abrogad|decreto\b|p\.?\s?o\.?\b|g\.?\s?o\.?\b|d\.?\s?o\.?\s?f\b|[uú]ltima\s+reforma|reforma|gaceta|peri[oó]dico|"
    r"bolet[ií]n\s+oficial|iniciativa|fecha\b|texto\s+vigente|tomo\b|n[uú]m\.)|\s+[–—-]\s+(?=\S*\d|\S+\s+\d)|,\s+(?=de\s+\d|del\s+\d|\d)|\s+\[)",
    re.IGNORECASE,
)
_KINDS = (
    ("", re.compile(r"se\s+abroga|abroga\s+la|p[aá]gina\s+actualizada|sitio\s+actualizado|corte\b|consulta(?:do|da)?\b|notific|fe\s+de\s+erratas|visita|consultad")),
    ("last_reform", re.compile(r"reform|adicion|modific|[uú]ltima|ultima|actualiza|derog")),
    ("effective_on", re.compile(r"vigor|vigente\s+(?:a\s+partir|desde)|vigencia|texto\s+vigente")),
    ("repealed_on", re.compile(r"abrogad")),
    ("gazette_date", re.compile(r"publica|\bp\.?\s?o\.?(?:\s?e)?\b|\bg\.?\s?o\.?\b|gaceta|periodico oficial|boletin oficial|\bd\.?\s?o\.?\s?f\b|diario oficial|promulg|poe\b|pog\b")),
    ("", re.compile(r"aprob|present|iniciativa|turnad|dictamen|expedid|expedicion|sesion|firmad|dado en")),
)  # fmt: skip
_GAZETTE = re.compile(
    r"(?:Peri[oó]dico\s+Oficial(?:\s+del?\s+(?:Gobierno\s+del\s+)?Estado(?:\s+Libre\s+y\s+Soberano)?(?:\s+de\s+[A-ZÁÉÍÓÚÑ]\w+(?:\s+[A-ZÁÉÍÓÚÑ]\w+)?)?)?|Gaceta\s+(?:Oficial|del\s+Gobierno)(?:\s+(?:del?|de\s+la)\s+(?:Gobierno\s+|Estado\s+|Ciudad\s+|Distrito\s+)?[A-ZÁÉÍÓÚÑ]?\w+)?|"
    r"Diario\s+Oficial(?:\s+de\s+la\s+Federaci[oó]n|\s+del\s+(?:Gobierno\s+del\s+)?Estado(?:\s+de\s+[A-ZÁÉÍÓÚÑ]\w+)?)?|Bolet[ií]n\s+Oficial|D\.?\s?O\.?\s?F\.?|P\.\s?O\.(?:\s?E\.)?|G\.\s?O\.|\bPOE?\b|\bPOG\b)",
    re.IGNORECASE,
)
_DECREE = re.compile(r"\bdecreto\s+(?:legislativo\s+)?(?:n[uú]mero|n[uú]m\.?|no\.?|n[°º]\.?)?\s*(?P<number>[A-Z\-/]{0,8}\d[\w/.\-]*)", re.IGNORECASE)
_STATUS = re.compile(
    r"(?:\b(?:vigentes?|en\s+vigor|abrogad[oa]s?|derogad[oa]|sin\s+efectos?|invalidad[oa]s?|inconstitucional\w*|inv[aá]lid[oa]s?|en\s+comisi[oó]n(?:es)?|turnad[oa]|pendiente|en\s+estudio|desechad[oa]|no\s+vigente)\b|\biniciativa\b)[^.;\n]*",
    re.IGNORECASE,
)
_NOT_STATUS = re.compile(r"entra(?:r[aá]|)?\s+en\s+vigor|entr[oó]\s+en|texto\s+vigente|se\s+abroga|leyes\s+vigentes|marco\s+vigente|vigente\s+(?:a\s+partir|desde)", re.IGNORECASE)
_BODY_BEGINS = re.compile(r"^\W*(?:art[ií]culo\s+(?:1|primero|[uú]nico)|cap[ií]tulo\s+(?:i|1|primero|[uú]nico)|t[ií]tulo\s+(?:i|1|primero)|considerando|exposici[oó]n\s+de\s+motivos|[ií]ndice|transitorios?)\b", re.IGNORECASE)
_ABOUT = re.compile(r"migra|movilidad|exterior|extranjer|intercultural|hospitalidad|refugi|remesas|paisan|comunidades de origen|retorno|huesped|desplaza|binacional")
_MANY = 12


@dataclass(slots=True)
class _Law:
    line: Line
    title: str
    texts: list[str] = field(default_factory=list)
    is_bill: bool = False


def read_laws(tree: Element) -> RawRows:
    """One row per law that is named at the beginning of a line, with what the text behind it says of its dates."""
    result, sections = RawRows(), Sections()
    lines = page_lines(tree)
    for number, law in enumerate(_laws(lines), start=1):
        fields = _fields(law)
        section = sections.over(law.line.element)
        state = next((named for part in reversed(section.split(" | ")) if (named := full_state_named(part, MEXICO))), "")
        result.rows.append(RawRow(f"law {number}", fields | ({"state": state} if state else {}), {"texto": "\n".join(law.texts)}, section))
    result.recognised = any(len(row.fields) > 1 for row in result.rows)
    return result


def title_of_law(text: str) -> tuple[str, str] | None:
    """The title a text begins with, and what stands before it (``Iniciativa con proyecto de decreto que expide la``)."""
    match = _TITLE.match(text)
    if not match:
        return None
    title = match["title"]
    end = _TITLE_ENDS.search(title, 12)
    title = squeeze(title[: end.start()] if end else title).strip(" .,;:–—-|")
    return (title, match["before"]) if 12 < len(title) < 330 else None


def _laws(lines: list[Line]) -> list[_Law]:
    return _laws_at_beginnings(lines) or _laws_in_prose(lines)


def _laws_in_prose(lines: list[Line]) -> list[_Law]:
    """Laws that a paragraph names in the middle of a sentence with their dates: ``cuenta con la Ley de ..., publicada``."""
    found: list[_Law] = []
    for line in lines:
        starts = [match.start(1) for match in re.finditer(r"\b(?:[Ll]a|[Uu]na|[Ss]u|[Nn]ueva)\s+(Ley\s+(?!que\s+(?!(?i:crea|regula|establece|protege)))\S)", line.text)]
        for number, start in enumerate(starts):
            text = line.text[start : starts[number + 1] if number + 1 < len(starts) else None]
            named = title_of_law(text)
            text = text if len(starts) > 1 else line.text
            if named and dates_in(text) and not any(folded(law.title) == folded(named[0]) for law in found):
                found.append(_Law(line, named[0], [text]))
    return [law for law in found if _ABOUT.search(bare(law.title))] or found


def _laws_at_beginnings(lines: list[Line]) -> list[_Law]:
    found: list[_Law] = []
    above: list[str] = []
    closed = False
    for line in lines:
        named = None if line.linked and tag(line.element) == "nav" else title_of_law(line.text)
        if named and re.match(r"\W*(?:la\s+presente|esta)\b", line.text, re.IGNORECASE):
            named = None
        if named:
            known = next((law for law in found if folded(law.title) == folded(named[0])), None)
            if known:
                known.texts.append(line.text)
                if known.title.isupper() and not named[0].isupper():
                    known.title = named[0]
                continue
            if closed and not line.heads and tag(line.element) not in {"li", "td", "p", "div"}:
                continue
            found.append(_Law(line, named[0], [*(above[-6:] if not found else []), line.text], bool(re.search(r"iniciativa|proyecto", named[1], re.IGNORECASE))))
            closed = False
        elif _BODY_BEGINS.match(line.text):
            closed = True
        elif found and not closed:
            found[-1].texts.append(line.text)
        elif not found:
            above.append(line.text)
    about = [law for law in found if _ABOUT.search(bare(law.title))]
    return about if about and (len(found) > _MANY or len(about) == 1) else found


def _fields(law: _Law) -> dict[str, str]:
    fields = {"law": law.title}
    dates: dict[str, list[tuple[str, bool]]] = {}
    kind = ""
    text = "\n".join(law.texts)
    previous = 0
    for start, end, printed in dates_in(text):
        between = bare(text[previous:start]).replace(bare(law.title), " ")
        near = between if len(between) < 260 else between[-260:]
        told = _kind_of(near)
        if told is None and re.match(r"[^.;\n]{0,40}\b(?:se\s+public|fue\s+publicad|publicad)", bare(text[end : end + 80])):
            told = "gazette_date"
        listed = len(near) < 60 if kind == "last_reform" else len(near) < 25 and "\n" not in near
        if told is None and not listed:
            told = ""
        kind = kind if told is None else told
        last = bool(re.search(r"ultima", near[-120:]) or re.match(r"\s*\(\s*[uú]ltima", text[end:]))
        if kind:
            dates.setdefault(kind, []).append((printed, last))
        previous = end
    if published := dates.get("gazette_date"):
        fields["gazette_date"] = published[0][0]
    if effective := dates.get("effective_on"):
        fields["effective_on"] = effective[0][0]
    if reforms := dates.get("last_reform"):
        flagged = [printed for printed, last in reforms if last]
        fields["last_reform"] = flagged[-1] if flagged else latest([printed for printed, _ in reforms])
    if gazette := _GAZETTE.search(text):
        fields["gazette"] = squeeze(gazette[0])
    decree = next((one for one in _DECREE.finditer(text) if not re.search(r"reforma[^\n]{0,40}$", text[: one.start()], re.IGNORECASE)), None)
    if decree:
        fields["decree"] = decree["number"].rstrip(".,")
    if status := _status(law, text):
        fields["law_status"] = status
    return fields


def _kind_of(words: str) -> str | None:
    """What the words before a date make of it; None where they say nothing."""
    best: tuple[int, str] | None = None
    for kind, pattern in _KINDS:
        for match in pattern.finditer(words):
            if kind in {"", "last_reform", "repealed_on"} and best is None and pattern is _KINDS[0][1]:
                return ""
            if kind == "last_reform":
                return kind
            if best is None or match.start() > best[0] and kind != "":
                best = (match.start(), kind)
    return best[1] if best else None


def _status(law: _Law, text: str) -> str:
    """The words that say whether the law is in force, joined as printed."""
    without_title = re.sub(re.escape(law.title), " ", text)
    said = []
    for sentence in re.split(r"(?<=[a-záéíóú)\d])\.\s+|\n|;\s+", without_title):
        match = _STATUS.search(sentence)
        if match and not _NOT_STATUS.search(sentence):
            said.append(squeeze(match[0]).strip(" .,;"))
    status = "; ".join(dict.fromkeys(said[:3]))
    return status or ("Iniciativa" if law.is_bill else "")
