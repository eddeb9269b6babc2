"""What statements about offices, branches and laws share: whose they are, as of when, on whose word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from transforms.date_styles import style_issue
from transforms.dates import first_date
from transforms.folding import fold, said
from transforms.observations import Issue, Observation, Row
from transforms.places import find_state, state_mentioned, states
from transforms.vocabulary import rows
from warehouse.schema import vocabulary

COUNTRY = "00"
COUNTRY_NAME = "México"
# Words of surveys for kinds of source; what is official speaks first in the vocabulary.
_KINDS = (
    ("registry", "registry"), ("official", "official_site"), ("gazette", "official_site"),
    ("law text", "publication"), ("publication", "publication"), ("press", "press"),
    ("encyclopaedia", "encyclopaedia"),
)  # fmt: skip
_YEAR_ASIDE = re.compile(r"\(((?:19|20)\d\d)\b[^()]*\)\s*$")
_TWO_MONTHS = re.compile(r"\b(\d{4}-\d{2})/\d{2}\b")
_LATEST_PIECES = re.compile(r"\s*;\s*")


def fields_of(seen: Observation) -> dict[str, str]:
    """The fields of an observation that say something."""
    return {name: text for name, value in seen.fields.items() if (text := said(value))}


def entity_of(seen: Observation, fields: Mapping[str, str]) -> str:
    """INEGI code of the entity a row is about (00 for the country); what was printed instead where it is none."""
    if code := fields.get("state_code", ""):
        return code.zfill(2)
    if seen.state:
        return seen.state
    named = fields.get("state", "")
    return find_state(named) or state_mentioned(named)


def entity_name(code: str) -> str:
    """Name of the entity of a code that ``entity_of`` gave."""
    return COUNTRY_NAME if code == COUNTRY else states()[code].name


def is_entity(code: str, *, country: bool = False) -> bool:
    """Whether the code is of one of the 32, or of the country where that will do."""
    return code in states() or (country and code == COUNTRY)


def latest_date(text: str) -> str:
    """The latest of the dates of a text parted by semicolons, ISO 8601 as precise as printed; empty for none."""
    # "2025-08/09" is two months, not a day.
    pieces = (_TWO_MONTHS.sub(r"\1", piece) for piece in _LATEST_PIECES.split(text))
    return max((first_date(piece).iso for piece in pieces), default="")


@cache
def _dates_of_references() -> dict[str, str]:
    return {row["reference"]: row["as_of"] for row in rows("references")}


def dated(fields: Mapping[str, str], value: str = "") -> Row:
    """``as_of`` and ``as_of_printed``: the year a value carries in parentheses at its end, else the row's date, else
    that of the work it refers to (``book:ch7``).
    """
    printed = fields.get("as_of", "")
    aside = _YEAR_ASIDE.search(value)
    work = fields.get("reference", "").partition(":")[0]
    as_of = aside[1] if aside else latest_date(printed) or _dates_of_references().get(work, "")
    return {"as_of": as_of, "as_of_printed": printed}


def without_year_aside(value: str) -> str:
    """``"... Toluca (2017)"`` without its year."""
    return _YEAR_ASIDE.sub("", value).strip()


def witnessed(fields: Mapping[str, str], evidence: str) -> Row:
    """``evidence`` (of several kinds the weakest: nobody says which of them it is) and ``evidence_printed``."""
    printed = fields.get("evidence", "")
    if not printed or printed in vocabulary.EVIDENCE.values:
        return {"evidence": printed or evidence, "evidence_printed": ""}
    kinds = [code for word, code in _KINDS if word in fold(printed)]
    return {"evidence": max(kinds, key=vocabulary.evidence_rank, default=evidence), "evidence_printed": printed}


def unknown_word(rule: str, table: str, field: str, text: str, teach: str) -> Issue:
    """The issue about a printed word that no vocabulary knows; told once per source and word."""
    message = f"No se conoce «{text}»: queda como se imprime."
    return Issue("info", rule, message, table, field, text, teach, about=fold(text))


def new_styles(seen: Observation, fields: Mapping[str, str], table: str, names: Iterable[str]) -> list[Issue]:
    """Issues about dates printed in a way never met, one for each field that has such a date."""
    found = (style_issue(fields[name], table, name, seen.source_id) for name in names if name in fields)
    return [issue for issue in found if issue]


def provenance(seen: Observation, fields: Mapping[str, str]) -> Row:
    """Where a statement was read."""
    return {
        "source_id": seen.source_id, "source_url": fields.get("source_url", seen.source_url),
        "capture_sha256": seen.capture_sha256, "locator": seen.locator,
    }  # fmt: skip
