"""Rows of ``sources`` and ``captures``, and the issues about sources: where every published row came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from warehouse.store import Part

Row = dict[str, object]


def source_rows(
    described: Sequence[Mapping[str, str]],
    parts: Iterable[Part],
    rows_read: Mapping[str, int],
    former: Sequence[Mapping[str, object]],
) -> list[Row]:
    """One row per source of this run, and per source that history still cites, then as retired.

    ``described``: the flat description of each source record; ``rows_read``: observations per source.
    """
    by_source: dict[str, list[Part]] = {}
    for part in parts:
        by_source.setdefault(part.source_id, []).append(part)
    rows: list[Row] = []
    for source in described:
        mine = by_source.get(source["source_id"], [])
        failures = sorted(part.failure for part in mine if part.failure)
        rows.append({
            **source,
            "rows": rows_read.get(source["source_id"], 0),
            "data_of": max((part.data_of for part in mine), default=""),
            "failure": " | ".join(failures),
        })  # fmt: skip
    present = {row["source_id"] for row in rows}
    for gone in former:
        if gone["source_id"] not in present:
            rows.append(
                {**gone, "lifecycle": "retired", "lifecycle_reason": "ya no está entre las fuentes", "failure": ""}
            )
    return rows


def capture_rows(
    parts: Iterable[Part],
    rows_read: Mapping[str, int],
    former: Sequence[Mapping[str, object]],
    cited: frozenset[str],
) -> list[Row]:
    """One row per capture in use, and per former capture that a row of this version still cites."""
    rows: dict[tuple[object, ...], Row] = {}
    for old in former:
        if old["capture_sha256"] in cited:
            rows[old["capture_sha256"], old["source_id"], old["url"]] = dict(old)
    for part in parts:
        for capture in part.captures:
            if capture.sha256 not in cited and capture.sha256 not in rows_read:
                continue
            key = (capture.sha256, part.source_id, capture.url)
            kept = rows.get(key, {})
            rows[key] = {
                "capture_sha256": capture.sha256,
                "source_id": part.source_id,
                "url": capture.url,
                "captured_at": kept.get("captured_at") or capture.captured_at,
                "status": capture.status,
                "media_type": capture.media_type,
                "size_bytes": capture.size_bytes,
                "archive_url": kept.get("archive_url", "") if kept else capture.archive_url,
                "rows": rows_read.get(capture.sha256, 0),
            }
    return list(rows.values())


def cited_captures(tables: Mapping[str, Sequence[Mapping[str, object]]]) -> frozenset[str]:
    """Digests that any row of the tables cites."""
    return frozenset(
        str(row["capture_sha256"]) for rows in tables.values() for row in rows if row.get("capture_sha256")
    )


def count_by(rows: Iterable[Mapping[str, object]], column: str) -> Counter[str]:
    """How many rows have each value of a column."""
    return Counter(str(row[column]) for row in rows)
