"""State migrant laws and bills: title, gazette, reforms and status, as a source prints them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from transforms.dates import first_date, read_date
from transforms.identity import short_hash
from transforms.observations import Issue, Observation, Reading, Row
from transforms.statements import (
    dated,
    entity_name,
    entity_of,
    fields_of,
    is_entity,
    new_styles,
    provenance,
    unknown_word,
    witnessed,
)
from transforms.text import fold
from warehouse.schema import vocabulary

_DATE_FIELDS = ("gazette_date", "approved_on", "effective_on", "last_reform")
_GAZETTE = r"(?:p\.? ?o\.?|peri[oó]dico oficial|gaceta(?: oficial)?|d\.?o\.?f\.?|diario oficial|bolet[ií]n oficial)"
_GAZETTE_NAMED = re.compile(rf"\b{_GAZETTE}(?!\w)", re.IGNORECASE)
# Only where a whole date may stand on either side: "15 y 16 de abril", "treinta y uno" and "3 sept. 2011" stay whole.
_BETWEEN_DATES = re.compile(r",(?!\s*(?:de\s+)?(?:19|20)\d\d)|[;·()]|(?<=\d{4})[.,]?\s")
_PUBLISHED = re.compile(rf"{_GAZETTE}(?![\w])[^;]*", re.IGNORECASE)
_REFORMED = re.compile(r"(?:[uú]ltima\s+)?reform\w*[^;()]*|last reform[^;()]*", re.IGNORECASE)
_EFFECTIVE = re.compile(r"(?:in force|en vigor|vigente|vigencia)[^;()]*", re.IGNORECASE)
_APPROVED = re.compile(r"(?:approved|aprobad\w+)[^;()]*", re.IGNORECASE)
_DECREE = re.compile(r"\bdecreto(?:\s+(?:n[uú]mero|no\.?|n[uú]m\.?))?\s+([\w./-]*\d[\w./-]*)", re.IGNORECASE)
# By the words printed, the most telling first: a bill may say of what it would repeal.
_STATUS_WORDS = (
    ("bill", r"\b(iniciativa|proyecto|propuesta|planteada|bill|dictamen)\b"),
    (
        "repealed",
        r"\b(abrogad\w|derogad\w|repealed|sin vigencia|abroga|vigente hasta)\b|\bno\b[a-z ]{0,20}\b(vigente|vigor)\b",
    ),
    ("partly_struck_down", r"\b(invalid\w*|inconstitucional\w*|struck down|accion de inconstitucionalidad)\b"),
    ("in_force", r"\b(vigente|en vigor|in force|vigencia|texto vigente)\b"),
)


def status_of(text: str) -> str:
    """Status code of printed words (a code itself counts as such); empty where they tell none."""
    if text in vocabulary.LAW_STATUS.values:
        return text
    folded = fold(text)
    return next((code for code, words in _STATUS_WORDS if re.search(words, folded)), "")


def read_laws(seen: Observation) -> Reading:
    """The law a row of a source of laws is about; an issue where it names no entity or no law."""
    fields = fields_of(seen)
    code = entity_of(seen, fields)
    if not is_entity(code) or not fields.get("law"):
        told = "El renglón no dice de qué entidad o de qué ley habla."
        return Reading("laws", issues=[Issue("warning", "law_unread", told, "laws", "title", fields.get("law", ""))])
    return read_law(seen, fields, code)


def read_law(seen: Observation, fields: Mapping[str, str], code: str) -> Reading:
    """The record of the law ``fields["law"]`` of an entity; an issue where its title was not seen."""
    title = fields["law"]
    if title.startswith("("):
        message = f"Se sabe de una ley cuyo título no se vio: {title}"
        return Reading("laws", issues=[Issue("info", "law_title_unseen", message, "laws", "title", title)])
    printed = fields.get("law_year", "")
    dates = _dates(fields, printed)
    year = re.search(r"\b(?:19|20)\d\d\b", printed or title)
    record: Row = {
        "law_id": f"law-{short_hash(seen.source_id, code, title, *_told_apart(fields))}",
        "state_code": code,
        "state": entity_name(code),
        "title": title,
        "year": year[0] if year else (dates["gazette_date"] or dates["approved_on"])[:4],
        "year_printed": printed,
        "gazette": fields.get("gazette", ""),
        **dates,
        "decree": fields.get("decree", "") or _found(_DECREE, printed, 1),
        "status": _status(title, fields, dates),
        **dated(fields),
        **witnessed(fields, seen.evidence),
        "note": fields.get("notes", ""),
        "reference": fields.get("reference", ""),
        **provenance(seen, fields),
    }
    record.pop("evidence_printed")
    return Reading("laws", record, issues=_drift(seen, fields))


def _drift(seen: Observation, fields: Mapping[str, str]) -> list[Issue]:
    """Words about its status and styles of dates that were never met."""
    issues = new_styles(seen, fields, "laws", _DATE_FIELDS)
    if (told := fields.get("law_status", "")) and not status_of(told):
        teach = "enséñelo en _STATUS_WORDS de transforms/laws.py"
        issues.append(unknown_word("law_status_unknown", "laws", "status", told, teach))
    return issues


def _told_apart(fields: Mapping[str, str]) -> tuple[str, ...]:
    """A compilation may give one title twice, in statements of two pages or dates; a page has it once."""
    if "reference" not in fields or "field" in fields:
        return ()
    return tuple(fields.get(name, "") for name in ("source_url", "as_of", "last_reform"))


def _dates(fields: Mapping[str, str], printed: str) -> dict[str, str]:
    """Dates of columns of their own, else those that the printed year tells in words (``2017 (P.O. 2017-08-18)``)."""

    def one(name: str, words: re.Pattern[str]) -> str:
        return read_date(fields[name]).iso if name in fields else first_date(_found(words, printed)).iso

    gazette, reform = fields.get("gazette_date", ""), fields.get("last_reform", "")
    return {
        "gazette_date": next(iter(_published(gazette)), "") or one("gazette_date", _PUBLISHED),
        "approved_on": one("approved_on", _APPROVED),
        "effective_on": one("effective_on", _EFFECTIVE),
        "last_reform": max(_published(reform), default="") or _reform_in(printed),
    }


def _published(text: str) -> list[str]:
    """The dates of a text in order; where a gazette is named, those behind it: a decree is issued days before."""
    pieces = [piece for piece in _BETWEEN_DATES.split(text) if piece]
    starts = [number for number, piece in enumerate(pieces) if _GAZETTE_NAMED.search(piece)]
    behind = pieces[starts[0] :] if starts else []
    found = [first_date(piece).iso for piece in behind] or [first_date(piece).iso for piece in pieces]
    return [date for date in found if date] or [date for piece in pieces if (date := first_date(piece).iso)]


def _reform_in(printed: str) -> str:
    """``2023 (reform; ...)`` and ``(...; reformed 2018-08)``."""
    told = re.split(r",|\sy\s", _found(_REFORMED, printed))
    if iso := max(first_date(piece).iso for piece in told):
        return iso
    return first_date(printed).iso if re.match(r"\d{4}\s*\(\s*reform", printed) else ""


def _status(title: str, fields: Mapping[str, str], dates: Mapping[str, str]) -> str:
    told = status_of(fields.get("law_status", "")) or ("bill" if status_of(title) == "bill" else "")
    told = told or status_of(fields.get("law_year", ""))
    if told:
        return told
    # Published and nothing said of an end: what the gazette prints is law.
    return "in_force" if dates["gazette_date"] or dates["effective_on"] else "unknown"


def _found(words: re.Pattern[str], text: str, group: int = 0) -> str:
    found = words.search(text)
    return found[group] if found else ""
