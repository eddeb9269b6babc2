"""The schema.org dataset of the page: what search engines ask for, and text that cannot leave its script (SIMULADO)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.warehouse.metadata.described import PUBLISHER, VERSION
from warehouse.metadata.published_files import files_in
from warehouse.metadata.publisher import Publisher
from warehouse.metadata.schema_org import schema_org
from warehouse.wording import Language

Tables = Mapping[str, pa.Table]


def text(
    folder: Path, tables: Tables, publisher: Publisher = PUBLISHER, language: Language = "es", root: str = ""
) -> str:
    files = files_in(folder)
    return schema_org(files, tables, version=VERSION, publisher=publisher, language=language, root=root)


def document(folder: Path, tables: Tables, **more: Any) -> Any:
    return json.loads(text(folder, tables, **more))


@pytest.mark.parametrize("language", ["es", "en"])
def test_it_says_what_search_engines_ask_for(folder: Path, tables: Tables, language: Language) -> None:
    said = document(folder, tables, language=language)
    wanted = {
        "name", "description", "license", "creator", "distribution", "version", "spatialCoverage", "temporalCoverage",
        "variableMeasured", "isAccessibleForFree", "inLanguage", "dateModified", "keywords",
    }  # fmt: skip
    assert wanted <= {key for key, value in said.items() if value}
    assert 50 <= len(said["description"]) <= 5000


def test_it_speaks_the_language_of_the_page(folder: Path, tables: Tables) -> None:
    names = [document(folder, tables, language=language)["variableMeasured"][3]["name"] for language in ("es", "en")]
    assert names == ["Nivel", "Level"]


def test_no_name_can_end_the_script(folder: Path, tables: Tables) -> None:
    name = "SIMULADO </script><!-- & \u2028\u2029"
    said = text(folder, tables, replace(PUBLISHER, name=name))
    assert not set("<>&\u2028\u2029") & set(said)
    assert json.loads(said)["creator"]["name"] == name


def test_without_a_site_its_addresses_start_at_the_page(folder: Path, tables: Tables) -> None:
    said = document(folder, tables, root="../")
    addresses = {download["contentUrl"] for download in said["distribution"]}
    assert "../v/2026-11-24/agreements.csv" in addresses and "url" not in said


def test_with_a_site_its_addresses_are_whole(folder: Path, tables: Tables) -> None:
    said = document(folder, tables, publisher=replace(PUBLISHER, site="https://acuerdos.example.org/x"), root="../")
    assert said["url"] == "https://acuerdos.example.org/x/"
    assert all(one["contentUrl"].startswith(f"{said['url']}v/2026-11-24/") for one in said["distribution"])


def test_the_time_it_covers_runs_from_the_first_signature_to_the_version(folder: Path, tables: Tables) -> None:
    assert document(folder, tables)["temporalCoverage"] == "1987/2026-11-24"
