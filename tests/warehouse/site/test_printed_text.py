"""The text of a source as its page shows it (SIMULADO)."""

from __future__ import annotations

import pytest

from warehouse.site.printed_text import printed_pairs


@pytest.mark.parametrize(
    ("original", "pairs"),
    [
        (None, []),
        ("", []),
        ("SIMULADO, no JSON", [("", "SIMULADO, no JSON")]),
        ('["SIMULADO"]', [("", '["SIMULADO"]')]),
        ('{"a": null, "b": 3, "c": ["x"]}', [("a", ""), ("b", "3"), ("c", '["x"]')]),
        ('{"a": "uno\\ndos\\u202e\\u0007"}', [("a", "uno\ndos")]),
    ],
)
def test_printed_text_of_any_shape(original: object, pairs: list[tuple[str, str]]) -> None:
    assert printed_pairs(original) == pairs
