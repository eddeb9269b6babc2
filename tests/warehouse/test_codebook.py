from __future__ import annotations

import pytest

from warehouse.codebook import codebook
from warehouse.schema import TABLES


@pytest.mark.parametrize("name", TABLES)
def test_codebook_names_every_column_in_both_languages(name: str) -> None:
    spanish, english = codebook().split("## Codebook")
    for half in (spanish, english):
        section = half.split(f"### {name}:")[1].split("\n### ")[0]
        for column in TABLES[name].columns:
            assert f"| `{column}` |" in section


def test_codebook_names_every_value_of_a_vocabulary() -> None:
    spanish, english = codebook().split("## Codebook")
    assert "`sister_city` Hermanamiento" in spanish
    assert "`sister_city` Sister city" in english
