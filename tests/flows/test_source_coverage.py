"""Which federal entities have a source, and ``docs/sources.md``, which says so."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from extractors.addresses import address_key
from extractors.catalogue import BUNDLED_CAPTURES, load_sources
from extractors.source import Source
from flows.source_coverage import COMMAND, WANTED, Entity, as_markdown, coverage

PAGE = Path(__file__).parents[2] / "docs" / "sources.md"


def made(identifier: str, **fields: Any) -> Source:
    record = {
        "id": identifier, "name": f"{identifier} (SIMULADO)", "dataset": "offices", "evidence": "official_site",
        "url": f"https://example.org/{identifier}", "state": "20",
    }  # fmt: skip
    return Source.model_validate(record | fields)


def entity(code: str, *sources: Source) -> Entity:
    return coverage(sources).entities[int(code) - 1]


def test_all_32_entities_are_listed_with_their_inegi_and_iso_codes() -> None:
    entities = coverage([]).entities
    assert [one.state.code for one in entities] == [f"{number:02d}" for number in range(1, 33)]
    assert (entities[19].state.name, entities[19].state.iso_code) == ("Oaxaca", "MX-OAX")


def test_a_source_stands_under_its_entity_with_its_address_and_lifecycle() -> None:
    lifecycle = {"status": "blocked", "since": "2026-11-23", "reason": "SIMULADO"}
    [source] = entity("20", made("sim", lifecycle=lifecycle)).as_json()["sources"]
    assert (source["source_id"], source["url"]) == ("sim", "https://example.org/sim")
    assert (source["lifecycle"], source["lifecycle_since"], source["lifecycle_reason"]) == (
        "blocked", "2026-11-23", "SIMULADO",
    )  # fmt: skip


def test_an_entity_lacks_the_data_sets_for_which_no_source_is_its_own() -> None:
    assert entity("20", made("sim")).missing == ("branches", "laws")
    assert entity("21", made("sim")).missing == WANTED


def test_agreements_of_an_entity_stand_beside_and_fill_no_gap() -> None:
    found = entity("20", made("sim", dataset="agreements"))
    assert [source.id for source in found.of("agreements")] == ["sim"]
    assert found.missing == WANTED


def test_an_entity_without_any_source_is_named_as_such() -> None:
    bare = [one.state.code for one in coverage([made("sim")]).bare]
    assert len(bare) == 31 and "20" not in bare


@pytest.mark.parametrize("state", ["from-column", None])
def test_a_source_whose_rows_name_their_entity_is_listed_once_for_all(state: str | None) -> None:
    found = coverage([made("sim", state=state)])
    assert [source.id for source in found.shared] == ["sim"]
    assert len(found.bare) == 32


def test_the_order_of_the_records_does_not_matter() -> None:
    sources = load_sources(None)
    assert as_markdown(coverage(sources)) == as_markdown(coverage(sources[::-1]))


def test_a_bar_in_a_name_does_not_break_the_table() -> None:
    page = as_markdown(coverage([made("sim", name="Oficinas | SIMULADO")]))
    [line] = [line for line in page.splitlines() if "SIMULADO" in line]
    assert r"Oficinas \| SIMULADO" in line


def test_the_page_of_the_repository_is_what_the_records_say() -> None:
    wanted = as_markdown(coverage(load_sources(None)))
    assert PAGE.read_text(encoding="utf-8") == wanted, f"docs/sources.md is out of date; run: {COMMAND}"


def test_every_government_page_of_the_survey_has_a_source_record() -> None:
    with (BUNDLED_CAPTURES / "ofam_survey.csv").open(encoding="utf-8", newline="") as lines:
        cells = [row[name] for row in csv.DictReader(lines) for name in ("website", "source_addresses")]
    named = {url for cell in cells for url in re.findall(r"https?://\S+", cell)}
    official = {url for url in named if (urlsplit(url).hostname or "").endswith(".gob.mx")}
    sources = load_sources(None)
    pages = {address_key(source.url) for source in sources}
    hosts = {urlsplit(source.url).hostname for source in sources}
    # A bare host is the front page of a site of which the page that matters has the record.
    missing = {
        url for url in official
        if address_key(url) not in pages and not (urlsplit(url).path in {"", "/"} and urlsplit(url).hostname in hosts)
    }  # fmt: skip
    assert len(official) >= 9 and not missing
