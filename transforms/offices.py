"""Migrant offices: statement by statement, then the best statement for each field of each federal entity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from transforms.identity import short_hash
from transforms.observations import Issue, Observation, Reading, Row
from transforms.places import find_state, states
from transforms.text import fold, said, squeeze

COUNTRY = "00"
# Fields of an observation that say where and when, not what.
_ABOUT = frozenset({"state", "state_code", "field", "value", "reference", "as_of", "evidence", "source_url"})
_VIEW = ("office_name", "acronym", "office_type", "parent_body", "law", "address", "phone", "email", "website")
_TYPES = (
    ("subsecretaria", "subsecretaria"), ("secretaria", "secretaria"), ("instituto", "instituto"),
    ("direccion general", "direccion_general"), ("subdireccion", "subdireccion"), ("direccion", "direccion"),
    ("coordinacion", "coordinacion"), ("consejo", "consejo"), ("oficina", "oficina"), ("area", "area"),
)  # fmt: skip
_EVIDENCE_ORDER = ("official", "law text", "gazette", "publication", "press")


def office_type(text: str) -> str:
    """Code of an administrative rank printed as such; empty where two are printed (``dirección o coordinación``)."""
    folded = fold(text)
    if " o " in f" {folded} ":
        return ""
    return next((code for words, code in _TYPES if folded == words or folded.startswith(f"{words} ")), "")


def _value(name: str, printed: str) -> str:
    return office_type(printed) if name == "office_type" else squeeze(printed)


def _statements(fields: dict[str, str]) -> list[tuple[str, str]]:
    if "field" in fields:
        return [(fields["field"], fields.get("value", ""))]
    return [(name, text) for name, text in fields.items() if name not in _ABOUT]


def read_office(seen: Observation) -> list[Reading]:
    """One office fact per statement of the observation (a survey row makes several)."""
    fields = {name: text for name, value in seen.fields.items() if (text := said(value))}
    code = (
        fields.get("state_code", "").zfill(2)
        if fields.get("state_code")
        else seen.state or find_state(fields.get("state", ""))
    )
    if code != COUNTRY and code not in states():
        issue = Issue("warning", "state_unknown", "No se sabe de qué entidad habla.", "office_facts", "state", code)
        return [Reading("office_facts", issues=[issue])]
    readings = []
    for name, printed in _statements(fields):
        reference = fields.get("reference", "")
        record: Row = {
            "fact_id": f"fact-{short_hash(seen.source_id, code, name, printed, reference)}",
            "state_code": code,
            "state": states()[code].name if code != COUNTRY else "México",
            "field": name,
            "value_printed": printed,
            "value": _value(name, printed),
            "as_of": fields.get("as_of", ""),
            "seen_on": seen.seen_on,
            "evidence": fields.get("evidence", seen.evidence),
            "reference": reference,
            "source_id": seen.source_id,
            "source_url": fields.get("source_url", seen.source_url),
            "capture_sha256": seen.capture_sha256,
            "locator": seen.locator,
        }
        readings.append(Reading("office_facts", record))
    if fields.get("law"):
        readings.append(_law(seen, code, fields["law"], fields))
    elif fields.get("field") == "law":
        readings.append(_law(seen, code, fields["value"], fields))
    return readings


def _law(seen: Observation, code: str, title: str, fields: dict[str, str]) -> Reading:
    if title.startswith("("):
        message = f"Se sabe de una ley cuyo título no se vio: {title}"
        return Reading("laws", issues=[Issue("info", "law_title_unseen", message, "laws", "title", title)])
    printed = fields.get("law_year", "")
    year = re.search(r"\b(?:19|20)\d\d\b", printed or title)
    record: Row = {
        "law_id": f"law-{short_hash(seen.source_id, code, title)}",
        "state_code": code,
        "state": states()[code].name,
        "title": title,
        "year": year[0] if year else "",
        "year_printed": printed,
        "reference": fields.get("reference", ""),
        "source_id": seen.source_id,
        "source_url": fields.get("source_url", seen.source_url),
        "capture_sha256": seen.capture_sha256,
        "locator": seen.locator,
    }
    return Reading("laws", record)


def _rank(fact: Row) -> tuple[int, int, str]:
    evidence = str(fact["evidence"])
    official = next((i for i, word in enumerate(_EVIDENCE_ORDER) if word in evidence), len(_EVIDENCE_ORDER))
    years = re.findall(r"\b20\d\d\b", str(fact["as_of"]))
    return official, -max(map(int, years), default=0), str(fact["fact_id"])


def office_view(facts: Sequence[Row]) -> list[Row]:
    """One row per federal entity with the best statement per field: official before publication before press,
    newest first. An entity of which nothing is known has its row and says so.
    """
    by_state: dict[str, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for fact in facts:
        by_state[str(fact["state_code"])][str(fact["field"])].append(fact)
    rows: list[Row] = []
    for code, state in states().items():
        known = by_state.get(code, {})
        row: Row = {"state_code": code, "state": state.name, "statements": sum(map(len, known.values()))}
        conflicting = []
        for name in _VIEW:
            statements = sorted(known.get(name, ()), key=_rank)
            values = [str(fact["value"]) for fact in statements if fact["value"]]
            row[name] = values[0] if values else ""
            if len({fold(str(fact["value_printed"])) for fact in statements}) > 1:
                conflicting.append(name)
        row["fields_conflicting"] = conflicting
        notes = [str(fact["value_printed"]) for fact in known.get("notes", ())]
        row["note"] = " ".join(notes) if notes or row["office_name"] else "No se conoce oficina de esta entidad."
        rows.append(row)
    return rows
