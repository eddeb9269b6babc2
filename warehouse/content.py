"""One number for all we know, to tell "nothing new" from a new version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

import pyarrow as pa

from warehouse.schema import TABLES

# They follow from the other tables and from the former version, and name versions.
DERIVED = frozenset({"changes", "agreement_versions"})


def content_fingerprint(tables: Mapping[str, pa.Table]) -> str:
    """SHA-256 over the stable columns of the tables, by name of the table and in the order of its rows.

    Equal for equal content, whatever wrote or read it: the values are hashed, not Arrow's buffers.
    """
    digest = hashlib.sha256()
    for name in sorted(tables.keys() - DERIVED):
        for column in TABLES[name].stable_columns:
            values = tables[name].column(column).to_pylist()
            text = json.dumps([name, column, values], ensure_ascii=False, separators=(",", ":"), default=str)
            digest.update(text.encode() + b"\n")
    return digest.hexdigest()
