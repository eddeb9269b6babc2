"""Statements about the offices are held back; what is composed of them has a row for each entity, so it only warns."""

from __future__ import annotations

from expectations.rules import Rule
from expectations.written.branches import PHONE
from expectations.written.making import not_after, not_in_the_future, row_rule


def _in_order(table: str) -> Rule:
    return row_rule(
        f"{table}.ended_before_it_began", ("valid_to", "valid_from"), not_after("valid_from", "valid_to"),
        "Ninguna oficina dejó de llamarse de un modo antes de empezar.", severity="warning",
    )  # fmt: skip


RULES = (
    row_rule(
        "office_facts.said_in_future", ("as_of",), not_in_the_future("as_of"),
        "Nada se afirma de un día posterior al de la versión.",
    ),
    row_rule(
        "office_facts.ended_before_said", ("ended_on", "as_of"), not_after("as_of", "ended_on"),
        "Lo que dejó de valer no se afirma de una fecha posterior.",
    ),
    row_rule(
        "office_facts.phones_no_e164", ("value", "field"),
        f"field <> 'phone' OR regexp_full_match(value, '{PHONE}([|]{PHONE})*')",
        "Los teléfonos en forma internacional la tienen: signo más, clave de país y número.",
    ),
    row_rule(
        "offices.phones_no_e164", ("phones_e164",),
        f"len(list_filter(phones_e164, lambda phone: NOT regexp_full_match(phone, '{PHONE}'))) = 0",
        "Los teléfonos en forma internacional la tienen: signo más, clave de país y número.", severity="warning",
    ),
    _in_order("offices"),
    _in_order("office_names"),
)  # fmt: skip
