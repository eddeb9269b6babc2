"""A page laid out anew amends nothing; an edit does (SIMULADO)."""

from __future__ import annotations

import json

from transforms.carrying import carry
from transforms.observations import Row


def row(headings: str, **fields: object) -> Row:
    original = json.dumps(dict.fromkeys(headings.split(), "SIMULADO"))
    return {"observation_id": "obs-1", "original": original, "status": "unknown", **fields}


def carried(former: Row, record: Row) -> Row:
    carry([record], [former], "2026-11-23")
    return record


TABLE = row(
    "Título Contraparte Vigencia", counterpart="Ciudad de Laredo, Texas", validity="P5Y", expires_on="2016-05-03"
)


def test_what_the_new_layout_leaves_out_stays() -> None:
    made = carried(TABLE, row("texto", counterpart="Laredo", validity="", expires_on=""))
    assert (made["counterpart"], made["validity"], made["status"]) == ("Ciudad de Laredo, Texas", "P5Y", "expired")
    assert made["carried"] == ["validity", "expires_on", "counterpart"]


def test_it_stays_the_month_after_though_the_layout_is_the_same() -> None:
    first = carried(TABLE, row("texto", counterpart="Laredo", validity="", expires_on=""))
    again = carried(first, row("texto", counterpart="Laredo", validity="", expires_on=""))
    assert (again["counterpart"], again["carried"]) == ("Ciudad de Laredo, Texas", first["carried"])


def test_columns_in_another_order_are_the_same_layout() -> None:
    made = carried(TABLE, row("Vigencia Título Contraparte", counterpart="Laredo", validity=""))
    assert (made["counterpart"], made["validity"], made["carried"]) == ("Laredo", "", [])


def test_another_party_is_an_edit_in_any_layout() -> None:
    made = carried(TABLE, row("texto", counterpart="Ciudad de El Paso, Texas", validity="P3Y"))
    assert (made["counterpart"], made["validity"]) == ("Ciudad de El Paso, Texas", "P3Y")
