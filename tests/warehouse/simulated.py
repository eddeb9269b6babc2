"""Small SIMULADO tables from which the tests of this room start."""

from __future__ import annotations

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
