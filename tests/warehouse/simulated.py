"""Small SIMULADO tables from which the tests of this room start."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import pyarrow as pa

from warehouse.arrow import arrow_table
from warehouse.schema import TABLES

Row = dict[str, object]


def observed(number: int, **fields: object) -> Row:
    """A SIMULADO agreement as seen today: without first_seen, last_seen and withdrawn_on."""
    return {
        "agreement_id": f"aii-14-simulado{number:02d}", "state_code": "14", "state": "Jalisco", "level": "state",
        "title": f"SIMULADO, acuerdo {number}", "signed_on": "1998-04", "signed_precision": "month",
        "status": "in_force", "topics": ["culture"], "evidence": "registry", "in_registry": "yes",
        "source_id": "simulado", **fields,
    }  # fmt: skip


def agreement(number: int, **fields: object) -> Row:
    """A whole row of ``agreements``."""
    return {**observed(number), "first_seen": "2026-01-01", "last_seen": "2026-01-01", **fields}


def _told(prefix: str, *words: object) -> Row:
    """Identifier, place in a page of its own and provenance of a SIMULADO statement of Puebla."""
    mark = hashlib.sha256(repr(words).encode()).hexdigest()
    return {
        f"{prefix}_id": f"{prefix}-{mark[:8]}", "state_code": "21", "state": "Puebla", "as_of": "", "withdrawn_on": None,
        "evidence": "official_site", "reference": "", "source_id": "simulado",
        "source_url": "https://example.org/SIMULADO", "capture_sha256": "0" * 64, "locator": f"row {mark[:8]}",
    }  # fmt: skip


def fact(field: str, printed: str, /, **fields: object) -> Row:
    """A row of ``office_facts``: a dated word of a row of its own, by default undated and of an official page."""
    return {
        **_told("fact", field, printed, sorted(fields.items(), key=str)), "field": field, "value_printed": printed,
        "value": printed, "ended_on": None, "seen_on": "2026-11-23", "first_seen": "2026-11-23", "evidence_printed": "",
        **fields,
    }  # fmt: skip


def law(title: str = "Ley SIMULADO", /, **fields: object) -> Row:
    """A row of ``laws``."""
    return {
        **_told("law", title, sorted(fields.items(), key=str)), "same_as": None, "title": title, "year": "",
        "gazette_date": "", "approved_on": "", "last_reform": "", "status": "in_force", **fields,
    }  # fmt: skip


def branch(city: str = "Chicago", /, **fields: object) -> Row:
    """A row of ``branches``: an office of Puebla in the United States."""
    return {
        **_told("branch", city, sorted(fields.items(), key=str)), "same_as": None, "kind": "state_office",
        "office_name": "Casa SIMULADO", "city": city, "country": "US", "us_state": "US-IL", "subdivision": "US-IL",
        "status": "open", **fields,
    }  # fmt: skip


def table(name: str, rows: Sequence[Mapping[str, object]]) -> pa.Table:
    """The published table ``name`` of those rows."""
    return arrow_table(TABLES[name], rows)


def agreements(*rows: Mapping[str, object]) -> pa.Table:
    """The ``agreements`` table of those rows."""
    return table("agreements", rows)


def all_tables(**filled: Sequence[Mapping[str, object]]) -> dict[str, pa.Table]:
    """Every table of the schema, empty but for the ones given; two agreements and a source by default."""
    source = {
        "source_id": "simulado", "name": "Registro SIMULADO", "publisher": "SIMULADO", "dataset": "agreements",
        "evidence": "registry", "access": "page", "url": "file:simulado.html", "lifecycle": "active",
        "licence": "Libre-Uso-MX", "licence_url": "https://datos.gob.mx/libreusomx",
    }  # fmt: skip
    tricky = agreement(2, title='SIMULADO, con "comillas", coma\ny renglón', topics=["culture", "tourism"])
    rows: dict[str, Sequence[Mapping[str, object]]] = {
        "agreements": [agreement(1), tricky],
        "sources": [source],
        **filled,
    }
    return {name: table(name, rows.get(name, [])) for name in TABLES}
