"""What the survey of offices says, unpacked: statements, branches and laws that ship with the product."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from extractors.catalogue import BUNDLED_CAPTURES, load_sources

STATES = Path(__file__).resolve().parents[2] / "transforms" / "vocabulary" / "states.csv"
SORTED_BY = {
    "office_statements": ("state_code", "field", "as_of", "value"),
    "office_branches": ("state_code", "us_state", "city", "as_of"),
    "state_laws": ("state_code", "law", "as_of"),
}
DATES = {
    "office_statements": ("as_of", "ended_on"),
    "office_branches": ("as_of", "opened_on", "closed_on"),
    "state_laws": ("as_of", "law_year", "gazette_date", "approved_on", "effective_on", "last_reform"),
}
WORDS = {
    ("office_statements", "field"): (
        "office_name acronym office_type parent_body head seat address phone email website created_on state_council "
        "municipal_office service_centre acting_body former_program migrants_club ofam_total"
    ),
    ("office_branches", "kind"): "state_office migrants_club virtual_office",
    ("office_branches", "branch_status"): "open closed announced not_operating unknown",
    ("state_laws", "law_status"): "bill in_force partly_struck_down repealed unknown",
    **{(name, "evidence"): "official_site publication press" for name in SORTED_BY},
}
ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

every_file = pytest.mark.parametrize("name", SORTED_BY)


def rows_of(name: str) -> list[dict[str, str]]:
    with (BUNDLED_CAPTURES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def values_of(code: str, field: str) -> set[tuple[str, str]]:
    rows = rows_of("office_statements")
    return {(row["value"], row["as_of"]) for row in rows if row["state_code"] == code and row["field"] == field}


@every_file
def test_file_is_sorted_by_state_and_subject_and_date(name: str) -> None:
    keys = [tuple(row[column] for column in SORTED_BY[name]) for row in rows_of(name)]
    assert keys == sorted(keys)


@every_file
def test_file_is_plain_utf8_with_unix_lines_and_clean_cells(name: str) -> None:
    text = (BUNDLED_CAPTURES / f"{name}.csv").read_bytes().decode("utf-8")
    assert "\r" not in text and not text.startswith("\ufeff") and text.endswith("\n")
    assert [cell for row in rows_of(name) for cell in row.values() if cell != " ".join(cell.split())] == []


@every_file
def test_no_row_is_told_twice(name: str) -> None:
    rows = [tuple(row.values()) for row in rows_of(name)]
    assert len(rows) == len(set(rows))


@every_file
def test_dates_are_iso_and_no_more_precise_than_told(name: str) -> None:
    told = [row[column] for row in rows_of(name) for column in DATES[name] if row[column]]
    assert [date for date in told if not ISO_DATE.fullmatch(date)] == []


@every_file
def test_an_undated_row_says_so(name: str) -> None:
    assert [row for row in rows_of(name) if not row["as_of"] and "undated" not in row["notes"]] == []


@pytest.mark.parametrize(("name", "column"), WORDS)
def test_words_are_of_the_closed_lists(name: str, column: str) -> None:
    allowed = set(WORDS[name, column].split())
    assert {row[column] for row in rows_of(name)} <= allowed


@every_file
def test_state_code_and_name_agree(name: str) -> None:
    with STATES.open(encoding="utf-8", newline="") as file:
        names = {row["state_code"]: row["state"] for row in csv.DictReader(file)} | {"00": "México"}
    assert [row for row in rows_of(name) if names.get(row["state_code"]) != row["state"]] == []


@every_file
def test_every_address_stands_in_the_row_of_the_survey_for_that_state(name: str) -> None:
    survey = {row["cve_ent"]: row["source_addresses"].split() for row in rows_of("ofam_survey")}
    cited = [(row["state_code"], row["source_url"]) for row in rows_of(name) if row["source_url"]]
    assert [(code, url) for code, url in cited if url not in survey[code]] == []


@every_file
def test_every_row_has_a_reference(name: str) -> None:
    begins = ("ofam_survey.csv, row ", "ofam_facts.csv, row ", "named by the brief of issue 5 (2026-11)")
    assert [row for row in rows_of(name) if not row["reference"].startswith(begins)] == []


@every_file
def test_a_row_without_address_says_which_addresses_may_have_said_it_or_that_none_was_seen(name: str) -> None:
    without = [row["reference"] for row in rows_of(name) if not row["source_url"]]
    allowed = re.compile(r": one of https?://|^ofam_facts\.csv|address was not seen$|without address|no address of it")
    assert [reference for reference in without if not allowed.search(reference)] == []


def test_every_entity_of_the_survey_has_a_statement() -> None:
    said = {row["state_code"] for row in rows_of("office_statements")}
    assert said == {row["cve_ent"] for row in rows_of("ofam_survey")} | {"00"}


@every_file
def test_source_record_expects_every_row_and_knows_every_heading(name: str) -> None:
    [source] = [source for source in load_sources(None) if source.id == name]
    rows = rows_of(name)
    assert source.min_rows == len(rows) and list(source.columns) == list(rows[0])


def test_oaxaca_has_its_four_names_with_their_dates() -> None:
    assert values_of("20", "office_name") == {
        ("IOAM", "2018-09-05"),
        ("IOAM", "2022"),
        ("Instituto de Atención Integral al Migrante Oaxaqueño", "2023-03-31"),
        ("Subsecretaría de Migración y Población", ""),
        ("Dirección de Migración Oaxaqueña", "2025-10"),
    }


def test_guanajuato_has_its_three_forms() -> None:
    assert values_of("11", "office_type") == {
        ("instituto", "2017-12-01"), ("secretaría", "2019"), ("secretaría", "2023-10-26"), ("area", "2025"),
    }  # fmt: skip


def test_hidalgo_has_two_parents() -> None:
    assert {
        ("Secretaría de Desarrollo Social", "2024-07"),
        ("Secretaría de Bienestar e Inclusión Social", "2025"),
    } <= values_of("13", "parent_body")


def test_san_luis_potosi_has_two_addresses_and_two_sets_of_phones() -> None:
    assert [{as_of for _, as_of in values_of("24", field)} for field in ("address", "phone")] == [
        {"2022-07-25", "2025"}
    ] * 2


def test_baja_california_has_two_laws() -> None:
    laws = [(row["law_year"], row["law_status"]) for row in rows_of("state_laws") if row["state_code"] == "02"]
    assert sorted(laws) == [("2014", "unknown"), ("2021", "unknown")]


def test_the_country_has_three_printed_totals_of_offices() -> None:
    assert values_of("00", "ofam_total") == {("29", "2019"), ("30", "2019"), ("29", "2025")}
