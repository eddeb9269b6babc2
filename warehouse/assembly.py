"""All tables of a version from today's rows, the former version and the state of the sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

from warehouse.analysis import analysis_tables
from warehouse.arrow import arrow_table
from warehouse.composition import compose, in_precedence
from warehouse.coverage import coverage_rows
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
from warehouse.quarantine import JUDGED, LOOKED_UP, Held, Judgement, held_before, hold_back
from warehouse.schema import TABLES
from warehouse.statement_memory import remember_statements
from warehouse.store import Part

Row = dict[str, object]

STATEMENTS = ("office_facts", "branches", "laws")
# Files that come with the product: what they no longer hold was our list, not a source's word.
SHIPPED = "file:captures/"


def _former_rows(former: Mapping[str, pa.Table], name: str) -> list[Row]:
    if name not in former:
        return []
    kept = set(TABLES[name].columns)
    rows: list[Row] = former[name].select([one for one in former[name].column_names if one in kept]).to_pylist()
    return rows


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
    names = TABLES["agreement_parties"].columns
    return [{name: row.get(name) for name in names} for row in found]


def known_observations(former: Mapping[str, pa.Table]) -> list[Row]:
    """What the former version knew, by observation: what it published, and what it held back of other rows."""
    return _known(former, remembered_observations(former))


def _known(former: Mapping[str, pa.Table], published: list[Row]) -> list[Row]:
    names = {row["observation_id"] for row in published}
    return published + [row for row in held_before(former) if row["observation_id"] not in names]


def rekeyed(former: Mapping[str, pa.Table], rows: Mapping[str, list[Row]]) -> list[Row]:
    """What the former version knew, by observation, under the identifiers in use today.

    What was held back and is no longer printed is forgotten: it was never published, so nobody withdrew it.
    """
    aliases = {row["old_id"]: row["agreement_id"] for row in rows.get("agreement_aliases", [])}
    published = remembered_observations(former)
    counted = {row["observation_id"] for row in published} | {row["observation_id"] for row in rows["agreements"]}
    known = [row for row in _known(former, published) if row["observation_id"] in counted]
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
    judgement: Judgement | None = None,
) -> tuple[str, dict[str, pa.Table]]:
    """The version's name and every table of the schema.

    ``rows``: today's rows of the tables that come from sources; ``former``: the tables of the latest version, if any;
    ``former_captures``: digests that version was made of, to tell a change of the source from one of our process;
    ``version``: its name where it is not to be the next one under ``public``; ``judgement``: which rows are not to be
    believed, before anything is counted of them; without it all are.
    """
    # A clock set back must not make a version older than the newest.
    newest = next(iter(version_folders(public)), today)
    version = version or next_version(public, max(today, version_key(newest)[0]))
    looked = Looked(
        frozenset(part.key for part in parts if part.data_of and not part.failure),
        frozenset(part.key for part in parts if part.failure),
        {part.key: part.looked_at[:10] for part in parts if part.looked_at},
    )
    reading = _Reading(looked, frozenset(rows_by_capture), _shipped(described), today)
    filled, held = _believed(rows, former, reading, judgement)
    filled["quality"] = list(quality)
    agreements, observations = filled["agreements"], filled["agreement_observations"]
    believed = [row for row in rows["agreement_parties"] if row["agreement_id"] not in held.ids]
    filled["agreement_parties"] = _parties(believed, former, observations)
    filled["agreement_versions"] = next_versions(former.get("agreement_versions"), agreements, version)
    filled |= _offices(filled, former, version)
    remembered = [*agreements, *(row for name in STATEMENTS for row in filled[name]), *held.rows]
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
    if judgement and (remarks := judgement.remarks(tables)):
        tables["quality"] = arrow_table(TABLES["quality"], [*quality, *remarks])
    tables |= analysis_tables(tables, comparable=comparable)
    tables["coverage"] = arrow_table(TABLES["coverage"], coverage_rows(tables))
    origin = _Origin(former, tables, former_captures, frozenset(rows_by_capture), held.gone)
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


def _believed(
    rows: Mapping[str, list[Row]], former: Mapping[str, pa.Table], reading: _Reading, judgement: Judgement | None
) -> tuple[dict[str, list[Row]], Held]:
    """The rows of every table that comes from sources, joined with remembered ones, less those that are held back."""
    known = rekeyed(former, rows)
    observations = merge_observations(known, rows["agreements"], today=reading.today, looked=reading.looked)
    filled: dict[str, list[Row]] = dict(rows) | {name: _statements(name, rows, former, reading) for name in STATEMENTS}
    filled["agreement_observations"] = observations
    filled["agreements"], filled["conflicts"] = compose(observations)
    held = Held()
    if judgement:
        before = {name: _former_rows(former, name) for name in (*JUDGED, *LOOKED_UP, "conflicts")}
        published = {row["observation_id"] for row in before["agreement_observations"]}
        before["agreement_observations"] = [row for row in known if row["observation_id"] in published]
        held = hold_back(filled, before, judgement)
    filled["quarantine"] = held.rows
    return filled, held


def _statements(
    name: str, rows: Mapping[str, list[Row]], former: Mapping[str, pa.Table], reading: _Reading
) -> list[Row]:
    """Statements of today and remembered ones."""
    table = TABLES[name]
    before = former.get(name)
    # Rows of a release that did not have these columns yet cannot be told as they would be today.
    whole = before is not None and all(f.name in before.column_names for f in table.fields if f.required)
    known = _former_rows(former, name) if whole else []
    return remember_statements(
        table, known, rows[name], looked=reading.looked, captures=reading.captures, shipped=reading.shipped,
        today=reading.today,
    )  # fmt: skip


def _offices(filled: Mapping[str, list[Row]], former: Mapping[str, pa.Table], version: str) -> dict[str, list[Row]]:
    """What is composed of the statements about offices."""
    offices, names = compose_offices(filled["states"], filled["office_facts"], filled["laws"])
    states = [{in_history(name): value for name, value in row.items()} for row in offices]
    versions = next_versions(former.get("office_versions"), states, version, OFFICE_STATE)
    return {"offices": offices, "office_names": names, "office_versions": versions}


def _shipped(described: Sequence[Mapping[str, str]]) -> frozenset[str]:
    return frozenset(source["source_id"] for source in described if source["url"].startswith(SHIPPED))


def _cited_sources(former: Mapping[str, pa.Table], remembered: Sequence[Row]) -> list[Row]:
    """Former sources that a remembered agreement or statement, or the history, still names."""
    cited = {row["source_id"] for row in remembered}
    if "agreement_versions" in former:
        cited |= set(former["agreement_versions"].column("source_id").to_pylist())
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
        held: Mapping[str, Set[str]],
    ) -> None:
        self._held = held
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
        # What we hold back was not withdrawn by its source.
        return "source" if self._new and record_id not in self._held.get(table_name, ()) else "process"
