"""What a run leaves beside the versions: feeds and page, for whom the operator says (SIMULADO)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from flows.command_line import main
from flows.home import Home
from flows.publishing import BadSetting, page_wanted, publisher_from_environment
from flows.rebuild import rebuild
from tests.extractors.conftest import Site
from tests.flows.desk import ALBERTA_AMENDED, DAY, MICHIGAN, NOW, PORTLAND, Desk, show_states, table, two_states

NEXT_DAY = "2026-11-24"
CONTACT = "datos@example.org"


def show_amended(site: Site) -> None:
    show_states(site)
    site.page("/jalisco", table(PORTLAND, ALBERTA_AMENDED, MICHIGAN))


@pytest.fixture(scope="module")
def desk(library: None, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Two versions with their page, signed by somebody."""
    show_states(site)
    made = Desk(Home(tmp_path_factory.mktemp("page") / "home"), site, two_states(site))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ACUERDOS_PAGE", "yes")
        patch.setenv("ACUERDOS_CONTACT", CONTACT)
        made.run()
        show_amended(site)
        made.run(NOW + timedelta(days=1))
        yield made


def test_the_page_is_of_the_newest_version(desk: Desk) -> None:
    assert json.loads((desk.home.public / "page.json").read_text())["version"] == NEXT_DAY
    assert NEXT_DAY in (desk.home.public / "index.html").read_text()


def test_every_agreement_has_a_page_in_both_languages(desk: Desk) -> None:
    for (identifier,) in desk.rows("SELECT agreement_id FROM agreements"):
        for folder in ("acuerdos", "en/acuerdos"):
            assert (desk.home.public / folder / f"{identifier}.html").is_file()


def test_an_agreement_page_shows_what_changed_in_it(desk: Desk) -> None:
    ((identifier,),) = desk.rows("SELECT agreement_id FROM agreements WHERE counterpart_country = 'CA'")
    text = (desk.home.public / "acuerdos" / f"{identifier}.html").read_text()
    assert DAY in text and NEXT_DAY in text and "Cultura" in text


def test_the_feed_has_an_entry_for_each_version(desk: Desk) -> None:
    items = json.loads((desk.home.public / "changes.json").read_text())["items"]
    assert len(items) == 2
    assert "Jalisco" in items[0].get("content_text", items[0].get("content_html", ""))


def test_the_contact_stands_in_the_metadata_and_a_rebuild_repeats_it(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert CONTACT in (desk.home.public / "latest" / "dcat.jsonld").read_text()
    monkeypatch.delenv("ACUERDOS_CONTACT")
    assert rebuild(desk.home, NEXT_DAY, None) == []


def test_another_site_makes_the_page_anew_though_nothing_changed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    other = desk.copied(tmp_path / "home")
    show_amended(desk.site)
    monkeypatch.setenv("ACUERDOS_SITE", "https://datos.example.org/acuerdos/")
    assert other.run(NOW + timedelta(days=1)).nothing_new
    assert "https://datos.example.org/acuerdos/v/" in (other.home.public / "changes.atom").read_text()
    assert other.versions() == [DAY, NEXT_DAY]


def test_a_page_that_somebody_lost_comes_back(desk: Desk, tmp_path: Path) -> None:
    other = desk.copied(tmp_path / "home")
    show_amended(desk.site)
    (other.home.public / "page.json").unlink()
    (other.home.public / "index.html").unlink()
    other.run(NOW + timedelta(days=1))
    assert (other.home.public / "index.html").is_file()


def test_a_machine_for_data_alone_makes_no_page(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    show_states(site)
    monkeypatch.setenv("ACUERDOS_PAGE", "no")
    other = Desk(Home(tmp_path / "home"), site, two_states(site))
    other.run()
    assert not (other.home.public / "index.html").exists()
    assert (other.home.public / "latest" / "acuerdos.xlsx").is_file()


@pytest.mark.parametrize(
    ("name", "value"),
    [("ACUERDOS_CONTACT", "nadie"), ("ACUERDOS_SITE", "ftp://example.org"), ("ACUERDOS_PAGE", "quizá")],
)
def test_a_setting_that_means_nothing_is_told_in_one_line(
    name: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadSetting):
        publisher_from_environment() if name != "ACUERDOS_PAGE" else page_wanted()
    assert main(["run", "--plain", "--home", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert name in told and told.count("\n") == 1
