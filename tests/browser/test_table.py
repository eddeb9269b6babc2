from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.made_up import ADDRESS, FORMULA, IMAGE, PHONE, SCRIPT, SECOND
from warehouse.excel_safety import defused
from warehouse.site import addresses

Open = Callable[..., Page]
Rows = list[list[str]]

TABLE = addresses.AGREEMENTS
CLAIMS = addresses.CLAIMS
ALL = 30
DATE, STATE, PLACE, COUNTERPART, COUNTRY, KIND, TITLE, TOPICS = range(8)


def rows(page: Page) -> Rows:
    """The cells of the rows that are shown, in their order; all of them are there."""
    page.locator("table.filtered:not([aria-busy])").wait_for()
    found: Rows = page.evaluate(
        "[...document.querySelectorAll('table.filtered tbody tr:not([hidden])')]"
        ".map(row => [...row.cells].map(cell => (cell.dataset.value ?? cell.textContent).trim()))"
    )
    return found


def column(page: Page, place: int) -> list[str]:
    return [cells[place] for cells in rows(page)]


def search(page: Page, words: str) -> None:
    page.get_by_role("searchbox").fill(words)


def choose(page: Page, name: str, value: str) -> None:
    page.evaluate("document.querySelector('form.filters details')?.setAttribute('open', '')")
    page.locator(f"select[name={name}]").select_option(value)


def downloaded(page: Page) -> tuple[str, bytes]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile("CSV")).click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def parsed(content: bytes) -> Rows:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(content.decode("utf-8-sig").splitlines(keepends=True), strict=True))


def test_queretaro_without_its_accent_finds_queretaro(open_page: Open) -> None:
    page = open_page(TABLE)
    search(page, "queretaro")
    assert set(column(page, STATE)) == {"Querétaro"}
    assert len(rows(page)) == 9
    expect(page.get_by_role("status")).to_have_text("Acuerdos: 9 de 30")


def test_every_word_is_found_somewhere_in_the_row_whatever_its_case(turn_to: Open) -> None:
    page = turn_to(TABLE)
    search(page, "  NANDU   coruna ")
    found = rows(page)
    assert found
    assert all((cells[PLACE], cells[COUNTERPART]) == ("Ñandú SIMULADO", "A Coruña SIMULADO") for cells in found)


def test_words_that_nothing_has_leave_no_row_and_say_so(turn_to: Open) -> None:
    page = turn_to(TABLE)
    search(page, "atlantis")
    assert rows(page) == []
    expect(page.get_by_role("status")).to_contain_text("Ningún acuerdo")
    expect(page.get_by_role("button", name=re.compile("CSV"))).to_be_disabled()


def test_a_filter_survives_a_reload(open_page: Open) -> None:
    page = open_page(TABLE)
    choose(page, "estado", "14")
    choose(page, "area", "tourism")
    before = rows(page)
    page.wait_for_url("**/*?estado=14&area=tourism")
    page.reload()
    assert rows(page) == before
    assert 0 < len(before) < ALL
    assert all(cells[STATE] == "Jalisco" and "Turismo" in cells[TOPICS] for cells in before)


def test_a_search_survives_going_away_and_back(open_page: Open) -> None:
    page = open_page(TABLE)
    search(page, "kioto")
    page.wait_for_url("**/*?q=kioto")
    page.goto(page.url.replace(TABLE + "?q=kioto", CLAIMS))
    page.go_back()
    assert set(column(page, COUNTERPART)) == {"Kioto SIMULADO"}
    assert page.get_by_role("searchbox").input_value() == "kioto"


def test_what_the_address_says_and_the_page_does_not_know_is_ignored(turn_to: Open) -> None:
    page = turn_to(TABLE + "?estado=99&pais=<script>&orden=nada&desde=ayer&color=azul")
    assert len(rows(page)) == ALL


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("pais=JP", 10),
        ("tipo=mou", 10),
        ("nivel=state", 10),
        ("nivel=-", 1),
        ("evidencia=press", 10),
        ("registro=yes", 10),
        ("vigencia=withdrawn", 1),
        ("estado=-", 1),
        ("desde=1999&hasta=2019", 6),
        ("hasta=1998", 18),
    ],
)
def test_each_filter_shows_its_rows_only(turn_to: Open, query: str, expected: int) -> None:
    assert len(rows(turn_to(f"{TABLE}?{query}"))) == expected


def test_filters_are_taken_off_together(turn_to: Open) -> None:
    page = turn_to(TABLE + "?q=kioto&estado=22&desde=1990&orden=titulo")
    page.get_by_role("button", name="Quitar filtros").click()
    assert len(rows(page)) == ALL
    page.wait_for_url(f"**/{TABLE}")


def test_the_english_twin_keeps_the_selection(open_page: Open) -> None:
    page = open_page(TABLE)
    choose(page, "pais", "JP")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/**")
    assert set(column(page, COUNTRY)) == {"Japan"}


def test_dates_come_newest_first_and_those_unknown_last(turn_to: Open) -> None:
    dates = column(turn_to(TABLE), DATE)
    assert list(dict.fromkeys(dates)) == ["2019-12-04", "1998-04-15", "1998-04", "1998", ""]


def test_a_heading_orders_one_way_and_then_the_other_with_empty_cells_last(open_page: Open) -> None:
    page = open_page(TABLE)
    heading = page.get_by_role("columnheader", name="Entidad")
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "ascending")
    assert list(dict.fromkeys(column(page, STATE))) == ["Jalisco", "Nuevo León", "Querétaro", "Veracruz", ""]
    heading.get_by_role("button").click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert list(dict.fromkeys(column(page, STATE))) == ["Veracruz", "Querétaro", "Nuevo León", "Jalisco", ""]
    page.wait_for_url("**/*?orden=-entidad")


def test_n_with_tilde_stands_after_every_n(turn_to: Open) -> None:
    places = list(dict.fromkeys(column(turn_to(TABLE + "?orden=municipio"), PLACE)))
    assert places == ["Gobierno estatal", "Guadalajara", "Monterrey", "Ñandú SIMULADO", "Querétaro", ""]


def test_the_downloaded_selection_equals_the_rows_shown(open_page: Open) -> None:
    page = open_page(TABLE + "?pais=US&orden=-titulo")
    name, content = downloaded(page)
    assert name == f"acuerdos-{SECOND}-seleccion.csv"
    assert b"\r\n" in content
    heading, *found = parsed(content)
    shown = rows(page)
    assert heading[:2] + heading[-3:] == [
        "Fecha de firma",
        "Entidad",
        "Identificador",
        "Versión",
        "Dirección de la fuente",
    ]
    assert [cells[:-3] for cells in found] == [[defused(cell) for cell in cells] for cells in shown]
    assert {cells[-2] for cells in found} == {SECOND}
    assert {cells[-1] for cells in found} == {ADDRESS}
    assert all(cells[-3].startswith("aii-") for cells in found)


def test_a_source_without_an_address_of_the_web_is_still_in_the_download(turn_to: Open) -> None:
    page = turn_to(TABLE + "?q=simulado04")
    assert parsed(downloaded(page)[1])[1][-1] == "archivo SIMULADO, renglón 4"


def test_hostile_cells_stay_text_in_page_and_download(turn_to: Open) -> None:
    page = turn_to(TABLE)
    shown = {cell for cells in rows(page) for cell in cells}
    assert {FORMULA, PHONE, SCRIPT, IMAGE} <= shown
    written = {cell for cells in parsed(downloaded(page)[1]) for cell in cells}
    assert {"'" + FORMULA, "'" + PHONE, SCRIPT, IMAGE} <= written
    assert not {FORMULA, PHONE} & written
    assert page.evaluate("window.intruder") is None
    assert page.locator("main img").count() == 0


def test_without_javascript_every_row_is_there_and_no_dead_form(open_page: Open) -> None:
    page = open_page(TABLE, java_script_enabled=False)
    expect(page.locator("table.filtered tbody tr")).to_have_count(ALL)
    expect(page.locator("form.filters")).to_be_hidden()
    expect(page.locator("noscript p")).to_be_visible()


def test_rows_are_labelled_cards_on_a_telephone_and_are_still_ordered(open_page: Open) -> None:
    page = open_page(TABLE, width=360)
    expect(page.locator("td[data-label=Municipio]")).to_have_count(ALL)
    page.get_by_label("Ordenar por").select_option("entidad")
    assert column(page, STATE)[0] == "Jalisco"
    expect(page.locator("table.filtered tbody tr").first).to_have_css("display", "flex")


def test_claims_are_searched_filtered_and_downloaded_alike(open_page: Open) -> None:
    page = open_page(CLAIMS)
    assert len(rows(page)) == 11
    choose(page, "estado", "19")
    search(page, "monterrey")
    name, content = downloaded(page)
    assert name == f"afirmados-{SECOND}-seleccion.csv"
    found = parsed(content)[1:]
    assert [cells[:-3] for cells in found] == [[defused(cell) for cell in cells] for cells in rows(page)]
    assert len(found) == 2
    assert {cells[-1] for cells in found} == {"'" + FORMULA}
    assert page.evaluate("window.intruder") is None


def test_a_state_among_the_counts_leads_to_its_claims(open_page: Open) -> None:
    page = open_page(CLAIMS)
    page.get_by_text("Cuántas por entidad").click()
    page.get_by_role("link", name="Nuevo León").click()
    page.wait_for_url("**/*estado=19*")
    assert set(column(page, 0)) == {"Nuevo León"}
