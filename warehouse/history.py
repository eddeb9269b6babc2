"""What we knew and what we know: the memory of the agreements and the differences of two versions.

Pure functions. Identity is the published key and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from warehouse.cells import as_text
from warehouse.fields import Table
from warehouse.schema import AGREEMENTS, TABLES

WITHDRAWN = "withdrawn"
# Each changes by itself when an agreement is withdrawn or returns: that is one change, not three.
WITHDRAWAL_COLUMNS = frozenset({"status", "withdrawn_on"})
COMPARED_TABLES = ("agreements", "offices", "office_facts", "branches", "laws", "claims")

OBSERVATIONS = "agreement_observations"

Row = Mapping[str, object]
OriginOf = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class Looked:
    """How the looks went: the parts of sources that were read well, those that were not, and the day of each look.

    A part without a day was looked at today; one that is only known from an archive was not.
    """

    good: frozenset[tuple[str, str]] = frozenset()
    failed: frozenset[tuple[str, str]] = frozenset()
    days: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def day(self, row: Mapping[str, object], today: str) -> str:
        """The day on which the part a row comes from was last looked at."""
        return self.days.get((str(row["source_id"]), str(row.get("part") or "")), today)

    def well(self, row: Mapping[str, object]) -> bool:
        """Whether the part a row comes from was read well today; of a part that is no more, whether all others were."""
        source, part = str(row["source_id"]), str(row.get("part") or "")
        if (source, part) in self.good or (source, part) in self.failed:
            return (source, part) in self.good
        return source in {name for name, _ in self.good} and source not in {name for name, _ in self.failed}


def merge_observations(
    known: Sequence[Row], observed: Sequence[Row], *, today: str, looked: Looked
) -> list[dict[str, object]]:
    """Join what the former version knew with what was observed today, one row per observation.

    ``known``: rows of ``agreement_observations``; ``observed``: today's, without first_seen, last_seen and
    withdrawn_on. A row that is gone from a part that was read well, or from the newest good captures of one that
    fails today, is withdrawn; every other row of a part that failed is what it was last time.
    """
    remembered = {str(row["observation_id"]): row for row in known}
    merged = {}
    read = {(record["source_id"], record.get("part") or "") for record in observed}
    for record in observed:
        identifier = str(record["observation_id"])
        former = remembered.get(identifier, {})
        first_seen = former.get("first_seen") or today
        # A clock set back must not have us see a thing last before we saw it first; a failing page shows nothing.
        day = looked.day(record, today)
        last_seen = max(day, str(first_seen)) if looked.well(record) else former.get("last_seen") or first_seen
        merged[identifier] = {**record, "first_seen": first_seen, "last_seen": last_seen, "withdrawn_on": None}
    for identifier, row in remembered.items():
        if identifier not in merged:
            # A part that fails today still says, by its newest good captures, what it no longer prints.
            told = looked.well(row) or (row["source_id"], row.get("part") or "") in read
            gone = not row["withdrawn_on"] and told
            merged[identifier] = {**row, "withdrawn_on": today} if gone else dict(row)
    return list(merged.values())


def remembered_observations(former: Mapping[str, pa.Table]) -> list[dict[str, object]]:
    """What the former version knew, by observation; of a version older than that table, one for each agreement."""
    if OBSERVATIONS in former:
        names = TABLES[OBSERVATIONS].columns
        return [{name: row.get(name) for name in names} for row in _rows(former[OBSERVATIONS])]
    names = AGREEMENTS.columns
    return [
        {**{name: row.get(name) for name in names}, "raw_key": row["agreement_id"], "part": "",
         "observation_id": "obs-" + str(row["agreement_id"]).replace("-", "")}
        for row in _rows(former.get("agreements"))
    ]  # fmt: skip


def next_versions(
    former_versions: pa.Table | None, current: Sequence[Row], version: str, table: Table = AGREEMENTS
) -> list[dict[str, object]]:
    """Carry the history of a table (``agreement_versions``, ``office_versions``) on to ``version``.

    A state that no longer holds is closed with ``valid_to = version``; a new one is opened. A state is the stable
    columns of ``table``. Returns all rows, former ones included.
    """
    (key,) = table.key
    history = _rows(former_versions)
    fields = [(field.name, field.kind == "text_list") for field in table.fields if not field.volatile]
    states = {str(row[key]): _state(fields, row) for row in current}
    unchanged = set()
    for row in history:
        if row["valid_to"] is not None:
            continue
        if _state(fields, row) == states.get(str(row[key])):
            unchanged.add(str(row[key]))
        else:
            row["valid_to"] = version
    kept = [name for name in table.columns if name != "last_seen"]
    opened = [
        {**{name: row.get(name) for name in kept}, "valid_from": version, "valid_to": None}
        for row in current
        if str(row[key]) not in unchanged
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
        replaced = _replaced(current) if table is AGREEMENTS else {}
        for record_id in sorted(before.keys() | after.keys()):
            old, new = before.get(record_id), after.get(record_id)
            if new is None and record_id in replaced:
                changes.append(_rekeyed(version, record_id, replaced[record_id], old))
                continue
            source_id = (new or old or {}).get("source_id")
            for change in _record_changes(old, new, columns):
                place = {"version": version, "table_name": name, "record_id": record_id}
                changes.append({**place, **change, "origin": origin_of(name, record_id), "source_id": source_id})
    return changes


def _state(fields: Sequence[tuple[str, bool]], row: Row) -> dict[str, object]:
    """``fields``: names, and whether they hold a list."""
    # No value at all is the empty list in a list column and null in any other, as Arrow has them.
    return {name: row.get(name) or ([] if is_list else _null(row.get(name))) for name, is_list in fields}


def _replaced(current: Mapping[str, pa.Table]) -> dict[str, str]:
    rows = _rows(current.get("agreement_aliases"))
    return {str(row["old_id"]): str(row["agreement_id"]) for row in rows}


def _rekeyed(version: str, old_id: str, new_id: str, old: Row | None) -> dict[str, object]:
    """A person said that two identifiers are one agreement: nothing was withdrawn."""
    return {
        "version": version, "table_name": "agreements", "record_id": old_id, "change": "amended",
        "field": "agreement_id", "before": old_id, "after": new_id, "origin": "process",
        "source_id": (old or {}).get("source_id"),
    }  # fmt: skip


def _null(value: object) -> object:
    return None if value == "" else value


def _is_withdrawn(row: Row) -> bool:
    """Whether its source no longer lists it: agreements say so in their status, statements by a date alone."""
    return row.get("status") == WITHDRAWN or bool(row.get("withdrawn_on"))


def _record_changes(old: Row | None, new: Row | None, columns: Sequence[str]) -> list[dict[str, object]]:
    if old is None:
        return [{"change": "added"}]
    if new is None:
        # What was withdrawn before it vanished has been told already.
        return [] if _is_withdrawn(old) else [{"change": WITHDRAWN}]
    changes: list[dict[str, object]] = []
    skipped: frozenset[str] = frozenset()
    if _is_withdrawn(old) != _is_withdrawn(new):
        changes.append({"change": WITHDRAWN if _is_withdrawn(new) else "restored"})
        # The status of a branch or a law is not about its withdrawal.
        is_status = WITHDRAWN in (old.get("status"), new.get("status"))
        skipped = WITHDRAWAL_COLUMNS if is_status else frozenset({"withdrawn_on"})
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
