"""``datapackage.json``: frictionless and the Data Package v2 profile hold it and the files to each other (SIMULADO)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from frictionless import Package, Report
from jsonschema import Draft7Validator

from tests.warehouse.metadata.described import HOSTILE, PUBLISHER, VERSION, read, replace
from warehouse.metadata.checks import PROFILE
from warehouse.metadata.datapackage import datapackage
from warehouse.metadata.published_files import files_in
from warehouse.metadata.publisher import Publisher

PUBLISHED_PROFILE = resources("dplib").joinpath("profiles", "2.0", "datapackage.json").read_bytes()


def errors(report: Report) -> set[str]:
    return {kind for (kind,) in report.flatten(["type"])}


def errors_of(folder: Path, name: str) -> set[str]:
    """What frictionless finds in one table of the package."""
    return errors(Package(str(folder / "datapackage.json")).get_table_resource(name).validate())


def resource(folder: Path, name: str) -> Any:
    return next(one for one in read(folder / "datapackage.json")["resources"] if one["name"] == name)


def field(folder: Path, table: str, name: str) -> Any:
    return next(one for one in resource(folder, table)["schema"]["fields"] if one["name"] == name)


def problems(package: Any) -> list[Any]:
    """What the profile, as its publisher wrote it, has against a package."""
    return list(Draft7Validator(json.loads(PUBLISHED_PROFILE)).iter_errors(package))


def test_frictionless_finds_nothing(folder: Path) -> None:
    report = Package(str(folder / "datapackage.json")).validate()
    assert errors(report) == set()
    assert len(report.tasks) == len(list(folder.glob("*.csv")))


def test_frictionless_notices_one_changed_byte(copied: Path) -> None:
    replace(copied / "agreements.csv", "SIMULADO, acuerdo 1", "SIMULADO, acuerdo 7")
    assert errors_of(copied, "agreements") == {"hash-count"}


@pytest.mark.parametrize(
    ("table", "before", "after", "kind"),
    [
        ("claims", "claim-simulado1,14,", "claim-simulado1,99,", "foreign-key"),
        ("claims", "claim-simulado1", "SIMULADO", "constraint-error"),
        ("agreements", "in_force", "SIMULADO", "constraint-error"),
        ("agreements", "culture|tourism", "culture|SIMULADO", "constraint-error"),
        ("agreements", "P5Y", "P5Y SIMULADO", "constraint-error"),
        ("agreements", "aii-14-simulado02", "aii-14-simulado01", "primary-key"),
        ("agreement_parties", "aii-14-simulado01,1", "aii-14-simulado01,0", "constraint-error"),
        ("agreement_parties", "aii-14-simulado01,1", "aii-14-simulado01,uno", "type-error"),
    ],
)
def test_frictionless_notices_a_cell_against_the_schema(
    copied: Path, table: str, before: str, after: str, kind: str
) -> None:
    replace(copied / f"{table}.csv", before, after)
    assert kind in errors_of(copied, table)


def test_the_published_profile_has_nothing_against_it(folder: Path) -> None:
    assert problems(read(folder / "datapackage.json")) == []


def test_the_published_profile_refuses_a_package_without_resources(folder: Path) -> None:
    package = read(folder / "datapackage.json")
    del package["resources"]
    assert [problem.validator for problem in problems(package)] == ["required"]


def test_the_profile_we_ship_is_the_published_one() -> None:
    assert PROFILE.read_bytes() == PUBLISHED_PROFILE


def test_a_list_is_text_with_its_delimiter_and_values(folder: Path) -> None:
    topics = field(folder, "agreements", "topics")
    assert (topics["type"], topics["item_delimiter"]) == ("string", "|")
    assert {"value": "culture", "label": "Cultura", "label_en": "Culture"} in topics["item_categories"]


def test_titles_and_meanings_are_in_both_languages(folder: Path) -> None:
    level = field(folder, "agreements", "level")
    assert (level["title"], level["title_en"]) == ("Nivel", "Level")
    assert level["categories"][0] == {"value": "state", "label": "Estatal", "label_en": "State"}


def test_a_key_of_which_a_part_may_be_empty_is_only_unique(folder: Path) -> None:
    schema = resource(folder, "changes")["schema"]
    assert schema["uniqueKeys"] == [["version", "table_name", "record_id", "field"]] and "primaryKey" not in schema


def test_a_table_that_refers_to_itself_says_so_as_the_standard_does(folder: Path) -> None:
    keys = resource(folder, "laws")["schema"]["foreignKeys"]
    assert {"fields": ["same_as"], "reference": {"resource": "", "fields": ["law_id"]}} in keys


def test_the_parquet_file_of_a_table_is_an_alternate_of_its_csv(folder: Path) -> None:
    (alternate,) = resource(folder, "agreements")["alternates"]
    size = (folder / "agreements.parquet").stat().st_size
    assert (alternate["path"], alternate["bytes"]) == ("agreements.parquet", size)


def test_a_table_tells_the_licences_of_its_rows(folder: Path) -> None:
    names = [licence["name"] for licence in resource(folder, "claims")["licenses"]]
    assert names == ["CC-BY-4.0", "CC-BY-SA-4.0"] and "licenses" not in resource(folder, "states")


def test_a_source_is_named_as_it_stands_and_linked_only_where_its_address_is_of_the_web(folder: Path) -> None:
    sources = {one["source_id"]: one for one in read(folder / "datapackage.json")["sources"]}
    assert sources["enciclopedia"] == {"title": HOSTILE, "source_id": "enciclopedia"}
    assert sources["simulado"]["path"] == "https://example.org/simulado" and "muda" not in sources


def test_the_site_of_the_publisher_is_not_in_it(folder: Path, tables: Mapping[str, pa.Table]) -> None:
    sited = Publisher(contact=PUBLISHER.contact, site="https://acuerdos.example.org")
    files = {name: file for name, file in files_in(folder).items() if name != "dcat.jsonld"}
    told = datapackage(files, tables, version=VERSION, previous="2026-11-23", publisher=sited)
    assert told == (folder / "datapackage.json").read_text(encoding="utf-8")
