"""What is guessed of a page from its address and from what it says of itself."""

from __future__ import annotations

import pytest

from extractors.reading import PartReading
from extractors.source import FROM_COLUMN
from flows.page_guesses import Face, Reading, guess_evidence, guess_id, guess_state

NOTHING_READ = Reading(PartReading())


@pytest.mark.parametrize(
    ("url", "title", "text", "state"),
    [
        ("https://www.yucatan.gob.mx/x", "", "", "31"),
        ("https://migrantes.slp.gob.mx/x", "", "", "24"),
        ("https://www.congresooaxaca.gob.mx/x", "", "", "20"),
        ("https://miguelhidalgo.cdmx.gob.mx/x", "", "", "09"),
        ("https://bajacaliforniasur.gob.mx/x", "", "", "03"),
        ("https://mexico.example.org/x", "", "", FROM_COLUMN),
        ("https://ver.example.org/x", "", "", FROM_COLUMN),
        ("https://example.org/x", "Migrantes de Puebla", "Puebla y Oaxaca", "21"),
        ("https://example.org/x", "Migrantes", "La oficina de Colima", "06"),
        ("https://example.org/x", "Migrantes", "De Puebla a Oaxaca", FROM_COLUMN),
        ("https://example.org/x", "Migrantes", "Son de México, sin más; ver abajo", FROM_COLUMN),
    ],
)
def test_the_state_is_the_one_that_host_title_or_text_name(url: str, title: str, text: str, state: str) -> None:
    assert guess_state(url, Face(title, "", text), NOTHING_READ)[0] == state


@pytest.mark.parametrize(
    ("url", "identifier"),
    [
        ("https://www.oaxaca.gob.mx/iaimo/directorio-de-oficinas.html", "offices_oaxaca_iaimo_directorio_de_oficinas"),
        ("https://www.oaxaca.gob.mx/", "offices_oaxaca_2"),
        ("http://127.0.0.1:8080/Atenci%C3%B3n/", "offices_127_0_0_1_atencion"),
        ("https://example.gob.mx/" + "palabra/" * 20, "offices_example_palabra_palabra_palabra_palabra_palabra"),
    ],
)
def test_the_identifier_comes_from_host_and_path_and_is_unlike_the_others(url: str, identifier: str) -> None:
    assert guess_id("offices", url, {"offices_oaxaca"}) == identifier


def test_only_a_government_host_is_taken_for_an_official_site() -> None:
    assert guess_evidence("https://www.bcs.gob.mx/x") == "official_site"
    assert guess_evidence("https://notgob.mx/x") == "press"
