"""All tables of a version from today's rows, the former version and the state of the sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from warehouse.analysis import analysis_tables
from warehouse.arrow import arrow_table
from warehouse.composition import compose, in_precedence
from warehouse.history import (
    WITHDRAWN,
    Looked,
    changes_between,
    merge_observations,
    next_versions,
    remembered_observations,
)
from warehouse.layout import next_version, version_folders, version_key
from warehouse.office_composition import compose_offices
from warehouse.office_tables import OFFICE_STATE, in_history
from warehouse.provenance import capture_rows, cited_captures, source_rows
from warehouse.schema import TABLES
from warehouse.statement_memory import remember_statements
from warehouse.store import Part

Row = dict[str, object]

STATEMENTS = ("office_facts", "branches", "laws")
# Files that come with the product: what they no longer hold was our list, not a source's word.
SHIPPED = "file:captures/"


def _former_rows(former: Mapping[str, pa.Table], name: str) -> list[Row]:
    rows: list[Row] = former[name].to_pylist() if name in former else []
    return [{k: v for k, v in row.items() if k in TABLES[name].columns} for row in rows]


def _parties(observed: Sequence[Row], former: Mapping[str, pa.Table], observations: Sequence[Row]) -> list[Row]:
    """Parties as today's first source prints them, and the former ones of agreements that are only remembered."""
    groups: dict[object, list[Row]] = defaultdict(list)
    for row in observations:
        groups[row["agreement_id"]].append(row)
    first = {in_precedence(group)[0]["observation_id"] for group in groups.values()}
    found = [row for row in observed if row["observation_id"] in first]
    seen = {row["agreement_id"] for row in found}
    found += [
        row
        for row in _former_rows(former, "agreement_parties")
        if row["agreement_id"] in groups and row["agreement_id"] not in seen
    ]
    return [{name: row.get(name) for name in TABLES["agreement_parties"].columns} for row in found]


def rekeyed(former: Mapping[str, pa.Table], rows: Mapping[str, list[Row]]) -> list[Row]:
    """What the former version knew, by observation, under the identifiers in use today."""
    aliases = {row["old_id"]: row["agreement_id"] for row in rows.get("agreement_aliases", [])}
    known = remembered_observations(former)
    return [{**row, "agreement_id": aliases.get(row["agreement_id"], row["agreement_id"])} for row in known]


def assemble(
    rows: Mapping[str, list[Row]],
    quality: Sequence[Row],
    former: Mapping[str, pa.Table],
    *,
    described: Sequence[Mapping[str, str]],
    parts: Sequence[Part],
    rows_by_source: Mapping[str, int],
    rows_by_capture: Mapping[str, int],
    former_captures: frozenset[str],
    public: Path,
    today: str,
    version: str = "",
) -> tuple[str, dict[str, pa.Table]]:
    """The version's name and every table of the schema.

    ``rows``: today's rows of the tables that come from sources; ``former``: the tables of the latest version, if any;
    ``former_captures``: digests that version was made of, to tell a change of the source from one of our process;
    ``version``: its name where it is not to be the next one under ``public``.
    """
    # A clock set back must not make a version older than the newest.
    newest = next(iter(version_folders(public)), today)
    version = version or next_version(public, max(today, version_key(newest)[0]))
    looked = Looked(
        frozenset(part.key for part in parts if part.data_of and not part.failure),
        frozenset(part.key for part in parts if part.failure),
        {part.key: part.looked_at[:10] for part in parts if part.looked_at},
    )
    observations = merge_observations(rekeyed(former, rows), rows["agreements"], today=today, looked=looked)
    agreements, conflicts = compose(observations)
    filled: dict[str, list[Row]] = {**rows, "quality": list(quality), "agreements": agreements}
    filled |= {"agreement_observations": observations, "conflicts": conflicts}
    filled["agreement_parties"] = _parties(rows["agreement_parties"], former, observations)
    filled["agreement_versions"] = next_versions(former.get("agreement_versions"), agreements, version)
    shipped = frozenset(source["source_id"] for source in described if source["url"].startswith(SHIPPED))
    reading = _Reading(looked, frozenset(rows_by_capture), shipped, today)
    filled |= _office_tables(rows, former, reading, version)
    remembered = [*agreements, *(row for name in STATEMENTS for row in filled[name])]
    filled["sources"] = source_rows(described, parts, rows_by_source, _cited_sources(former, remembered))
    cited = cited_captures(filled)
    filled["captures"] = capture_rows(parts, rows_by_capture, _former_rows(former, "captures"), cited)
    tables = {name: arrow_table(TABLES[name], filled[name]) for name in filled}
    comparable = any(
        source["evidence"] == "registry"
        and source["dataset"] == "agreements"
        and rows_by_source.get(source["source_id"])
        for source in described
    )
    tables |= analysis_tables(tables, comparable=comparable)
    origin = _Origin(former, tables, former_captures, frozenset(rows_by_capture))
    found = changes_between(former, tables, version, origin.of)
    earlier = _former_rows(former, "changes")
    tables["changes"] = arrow_table(TABLES["changes"], [*earlier, *found])
    return version, tables


@dataclass(frozen=True, slots=True)
class _Reading:
    """How today's reading went: the looks, the captures read, and the sources that come with the product."""

    looked: Looked
    captures: frozenset[str]
    shipped: frozenset[str]
    today: str


def _office_tables(
    rows: Mapping[str, list[Row]], former: Mapping[str, pa.Table], reading: _Reading, version: str
) -> dict[str, list[Row]]:
    """Statements of today and remembered ones, and what is composed of them."""
    filled: dict[str, list[Row]] = {}
    for name in STATEMENTS:
        table = TABLES[name]
        known = former.get(name)
        # Rows of a release that did not have these columns yet cannot be told as they would be today.
        whole = known is not None and all(f.name in known.column_names for f in table.fields if f.required)
        filled[name] = remember_statements(
            table, _former_rows(former, name) if whole else [], rows[name], looked=reading.looked,
            captures=reading.captures, shipped=reading.shipped, today=reading.today,
        )  # fmt: skip
    filled["offices"], filled["office_names"] = compose_offices(rows["states"], filled["office_facts"], filled["laws"])
    states = [{in_history(name): value for name, value in row.items()} for row in filled["offices"]]
    filled["office_versions"] = next_versions(former.get("office_versions"), states, version, OFFICE_STATE)
    return filled


def _cited_sources(former: Mapping[str, pa.Table], remembered: Sequence[Row]) -> list[Row]:
    """Former sources that a remembered agreement or statement, or the history, still names."""
    cited = {row["source_id"] for row in remembered}
    cited |= {row["source_id"] for row in _former_rows(former, "agreement_versions")}
    return [row for row in _former_rows(former, "sources") if row["source_id"] in cited]


class _Printed(NamedTuple):
    """What a row says its source printed, from which capture, and its status."""

    original: object
    capture: object
    status: object


class _Origin:
    """Tells whether the captured text of a row changed, or only what we make of it."""

    def __init__(
        self,
        former: Mapping[str, pa.Table],
        current: Mapping[str, pa.Table],
        former_captures: frozenset[str],
        captures: frozenset[str],
    ) -> None:
        self._new = captures - former_captures
        self._before = {name: self._by_key(name, table) for name, table in former.items() if name in TABLES}
        self._after = {name: self._by_key(name, table) for name, table in current.items() if name in TABLES}

    @staticmethod
    def _by_key(name: str, table: pa.Table) -> dict[str, _Printed]:
        if "capture_sha256" not in table.column_names or len(TABLES[name].key) != 1:
            return {}
        original = table.column("original").to_pylist() if "original" in table.column_names else [None] * table.num_rows
        status = table.column("status").to_pylist() if "status" in table.column_names else [None] * table.num_rows
        captures = table.column("capture_sha256").to_pylist()
        printed = (_Printed(*values) for values in zip(original, captures, status, strict=True))
        return dict(zip(table.column(TABLES[name].key[0]).to_pylist(), printed, strict=True))

    def of(self, table_name: str, record_id: str) -> str:
        """``source`` or ``process``."""
        before = self._before.get(table_name, {}).get(record_id)
        after = self._after.get(table_name, {}).get(record_id)
        if before and after:
            if (before.status == WITHDRAWN) != (after.status == WITHDRAWN):
                return "source" if self._new else "process"
            if before.original is not None:
                return "process" if before.original == after.original else "source"
            return "process" if before.capture == after.capture else "source"
        if after:
            return "source" if after.capture in self._new else "process"
        return "source" if self._new else "process"
