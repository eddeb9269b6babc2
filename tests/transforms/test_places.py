"""States and municipalities by every name sources print for them, never a homonym without its state."""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import transforms
from tests.transforms.observed import ANY_TEXT
from transforms.places import (
    find_municipality,
    find_municipality_anywhere,
    find_state,
    municipalities,
    state_mentioned,
    state_named_in,
    states,
)

# INEGI's catalogue itself, not as the code under test reads it.
_FILE = Path(next(iter(transforms.__path__))) / "vocabulary" / "municipalities.csv"
with _FILE.open(encoding="utf-8", newline="") as _lines:
    INEGI = list(csv.DictReader(_lines))
_IN_STATE = Counter((row["cve_ent"], row["nom_mun"]) for row in INEGI)
_BEARERS = Counter(row["nom_mun"] for row in INEGI)


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def test_catalogue_is_whole() -> None:
    assert len(states()) == 32
    assert len(municipalities()) == len(INEGI) == 2478


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Distrito Federal", "09"),
        ("D.F.", "09"),
        ("DF", "09"),
        ("CDMX", "09"),
        ("Ciudad de México", "09"),
        ("CIUDAD DE MEXICO", "09"),
        ("Gobierno de la Ciudad de México", "09"),
        ("Estado de México", "15"),
        ("Edo. de Méx.", "15"),
        ("Edo. México", "15"),
        ("EDOMEX", "15"),
        ("Gobierno del Estado de México", "15"),
        ("Coahuila de Zaragoza", "05"),
        ("Veracruz de Ignacio de la Llave", "30"),
        ("Michoacán de Ocampo", "16"),
        ("Querétaro de Arteaga", "22"),
        ("Querétaro Arteaga", "22"),
        ("N.L.", "19"),
        ("NUEVO LEON", "19"),
        ("S.L.P.", "24"),
        ("SLP", "24"),
        ("Q. Roo", "23"),
        ("B.C.", "02"),
        ("B.C.S.", "03"),
        ("Jal.", "14"),
        ("Son.", "26"),
        ("Estado Libre y Soberano de Puebla", "21"),
        ("Gobierno del Estado de Jalisco", "14"),
        ("Gobierno Constitucional del Estado de Oaxaca", "20"),
        (" yucatan ", "31"),
        ("14", "14"),
    ],
)
def test_state_by_former_name_or_abbreviation(printed: str, code: str) -> None:
    assert find_state(printed) == code


@pytest.mark.parametrize("code", sorted({row["cve_ent"] for row in INEGI}))
def test_every_state_by_its_names(code: str) -> None:
    row = next(row for row in INEGI if row["cve_ent"] == code)
    name, abbreviation = row["nom_ent"], row["nom_abr"]
    for printed in (
        name,
        name.upper(),
        without_accents(name).upper(),
        f" {name}. ",
        abbreviation,
        abbreviation.upper(),
    ):
        assert find_state(printed) == code, printed


@pytest.mark.parametrize(
    "printed", ["", "Texas", "Cuba", "Jalisc", "Guadalajara", "33", "00", "Nuevo México", "California"]
)
def test_what_is_no_mexican_state_is_none(printed: str) -> None:
    assert find_state(printed) == ""


def test_every_municipality_by_its_own_name_and_state() -> None:
    wrong = []
    for row in INEGI:
        name, state = row["nom_mun"], row["cve_ent"]
        if _IN_STATE[state, name] > 1:
            continue
        wrong += [
            (printed, state, row["cvegeo"], found)
            for printed in (
                name,
                name.upper(),
                without_accents(name).upper(),
                f"Municipio de {name}",
                f"{name}, {row['nom_ent']}",
            )
            if (found := find_municipality(printed, state)) != row["cvegeo"]
        ]
    assert wrong == []


@pytest.mark.parametrize(("state", "name"), sorted(key for key, count in _IN_STATE.items() if count > 1))
def test_two_of_one_name_in_one_state_are_not_told_apart_by_guessing(state: str, name: str) -> None:
    assert find_municipality(name, state) == ""


@pytest.mark.parametrize(
    ("seat", "state", "code"),
    [
        ("Chetumal", "23", "23004"),
        ("Cancún", "23", "23005"),
        ("CANCUN", "23", "23005"),
        ("Playa del Carmen", "23", "23008"),
        ("Ciudad Victoria", "28", "28041"),
        ("Los Mochis", "25", "25001"),
        ("Ciudad Obregón", "26", "26018"),
        ("Cd. Obregón", "26", "26018"),
        ("Ciudad de Chetumal", "23", "23004"),
    ],
)
def test_seat_stands_for_its_municipality(seat: str, state: str, code: str) -> None:
    assert find_municipality(seat, state) == code


def test_every_seat_that_one_municipality_of_its_state_has() -> None:
    names = {(row["cve_ent"], without_accents(row["nom_mun"]).lower()) for row in INEGI}
    seats: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in INEGI:
        seats[row["cve_ent"], without_accents(row["nom_cab"]).lower()].add(row["cvegeo"])
    wrong = [
        (seat, state, codes, found)
        for (state, seat), codes in seats.items()
        if seat
        and len(codes) == 1
        and (state, seat) not in names
        and {found := find_municipality(seat, state)} != codes
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("printed", "state", "code"),
    [
        ("Solidaridad", "23", "23008"),
        ("Othón P. Blanco", "23", "23004"),
        ("Silao", "11", "11037"),
        ("Dolores Hidalgo", "11", "11014"),
        ("Tlaquepaque", "14", "14098"),
        ("Tlajomulco", "14", "14097"),
        ("Acapulco", "12", "12001"),
        ("Zihuatanejo", "12", "12038"),
        ("Ecatepec", "15", "15033"),
        ("Naucalpan", "15", "15057"),
        ("Tlalnepantla", "15", "15104"),
        ("San Cristóbal", "07", "07078"),
        ("Cd. Juárez", "08", "08037"),
        ("Ciudad Juárez", "08", "08037"),
        ("Rosarito", "02", "02005"),
        ("H. Ayuntamiento de Puebla", "21", "21114"),
        ("Ayuntamiento Constitucional de Guadalajara", "14", "14039"),
        ("Alcaldía Coyoacán", "09", "09003"),
        ("Delegación Benito Juárez", "09", "09014"),
        ("Municipio de León, Guanajuato", "11", "11020"),
        ("LEON", "11", "11020"),
        ("MERIDA, YUCATAN", "31", "31050"),
        ("Torreon", "05", "05035"),
        ("Pto. Vallarta", "14", "14067"),
        ("Sta. Catarina", "19", "19048"),
    ],
)
def test_short_names_prefixes_and_lost_accents(printed: str, state: str, code: str) -> None:
    assert find_municipality(printed, state) == code


@pytest.mark.parametrize(
    ("printed", "state"),
    [
        ("Tuxtla", "07"),  # Gutiérrez or Chico
        ("San", "20"),
        ("Guadalajara", "11"),  # of another state
        ("Laredo", "28"),  # Texas: the Mexican one is Nuevo Laredo
        ("Fullerton", "16"),
        ("", "14"),
        ("de", "14"),
    ],
)
def test_what_the_state_has_not_or_has_twice_is_empty(printed: str, state: str) -> None:
    assert find_municipality(printed, state) == ""


def test_shared_names_are_those_of_the_notes() -> None:
    shared = [name for name, count in _BEARERS.items() if count > 1]
    assert (len(shared), sum(_BEARERS[name] for name in shared)) == (90, 233)


@pytest.mark.parametrize("name", sorted(name for name, count in _BEARERS.items() if count > 1))
def test_homonym_needs_its_state(name: str) -> None:
    assert find_municipality(name, "") == ""
    assert find_municipality_anywhere(name) == ""


@pytest.mark.parametrize(
    ("name", "code"), [("Guadalajara", "14039"), ("Cancún", "23005"), ("Chetumal", "23004"), ("Tijuana", "02004")]
)
def test_name_that_only_one_place_bears_needs_none(name: str, code: str) -> None:
    assert find_municipality_anywhere(name) == code


@given(text=st.text(), state=st.sampled_from(["", *(f"{n:02}" for n in range(1, 33)), "99"]))
@settings(ANY_TEXT)
def test_any_text_gives_a_code_of_that_state_or_none(text: str, state: str) -> None:
    found = find_municipality(text, state)
    assert not found or (found in municipalities() and found[:2] == state)
    assert find_state(text) in {"", *states()}
    assert find_municipality_anywhere(text) in {"", *municipalities()}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Jalisco", "14"),
        ("Acuerdos de Jalisco (24)", "14"),
        ("Ver los acuerdos del Estado de México »", "15"),
        ("CIUDAD DE MEXICO - 34", "09"),
        ("Acuerdos: Baja California Sur", "03"),
        ("Registrados por Baja California", "02"),
        ("Michoacán de Ocampo", "16"),
        ("Jalisco y Colima", ""),
        ("Ver más", ""),
        ("Acuerdos de México", ""),
        ("", ""),
    ],
)
def test_the_one_state_that_a_link_speaks_of(text: str, code: str) -> None:
    assert state_mentioned(text) == code


def test_a_number_in_parentheses_names_no_state() -> None:
    assert state_named_in("Zapopan (24)") == ""
