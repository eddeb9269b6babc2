"""Which source each row of a version came from: how many rows of each table are of each source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as compute

from warehouse.schema import TABLES

# Their rows are about a source and not taken from it.
ABOUT_SOURCES = ("captures", "sources")


def rows_by_source(tables: Mapping[str, pa.Table]) -> dict[str, dict[str, int]]:
    """Table -> source -> rows taken from it, both sorted; tables without such rows are left out.

    A row without a source of its own has that of the agreement it refers to. Counts and offices have none: they
    are composed of rows of several sources.
    """
    counted = {}
    for name in sorted(tables.keys() & TABLES.keys() - set(ABOUT_SOURCES)):
        counts = Counter(str(source_id) for source_id in _source_ids(tables, name) if source_id)
        if counts:
            counted[name] = {source_id: counts[source_id] for source_id in sorted(counts)}
    return counted


def _source_ids(tables: Mapping[str, pa.Table], name: str) -> list[str | None]:
    rows, agreements = tables[name], tables.get("agreements")
    if name == "quality":
        # Without a capture it remarks on the source itself, say that it could not be read.
        rows = rows.filter(compute.is_valid(rows.column("capture_sha256")))
    if "source_id" in TABLES[name].columns:
        own: list[str | None] = rows.column("source_id").to_pylist()
        return own
    if agreements is None or "agreement_id" not in TABLES[name].columns:
        return []
    places = compute.index_in(rows.column("agreement_id"), agreements.column("agreement_id"))
    of_agreement: list[str | None] = agreements.column("source_id").take(places).to_pylist()
    return of_agreement
