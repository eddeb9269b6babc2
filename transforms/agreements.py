"""From a raw row of any layout to the record of an agreement, its parties, and what could not be told."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from transforms.administrations import administration, nafta_era
from transforms.counterpart_types import (
    counterpart_type,
    counterpart_type_said,
    is_worldwide,
    known_body,
    without_country,
)
from transforms.countries import country_in_last_place, country_name
from transforms.dates import NO_DATE, PrintedDate, read_date
from transforms.foreign_places import ForeignPlace, countries_said, place_in, region, subdivision_named
from transforms.identity import agreement_id
from transforms.instruments import OTHER, instrument_type
from transforms.local_parties import (
    LocalParty,
    domestic_place,
    local_party,
    looks_local,
    municipality_name,
    municipality_named,
)
from transforms.observations import Issue, Observation, Reading, Row
from transforms.places import find_state, state_named_in, states
from transforms.raw_agreements import RawFields, level_of_section, level_said, settle
from transforms.text import contains_words, fold, squeeze
from transforms.titles import Title, and_splits, read_title
from transforms.topics import topics_in, unknown_areas
from transforms.validity import holds, read_validity, status
from transforms.vocabulary import rows

TABLE = "agreements"
_SISTERS = {"sister_city", "friendship"}


@dataclass(slots=True)
class _Draft:
    """What is known of one row while it is being read."""

    seen: Observation
    raw: RawFields
    state_code: str
    title: Title
    local: tuple[str, ...]
    foreign: tuple[str, ...]
    issues: list[Issue] = field(default_factory=list)

    def doubt(self, rule: str, name: str, message: str, remedy: str = "", severity: str = "warning") -> None:
        self.issues.append(Issue(severity, rule, message, TABLE, name, self.raw.get(name, ""), remedy))


def _state(seen: Observation, raw: RawFields) -> str:
    printed = raw.get("state", "")
    return seen.state or find_state(printed.split(";")[0]) or state_named_in(raw.get("local_party", "")) or ""


def _parties(title: Title, local_printed: str, state_hint: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Local and foreign parties of a title, each in the order printed; ``local_printed``: the local party's column."""
    parties = title.parties
    if len(parties) == 1:
        both_mexican = (cut for cut in and_splits(parties[0]) if all(map(domestic_place, cut)))
        parties = _best_cut(parties[0], state_hint) or next(both_mexican, parties)
    after_con = frozenset(parties[len(parties) - title.others :] if title.others else ())
    homonyms = {party for party in after_con if not domestic_place(party)}  # "con la Ciudad de Mérida"
    local = tuple(party for party in parties if party not in homonyms and looks_local(party, state_hint))
    foreign = tuple(party for party in parties if party not in local)
    if not local and len(foreign) > 1 and not place_in(foreign[0]).country:
        # "la Secretaría de Turismo y la Ciudad de X, Francia": the Mexican side comes first and names no country.
        local, foreign = foreign[:1], foreign[1:]
    if not foreign and (others := _namesakes(local, local_printed)):
        local, foreign = tuple(party for party in local if party not in others), others
    return local, foreign


def _best_cut(text: str, state_hint: str) -> tuple[str, ...]:
    """The cut at an ``y`` that best leaves a Mexican and a foreign side (``Morelia y Fullerton, California``)."""
    best: tuple[int, tuple[str, ...]] = (0, ())
    for cut in and_splits(text):
        sides = [looks_local(side, state_hint) for side in cut]
        if sides[0] == sides[1]:
            continue
        local, foreign = (cut[0], cut[1]) if sides[0] else (cut[1], cut[0])
        score = 1 + 2 * _is_foreign(foreign) - 3 * _is_foreign(local) + bool(counterpart_type(foreign))
        if score > best[0]:
            best = (score, cut)
    return best[1]


def _is_foreign(text: str) -> bool:
    return bool(place_in(text).country or known_body(text))


def _namesakes(local: tuple[str, ...], local_printed: str) -> tuple[str, ...]:
    """Parties that only look Mexican by a name they share (``Guadalajara y la ciudad de Guadalajara``)."""
    unsaid = [party for party in local if not state_named_in(party) and not fold(party).endswith("mexicanos")]
    if len(local) > 1 and unsaid:
        return (unsaid[-1],)
    if len(local) == 1 and unsaid and local_printed and fold(unsaid[0]) not in fold(local_printed):
        return (unsaid[0],)
    return ()


def _draft(seen: Observation, raw: RawFields) -> _Draft:
    state_code = _state(seen, raw)
    title = read_title(raw.get("title", ""))
    local, foreign = _parties(title, raw.get("local_party") or raw.get("municipality", ""), state_code)
    if not state_code:
        state_code = next((code for party in local if (code := state_named_in(party) or find_state(party))), "")
    return _Draft(seen, raw, state_code, title, local, foreign)


def _is_pair(draft: _Draft) -> bool:
    """Whether the title is a bare pair of places, with nothing that names a government."""
    return len(draft.title.parties) > 1 and not any(counterpart_type(party) for party in draft.title.parties)


def _telling(texts: list[str], state_code: str) -> str:
    """The text that tells who signs, of two columns about it; the first where neither does."""
    return next(
        (text for text in texts if local_party(text.split(";")[0], state_code).level), texts[0] if texts else ""
    )


def _local_side(draft: _Draft) -> tuple[str, LocalParty]:
    """Text of the Mexican party, and who it is: columns first, then the title, then the section's heading."""
    raw, state_code = draft.raw, draft.state_code
    printed = [raw[name] for name in ("local_party", "local_party#2") if name in raw]
    text = _telling(printed, state_code) or (draft.local[0] if draft.local else "") or raw.get("municipality", "")
    party = local_party(text.split(";")[0], state_code) if text else LocalParty(state_code, "", "")
    place = raw.get("municipality", "")
    in_column = municipality_named(place.split(";")[0], state_code) if place else ""
    said_level = level_said(raw.get("level", "")) or (
        "state" if place and not in_column and level_said(place) == "state" else ""
    )
    by_title = next((found for one in draft.local if (found := local_party(one, state_code)).level), None)
    level = (
        said_level
        or ("municipal" if in_column and party.level != "state" else "")
        or party.level
        or (by_title.level if by_title else "")
        or level_of_section(draft.seen.section)
    )
    code = in_column or party.municipality_code or (by_title.municipality_code if by_title else "")
    headings = reversed(draft.seen.section.split(" | ")) if state_code else ()
    in_section = next((named for heading in headings if (named := municipality_named(heading, state_code))), "")
    if not level and not text and not raw.get("municipality") and in_section:
        level = "municipal"  # "La Paz" over the rows, and nothing else says who signs
    if not level and party.municipality_code and _is_pair(draft):
        level = "municipal"  # twins: "Puebla - Hamilton" are two cities
    if not level and not text and "municipality" in draft.seen.fields:
        level = "state"  # a column of municipalities left empty
    if not code and level == "municipal":
        code = in_section
    if not text and not place and (level == "state" or not level):
        text = raw.get("state", "")  # the state itself is the party the source prints
        level = level or ("state" if text else "")
    return text or place, LocalParty(state_code, level, code if level != "state" else "")


def _foreign_side(draft: _Draft) -> tuple[str, ForeignPlace, str]:
    """Text of the first foreign party, where it is, and its type."""
    raw = draft.raw
    in_title = draft.foreign[0] if draft.foreign else ""
    text = raw.get("counterpart") or in_title
    if "counterpart_city" in raw and not contains_words(fold(text), fold(raw["counterpart_city"])):
        text = ", ".join(part for part in (text, raw["counterpart_city"]) if part)
    full = "; ".join(dict.fromkeys([text, *draft.foreign]))
    place = _place(raw, text, full)
    if not place.countries and not place.worldwide:
        place = _section_place(draft)
    kind = (
        counterpart_type_said(raw.get("counterpart_type", "")) or counterpart_type(text) or counterpart_type(in_title)
    )
    body = known_body(text) or known_body(in_title)
    if body and body.country and not place.countries:
        place = ForeignPlace((body.country,))
    return text, place, kind


_LONGEST_ACRONYM = 7
# "Viña del Mar", "Lyon (Francia)": words a place has and a company's sign has not.
_PLACE_NAME = re.compile(r"^[^\W\d_][^\W\d_.'’-]+(?:[ '’-][^\W\d_][^\W\d_.'’-]*){0,4}$")


def _bare_place(text: str, title: str) -> bool:
    """Whether a counterpart is nothing but the name of a place: its government signs.

    Short and all in capitals it may be an acronym, unless the whole title is in capitals.
    """
    name = squeeze(re.split(r"[,(]", without_country(text), maxsplit=1)[0])
    acronym = name.isupper() and " " not in name and len(name) < _LONGEST_ACRONYM and not title.isupper()
    return bool(_PLACE_NAME.match(name)) and not acronym


def _section_place(draft: _Draft) -> ForeignPlace:
    """A country that the headings over the row name and nothing else (``Alemania``, ``País: Bélgica``)."""
    for heading in reversed(draft.seen.section.split(" | ")):
        text = heading.rsplit(":", 1)[-1].strip()
        if looks_local(text, draft.state_code) or not (country_in_last_place(text) or subdivision_named(text)):
            continue  # "Guadalupe" over rows is a municipality, not the island
        found = countries_said(text)
        if found.countries:
            return found
    return ForeignPlace()


def _place(raw: RawFields, text: str, full: str) -> ForeignPlace:
    said = countries_said(raw.get("country", ""))
    printed = place_in(text)
    wider = place_in(full) if not printed.country else printed
    sub = subdivision_named(raw.get("subdivision", ""))
    if said.countries:
        found = next((p.subdivision for p in (said, printed, wider) if p.subdivision.startswith(said.country)), "")
        if sub and sub.startswith(said.country):
            found = sub
        return ForeignPlace(said.countries, found)
    if said.worldwide and not printed.country:
        return said
    if sub and not wider.country:
        return ForeignPlace((sub[:2],), sub)
    return ForeignPlace(
        wider.countries, sub if sub.startswith(wider.country or "?") else wider.subdivision, said.worldwide
    )


def _stage(raw: RawFields) -> tuple[str, str]:
    """``signature``, ``not_signature`` or ``only_authorised``, with the reason, by what the source says of its date."""
    folded = fold(" ".join((raw.get("date_meaning", ""), raw.get("status", ""))))
    for row in rows("date_meanings"):
        if folded and contains_words(folded, row["words"]):
            return row["stage"], row["reason"]
    return "signature", ""


def _signed(draft: _Draft, stage: str) -> PrintedDate:
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
    said = fold(raw.get("in_registry", ""))
    if evidence == "registry" or said.startswith(("yes", "si")):
        return "yes"
    return "no" if said.startswith("no ") or said == "no" else "unknown"


def _exclusion(draft: _Draft, text: str, place: ForeignPlace) -> Issue | None:
    """Why a row is no agreement with a foreign counterpart, if it is none."""
    stage, reason = _stage(draft.raw)
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


def _party_rows(draft: _Draft, text: str, local: LocalParty, foreign: str, place: ForeignPlace, kind: str) -> list[Row]:
    """Rows of agreement_parties: local ones first, then foreign ones, in the order printed."""
    found: list[Row] = []
    locals_ = [part.strip() for part in text.split(";") if part.strip()] or list(draft.local[:1])
    for extra in draft.local:
        if all(fold(extra) not in fold(one) and fold(one) not in fold(extra) for one in locals_):
            locals_.append(extra)
    printed_states = [find_state(part) for part in draft.raw.get("state", "").split(";")]
    for index, party in enumerate(locals_):
        who = local if index == 0 else local_party(party, "")
        code = who.state_code or (printed_states[index] if index < len(printed_states) else "") or local.state_code
        found.append({"side": "local", "party": party, "state_code": code, "municipality_code": who.municipality_code})
    foreigners = [part.strip() for part in foreign.split(";") if part.strip()]
    for extra in draft.foreign[1:]:
        if all(fold(extra) not in fold(one) for one in foreigners):
            foreigners.append(extra)
    for index, party in enumerate(foreigners):
        where = place if len(foreigners) == 1 else place_in(party)
        country = where.country or (place.countries[index] if index < len(place.countries) else "")
        found.append({"side": "foreign", "party": party, "counterpart_country": country,
                      "counterpart_type": kind if index == 0 else counterpart_type(party),
                      "counterpart_subdivision": where.subdivision})  # fmt: skip
    for position, row in enumerate(found, start=1):
        row["position"] = position
    return found


def read_agreement(seen: Observation, today: str) -> Reading:
    """The record of an observation of the agreements dataset (design.md section 5), or why there is none.

    ``today``: ISO day against which the status is judged. Fields that the source does not tell stay empty and are
    named among the issues; nothing is guessed.
    """
    raw = settle(seen.fields, seen.state)
    draft = _draft(seen, raw)
    local_text, local = _local_side(draft)
    foreign_text, place, kind = _foreign_side(draft)
    excluded = _exclusion(draft, foreign_text, place)
    if excluded:
        return Reading(TABLE, None, [], [excluded])
    stage, _ = _stage(raw)
    signed = _signed(draft, stage)
    instrument = _instrument(raw, draft.title)
    if (
        not kind
        and foreign_text
        and (instrument in _SISTERS or (place.countries and _bare_place(foreign_text, raw.get("title", ""))))
    ):
        kind = "government"
    worldwide = is_worldwide(foreign_text, kind) or (kind == "international_organization" and not place.countries)
    validity = read_validity(raw.get("validity", ""), raw.get("expires_on", ""), signed.iso)
    evidence = _evidence(seen, raw)
    said_status = " ".join((raw.get("status", ""), raw.get("validity", "") if not validity.term else ""))
    record: Row = {
        "agreement_id": agreement_id(draft.state_code, *_mandatory(seen, raw, local_text, foreign_text)),
        "state_code": draft.state_code,
        "state": states()[draft.state_code].name if draft.state_code else squeeze(raw.get("state", "")),
        "level": local.level,
        "municipality_code": local.municipality_code,
        "municipality": municipality_name(local.municipality_code)
        or (raw.get("municipality", "") if local.level == "municipal" else ""),
        "local_party": local_text,
        "title": raw.get("title", ""),
        "instrument_type": instrument,
        "counterpart": foreign_text,
        "counterpart_type": kind,
        "counterpart_country": place.country,
        "counterpart_country_name": country_name(place.country),
        "counterpart_subdivision": place.subdivision,
        "region": _region(foreign_text, place, worldwide=worldwide),
        "signed_on": signed.iso,
        "signed_precision": signed.precision,
        "administration": administration(signed.iso),
        "nafta_era": nafta_era(signed.iso),
        "validity": validity.term,
        "expires_on": validity.expires_on,
        "status": status(validity, said_status, today),
        "topics": _topics(draft),
        "evidence": evidence,
        "in_registry": _in_registry(evidence, raw),
        "source_id": seen.source_id,
        "source_url": raw.get("source_url", seen.source_url),
        "capture_sha256": seen.capture_sha256,
        "locator": seen.locator,
        "original": json.dumps(dict(seen.original), ensure_ascii=False),
    }
    parties = _party_rows(draft, local_text, local, foreign_text, place, kind)
    record["parties_count"] = len(parties)
    _name_gaps(draft, record)
    related = [("agreement_parties", {"agreement_id": record["agreement_id"], **row}) for row in parties]
    return Reading(TABLE, record, related, draft.issues)


def _mandatory(seen: Observation, raw: RawFields, local: str, foreign: str) -> tuple[str, ...]:
    """The raw mandatory fields an identifier is made of, as printed: parties, date, instrument (or title)."""
    fields = seen.fields
    return (
        fields.get("local_party") or fields.get("municipality") or local,
        fields.get("counterpart") or foreign,
        fields.get("signed_on") or raw.get("signed_on", ""),
        fields.get("instrument") or fields.get("title", ""),
    )


def _region(text: str, place: ForeignPlace, *, worldwide: bool) -> str:
    body = known_body(text)
    if not place.countries and body and body.scope not in {"", "worldwide"}:
        return body.scope
    return region(place, worldwide=worldwide)


def _topics(draft: _Draft) -> list[str]:
    printed = draft.raw.get("topics", "")
    if printed:
        for area in unknown_areas(printed):
            draft.issues.append(
                Issue("info", "topic_unknown", f"Área desconocida: «{area}».", TABLE, "topics", area,
                      f"transforms/vocabulary/topics.yaml: añada «{fold(area)}» a un área o a known_others")
            )  # fmt: skip
        return list(topics_in(printed))
    return list(topics_in(f"{draft.title.subject} {draft.raw.get('objective', '')}"))


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


def _name_gaps(draft: _Draft, record: Row) -> None:
    for rule, name, message, missing in _GAPS:
        if missing(record):
            draft.doubt(rule, name, message)
    text = draft.raw.get("validity", "")
    if text and not record["validity"] and not holds(text):
        draft.doubt("validity_unreadable", "validity", f"No se entiende la vigencia «{text}».", severity="info")
