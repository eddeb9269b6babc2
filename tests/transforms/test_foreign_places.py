"""Where a counterpart is, from what the source prints and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.observed import ANY_TEXT
from transforms.foreign_places import ForeignPlace, countries_said, place_in, region, subdivision_named


@pytest.mark.parametrize(
    ("printed", "country", "subdivision"),
    [
        ("Ciudad de Laredo, Texas, Estados Unidos de América", "US", "US-TX"),
        ("Ciudad de Laredo, Texas, de los Estados Unidos de América", "US", "US-TX"),
        ("Laredo, TX, EE. UU.", "US", "US-TX"),
        ("Prescott, AZ", "US", "US-AZ"),
        ("Downey, California", "US", "US-CA"),
        ("Tucson, Arizona, EUA", "US", "US-AZ"),
        ("Albuquerque, Nuevo México, E.U.A.", "US", "US-NM"),
        ("Ciudad de Hidalgo, Texas", "US", "US-TX"),
        ("París, Texas, Estados Unidos", "US", "US-TX"),
        ("Atlanta, Georgia, Estados Unidos", "US", "US-GA"),
        ("Estado de Idaho, Estados Unidos de América", "US", "US-ID"),
        ("Estado de Washington, Estados Unidos de América", "US", "US-WA"),
        ("Vancouver, Columbia Británica, Canadá", "CA", "CA-BC"),
        ("Provincia de Quebec, Canadá", "CA", "CA-QC"),
        ("Ciudad de Guadalajara, España", "ES", ""),
        ("Mérida, España", "ES", ""),
        ("Mérida, Venezuela", "VE", ""),
        ("Córdoba, Argentina", "AR", ""),
        ("Valladolid, Reino de España", "ES", ""),
        ("Ciudad de Granada, España", "ES", ""),
        ("Ciudad de Granada, Nicaragua", "NI", ""),
        ("Prefectura de Saitama, Japón", "JP", ""),
        ("PROVINCIA DE JIANGSU, REPÚBLICA POPULAR CHINA", "CN", ""),
        ("Gobierno Metropolitano de Seúl, República de Corea", "KR", ""),
        ("Santa Clara, Cuba", "CU", ""),
        ("Leningrado, URSS", "SU", ""),
        ("Comunidad Autónoma de Cataluña, España", "ES", ""),
        ("La Antigua, Guatemala", "GT", ""),
    ],
)
def test_country_and_subdivision_printed(printed: str, country: str, subdivision: str) -> None:
    found = place_in(printed)
    assert (found.country, found.subdivision) == (country, subdivision)


@pytest.mark.parametrize(
    "printed",
    [
        "", "Cigales", "Ciudad de Guadalajara", "Mérida", "Valladolid", "Córdoba", "Ciudad Hermana",
        "Municipio de León, Guanajuato, de los Estados Unidos Mexicanos", "Mexicali, Baja California",
        "Gobierno del Estado de Jalisco, México",
    ],
)  # fmt: skip
def test_no_country_is_guessed_from_a_city(printed: str) -> None:
    assert place_in(printed) == ForeignPlace()


@pytest.mark.parametrize(
    ("printed", "countries"),
    [
        ("España", ("ES",)),
        ("Estados Unidos de América", ("US",)),
        ("Antigua y Barbuda", ("AG",)),
        ("Trinidad y Tobago", ("TT",)),
        ("Bosnia y Herzegovina", ("BA",)),
        ("Santo Tomé y Príncipe", ("ST",)),
        ("San Vicente y las Granadinas", ("VC",)),
        ("Alemania y Francia", ("DE", "FR")),
        ("Chile, Perú y Colombia", ("CL", "PE", "CO")),
        ("Estados Unidos / Canadá", ("US", "CA")),
        ("", ()),
        ("Narnia", ()),
        ("México", ()),
        ("Estados Unidos Mexicanos", ()),
    ],
)
def test_column_of_countries(printed: str, countries: tuple[str, ...]) -> None:
    assert countries_said(printed).countries == countries


@pytest.mark.parametrize("printed", ["Internacional", "Organismo Internacional", "Multilateral"])
def test_column_of_countries_may_say_the_whole_world(printed: str) -> None:
    found = countries_said(printed)
    assert (found.countries, found.worldwide) == ((), True)


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Texas", "US-TX"),
        ("Nuevo México", "US-NM"),
        ("Nueva York", "US-NY"),
        ("Pensilvania", "US-PA"),
        ("Columbia Británica", "CA-BC"),
        ("Ontario", "CA-ON"),
        ("Baja California", ""),
        ("Jalisco", ""),
        ("", ""),
    ],
)
def test_subdivision_by_spanish_name(printed: str, code: str) -> None:
    assert subdivision_named(printed) == code


def test_region_follows_the_printed_country_whatever_the_counterpart_is() -> None:
    assert region(ForeignPlace(("ES",)), worldwide=True) == "europe"
    assert region(ForeignPlace(("US",), "US-TX"), worldwide=False) == "north_america"


def test_region_without_country_is_international_only_for_a_worldwide_body() -> None:
    assert region(ForeignPlace(), worldwide=True) == "international"
    assert region(ForeignPlace(), worldwide=False) == ""


@given(text=st.text())
@settings(ANY_TEXT)
def test_any_text_gives_a_place_or_none(text: str) -> None:
    found = place_in(text)
    assert "MX" not in found.countries
    assert found.subdivision[:2] in {"", found.country}


@given(
    text=st.lists(
        st.sampled_from(
            "Ciudad de Georgia , Texas y México Nuevo ( ) S.A. EUA - / Granada ; Baja California EU".split()
        ),
        max_size=10,
    ).map(" ".join)
)
@settings(ANY_TEXT)
def test_any_heap_of_place_words_keeps_its_subdivision_inside_its_country(text: str) -> None:
    found = place_in(text)
    assert found.subdivision[:2] in {"", found.country}
