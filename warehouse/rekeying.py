"""The identifiers in use put in the place of those a replay of history gave."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as compute

from warehouse.arrow import ordered
from warehouse.schema import TABLES

_OBSERVATIONS = "agreement_observations"
_COLUMNS = ("agreement_id", "other_id", "record_id", "observation_id")


def renamed(replayed: Mapping[str, pa.Table], used: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The replayed tables with the agreement and observation identifiers of the tables in use.

    Both end with the same rows of the same sources, by which they are told to be the same. What only the replay knows
    keeps its identifier, unless another agreement uses it: then it gets a longer one.
    """
    names = {**_names(replayed, used, "observation_id"), **_names(replayed, used, "agreement_id")}
    return {name: _rename(name, table, names) for name, table in replayed.items()}


def _names(replayed: Mapping[str, pa.Table], used: Mapping[str, pa.Table], column: str) -> dict[str, str]:
    new, old = _by_row(replayed, column), _by_row(used, column)
    names: dict[str, str] = {}
    for row, identifier in new.items():
        if row in old and identifier not in names and old[row] not in names.values():
            names[identifier] = old[row]
    taken = set(names.values()) | set(old.values())
    for identifier in sorted(set(new.values())):
        if identifier not in names and identifier in taken:
            longer = next(name for digit in "0123456789" if (name := f"{identifier}{digit}") not in taken)
            names[identifier] = longer
    return names


def _by_row(tables: Mapping[str, pa.Table], column: str) -> dict[tuple[object, ...], str]:
    """The identifier of each row a source prints; rows still printed first, for they are sure to be in both."""
    rows = tables[_OBSERVATIONS].to_pylist() if _OBSERVATIONS in tables else []
    rows.sort(key=lambda row: (row["withdrawn_on"] is not None, str(row["withdrawn_on"]), row["observation_id"]))
    found: dict[tuple[object, ...], str] = {}
    for row in rows:
        found.setdefault((row["source_id"], row["raw_key"], row["title"], row["original"]), row[column])
    return found


def _rename(name: str, table: pa.Table, names: Mapping[str, str]) -> pa.Table:
    for column in set(_COLUMNS) & set(table.column_names):
        values = [names.get(value, value) for value in table.column(column).to_pylist()]
        position = table.column_names.index(column)
        table = table.set_column(position, table.schema.field(position), pa.array(values, type=pa.string()))
    if name == "changes":
        rekeyed = compute.equal(compute.fill_null(table.column("field"), ""), "agreement_id")
        table = table.filter(compute.invert(rekeyed))
    return ordered(TABLES[name], table)
