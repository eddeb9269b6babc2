"""Sister cities that a list, the press or an encyclopaedia claims: pairs of places, undated."""

from __future__ import annotations

import json

from transforms.countries import country_name
from transforms.folding import fold, said
from transforms.foreign_places import countries_said, place_in, region
from transforms.identity import short_hash
from transforms.local_parties import domestic_place
from transforms.observations import Issue, Observation, Reading, Row
from transforms.places import (
    find_municipality,
    find_municipality_anywhere,
    find_state,
    municipalities,
    state_named_in,
    states,
)
from transforms.text import cell

TABLE = "claims"


def _mexican_side(place: str, state: str) -> tuple[str, str]:
    """State and municipality codes of the Mexican place; the state alone where that is all it says."""
    state_code = find_state(state) or state_named_in(place)
    if "–" in place or " - " in place:
        # "Mexico City – Coyoacán"
        whole, part = (piece.strip() for piece in place.replace(" - ", "–").split("–", 1))
        state_code = state_code or find_state(whole)
        return state_code, find_municipality(part, state_code)
    if not state_code and find_state(place) == "09":
        return "09", ""
    if state_code:
        return state_code, find_municipality(place.split(",")[0], state_code)
    code = find_municipality_anywhere(place)
    return (code[:2], code) if code else ("", "")


def read_claim(seen: Observation) -> Reading:
    """The record of a claim, or why it is none (a twinning inside Mexico)."""
    fields = {name: text for name, value in seen.fields.items() if (text := said(value))}
    place = fields.get("mexican_place") or fields.get("municipality", "")
    counterpart = fields.get("counterpart", "")
    foreign = countries_said(fields["country"]) if "country" in fields else place_in(counterpart)
    if not foreign.countries and (fold(fields.get("country", "")) == "mexico" or domestic_place(counterpart)):
        message = f"«{counterpart}» está en México: hermanamiento nacional, no cuenta."
        return Reading(TABLE, issues=[Issue("info", "domestic", message, TABLE, "counterpart", counterpart)])
    state_code, municipality_code = _mexican_side(place, fields.get("state", ""))
    subdivision = foreign.subdivision or place_in(counterpart).subdivision
    record: Row = {
        "claim_id": f"claim-{short_hash(seen.source_id, place, counterpart, fields.get('country', ''))}",
        "state_code": state_code,
        "state": states()[state_code].name if state_code else "",
        "municipality_code": municipality_code,
        "municipality": municipalities()[municipality_code].name if municipality_code else "",
        "mexican_place": place,
        "counterpart": counterpart,
        "counterpart_country": foreign.country,
        "counterpart_country_name": country_name(foreign.country),
        "counterpart_subdivision": subdivision if subdivision.startswith(foreign.country or "?") else "",
        "region": region(foreign, worldwide=False),
        "evidence": seen.evidence,
        "note": fields.get("notes", ""),
        "source_id": seen.source_id,
        "source_url": fields.get("source_url", seen.source_url),
        "capture_sha256": seen.capture_sha256,
        "locator": seen.locator,
        "original": json.dumps(dict(seen.original), ensure_ascii=False),
    }
    return Reading(TABLE, record, issues=_doubts(record, place, counterpart, fields.get("country", "")))


def _doubts(record: Row, place: str, counterpart: str, printed: str) -> list[Issue]:
    """``printed``: the column of countries, if the source has one."""
    issues: list[Issue] = []
    source = record["source_id"]
    if not record["state_code"]:
        message = f"Más de un municipio se llama «{place}», o ninguno: no se adivina cuál es."
        alias = f"{cell(place)},<clave INEGI>,así lo imprime la fuente,{source}"
        remedy = f"transforms/vocabulary/municipality_aliases.csv: <clave de la entidad>,{alias}"
        issues.append(Issue("warning", "municipality_ambiguous", message, TABLE, "mexican_place", place, remedy))
    if printed and not record["counterpart_country"]:
        message = f"No se conoce «{printed}» como país."
        remedy = f"transforms/vocabulary/country_aliases.csv: {cell(printed)},<código ISO>,así lo imprime {source}"
        issues.append(Issue("warning", "country_unknown", message, TABLE, "country", printed, remedy,
                            about=fold(printed)))  # fmt: skip
    elif not record["counterpart_country"]:
        message = f"No se imprime el país de «{counterpart}»."
        issues.append(Issue("warning", "country_unknown", message, TABLE, "counterpart", counterpart))
    return issues


def link_claims(claims: list[Row], agreements: list[Row]) -> None:
    """Set ``agreement_id`` of each claim whose pair is found: same municipality (or state), country and city."""
    by_place: dict[tuple[object, object], list[Row]] = {}
    for agreement in agreements:
        place = agreement["municipality_code"] or agreement["state_code"]
        by_place.setdefault((place, agreement["counterpart_country"]), []).append(agreement)
    for claim in claims:
        place = claim["municipality_code"] or claim["state_code"]
        city = fold(str(claim["counterpart"]).split(",")[0])
        candidates = [
            agreement
            for agreement in by_place.get((place, claim["counterpart_country"]), [])
            if city and place and f" {city} " in f" {fold(str(agreement['counterpart']))} "
        ]
        if candidates:
            first = min(candidates, key=lambda a: (str(a["signed_on"] or "9999"), str(a["agreement_id"])))
            claim["agreement_id"] = first["agreement_id"]
