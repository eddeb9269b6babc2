"""The page of one state in made-up versions (SIMULADO)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.warehouse.simulated import Row, agreement, branch, fact, law
from tests.warehouse.site.entity_pages import html_of, paths_of
from tests.warehouse.site.made_up_site import claim, parsed, rows_of, section, text_of
from warehouse.edition import ENGLISH, SPANISH, Edition
from warehouse.site import addresses
from warehouse.site.index_chart import index_chart
from warehouse.site.state_pages import pages

JALISCO: Row = {"state_code": "14", "state": "Jalisco"}
GONE = agreement(9, status="withdrawn", withdrawn_on="2026-02-01", counterpart="SIMULADA retirada")


def page(state: str = "Jalisco", edition: Edition = SPANISH, **filled: list[Row]) -> Any:
    return parsed(html_of(pages, addresses.state(state), edition, **filled))


def office(**fields: object) -> Row:
    return {
        **JALISCO, "iso_code": "MX-JAL", "known": "yes", "constitution": "unknown", "statements": 1,
        "fields_conflicting": [], "fields_superseded": [], **fields,
    }  # fmt: skip


def figure(category: str, value: float, table_id: str = "schiavon_t2_level") -> Row:
    return {**JALISCO, "table_id": table_id, "category": category, "value": value, "unit": "agreements",
            "source_id": "simulado"}  # fmt: skip


def index_row(year: int, value: float, **fields: object) -> Row:
    return {**JALISCO, "table_id": "schiavon_t1_index", "category": str(year), "value": value, "unit": "points",
            "year": year, "grade": "high", "growth": None, **fields}  # fmt: skip


def test_every_state_has_a_page_with_or_without_agreements() -> None:
    assert paths_of(pages) == [
        "entidades/colima.html", "entidades/jalisco.html", "entidades/nuevo-leon.html",
    ]  # fmt: skip


def test_a_state_without_agreements_says_that_none_known_is_not_none_signed() -> None:
    assert "no es lo mismo que ninguno firmado" in text_of(page("Colima").select_one(".lead"))
    assert "Ninguno conocido en esta versión." in text_of(section(page("Colima"), "acuerdos"))
    assert "not the same as none signed" in text_of(page("Colima", ENGLISH).select_one(".lead"))


def test_withdrawn_agreements_are_listed_and_not_counted() -> None:
    found = page(agreements=[agreement(1, counterpart="SIMULADA"), GONE])
    assert "1 acuerdo;" in text_of(found.select_one(".lead"))
    assert "1 acuerdo más que su fuente dejó de listar" in text_of(found.select_one(".lead"))
    rows = rows_of(section(found, "acuerdos"))
    assert [row[0] for row in rows] == [
        "SIMULADA SIMULADO, acuerdo 1",
        "SIMULADA retirada Retirado SIMULADO, acuerdo 9",
    ]


def test_agreements_come_newest_first_with_their_links() -> None:
    old = agreement(1, signed_on="1990", counterpart="SIMULADA vieja")
    new = agreement(2, signed_on="2020-05", counterpart="SIMULADA nueva", counterpart_country="JP")
    undated = agreement(3, signed_on=None, signed_precision="none", counterpart="SIMULADA sin fecha")
    part = section(page(agreements=[old, undated, new]), "acuerdos")
    assert [row[0].split(" SIMULADO")[0] for row in rows_of(part)] == [
        "SIMULADA nueva", "SIMULADA vieja", "SIMULADA sin fecha",
    ]  # fmt: skip
    assert {"../acuerdos/aii-14-simulado02.html", "../paises/jp.html"} <= {link["href"] for link in part.select("a")}


def test_figures_agree_with_their_nouns() -> None:
    figures = [text_of(one) for one in page(agreements=[agreement(1), GONE]).select(".figures li")]
    assert figures[:2] == ["1 acuerdo conocido", "0 hermanamientos solo afirmados"]


def test_municipalities_that_signed_are_named_with_their_code() -> None:
    signed = agreement(1, level="municipal", municipality="Guadalajara", municipality_code="14039")
    assert "Guadalajara 14039 (1)" in text_of(section(page(agreements=[signed]), "acuerdos"))


def test_counts_stand_beside_the_printed_ones_with_the_reason_not_to_compare() -> None:
    reconciled: Row = {"table_id": "schiavon_t2_level", "state_code": "14", "category": "state", "unit": "agreements",
                       "printed": 135, "ours": 1, "verdict": "not_comparable", "reason": "Razón SIMULADA."}  # fmt: skip
    part = section(
        page(
            agreements=[agreement(1), GONE],
            published_figures=[figure("state", 135), figure("municipal", 75), figure("total", 210)],
            reconciliation=[reconciled],
        ),
        "cuentas",
    )
    level = next(table for table in part.select("table") if text_of(table.caption) == "Nivel")
    assert rows_of(level) == [["Estatal", "1", "135"], ["Municipal", "0", "75"], ["Total", "1", "210"]]
    assert "Razón SIMULADA." in text_of(part)


def test_without_printed_figures_only_ours_are_shown() -> None:
    part = section(page(agreements=[agreement(1)]), "cuentas")
    assert "Libro" not in text_of(part)


def test_each_datum_of_the_office_names_who_says_it_and_whether_they_differ() -> None:
    told = {**JALISCO, "source_url": "https://simulado.example/oficina"}
    part = section(
        page(
            offices=[office(office_name="Instituto SIMULADO", website="https://o.example", constitution="yes",
                            fields_conflicting=["office_name", "phone"], fields_superseded=["office_name"])],
            office_facts=[
                fact("office_name", "Instituto SIMULADO", **told),
                fact("office_name", "Otro SIMULADO", **told),
                fact("constitution_recognises_migrants", "true", value="yes", **told),
            ],
        ),
        "oficina",
    )  # fmt: skip
    rows = {row[0]: row[1:] for row in rows_of(part.table)}
    assert rows["Oficina"] == ["Instituto SIMULADO las fuentes difieren antes fue otro", "Registro SIMULADO"]
    assert rows["Constitución"] == ["Sí", "Registro SIMULADO"]
    assert rows["Teléfono"] == ["— las fuentes difieren", "—"]
    assert "https://simulado.example/oficina" in {link["href"] for link in part.select("a")}
    assert len(rows_of(part.details)) == 3


def test_an_unknown_office_is_not_said_to_be_none() -> None:
    assert "no es lo mismo que no haberla" in text_of(section(page(offices=[office(known="no")]), "oficina"))
    assert "Esta versión no trae oficinas." in text_of(section(page(), "oficina"))


def test_branches_are_parted_by_country_and_counted_once() -> None:
    here = branch("Chicago", **JALISCO)
    again = branch("Chicago", **JALISCO, same_as=here["branch_id"], source_url="https://otra.example")
    domestic = branch("Tijuana", **JALISCO, country="MX", us_state=None, subdivision="MX-COL")
    found = page(branches=[here, again, domestic])
    tables = section(found, "representaciones").select("table")
    assert [text_of(table.caption) for table in tables] == ["En Estados Unidos", "En México"]
    assert [len(rows_of(table)) for table in tables] == [1, 1]
    assert rows_of(tables[0])[0][1] == "Chicago, Illinois"
    assert rows_of(tables[1])[0][1] == "Tijuana, Colima"


def test_laws_are_listed_with_their_status() -> None:
    row = rows_of(section(page(laws=[law("Ley SIMULADA", **{**JALISCO, "year": "2020"})]), "leyes"))[0]
    assert row[:3] == ["Ley SIMULADA", "2020", "Vigente"]
    assert "Ninguna conocida" in text_of(section(page(), "leyes"))


def test_the_index_is_drawn_with_a_table_behind_it() -> None:
    rows = [index_row(2020, 3.0), index_row(2005, 2.6), index_row(2020, 2.5, state_code="00", state="México")]
    part = section(page(internationalization_index=rows), "indice")
    assert part.svg["role"] == "img" and "2005: 2.6; 2020: 3." in text_of(part.svg)
    assert rows_of(part.details) == [["2005", "2.6", "Alto", "—", "—"], ["2020", "3", "Alto", "—", "2.5"]]
    assert section(page(), "indice") is None


@pytest.mark.parametrize("values", [[0.0], [2.6, 3.0], [0.5, 7.2, 1.0]])
def test_every_dot_stays_inside_the_chart(values: list[float]) -> None:
    rows = [index_row(2005 + 5 * place, value) for place, value in enumerate(values)]
    chart = index_chart(rows, [], SPANISH)
    assert chart is not None
    assert all(chart.left <= dot.x <= chart.right and 0 < dot.y <= chart.bottom for dot in chart.dots)


def test_coverage_is_told_in_words() -> None:
    covered: Row = {
        **JALISCO, "table_name": "agreements", "field": "signed_on", "rows": 4, "filled": 3, "share": 0.75,
        "from_registry": 0, "from_official_site": 1, "from_publication": 0, "from_press": 2, "from_encyclopaedia": 0,
        "confidence": "low",
    }  # fmt: skip
    part = section(page(coverage=[covered, {**covered, "field": "*", "filled": 4, "share": 1.0}]), "cobertura")
    by_table, by_field = part.select("table")
    assert rows_of(by_table) == [["Acuerdos", "4 renglones", "Sitio oficial 1, Prensa 2", "Baja"]]
    assert rows_of(by_field) == [["Fecha de firma", "3 de 4 (75 %)", "Sitio oficial 1, Prensa 2", "Baja"]]


def test_only_claims_without_agreement_are_listed() -> None:
    part = section(page(claims=[claim(1), claim(2, agreement_id="aii-14-simulado01")]), "afirmados")
    assert [row[:2] for row in rows_of(part)] == [["Guadalajara", "SIMULADA 1"]]
    assert "corresponden a un acuerdo conocido: 1" in text_of(part)
    assert "afirmado no es firmado" in text_of(part)


def test_codes_and_feeds_lead_on() -> None:
    links = {link["href"] for link in page().main.select("a")}
    assert {"../changes/14.atom", "../changes/14.json", "https://www.inegi.org.mx/app/areasgeograficas/?ag=14"} <= links
    assert page().select_one('link[type="application/atom+xml"][href="../changes/14.atom"]')


def test_text_of_a_source_stays_text() -> None:
    hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
    found = page(
        agreements=[agreement(1, counterpart=hostile, municipality=hostile)],
        claims=[claim(1, counterpart=hostile, mexican_place=hostile)],
        offices=[office(office_name=hostile, website="javascript:alert(1)")],
        office_facts=[fact("office_name", hostile, **JALISCO)],
        branches=[branch(hostile, **JALISCO)],
        laws=[law(hostile, **JALISCO)],
    )
    assert not found.select("script, img")
    assert not [link for link in found.select("a") if link["href"].startswith("javascript")]
