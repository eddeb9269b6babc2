"""A page whose heaviest layout is found by bounds is read as by whoever reads all three layouts and takes the heaviest."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.capture import Capture, sha256_of
from extractors.decode import decode
from extractors.document import parse
from extractors.failures import LayoutDrift, SourceFailure, TooLarge, Unreadable
from extractors.headings import Headings
from extractors.html_labels import read_labels
from extractors.html_lists import read_lists
from extractors.html_tables import read_tables
from extractors.most_told import most_in_labels, most_in_lists
from extractors.observation import RawRows
from extractors.proportions import outsized_page
from extractors.reading import PartReading, read_part
from extractors.source import Source
from extractors.text_blocks import TextBlocks
from tests.simulated_registry.pages import LAYOUTS, render
from tests.simulated_registry.truth import simulated_agreements
from tests.torture.mutations import mutated

TESTS = Path(__file__).parent.parent
ENCODED = "text/html; charset=utf-8"
SEEN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
LARGEST = 12_000  # bytes of a page: the readers meet no other ways of writing in a longer one
MUTATIONS = 90
LABELS_IN_HEADINGS = (
    "<h1>Convenio de hermanamiento entre A y B</h1><p>País: México</p>",
    "<table><tr><td><h1>Convenio de hermanamiento entre A y B</h1></td><td>País</td><td>Perú</td></tr></table>",
    "<span><h1>Título</h1></span><p>X</p><span><h1>País</h1></span><p>Perú</p>",
    "<b><h2>Título</h2></b><p>X</p><b><h2>País</h2></b><p>Perú</p>",
    "<h2><b>Título</b></h2><p>X</p><h2><b>País</b></h2><p>Perú</p>",
    "<span><p>Parte</p><p>mexicana</p></span><p>X</p><span><p>País</p></span><p>Perú</p>",
    "<dl><dd>Título</dd><font><th>Contraparte</th></font><dd>País</dd><font><th>Vigencia</th></font></dl>",
    "<h2>\u200b</h2>" * 5 + "<dl><dt>Título</dt><dd>X</dd><dt>País</dt><dd>Perú</dd></dl>",
)


def examples() -> list[bytes]:
    return [file.read_bytes() for file in sorted(TESTS.glob("examples/*/page*.html"))]


def registries() -> list[bytes]:
    rows = [row for row in simulated_agreements(3) if row.state_code == "29"]
    return [page.body for layout in LAYOUTS for page in render(layout, rows, 3)]


def office_pages() -> list[bytes]:
    files = (file for kind in ("seen", "unseen") for file in sorted(TESTS.glob(f"office_pages/{kind}/*/page.html")))
    return [body for body in (file.read_bytes() for file in files) if len(body) <= LARGEST]


def mutations() -> list[bytes]:
    chance = random.Random(9)
    pages = [page for page in (*examples(), *registries(), *office_pages()) if len(page) <= LARGEST]
    return [mutated(chance.choice(pages), chance, pages, longest=LARGEST) for _ in range(MUTATIONS)]


def captured(body: bytes) -> Capture:
    headers = (("Content-Type", ENCODED),)
    return Capture(
        "simulado", "", "https://example.org/SIMULADO", SEEN, 200, "text/html", headers, body, sha256_of(body)
    )


def source_of(dataset: str, columns: dict[str, str]) -> Source:
    told = {"id": "simulado", "dataset": dataset, "url": "https://example.org/SIMULADO", "evidence": "registry"}
    return Source.model_validate(told | {"columns": columns})


def heaviest(text: str, headings: Headings) -> RawRows | type[SourceFailure]:
    """The layout that tells most, by reading all of them; the first of several that tell as much. Or how it fails.

    The bounds are compared with what they bound in passing.
    """
    if outsized_page(text):
        return TooLarge
    tree = parse(text)
    try:
        tables = read_tables(tree, headings, [])
    except ValueError:
        return Unreadable
    lists, labels = read_lists(TextBlocks(tree), headings), read_labels(tree, headings)
    page = TextBlocks(tree)
    assert lists.weight <= most_in_lists(page)
    for enough in {0, tables.weight, max(tables.weight, lists.weight)}:
        assert labels.weight <= most_in_labels(page, headings, enough)
    found = max((tables, lists, labels), key=lambda layout: layout.weight)
    return found if found.recognised else LayoutDrift


def read(body: bytes, source: Source) -> PartReading | type[SourceFailure]:
    try:
        return read_part(source, [captured(body)], layout="html", state="14")
    except SourceFailure as failure:
        return type(failure)


def compare(body: bytes, dataset: str = "agreements", columns: dict[str, str] | None = None) -> None:
    wanted = heaviest(decode(body, ENCODED), Headings(dataset, columns or {}))
    found = read(body, source_of(dataset, columns or {}))
    if isinstance(wanted, type) or isinstance(found, type):
        assert found == wanted
        return
    rows = [(row.locator, row.section, row.fields, row.original) for row in found.observations]
    assert rows == [(row.locator, row.section, row.fields, row.original) for row in wanted.rows]
    assert found.unknown_headings == wanted.unknown


@pytest.mark.parametrize("pages", [examples, registries, office_pages, mutations])
def test_pages_are_read_by_the_layout_that_tells_most(pages: Callable[[], list[bytes]]) -> None:
    bodies = pages()
    assert len(bodies) >= 5
    for body in bodies:
        compare(body)


@pytest.mark.parametrize("text", LABELS_IN_HEADINGS)
def test_what_heads_a_page_or_stands_in_an_inline_element_may_be_a_label(text: str) -> None:
    compare(text.encode())


def test_a_source_may_give_labels_that_head_a_page() -> None:
    columns = {"Domicilio": "address", "Título": "title"}
    compare("<h1>Domicilio</h1><p>Calle 1</p><h2>Título</h2><p>Uno</p>".encode(), "figures", columns)
