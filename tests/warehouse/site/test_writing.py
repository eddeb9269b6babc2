"""The page on disk: whole, current, and nobody else's (SIMULADO)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.warehouse.simulated import all_tables
from warehouse.announcement import announce
from warehouse.metadata.publisher import Publisher
from warehouse.publication import publish
from warehouse.published import UnknownVersion
from warehouse.site.mark import is_page_of
from warehouse.site.writing import write_page

FIRST, SECOND = "2026-11-23", "2026-11-24"
PUBLISHER = Publisher()


@pytest.fixture
def public(tmp_path: Path) -> Path:
    publish(all_tables(), tmp_path, version=FIRST, index={}, quality_report={})
    return tmp_path


def test_a_publication_leaves_the_page_of_its_version(public: Path) -> None:
    assert is_page_of(public, FIRST, PUBLISHER)
    assert FIRST in (public / "index.html").read_text() and FIRST in (public / "en" / "index.html").read_text()


def test_writing_the_page_again_touches_no_file(public: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in public.rglob("*.html")}
    write_page(public, FIRST, PUBLISHER)
    assert {path: path.stat().st_mtime_ns for path in public.rglob("*.html")} == before


def test_a_page_of_something_gone_is_taken_away(public: Path) -> None:
    (public / "paises" / "zz.html").write_text("SIMULADO")
    write_page(public, FIRST, PUBLISHER)
    assert not (public / "paises" / "zz.html").exists()


def test_what_is_not_of_the_page_is_left_alone(public: Path) -> None:
    (public / "robots.txt").write_text("SIMULADO")
    write_page(public, FIRST, PUBLISHER)
    assert (public / "robots.txt").is_file() and (public / "v" / FIRST / "agreements.csv").is_file()


@pytest.mark.parametrize("publisher", [Publisher(site="https://example.org/datos"), Publisher(contact="a@example.org")])
def test_the_page_of_one_publisher_is_not_that_of_another(public: Path, publisher: Publisher) -> None:
    assert not is_page_of(public, FIRST, publisher)
    announce(public, FIRST, publisher)
    assert is_page_of(public, FIRST, publisher)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"version": "2026-01-01"}'])
def test_a_damaged_mark_is_no_page(public: Path, damage: str) -> None:
    (public / "page.json").write_text(damage)
    assert not is_page_of(public, FIRST, PUBLISHER)


def test_the_mark_names_every_file_of_the_page(public: Path) -> None:
    named = set(json.loads((public / "page.json").read_text())["files"])
    found = {
        path.relative_to(public).as_posix()
        for path in public.rglob("*")
        if path.is_file() and path.relative_to(public).parts[0] not in ("v", "latest")
    }
    assert found - named == {"page.json", "versions.json", "latest.json"}
    assert named <= found


def test_a_version_that_is_not_there_has_no_page(tmp_path: Path) -> None:
    with pytest.raises(UnknownVersion):
        write_page(tmp_path, FIRST, PUBLISHER)


def test_the_same_version_gives_the_same_page_elsewhere(public: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    publish(all_tables(), other, version=FIRST, index={}, quality_report={})
    assert (public / "page.json").read_bytes() == (other / "page.json").read_bytes()


@pytest.fixture
def odd(public: Path) -> Path:
    """An older version that says what no page expects (SIMULADO), under a newer one."""
    path = public / "v" / FIRST / "index.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"rows": None}))
    publish(all_tables(agreements=[]), public, version=SECOND, index={}, quality_report={})
    return public


def test_a_fault_of_the_page_does_not_keep_the_data_from_their_readers(
    odd: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert json.loads((odd / "latest.json").read_text())["version"] == SECOND
    assert f"versiones/index.html#v-{FIRST}" in (odd / "index.html").read_text()
    (record,) = caplog.get_records("setup")
    assert SECOND in record.getMessage() and "\n" not in record.getMessage()


def test_the_next_run_makes_the_page_that_failed(odd: Path) -> None:
    assert not is_page_of(odd, SECOND, PUBLISHER)
    path = odd / "v" / FIRST / "index.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"rows": {}}))
    announce(odd, SECOND, PUBLISHER)
    assert is_page_of(odd, SECOND, PUBLISHER)
