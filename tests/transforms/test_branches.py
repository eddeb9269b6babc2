"""Offices of the states outside their territory: what they are, where they are, and numbers that do not fit there."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import extractors
from tests.transforms.observed import TODAY, Seen
from transforms.branches import read_branch
from transforms.normalise import normalise
from transforms.observations import Issue, Reading, Row
from warehouse.schema import TABLES

CHICAGO, HOUSTON = "+1 312 555 2345", "+1 713 555 2345"
_FILE = Path(next(iter(extractors.__path__))) / "captures" / "us_offices.csv"
with _FILE.open(encoding="utf-8", newline="") as _lines:
    BOOK = list(csv.DictReader(_lines))


def printed(source_id: str = "simulado", **fields: str) -> Seen:
    return Seen({"state_code": "21", **fields}, source_id=source_id, evidence="official_site")


def reading(**fields: str) -> Reading:
    return read_branch(printed(**fields))


def branch(source_id: str = "simulado", **fields: str) -> Row:
    record = read_branch(printed(source_id, **fields)).record
    assert record is not None
    return record


def warned(issues: list[Issue]) -> list[tuple[str, str]]:
    return [(issue.severity, issue.rule) for issue in issues]


def test_row_of_a_list_is_a_row_of_branches() -> None:
    row = branch(
        office_name="Casa SIMULADO",
        city="Chicago",
        us_state="IL",
        address="123 Main St, Suite 4, Chicago, IL 60609",
        phones="+1 312 555 2345|312 555 2346 ext. 3",
        emails="uno@example.org|dos@example.org",
        website="https://example.org/SIMULADO",
        head="Persona SIMULADO",
        opened_on="marzo de 2019",
        as_of="12 de mayo de 2024",
        branch_status="abierta",
        notes="nota SIMULADO",
        reference="p. 7",
    )
    assert row.keys() <= set(TABLES["branches"].columns)
    assert {name: row[name] for name in ("state_code", "state", "kind", "city", "country", "us_state")} == {
        "state_code": "21", "state": "Puebla", "kind": "state_office", "city": "Chicago", "country": "US",
        "us_state": "US-IL",
    }  # fmt: skip
    assert [row[name] for name in ("street", "unit", "place", "postal_code", "address_reason")] == [
        "123 Main St", "Suite 4", "Chicago", "60609", "",
    ]  # fmt: skip
    assert row["phones"] == ["+1 312 555 2345", "312 555 2346 ext. 3"]
    assert row["phones_e164"] == ["+13125552345", "+13125552346"]
    assert row["emails"] == ["uno@example.org", "dos@example.org"]
    assert (row["opened_on"], row["closed_on"], row["as_of"]) == ("2019-03", "", "2024-05-12")
    assert (row["as_of_printed"], row["status"], row["evidence"]) == ("12 de mayo de 2024", "open", "official_site")
    assert (row["note"], row["reference"], row["locator"]) == ("nota SIMULADO", "p. 7", "table 1 row 2")


@pytest.mark.parametrize("row", BOOK, ids=lambda row: f"{row['state']}-{row['city']}")
def test_branch_of_the_book_keeps_all_that_is_printed(row: dict[str, str]) -> None:
    read = branch(
        **{name: row[name] for name in ("state_code", "office_name", "city", "us_state", "address", "phones")}
    )
    assert (read["state"], read["office_name"], read["city"], read["address"]) == (
        row["state"], row["office_name"], row["city"], row["address"],
    )  # fmt: skip
    assert read["us_state"] == read["subdivision"] == f"US-{row['us_state']}"
    assert read["phones"] == [phone for phone in row["phones"].split("|") if phone]
    assert read["phones_e164"] == ["+" + "".join(filter(str.isdigit, phone)) for phone in row["phones"].split("|") if phone]  # fmt: skip
    assert (read["kind"], read["country"]) == ("state_office", "US")


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"office_name": "Casa Puebla"}, "state_office"),
        ({"office_name": "Oficina de enlace"}, "state_office"),
        ({}, "state_office"),
        ({"office_name": "Club de Migrantes Poblanos"}, "migrants_club"),
        ({"office_name": "Federación de Clubes de Puebla"}, "migrants_club"),
        ({"office_name": "Asociación de Poblanos en Chicago"}, "migrants_club"),
        ({"office_name": "Casa Puebla", "kind": "club"}, "migrants_club"),
        ({"office_name": "Casa Puebla", "kind": "Organización sin fines de lucro"}, "migrants_club"),
        ({"office_name": "Casa Puebla", "kind": "non-profit"}, "migrants_club"),
        ({"office_name": "Casa Puebla", "kind": "migrants_club"}, "migrants_club"),
        ({"office_name": "Oficina Virtual"}, "virtual_office"),
        ({"office_name": "Módulo en línea"}, "virtual_office"),
        ({"office_name": "Club de Migrantes", "kind": "state_office"}, "state_office"),
    ],
)
def test_offices_of_the_state_and_houses_of_migrants_are_told_apart(fields: dict[str, str], kind: str) -> None:
    assert branch(city="Chicago", **fields)["kind"] == kind


@pytest.mark.parametrize(
    ("printed", "status"),
    [
        ("abierta", "open"), ("Abierto al público", "open"), ("en operación", "open"), ("en funciones", "open"),
        ("open", "open"), ("cerrada", "closed"), ("Cerró en 2019", "closed"), ("clausurada", "closed"),
        ("desaparecida", "closed"), ("closed", "closed"), ("no opera", "not_operating"),
        ("sin operar desde 2020", "not_operating"), ("fuera de servicio", "not_operating"),
        ("servicio suspendido", "not_operating"), ("anunciada", "announced"), ("próximamente", "announced"),
        ("se prevé abrir en 2025", "announced"), ("por abrir", "announced"), ("opening soon", "announced"),
        ("not_operating", "not_operating"), ("", "unknown"), ("azul", "unknown"),
    ],
)  # fmt: skip
def test_status_by_the_words_printed(printed: str, status: str) -> None:
    assert branch(city="Chicago", branch_status=printed)["status"] == status


@pytest.mark.parametrize("printed", ["aún no abierta", "todavía no está abierta"])
def test_not_open_is_not_open(printed: str) -> None:
    assert branch(city="Chicago", branch_status=printed)["status"] != "open"


def test_branch_with_a_closing_date_and_no_word_is_closed() -> None:
    assert branch(city="Chicago", closed_on="2019")["status"] == "closed"
    assert branch(city="Chicago", closed_on="2019", branch_status="sin operar")["status"] == "not_operating"


@pytest.mark.parametrize(
    ("fields", "subdivision"),
    [
        ({"us_state": "IL", "city": "Chicago"}, "US-IL"),
        ({"us_state": "US-IL", "city": "Chicago"}, "US-IL"),
        ({"us_state": "Illinois", "city": "Chicago"}, "US-IL"),
        ({"us_state": "Nueva York"}, "US-NY"),
        ({"us_state": "Nuevo México"}, "US-NM"),
        ({"us_state": "Washington", "city": "Seattle"}, "US-WA"),
        ({"us_state": "California", "address": "1 Main St, Houston, TX"}, "US-CA"),
        ({"address": "1 Main St, Houston, TX 77042"}, "US-TX"),
        ({"address": "135 West 41st Street, New York NY"}, "US-NY"),
        ({"city": "Los Ángeles, California"}, "US-CA"),
        ({"city": "Los Ángeles, CA"}, "US-CA"),
        ({"city": "Los Ángeles (California)"}, "US-CA"),
        ({"city": "Durango, Colorado"}, "US-CO"),
        ({"city": "Sonora, California"}, "US-CA"),
        ({"city": "México, Missouri"}, "US-MO"),
        ({"city": "Hidalgo, Texas", "address": "100 Main St, Hidalgo"}, "US-TX"),
        ({"address": "100 Main St, Detroit, Mich. 48201", "city": "Detroit, Mich."}, "US-MI"),
        ({"city": "Los Ángeles, California, EE. UU."}, "US-CA"),
        ({"city": "Chicago"}, ""),
        ({"city": "Toronto", "us_state": "Ontario"}, ""),
    ],
)
def test_state_it_is_in_by_its_column_else_its_address_else_its_city(fields: dict[str, str], subdivision: str) -> None:
    row = branch(**fields)
    assert (row["subdivision"], row["us_state"]) == (subdivision, subdivision)
    assert row["country"] == subdivision[:2]


@pytest.mark.parametrize(
    ("fields", "subdivision"),
    [
        ({"city": "San Quintín, Baja California"}, "MX-BCN"),
        ({"city": "San Quintín", "us_state": "Baja California"}, "MX-BCN"),
        ({"city": "Tijuana, B.C."}, "MX-BCN"),
        ({"city": "Tijuana", "us_state": "B.C."}, "MX-BCN"),
        ({"us_state": "Chihuahua"}, "MX-CHH"),
        ({"city": "Ciudad de México"}, "MX-CMX"),
        ({"city": "Tijuana, Baja California, México"}, "MX-BCN"),
        ({"city": "Tijuana", "address": "Calle Cinco 12, Tijuana, Baja California, México"}, "MX-BCN"),
        ({"city": "Tijuana", "address": "Calle Cinco 12, Tijuana, B.C."}, "MX-BCN"),
        ({"city": "Tijuana", "address": "Calle Cinco 12, Tijuana, Baja California"}, "MX-BCN"),
        ({"address": "Av. Uno 12, Centro, C.P. 22930, San Quintín, Baja California"}, "MX-BCN"),
    ],
)
def test_branch_in_another_state_of_mexico(fields: dict[str, str], subdivision: str) -> None:
    row = branch(office_name="Oficina de Oaxaca", **fields)
    assert (row["subdivision"], row["country"], row["us_state"]) == (subdivision, "MX", "")


def test_address_in_mexico_is_not_read_as_one_of_the_united_states() -> None:
    fields = {"city": "San Quintín", "us_state": "Baja California", "address": "Av. Uno 12, Centro, C.P. 22930"}
    read = reading(**fields)
    assert read.record is not None
    assert [read.record[name] for name in ("street", "unit", "place", "address_reason")] == ["", "", "", ""]
    assert (read.record["address"], read.record["postal_code"]) == (fields["address"], "22930")
    assert read.issues == []


def test_numbers_without_a_prefix_are_of_the_country_the_branch_is_in() -> None:
    assert branch(city="Tijuana, Baja California", phones="323 763 2100")["phones_e164"] == ["+523237632100"]
    assert branch(city="Los Ángeles, California", phones="323 763 2100")["phones_e164"] == ["+13237632100"]


def test_address_that_lacks_a_part_is_told_and_kept() -> None:
    read = reading(office_name="Casa SIMULADO", city="Jackson Hole", us_state="WY", address="Jackson Hole, Wyoming")
    assert read.record is not None
    assert (read.record["address"], read.record["address_reason"]) == ("Jackson Hole, Wyoming", "no trae calle")
    assert warned(read.issues) == [("info", "address_unread")]
    assert "no trae calle" in read.issues[0].message


def test_number_that_stays_text_is_told_and_kept() -> None:
    read = reading(office_name="Casa SIMULADO", city="Chicago", us_state="IL", phones="555 23 45")
    assert read.record is not None
    assert (read.record["phones"], read.record["phones_e164"]) == (["555 23 45"], [])
    assert warned(read.issues) == [("info", "phone_unread")]


def test_number_of_another_state_is_a_warning_and_stays() -> None:
    read = reading(office_name="Casa SIMULADO", city="Chicago", us_state="IL", phones=f"{CHICAGO}|{HOUSTON}")
    assert read.record is not None
    assert read.record["phones_e164"] == ["+13125552345", "+17135552345"]
    assert warned(read.issues) == [("warning", "phone_elsewhere")]
    assert all(word in read.issues[0].message for word in ("US-TX", "US-IL", "+17135552345"))


@pytest.mark.parametrize(
    "fields",
    [
        {"city": "Chicago", "us_state": "IL", "phones": CHICAGO},
        {"city": "Chicago", "us_state": "IL", "phones": "+1 800 555 2345"},
        {"city": "Tijuana", "us_state": "Baja California", "phones": "646 123 4567"},
        {"city": "Chicago", "phones": HOUSTON},
        {"city": "Chicago", "us_state": "IL"},
    ],
)
def test_number_that_fits_or_tells_no_place_is_no_warning(fields: dict[str, str]) -> None:
    assert reading(office_name="Casa SIMULADO", **fields).issues == []


@pytest.mark.parametrize("fields", [{"state_code": "99", "city": "Chicago"}, {"phones": CHICAGO}, {"state_code": "00"}])
def test_row_about_no_branch_is_told_and_nothing_else(fields: dict[str, str]) -> None:
    read = reading(**fields)
    assert read.record is None
    assert warned(read.issues) == [("warning", "branch_unread")]


CASA = {"office_name": "Casa SIMULADO", "city": "Chicago", "us_state": "IL"}


def test_identifier_lasts_through_another_phone_status_and_date() -> None:
    again = branch(**CASA, phones=CHICAGO, branch_status="cerrada", as_of="2025", notes="nota")
    assert branch(**CASA)["branch_id"] == again["branch_id"]


@pytest.mark.parametrize(
    "other",
    [
        {**CASA, "city": "Houston"},
        {**CASA, "us_state": "IN"},
        {**CASA, "office_name": "Otra casa"},
        {**CASA, "state_code": "29"},
        {**CASA, "source_id": "otra"},
    ],
)
def test_identifier_is_of_its_source_state_name_and_place(other: dict[str, str]) -> None:
    assert branch(**CASA)["branch_id"] != branch(**other)["branch_id"]


def test_two_unnamed_offices_in_one_city_are_told_apart_by_their_addresses() -> None:
    one, other = ({"city": "Chicago", "us_state": "IL", "address": f"{number} Main St"} for number in (1, 2))
    assert branch(**one)["branch_id"] != branch(**other)["branch_id"]


def test_two_offices_of_one_name_in_one_city_are_both_kept() -> None:
    rows = [printed(**CASA, address=f"{number} Main St, Chicago, IL") for number in (1, 2)]
    assert len(normalise([("branches", one) for one in rows], TODAY).tables["branches"]) == 2
