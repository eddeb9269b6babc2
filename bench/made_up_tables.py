"""Published tables of any size, column by column, made up by a seeded generator (SIMULADO)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import numpy
import pyarrow as pa

from warehouse.arrow import ARROW_TYPES, arrow_schema, arrow_table, ordered
from warehouse.fields import Field
from warehouse.schema import TABLES

SEED = 20261124
STATES = 32
# Versions that each agreement went through in `made_up_history`.
STATES_EACH = 10
FIRST_DAY = date(2024, 1, 1)
PLACES = ("Guadalajara", "Tepezalá", "Mérida", "San Luis Potosí", "Ciudad Juárez", "Xalapa", "León", "Tijuana")
OTHERS = ("Ayuntamiento de Busan", "Condado de Harris, Texas", "Junta de Castilla y León", "Ville de Lyon")
COUNTRIES = (("KR", "Corea del Sur"), ("US", "Estados Unidos de América"), ("ES", "España"), ("FR", "Francia"))


def made_up_agreements(rows: int) -> pa.Table:
    """So many rows of ``agreements``, in published order."""
    return ordered(TABLES["agreements"], _table("agreements", numpy.arange(rows), numpy.zeros(rows, dtype=int)))


def made_up_history(rows: int) -> pa.Table:
    """So many rows of ``agreement_versions``, in published order: each agreement in ten states one after the other."""
    agreement, state = numpy.arange(rows) // STATES_EACH, numpy.arange(rows) % STATES_EACH
    return ordered(TABLES["agreement_versions"], _table("agreement_versions", agreement, state))


def version_of(state: int) -> str:
    """The version that brought the state of that number."""
    return (FIRST_DAY + timedelta(days=90 * state)).isoformat()


def with_empty(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """All tables of a version, those not given without rows."""
    return {name: tables[name] if name in tables else arrow_table(table, []) for name, table in TABLES.items()}


def _table(name: str, agreement: numpy.ndarray, state: numpy.ndarray) -> pa.Table:
    drawn = numpy.random.default_rng(SEED)
    columns = [_column(field, agreement, state, drawn) for field in TABLES[name].fields]
    return pa.Table.from_arrays(columns, schema=arrow_schema(TABLES[name]))


def _column(field: Field, agreement: numpy.ndarray, state: numpy.ndarray, drawn: numpy.random.Generator) -> pa.Array:
    kind = ARROW_TYPES[field.kind]
    if field.name in _BY_ROW:
        cell = _BY_ROW[field.name]
        pairs = zip(agreement.tolist(), state.tolist(), strict=True)
        return pa.array([cell(one, at) for one, at in pairs], kind)
    if field.name in _BY_CHOICE or field.vocabulary:
        choices: Sequence[object] = _BY_CHOICE.get(field.name) or list(field.vocabulary.values)  # type: ignore[union-attr]
        if field.kind == "text_list":
            choices = [[], [choices[0]], list(choices[1:4])]
        return pa.array(choices, kind).take(pa.array(drawn.integers(0, len(choices), len(agreement))))
    return pa.nulls(len(agreement), kind)


def _state(agreement: int, _: int) -> str:
    return f"{agreement % STATES + 1:02d}"


_BY_ROW: Mapping[str, Callable[[int, int], object]] = {
    "agreement_id": lambda one, at: f"aii-{_state(one, at)}-{one:08d}",
    "state_code": _state,
    "state": lambda one, at: f"Entidad SIMULADA {_state(one, at)}",
    "title": lambda one, _: (
        f'Acuerdo SIMULADO {one} de hermanamiento "{PLACES[one % 8]}", entre {PLACES[one % 8]} y {OTHERS[one % 4]}'
    ),
    "counterpart": lambda one, _: f"{OTHERS[one % 4]} {one % 997}",
    "signed_on": lambda one, _: f"{1970 + one % 55}-{one % 12 + 1:02d}-{one % 28 + 1:02d}",
    "source_url": lambda one, at: f"http://simulado.example/estado/{_state(one, at)}.html",
    "capture_sha256": lambda one, at: f"{one % STATES:02x}{at:02x}" * 16,
    "locator": lambda one, _: f"table 1 row {one % 1000}",
    "original": lambda one, at: (
        f'{{"Nombre del Acuerdo": "Acuerdo SIMULADO {one}, lectura {at}", "Nación": "{COUNTRIES[one % 4][1]}", '
        f'"Temas": "Cultura, turismo", "Fecha de suscripción": "{1970 + one % 55}-{one % 12 + 1:02d}"}}'
    ),
    "valid_from": lambda _, at: version_of(at),
    "valid_to": lambda _, at: version_of(at + 1) if at + 1 < STATES_EACH else None,
}
_BY_CHOICE: Mapping[str, Sequence[object]] = {
    "municipality": (*PLACES, None),
    "municipality_code": ("14039", "01009", None),
    "local_party": [f"Gobierno SIMULADO de {place}" for place in PLACES],
    "counterpart_country": [code for code, _ in COUNTRIES],
    "counterpart_country_name": [name for _, name in COUNTRIES],
    "parties_count": (2, 3),
    "first_seen": ("2024-01-01",),
    "last_seen": ("2026-11-24",),
    "source_id": ("simulado_1", "simulado_2"),
}
