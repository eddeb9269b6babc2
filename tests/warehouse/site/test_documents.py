"""The pages about offices, versions, files, words and method (SIMULADO)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.warehouse.simulated import Row, agreement, all_tables, branch, law
from warehouse.edition import ENGLISH, SPANISH, Edition
from warehouse.metadata.publisher import Publisher
from warehouse.publication import publish
from warehouse.schema import TABLES
from warehouse.site import addresses, dictionary, downloads, method, office_list, version_list
from warehouse.site.downloads import size
from warehouse.site.reading import read_site
from warehouse.site.rendering import render

FIRST, SECOND = "2026-11-23", "2026-11-24"
MAKERS: dict[str, Any] = {
    addresses.OFFICES: office_list.pages, addresses.VERSIONS: version_list.pages,
    addresses.DOWNLOADS: downloads.pages, addresses.DICTIONARY: dictionary.pages, addresses.METHOD: method.pages,
}  # fmt: skip
OFFICES: list[Row] = [
    {"state_code": "21", "state": "Puebla", "iso_code": "MX-PUE", "known": "yes", "office_name": "Instituto SIMULADO",
     "fields_conflicting": ["office_name"], "evidence": "press", "as_of": "2024-05", "statements": 3},
    {"state_code": "27", "state": "Tabasco", "iso_code": "MX-TAB", "known": "no", "statements": 0},
]  # fmt: skip
BRANCHES = [branch("Chicago"), branch("Chicago", same_as="branch-x"), branch("Los Ángeles", withdrawn_on=FIRST)]


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two versions, of one agreement and of two, with an office and its branch and law in both."""
    folder = tmp_path_factory.mktemp("documents")
    for version, count in ((FIRST, 1), (SECOND, 2)):
        tables = all_tables(
            agreements=[agreement(number) for number in range(count)], offices=OFFICES, branches=BRANCHES,
            laws=[law("Ley SIMULADO <b>")],
        )  # fmt: skip
        publish(tables, folder, version=version, index={}, quality_report={}, with_page=False)
    return folder


def shown(public: Path, path: str, edition: Edition = SPANISH) -> BeautifulSoup:
    with read_site(public, SECOND, Publisher()) as site:
        page = next(page for page in MAKERS[path](site, edition) if page.path == path)
        return BeautifulSoup(render(page, site, edition), "lxml")


def test_a_state_without_a_known_office_says_so(public: Path) -> None:
    table = shown(public, addresses.OFFICES).select_one("#oficinas ~ table")
    assert table is not None
    rows = {row.th.get_text(): row.get_text(" ") for row in table.select("tbody tr") if row.th}
    assert "ninguna conocida" in rows["Tabasco"]
    assert "Instituto SIMULADO" in rows["Puebla"] and "las fuentes difieren" in rows["Puebla"]


def test_a_branch_is_listed_once_and_as_long_as_its_source_says_it(public: Path) -> None:
    text = shown(public, addresses.OFFICES).get_text()
    assert text.count("Chicago") == 1 and "Los Ángeles" not in text


def test_a_title_of_a_law_stays_text(public: Path) -> None:
    soup = shown(public, addresses.OFFICES)
    assert soup.find(string="Ley SIMULADO <b>") and not soup.find("b")


def test_every_version_is_listed_newest_first_with_its_own_files(public: Path) -> None:
    rows = shown(public, addresses.VERSIONS).select("tbody tr")
    assert [row["id"] for row in rows] == [f"v-{SECOND}", f"v-{FIRST}"]
    assert all(f"v/{FIRST}/" in str(link["href"]) for link in rows[1].find_all("a"))
    assert [row.td.get_text() for row in rows if row.td] == ["2", "1"]


def test_every_file_of_the_version_is_there_to_download(public: Path) -> None:
    links = {Path(str(one["href"])).name for one in shown(public, addresses.DOWNLOADS).select("main a[href*='/v/']")}
    files = {path.name for path in (public / "v" / SECOND).iterdir()}
    assert links <= files
    assert files - links == set()


@pytest.mark.parametrize(
    ("count", "told"), [(0, "1 kB"), (1499, "1 kB"), (2600, "3 kB"), (999_000, "999 kB"), (9_973_760, "10.0 MB")]
)
def test_a_size_is_told_for_people(count: int, told: str) -> None:
    assert size(count) == told


@pytest.mark.parametrize("edition", [SPANISH, ENGLISH])
def test_every_column_of_every_table_is_in_the_dictionary(public: Path, edition: Edition) -> None:
    soup = shown(public, addresses.DICTIONARY, edition)
    for name, table in TABLES.items():
        section = soup.find("section", attrs={"aria-labelledby": name})
        assert section is not None
        assert [code.get_text() for code in section.select("tbody th code")] == list(table.columns)
        assert all(edition.name(field) in section.get_text() for field in table.fields)


def test_every_reference_of_the_dictionary_leads_somewhere(public: Path) -> None:
    soup = shown(public, addresses.DICTIONARY)
    marks = {str(one["id"]) for one in soup.find_all(id=True)}
    assert {str(one["href"])[1:] for one in soup.select("main a[href^='#']")} <= marks


def test_the_method_does_not_claim_a_registry_that_nobody_read(public: Path) -> None:
    assert "no se ha leído todavía" in shown(public, addresses.METHOD).get_text()
    assert "has not been read yet" in shown(public, addresses.METHOD, ENGLISH).get_text()


@pytest.mark.parametrize("path", list(MAKERS))
def test_no_spanish_of_ours_is_left_in_the_english_twin(public: Path, path: str) -> None:
    spanish, english = (
        {
            one.get_text(" ", strip=True)
            for one in shown(public, path, edition).select("h1, h2, h3, th[scope=col], .lead")
        }
        for edition in (SPANISH, ENGLISH)
    )
    # Words that both languages write alike.
    assert {text for text in spanish & english if " " in text} == set()
