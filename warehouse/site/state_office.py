"""The migrant office of one state as its page shows it: each field with who says it, names, branches, laws. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from warehouse.edition import Edition
from warehouse.fields import Field
from warehouse.quality_reading import Row
from warehouse.quality_words import is_address, shown
from warehouse.schema import TABLES
from warehouse.site.archive import Archive, Cited
from warehouse.site.field_words import in_words
from warehouse.site.printed_text import whole
from warehouse.site.statement_labels import STATEMENTS_OF, statement_label

# Shown elsewhere on the page, or about the row and not about the office.
_UNTOLD = frozenset({
    "state_code", "state", "iso_code", "known", "office_id", "fields_conflicting", "fields_superseded", "statements",
})  # fmt: skip
_FIELDS = tuple(field for field in TABLES["offices"].fields if field.name not in _UNTOLD)
_NAMED_SOURCES = 3


@dataclass(frozen=True, slots=True)
class OfficeField:
    """One field: its words, who says so, and whether the sources differ on it or an earlier value is known."""

    label: str
    text: str
    href: str
    sources: tuple[Cited, ...]
    conflicting: bool
    superseded: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of one source, whole."""

    label: str
    printed: str
    as_of: str
    ended: str
    withdrawn: str
    evidence: str
    cited: Cited


def office_fields(
    office: Row, facts: Mapping[Any, Sequence[Row]], laws: Iterable[Row], names: Iterable[Row], archive: Archive,
    edition: Edition,
) -> list[OfficeField]:  # fmt: skip
    """Every field of the row of ``offices`` that says anything or on which sources differ.

    ``facts``: the rows of ``office_facts`` of the state by what they are about; ``laws`` and ``names``: its rows of
    ``laws`` and ``office_names``.
    """
    called = {row["office_id"]: row["office_name"] for row in names}
    conflicting, superseded = office["fields_conflicting"] or [], office["fields_superseded"] or []
    found = []
    for field in _FIELDS:
        value = office[field.name]
        if value in (None, "", []) and field.name not in conflicting:
            continue
        behind = [
            row for row in (laws if field.name == "law" else facts.get(STATEMENTS_OF.get(field.name, field.name), []))
            if row["withdrawn_on"] is None and _says(row, field, value)
        ]  # fmt: skip
        words = shown(called.get(value, value)) if field.name == "predecessor_id" else in_words(edition, field, value)
        found.append(
            OfficeField(
                label=edition.name(field),
                text=words,
                href=str(value) if field.name == "website" and is_address(value) else "",
                sources=tuple(dict.fromkeys(archive.cite(row) for row in behind))[:_NAMED_SOURCES],
                conflicting=field.name in conflicting,
                superseded=field.name in superseded,
            )
        )
    return found


def _says(row: Row, field: Field, value: object) -> bool:
    """Whether a statement, or a law by its title, says what is published in the field."""
    said = {row["title"]} if "title" in row else {row["value"], row["value_printed"]}
    if field.name in STATEMENTS_OF and field.name not in ("constitution", "governance_profile", "note"):
        listed = value if isinstance(value, list) else [value]
        parts = {part for text in said for part in str(text or "").split("|")}
        return any(one in parts or one in said for one in listed)
    return value in said


def statements_of(facts: Iterable[Row], archive: Archive, edition: Edition) -> list[Statement]:
    """Every statement about the office, in published order."""
    return [
        Statement(
            label=statement_label(edition, str(row["field"])),
            printed=whole(row["value_printed"]),
            as_of=edition.date(row["as_of"]),
            ended=edition.date(row["ended_on"]),
            withdrawn=edition.date(row["withdrawn_on"]),
            evidence=edition.value("office_facts", "evidence", row["evidence"]),
            cited=archive.cite(row),
        )
        for row in facts
    ]


def names_of(rows: Iterable[Row], archive: Archive, edition: Edition) -> list[dict[str, object]]:
    """The names of the office: the present one, former ones and those in dispute."""
    return [
        {
            "name": whole(row["office_name"]),
            "standing": edition.value("office_names", "standing", row["standing"]),
            "from": edition.date(row["valid_from"]),
            "to": edition.date(row["valid_to"]),
            "forms": [whole(form) for form in row["other_forms"] or []],
            "cited": archive.cite(row),
        }
        for row in rows
    ]


def branches_of(
    rows: Iterable[Row], subdivisions: Mapping[str, str], archive: Archive, edition: Edition
) -> dict[str, list[dict[str, object]]]:
    """The branches by country: ``US``, ``MX``, or empty for another or none told; each once, by its first source."""
    groups: dict[str, list[dict[str, object]]] = {"US": [], "MX": [], "": []}
    for row in rows:
        if row["same_as"]:
            continue
        where = row["country"] if row["country"] in groups else ""
        subdivision = row["us_state"] or row["subdivision"] or ""
        groups[where].append({
            "name": whole(row["office_name"]),
            "kind": edition.value("branches", "kind", row["kind"]),
            "place": ", ".join(filter(None, (whole(row["city"]), subdivisions.get(subdivision, subdivision)))),
            "address": whole(row["address"]),
            "contact": ", ".join(whole(one) for one in [*(row["phones"] or []), *(row["emails"] or [])]),
            "status": edition.value("branches", "status", row["status"]),
            "as_of": edition.date(row["as_of"]),
            "withdrawn": edition.date(row["withdrawn_on"]),
            "cited": archive.cite(row),
        })  # fmt: skip
    return groups


def laws_of(rows: Iterable[Row], archive: Archive, edition: Edition) -> list[dict[str, object]]:
    """The laws and bills; those another source already gives are left out."""
    return [
        {
            "title": whole(row["title"]),
            "year": shown(row["year_printed"] or row["year"]),
            "status": edition.value("laws", "status", row["status"]),
            "published": edition.date(row["gazette_date"]),
            "reformed": edition.date(row["last_reform"]),
            "withdrawn": edition.date(row["withdrawn_on"]),
            "evidence": edition.value("laws", "evidence", row["evidence"]),
            "cited": archive.cite(row),
        }
        for row in rows
        if not row["same_as"]
    ]
