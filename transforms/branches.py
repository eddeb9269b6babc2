"""Offices that the states keep outside their territory: in the United States and in other Mexican states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from transforms.dates import first_date
from transforms.foreign_places import subdivision_named
from transforms.identity import short_hash
from transforms.observations import Issue, Observation, Reading, Row
from transforms.phones import MEXICO, UNITED_STATES, Phone, places_of, read_phones
from transforms.places import find_state, states
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
from transforms.us_addresses import UsAddress, read_us_address
from warehouse.schema import vocabulary

# A house that migrants keep is no office of their state, whoever helps (survey, Guanajuato and Michoacán).
_CLUB = re.compile(
    r"\b(club(es)?|federacion(es)?|asociacion(es)?|organizacion sin fines|non profits?|sociedad civil)\b"
)
_VIRTUAL = re.compile(r"\b(virtual(es)?|en linea)\b")
_ANNOUNCED = (
    r"\b((aun|todavia) no|anunciad\w|announced|proximamente|se preve|proyectad\w|propuest\w|proposed|por abrir|"
    r"opening)\b"
)
_STATUS_WORDS = (
    ("closed", r"\b(cerrad\w|cerro|closed|desaparecid\w|clausurad\w|disappeared)\b"),
    ("not_operating", r"\b(sin operar|no opera|not operating|fuera de servicio|suspendid\w)\b"),
    ("announced", _ANNOUNCED),
    ("open", r"\b(abiert\w|en operacion|en funciones|opera|open|en servicio)\b"),
)
_COUNTRIES = frozenset({"mexico", "mex", "ee uu", "eu", "eua", "e u a", "estados unidos", "us", "usa", "u s", "u s a"})
_LISTED = re.compile(r"\s*(?:\||;|\n)\s*")


def read_branch(seen: Observation) -> Reading:
    """The record of a branch, with its address in parts and its numbers completed where they can be.

    A number whose area code is of another state than the branch is a warning; nothing is mended.
    """
    fields = fields_of(seen)
    code = entity_of(seen, fields)
    if not is_entity(code) or not (fields.keys() & {"office_name", "city", "address", "us_state"}):
        told = "El renglón no dice de qué entidad o de qué oficina habla."
        return Reading("branches", issues=[Issue("warning", "branch_unread", told, "branches")])
    address = read_us_address(fields.get("address", ""), fields.get("city", ""), _us_state(fields.get("us_state", "")))
    subdivision = _subdivision(fields, address)
    country = subdivision[:2]
    phones = read_phones(fields.get("phones", ""), MEXICO if country == MEXICO else UNITED_STATES)
    in_parts = address if country != MEXICO else UsAddress()
    record: Row = {
        "branch_id": f"branch-{short_hash(seen.source_id, code, *_told_apart(fields))}",
        "state_code": code,
        "state": entity_name(code),
        "kind": _kind(fields),
        "office_name": fields.get("office_name", ""),
        "city": fields.get("city", "") or in_parts.place,
        "country": country,
        "us_state": subdivision if country == UNITED_STATES else "",
        "subdivision": subdivision,
        "address": fields.get("address", ""),
        "street": in_parts.street,
        "unit": in_parts.unit,
        "place": in_parts.place,
        "postal_code": in_parts.postal_code or _postal_code(fields.get("address", "")),
        "address_reason": in_parts.reason,
        "phones": _LISTED.split(fields["phones"]) if "phones" in fields else [],
        "phones_e164": [phone.e164 for phone in phones if phone.e164],
        "emails": _LISTED.split(fields["emails"]) if "emails" in fields else [],
        "url": fields.get("website", ""),
        "head": fields.get("head", ""),
        "status": _status(fields),
        "opened_on": first_date(fields.get("opened_on", "")).iso,
        "closed_on": first_date(fields.get("closed_on", "")).iso,
        **dated(fields),
        **witnessed(fields, seen.evidence),
        "note": fields.get("notes", ""),
        "reference": fields.get("reference", ""),
        **provenance(seen, fields),
    }
    record.pop("evidence_printed")
    return Reading("branches", record, issues=[*_doubts(record, phones), *_drift(seen, fields)])


def _drift(seen: Observation, fields: Mapping[str, str]) -> list[Issue]:
    """Words about its status and styles of dates that were never met."""
    issues = new_styles(seen, fields, "branches", ("opened_on", "closed_on"))
    if (
        (told := fields.get("branch_status", ""))
        and told != "unknown"
        and _status({"branch_status": told}) == "unknown"
    ):
        teach = "enséñelo en _STATUS_WORDS de transforms/branches.py"
        issues.append(unknown_word("branch_status_unknown", "branches", "status", told, teach))
    return issues


def _told_apart(fields: Mapping[str, str]) -> tuple[str, ...]:
    """What tells a branch from the others of its state: its name and place; its address where a place has several."""
    name, city, where = (fields.get(column, "") for column in ("office_name", "city", "us_state"))
    if name and city:
        number = re.search(r"\d+", fields.get("address", ""))
        return name, city, where, *((number[0],) if number else ())
    return name, city, where, fields.get("address", ""), fields.get("source_url", ""), fields.get("as_of", "")


def _subdivision(fields: Mapping[str, str], address: UsAddress) -> str:
    """ISO 3166-2 of where it is, as printed in a column of its own, else in its address, else behind its city."""
    printed = fields.get("us_state", "")
    if code := _us_state(printed):
        return code
    if home := find_state(printed):
        return states()[home].iso_code
    behind_city, in_address = (_last_part(fields.get(name, "")) for name in ("city", "address"))
    # "Mich." and "Col." abbreviate states of both countries: most branches are in the United States.
    if code := _us_state(behind_city) or address.subdivision:
        return code
    for place in (in_address, behind_city):
        if home := find_state(place):
            return states()[home].iso_code
    return ""


def _last_part(text: str) -> str:
    """What a text ends in, behind a comma or in parentheses, a country left aside."""
    parts = [part.strip(" .") for part in re.split(r"[,()]", text)]
    return next((part for part in reversed(parts) if part and fold(part) not in _COUNTRIES), "")


def _us_state(text: str) -> str:
    code = subdivision_named(text.removeprefix("US-").strip())
    return code if code.startswith("US-") else ""


def _kind(fields: Mapping[str, str]) -> str:
    said = fields.get("kind", "")
    if said in vocabulary.BRANCH_KIND.values:
        return said
    words = fold(f"{said} {fields.get('office_name', '')}")
    if _CLUB.search(words):
        return "migrants_club"
    return "virtual_office" if _VIRTUAL.search(words) else "state_office"


def _status(fields: Mapping[str, str]) -> str:
    said = fields.get("branch_status", "")
    if said in vocabulary.BRANCH_STATUS.values:
        return said
    folded = fold(said)
    told = next((code for code, words in _STATUS_WORDS if re.search(words, folded)), "unknown")
    return "closed" if told == "unknown" and "closed_on" in fields else told


def _postal_code(address: str) -> str:
    found = re.search(r"\bC\.? ?P\.?:? ?(\d{5})\b|\bc[oó]digo postal:? (\d{5})\b", address, re.IGNORECASE)
    return (found[1] or found[2]) if found else ""


def _name(record: Row) -> str:
    return f"{record['office_name'] or record['state']} ({record['city'] or record['subdivision']})"


def _doubts(record: Row, phones: Iterable[Phone]) -> list[Issue]:
    """Numbers and addresses that stay text, and numbers whose area code is of another state than the branch."""
    issues = []
    if record["address"] and record["address_reason"]:
        message = f"El domicilio de {_name(record)} queda en parte como texto: {record['address_reason']}."
        issues.append(Issue("info", "address_unread", message, "branches", "address", str(record["address"])))
    for phone in phones:
        if not phone.e164:
            message = f"El teléfono «{phone.printed}» de {_name(record)} queda como texto: {phone.reason}."
            issues.append(Issue("info", "phone_unread", message, "branches", "phones", phone.printed))
        elif (places := places_of(phone.e164)) and record["subdivision"] and record["subdivision"] not in places:
            message = (
                f"La clave de {phone.e164} es de {', '.join(sorted(places))} y {_name(record)} está en "
                f"{record['subdivision']}; queda como se imprime."
            )
            issues.append(Issue("warning", "phone_elsewhere", message, "branches", "phones", phone.printed))
    return issues


def swapped_phones(branches: Iterable[Row]) -> list[tuple[Row, Issue]]:
    """Pairs of branches of one state and source each of whose numbers belongs where the other one is."""
    rows = [row for row in branches if row["phones_e164"] and row["subdivision"]]
    found = []
    for row in rows:
        for other in rows:
            same = (row["state_code"], row["source_id"]) == (other["state_code"], other["source_id"])
            if same and row is not other and _belongs(row, other) and _belongs(other, row):
                message = f"Los teléfonos de {_name(row)} y {_name(other)} parecen intercambiados en la fuente."
                remedy = "confírmelo con la fuente y, si es así, corríjalo en transforms/vocabulary/corrections.yaml"
                issue = Issue("warning", "phones_swapped", message, "branches", "phones",
                              "|".join(map(str, row["phones_e164"])), remedy, str(row["branch_id"]))  # type: ignore[call-overload]  # fmt: skip
                found.append((row, issue))
    return found


def _belongs(row: Row, other: Row) -> bool:
    """Whether all numbers of a row are of where the other row is, and of nowhere near its own place."""
    numbers: list[str] = row["phones_e164"]  # type: ignore[assignment]
    homes = [places_of(number) for number in numbers]
    return all(other["subdivision"] in home and row["subdivision"] not in home for home in homes)
