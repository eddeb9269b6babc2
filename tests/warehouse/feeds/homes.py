"""A public folder of three SIMULADO versions, with its feeds as they were after each."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from tests.warehouse.simulated import Row, agreement, all_tables, law, table
from warehouse.feeds.writing import write_feeds
from warehouse.history import changes_between
from warehouse.metadata.publisher import Publisher
from warehouse.publication import publish

VERSIONS = ("2026-11-23", "2026-11-24", "2026-11-24.2")
FIRST, SECOND, THIRD = VERSIONS
PUBLISHER = Publisher(name="Acuerdos SIMULADO", contact="simulado@example.org")
WITH_SITE = Publisher(name="Acuerdos SIMULADO", contact="simulado@example.org", site="https://example.org/acuerdos/")
HOSTILE = 'SIMULADO <script>alert("x")</script> ]]> \x00\x0b\ufffe & *uno* `dos` <img onerror>'
STATES: list[Row] = [
    {"state_code": f"{code:02d}", "state": {14: "Jalisco", 21: "Puebla"}.get(code, f"Entidad {code}")}
    for code in range(1, 33)
]
PUEBLA: Row = {"state_code": "21", "state": "Puebla"}
CLAIM: Row = {
    **PUEBLA, "claim_id": "claim-simulado", "mexican_place": "Cholula", "counterpart": "Ciudad SIMULADA",
    "evidence": "press", "source_id": "simulado",
}  # fmt: skip


def country(code: str, name: str) -> Row:
    return {"counterpart_country": code, "counterpart_country_name": name}


def tables_of_versions() -> list[dict[str, pa.Table]]:
    """What each version holds: the second changes both states, the third only Puebla."""
    kept, ours = agreement(1), agreement(3, **PUEBLA, title="SIMULADO, de Puebla")
    first = all_tables(agreements=[kept, agreement(2), ours], claims=[CLAIM], states=STATES)
    gone = agreement(2, status="withdrawn", withdrawn_on="2026-11-24")
    new = [
        agreement(4, title=HOSTILE, municipality="Guadalajara", **country("US", "Estados Unidos")),
        agreement(5, **country("CN", "China")),
    ]
    read_again = {**ours, "validity": "P5Y"}
    rows = [kept, gone, read_again, *new]
    second = all_tables(agreements=rows, laws=[law("Ley SIMULADO")], states=STATES)
    rows = [kept, gone, {**read_again, "title": "SIMULADO, con otro título"}, *new]
    third = all_tables(agreements=rows, laws=[law("Ley SIMULADO")], states=STATES)
    return [first, second, third]


def origin(table_name: str, record_id: str) -> str:
    """What the second version reads of Puebla's agreement is our own doing."""
    return "process" if (table_name, record_id) == ("agreements", "aii-14-simulado03") else "source"


def publish_all(public: Path, feeds: Path) -> None:
    """Publish the three versions under ``public``; what was there after each is kept under ``feeds``, by version."""
    former: Mapping[str, pa.Table] = {}
    known: list[Row] = []
    for version, held in zip(VERSIONS, tables_of_versions(), strict=True):
        origin_of = origin if version == SECOND else lambda *_: "source"
        known += changes_between(former, held, version, origin_of)
        tables = {**held, "changes": table("changes", known)}
        publish(tables, public, version=version, index={}, quality_report={})
        write_feeds(public, version, PUBLISHER)
        shutil.copytree(public, feeds / version, symlinks=True, ignore=shutil.ignore_patterns("v", "latest*"))
        former = held
