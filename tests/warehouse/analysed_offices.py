"""Both tables about the offices, made of a few SIMULADO statements."""

from __future__ import annotations

from collections.abc import Sequence

from tests.warehouse.simulated import Row, fact, table
from warehouse.analysis import analysis_tables
from warehouse.arrow import check_shape
from warehouse.office_composition import compose_offices
from warehouse.schema import TABLES

# As the states table has them: the third is of no statement at all.
STATES: list[Row] = [
    {"state_code": "20", "state": "Oaxaca", "iso_code": "MX-OAX"},
    {"state_code": "21", "state": "Puebla", "iso_code": "MX-PUE"},
    {"state_code": "29", "state": "Tlaxcala", "iso_code": "MX-TLA"},
]


def name(value: str = "Instituto SIMULADO", /, **fields: object) -> Row:
    return fact("office_name", value, **{"as_of": "2025-06", **fields})


def analysed(
    facts: Sequence[Row] = (),
    branches: Sequence[Row] = (),
    laws: Sequence[Row] = (),
    agreements: Sequence[Row] = (),
) -> dict[str, list[Row]]:
    """Rows of both tables about offices, made of statements."""
    offices, names = compose_offices(STATES, facts, laws)
    rows: dict[str, Sequence[Row]] = {
        "states": STATES, "offices": offices, "office_names": names, "office_facts": facts, "branches": branches,
        "laws": laws, "agreements": agreements, "published_figures": [],
    }  # fmt: skip
    computed = analysis_tables({name: table(name, given) for name, given in rows.items()}, comparable=False)
    for name in ("office_coverage", "office_agreements"):
        check_shape(TABLES[name], computed[name])
    return {name: computed[name].to_pylist() for name in ("office_coverage", "office_agreements")}
