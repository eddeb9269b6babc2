"""Every published table, sound by all rules, those of the agreements as long as asked for, made up (SIMULADO)."""

from __future__ import annotations

import numpy
import pyarrow as pa

from tests.expectations.published import arrow_tables, good_row, good_rows
from warehouse.schema import TABLES

TODAY = "2026-11-23"
SEED = 20261124
# Tables that grow with the agreements.
GROWING = ("agreements", "agreement_observations", "agreement_versions")
_BODIES = ("Ayuntamiento de Busan", "Condado de Harris, Texas", "Junta de Castilla y León", "Ville de Lyon")
_TOPICS = ("cultural", "educativa", "turística", "económica", "científica")


def sound_tables(rows: int) -> dict[str, pa.Table]:
    """Tables by name; the agreements, what their sources print of them, and their history are ``rows`` in all.

    Every agreement has a name, a title and a day of its own; days, bodies and topics repeat as they do in the registry.
    """
    each = rows // len(GROWING)
    made = arrow_tables(good_rows())
    chance = numpy.random.default_rng(SEED)
    numbers = numpy.arange(each)
    bodies, topics = chance.integers(0, len(_BODIES), each), chance.integers(0, len(_TOPICS), each)
    years, months, days = chance.integers(2009, 2012, each), chance.integers(1, 13, each), chance.integers(1, 29, each)
    signed = [f"{year}-{month:02d}-{day:02d}" for year, month, day in zip(years, months, days, strict=True)]
    varied = {
        "agreement_id": [f"aii-14-{number:08d}" for number in numbers],
        "observation_id": [f"obs-{number or '0a'}" for number in numbers],
        "title": [
            f"Acuerdo de cooperación {_TOPICS[topic]} con {_BODIES[body]}, número {number} (SIMULADO)"
            for number, topic, body in zip(numbers, topics, bodies, strict=True)
        ],
        "signed_on": signed,
        "expires_on": [f"{int(day[:4]) + 5}{day[4:]}" for day in signed],
    }
    for name in GROWING:
        one = good_row(TABLES[name])
        repeated = {
            field.name: pa.repeat(pa.scalar(one[field.name], made[name].schema.field(field.name).type), each)
            for field in TABLES[name].fields
        }
        repeated |= {
            column: pa.array(values, made[name].schema.field(column).type)
            for column, values in varied.items()
            if column in repeated and not (column == "observation_id" and name != "agreement_observations")
        }
        made[name] = pa.table(repeated)
    return made
