"""The second half of the dataset as it ships: every statement is published, and the known contradictions are visible.

The statements of the survey and of the book are read back out of the published CSV files, not out of the warehouse.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest
import yaml

from extractors.catalogue import BUNDLED_CAPTURES
from tests.flows.conftest import Bundled
from tests.flows.desk import published

SURVEY = "ofam_survey"
RECORDS = BUNDLED_CAPTURES.parent / "sources"
SAID_ELSEWHERE = {"state_code", "state", "reference", "as_of", "evidence"}


@cache
def shipped(name: str) -> list[dict[str, str]]:
    with (BUNDLED_CAPTURES / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return [{key: " ".join(value.split()) for key, value in row.items()} for row in csv.DictReader(lines)]


def columns(name: str) -> dict[str, str]:
    loaded: dict[str, str] = yaml.safe_load((RECORDS / f"{name}.yaml").read_text(encoding="utf-8"))["columns"]
    return loaded


def table(bundled: Bundled, name: str) -> list[dict[str, str]]:
    path = Path(bundled.home.public / "latest" / f"{name}.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def one(bundled: Bundled, sql: str) -> tuple[object, ...]:
    (row,) = published(bundled.home, sql)
    return tuple(row)


def names(bundled: Bundled, code: str) -> dict[str, tuple[str, str, str]]:
    sql = f"SELECT office_name, standing, valid_from, valid_to FROM office_names WHERE state_code = '{code}'"
    return {name: (standing, first or "", last or "") for name, standing, first, last in published(bundled.home, sql)}


def values(bundled: Bundled, code: str, field: str) -> set[str]:
    sql = f"SELECT value_printed FROM office_facts WHERE state_code = '{code}' AND field = '{field}'"
    return {value for (value,) in published(bundled.home, sql)}


def test_all_67_facts_of_the_book_come_back_out_of_the_published_csv(bundled: Bundled) -> None:
    said = {
        (row["state_code"], row["field"], row["value_printed"], row["reference"])
        for row in table(bundled, "office_facts")
        if row["source_id"] == "ofam_facts"
    }
    facts = {(row["state_code"], row["field"], row["value"], row["source_ref"]) for row in shipped("ofam_facts")}
    assert len(facts) == 67
    assert facts == said


def test_every_cell_of_the_survey_is_a_statement_with_its_addresses(bundled: Bundled) -> None:
    said = {
        (row["state_code"], row["field"], row["value_printed"], row["reference"])
        for row in table(bundled, "office_facts")
        if row["source_id"] == SURVEY
    }
    cells = {
        (row["cve_ent"], field, row[heading], row["source_addresses"])
        for row in shipped(SURVEY)
        for heading, field in columns(SURVEY).items()
        if row[heading] and field not in SAID_ELSEWHERE
    }
    assert len({state for state, *_ in cells}) == 32
    assert cells == said


def test_all_17_branches_of_the_book_come_back_as_printed(bundled: Bundled) -> None:
    found = [row for row in table(bundled, "branches") if row["source_id"] == "us_offices"]
    assert len(found) == 17
    printed = {
        (r["state_code"], r["office_name"], r["city"], f"US-{r['us_state']}", r["address"], r["phones"], r["emails"],
         r["url"], r["note"])
        for r in shipped("us_offices")
    }  # fmt: skip
    assert printed == {
        (r["state_code"], r["office_name"], r["city"], r["us_state"], r["address"], r["phones"], r["emails"], r["url"],
         r["note"])
        for r in found
    }  # fmt: skip


def test_every_phone_of_the_17_branches_is_completed(bundled: Bundled) -> None:
    for row in table(bundled, "branches"):
        if row["source_id"] == "us_offices":
            printed = [phone for phone in row["phones"].split("|") if phone]
            assert len([phone for phone in row["phones_e164"].split("|") if phone]) == len(printed)


def test_every_address_of_the_17_branches_is_in_parts_or_says_why_not(bundled: Bundled) -> None:
    for row in table(bundled, "branches"):
        if row["source_id"] == "us_offices" and row["address"]:
            assert (row["street"] and row["street"][0].isdigit()) or row["address_reason"]
    reasons = {row["address"]: row["address_reason"] for row in table(bundled, "branches") if row["address_reason"]}
    assert reasons["Jackson Hole, Wyoming"] == "no trae calle"


@pytest.mark.parametrize("name", ["office_statements", "office_branches", "state_laws", "survey_agreements"])
def test_every_unpacked_statement_is_published_or_left_out_with_a_reason(bundled: Bundled, name: str) -> None:
    where = {"office_statements": "office_facts", "office_branches": "branches", "state_laws": "laws",
             "survey_agreements": "agreements"}[name]  # fmt: skip
    (count,) = one(bundled, f"SELECT count(*) FROM {where} WHERE source_id = '{name}'")
    sql = f"SELECT count(*) FROM quality WHERE source_id = '{name}' AND rule IN ('law_title_unseen', 'duplicate_row')"
    (left_out,) = one(bundled, sql)
    assert int(str(count)) + int(str(left_out)) == len(shipped(name))


def test_oaxaca_has_its_four_names_two_of_them_in_dispute(bundled: Bundled) -> None:
    found = names(bundled, "20")
    assert found["IOAM"] == ("former", "2018-09-05", "2022")
    assert found["Instituto de Atención Integral al Migrante Oaxaqueño"] == ("former", "2023-03-31", "2025-10")
    assert {found["Dirección de Migración Oaxaqueña"][0], found["Subsecretaría de Migración y Población"][0]} == {
        "current", "disputed",
    }  # fmt: skip
    assert len(found) == 4
    conflicting, superseded = one(
        bundled, "SELECT fields_conflicting, fields_superseded FROM offices WHERE state_code = '20'"
    )
    assert "office_name" in str(conflicting) and "office_name" in str(superseded)


def test_the_predecessors_of_oaxacas_office_can_be_followed(bundled: Bundled) -> None:
    sql = """
        WITH RECURSIVE line AS (
            SELECT office_id, predecessor_id, 0 AS step FROM offices WHERE state_code = '20'
            UNION ALL
            SELECT names.office_id, names.predecessor_id, step + 1
            FROM office_names AS names JOIN line ON names.office_id = line.predecessor_id
        )
        SELECT office_name FROM line JOIN office_names USING (office_id) ORDER BY step
    """
    assert [name for (name,) in published(bundled.home, sql)] == [
        "Dirección de Migración Oaxaqueña",
        "Instituto de Atención Integral al Migrante Oaxaqueño",
        "IOAM",
    ]


def test_guanajuatos_three_forms_are_successive(bundled: Bundled) -> None:
    found = names(bundled, "11")
    assert found["Instituto Estatal de Atención al Migrante Guanajuatense y sus Familias"][0] == "former"
    assert found["Secretaría del Migrante y Enlace Internacional"] == ("former", "2019", "2024")
    parent, superseded = one(bundled, "SELECT parent_body, fields_superseded FROM offices WHERE state_code = '11'")
    assert parent == "Secretaría de Derechos Humanos"
    assert "office_name" in str(superseded) and "office_type" in str(superseded)


def test_baja_californias_two_laws_are_two_rows_and_the_newer_one_stands(bundled: Bundled) -> None:
    sql = "SELECT title, year FROM laws WHERE state_code = '02' AND same_as IS NULL ORDER BY year"
    (older, first), (newer, second) = published(bundled.home, sql)
    assert (first, second) == ("2014", "2021")
    law, superseded = one(bundled, "SELECT law, fields_superseded FROM offices WHERE state_code = '02'")
    assert law == newer != older
    assert "law" in str(superseded)


def test_san_luis_potosis_two_addresses_are_both_there_and_the_newer_one_stands(bundled: Bundled) -> None:
    assert {address.split(",")[0] for address in values(bundled, "24", "address")} == {
        "Leandro Valle 120", "calle Germán Gedovius 175",
    }  # fmt: skip
    address, superseded = one(bundled, "SELECT address, fields_superseded FROM offices WHERE state_code = '24'")
    assert str(address).startswith("Leandro Valle 120")
    assert "address" in str(superseded)


def test_hidalgos_two_parents_are_both_there_and_differ_in_the_open(bundled: Bundled) -> None:
    assert {"Secretaría de Desarrollo Social", "Secretaría de Bienestar e Inclusión Social"} <= {
        value.split(" (")[0] for value in values(bundled, "13", "parent_body")
    }
    parent, conflicting, superseded = one(
        bundled, "SELECT parent_body, fields_conflicting, fields_superseded FROM offices WHERE state_code = '13'"
    )
    assert str(parent).startswith("Secretaría de Bienestar e Inclusión Social")
    assert "parent_body" in f"{conflicting}{superseded}"


def test_durangos_directorate_and_institute_are_in_dispute(bundled: Bundled) -> None:
    standing = {name.split(" ")[0]: kind for name, (kind, *_) in names(bundled, "10").items()}
    assert standing == {"Dirección": "current", "Instituto": "disputed"}


def test_the_swapped_numbers_of_tlaxcala_are_a_warning_and_stay_as_printed(bundled: Bundled) -> None:
    sql = "SELECT severity, value FROM quality WHERE rule = 'phones_swapped' ORDER BY value"
    assert published(bundled.home, sql) == [("warning", "+13072848299"), ("warning", "+18058324854")]
    sql = (
        "SELECT city, phones FROM branches WHERE state_code = '29' AND city IN ('Oxnard', 'Jackson Hole') ORDER BY city"
    )
    assert published(bundled.home, sql) == [("Jackson Hole", ["+1 805 832 4854"]), ("Oxnard", ["+1 307 284 8299"])]
    assert one(bundled, "SELECT count(*) FROM quality WHERE rule = 'phone_elsewhere' AND table_name = 'branches'") == (
        2,
    )


def test_oaxaca_has_three_branches_inside_mexico(bundled: Bundled) -> None:
    sql = "SELECT city FROM branches WHERE state_code = '20' AND subdivision = 'MX-BCN' ORDER BY city"
    assert [city for (city,) in published(bundled.home, sql)] == ["Ensenada", "San Quintín", "Tijuana"]


def test_clubs_of_migrants_are_no_offices_of_their_state(bundled: Bundled) -> None:
    sql = "SELECT DISTINCT state_code, office_name FROM branches WHERE kind = 'migrants_club' ORDER BY ALL"
    assert published(bundled.home, sql) == [("11", "Casas Guanajuato"), ("16", "Casa Michoacán")]


def test_an_entity_without_a_known_office_has_its_row_and_says_so(bundled: Bundled) -> None:
    sql = "SELECT state_code, note FROM offices WHERE known = 'no' ORDER BY 1"
    found = dict(published(bundled.home, sql))
    assert list(found) == ["03", "04", "05", "22", "25"]
    assert all(note.startswith("No se conoce oficina de esta entidad.") for note in found.values())


def test_the_printed_totals_are_facts_with_a_date(bundled: Bundled) -> None:
    sql = "SELECT DISTINCT value, as_of, evidence FROM office_facts WHERE field = 'ofam_total' ORDER BY ALL"
    assert published(bundled.home, sql) == [
        ("29", "2019", "press"), ("29", "2025", "publication"), ("30", "2019", "publication"),
    ]  # fmt: skip


def test_profiles_constitutions_councils_networks_and_municipal_offices_stand_in_the_row(bundled: Bundled) -> None:
    sql = "SELECT count(governance_profile), count(*) FILTER (constitution = 'yes') FROM offices"
    assert one(bundled, sql) == (14, 17)
    sql = "SELECT state_council, municipal_offices FROM offices WHERE state_code = '02'"
    council, municipal = one(bundled, sql)
    assert council == "Consejo Estatal de Asuntos Migratorios de Baja California"
    assert municipal == ["Dirección de Atención al Migrante (Tijuana)"]
    assert one(bundled, "SELECT len(city_networks) FROM offices WHERE state_code = '09'") == (2,)


def test_agreements_of_the_offices_are_linked(bundled: Bundled) -> None:
    sql = """
        SELECT office_agreements.state_code, linked_by, count(*) FROM office_agreements
        JOIN agreements USING (agreement_id) GROUP BY ALL ORDER BY ALL
    """
    rows = [(code, how, count) for code, how, count in published(bundled.home, sql)]
    assert rows == [
        ("07", "signed_by_office", 1), ("11", "named_by_chapter", 2), ("12", "signed_by_office", 1),
        ("16", "signed_by_office", 1), ("19", "named_by_chapter", 4),
    ]  # fmt: skip


def test_every_entity_carries_its_inegi_and_iso_codes(bundled: Bundled) -> None:
    sql = """
        SELECT count(*) FROM offices JOIN states USING (state_code)
        WHERE offices.iso_code = states.iso_code AND offices.iso_code LIKE 'MX-___'
    """
    assert one(bundled, sql) == (32,)


def test_one_query_gives_ours_beside_the_books_with_the_difference_explained(bundled: Bundled) -> None:
    sql = "SELECT measure, ours, printed, difference FROM office_coverage WHERE state_code = '00' ORDER BY measure"
    found = {measure: numbers for measure, *numbers in published(bundled.home, sql)}
    assert found["constitution"] == [17, 16, 1]
    assert found["governance_profile"] == [14, None, None]
    assert found["office"] == [27, 29, -2]
    assert found["us_branch"][1] == 8 and found["law"][1] == 18
    assert one(bundled, "SELECT count(*), count(reason) FROM office_coverage") == (165, 165)


def test_the_total_of_a_measure_is_that_of_its_rows(bundled: Bundled) -> None:
    sql = """
        SELECT measure FROM office_coverage GROUP BY measure
        HAVING sum(ours) FILTER (state_code <> '00') <> max(ours) FILTER (state_code = '00')
    """
    assert published(bundled.home, sql) == []


def test_the_book_names_seventeen_constitutions_and_counts_sixteen(bundled: Bundled) -> None:
    sql = "SELECT reason FROM office_coverage WHERE measure = 'constitution' AND state_code = '00'"
    assert one(bundled, sql) == ("el libro imprime 16 y nombra a 17",)
