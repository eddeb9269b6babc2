"""A page without a known heading is told by the headings it does print (SIMULADO)."""

from __future__ import annotations

import pytest

from extractors.printed_headings import printed_headings


@pytest.mark.parametrize(
    ("html", "headings"),
    [
        ("<table><tr><th>Foo</th><th>Bar</th></tr><tr><td>1</td><td>2</td></tr></table>", ["Foo", "Bar"]),
        ("<table><tr><td>Registro</td></tr><tr><td>Foo</td><td>Bar</td></tr></table>", ["Foo", "Bar"]),
        ("<table><tr><th>A</th><th>B</th></tr></table><table><tr><th>C</th><th>D</th></tr><tr><td>1</td></tr></table>",
         ["C", "D"]),
        ("<dl><dt>Foo</dt><dd>1</dd><dt>Bar</dt><dd>2</dd><dt>Foo</dt></dl>", ["Foo", "Bar"]),
        ("<p>nada</p>", []),
        ("", []),
    ],
    ids=["table", "caption row", "largest table", "definition list", "prose", "empty"],
)  # fmt: skip
def test_the_headings_of_a_page(html: str, headings: list[str]) -> None:
    assert printed_headings(html) == headings


def test_a_long_heading_is_cut_and_many_are_not_all_shown() -> None:
    cells = "".join(f"<th>{'Vigencia del instrumento ' * 5}{number}</th>" for number in range(20))
    found = printed_headings(f"<table><tr>{cells}</tr></table>")
    assert found == ["Vigencia del instrumento Vigencia del instrumento Vigencia d…"]
