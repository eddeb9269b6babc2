"""The lists of states and of countries (SIMULADO)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.warehouse.simulated import Row, agreement
from tests.warehouse.site.made_up_site import claim, parsed, rendered, rows_of, signed, text_of
from warehouse.edition import ENGLISH, SPANISH, Edition
from warehouse.site import addresses
from warehouse.site.lists import pages

UNKNOWN = ["no se conoce"] * 3


def states(edition: Edition = SPANISH, **filled: Sequence[Row]) -> Any:
    return parsed(rendered(pages, addresses.STATES, edition, None, **filled))


def countries(edition: Edition = SPANISH, **filled: Sequence[Row]) -> Any:
    return parsed(rendered(pages, addresses.COUNTRIES, edition, None, **filled))


def test_every_state_has_a_row_also_where_nothing_is_known() -> None:
    assert rows_of(states(agreements=[]).table)[0] == ["Colima", "0", "0", "0", "0", "0", *UNKNOWN, "—"]


def test_a_state_has_its_counts_by_level_and_for_its_people() -> None:
    found = states(
        agreements=[agreement(1), agreement(2, level="municipal"), agreement(3, status="withdrawn")], claims=[claim(1)]
    )
    assert rows_of(found.table)[1] == ["Jalisco", "2", "0.24", "1", "1", "1", *UNKNOWN, "—"]


def test_a_state_has_its_office_branch_law_and_newest_index() -> None:
    office: list[Row] = [{"state_code": "14", "state": "Jalisco", "known": "yes", "office_name": "Oficina SIMULADA"}]
    measured: list[Row] = [
        {"measure": name, "state_code": "14", "state": "Jalisco", "ours": 1} for name in ("law", "us_branch")
    ]
    index: list[Row] = [
        {"table_id": "schiavon_t1_index", "state_code": "14", "state": "Jalisco", "category": str(year), "unit": "points", "year": year, "value": value, "grade": grade}
        for year, value, grade in ((2020, 2.5, "high"), (2025, 3.0, "very_high"))
    ]  # fmt: skip
    found = states(offices=office, office_coverage=measured, internationalization_index=index)
    assert rows_of(found.table)[1][-4:] == ["Oficina SIMULADA", "Sí", "Sí", "3.00 muy alto"]
    assert "Índice 2025" in text_of(found.table.thead)


def test_a_state_leads_to_its_page_from_the_table_and_from_the_map() -> None:
    found = states()
    assert found.table.find("a", string="Nuevo León")["href"] == "nuevo-leon.html"
    assert "nuevo-leon.html" in {link["href"] for link in found.find("svg", class_="map").find_all("a")}


def test_what_has_no_state_is_said_to_be_in_none() -> None:
    found = states(
        agreements=[agreement(1, state_code=None, state=None)], claims=[claim(1, state_code=None, state=None)]
    )
    told = text_of(found.main)
    assert "1 acuerdo sin entidad conocida no está en el mapa" in told
    assert "1 hermanamiento afirmado, de un lugar que no se sabe de qué entidad es, no cuenta en ninguna." in told


def test_a_hostile_office_name_stays_text() -> None:
    office: list[Row] = [{"state_code": "14", "state": "Jalisco", "known": "yes", "office_name": '"><img onerror=x>'}]
    assert not states(offices=office).find_all("img")


def test_a_country_has_its_counts_years_and_claims() -> None:
    us: Row = {"counterpart_country": "US", "counterpart_country_name": "Estados Unidos", "region": "north_america"}
    found = countries(
        agreements=[signed(1, 1990, **us), signed(2, 2020, **us, in_registry="unknown", state_code="19")],
        claims=[claim(1)],
    )
    assert rows_of(found.table) == [["Estados Unidos", "2", "1", "2", "1990–2020", "1", "América del Norte"]]
    assert found.table.tbody.a["href"] == "us.html"


def test_countries_of_claims_alone_come_after_those_of_agreements() -> None:
    rows = rows_of(countries(agreements=[agreement(1, counterpart_country="JP")], claims=[claim(1), claim(2)]).table)
    assert [row[0] for row in rows] == ["Japón", "Estados Unidos"]


def test_a_country_is_named_in_the_language_of_the_edition() -> None:
    assert rows_of(countries(ENGLISH, claims=[claim(1)]).table)[0][0] == "United States"


def test_agreements_of_no_country_are_counted_apart() -> None:
    assert "No nombran país: 2 acuerdos" in text_of(countries().main)


def test_a_version_of_nothing_reads_well() -> None:
    assert "no conoce el país de ninguna contraparte" in text_of(countries(agreements=[], claims=[]).main)


def test_every_cell_of_a_card_carries_its_heading() -> None:
    for found in (states(), countries(claims=[claim(1)])):
        assert all(cell.has_attr("data-label") for cell in found.table.select("tbody td"))
