"""Pages are read by the meaning of headings: whatever the order, capitals or accents, and whatever the bytes."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.capture import Capture, sha256_of
from extractors.failures import SourceFailure
from extractors.reading import PartReading, read_part
from extractors.source import Source

ANY = settings(max_examples=100, deadline=None, derandomize=True, database=None)
COLUMNS = {
    "Título del acuerdo": ("title", "Acuerdo de Hermanamiento SIMULADO"),
    "Parte mexicana": ("local_party", "Municipio de Guadalajara"),
    "Contraparte": ("counterpart", "Ciudad de San Antonio, Texas"),
    "País": ("country", "Estados Unidos"),
    "Fecha de firma": ("signed_on", "3 de mayo de 2011"),
    "Vigencia": ("validity", "Indefinida"),
    "Áreas de cooperación": ("topics", "Cultura; Turismo"),
}
FIELDS = dict(COLUMNS.values())


def lost(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


WAYS: dict[str, Callable[[str], str]] = {
    "printed": lambda heading: heading,
    "capitals": str.upper,
    "accents lost": lost,
    "capitals, accents lost": lambda heading: lost(heading).upper(),
    "no-break spaces": lambda heading: heading.replace(" ", "\u00a0"),
    "colon": lambda heading: f"{heading}:",
    "decomposed": lambda heading: unicodedata.normalize("NFD", heading),
}


def read(body: bytes, layout: str = "auto", content_type: str = "text/html; charset=utf-8") -> PartReading:
    source = Source.model_validate(
        {"id": "simulado", "dataset": "agreements", "url": "https://example.org/SIMULADO", "evidence": "registry"}
    )
    capture = Capture(
        "simulado", "", source.url, datetime(2026, 11, 23, tzinfo=UTC), 200, content_type.partition(";")[0],
        (("Content-Type", content_type),), body, sha256_of(body),
    )  # fmt: skip
    return read_part(source, [capture], layout=layout, state="14")


def read_or_failure(
    body: bytes, layout: str = "auto", content_type: str = "text/html; charset=utf-8"
) -> PartReading | SourceFailure:
    try:
        return read(body, layout, content_type)
    except SourceFailure as failure:
        return failure


def table(headings: list[str], way: Callable[[str], str]) -> str:
    head = "".join(f"<th>{html.escape(way(heading))}</th>" for heading in headings)
    cells = "".join(f"<td>{html.escape(COLUMNS[heading][1])}</td>" for heading in headings)
    return f"<p>SIMULADO</p><table><tr>{head}</tr><tr>{cells}</tr></table>"


def labels(headings: list[str], way: Callable[[str], str]) -> str:
    pairs = "".join(f"<dt>{html.escape(way(name))}</dt><dd>{html.escape(COLUMNS[name][1])}</dd>" for name in headings)
    return f"<p>SIMULADO</p><dl>{pairs}</dl>"


@pytest.mark.parametrize("make", [table, labels])
@given(headings=st.permutations(list(COLUMNS)), way=st.sampled_from(sorted(WAYS)))
@ANY
def test_order_capitals_and_accents_do_not_matter(
    make: Callable[[list[str], Callable[[str], str]], str], headings: list[str], way: str
) -> None:
    (row,) = read(make(headings, WAYS[way]).encode()).observations
    assert row.fields == FIELDS


@given(
    spans=st.lists(st.integers(1, 4), min_size=1, max_size=6),
)
@ANY
def test_rowspans_repeat_their_cell_in_every_row_they_cover(spans: list[int]) -> None:
    rows, expected = [], []
    for number, span in enumerate(spans):
        for line in range(span):
            place = f'<td rowspan="{span}">Municipio {number}</td>' if line == 0 else ""
            rows.append(f"<tr>{place}<td>Ciudad {number}-{line}</td><td>España</td></tr>")
            expected.append((f"Municipio {number}", f"Ciudad {number}-{line}", "España"))
    page = f"<table><tr><th>Municipio</th><th>Contraparte</th><th>País</th></tr>{''.join(rows)}</table>"
    found = read(page.encode()).observations
    assert [(row.fields["municipality"], row.fields["counterpart"], row.fields["country"]) for row in found] == expected


@pytest.mark.parametrize(
    "layout", ["auto", "html-table", "html-list", "html-labels", "xlsx", "csv", "json", "pdf-table"]
)
@given(body=st.binary(max_size=300))
@ANY
def test_any_bytes_are_read_or_refused_with_a_reason(layout: str, body: bytes) -> None:
    found = read_or_failure(body, layout, "")
    if isinstance(found, SourceFailure):
        assert "\n" not in str(found)
    else:
        assert all(row.locator for row in found.observations)


FRAGMENTS = (
    "<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=0>", "<td colspan=9999>", "<th>", "</td>", "<ul><li>",
    "</ul>", "<dl><dt>", "<dd>", "<p>", "<br>", "<b>", "</b>", "Contraparte", "País:", "Título", "Acuerdo de Hermanamiento entre A y B. ",
    "Firmado el 3 de mayo de 2011. ", "Vigencia: ", "<!-- ", "-->", "&nbsp;", "<script>", "\x00", "<h2>", "1. ",
)  # fmt: skip


@given(pieces=st.lists(st.sampled_from(FRAGMENTS), max_size=30))
@ANY
def test_any_heap_of_markup_is_read_or_refused_with_a_reason(pieces: list[str]) -> None:
    found = read_or_failure("".join(pieces).encode())
    if isinstance(found, SourceFailure):
        assert "\n" not in str(found)
    else:
        assert all(row.locator and any(row.fields.values()) for row in found.observations)
