"""The two sides of an agreement: who signs in Mexico, and who and where abroad."""

from __future__ import annotations

import re

from transforms.counterpart_types import counterpart_type, counterpart_type_said, known_body, without_country
from transforms.countries import country_in_last_place
from transforms.draft_agreements import Draft
from transforms.folding import fold, squeeze
from transforms.foreign_places import ForeignPlace, countries_said, place_in, subdivision_named
from transforms.local_parties import LocalParty, local_party, looks_local, municipality_named
from transforms.observations import Row
from transforms.places import find_state
from transforms.raw_agreements import RawFields, level_of_headings, level_said
from transforms.text import contains_words
from transforms.titles import split_parties


def _is_pair(draft: Draft) -> bool:
    """Whether the title is a bare pair of places, with nothing that names a government."""
    return len(draft.title.parties) > 1 and not any(counterpart_type(party) for party in draft.title.parties)


def _telling(texts: list[str], state_code: str) -> str:
    """The text that tells who signs, of two columns about it; the first where neither does."""
    return next(
        (text for text in texts if local_party(text.split(";")[0], state_code).level), texts[0] if texts else ""
    )


def local_side(draft: Draft) -> tuple[str, LocalParty]:
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
        or ("municipal" if place else "")
        or level_of_headings(draft.seen.headings)
    )
    code = in_column or party.municipality_code or (by_title.municipality_code if by_title else "")
    headings = draft.seen.headings if state_code else ()
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
    return text or place, LocalParty(state_code, level, code if level == "municipal" else "")


def foreign_side(draft: Draft) -> tuple[str, ForeignPlace, str]:
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


def is_bare_place(text: str, draft: Draft) -> bool:
    """Whether a counterpart is nothing but the name of a place: its government signs.

    Short and all in capitals it may be an acronym, unless the whole title is in capitals.
    """
    name = squeeze(re.split(r"[,(]", without_country(text), maxsplit=1)[0])
    acronym = (
        name.isupper() and " " not in name and len(name) < _LONGEST_ACRONYM and not draft.raw.get("title", "").isupper()
    )
    return bool(_PLACE_NAME.match(name)) and not acronym


def _section_place(draft: Draft) -> ForeignPlace:
    """A country that the headings over the row name and nothing else (``Alemania``, ``País: Bélgica``)."""
    for heading in draft.seen.headings:
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


def _foreigners(text: str, countries: int) -> list[str]:
    """Foreign parties of a text; one for each of several countries where it can be cut into as many."""
    parties = [part.strip() for part in text.split(";") if part.strip()]
    if len(parties) == 1 and countries > 1 and len(cut := split_parties(text)) == countries:
        return list(cut)
    return parties


def party_rows(draft: Draft, text: str, local: LocalParty, foreign: str, place: ForeignPlace, kind: str) -> list[Row]:
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
    foreigners = _foreigners(foreign, len(place.countries))
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
