"""The rules written by hand: what only a person who knows the field would think of, one subject a file."""

from __future__ import annotations

from collections.abc import Mapping

from expectations.rules import Rule
from expectations.written import branches, counterparts, dates, founding, history, laws, offices, places, validity
from warehouse.schema import TABLES, Table

WRITTEN: tuple[Rule, ...] = (
    *dates.RULES, *founding.RULES, *places.RULES, *counterparts.RULES, *validity.RULES, *history.RULES,
    *branches.RULES, *laws.RULES, *offices.RULES,
)  # fmt: skip


def written_rules(schema: Mapping[str, Table] = TABLES) -> list[Rule]:
    """The rules written by hand of the tables of ``schema``, as far as the tables they look things up in are there."""
    return [rule for rule in WRITTEN if rule.table in schema and {"states", "municipalities"} <= schema.keys()]
