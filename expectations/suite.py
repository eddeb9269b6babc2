"""All the rules in force: those the schema implies, those written by hand, floors and ceilings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from expectations.generated import generated_rules
from expectations.rules import Rule
from expectations.thresholds import Threshold
from expectations.written import written_rules
from warehouse.schema import TABLES, Table

# The tables whose rows are judged one by one before anything is counted of them: what breaks a rule is held back.
HELD_BACK = ("agreements", "agreement_observations", "branches", "claims", "laws", "office_facts")

# What their rules may look things up in at that moment; where they refer to anything else, the gate asks.
REFERENCE_TABLES = ("municipalities", "states")


def can_be_held(rule: Rule, references: Iterable[str] = REFERENCE_TABLES) -> bool:
    """Whether a row that breaks the rule can be taken out without breaking its table."""
    if not rule.of_a_row or rule.severity != "fatal" or rule.table not in HELD_BACK:
        return False
    return rule.kind != "reference" or str(rule.parameters["table"]) in set(references)


def suite(schema: Mapping[str, Table] = TABLES) -> list[Rule]:
    """The rules of every table of ``schema``, in the order of its tables, generated ones first."""
    return list(_published()) if schema is TABLES else _rules(schema)


@cache
def _published() -> tuple[Rule, ...]:
    """Of the tables that are published, which do not change while a process runs."""
    return tuple(_rules(TABLES))


def _rules(schema: Mapping[str, Table]) -> list[Rule]:
    return [*generated_rules(schema), *written_rules(schema)]


def threshold_rules(thresholds: Iterable[Threshold]) -> list[tuple[Rule, Threshold]]:
    """The rules of floors and ceilings, each with the line it comes from."""
    return [(rule, one) for one in thresholds for rule in one.rules()]
