"""Rows that break a row rule are held back, and what hangs on them with them; the others go on.

What a former version published and today breaks a rule stays published as it was, with a row of ``quarantine`` that
says what its source prints now: the source did not withdraw it, and what it says instead cannot be right. Only where
the former state breaks a rule, too (a rule is new), it leaves its table, and the change tells of our process and not of
the source. Identifiers are remembered through the held rows, so that a row that is mended comes back as it was called.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import pyarrow as pa

from warehouse.cells import as_text
from warehouse.schema import TABLES

Row = dict[str, object]
Rows = dict[str, list[Row]]

AGREEMENTS, OBSERVATIONS, QUARANTINE = "agreements", "agreement_observations", "quarantine"
STATEMENTS = ("branches", "claims", "laws", "office_facts")
JUDGED = (AGREEMENTS, OBSERVATIONS, *STATEMENTS)
# What the rules look things up in.
LOOKED_UP = ("states", "municipalities")


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that breaks a rule: its table and its place in the rows given, the rule, and the cell to blame."""

    table: str
    position: int
    rule: str
    field: str
    message: str


class Judgement(Protocol):
    """What the caller believes: the warehouse knows no rules."""

    def faults(self, rows: Mapping[str, Sequence[Row]], /) -> Sequence[Fault]:
        """The rows of these tables that break a row rule."""
        ...

    def remarks(self, tables: Mapping[str, pa.Table], /) -> Sequence[Row]:
        """Rows of ``quality`` about the tables, the quarantine among them."""
        ...


@dataclass(slots=True)
class Held:
    """What was held back: rows of ``quarantine``; the keys, by table, of rows that left their table; the agreements
    of which today's state is not to be believed.
    """

    rows: list[Row] = field(default_factory=list)
    gone: dict[str, set[str]] = field(default_factory=dict)
    ids: frozenset[str] = frozenset()


def hold_back(filled: Rows, former: Mapping[str, Sequence[Row]], judgement: Judgement) -> Held:
    """Take the rows that break a rule out of ``filled``, in place, with what hangs on them.

    ``filled``: rows by table, those of ``JUDGED``, ``conflicts`` and ``review`` among them; ``former``: the rows of the
    former version, its observations under the identifiers in use today.
    """
    blamed = [(fault, filled[fault.table][fault.position]) for fault in judgement.faults(_given(filled))]
    if not blamed:
        return Held()
    _recognise(filled, former, blamed)
    faults = _by_row(blamed)
    held = Held([row for (table, key), found in faults.items() for row in _held_rows(table, key, found, filled)])
    good = _good_before(faults.keys(), former, judgement)
    for table in (AGREEMENTS, *STATEMENTS):
        bad = {key for name, key in faults if name == table}
        kept = {key: row for key in bad if (row := good.get((table, key)))}
        held.gone[table] = bad - kept.keys()
        filled[table] = [row for row in filled[table] if _key(table, row) not in bad] + list(kept.values())
        if table == AGREEMENTS:
            held.ids = frozenset(bad)
            _move_observations(filled, former, bad, set(kept))
    _mend_references(filled)
    return held


def held_before(former: Mapping[str, pa.Table]) -> list[Row]:
    """What the sources of the agreements that the former version held back printed, without the cells to blame.

    What is not believed must not hide whose row it is once it is mended.
    """
    if QUARANTINE not in former:
        return []
    found: dict[str, Row] = {}
    for line in former[QUARANTINE].to_pylist():
        if line["table_name"] == AGREEMENTS:
            for row in json.loads(line["held_row"])["observations"]:
                whole = {name: row.get(name) for name in TABLES[OBSERVATIONS].columns}
                found.setdefault(_key(OBSERVATIONS, row), whole)[line["field"]] = None
    return list(found.values())


def _given(rows: Mapping[str, Sequence[Row]]) -> dict[str, Sequence[Row]]:
    return {name: rows[name] for name in (*JUDGED, *LOOKED_UP) if name in rows}


def _key(table: str, row: Mapping[str, object]) -> str:
    (key,) = TABLES[table].key
    return str(row.get(key) or "")


def _recognise(filled: Rows, former: Mapping[str, Sequence[Row]], blamed: Sequence[tuple[Fault, Row]]) -> None:
    """Give a row back its name where the cell to blame hid that it is one which its source seems to have dropped.

    A page that prints 3011 for 2011 withdrew nothing: one row is gone and another, the same but for the wrong cell, is
    there. In place; the seeming withdrawal is undone.
    """
    published = {str(row["observation_id"]): row for row in former.get(OBSERVATIONS, ())}
    ids = {str(row["agreement_id"]) for row in former.get(AGREEMENTS, ())}
    dropped: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in filled[OBSERVATIONS]:
        before = published.get(str(row["observation_id"]))
        if before and row.get("withdrawn_on") and not before.get("withdrawn_on"):
            dropped[_words(row)].add(str(row["agreement_id"]))
    for bad in {str(row["agreement_id"]) for fault, row in blamed if fault.table in (AGREEMENTS, OBSERVATIONS)} - ids:
        mine = [row for row in filled[OBSERVATIONS] if str(row["agreement_id"]) == bad]
        found = {name for row in mine for name in dropped.get(_words(row), ())}
        if len(found) == 1:
            _rename(filled, bad, found.pop())


def _words(row: Mapping[str, object]) -> tuple[str, ...]:
    """What a row of a source says of who signs with whom, and in which instrument."""
    return tuple(str(row.get(name) or "") for name in (
        "source_id", "part", "state_code", "local_party", "counterpart", "instrument_type", "title"))  # fmt: skip


def _rename(filled: Rows, new: str, old: str) -> None:
    """Call an agreement by the name of one that was dropped, in its place."""
    for table in (AGREEMENTS, OBSERVATIONS, "conflicts"):
        filled[table] = [row for row in filled[table] if str(row["agreement_id"]) != old]
    for table in (AGREEMENTS, OBSERVATIONS, "conflicts", "claims"):
        for row in filled[table]:
            if str(row.get("agreement_id") or "") == new:
                row["agreement_id"] = old


def _by_row(blamed: Iterable[tuple[Fault, Row]]) -> dict[tuple[str, str], list[tuple[Fault, Row]]]:
    """The faults by table and key; an observation takes its agreement with it, whose own faults say it better."""
    found: dict[tuple[str, str], list[tuple[Fault, Row]]] = defaultdict(list)
    of_observations = []
    for fault, row in blamed:
        if fault.table == OBSERVATIONS:
            of_observations.append((fault, row))
        else:
            found[fault.table, _key(fault.table, row)].append((fault, row))
    own = set(found)
    for fault, row in of_observations:
        place = (AGREEMENTS, str(row["agreement_id"]))
        if place not in own:
            found[place].append((fault, row))
    return found


def _held_rows(table: str, key: str, faults: Sequence[tuple[Fault, Row]], filled: Rows) -> Iterable[Row]:
    """A row of ``quarantine`` for each rule that a row breaks."""
    row = next(row for row in filled[table] if _key(table, row) == key)
    whole = _stable(table, row)
    if table == AGREEMENTS:
        whole["observations"] = [
            _stable(OBSERVATIONS, one) for one in filled[OBSERVATIONS] if str(one["agreement_id"]) == key
        ]
    name = key or f"{row.get('source_id')} {row.get('locator')}"
    told: set[str] = set()
    for fault, blamed in faults:
        if fault.rule in told:
            continue
        told.add(fault.rule)
        digest = hashlib.sha256("\x1f".join((table, name, fault.rule)).encode()).hexdigest()[:10]
        yield {
            "quarantine_id": f"hold-{digest}", "table_name": table, "record_id": name, "rule": fault.rule,
            "field": fault.field, "value": as_text(blamed.get(fault.field)), "message": fault.message,
            "held_row": json.dumps(whole, ensure_ascii=False, sort_keys=True),
            **{column: row.get(column) for column in ("source_id", "source_url", "capture_sha256", "locator")},
        }  # fmt: skip


def _stable(table: str, row: Mapping[str, object]) -> Row:
    """The row without what changes with every look, which alone is no news."""
    return {name: row[name] for name in TABLES[table].stable_columns if row.get(name) not in (None, "", [])}


def _good_before(
    held: Iterable[tuple[str, str]], former: Mapping[str, Sequence[Row]], judgement: Judgement
) -> dict[tuple[str, str], Row]:
    """The rows of the former version that hold every rule, of those held back today."""
    wanted = set(held)
    before = {
        table: [row for row in former.get(table, ()) if (table, _key(table, row)) in wanted]
        for table in (AGREEMENTS, *STATEMENTS)
    }
    ids = {str(row["agreement_id"]) for row in before[AGREEMENTS]}
    before[OBSERVATIONS] = [row for row in former.get(OBSERVATIONS, ()) if str(row["agreement_id"]) in ids]
    if not any(before.values()):
        return {}
    given = {**before, **{name: list(former.get(name, ())) for name in LOOKED_UP}}
    broken = _by_row((fault, given[fault.table][fault.position]) for fault in judgement.faults(given))
    printed = {str(row["agreement_id"]) for row in before[OBSERVATIONS]}
    return {
        (table, key): row
        for table in (AGREEMENTS, *STATEMENTS)
        for row in before[table]
        if (table, key := _key(table, row)) not in broken and (table != AGREEMENTS or key in printed)
    }


def _move_observations(filled: Rows, former: Mapping[str, Sequence[Row]], bad: set[str], kept: set[str]) -> None:
    """The observations and contradictions of the agreements held back: as they were where the agreement is, or gone."""
    for table in (OBSERVATIONS, "conflicts"):
        now = [row for row in filled[table] if str(row["agreement_id"]) not in bad]
        filled[table] = now + [dict(row) for row in former.get(table, ()) if str(row["agreement_id"]) in kept]


def _mend_references(filled: Rows) -> None:
    """Nothing may point at what was held back: doubts about it wait, claims of it stand alone."""
    there = {str(row["agreement_id"]) for row in filled[AGREEMENTS]}
    filled["review"] = [
        row for row in filled["review"] if str(row["agreement_id"]) in there and str(row["other_id"]) in there
    ]
    for claim in filled["claims"]:
        if claim.get("agreement_id") and str(claim["agreement_id"]) not in there:
            claim["agreement_id"] = None
    for table in ("branches", "laws"):
        _mend_same_as(table, filled[table])


def _mend_same_as(table: str, rows: Sequence[Row]) -> None:
    """Where the row that counts was held back, the first of those that repeat it counts in its place."""
    there = {_key(table, row) for row in rows}
    first: dict[str, str] = {}
    for row in sorted(rows, key=lambda row: _key(table, row)):
        same = str(row.get("same_as") or "")
        if same and same not in there:
            row["same_as"] = first.get(same)
            first.setdefault(same, _key(table, row))
