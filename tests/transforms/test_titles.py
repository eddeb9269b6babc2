"""Parties in the title of an instrument, in the order printed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.observed import ANY_TEXT
from transforms.titles import read_title

CASES = {
    "entre": (
        "Acuerdo de Hermanamiento entre el Municipio de León, Guanajuato, de los Estados Unidos Mexicanos, y la Ciudad "
        "de Laredo, Texas, de los Estados Unidos de América",
        ["Municipio de León", "Ciudad de Laredo, Texas"],
    ),
    "capitals": (
        "ACUERDO DE HERMANAMIENTO ENTRE EL MUNICIPIO DE LEON, GUANAJUATO, Y LA CIUDAD DE LAREDO, TEXAS",
        ["MUNICIPIO DE LEON", "CIUDAD DE LAREDO"],
    ),
    "one side and the other": (
        "Convenio de Colaboración que celebran por una parte el Gobierno del Estado de Jalisco y por la otra la "
        "Universidad de Heidelberg",
        ["Gobierno del Estado de Jalisco", "Universidad de Heidelberg"],
    ),
    "one side, and the other side, with commas": (
        "Convenio de Cooperación que celebran, por una parte, el Municipio de Puebla, y, por la otra parte, la Ciudad "
        "de Pueblo, Colorado",
        ["Municipio de Puebla", "Ciudad de Pueblo, Colorado"],
    ),
    "suscrito por": (
        "Memorándum de Entendimiento suscrito entre la Secretaría de Turismo del Estado de Yucatán y el Ayuntamiento de "
        "Sarasota",
        ["Secretaría de Turismo del Estado de Yucatán", "Ayuntamiento de Sarasota"],
    ),
    "que suscriben": (
        "Acuerdo de Cooperación que suscriben el Gobierno del Estado de Sonora y el Gobierno del Estado de Arizona",
        ["Gobierno del Estado de Sonora", "Gobierno del Estado de Arizona"],
    ),
    "counterpart first": (
        "Acuerdo de Amistad entre la Ciudad de Nagoya, Japón, y el Gobierno de la Ciudad de México",
        ["Ciudad de Nagoya, Japón", "Gobierno de la Ciudad de México"],
    ),
    "several parties": (
        "Acuerdo Tripartito entre el Municipio de Tijuana, Baja California; la Ciudad de San Diego, California; y el "
        "Condado de San Diego, California",
        ["Municipio de Tijuana", "Ciudad de San Diego", "Condado de San Diego"],
    ),
    "three parties by commas": (
        "Convenio de Cooperación entre el Gobierno del Estado de Nuevo León, la Universidad de Texas y el Gobierno de "
        "la Provincia de Quebec",
        ["Gobierno del Estado de Nuevo León", "Universidad de Texas", "Gobierno de la Provincia de Quebec"],
    ),
    "y inside a ministry": (
        "Acuerdo de Cooperación entre el Gobierno del Estado de Chiapas y el Ministerio de Agricultura y Ganadería de "
        "Costa Rica",
        ["Gobierno del Estado de Chiapas", "Ministerio de Agricultura y Ganadería de Costa Rica"],
    ),
    "y inside a secretariat": (
        "Acuerdo de Cooperación entre la Secretaría de Medio Ambiente y Desarrollo Territorial del Estado de Jalisco y "
        "la Ciudad de Lyon, Francia",
        ["Secretaría de Medio Ambiente y Desarrollo Territorial del Estado de Jalisco", "Ciudad de Lyon, Francia"],
    ),
    "y inside an organisation": (
        "Carta de Intención entre el Gobierno del Estado de Oaxaca y la Organización de las Naciones Unidas para la "
        "Alimentación y la Agricultura",
        [
            "Gobierno del Estado de Oaxaca",
            "Organización de las Naciones Unidas para la Alimentación y la Agricultura",
        ],
    ),
    "y inside the state's own name": (
        "Acuerdo de Cooperación entre el Gobierno del Estado Libre y Soberano de Chihuahua y el Estado de Texas, "
        "Estados Unidos de América",
        ["Gobierno del Estado Libre y Soberano de Chihuahua", "Estado de Texas"],
    ),
    "con": (
        "Convenio de Colaboración del Gobierno del Estado de Jalisco con la Universidad de Arizona",
        ["Gobierno del Estado de Jalisco", "Universidad de Arizona"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_parties(case: str) -> None:
    title, starts = CASES[case]
    parties = read_title(title).parties
    assert len(parties) == len(starts), parties
    for party, start in zip(parties, starts, strict=True):
        assert party.startswith(start)
        # What follows the name may only be where the party is, never the next party.
        rest = party.removeprefix(start)
        assert not rest or rest[0] == ",", party


def test_only_the_other_side_is_named_after_con() -> None:
    assert read_title("Convenio de Colaboración con la Alcaldía de Medellín, Colombia").parties == (
        "Alcaldía de Medellín, Colombia",
    )


@pytest.mark.parametrize("case", CASES)
def test_head_is_the_instrument_alone(case: str) -> None:
    title, starts = CASES[case]
    head = read_title(title).head
    assert head
    assert title.startswith(head.split()[0])
    assert starts[0] not in head


@pytest.mark.parametrize(
    ("title", "word"),
    [
        (
            "Acuerdo de Cooperación entre el Municipio de Cozumel y la Ciudad de Niza, Francia, en materia de turismo",
            "turismo",
        ),
        (
            "Convenio para el intercambio de estudiantes que celebran el Gobierno del Estado de Puebla y la Universidad "
            "de Salamanca",
            "estudiantes",
        ),
        ("Acuerdo entre el Municipio de Mérida y la Ciudad de Miami, Florida, sobre cooperación cultural", "cultural"),
    ],
)
def test_subject_is_no_party(title: str, word: str) -> None:
    found = read_title(title)
    assert len(found.parties) == 2
    assert word in found.subject
    assert not any(word in party for party in found.parties)


@pytest.mark.parametrize(
    "title", ["", "Hermanamiento", "Acuerdo de Cooperación", "Carta de Intención en materia de turismo"]
)
def test_title_that_names_nobody_has_no_parties(title: str) -> None:
    assert read_title(title).parties == ()


@given(text=st.text())
@settings(ANY_TEXT)
def test_any_text_is_a_title_with_or_without_parties(text: str) -> None:
    assert all(party.strip() for party in read_title(text).parties)


@given(
    text=st.lists(
        st.sampled_from(
            "Acuerdo entre el la Ciudad Gobierno de del y e , ; por una parte otra con - Universidad para en materia".split()
        ),
        max_size=14,
    ).map(" ".join)
)
@settings(ANY_TEXT)
def test_any_heap_of_title_words_gives_parties_that_stand_in_it(text: str) -> None:
    assert all(party and party in text for party in read_title(text).parties)
