"""Kinds of counterpart as in the book's table 4 (design.md section 5)."""

from __future__ import annotations

import pytest

from transforms.counterpart_types import counterpart_type, counterpart_type_said, is_worldwide

TYPES = {"government", "international_organization", "ngo", "private_academic"}


@pytest.mark.parametrize(
    "name",
    [
        "Ciudad de Laredo, Texas",
        "CIUDAD DE LAREDO, TEXAS",
        "Gobierno de la Provincia de Jiangsu, República Popular China",
        "Prefectura de Saitama, Japón",
        "Condado de San Diego, California",
        "Estado de Texas, Estados Unidos de América",
        "Región de Toscana, República Italiana",
        "Generalitat de Catalunya",
        "Ministerio de Agricultura y Ganadería de Costa Rica",
        "Ayuntamiento de Barcelona, España",
        "Alcaldía de Medellín, Colombia",
        "Municipalidad de Córdoba, Argentina",
        "Departamento de Policía de Dallas, Texas",
        "Autoridad Portuaria de Valencia, España",
        "Agencia de Cooperación Internacional del Japón (JICA)",
        "Embajada de Francia en México",
        "City of San Antonio, Texas",
    ],
)
def test_governments_and_their_bodies(name: str) -> None:
    assert counterpart_type(name) == "government"


@pytest.mark.parametrize(
    "name",
    [
        "UNESCO",
        "Organización de las Naciones Unidas para la Educación, la Ciencia y la Cultura",
        "Organización de las Naciones Unidas para la Alimentación y la Agricultura",
        "Programa de las Naciones Unidas para el Desarrollo (PNUD)",
        "Organización Internacional para las Migraciones",
        "OIM",
        "ACNUR",
        "Banco Interamericano de Desarrollo",
        "Banco Mundial",
        "Organización de los Estados Americanos",
        "Oficina en México de la UNESCO",
        "UNICEF México",
        "Organización Panamericana de la Salud",
    ],
)
def test_intergovernmental_bodies(name: str) -> None:
    assert counterpart_type(name) == "international_organization"


@pytest.mark.parametrize(
    "name",
    [
        "Fundación Konrad Adenauer",
        "Fundación Rockefeller, Estados Unidos",
        "Asociación Internacional de Ciudades Educadoras",
        "Asociación de Amigos de la UNESCO",
        "Sister Cities International",
        "Ciudades y Gobiernos Locales Unidos",
        "Cruz Roja Americana",
        "Red Mundial de Ciudades",
        "World Wildlife Fund",
    ],
)
def test_civil_society_and_networks(name: str) -> None:
    assert counterpart_type(name) == "ngo"


@pytest.mark.parametrize(
    "name",
    [
        "Universidad de Heidelberg, Alemania",
        "University of Arizona",
        "Universidad Estatal de San Diego",
        "Universidad de la Ciudad de Nueva York",
        "Instituto Tecnológico de Massachusetts",
        "Centro de Investigación Agronómica de Lyon, Francia",
        "Siemens, S.A. de C.V.",
        "Boeing Company",
        "Empresa Huawei Technologies Co., Ltd.",
        "Microsoft Corporation",
        "Escuela Superior de Comercio de París",
    ],
)
def test_companies_and_academia(name: str) -> None:
    assert counterpart_type(name) == "private_academic"


@pytest.mark.parametrize("name", ["", "Cigales", "Xyz", "Laredo, Texas"])
def test_name_that_does_not_tell_gives_nothing(name: str) -> None:
    assert counterpart_type(name) == ""


@pytest.mark.parametrize(
    ("said", "type_"),
    [
        ("Gobierno", "government"),
        ("Gobierno local", "government"),
        ("Organismo internacional", "international_organization"),
        ("ORGANISMO MULTILATERAL", "international_organization"),
        ("ONG", "ngo"),
        ("Organización no gubernamental", "ngo"),
        ("Sociedad civil", "ngo"),
        ("Privado o académico", "private_academic"),
        ("Universidad", "private_academic"),
        ("Empresa", "private_academic"),
        ("", ""),
        ("Azul", ""),
    ],
)
def test_column_of_types(said: str, type_: str) -> None:
    assert counterpart_type_said(said) == type_


def test_a_worldwide_body_is_told_from_one_of_an_unprinted_country() -> None:
    assert is_worldwide("UNESCO", "international_organization")
    assert not is_worldwide("Universidad de Heidelberg", "private_academic")
    assert not is_worldwide("Ciudad de Cigales", "government")
