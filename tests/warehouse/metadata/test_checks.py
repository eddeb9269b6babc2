"""What a publication checks in its own metadata: one line says what does not hold (SIMULADO)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.metadata.described import change, replace
from warehouse.metadata.checks import MEXICAN_DATASET, MEXICAN_DISTRIBUTION, check_metadata
from warehouse.metadata.invalid import MetadataInvalid


def failure(folder: Path) -> str:
    with pytest.raises(MetadataInvalid) as raised:
        check_metadata(folder)
    line = str(raised.value)
    assert "\n" not in line
    return line


def drop(*steps: str | int) -> Callable[[Any], object]:
    """Take out what stands at the end of those steps."""

    def alter(document: Any) -> object:
        for step in steps[:-1]:
            document = document[step]
        return document.pop(steps[-1])

    return alter


def test_metadata_as_written_hold(folder: Path) -> None:
    check_metadata(folder)


@pytest.mark.parametrize("name", ["agreements.csv", "agreements.parquet"])
def test_one_changed_byte_of_a_file_is_noticed(copied: Path, name: str) -> None:
    path = copied / name
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    assert failure(copied) == f"datapackage.json: {name}: sus bytes no son los descritos"


def test_a_file_that_is_not_there_is_noticed(copied: Path) -> None:
    (copied / "laws.csv").unlink()
    assert failure(copied) == "datapackage.json: laws.csv: no existe"


def test_a_package_without_resources_is_against_the_profile(copied: Path) -> None:
    change(copied / "datapackage.json", drop("resources"))
    assert failure(copied) == "datapackage.json: documento: 'resources' is a required property"


def test_a_field_without_name_is_against_the_profile(copied: Path) -> None:
    change(copied / "datapackage.json", drop("resources", 0, "schema", "fields", 0, "name"))
    assert "agreements.None" in failure(copied)


def test_a_field_of_a_type_the_profile_does_not_know_is_against_it(copied: Path) -> None:
    replace(copied / "datapackage.json", '"type": "string"', '"type": "list"')
    assert failure(copied) == "datapackage.json: agreements.agreement_id: el perfil no conoce el tipo 'list'"


@pytest.mark.parametrize("key", MEXICAN_DATASET)
def test_a_dataset_lacks_nothing_that_mexico_requires(copied: Path, key: str) -> None:
    change(copied / "dcat.jsonld", drop(key))
    assert failure(copied) == f"dcat.jsonld: falta {key}"


@pytest.mark.parametrize("key", MEXICAN_DISTRIBUTION)
def test_a_distribution_lacks_nothing_that_mexico_requires(copied: Path, key: str) -> None:
    change(copied / "dcat.jsonld", drop("dcat:distribution", 0, key))
    assert failure(copied).startswith(f"dcat.jsonld: falta {key} de ")


def test_a_dataset_has_the_mailbox_that_mexico_requires(copied: Path) -> None:
    change(copied / "dcat.jsonld", drop("dct:publisher", "foaf:mbox"))
    assert failure(copied) == "dcat.jsonld: falta foaf:mbox de dct:publisher"


def test_a_dataset_without_distributions_is_noticed(copied: Path) -> None:
    change(copied / "dcat.jsonld", drop("dcat:distribution"))
    assert failure(copied) == "dcat.jsonld: falta dcat:distribution"


def test_a_citation_without_authors_is_noticed(copied: Path) -> None:
    replace(copied / "CITATION.cff", "authors:", "autores:")
    assert failure(copied) == "CITATION.cff: falta authors"


@pytest.mark.parametrize(("text", "told"), [("- SIMULADO", "no es un registro YAML"), ("a: [", "no es YAML: ")])
def test_a_citation_that_is_no_record_is_noticed(copied: Path, text: str, told: str) -> None:
    (copied / "CITATION.cff").write_text(text)
    assert failure(copied).startswith(f"CITATION.cff: {told}")


def test_a_document_that_cannot_be_read_is_noticed(copied: Path) -> None:
    (copied / "dcat.jsonld").write_text("{")
    assert failure(copied).startswith("dcat.jsonld: no es JSON: ")
    (copied / "dcat.jsonld").unlink()
    assert failure(copied).startswith("dcat.jsonld: no se puede leer: ")
