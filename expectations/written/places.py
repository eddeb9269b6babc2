"""Who signs in Mexico: a state cannot sign for another, and codes and names are of one place."""

from __future__ import annotations

from expectations.rules import Rule
from expectations.written.making import row_rule

_WITH_STATE = ("agreements", "claims", "branches", "laws", "office_facts")
_WITH_MUNICIPALITY = ("agreements", "claims")


def _state_name(table: str) -> Rule:
    return row_rule(
        f"{table}.state_name_disagrees", ("state", "state_code"), "state = name_of_state",
        "El nombre de la entidad es el de su clave.", lookups=("name_of_state",),
    )  # fmt: skip


def _municipality_name(table: str) -> Rule:
    return row_rule(
        f"{table}.municipality_name_disagrees", ("municipality", "municipality_code"),
        "municipality = name_of_municipality",
        "El nombre del municipio es el de su clave.", lookups=("name_of_municipality",),
    )  # fmt: skip


def _municipality_of_state(table: str) -> Rule:
    return row_rule(
        f"{table}.municipality_of_another_state", ("municipality_code", "state_code", "municipality"),
        "left(municipality_code, 2) = state_code",
        "El municipio es de la entidad que se dice.",
    )  # fmt: skip


RULES = (
    *(_state_name(table) for table in _WITH_STATE),
    *(_municipality_name(table) for table in _WITH_MUNICIPALITY),
    *(_municipality_of_state(table) for table in _WITH_MUNICIPALITY),
    row_rule(
        "agreements.signed_for_another_state", ("local_party", "state_code"), "state_named = state_code",
        "Una entidad no firma por otra: la parte mexicana no nombra otra entidad que la del acuerdo.",
        lookups=("state_named",),
    ),
    row_rule(
        "agreements.state_with_municipality", ("level", "municipality_code"),
        "level <> 'state' OR municipality_code IS NULL",
        "Si firmó el estado, no hay municipio.",
    ),
)  # fmt: skip
