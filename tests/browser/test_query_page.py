"""The SQL page, with the real DuckDB for the browser: nothing of this is tried where npm has not made it ready."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from axe_core_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, expect

from tests.browser.made_up import FIRST, FORMULA, IMAGE, PHONE, SECOND
from tests.browser.test_every_page import AXE
from warehouse.edition import EDITIONS, Edition
from warehouse.site import addresses
from warehouse.site.browser_files import published_browser_files
from warehouse.site.query_page import examples

Open = Callable[..., Page]

pytestmark = pytest.mark.skipif(
    not list(published_browser_files()), reason="falta DuckDB para el navegador: `make browser`, que pide npm y red"
)
QUERY = addresses.QUERY
COUNT = "SELECT count(*) AS acuerdos FROM es.acuerdos"
# Compiling 34 MB of WebAssembly takes a busy machine a while.
PATIENCE = 60_000
EXAMPLES = [
    pytest.param(edition, sql, id=f"{name} ({edition.language})")
    for edition in EDITIONS
    for name, sql in examples(SECOND, edition)
]


@pytest.fixture(scope="module")
def console(browser: Browser, address: str) -> Iterator[Page]:
    """A console whose data are loaded once for all. Afterwards: nothing was asked of another host, no script failed."""
    wrong: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((address, "blob:")):
            wrong.append(f"asked elsewhere: {request.url}")

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            wrong.append(f"console: {message.text}")

    context = browser.new_context(viewport={"width": 1200, "height": 900}, locale="es-MX")
    context.on("request", asked)
    page = context.new_page()
    page.on("console", said)
    page.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    page.goto(address + QUERY)
    yield page
    context.close()
    assert not wrong


def done(page: Page) -> None:
    """Wait until the console takes another query."""
    expect(page.locator("[data-do=run]")).to_be_enabled(timeout=PATIENCE)


def ask(page: Page, sql: str) -> None:
    """Run a query, and wait until it is answered or has failed."""
    page.get_by_role("textbox").fill(sql)
    page.get_by_role("textbox").press("Control+Enter")
    done(page)


def cells(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.evaluate(
        "[...document.querySelectorAll('.answer tbody tr')].map(row => [...row.cells].map(cell => cell.textContent))"
    )
    return found


def downloaded(page: Page) -> list[list[str]]:
    with page.expect_download() as waiting:
        page.locator("[data-do=download]").click()
    assert waiting.value.suggested_filename == f"consulta-{SECOND}.csv"
    content = Path(waiting.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(content.decode("utf-8-sig").splitlines(keepends=True), strict=True))


def test_nothing_is_loaded_before_a_button_is_pressed(open_page: Open) -> None:
    page = open_page(f"{QUERY}?{urlencode({'q': COUNT})}")
    expect(page.get_by_role("textbox")).to_have_value(COUNT)
    expect(page.get_by_role("status")).to_contain_text("no corre sola")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert not [name for name in loaded if "duckdb" in name]


def test_counts_the_agreements(console: Page) -> None:
    ask(console, COUNT)
    assert cells(console) == [["30"]]
    expect(console.get_by_role("columnheader")).to_have_text("acuerdos")
    expect(console.get_by_role("status")).to_contain_text("Renglones: 1.")


def test_tells_what_was_known_on_a_day(console: Page) -> None:
    ask(console, f"SELECT count(*) FROM agreements_as_of('{FIRST}')")
    assert cells(console) == [["20"]]


@pytest.mark.parametrize(("edition", "sql"), EXAMPLES)
def test_every_example_is_answered(console: Page, edition: Edition, sql: str) -> None:
    if edition.spanish:
        names = {text: name for name, text in examples(SECOND, edition)}
        console.get_by_role("button", name=names[sql]).click()
        expect(console.get_by_role("textbox")).to_have_value(sql)
    ask(console, sql)
    assert cells(console)


@pytest.mark.parametrize("sql", [";", "-- SIMULADO", ";;\n"])
def test_the_end_of_a_query_may_be_a_semicolon_or_a_comment(console: Page, sql: str) -> None:
    ask(console, f"{COUNT} {sql}")
    assert cells(console) == [["30"]]


def test_a_query_that_fails_is_told_in_one_line_and_the_next_one_works(console: Page) -> None:
    ask(console, "SELECT * FROM no_hay")
    alert = console.get_by_role("alert")
    expect(alert).to_contain_text("No se pudo: Catalog Error: Table with name no_hay does not exist!")
    assert "\n" not in alert.inner_text()
    expect(console.locator(".answer")).to_be_hidden()
    ask(console, COUNT)
    expect(alert).to_be_hidden()
    assert cells(console) == [["30"]]


@pytest.mark.parametrize(
    "sql",
    [
        "FROM 'https://example.org/SIMULADO.csv'",
        "FROM read_text('/sql/index.html')",
        "SELECT 1); LOAD httpfs; FROM (SELECT 1",
        "SELECT 1); ATTACH 'https://example.org/SIMULADO.duckdb'; FROM (SELECT 1",
        "SELECT 1); COPY main.agreements TO 'https://example.org/SIMULADO.csv'; FROM (SELECT 1",
        "SELECT 1); SET enable_external_access = true; FROM (SELECT 1",
        "SELECT 1); DROP TABLE main.agreements; FROM (SELECT 1",
    ],
)
def test_no_query_reaches_out_or_changes_the_data(console: Page, sql: str) -> None:
    ask(console, sql)
    expect(console.get_by_role("alert")).to_contain_text("No se pudo: ")
    ask(console, COUNT)
    assert int(cells(console)[0][0]) > 0


def test_what_the_sources_say_stays_text_in_the_page_and_in_the_download(console: Page) -> None:
    ask(
        console,
        "SELECT title, counterpart, -1 AS n, ['a', 'b'] AS l FROM agreements WHERE agreement_id ~ '.*simulado0[23]'",
    )
    assert [cells(console)[0], cells(console)[1][1]] == [[FORMULA, PHONE, "-1", "a | b"], IMAGE]
    assert console.evaluate("window.intruder") is None
    header, first, second = downloaded(console)
    assert header == ["title", "counterpart", "n", "l"]
    assert first == [f"'{FORMULA}", f"'{PHONE}", "-1", "a | b"]
    assert second[1] == IMAGE


def test_of_many_rows_the_first_thousand_are_shown_and_all_downloaded(console: Page) -> None:
    ask(console, "SELECT range AS n FROM range(2500)")
    assert [row[0] for row in cells(console)] == [str(number) for number in range(1000)]
    expect(console.get_by_role("status")).to_contain_text("Renglones: 2,500; aquí los primeros 1,000")
    assert len(downloaded(console)) == 2501


def test_the_address_keeps_the_query_and_the_other_language_gets_it(
    console: Page, open_page: Open, address: str
) -> None:
    ask(console, COUNT)
    page = open_page(console.url.removeprefix(address))
    expect(page.get_by_role("textbox")).to_have_value(COUNT)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("textbox")).to_have_value(COUNT)


def test_the_console_and_its_answer_fit_a_telephone(console: Page) -> None:
    console.set_viewport_size({"width": 360, "height": 900})
    ask(console, "FROM agreements")
    assert console.evaluate("document.documentElement.scrollWidth") == 360
    console.set_viewport_size({"width": 1200, "height": 900})


def test_axe_objects_to_nothing_in_an_answer_and_in_a_failure(console: Page) -> None:
    for sql in ("FROM es.acuerdos", "SELECT * FROM no_hay"):
        ask(console, sql)
        console.evaluate(AXE_SCRIPT + "; 0")
        assert [(one["id"], one["nodes"][0]["html"]) for one in console.evaluate(AXE)["violations"]] == []


def test_a_query_that_takes_too_long_is_stopped_and_the_next_one_works(console: Page) -> None:
    console.get_by_role("textbox").fill("SELECT count(*) FROM range(1000000) AS a, range(1000000) AS b")
    console.get_by_role("button", name="Ejecutar").click()
    console.get_by_role("button", name="Detener").click()
    expect(console.get_by_role("status")).to_contain_text("Detenida")
    ask(console, COUNT)
    assert cells(console) == [["30"]]


def test_a_file_that_is_lost_is_told_and_loading_can_be_tried_again(browser: Browser, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/acuerdos.duckdb", lambda route: route.fulfill(status=404))
    page.goto(address + QUERY)
    ask(page, COUNT)
    expect(page.get_by_role("alert")).to_contain_text("No se pudo cargar.")
    assert page.locator("[data-do=load]").is_enabled()
    context.close()
