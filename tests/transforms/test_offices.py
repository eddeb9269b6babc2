"""Migrant offices, statement by statement: what is said, of whom, as of when and on whose word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.observed import ANY_TEXT, TODAY, Seen
from transforms.interpretation import interpret
from transforms.normalise import normalise
from transforms.observations import Issue, Row
from transforms.offices import address_of_parts, read_office, value_of
from warehouse.schema import TABLES, vocabulary


def row_of_columns(**fields: str) -> Seen:
    return Seen({"state_code": "21", **fields}, evidence="official_site")


def single(field: str, value: str, **fields: str) -> Seen:
    return row_of_columns(field=field, value=value, **fields)


def facts(seen: Seen) -> list[Row]:
    return [read.record for read in read_office(seen) if read.table == "office_facts" and read.record]


def fact(field: str, value: str, **fields: str) -> Row:
    (record,) = facts(single(field, value, **fields))
    return record


def issues(seen: Seen) -> list[Issue]:
    return [issue for read in read_office(seen) for issue in read.issues]


def test_row_of_several_columns_is_one_statement_a_column() -> None:
    seen = row_of_columns(
        office_name="Instituto SIMULADO",
        office_type="instituto",
        phone="222 303 4600 ext. 3",
        hours="9 a 15 horas",
        email="N/A",
        as_of="2024",
        reference="p. 7",
        notes="nota SIMULADO",
        number="7",
        state="Puebla",
    )
    read = facts(seen)
    assert {str(one["field"]): (one["value_printed"], one["value"]) for one in read} == {
        "office_name": ("Instituto SIMULADO", "Instituto SIMULADO"),
        "office_type": ("instituto", "instituto"),
        "phone": ("222 303 4600 ext. 3", "+522223034600"),
        "hours": ("9 a 15 horas", "9 a 15 horas"),
        "notes": ("nota SIMULADO", "nota SIMULADO"),
    }
    for one in read:
        assert one.keys() <= set(TABLES["office_facts"].columns)
        assert (one["state_code"], one["state"], one["as_of"], one["reference"]) == ("21", "Puebla", "2024", "p. 7")
        assert (one["evidence"], one["seen_on"], one["locator"]) == ("official_site", TODAY, "table 1 row 2")
        assert one["source_url"] == "https://example.org/SIMULADO"
        assert re.fullmatch(r"fact-[0-9a-z]+", str(one["fact_id"]))
    assert len({one["fact_id"] for one in read}) == 5


def test_fact_of_its_own_row_is_one_statement_with_its_note_and_end() -> None:
    one = fact("office_name", "Oficina SIMULADO", ended_on="marzo de 2020", notes="nota SIMULADO")
    assert (one["field"], one["value"], one["ended_on"], one["note"]) == (
        "office_name", "Oficina SIMULADO", "2020-03", "nota SIMULADO",
    )  # fmt: skip


def test_row_of_columns_has_no_note_of_its_own_but_one_that_is_a_statement() -> None:
    assert {one["note"] for one in facts(row_of_columns(office_name="Oficina", notes="nota"))} == {""}


@pytest.mark.parametrize("value", ["", "N/A", "---", "No disponible"])
def test_nothing_printed_is_no_statement(value: str) -> None:
    assert facts(single("office_name", value)) == []
    assert [one["field"] for one in facts(row_of_columns(office_name="Oficina", phone=value))] == ["office_name"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"state_code": "9"}, "09"), ({"state_code": "00"}, "00"), ({"state_code": "", "state": "Cd. de México"}, "09"),
        ({"state_code": "", "state": "Gobierno del Estado de Michoacán"}, "16"),
    ],
)  # fmt: skip
def test_entity_by_its_code_or_its_name(fields: dict[str, str], code: str) -> None:
    assert {one["state_code"] for one in facts(row_of_columns(office_name="Oficina", **fields))} == {code}


def test_entity_of_the_source_where_the_row_says_none() -> None:
    (one,) = facts(Seen({"office_name": "Oficina"}, state="31"))
    assert (one["state_code"], one["state"]) == ("31", "Yucatán")


def test_the_country_has_statements_too() -> None:
    one = fact("ofam_total", "29", state_code="00")
    assert (one["state_code"], one["state"], one["value"]) == ("00", "México", "29")


@pytest.mark.parametrize("fields", [{"state_code": "99"}, {"state_code": "", "state": "Narnia"}, {"state_code": ""}])
def test_row_about_no_entity_is_told_and_nothing_else(fields: dict[str, str]) -> None:
    (read,) = read_office(row_of_columns(office_name="Oficina", law="Ley", **fields))
    assert read.record is None
    assert [(issue.severity, issue.rule) for issue in read.issues] == [("warning", "state_unknown")]


@pytest.mark.parametrize(
    ("field", "printed", "value"),
    [
        ("office_type", "secretaría", "secretaria"),
        ("office_type", "SUBSECRETARÍA", "subsecretaria"),
        ("office_type", "Dirección General", "direccion_general"),
        ("office_type", "dirección", "direccion"),
        ("office_type", "Dirección General de Atención a Migrantes", "direccion_general"),
        ("office_type", "dirección o coordinación", ""),
        ("office_type", "azul", ""),
        ("phone", "222 303 4600 ext. 3 | WhatsApp 222 511 9866 (2025)", "+522223034600|+522225119866"),
        ("phone", "916 44 76", ""),
        ("created_on", "12 de mayo de 2004", "2004-05-12"),
        ("created_on", "se creó en abril de 2004", "2004-04"),
        ("constitution_recognises_migrants", "true", "yes"),
        ("constitution_recognises_migrants", "Sí", "yes"),
        ("constitution_recognises_migrants", "no", ""),
        ("migration_governance_profile", "2022", "2022"),
        ("address", "Calle  Uno 12,\u00a0Toluca (2017)", "Calle Uno 12, Toluca"),
        ("address", "Calle Uno 12 (frente a la plaza)", "Calle Uno 12 (frente a la plaza)"),
        ("office_name", "Dirección de Migrantes (DIM)", "Dirección de Migrantes (DIM)"),
    ],
)
def test_normalised_value(field: str, printed: str, value: str) -> None:
    assert value_of(field, printed) == value


def test_every_rank_is_read_by_its_own_name() -> None:
    ranks = vocabulary.OFFICE_TYPE
    assert [value_of("office_type", ranks.spanish(code)) for code in ranks.values] == list(ranks.values)


PARTS = {
    "street_type": "Calle", "street": "Reforma", "street_number": "12", "settlement_type": "Colonia",
    "settlement": "Centro", "locality": "Atlixco", "municipality": "Atlixco", "postal_code": "74200",
}  # fmt: skip


def test_address_printed_in_parts_is_one_statement() -> None:
    read = facts(row_of_columns(office_name="Oficina", **PARTS))
    assert {one["field"]: one["value_printed"] for one in read} == {
        "office_name": "Oficina",
        "address": "Calle Reforma 12, Colonia Centro, C.P. 74200, Atlixco",
    }


@pytest.mark.parametrize(
    ("parts", "address"),
    [
        ({**PARTS, "unit": "3"}, "Calle Reforma 12 int. 3, Colonia Centro, C.P. 74200, Atlixco"),
        ({**PARTS, "unit": "Piso 3"}, "Calle Reforma 12 Piso 3, Colonia Centro, C.P. 74200, Atlixco"),
        ({**PARTS, "municipality": "Puebla"}, "Calle Reforma 12, Colonia Centro, C.P. 74200, Atlixco, Puebla"),
        ({**PARTS, "municipality": "ATLIXCO"}, "Calle Reforma 12, Colonia Centro, C.P. 74200, Atlixco"),
        ({"street": "Reforma", "street_number": "S/N"}, "Reforma S/N"),
        ({"settlement": "Centro"}, "Centro"),
    ],
)
def test_address_of_parts_in_the_order_in_which_people_write_it(parts: dict[str, str], address: str) -> None:
    assert address_of_parts(parts) == address
    assert address_of_parts(dict(reversed(parts.items()))) == address


def test_whole_address_is_not_put_together_again() -> None:
    read = facts(row_of_columns(address="Calle Uno 12", locality="Atlixco", municipality="Atlixco"))
    assert [(one["field"], one["value"]) for one in read] == [("address", "Calle Uno 12")]


def test_postal_code_printed_beside_the_address_is_not_lost() -> None:
    read = facts(row_of_columns(address="Calle Uno 12", postal_code="74200"))
    assert any("74200" in str(one["value_printed"]) for one in read)


def test_municipality_alone_is_no_address() -> None:
    read = facts(row_of_columns(office_name="Oficina", municipality="Atlixco"))
    assert [one["field"] for one in read] == ["office_name"]


def test_number_of_another_state_is_a_warning_and_stays() -> None:
    seen = row_of_columns(phone="222 303 4600 | 951 501 5000")
    assert [(issue.severity, issue.rule, issue.value) for issue in issues(seen)] == [
        ("warning", "phone_elsewhere", "951 501 5000")
    ]
    (one,) = facts(seen)
    assert one["value"] == "+522223034600|+529515015000"


def test_number_that_stays_text_is_told() -> None:
    (issue,) = issues(row_of_columns(phone="916 44 76"))
    assert (issue.severity, issue.rule) == ("info", "phone_unread")
    assert "7 dígitos" in issue.message


@pytest.mark.parametrize("phone", ["222 303 4600", "800 702 6000", ""])
def test_number_of_its_state_or_of_none_is_no_issue(phone: str) -> None:
    assert issues(row_of_columns(office_name="Oficina", phone=phone)) == []


def test_statement_said_again_as_of_another_date_is_another_statement_where_it_has_its_own_row() -> None:
    dates = ("2020", "2025")
    assert len({fact("office_name", "Oficina", as_of=date)["fact_id"] for date in dates}) == 2
    wide = [facts(row_of_columns(office_name="Oficina", as_of=date))[0]["fact_id"] for date in dates]
    assert wide[0] == wide[1]


def test_statement_printed_twice_counts_once_and_is_told() -> None:
    twice = [single("office_name", "Oficina", number=number) for number in ("1", "2")]
    done = normalise([("offices", one) for one in twice], TODAY)
    assert len(done.tables["office_facts"]) == 1
    assert [(row["severity"], row["rule"]) for row in done.quality] == [("info", "duplicate_row")]


def allowed(table: str, row: Row) -> None:
    for field in TABLES[table].fields:
        value = row.get(field.name) or ""
        if value and field.pattern:
            assert re.fullmatch(field.pattern, str(value)), (field.name, value)
        if value and field.vocabulary and field.kind == "text":
            assert value in field.vocabulary.values, (field.name, value)


NAMES = ["state_code", "state", "field", "value", "as_of", "evidence", "ended_on", "office_name", "office_type", "phone",
         "address", "street", "unit", "municipality", "law", "law_year", "law_status", "last_reform", "gazette_date",
         "city", "us_state", "phones", "branch_status", "kind", "opened_on", "created_on", "reference"]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["21", "Puebla", "2017 (P.O. 2017-08-18)", "office_name", "law", "222 303 4600", "Los Ángeles, CA",
                     "book:ch7", "(2017)", "press", "0", "31 de febrero de 2020", "99"]),
)  # fmt: skip


@given(st.dictionaries(st.sampled_from(NAMES), TEXTS), st.sampled_from(["offices", "branches", "laws"]))
@settings(ANY_TEXT, max_examples=400)
def test_any_row_is_read_without_raising_into_what_its_table_allows(fields: dict[str, str], dataset: str) -> None:
    (read,) = interpret([(dataset, Seen(fields))], TODAY)
    for reading in read.readings:
        if reading.record is not None:
            allowed(reading.table, reading.record)
            assert reading.record.keys() <= set(TABLES[reading.table].columns)
