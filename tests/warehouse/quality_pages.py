"""Quality pages of small made-up tables (SIMULADO), and what is read back from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
from lxml import html

from tests.warehouse.simulated import Row, all_tables
from warehouse.arrow import arrow_table
from warehouse.coverage import coverage_rows
from warehouse.quality_page import quality_page
from warehouse.quality_tables import COVERAGE, PRINTED_CONTRADICTIONS, QUARANTINE

VERSION = "2026-11-23"
STATES: list[Row] = [
    {"state_code": "06", "state": "Colima", "iso_code": "MX-COL"},
    {"state_code": "14", "state": "Jalisco", "iso_code": "MX-JAL"},
]
SOURCE: Row = {
    "source_id": "simulado", "name": "Registro SIMULADO", "publisher": "SIMULADO", "dataset": "agreements",
    "evidence": "registry", "access": "page", "url": "https://simulado.example/rai", "lifecycle": "active",
    "data_of": "2026-11-20", "rows": 1,
}  # fmt: skip
# Tables that older versions do not have.
LATER = (COVERAGE, PRINTED_CONTRADICTIONS, QUARANTINE)
LATER_NAMES = frozenset(table.name for table in LATER)
PASSED = {"passed": True, "rules": 0, "results": []}


def source(**fields: object) -> Row:
    return {**SOURCE, **fields}


def figure(category: str, **fields: object) -> Row:
    return {"table_id": "schiavon_t2_level", "state_code": "14", "category": category, "unit": "agreements",
            "printed": 210, **fields}  # fmt: skip


def rule(**fields: object) -> dict[str, object]:
    return {"rule": "agreements.title.required", "table": "agreements", "kind": "required", "columns": ["title"],
            "meaning": "«Título» nunca va vacío.", "passed": True, "failing_rows": 0, "examples": [], **fields}  # fmt: skip


def tables(**filled: Sequence[Row]) -> dict[str, pa.Table]:
    """Every table of the schema; those of ``LATER`` only where they are given."""
    given: dict[str, Sequence[Row]] = {"states": STATES, "sources": [SOURCE], **filled}
    later = {table.name: arrow_table(table, given.pop(table.name)) for table in LATER if table.name in given}
    return {name: rows for name, rows in all_tables(**given).items() if name not in LATER_NAMES} | later


def page(report: Mapping[str, object] = PASSED, **filled: Sequence[Row]) -> str:
    return quality_page(tables(**filled), report, version=VERSION)


def covered(**filled: Sequence[Row]) -> str:
    found = tables(**filled)
    found["coverage"] = arrow_table(COVERAGE, coverage_rows(found))
    return quality_page(found, PASSED, version=VERSION)


def parsed(content: str) -> Any:
    return html.fromstring(content)


def text_of(content: str, chapter: str = "") -> str:
    """The words of the page, or of one chapter, with plain spaces."""
    root = parsed(content)
    found = root.xpath(f'//section[@aria-labelledby="{chapter}"]') if chapter else [root.body]
    return " ".join(" ".join(" ".join(part.itertext()) for part in found).replace("\u00a0", " ").split())


def warnings(content: str) -> str:
    return text_of(content, "no-concluir")
