"""Countries by exact names only; every region holds its countries, and Mexico is in none."""

from __future__ import annotations

import pycountry
import pytest
from babel import Locale
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.observed import ANY_TEXT
from transforms.countries import country_name, country_named, region_of

ISO_CODES = sorted(country.alpha_2 for country in pycountry.countries)
SPANISH: dict[str, str] = {code: str(Locale("es").territories[code]) for code in ISO_CODES}
REGIONS = {"north_america", "latin_america_caribbean", "europe", "asia", "africa_oceania"}


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("EUA", "US"),
        ("E.U.A.", "US"),
        ("EE.UU.", "US"),
        ("EE. UU.", "US"),
        ("Estados Unidos", "US"),
        ("ESTADOS UNIDOS DE AMÉRICA", "US"),
        ("República Popular China", "CN"),
        ("República Popular de China", "CN"),
        ("Corea", "KR"),
        ("República de Corea", "KR"),
        ("Rep. Checa", "CZ"),
        ("República Checa", "CZ"),
        ("Gran Bretaña", "GB"),
        ("Reino Unido", "GB"),
        ("Federación de Rusia", "RU"),
        ("Cataluña", "ES"),
        ("URSS", "SU"),
        ("U.R.S.S.", "SU"),
        ("Reino de España", "ES"),
        ("España", "ES"),
        ("ESPANA", "ES"),
        ("República Federal de Alemania", "DE"),
        ("Alemania", "DE"),
        ("Cuba", "CU"),
        ("República de Cuba", "CU"),
        ("Albania", "AL"),
        ("Japón", "JP"),
        ("JAPON", "JP"),
        ("Canada", "CA"),
        ("Países Bajos", "NL"),
        ("Corea del Norte", "KP"),
        ("República Dominicana", "DO"),
        ("Dominica", "DM"),
    ],
)
def test_spellings_of_the_notes(printed: str, code: str) -> None:
    assert country_named(printed) == code


@pytest.mark.parametrize(
    "printed",
    [
        "", " ", "Cubo", "Alemanía del Este X", "Alemani", "Franciaa", "Chilee", "Brasilia", "Repúblika de Korea X",
        "Europa", "América Latina", "Unión Europea", "Texas", "República", "Reino", "Nuevo México", "Idaho",
        "Kansas", "Chinatown", "Indianápolis", "Perro", "Omán y medio",
    ],
)  # fmt: skip
def test_nothing_is_matched_by_likeness(printed: str) -> None:
    assert country_named(printed) == ""


@pytest.mark.parametrize(("code", "name"), sorted(SPANISH.items()))
def test_every_spanish_name_of_cldr_reads_back(code: str, name: str) -> None:
    assert country_named(name) == code
    assert country_named(name.upper()) == code
    assert country_name(code) == name


@given(name=st.sampled_from(sorted(SPANISH.values())), position=st.integers(0, 40), letter=st.sampled_from("qwxkz"))
@settings(ANY_TEXT)
def test_a_name_with_a_foreign_letter_in_it_is_never_another_country(name: str, position: int, letter: str) -> None:
    place = position % len(name)
    typed = f"{name[:place]}{letter}{name[place:]}"
    own = next(code for code, spanish in SPANISH.items() if spanish == name)
    assert country_named(typed) in {"", own}


@pytest.mark.parametrize("code", [code for code in ISO_CODES if code != "MX"])
def test_every_country_has_one_region(code: str) -> None:
    assert region_of(code) in REGIONS


def test_mexico_and_no_country_have_no_region() -> None:
    assert region_of("MX") == ""
    assert region_of("") == ""


@pytest.mark.parametrize(
    ("code", "region"),
    [
        ("US", "north_america"),
        ("CA", "north_america"),
        ("CU", "latin_america_caribbean"),
        ("BR", "latin_america_caribbean"),
        ("JM", "latin_america_caribbean"),
        ("ES", "europe"),
        ("RU", "europe"),
        ("SU", "europe"),
        ("GB", "europe"),
        ("CN", "asia"),
        ("JP", "asia"),
        ("IL", "asia"),
        ("EG", "africa_oceania"),
        ("AU", "africa_oceania"),
        ("ZA", "africa_oceania"),
    ],
)
def test_region_of_well_known_countries(code: str, region: str) -> None:
    assert region_of(code) == region


@given(text=st.text())
@settings(ANY_TEXT)
def test_any_text_gives_a_code_or_none(text: str) -> None:
    assert country_named(text) in {"", "SU", "YU", "XK", *ISO_CODES}
