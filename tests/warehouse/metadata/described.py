"""The SIMULADO tables that the metadata tests describe: every kind of reference, and hostile names."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa

from tests.warehouse.simulated import Row, agreement, all_tables
from warehouse.metadata.publisher import Publisher

VERSION = "2026-11-24"
PUBLISHER = Publisher(contact="datos@example.org")
CAPTURE = "a" * 64
HOSTILE = 'SIMULADO </script><img src=x onerror="a()"> | `x`\n=HYPERLINK("http://x")'


def source(source_id: str, licence: str | None, **fields: object) -> Row:
    return {
        "source_id": source_id, "name": f"Fuente SIMULADO {source_id}", "publisher": "SIMULADO", "dataset": "agreements",
        "evidence": "registry", "access": "page", "url": f"https://example.org/{source_id}", "lifecycle": "active",
        "licence": licence, **fields,
    }  # fmt: skip


def described_tables(**filled: list[Row]) -> dict[str, pa.Table]:
    """Sound tables, so that each test breaks one thing."""
    printed: Row = {"source_id": "simulado", "capture_sha256": CAPTURE}
    rows: dict[str, list[Row]] = {
        "agreements": [
            agreement(1, **printed, signed_on="1998-04", validity="P5Y", topics=["culture", "tourism"]),
            agreement(2, **printed, title=HOSTILE, signed_on="1987", signed_precision="year"),
        ],
        "agreement_parties": [
            {"agreement_id": "aii-14-simulado01", "position": 1, "side": "local", "party": HOSTILE, "state_code": "14"}
        ],
        "claims": [{
            "claim_id": "claim-simulado1", "state_code": "14", "counterpart": HOSTILE, "evidence": "encyclopaedia",
            "agreement_id": "aii-14-simulado01", "source_id": "enciclopedia", "capture_sha256": CAPTURE,
        }],
        "sources": [
            source("enciclopedia", "CC-BY-SA-4.0", name=HOSTILE, url='javascript:alert("x")'),
            source("muda", None),
            source("simulado", "Libre-Uso-MX", licence_url="https://datos.gob.mx/libreusomx"),
        ],
        "captures": [{
            "capture_sha256": CAPTURE, "source_id": "simulado", "url": "https://example.org/SIMULADO",
            "captured_at": "2026-11-24T00:00:00Z", "size_bytes": 8,
        }],
        "states": [{"state_code": "14", "state": "Jalisco", "iso_code": "MX-JAL", "population_2020": 8348151}],
    }  # fmt: skip
    return all_tables(**{**rows, **filled})


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def change(path: Path, alter: Callable[[Any], object]) -> None:
    """Write a JSON document again after ``alter`` has changed it in place."""
    document = read(path)
    alter(document)
    path.write_text(json.dumps(document), encoding="utf-8")


def replace(path: Path, before: str, after: str) -> None:
    text = path.read_bytes()
    assert before.encode() in text
    path.write_bytes(text.replace(before.encode(), after.encode(), 1))
