"""Migrant offices, statement by statement; conflicts stay visible and nothing is made up."""

from __future__ import annotations

import re

import pytest

from tests.transforms.observed import TODAY, Seen
from transforms.normalise import normalise
from transforms.observations import Row
from transforms.offices import office_type, office_view, read_office
from warehouse.schema import LAWS, OFFICE_FACTS, OFFICES


def survey(state: str, evidence: str = "official", as_of: str = "2024", **fields: str) -> Seen:
    return Seen({"state_code": state, "evidence": evidence, "as_of": as_of, **fields}, evidence="publication")


def view(*seen: Seen) -> dict[str, Row]:
    facts = [r.record for one in seen for r in read_office(one) if r.table == "office_facts" and r.record is not None]
    return {str(row["state_code"]): row for row in office_view(facts)}


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("secretaría", "secretaria"),
        ("Subsecretaría", "subsecretaria"),
        ("INSTITUTO", "instituto"),
        ("dirección general", "direccion_general"),
        ("dirección", "direccion"),
        ("Coordinación", "coordinacion"),
        ("subdirección", "subdireccion"),
        ("consejo", "consejo"),
        ("oficina", "oficina"),
        ("dirección o coordinación", ""),
        ("", ""),
        ("Azul", ""),
    ],
)
def test_rank(printed: str, code: str) -> None:
    assert office_type(printed) == code


def test_a_row_of_a_survey_is_one_statement_a_field() -> None:
    seen = survey(
        "16",
        office_name="Secretaría del Migrante",
        office_type="secretaría",
        phone="443 123 4567",
        reference="p. 7",
        email="",
    )
    facts = [reading.record for reading in read_office(seen) if reading.record]
    assert {(fact["field"], fact["value_printed"]) for fact in facts} == {
        ("office_name", "Secretaría del Migrante"),
        ("office_type", "secretaría"),
        ("phone", "443 123 4567"),
    }
    for fact in facts:
        assert (fact["state_code"], fact["state"]) == ("16", "Michoacán")
        assert (fact["reference"], fact["as_of"], fact["evidence"]) == ("p. 7", "2024", "official")
        assert fact["source_url"] == "https://example.org/SIMULADO"
        assert re.fullmatch(r"fact-[0-9a-z]+", str(fact["fact_id"]))
        assert set(fact) <= {column.name for column in OFFICE_FACTS.fields}
    assert len({fact["fact_id"] for fact in facts}) == 3


def test_a_single_fact_is_one_statement() -> None:
    seen = Seen({"state": "Michoacán", "field": "office_type", "value": "Secretaría", "reference": "book:ch7"})
    (reading,) = read_office(seen)
    assert reading.record is not None
    assert (reading.record["state_code"], reading.record["value_printed"], reading.record["value"]) == (
        "16",
        "Secretaría",
        "secretaria",
    )


def test_unknown_entity_is_told_and_nothing_else() -> None:
    (reading,) = read_office(Seen({"state": "Narnia", "field": "office_name", "value": "Oficina"}))
    assert reading.record is None
    assert [issue.rule for issue in reading.issues] == ["state_unknown"]


def test_official_statement_wins_over_a_newer_one_of_the_press_and_the_conflict_stays_visible() -> None:
    row = view(
        survey("20", evidence="press", as_of="2025", office_name="Coordinación de Migrantes"),
        survey("20", evidence="official", as_of="2023", office_name="Instituto Oaxaqueño de Atención al Migrante"),
    )["20"]
    assert row["office_name"] == "Instituto Oaxaqueño de Atención al Migrante"
    assert row["fields_conflicting"] == ["office_name"]
    assert row["statements"] == 2


def test_newest_of_two_official_statements_wins_in_whatever_order_they_come() -> None:
    old = survey("20", as_of="2019", office_name="Instituto A")
    new = survey("20", as_of="2024-05", office_name="Instituto B")
    assert view(old, new)["20"]["office_name"] == view(new, old)["20"]["office_name"] == "Instituto B"


def test_same_statement_in_other_capitals_is_no_conflict() -> None:
    row = view(
        survey("20", office_name="Instituto Oaxaqueño"), survey("20", as_of="2020", office_name="INSTITUTO OAXAQUEÑO")
    )["20"]
    assert row["fields_conflicting"] == []


def test_every_entity_has_its_row_and_an_unknown_one_says_so() -> None:
    rows = view(survey("16", office_name="Secretaría del Migrante"))
    assert sorted(rows) == [f"{code:02}" for code in range(1, 33)]
    assert rows["16"]["office_name"] == "Secretaría del Migrante"
    for code, row in rows.items():
        assert set(row) <= {column.name for column in OFFICES.fields}
        if code != "16":
            assert (row["office_name"], row["statements"]) == ("", 0)
            assert row["note"]


def test_law_is_a_row_of_its_own_with_its_year() -> None:
    readings = read_office(survey("01", law="Ley para la Protección de los Migrantes", law_year="2023"))
    (law,) = [reading.record for reading in readings if reading.table == "laws"]
    assert law is not None
    assert (law["state_code"], law["title"], law["year"]) == ("01", "Ley para la Protección de los Migrantes", "2023")
    assert set(law) <= {column.name for column in LAWS.fields}


def test_law_without_a_printed_year_has_none() -> None:
    readings = read_office(survey("01", law="Ley para la Protección de los Migrantes"))
    (law,) = [reading.record for reading in readings if reading.table == "laws"]
    assert law is not None
    assert law["year"] == ""


def test_statement_printed_twice_counts_once() -> None:
    seen = [survey("16", office_name="Secretaría del Migrante"), survey("16", office_name="Secretaría del Migrante")]
    tables = normalise([("offices", one) for one in seen], TODAY).tables
    assert len(tables["office_facts"]) == 1
    assert len(tables["offices"]) == 32
