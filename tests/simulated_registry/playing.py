"""Plays the months of a living registry (SIMULADO) through reading, linking and history, without gate and files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from extractors.capture import Capture, sha256_of
from extractors.observation import Observation
from extractors.reading import read_part
from extractors.source import Source
from tests.simulated_registry.months import LivingRegistry, Month
from tests.simulated_registry.text import key
from transforms.linkage import Memory
from transforms.normalise import normalise
from warehouse.assembly import assemble
from warehouse.history import remembered_observations
from warehouse.store import KeptCapture, Part

Row = dict[str, Any]


@dataclass(slots=True)
class Played:
    """A month after it was played: what was done, the tables, and the identifier each true number was given."""

    version: str
    month: Month
    tables: dict[str, pa.Table]
    ids: dict[int, str]
    lost: list[tuple[str, str, str]]
    changes: list[Row] = field(default_factory=list)


def play(registry: LivingRegistry, months: int) -> Iterator[Played]:
    """The first state and then ``months`` more, each with what the pipeline made of it."""
    former: dict[str, pa.Table] = {}
    captures: frozenset[str] = frozenset()
    readings: dict[str, tuple[str, list[Observation]]] = {}
    for number in range(months + 1):
        done = registry.pass_a_month() if number else Month()
        day = f"{2024 + number // 12}-{number % 12 + 1:02d}-15"
        parts = [_read(code, body, day, readings) for code, body in registry.pages()]
        observed = [("agreements", seen) for _, rows in readings.values() for seen in rows]
        memory = Memory(remembered_observations(former), former["review"].to_pylist() if former else [])
        made = normalise(observed, day, memory)
        counts = {f"sim_{code}": len(rows) for code, (_, rows) in readings.items()}
        digests = {sha: len(rows) for sha, rows in readings.values()}
        version, tables = assemble(
            made.tables, made.quality, former, described=[_described(part.source_id) for part in parts], parts=parts,
            rows_by_source=counts, rows_by_capture=digests, former_captures=captures,
            public=Path("/nowhere"), today=day,
        )  # fmt: skip
        ids, lost = _identify(registry, tables["agreements"].to_pylist())
        changes = [row for row in tables["changes"].to_pylist() if row["version"] == version]
        yield Played(version, done, tables, ids, lost, changes)
        former, captures = tables, frozenset(digests)


def _described(source_id: str) -> dict[str, str]:
    return {
        "source_id": source_id, "name": "SIMULADO", "publisher": "SIMULADO", "dataset": "agreements",
        "evidence": "registry", "access": "page", "url": f"https://example.org/{source_id}", "lifecycle": "active",
    }  # fmt: skip


def _read(code: str, body: bytes, day: str, readings: dict[str, tuple[str, list[Observation]]]) -> Part:
    source_id, sha = f"sim_{code}", sha256_of(body)
    url = f"https://example.org/{source_id}"
    if readings.get(code, ("", []))[0] != sha:
        source = Source.model_validate({
            "id": source_id, "dataset": "agreements", "url": url, "evidence": "registry", "state": code,
        })  # fmt: skip
        headers = (("Content-Type", "text/html; charset=utf-8"),)
        seen = Capture(source_id, "", url, datetime.fromisoformat(day).replace(tzinfo=UTC), 200, "text/html",
                       headers, body, sha)  # fmt: skip
        readings[code] = (sha, read_part(source, [seen], layout="auto", state=code).observations)
    kept = KeptCapture(sha, url, url, f"{day}T00:00:00+00:00", 200, "text/html", "", len(body), 0)
    return Part(source_id, "", data_of=day, captures=(kept,))


def _identify(registry: LivingRegistry, rows: list[Row]) -> tuple[dict[int, str], list[tuple[str, str, str]]]:
    live = registry.live()
    found = {
        (row["state_code"], key(row["title"] or ""), row["signed_on"] or ""): row["agreement_id"]
        for row in rows
        if row["status"] != "withdrawn"
    }
    ids = {number: found[mark] for mark, number in live.items() if mark in found}
    return ids, [mark for mark in live if mark not in found]
