"""What floors and ceilings are compared with: rows by source and state, and how much of each field is empty."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Set

import pyarrow
from pyarrow import compute

from expectations.thresholds import EMPTY_SHARE, SOURCE, SOURCE_STATE, TABLE, Place
from warehouse.schema import TABLES, Field

# Where the rows of sources stand, one for each printed row; an agreement that two sources print counts for both.
COUNTED = ("agreement_observations", "branches", "claims", "laws", "office_facts", "published_figures")
# Who says it and when is told by us, and what is always there or never has no share worth watching.
_OURS = frozenset({
    "source_id", "source_url", "capture_sha256", "locator", "original", "raw_key", "part", "carried", "first_seen",
    "last_seen", "seen_on", "withdrawn_on", "evidence", "evidence_printed", "same_as", "agreement_id", "status",
    "in_registry",
})  # fmt: skip


def measured(
    tables: Mapping[str, pyarrow.Table], scopes: Set[str] = frozenset({TABLE, SOURCE, SOURCE_STATE, EMPTY_SHARE})
) -> dict[Place, float]:
    """Every number that a threshold of one of the ``scopes`` may be about, by its place."""
    found: dict[Place, float] = {(TABLE, name, "", ""): float(table.num_rows) for name, table in tables.items()}
    if scopes <= {TABLE}:
        return found
    by_source: Counter[str] = Counter()
    by_state: Counter[tuple[str, str]] = Counter()
    for name in COUNTED:
        if name not in tables or not tables[name].num_rows:
            continue
        rows = printed(tables[name])
        for source, state, count in _counts(rows):
            by_source[source] += count
            if state and state != "00":
                by_state[source, state] += count
        if EMPTY_SHARE in scopes and name != "published_figures":
            found |= {
                (EMPTY_SHARE, source, "", f"{name}.{field}"): share for source, field, share in _empty(name, rows)
            }
    for source, state in _held(tables):
        # A row held back was read all the same: it is no silence.
        by_source[source] += 1
        if state:
            by_state[source, state] += 1
    found |= {(SOURCE, source, "", ""): float(count) for source, count in by_source.items()}
    found |= {(SOURCE_STATE, source, state, ""): float(count) for (source, state), count in by_state.items()}
    return found


def _held(tables: Mapping[str, pyarrow.Table]) -> Iterator[tuple[str, str]]:
    """Source and state of each row that is in quarantine and not in its table."""
    if "quarantine" not in tables:
        return
    rows = {(line["table_name"], line["record_id"]): line for line in tables["quarantine"].to_pylist()}
    names = {name for name, _ in rows} & tables.keys()
    published = {name: set(tables[name][TABLES[name].key[0]].to_pylist()) for name in names}
    for (name, record), line in rows.items():
        if name in published and record not in published[name]:
            yield str(line["source_id"]), str(json.loads(line["held_row"]).get("state_code") or "")


def printed(rows: pyarrow.Table) -> pyarrow.Table:
    """The rows that their source still prints."""
    if "withdrawn_on" not in rows.column_names:
        return rows
    return rows.filter(compute.is_null(rows["withdrawn_on"]))


def _counts(rows: pyarrow.Table) -> Iterator[tuple[str, str, int]]:
    groups = rows.group_by(["source_id", "state_code"]).aggregate([([], "count_all")])
    columns = (groups[name].to_pylist() for name in ("source_id", "state_code", "count_all"))
    for source, state, count in zip(*columns, strict=True):
        yield str(source), str(state or ""), int(count)


def _empty(name: str, rows: pyarrow.Table) -> Iterator[tuple[str, str, float]]:
    fields = [field for field in TABLES[name].fields if _is_watched(name, field) and field.name in rows.column_names]
    filled = pyarrow.table(
        {"source_id": rows["source_id"]}
        | {field.name: compute.cast(_is_empty(field, rows), "int64") for field in fields}
    )
    groups = filled.group_by("source_id").aggregate([(field.name, "mean") for field in fields])
    for line in groups.to_pylist():
        for field in fields:
            yield str(line["source_id"]), field.name, float(line[f"{field.name}_mean"])


def _is_watched(table: str, field: Field) -> bool:
    return not field.required and not field.volatile and field.name not in _OURS | set(TABLES[table].key)


def _is_empty(field: Field, rows: pyarrow.Table) -> pyarrow.ChunkedArray:
    column = rows[field.name]
    if field.kind == "text_list":
        return compute.equal(compute.fill_null(compute.list_value_length(column), 0), 0)
    return compute.is_null(column)
