from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.warehouse.simulated import Row, agreement
from tests.warehouse.site.made_up_site import VERSION, parsed, rendered
from warehouse.edition import ENGLISH, SPANISH, Edition
from warehouse.excel_safety import DANGEROUS
from warehouse.site import agreement_table
from warehouse.site.addresses import AGREEMENTS

COLUMNS = [
    "Fecha de firma", "Entidad", "Municipio", "Contraparte", "País", "Tipo de instrumento", "Título", "Áreas",
    "Estado del acuerdo", "En el registro", "Evidencia",
]  # fmt: skip


def page(*agreements: Row, edition: Edition = SPANISH, sources: Sequence[Row] = ()) -> Any:
    return parsed(rendered(agreement_table.pages, AGREEMENTS, edition, agreements=agreements, sources=sources))


def cells(content: Any) -> list[list[str]]:
    return [[cell.get_text() for cell in row.find_all(["td", "th"])] for row in content.select("tbody tr")]


def options(content: Any, name: str) -> list[tuple[str, str]]:
    found = content.select(f"select[name={name}] option")
    return [(str(option["value"]), option.get_text()) for option in found]


FULL = agreement(
    1, municipality_code="14039", municipality="Guadalajara", level="municipal", counterpart="Kioto SIMULADO",
    counterpart_country="JP", counterpart_country_name="Japón", instrument_type="sister_city",
    topics=["culture", "tourism"], source_url="https://example.org/SIMULADO",
)  # fmt: skip


def test_every_agreement_is_a_row_with_labels_for_its_codes() -> None:
    content = page(FULL)
    assert [heading.get_text() for heading in content.select("thead th")] == COLUMNS
    assert cells(content) == [[
        "1998-04", "Jalisco", "Guadalajara", "Kioto SIMULADO", "Japón", "Hermanamiento", "SIMULADO, acuerdo 1",
        "Cultura, Turismo", "Vigente", "Sí", "Registro de la SRE",
    ]]  # fmt: skip


def test_the_english_twin_says_it_in_english() -> None:
    (row,) = cells(page(FULL, edition=ENGLISH))
    assert row[4:6] + row[7:] == ["Japan", "Sister city", "Culture, Tourism", "In force", "Yes", "Registry"]


def test_the_title_leads_to_the_page_of_the_agreement_and_the_evidence_to_its_source() -> None:
    content = page(FULL)
    assert content.select_one("tbody th a")["href"] == "aii-14-simulado01.html"
    source = content.select_one("tbody td a")
    assert (source["href"], source["rel"]) == ("https://example.org/SIMULADO", ["noopener", "noreferrer", "nofollow"])


def test_an_agreement_without_title_is_told_by_its_identifier_and_has_none_in_the_download() -> None:
    heading = page(agreement(1, title=None)).select_one("tbody th")
    assert "aii-14-simulado01" in heading.get_text()
    assert heading["data-value"] == ""


@pytest.mark.parametrize("address", ["javascript:alert(1)", "archivo SIMULADO", '"><img onerror=x>'])
def test_a_source_that_is_no_address_of_the_web_is_no_link(address: str) -> None:
    content = page(agreement(1, source_url=address))
    assert content.select("tbody td a, tbody img") == []
    assert content.select_one("td[data-source]")["data-source"] == address


def test_words_after_an_address_are_not_part_of_the_link_and_not_lost() -> None:
    told = "https://example.org/SIMULADO (guardada por un tercero)"
    (cell,) = page(agreement(1, source_url=told)).select("td[data-source]")
    assert (cell["data-source"], cell.a["href"]) == (told, "https://example.org/SIMULADO")


@pytest.mark.parametrize(
    "hostile", ['=HYPERLINK("http://x")', "+52 33", "<script>alert(1)</script>", '"><img onerror=alert(1)>', "a|b"]
)
def test_hostile_text_stays_text(hostile: str) -> None:
    content = page(agreement(1, title=hostile, counterpart=hostile, state=hostile, counterpart_country_name=hostile))
    (row,) = cells(content)
    assert (row[1], row[3], row[4], row[6]) == (hostile,) * 4
    assert content.select("main img, main script") == []
    assert hostile in dict(options(content, "estado")).values()


def test_rows_come_by_date_the_newest_first_and_those_without_last() -> None:
    dates = ("1998", None, "2019-12-04", "1998-04", "1998-04-15")
    content = page(*(agreement(number, signed_on=date) for number, date in enumerate(dates)))
    assert [row[0] for row in cells(content)] == ["2019-12-04", "1998-04-15", "1998-04", "1998", ""]
    assert content.select_one("th[aria-sort]").get_text() == "Fecha de firma"


def test_an_agreement_of_the_state_itself_says_so_in_place_of_a_municipality() -> None:
    assert cells(page(agreement(1)))[0][2] == "Gobierno estatal"
    assert cells(page(agreement(1, level=None)))[0][2] == ""


def test_filters_offer_what_there_is_and_nothing_else() -> None:
    content = page(
        FULL,
        agreement(2, topics=[], state="Ávila SIMULADO", state_code="06"),
        agreement(3, state=None, state_code=None),
    )
    assert options(content, "estado")[1:] == [("06", "Ávila SIMULADO"), ("14", "Jalisco"), ("-", "No se dice")]
    assert options(content, "pais")[1:] == [("JP", "Japón"), ("-", "No se dice")]
    assert options(content, "area")[1:] == [("culture", "Cultura"), ("tourism", "Turismo"), ("-", "No se dice")]
    assert options(content, "nivel")[1:] == [("state", "Estatal"), ("municipal", "Municipal")]
    assert options(content, "vigencia")[1:] == [("in_force", "Vigente")]


def test_every_choice_of_a_filter_is_found_in_the_cells_it_is_about() -> None:
    content = page(FULL, agreement(2, topics=[]))
    places = [heading["data-key"] for heading in content.select("thead th")]
    for select in content.select("select[data-column]:not([data-coded])"):
        place = places.index(select["data-column"])
        held = {label for row in cells(content) for label in (row[place].split(", ") if row[place] else ["No se dice"])}
        assert {option.get_text() for option in select.find_all("option")[1:]} == held


def test_a_country_that_has_no_code_is_a_choice_of_its_own() -> None:
    content = page(agreement(1, counterpart_country_name="Tierra SIMULADA"))
    assert options(content, "pais")[1:] == [("tierra-simulada", "Tierra SIMULADA")]


def test_years_are_those_of_the_dates() -> None:
    content = page(agreement(1, signed_on="1975"), agreement(2, signed_on="2019-12-04"), agreement(3, signed_on=None))
    assert {(field["min"], field["max"]) for field in content.select("input[type=number]")} == {("1975", "2019")}
    assert page(agreement(1, signed_on=None)).select("input[type=number]") == []


def test_withdrawn_agreements_are_shown_marked_and_not_counted() -> None:
    content = page(agreement(1), agreement(2, status="withdrawn"))
    assert len(cells(content)) == 2
    assert content.select_one("tbody .badge.warm").get_text() == "Retirado de su fuente"
    assert content.select_one(".lead").get_text().startswith("1\u00a0acuerdo conocido.")


def test_the_download_is_told_its_name_its_version_and_the_one_rule_of_formulas() -> None:
    form = page(FULL).select_one("form.filters")
    assert form["data-file"] == f"acuerdos-{VERSION}-seleccion.csv"
    assert (form["data-version"], form["data-unsafe"]) == (VERSION, DANGEROUS)


def test_a_version_that_knows_no_agreement_has_neither_table_nor_script() -> None:
    content = page()
    assert content.select("table, form, script") == []
    assert "no conoce ningún acuerdo" in content.select_one("main").get_text()


REGISTRY: Row = {
    "source_id": "simulado", "name": "Registro SIMULADO", "dataset": "agreements", "evidence": "registry",
    "access": "page", "url": "https://example.org/SIMULADO", "lifecycle": "active",
}  # fmt: skip


def test_a_registry_never_read_is_told() -> None:
    content = page(agreement(1, evidence="press"), sources=[REGISTRY])
    assert "Ninguno viene del Registro" in content.select_one(".lead").get_text()
    assert "no ha leído nunca" in content.select_one(".lead").get_text()


def test_a_registry_that_was_read_is_told_with_its_day() -> None:
    content = page(agreement(1), agreement(2, evidence="press"), sources=[{**REGISTRY, "data_of": "2026-11-20"}])
    assert "1 de 2 vienen del Registro" in content.select_one(".lead").get_text()
    assert "20 de noviembre de 2026" in content.select_one(".lead").get_text()


def test_a_row_is_lean() -> None:
    """So that 1,350 of them stay under a megabyte, and near 100 KB as they are sent."""
    ten, twenty = (len(str(page(*map(agreement, range(count))).select_one("table"))) for count in (10, 20))
    assert (twenty - ten) / 10 < 600
