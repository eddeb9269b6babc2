"""What each version changed, read from that version's own immutable folder: so an entry never changes later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as parquet

from warehouse.arrow import arrow_schema
from warehouse.change_sentences import RecordChanges
from warehouse.feeds.words import HELD
from warehouse.layout import version_key
from warehouse.notices import changed_records, published_rows
from warehouse.published import versions
from warehouse.schema import TABLES

Rows = Sequence[Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """A published version, the one before it, and what it changed; the first one changed nothing but holds rows.

    ``first_read`` are the sources of which no agreement was known before.
    """

    version: str
    previous: str | None
    changed: tuple[RecordChanges, ...] = ()
    first_read: frozenset[str] = frozenset()
    held: Mapping[str, int] | None = None
    states: int = 0


def versions_told(
    public: Path, version: str, newest: int, tables: Mapping[str, pa.Table] | None = None
) -> list[VersionChanges]:
    """``version`` and those before it, at most ``newest``, newest first, each with its changes.

    ``tables`` are those of ``version``, if at hand. A version whose files cannot be read is told by what its
    changes alone say: ``verify`` names it.
    """
    listed = [entry for entry in versions(public) if version_key(entry["version"]) <= version_key(version)][:newest]
    current = tables or _read(public, version, ["changes"])
    changes: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
    # The table holds the changes of every version up to the current one.
    for change in current["changes"].to_pylist():
        changes[str(change["version"])].append(change)
    at_hand = {version: tables} if tables else {}
    return [_told(public, entry, changes[str(entry["version"])], at_hand) for entry in listed]


def state_names(public: Path, version: str, tables: Mapping[str, pa.Table] | None = None) -> dict[str, str]:
    """Code and name of the 32 states, as ``version`` has them, in the order of their codes."""
    rows = (tables or _read(public, version, ["states"]))["states"].to_pylist()
    return {str(row["state_code"]): str(row["state"]) for row in rows}


def _told(
    public: Path, entry: Mapping[str, Any], changes: Rows, at_hand: Mapping[str, Mapping[str, pa.Table]]
) -> VersionChanges:
    version, previous = str(entry["version"]), entry["previous"]
    if previous is None:
        held, states = _held(at_hand.get(version) or _read(public, version, HELD["es"]))
        return VersionChanges(version, None, held=held, states=states)
    if not changes:
        return VersionChanges(version, str(previous))
    names = {str(change["table_name"]) for change in changes}
    tables = at_hand.get(version) or _read(public, version, {"sources", *names})
    records = changed_records(tables, map(dict, changes))
    gone = [record for record in records if not record.row]
    former = _read(public, str(previous), {record.table_name for record in gone})
    rows = published_rows(former, [(record.table_name, record.record_id) for record in gone])
    found = [
        record if record.row else replace(record, row=rows.get((record.table_name, record.record_id), {}))
        for record in records
    ]
    return VersionChanges(version, str(previous), tuple(found), _first_read(tables, found))


def _first_read(tables: Mapping[str, pa.Table], changed: Iterable[RecordChanges]) -> frozenset[str]:
    added = {
        record.record_id: str(record.row.get("source_id"))
        for record in changed
        if record.table_name == "agreements" and record.kind == "added"
    }
    if not added:
        return frozenset()
    rows = tables["agreements"].select(["agreement_id", "source_id"]).to_pylist()
    return frozenset(added.values()) - {row["source_id"] for row in rows if row["agreement_id"] not in added}


def _held(tables: Mapping[str, pa.Table]) -> tuple[dict[str, int], int]:
    """Rows by table, each thing once: a row that repeats another counts for nothing, nor an office nobody knows of."""
    counts = {name: tables[name].num_rows for name in HELD["es"]}
    counts["offices"] = tables["offices"].column("known").to_pylist().count("yes")
    for name in ("branches", "laws"):
        counts[name] = tables[name].column("same_as").null_count
    states = {code for code in tables["agreements"].column("state_code").to_pylist() if code}
    return counts, len(states)


def _read(public: Path, version: str, names: Iterable[str]) -> dict[str, pa.Table]:
    """The tables of a version; one that is not there, damaged or older than a column of it lacks that."""
    found = {}
    for name in names:
        schema = arrow_schema(TABLES[name])
        try:
            # `read_table` would take a second more, once, to import what reads folders of files.
            rows = parquet.ParquetFile(public / "v" / version / f"{name}.parquet").read()
        except (OSError, pa.ArrowException):
            rows = schema.empty_table()
        for field in schema:
            if field.name not in rows.column_names:
                rows = rows.append_column(field, pa.nulls(rows.num_rows, field.type))
        found[name] = rows
    return found
