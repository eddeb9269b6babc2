"""What we knew and what we know: the memory of the agreements and the differences of two versions.

Pure functions. Identity is the published key and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa

from warehouse.cells import as_text
from warehouse.fields import Table
from warehouse.schema import AGREEMENTS, TABLES

WITHDRAWN = "withdrawn"
# Each changes by itself when an agreement is withdrawn or returns: that is one change, not three.
WITHDRAWAL_COLUMNS = frozenset({"status", "withdrawn_on"})
COMPARED_TABLES = ("agreements", "offices", "office_facts", "branches", "laws", "claims")

STABLE_COLUMNS = AGREEMENTS.stable_columns
LIST_COLUMNS = frozenset(field.name for field in AGREEMENTS.fields if field.kind == "text_list")

Row = Mapping[str, object]
OriginOf = Callable[[str, str], str]


def merge_agreements(
    known: pa.Table | None, observed: Sequence[Row], *, today: str, readable_sources: frozenset[str]
) -> list[dict[str, object]]:
    """Join what the former version knew with what was observed today.

    ``known`` is the former ``agreements`` table; ``observed`` are today's records, without first_seen,
    last_seen and withdrawn_on; ``readable_sources`` were read well today: only those can withdraw.
    Returns one row per agreement, observed ones first.
    """
    remembered = {str(row["agreement_id"]): row for row in _rows(known)}
    merged = {}
    for record in observed:
        identifier = str(record["agreement_id"])
        first_seen = remembered.get(identifier, {}).get("first_seen") or today
        # A clock set back must not have us see a thing last before we saw it first.
        last_seen = max(today, str(first_seen))
        merged[identifier] = {**record, "first_seen": first_seen, "last_seen": last_seen, "withdrawn_on": None}
    for identifier, row in remembered.items():
        if identifier not in merged:
            merged[identifier] = _unseen(row, today, readable_sources)
    return list(merged.values())


def next_versions(former_versions: pa.Table | None, agreements: Sequence[Row], version: str) -> list[dict[str, object]]:
    """Carry ``agreement_versions`` on to ``version``.

    A state that no longer holds is closed with ``valid_to = version``; a new one is opened. A state is
    the stable columns of ``agreements``. Returns all rows, former ones included.
    """
    history = _rows(former_versions)
    current = {str(row["agreement_id"]): _state(row) for row in agreements}
    unchanged = set()
    for row in history:
        if row["valid_to"] is not None:
            continue
        identifier = str(row["agreement_id"])
        if _state(row) == current.get(identifier):
            unchanged.add(identifier)
        else:
            row["valid_to"] = version
    opened = [
        {**state, "valid_from": version, "valid_to": None}
        for identifier, state in current.items()
        if identifier not in unchanged
    ]
    return history + opened


def changes_between(
    former: Mapping[str, pa.Table], current: Mapping[str, pa.Table], version: str, origin_of: OriginOf
) -> list[dict[str, object]]:
    """Rows of ``changes`` that lead from ``former`` to ``current``, which becomes ``version``.

    ``origin_of(table_name, record_id)`` says whether the source or our process changed. A table the
    former version did not have yet changes nothing; so the first version has no changes.
    """
    changes: list[dict[str, object]] = []
    for name in COMPARED_TABLES:
        if name not in former or name not in current:
            continue
        table = TABLES[name]
        # A column that one of the two does not have yet is a change of our schema, not of the data.
        shared = set(former[name].column_names) & set(current[name].column_names)
        columns = [column for column in table.stable_columns if column in shared and column not in table.key]
        before, after = _by_key(table, former[name]), _by_key(table, current[name])
        for record_id in sorted(before.keys() | after.keys()):
            old, new = before.get(record_id), after.get(record_id)
            source_id = (new or old or {}).get("source_id")
            for change in _record_changes(old, new, columns, is_agreement=table is AGREEMENTS):
                place = {"version": version, "table_name": name, "record_id": record_id}
                changes.append({**place, **change, "origin": origin_of(name, record_id), "source_id": source_id})
    return changes


def _unseen(row: dict[str, object], today: str, readable_sources: frozenset[str]) -> dict[str, object]:
    if row["status"] == WITHDRAWN or row["source_id"] not in readable_sources:
        return row
    return {**row, "status": WITHDRAWN, "withdrawn_on": today}


def _state(row: Row) -> dict[str, object]:
    # No value at all is the empty list in a list column and null in any other, as Arrow has them.
    return {name: row.get(name) or ([] if name in LIST_COLUMNS else _null(row.get(name))) for name in STABLE_COLUMNS}


def _null(value: object) -> object:
    return None if value == "" else value


def _record_changes(
    old: Row | None, new: Row | None, columns: Sequence[str], *, is_agreement: bool
) -> list[dict[str, object]]:
    if old is None:
        return [{"change": "added"}]
    if new is None:
        # What was withdrawn before it vanished has been told already.
        return [] if is_agreement and old["status"] == WITHDRAWN else [{"change": WITHDRAWN}]
    changes: list[dict[str, object]] = []
    skipped: frozenset[str] = frozenset()
    if is_agreement and (old["status"] == WITHDRAWN) != (new["status"] == WITHDRAWN):
        changes.append({"change": WITHDRAWN if new["status"] == WITHDRAWN else "restored"})
        skipped = WITHDRAWAL_COLUMNS
    for column in columns:
        if old.get(column) == new.get(column) or column in skipped:
            continue
        before, after = as_text(old.get(column)), as_text(new.get(column))
        if before != after:
            changes.append({"change": "amended", "field": column, "before": before, "after": after})
    return changes


def _by_key(table: Table, rows: pa.Table) -> dict[str, dict[str, object]]:
    return {"|".join(str(row[name]) for name in table.key): row for row in _rows(rows)}


def _rows(table: pa.Table | None) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = [] if table is None else table.to_pylist()
    return rows
