"""The SQL page, with DuckDB for the browser and without (SIMULADO)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
from bs4 import BeautifulSoup, Tag

from tests.warehouse.simulated import agreement, all_tables
from warehouse.edition import ENGLISH, SPANISH, Edition
from warehouse.metadata.publisher import Publisher
from warehouse.publication import publish
from warehouse.site.browser_files import FILES, NAMED_BY, place, published_browser_files
from warehouse.site.query_page import LOCAL_ADDRESS, examples, query_page
from warehouse.site.reading import read_site
from warehouse.site.rendering import render

VERSION = "2026-11-23"
SITE = "https://acuerdos.example.org"
CLAIM = {"claim_id": "claim-simulado01", "state_code": "14", "state": "Jalisco", "mexican_place": "SIMULADO"}

Show = Callable[..., BeautifulSoup]
in_both_languages = pytest.mark.parametrize("edition", [SPANISH, ENGLISH], ids=lambda edition: edition.language)


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    known = [agreement(1), agreement(2, status="withdrawn", withdrawn_on=VERSION)]
    history = [
        {**{name: value for name, value in row.items() if name != "last_seen"}, "valid_from": VERSION} for row in known
    ]
    places = [{"state_code": "14", "state": "Jalisco"}, {"state_code": "19", "state": "Nuevo León"}]
    tables = all_tables(agreements=known, agreement_versions=history, claims=[CLAIM], states=places)
    publish(tables, folder, version=VERSION, index={}, quality_report={})
    return folder


@pytest.fixture
def browser(tmp_path: Path) -> Path:
    """A folder in which npm made all files ready (SIMULADO)."""
    folder = tmp_path / "browser"
    for name in (*FILES, *NAMED_BY):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"SIMULADO {name}")
    return folder


@pytest.fixture
def show(public: Path) -> Show:
    def show(browser: Path, *, edition: Edition = SPANISH, site: str = "") -> BeautifulSoup:
        with read_site(public, VERSION, Publisher(site=site)) as read:
            page = query_page(read, edition, published_browser_files(browser))
            return BeautifulSoup(render(page, read, edition), "lxml")

    return show


@pytest.fixture(scope="module")
def database(public: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published database under the name that the page gives it."""
    with duckdb.connect() as connection:
        connection.execute(
            f"ATTACH '{public / 'v' / VERSION / 'acuerdos.duckdb'}' AS acuerdos (READ_ONLY); USE acuerdos"
        )
        yield connection


def only(page: BeautifulSoup | Tag, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def policy(page: BeautifulSoup) -> str:
    return str(only(page, "meta[http-equiv=Content-Security-Policy]")["content"])


def test_the_console_names_the_database_of_the_immutable_folder(show: Show, browser: Path) -> None:
    form = only(show(browser), "form.console")
    assert form["data-database"] == f"../v/{VERSION}/acuerdos.duckdb"


@in_both_languages
def test_the_script_of_duckdb_is_one_of_the_files_to_publish(show: Show, browser: Path, edition: Edition) -> None:
    form = only(show(browser, edition=edition), "form.console")
    (published,) = [path for path, _ in published_browser_files(browser) if path.endswith("database.js")]
    assert form["data-script"] == ("../" if edition.spanish else "../../") + published


def test_only_with_the_console_the_policy_lets_webassembly_and_a_worker_of_ours_run(
    show: Show, browser: Path, tmp_path: Path
) -> None:
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy(show(browser))
    assert "worker-src 'self'" in policy(show(browser))
    assert "wasm" not in policy(show(tmp_path / "none"))
    assert "worker" not in policy(show(tmp_path / "none"))


def test_what_will_be_loaded_is_told_beforehand(show: Show, browser: Path) -> None:
    assert "se cargan 1 MB de DuckDB y" in " ".join(show(browser).get_text().split())


def test_the_console_waits_for_its_script_and_starts_with_an_example(show: Show, browser: Path) -> None:
    form = only(show(browser), "form.console")
    assert form.has_attr("hidden")
    assert only(form, "label[for=consulta]").get_text()
    assert only(form, "textarea#consulta").get_text() == examples(VERSION, SPANISH)[0][1]


def test_what_is_told_and_what_fails_reach_a_screen_reader(show: Show, browser: Path) -> None:
    form = only(show(browser), "form.console")
    assert only(form, "[role=status]") is not None
    assert only(form, "[role=alert]").has_attr("hidden")


@in_both_languages
@pytest.mark.parametrize("missing", FILES)
def test_without_one_of_its_files_the_page_tells_how_to_ask_from_outside(
    show: Show, browser: Path, edition: Edition, missing: str
) -> None:
    (browser / missing).unlink()
    page = show(browser, edition=edition)
    assert not page.select("form, textarea, script")
    assert edition.say("no trae DuckDB para el navegador", "comes without DuckDB for the browser") in page.get_text()
    assert len(page.select("pre code")) == 3


def test_duckdb_python_and_r_are_told_below_the_console_too(show: Show, browser: Path) -> None:
    assert [one["class"] for one in show(browser).select("pre code")] == [["terminal"], ["python"], ["r"]]


def test_the_instructions_name_the_site_that_is_published_at(show: Show, tmp_path: Path) -> None:
    for one in show(tmp_path, site=SITE).select("pre code"):
        assert f"{SITE}/latest/" in one.get_text()


def test_without_an_address_the_instructions_name_the_one_of_acuerdos_open(show: Show, tmp_path: Path) -> None:
    page = show(tmp_path)
    assert "acuerdos open --port 8000" in page.get_text()
    for one in page.select("pre code"):
        assert f"{LOCAL_ADDRESS}/latest/" in one.get_text()


@in_both_languages
def test_every_example_has_a_name_and_gives_rows(database: duckdb.DuckDBPyConnection, edition: Edition) -> None:
    for name, sql in examples(VERSION, edition):
        assert name
        assert database.execute(sql).fetchall(), name


def test_both_languages_have_the_same_examples(database: duckdb.DuckDBPyConnection) -> None:
    spanish, english = (
        [database.execute(sql).fetchall() for _, sql in examples(VERSION, edition)][1:4]
        for edition in (SPANISH, ENGLISH)
    )
    assert spanish[:2] == english[:2]
    assert len(spanish[2]) == len(english[2])


def test_the_example_by_state_leaves_withdrawn_agreements_out_and_no_state(
    database: duckdb.DuckDBPyConnection,
) -> None:
    counts = dict(examples(VERSION, SPANISH))["Acuerdos por entidad, sin los retirados"]
    assert database.execute(counts).fetchall() == [("Jalisco", 1), ("Nuevo León", 0)]


def test_other_files_have_another_folder(browser: Path) -> None:
    before = [path for path, _ in published_browser_files(browser)]
    (browser / "package-lock.json").write_text("SIMULADO, otra versión")
    after = [path for path, _ in published_browser_files(browser)]
    assert before
    assert not set(before) & set(after)


def test_a_file_is_placed_whole_and_an_equal_one_is_left_alone(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "public" / "assets" / "target"
    source.write_text("SIMULADO")
    place(source, target)
    first = target.stat().st_ino
    place(source, target)
    assert target.read_text() == "SIMULADO"
    assert target.stat().st_ino == first
    assert [path.name for path in target.parent.iterdir()] == ["target"]


def test_a_file_that_npm_laid_down_anew_replaces_the_old_one(tmp_path: Path) -> None:
    source, target = tmp_path / "source", tmp_path / "target"
    source.write_text("SIMULADO")
    place(source, target)
    source.unlink()
    source.write_text("SIMULADO, otra versión")
    place(source, target)
    assert target.read_text() == "SIMULADO, otra versión"


def test_the_page_does_not_depend_on_where_the_site_lies(show: Show, browser: Path, public: Path) -> None:
    assert str(public) not in str(show(browser))
    assert str(browser) not in str(show(browser))
