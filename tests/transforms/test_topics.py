"""The ten areas of cooperation of the book's table 6."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.observed import ANY_TEXT
from transforms.topics import topics_in, unknown_areas

AREAS = {
    "Educación": "education",
    "Cultura": "culture",
    "Turismo": "tourism",
    "Ciencia y Tecnología": "science_technology",
    "Promoción Comercial": "trade_promotion",
    "Promoción de Inversiones": "investment_promotion",
    "Desarrollo Urbano": "urban_development",
    "Medio Ambiente": "environment",
    "Formación de Capital Humano": "human_capital_training",
    "Seguridad": "security",
}


@pytest.mark.parametrize("printed", AREAS)
def test_each_area_by_its_name(printed: str) -> None:
    assert topics_in(printed) == (AREAS[printed],)
    assert topics_in(printed.upper()) == (AREAS[printed],)
    assert unknown_areas(printed) == ()


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("educacion", "education"),
        ("intercambio académico", "education"),
        ("cooperación cultural", "culture"),
        ("desarrollo turístico", "tourism"),
        ("innovación tecnológica", "science_technology"),
        ("comercio exterior", "trade_promotion"),
        ("atracción de inversiones", "investment_promotion"),
        ("planeación urbana", "urban_development"),
        ("protección ambiental", "environment"),
        ("capacitación de recursos humanos", "human_capital_training"),
        ("seguridad pública", "security"),
    ],
)
def test_each_area_by_other_words(printed: str, code: str) -> None:
    assert topics_in(printed) == (code,)


@given(
    chosen=st.lists(st.sampled_from(sorted(AREAS)), min_size=1, unique=True),
    mark=st.sampled_from([", ", "; ", " / ", "\n"]),
)
@settings(ANY_TEXT)
def test_any_list_of_areas_reads_back_whatever_parts_it(chosen: list[str], mark: str) -> None:
    printed = mark.join(chosen)
    assert sorted(topics_in(printed)) == sorted(AREAS[name] for name in chosen)
    assert len(set(topics_in(printed))) == len(topics_in(printed))


@pytest.mark.parametrize("printed", ["", "...", "Seguridad social", "Parte", "Laredo"])
def test_other_words_are_no_area(printed: str) -> None:
    assert topics_in(printed) == ()


def test_unknown_area_is_told() -> None:
    assert unknown_areas("Cultura, Espeleología") == ("Espeleología",)


@given(text=st.text())
@settings(ANY_TEXT)
def test_any_text_gives_codes_of_the_ten(text: str) -> None:
    assert set(topics_in(text)) <= set(AREAS.values())
