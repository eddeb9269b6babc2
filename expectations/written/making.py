"""How a rule written by hand is put down: its name, what must hold as SQL, and what it means to a reader."""

from __future__ import annotations

from expectations.rules import Rule, Severity
from warehouse.schema import TABLES

TODAY = "getvariable('today')"


def row_rule(
    rule_id: str,
    columns: tuple[str, ...],
    holds: str,
    meaning: str,
    *,
    lookups: tuple[str, ...] = (),
    severity: Severity = "fatal",
) -> Rule:
    """A rule about several cells of one row.

    ``rule_id``: ``table.name``, which stays the same for good; ``columns``: those it reads, the one to blame first;
    ``holds``: SQL over them, over the ``lookups`` and over ``getvariable('today')``. Null holds: what a source does not
    say cannot be wrong.
    """
    table = rule_id.split(".")[0]
    # Not to be found missing when the rule is asked: a column that is not there is a slip of the pen.
    for column in columns:
        TABLES[table].field(column)
    return Rule(
        rule_id, table, "row", columns, {"holds": " ".join(holds.split()), "lookups": lookups}, meaning,
        TABLES[table].key, severity,
    )  # fmt: skip


def not_after(first: str, last: str) -> str:
    """SQL: one ISO date does not lie after another by what both tell (2025-10 is not after 2025)."""
    length = f"least(length({first}), length({last}))"
    return f"left({first}, {length}) <= left({last}, {length})"


def not_in_the_future(column: str) -> str:
    """SQL: an ISO date does not lie after the day of the version."""
    return f"{TODAY} = '' OR {not_after(column, TODAY)}"
