"""From a raw row of any layout to the record of an agreement, its parties, and what could not be told."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache

from transforms.administrations import administration, nafta_era
from transforms.agreement_sides import foreign_side, is_bare_place, local_side, party_rows
from transforms.counterpart_types import is_worldwide, known_body
from transforms.countries import country_name
from transforms.date_styles import style_issue
from transforms.dates import NO_DATE, PrintedDate, read_date
from transforms.draft_agreements import TABLE, Draft, draft_of
from transforms.folding import fold, said
from transforms.foreign_places import ForeignPlace, region
from transforms.identity import agreement_id
from transforms.instruments import OTHER, instrument_type
from transforms.local_parties import LocalParty, domestic_place, municipality_name
from transforms.observations import Issue, Observation, Reading, Row
from transforms.places import states
from transforms.raw_agreements import RawFields, settle
from transforms.text import contains_words
from transforms.titles import Title
from transforms.topics import topics_in
from transforms.unknown_words import unknown_words
from transforms.validity import read_validity, status
from transforms.vocabulary import rows

_AS_JSON = json.JSONEncoder(ensure_ascii=False).encode
_SISTERS = {"sister_city", "friendship"}


@lru_cache(maxsize=5_000)
def _stage(date_meaning: str, standing: str) -> tuple[str, str]:
    """``signature``, ``not_signature`` or ``only_authorised``, with the reason, by what the source says of its date."""
    folded = fold(f"{date_meaning} {standing}")
    for row in rows("date_meanings"):
        if folded and contains_words(folded, row["words"]):
            return row["stage"], row["reason"]
    return "signature", ""


def _signed(draft: Draft, stage: str) -> PrintedDate:
    text = draft.raw.get("signed_on", "")
    if not text or stage == "not_signature":
        return NO_DATE
    date = read_date(text)
    if not date.iso:
        draft.doubt("date_unreadable", "signed_on", f"No se pudo leer la fecha «{text}».", "transforms/dates.py")
    return date


# Names of an instrument that do not tell its kind: the title may.
_GENERIC = frozenset(
    "acuerdo acuerdos convenio convenios instrumento otro otros interinstitucional inter agreement carta".split()
)


def _instrument(raw: RawFields, title: Title) -> str:
    """Kind by the column of instruments unless it is generic; else by the title up to its parties."""
    by_column = instrument_type(raw.get("instrument", ""))
    by_title = instrument_type(title.head)
    if by_column and (by_column != OTHER or fold(raw["instrument"]).split()[0] not in _GENERIC):
        return by_column
    return by_title or by_column


def _evidence(seen: Observation, raw: RawFields) -> str:
    kind = raw.get("source_kind", "")
    return next((row["evidence"] for row in rows("source_kinds") if row["source_kind"] == kind), seen.evidence)


def _in_registry(evidence: str, raw: RawFields) -> str:
    answer = fold(raw.get("in_registry", ""))
    if evidence == "registry" or answer.startswith(("yes", "si")):
        return "yes"
    return "no" if answer.startswith("no ") or answer == "no" else "unknown"


def _exclusion(draft: Draft, text: str, place: ForeignPlace) -> Issue | None:
    """Why a row is no agreement with a foreign counterpart, if it is none."""
    stage, reason = _stage(draft.raw.get("date_meaning", ""), draft.raw.get("status", ""))
    if stage == "only_authorised":
        return Issue("info", "only_authorised", f"Solo autorizado, no firmado: {reason}.", TABLE, "signed_on",
                     draft.raw.get("date_meaning", draft.raw.get("status", "")))  # fmt: skip
    country = fold(draft.raw.get("country", ""))
    says_mexico = country in {"mexico", "estados unidos mexicanos", "mx", "republica mexicana", "nacional"}
    if not place.countries and (says_mexico or (text and domestic_place(text))):
        return Issue("info", "domestic", f"La contraparte «{text}» es mexicana: no cuenta.", TABLE,
                     "counterpart", text)  # fmt: skip
    if not text and len(draft.local) > 1:
        return Issue(
            "info", "domestic", "Las partes del título son mexicanas: no cuenta.", TABLE, "title", draft.local[1]
        )
    if not any(draft.raw.get(name) for name in ("title", "counterpart", "instrument")):
        return Issue("warning", "no_agreement", "El renglón no nombra instrumento ni contraparte.", TABLE, "title")
    return None


def read_agreement(seen: Observation, today: str) -> Reading:
    """The record of an observation of the agreements dataset (design.md section 5), or why there is none.

    ``today``: ISO day against which the status is judged. Fields that the source does not tell stay empty and are
    named among the issues; nothing is guessed.
    """
    draft = draft_of(seen, settle(seen.fields, seen.state))
    text, local = local_side(draft)
    foreign, place, kind = foreign_side(draft)
    excluded = _exclusion(draft, foreign, place)
    if excluded:
        return Reading(TABLE, None, [], [excluded])
    instrument = _instrument(draft.raw, draft.title)
    if not kind and foreign and (instrument in _SISTERS or (place.countries and is_bare_place(foreign, draft))):
        kind = "government"
    record: Row = {
        "agreement_id": agreement_id(draft.state_code, *_mandatory(draft, text, foreign)),
        "title": draft.raw.get("title", ""),
        "instrument_type": instrument,
        "topics": _topics(draft),
        **_mexican_fields(draft, text, local),
        **_foreign_fields(foreign, place, kind),
        **_dated_fields(draft, today),
        **_provenance(draft),
    }
    parties = party_rows(draft, text, local, foreign, place, kind)
    record["parties_count"] = len(parties)
    _name_gaps(draft, record)
    related = [("agreement_parties", {"agreement_id": record["agreement_id"], **row}) for row in parties]
    return Reading(TABLE, record, related, draft.issues)


def _mexican_fields(draft: Draft, text: str, local: LocalParty) -> Row:
    printed = draft.raw.get("municipality", "") if local.level == "municipal" else ""
    return {
        "state_code": draft.state_code,
        "state": states()[draft.state_code].name if draft.state_code else "",
        "level": local.level,
        "municipality_code": local.municipality_code,
        "municipality": municipality_name(local.municipality_code) or printed,
        "local_party": text,
    }


def _foreign_fields(text: str, place: ForeignPlace, kind: str) -> Row:
    worldwide = is_worldwide(text, kind) or (kind == "international_organization" and not place.countries)
    return {
        "counterpart": text,
        "counterpart_type": kind,
        "counterpart_country": place.country,
        "counterpart_country_name": country_name(place.country),
        "counterpart_subdivision": place.subdivision,
        "region": _region(text, place, worldwide=worldwide),
    }


def _dated_fields(draft: Draft, today: str) -> Row:
    raw = draft.raw
    signed = _signed(draft, _stage(raw.get("date_meaning", ""), raw.get("status", ""))[0])
    validity = read_validity(raw.get("validity", ""), raw.get("expires_on", ""), signed.iso)
    stated = " ".join((raw.get("status", ""), raw.get("validity", "") if not validity.term else ""))
    return {
        "signed_on": signed.iso,
        "signed_precision": signed.precision,
        "administration": administration(signed.iso),
        "nafta_era": nafta_era(signed.iso),
        "validity": validity.term,
        "expires_on": validity.expires_on,
        "status": status(validity, stated, today),
    }


def _provenance(draft: Draft) -> Row:
    seen, raw = draft.seen, draft.raw
    evidence = _evidence(seen, raw)
    return {
        "evidence": evidence,
        "in_registry": _in_registry(evidence, raw),
        "source_id": seen.source_id,
        "source_url": raw.get("source_url", seen.source_url),
        "capture_sha256": seen.capture_sha256,
        "locator": seen.locator,
        "original": _AS_JSON(dict(seen.original)),
    }


def _mandatory(draft: Draft, local: str, foreign: str) -> tuple[str, ...]:
    """The raw mandatory fields an identifier is made of, as printed: parties, date, instrument (or title)."""
    fields = draft.seen.fields
    return (
        fields.get("local_party") or fields.get("municipality") or local,
        fields.get("counterpart") or foreign,
        fields.get("signed_on") or draft.raw.get("signed_on", ""),
        fields.get("instrument") or fields.get("title", ""),
    )


def _region(text: str, place: ForeignPlace, *, worldwide: bool) -> str:
    body = known_body(text)
    if not place.countries and body and body.scope not in {"", "worldwide"}:
        return body.scope
    return region(place, worldwide=worldwide)


def _topics(draft: Draft) -> list[str]:
    printed = draft.raw.get("topics", "")
    return list(topics_in(printed or f"{draft.title.subject} {draft.raw.get('objective', '')}"))


_GAPS: tuple[tuple[str, str, str, Callable[[Row], bool]], ...] = (
    ("state_unknown", "state", "No se sabe qué entidad firma.", lambda r: not r["state_code"]),
    ("level_unknown", "local_party", "No se sabe si firma el estado o un municipio.", lambda r: not r["level"]),
    ("municipality_unknown", "municipality", "No se reconoce el municipio.",
     lambda r: r["level"] == "municipal" and not r["municipality_code"]),
    ("country_unknown", "country", "No se imprime país y no es un organismo mundial.", lambda r: not r["region"]),
    ("counterpart_type_unknown", "counterpart", "No se sabe qué clase de contraparte es.",
     lambda r: not r["counterpart_type"]),
    ("instrument_unknown", "instrument", "No se reconoce la clase de instrumento.", lambda r: not r["instrument_type"]),
)  # fmt: skip


def _name_gaps(draft: Draft, record: Row) -> None:
    """What the row prints and we do not know, then what it does not print and we cannot tell."""
    draft.issues.extend(unknown_words(draft, record))
    told = {issue.rule for issue in draft.issues}
    for rule, name, message, missing in _GAPS:
        if rule not in told and missing(record):
            draft.doubt(rule, name, message)
    fields = draft.seen.fields
    dates = {"signed_on": fields.get("signed_on") or fields.get("date", ""), "expires_on": fields.get("expires_on", "")}
    for name, printed in dates.items():
        if issue := style_issue(said(printed), TABLE, name, draft.seen.source_id):
            draft.issues.append(issue)
