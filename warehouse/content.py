"""One number for all we know, to tell "nothing new" from a new version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as compute

from warehouse.schema import TABLES

# They follow from the other tables and from the former version, or tell when we looked and not what was said.
DERIVED = frozenset({"changes", "agreement_versions", "captures"})
# Rows of ``quality`` about how a look went: a source that is down is no news about the data.
ABOUT_LOOKS = "sources"


def content_fingerprint(tables: Mapping[str, pa.Table]) -> str:
    """SHA-256 over the stable columns of the tables, by name of the table and in the order of its rows.

    Equal for equal content, whatever wrote or read it: the values are hashed, not Arrow's buffers.
    """
    digest = hashlib.sha256()
    for name in sorted(tables.keys() - DERIVED):
        rows = tables[name]
        if name == "quality":
            rows = rows.filter(compute.not_equal(compute.fill_null(rows.column("table_name"), ""), ABOUT_LOOKS))
        for column in TABLES[name].stable_columns:
            values = rows.column(column).to_pylist()
            text = json.dumps([name, column, values], ensure_ascii=False, separators=(",", ":"), default=str)
            digest.update(text.encode() + b"\n")
    return digest.hexdigest()
