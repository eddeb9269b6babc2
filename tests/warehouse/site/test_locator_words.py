"""Places in a capture, said in words."""

from __future__ import annotations

import pytest

from warehouse.site.locator_words import locator_in_words, reading_order


@pytest.mark.parametrize(
    ("locator", "spanish", "english"),
    [
        ("table 2 row 14", "tabla 2, renglón 14", "table 2, row 14"),
        ("page 3 table 1 row 5", "página 3, tabla 1, renglón 5", "page 3, table 1, row 5"),
        ("sheet Acuerdos 2020 row 12", "hoja «Acuerdos 2020», renglón 12", "sheet “Acuerdos 2020”, row 12"),
        ("line 47", "línea 47", "line 47"),
        ("block 3", "bloque 3", "block 3"),
        ("li 7 line 2", "elemento de lista 7, línea 2", "list item 7, line 2"),
        ("$.acuerdos[3]", "$.acuerdos[3]", "$.acuerdos[3]"),
        ("", "", ""),
    ],
)
def test_places_in_a_capture_are_said_in_words(locator: str, spanish: str, english: str) -> None:
    assert (locator_in_words(locator, "es"), locator_in_words(locator, "en")) == (spanish, english)


def test_places_are_ordered_as_read() -> None:
    assert sorted(["line 10", "line 9", "table 1 row 2", None], key=reading_order) == [
        None, "line 9", "line 10", "table 1 row 2",
    ]  # fmt: skip
