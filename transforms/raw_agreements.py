"""The raw fields of an agreement's row, once headings that may mean two things are settled by their values."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from transforms.counterpart_types import counterpart_type_said
from transforms.countries import country_named
from transforms.dates import read_date
from transforms.folding import fold, said
from transforms.foreign_places import place_in, subdivision_named
from transforms.instruments import instrument_type, names_instrument
from transforms.local_parties import looks_local, municipality_named
from transforms.places import find_state
from transforms.text import any_of
from transforms.titles import and_splits, read_title
from transforms.topics import topics_in
from transforms.validity import holds
from transforms.vocabulary import document

RawFields = dict[str, str]


@cache
def _level(name: str) -> re.Pattern[str]:
    return any_of(document("levels")[name])


def level_said(text: str) -> str:
    """``state`` or ``municipal`` as a column or section says it (``Ámbito municipal``); else empty."""
    folded = fold(text)
    municipal, state = _level("municipal").search(folded), _level("state").search(folded)
    if municipal and (not state or municipal.start() < state.start()):
        return "municipal"
    return "state" if state else ""


_STATE_SECTION = re.compile(
    r"^(estad(o|os|al|ales)|estatal|estatales)$|\bgobiernos? (del |de los )?estad(o|os|al|ales)?\b|"
    r"\b(nivel|ambito|orden|gobierno|acuerdos?|convenios?|firmados?)( \w+)? estatal(es)?\b|"
    r"\bpoder ejecutivo\b|\bgobierno estatal\b"
)
_MUNICIPAL_SECTION = re.compile(r"\b(municip\w+|ayuntamientos?|alcaldias?|delegaciones)\b")


def level_of_headings(headings: Sequence[str]) -> str:
    """Level that the nearest telling one of the headings over a row says; never that of a page's title."""
    for heading in headings:
        level = _level_of_heading(fold(heading))
        if level:
            return level
    return ""


def _level_of_heading(folded: str) -> str:
    if _MUNICIPAL_SECTION.search(folded):
        return "municipal" if not _STATE_SECTION.search(folded) else ""
    return "state" if _STATE_SECTION.search(folded) else ""


def _reads_as_title(text: str) -> bool:
    title = read_title(text)
    return len(text) > 40 and bool(title.parties) and (names_instrument(text) or bool(instrument_type(title.head)))


def _settle_type(fields: RawFields) -> None:
    """``Tipo`` may be of the instrument, of the counterpart, or of the level that signs."""
    value = fields.pop("type", "")
    if not value:
        return
    kind = instrument_type(value)
    if kind and "instrument" not in fields:
        fields["instrument"] = value
    elif counterpart_type_said(value) and "counterpart_type" not in fields and not _only_a_level(value):
        fields["counterpart_type"] = value
    elif level_said(value) and "level" not in fields:
        fields["level"] = value
    elif "instrument" not in fields:
        fields["instrument"] = value


def _only_a_level(value: str) -> bool:
    return fold(value) in {"estatal", "municipal", "estado", "municipio", "estatales", "municipales", "local"}


def _settle_state(fields: RawFields, state_hint: str) -> None:
    """``Estado`` may be Mexico's, the counterpart's, or how the agreement stands (``Vigente``)."""
    for name in ("state", "state#2"):
        value = fields.get(name, "")
        if not value or find_state(value):
            continue
        if holds(value):
            fields.setdefault("status", fields.pop(name))
        elif subdivision_named(value):
            fields.setdefault("subdivision", fields.pop(name))
        elif level_said(value) and (state_hint or name == "state#2"):
            fields.setdefault("level", fields.pop(name))
        elif state_hint and name == "state#2":
            fields.setdefault("subdivision", fields.pop(name))


def _settle_scope(fields: RawFields) -> None:
    """``Ámbito`` may be the level of government or the area of cooperation."""
    value = fields.pop("scope", "")
    if not value:
        return
    if level_said(value) and not topics_in(value):
        fields.setdefault("level", value)
    else:
        fields.setdefault("topics", value)


def _settle_places(fields: RawFields, state_hint: str) -> None:
    """``Ciudad`` may be either side's; so may a lone party (``Institución``)."""
    for name in ("city", "party", "city#2", "party#2"):
        value = fields.pop(name, "")
        if not value:
            continue
        local = looks_local(value, state_hint) and not (
            name == "city#2" or (name == "city" and ("municipality" in fields or "local_party" in fields))
        )
        if local and "municipality" not in fields and municipality_named(value, state_hint):
            fields["municipality"] = value
            fields.setdefault("local_party", value)
        elif local:
            fields.setdefault("local_party", value)
        elif "counterpart" not in fields:
            fields["counterpart"] = value
        else:
            fields.setdefault("counterpart_city", value)


def _settle_parties(fields: RawFields, state_hint: str) -> None:
    """One column with both parties: ``Municipio de León y Ciudad de Laredo, Texas``."""
    value = fields.pop("parties", "")
    if not value or ("local_party" in fields and "counterpart" in fields):
        return
    parties = list(read_title(f"Acuerdo entre {value}").parties)
    if len(parties) < 2:
        pairs = [
            pair for pair in and_splits(value) if looks_local(pair[0], state_hint) != looks_local(pair[1], state_hint)
        ]
        parties = list(pairs[0]) if pairs else [part for part in re.split(r"\s*[;\n]\s*", value) if part]
    for party in parties:
        fields.setdefault("local_party" if looks_local(party, state_hint) else "counterpart", party)


def _settle_titles(fields: RawFields) -> None:
    """A column called ``Instrumento`` or ``Objeto`` may hold the whole title; a ``Título`` only the instrument."""
    if "title" in fields:
        return
    for name in ("instrument", "objective", "parties"):
        if _reads_as_title(fields.get(name, "")):
            fields["title"] = fields[name]
            if name != "objective":
                del fields[name]
            return


def _settle_dates(fields: RawFields) -> None:
    """A date in three columns becomes one; an unnamed ``Fecha`` is the signature's unless another column is."""
    loose = fields.pop("date", "")
    if loose:
        fields.setdefault("signed_on", loose)
    year = fields.pop("year", "")
    month, day = fields.pop("month", ""), fields.pop("day", "")
    if year and not read_date(fields.get("signed_on", "")).iso:
        fields["signed_on"] = " de ".join(part for part in (day, month, year) if part)


def settle(raw: Mapping[str, str], state_hint: str) -> RawFields:
    """The fields of a row with every ambiguous heading settled by its value; fields that say nothing are gone."""
    fields = {name: text for name, value in raw.items() if (text := said(value))}
    _settle_titles(fields)
    _settle_type(fields)
    _settle_state(fields, state_hint)
    _settle_scope(fields)
    _settle_dates(fields)
    _settle_parties(fields, state_hint)
    _settle_places(fields, state_hint)
    if "counterpart" not in fields and "subdivision" in fields and not subdivision_named(fields["subdivision"]):
        fields["counterpart"] = fields["subdivision"]
    country = fields.get("country", "")
    if country and not country_named(country) and "counterpart" not in fields and place_in(country).country:
        fields["counterpart"] = country  # "Ciudad y país": one column for both
    return fields
