"""``CITATION.cff``: cffconvert takes it, and refuses it without its authors (SIMULADO)."""

from __future__ import annotations

import pytest
import yaml
from cffconvert import Citation
from jsonschema import ValidationError

from tests.warehouse.metadata.described import PUBLISHER
from warehouse.metadata.citation import citation
from warehouse.metadata.publisher import Publisher

TEXT = citation(version="2026-11-24.2", publisher=PUBLISHER)


def test_cffconvert_has_nothing_against_it() -> None:
    Citation(TEXT).validate()


def test_cffconvert_refuses_it_without_authors() -> None:
    with pytest.raises(ValidationError, match="authors"):
        Citation(TEXT.replace("authors:", "keywords_too:")).validate()


def test_it_cites_the_version_and_its_day() -> None:
    document = yaml.safe_load(TEXT)
    assert (document["type"], document["version"]) == ("dataset", "2026-11-24.2")
    assert document["date-released"] == "2026-11-24"


def test_it_names_no_address_of_the_dataset() -> None:
    sited = Publisher(contact=PUBLISHER.contact, site="https://acuerdos.example.org")
    assert citation(version="2026-11-24.2", publisher=sited) == TEXT


def test_a_name_with_the_signs_of_yaml_stays_a_name() -> None:
    name = 'SIMULADO: "x" # - y'
    text = citation(version="2026-11-24", publisher=Publisher(name=name))
    assert yaml.safe_load(text)["authors"] == [{"name": name}]
    Citation(text).validate()
