"""The office of each entity, field by field of all that is said about it; nothing of another office, nothing made up."""

from __future__ import annotations

import pytest

from tests.warehouse.simulated import Row, fact, law, table
from warehouse.office_composition import UNKNOWN, compose_offices
from warehouse.schema import TABLES

STATES = [
    {"state_code": "20", "state": "Oaxaca", "iso_code": "MX-OAX"},
    {"state_code": "21", "state": "Puebla", "iso_code": "MX-PUE"},
]
OFFICE, INSTITUTE = "Oficina de Migrantes", "Instituto del Migrante"
PRESS, COMPILED = {"evidence": "press"}, {"evidence": "press", "evidence_printed": "publication+press"}


def office(*facts: Row, laws: tuple[Row, ...] = (), code: str = "21") -> Row:
    """The entity's row, the same one whatever the order in which the statements come."""
    rows = []
    for order in (facts, facts[::-1]):
        offices, _ = compose_offices(STATES, order, laws)
        rows.append(next(row for row in offices if row["state_code"] == code))
    assert rows[0] == rows[1]
    return rows[0]


def name(value: str = INSTITUTE, **fields: object) -> Row:
    return fact("office_name", value, **{"as_of": "2025", **fields})


def phone(value: str, number: str = "", **fields: object) -> Row:
    return fact("phone", value, **{"value": number, **fields})


def test_every_entity_has_its_row_and_one_without_an_office_says_so() -> None:
    offices, names = compose_offices(STATES, [name()], [])
    assert [row["state_code"] for row in offices] == ["20", "21"]
    (oaxaca, puebla) = offices
    assert (oaxaca["known"], oaxaca["office_name"], oaxaca["statements"], oaxaca["note"]) == ("no", None, 0, UNKNOWN)
    assert (puebla["known"], puebla["office_name"], puebla["statements"], puebla["note"]) == ("yes", INSTITUTE, 1, None)
    assert [row["office_id"] for row in names] == [puebla["office_id"]]
    assert puebla["iso_code"] == "MX-PUE"


def test_rows_are_of_the_published_shape() -> None:
    facts = [name(), name(OFFICE, as_of="2019"), phone("222 303 4600", "+522223034600"), fact("city_network", "Red")]
    offices, names = compose_offices(STATES, facts, [law()])
    assert table("offices", offices).num_rows == 2
    assert table("office_names", names).num_rows == 2
    for one in ("offices", "office_names"):
        rows = offices if one == "offices" else names
        assert all(row[field.name] not in (None, "") for row in rows for field in TABLES[one].fields if field.required)


def test_row_carries_the_name_that_counts_with_its_date_and_evidence() -> None:
    row = office(name(OFFICE, as_of="2019"), name(as_of="2023-05"))
    assert {column: row[column] for column in ("office_name", "valid_from", "valid_to", "as_of", "evidence")} == {
        "office_name": INSTITUTE, "valid_from": "2023-05", "valid_to": None, "as_of": "2023-05",
        "evidence": "official_site",
    }  # fmt: skip
    _, names = compose_offices(STATES, [name(OFFICE, as_of="2019"), name(as_of="2023-05")], [])
    assert row["predecessor_id"] == next(one["office_id"] for one in names if one["office_name"] == OFFICE)


def test_statements_about_the_country_are_of_no_entity() -> None:
    offices, names = compose_offices(STATES, [name(state_code="00", state="México")], [])
    assert [row["known"] for row in offices] == ["no", "no"]
    assert names == []


TODAY: Row = {"seen_on": "2026-11-23", "first_seen": "2026-11-23"}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"as_of": "2019"}, {"as_of": "2025", **PRESS}),
        ({"as_of": "2019", "evidence": "registry"}, {"as_of": "2025", "evidence": "publication"}),
        ({"as_of": "2025"}, {"as_of": "2019"}),
        ({"as_of": "2025-10"}, {"as_of": "2025-02"}),
        ({"as_of": "2025", **PRESS}, {"as_of": "2019", **PRESS}),
        ({"as_of": "2019", **PRESS}, {"as_of": "", **PRESS}),
        ({"as_of": "2025", "evidence": "publication"}, {"as_of": "2025", **PRESS}),
        ({"as_of": "2025", **PRESS}, {"as_of": "2025", "evidence": "encyclopaedia"}),
        ({"as_of": "2025-01", **PRESS}, {"as_of": "2025-09", **COMPILED}),
        ({"as_of": "2025-01", **PRESS}, {"as_of": "2025-09", **PRESS, "reference": "http://a | http://b"}),
        ({"as_of": "2025", **COMPILED}, {"as_of": "2019", **PRESS}),
        ({**TODAY}, {"as_of": "2025"}),
        ({"as_of": "2019"}, {**TODAY, "reference": "p. 7"}),
        ({"as_of": "2019"}, {"as_of": "2025", "ended_on": "2026-01"}),
        ({"as_of": "2019", **PRESS}, {"as_of": "2025", "withdrawn_on": "2026-11-23"}),
    ],
)
def test_which_of_two_statements_counts(better: Row, worse: Row) -> None:
    row = office(fact("parent_body", "La mejor", **better), fact("parent_body", "La otra", **worse))
    assert row["parent_body"] == "La mejor"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"as_of": "2025"}, {"as_of": "2025"}),
        ({"as_of": "2025"}, {"as_of": "2025-10", **PRESS}),
        ({"as_of": "2019"}, {"as_of": "2025", **PRESS}),
        ({"as_of": "2025"}, {"as_of": "", **PRESS}),
    ],
)
def test_statements_whose_dates_do_not_explain_the_difference_are_in_conflict(one: Row, other: Row) -> None:
    row = office(fact("parent_body", "Una", **one), fact("parent_body", "Otra", **other))
    assert (row["fields_conflicting"], row["fields_superseded"]) == (["parent_body"], [])


@pytest.mark.parametrize(
    ("now", "before"),
    [
        ({"as_of": "2025"}, {"as_of": "2019"}),
        ({"as_of": "2025"}, {"as_of": "2019", **PRESS}),
        ({**TODAY}, {"as_of": "2019"}),
        ({"as_of": "2019"}, {"as_of": "2025", "ended_on": "2026-01"}),
        ({"as_of": "2019"}, {"as_of": "2025", "withdrawn_on": "2026-11-23"}),
    ],
)
def test_earlier_value_was_succeeded_and_is_no_conflict(now: Row, before: Row) -> None:
    row = office(fact("parent_body", "Una", **now), fact("parent_body", "Otra", **before))
    assert (row["parent_body"], row["fields_conflicting"], row["fields_superseded"]) == ("Una", [], ["parent_body"])


def test_value_last_said_after_the_one_that_stands_was_first_said_is_in_conflict() -> None:
    facts = [fact("parent_body", "Una", as_of=date) for date in ("2018", "2025")]
    row = office(*facts, fact("parent_body", "Otra", as_of="2021"))
    assert (row["parent_body"], row["fields_conflicting"], row["fields_superseded"]) == ("Una", ["parent_body"], [])


@pytest.mark.parametrize("other", ["SECRETARIA DE GOBIERNO", "Secretaría  de Gobierno."])
def test_one_value_printed_in_two_ways_is_no_difference(other: str) -> None:
    row = office(fact("parent_body", "Secretaría de Gobierno", as_of="2025"), fact("parent_body", other, as_of="2019"))
    assert (row["fields_conflicting"], row["fields_superseded"]) == ([], [])


def test_same_numbers_printed_in_two_ways_are_no_difference() -> None:
    row = office(phone("222 303 4600", "+522223034600"), phone("01 (222) 303-46-00", "+522223034600", **PRESS))
    assert (row["phone"], row["phones_e164"]) == ("222 303 4600", ["+522223034600"])
    assert row["fields_conflicting"] == []


def test_phone_is_shown_as_printed_beside_its_international_form() -> None:
    row = office(phone("222 303 4600 | 222 511 9866", "+522223034600|+522225119866", as_of="2025"))
    assert (row["phone"], row["phones_e164"]) == ("222 303 4600 | 222 511 9866", ["+522223034600", "+522225119866"])


def test_phone_that_stayed_text_is_shown_and_has_no_international_form() -> None:
    row = office(phone("916 44 76", as_of="2025"), phone("222 303 4600", "+522223034600", as_of="2019"))
    assert (row["phone"], row["phones_e164"]) == ("916 44 76", [])


def test_names_differ_by_their_standing() -> None:
    assert office(name(), name(OFFICE, as_of="2019"))["fields_superseded"] == ["office_name"]
    assert office(name(), name(OFFICE, as_of="", **PRESS))["fields_conflicting"] == ["office_name"]


@pytest.mark.parametrize("field", ["head", "address", "phone", "email", "website", "acronym"])
def test_contact_of_a_former_office_is_not_shown(field: str) -> None:
    facts = [name(OFFICE, as_of="2016"), name(as_of="2023"), fact(field, "De antes", as_of="2019", **PRESS)]
    assert office(*facts)[field] is None
    assert office(*facts, fact(field, "De ahora", as_of="2024", **PRESS))[field] == "De ahora"


@pytest.mark.parametrize("field", ["head", "address", "phone", "email", "website", "acronym"])
def test_contact_printed_beside_another_office_is_not_shown(field: str) -> None:
    other = {"locator": "row 7", "as_of": "2025", **PRESS}
    row = office(name(locator="row 6"), name(OFFICE, **other), fact(field, "De la otra", **other))
    assert (row["office_name"], row[field]) == (INSTITUTE, None)


def test_contact_of_the_present_office_s_own_row_or_of_a_row_without_a_name_is_shown() -> None:
    facts = [name(OFFICE, as_of="2016"), name(locator="row 6", as_of="2023")]
    beside, alone = fact("email", "uno@example.org", locator="row 6", as_of="2023"), fact("email", "dos@example.org")
    assert office(*facts, beside)["email"] == "uno@example.org"
    assert office(*facts, alone)["email"] == "dos@example.org"


def test_contact_older_than_the_present_name_is_shown_where_no_former_office_had_it() -> None:
    assert office(name(as_of="2023"), fact("email", "uno@example.org", as_of="2019", **PRESS))["email"]


def test_parent_body_of_earlier_days_is_shown_as_no_contact_is_lost_by_it() -> None:
    facts = [name(OFFICE, as_of="2016"), name(as_of="2023"), fact("parent_body", "Secretaría", as_of="2019")]
    assert office(*facts)["parent_body"] == "Secretaría"


@pytest.mark.parametrize(
    ("facts", "rank"),
    [
        ([name("Dirección General de Migrantes")], "direccion_general"),
        ([name("INSTITUTO DEL MIGRANTE")], "instituto"),
        ([name("Casa del Migrante")], None),
        ([name("Casa del Migrante"), fact("office_type", "oficina", as_of="2019")], "oficina"),
        ([name(), fact("office_type", "direccion", as_of="2026")], "instituto"),
        ([name(locator="row 6"), fact("office_type", "direccion", locator="row 6")], "direccion"),
        ([fact("office_type", "direccion")], "direccion"),
        ([fact("office_type", "dirección o coordinación", value="")], None),
        ([], None),
    ],
)
def test_rank_stated_beside_the_name_then_of_the_name_then_stated_elsewhere(facts: list[Row], rank: str | None) -> None:
    assert (office(*facts)["office_type"] or None) == rank


def test_ranks_that_differ_are_in_conflict() -> None:
    ranks = [fact("office_type", rank, as_of="2025") for rank in ("direccion", "subsecretaria")]
    assert office(name(), *ranks)["fields_conflicting"] == ["office_type"]


def test_law_is_one_in_force_before_an_unknown_one_and_the_newest() -> None:
    old, new = law("Ley A", gazette_date="2011-01-01"), law("Ley B", gazette_date="2018-01-01")
    unknown = law("Ley C", status="unknown", year="2025")
    row = office(laws=(old, unknown, new))
    assert row["law"] == "Ley B"
    assert office(laws=(unknown,))["law"] == "Ley C"
    assert office(laws=(law("Ley D", status="partly_struck_down"), unknown))["law"] == "Ley D"


@pytest.mark.parametrize("fields", [{"status": "bill"}, {"status": "repealed"}, {"withdrawn_on": "2026-11-23"}])
def test_bill_and_law_that_is_no_more_are_no_law(fields: Row) -> None:
    assert office(laws=(law("Ley A", year="2025", **fields),))["law"] is None
    row = office(laws=(law("Ley A", year="2025", **fields), law("Ley B", year="2011")))
    assert (row["law"], row["fields_conflicting"], row["fields_superseded"]) == ("Ley B", [], [])


def test_two_laws_are_successive_by_their_dates_and_else_in_conflict() -> None:
    new = law("Ley B", gazette_date="2018-01-01")
    assert office(laws=(law("Ley A", year="2011"), new))["fields_superseded"] == ["law"]
    assert office(laws=(law("Ley A", status="unknown"), new))["fields_conflicting"] == ["law"]
    assert office(laws=(law("Ley A", status="unknown", year="2021"), new))["fields_conflicting"] == ["law"]


def test_law_that_two_sources_give_is_one_law() -> None:
    first = law("Ley A", year="2011")
    assert office(laws=(first, law("Ley A bis", year="2011", same_as=first["law_id"])))["fields_conflicting"] == []


def test_lists_hold_all_that_stands() -> None:
    facts = [fact("city_network", "Red A"), fact("city_network", "Red B", as_of="2011"),
             fact("city_network", "Red C", ended_on="2020"), fact("municipal_office", "Dirección (Tijuana)")]  # fmt: skip
    row = office(*facts)
    assert (row["city_networks"], row["municipal_offices"]) == (["Red A", "Red B"], ["Dirección (Tijuana)"])


def test_profile_is_the_newest_and_the_constitution_is_named_where_a_source_says_so() -> None:
    row = office(*(fact("migration_governance_profile", year, as_of=year) for year in ("2020", "2023")))
    assert (row["governance_profile"], row["constitution"]) == ("2023", "unknown")
    said = fact("constitution_recognises_migrants", "true", value="yes")
    assert office(said)["constitution"] == "yes"


def test_source_that_denies_it_does_not_make_the_constitution_name_them() -> None:
    assert office(fact("constitution_recognises_migrants", "no", value=""))["constitution"] == "unknown"


@pytest.mark.parametrize("field", ["constitution_recognises_migrants", "migration_governance_profile"])
def test_what_its_source_took_back_is_not_shown(field: str) -> None:
    row = office(fact(field, "2022" if "profile" in field else "yes", withdrawn_on="2026-11-23"))
    assert (row["constitution"], row["governance_profile"]) == ("unknown", None)


def test_notes_are_joined_in_precedence_and_an_unknown_office_says_so_first() -> None:
    notes = [fact("notes", "De la prensa.", as_of="2025", **PRESS), fact("notes", "Oficial.", as_of="2025")]
    assert office(name(), *notes)["note"] == "Oficial. De la prensa."
    assert office(*notes)["note"] == f"{UNKNOWN} Oficial. De la prensa."


def test_office_whose_name_ended_is_not_known() -> None:
    row = office(name(ended_on="2025-08"), fact("parent_body", "Secretaría"))
    assert (row["known"], row["office_name"], row["office_id"]) == ("no", None, None)
    assert str(row["note"]).startswith(UNKNOWN)
    assert row["fields_superseded"] == ["office_name"]


def test_single_kind_of_source_in_a_survey_s_own_word_is_not_put_together() -> None:
    single = fact("parent_body", "Una", as_of="2025-09", evidence_printed="official site")
    assert office(single, fact("parent_body", "Otra", as_of="2025-01"))["parent_body"] == "Una"
