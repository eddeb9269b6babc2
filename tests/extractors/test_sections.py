"""Under which headings an element stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.document import HEADINGS, Element, parse, tag
from extractors.sections import Sections

LEVELS = {"h2": 0, "h3": 1, "h4": 2, "h5": 3, "h6": 4}


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<h2>Jalisco</h2><p id=x>A", "Jalisco"),
        ("<h2>Jalisco</h2><h3>Zapopan</h3><p>B</p><p id=x>A", "Jalisco | Zapopan"),
        ("<h2>Jalisco</h2><h3>Zapopan</h3><h2>Sonora</h2><p id=x>A", "Sonora"),
        ("<div><h2>Jalisco</h2></div><div><p id=x>A</div>", "Jalisco"),
        ("<h2>Jalisco</h2><p><b>Zapopan</b></p><p id=x>A", "Jalisco | Zapopan"),
        ("<h2>Jalisco</h2><p><b>Zapopan</b> y más</p><p id=x>A", "Jalisco"),
        ("<h1>Registro</h1><p id=x>A", ""),
        ("<p id=x>A<h2>Jalisco</h2>", ""),
    ],
)
def test_an_element_stands_under_the_headings_still_open_before_it(page: str, expected: str) -> None:
    element = next(node for node in parse(page).iter("p") if node.get("id") == "x")
    assert Sections().over(element) == expected


def _by_definition(tree: Element, element: Element) -> str:
    """Nearest heading before it, then the nearest of a higher rank before that one, and so on."""
    found: list[str] = []
    rank = len(LEVELS)
    before = [node for node in tree.iter() if tag(node) in HEADINGS or node is element]
    for node in reversed(before[: before.index(element)]):
        if LEVELS[tag(node)] < rank:
            rank = LEVELS[tag(node)]
            found.append(node.text or "")
    return " | ".join(reversed(found))


@given(st.lists(st.sampled_from(["<p>", "<div>", "</div>", *(f"<{name}>" for name in LEVELS)]), max_size=40))
def test_sections_are_what_their_definition_says_however_elements_nest(pieces: list[str]) -> None:
    page = "".join(
        f"{piece}T{number}{piece.replace('<', '</')}" if piece not in {"<div>", "</div>"} else piece
        for number, piece in enumerate(pieces)
    )
    tree = parse(f"<body><div>{page}</div></body>")
    sections = Sections()
    for element in tree.iter("p"):
        assert sections.over(element) == _by_definition(tree, element)
