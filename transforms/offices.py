"""Migrant offices, statement by statement: what each source says of each field of each federal entity."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from transforms.dates import first_date
from transforms.identity import short_hash
from transforms.laws import read_law
from transforms.observations import Issue, Observation, Reading, Row
from transforms.phones import places_of, read_phones
from transforms.places import states
from transforms.statements import (
    COUNTRY,
    dated,
    entity_name,
    entity_of,
    fields_of,
    is_entity,
    provenance,
    unknown_word,
    without_year_aside,
    witnessed,
)
from transforms.text import squeeze
from warehouse.schema import vocabulary

# Fields of an observation that say where, when and on whose word, not what.
_ABOUT = frozenset(
    {"state", "state_code", "field", "value", "reference", "as_of", "evidence", "source_url", "ended_on", "number"}
)
# What tables print beside an office and no statement is about.
_UNSAID = frozenset(
    {"abroad", "area_code", "complaints", "contact", "extension", "link", "locality_key", "map", "municipality_key",
     "office_in_charge", "period_end", "period_reported", "period_start", "period_year", "position", "service",
     "sheet_reference", "social", "state_key", "surname", "updated_on", "validated_on"}
)  # fmt: skip
# A transparency-law table prints an address in parts, in whatever order; people write them in this one.
_STREET_PARTS = ("street_type", "street", "street_number", "unit")
_SETTLEMENT_PARTS = ("settlement_type", "settlement")
_PLACE_PARTS = ("postal_code", "locality", "municipality")
_ADDRESS_PARTS = frozenset({*_STREET_PARTS, *_SETTLEMENT_PARTS, *_PLACE_PARTS})


def read_office(seen: Observation) -> list[Reading]:
    """One office fact per statement of the observation (a row of several columns makes several), and its law if any.

    A row about no federal entity is an issue and nothing else.
    """
    fields = fields_of(seen)
    code = entity_of(seen, fields)
    if not is_entity(code, country=True):
        issue = Issue("warning", "state_unknown", "No se sabe de qué entidad habla.", "office_facts", "state", code)
        return [Reading("office_facts", issues=[issue])]
    readings = [
        Reading("office_facts", _fact(seen, code, name, printed, fields), issues=_doubts(name, printed, code))
        for name, printed in _statements(fields)
    ]
    title = fields.get("law") or (fields.get("value", "") if fields.get("field") == "law" else "")
    if title and code != COUNTRY:
        readings.append(read_law(seen, {**fields, "law": title}, code))
    return readings


def _statements(fields: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if "field" in fields:
        if value := fields.get("value", ""):
            yield fields["field"], value
        return
    parts = _ADDRESS_PARTS & fields.keys()
    if "address" not in fields and parts - {"municipality", "locality"}:
        yield "address", address_of_parts(fields)
    for name, text in fields.items():
        if name == "address":
            yield name, _with_what_stands_beside(text, fields)
        elif name not in _ABOUT | _UNSAID and (name not in _ADDRESS_PARTS or not parts):
            yield name, text


def _with_what_stands_beside(address: str, fields: Mapping[str, str]) -> str:
    """An address with the settlement and postal code that a table prints in columns of their own."""
    settlement = " ".join(fields[name] for name in _SETTLEMENT_PARTS if name in fields)
    beside = [settlement, fields.get("postal_code", "") and f"C.P. {fields['postal_code']}"]
    missing = [part for part in beside if part and part.split()[-1].casefold() not in address.casefold()]
    return ", ".join([address, *missing])


def address_of_parts(fields: Mapping[str, str]) -> str:
    """An address of the columns of a transparency-law table: ``Calle Reforma 12 int. 3, colonia Centro, C.P. ...``."""
    street = [fields[name] for name in _STREET_PARTS[:-1] if name in fields]
    if "unit" in fields:
        street.append(fields["unit"] if re.match(r"\D{3}", fields["unit"]) else f"int. {fields['unit']}")
    settlement = " ".join(fields[name] for name in _SETTLEMENT_PARTS if name in fields)
    places = [f"C.P. {fields['postal_code']}"] if "postal_code" in fields else []
    for name in _PLACE_PARTS[1:]:
        if name in fields and fields[name].casefold() not in {place.casefold() for place in places}:
            places.append(fields[name])
    return ", ".join(part for part in (" ".join(street), settlement, *places) if part)


def _rank(printed: str) -> str:
    """Code of a rank printed as such; empty where two are printed (``dirección o coordinación``)."""
    return "" if re.search(r"\so\s", printed) else vocabulary.office_rank(printed)


def _phones(printed: str) -> str:
    return "|".join(phone.e164 for phone in read_phones(printed) if phone.e164)


def _date(printed: str) -> str:
    return first_date(printed).iso


_NORMALISED: Mapping[str, Callable[[str], str]] = {
    "office_type": _rank, "phone": _phones, "created_on": _date,
    "constitution_recognises_migrants": lambda printed: "yes" if printed.casefold() in {"true", "sí", "si"} else "",
}  # fmt: skip


def value_of(name: str, printed: str) -> str:
    """The normalised value of a statement about a field: code, E.164 numbers joined by ``|``, ISO date, or the text."""
    normalise = _NORMALISED.get(name)
    return normalise(printed) if normalise else squeeze(without_year_aside(printed))


def _fact(seen: Observation, code: str, name: str, printed: str, fields: Mapping[str, str]) -> Row:
    # A fact of its own row carries the row's note; of a row of many columns the note is a statement by itself.
    single = "field" in fields
    reference = fields.get("reference", "")
    told_apart = (fields.get("as_of", ""), fields.get("source_url", "")) if single else ()
    return {
        "fact_id": f"fact-{short_hash(seen.source_id, code, name, printed, reference, *told_apart)}",
        "state_code": code,
        "state": entity_name(code),
        "field": name,
        "value_printed": printed,
        "value": value_of(name, printed),
        **dated(fields, printed),
        "ended_on": first_date(fields.get("ended_on", "")).iso,
        "seen_on": seen.seen_on,
        **witnessed(fields, seen.evidence),
        "reference": reference,
        "note": fields.get("notes", "") if single else "",
        **provenance(seen, fields),
    }


def _doubts(name: str, printed: str, code: str) -> list[Issue]:
    """Ranks never met, telephone numbers that stay text, and those whose area code is of another state."""
    if name == "office_type" and not _rank(printed) and not re.search(r"\so\s", printed):
        teach = "enséñelo en OFFICE_TYPE de warehouse/vocabularies.py"
        return [unknown_word("office_type_unknown", "office_facts", name, printed, teach)]
    if name != "phone":
        return []
    issues = []
    for phone in read_phones(printed):
        if not phone.e164:
            message = f"El teléfono «{phone.printed}» queda como texto: {phone.reason}."
            issues.append(Issue("info", "phone_unread", message, "office_facts", "phone", phone.printed))
        elif code in states() and (places := places_of(phone.e164)) and states()[code].iso_code not in places:
            message = f"La clave de {phone.e164} es de {', '.join(sorted(places))}, no de {states()[code].name}."
            issues.append(Issue("warning", "phone_elsewhere", message, "office_facts", "phone", phone.printed))
    return issues
