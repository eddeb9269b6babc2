"""Statements that a page no longer makes stay, dated: offices change their names every few years, and pages forget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from warehouse.fields import Table
from warehouse.history import Looked

Row = Mapping[str, object]


def remember_statements(
    table: Table,
    known: Sequence[Row],
    said: Sequence[Row],
    *,
    looked: Looked,
    captures: frozenset[str],
    shipped: frozenset[str],
    today: str,
) -> list[dict[str, object]]:
    """Today's rows of a table of statements, and those of the former version that their source no longer makes.

    ``known``: the former version's rows; ``said``: today's; ``captures``: digests read today; ``shipped``: sources
    that come with the product. A statement missing from a capture that is read today as it was then was our reading,
    and one of a shipped file was our list: both are corrected, not withdrawn. Rows of a source that was not read well
    stay as they were.
    """
    (key,) = table.key
    before = {str(row[key]): row for row in known}
    rows = [_said_today(row, before.get(str(row[key]), {}), table) for row in said]
    present = {str(row[key]) for row in said}
    read = {str(row["source_id"]) for row in said}
    for former in known:
        if str(former[key]) in present or former["source_id"] in shipped:
            continue
        gone = bool(former.get("withdrawn_on"))
        if not gone and former["capture_sha256"] in captures:
            continue
        told = looked.well(former) or str(former["source_id"]) in read
        rows.append({**former, "withdrawn_on": former.get("withdrawn_on") or (today if told else None)})
    names = {str(row[key]) for row in rows}
    for row in rows:
        if "same_as" in table.columns and str(row.get("same_as") or "") not in names:
            row["same_as"] = None
    return rows


def _said_today(row: Row, former: Row, table: Table) -> dict[str, object]:
    today: dict[str, object] = {**row, "withdrawn_on": None}
    if "first_seen" in table.columns:
        today["first_seen"] = former.get("first_seen") or former.get("seen_on") or row["seen_on"]
    return today
