"""Observations as the warehouse keeps them, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from extractors.observation import Observation

_as_json = json.JSONEncoder(ensure_ascii=False).encode


def as_row(seen: Observation) -> dict[str, Any]:
    """An observation as a row of the store, whose source and part the store itself knows."""
    return {
        "dataset": seen.dataset, "evidence": seen.evidence, "state_code": seen.state, "source_url": seen.source_url,
        "capture_sha256": seen.capture_sha256, "seen_on": seen.seen_on, "locator": seen.locator,
        "section": seen.section, "fields": _as_json(dict(seen.fields)),
        "original": _as_json(dict(seen.original)),
    }  # fmt: skip


def from_row(row: Mapping[str, Any]) -> Observation:
    """The observation of a row of the store."""
    return Observation(
        row["source_id"], row["dataset"], row["evidence"], row["state_code"], row["source_url"], row["capture_sha256"],
        row["seen_on"], row["locator"], row["section"], json.loads(row["fields"]), json.loads(row["original"]),
        row["part"],
    )  # fmt: skip
