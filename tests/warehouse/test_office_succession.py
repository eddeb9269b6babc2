"""The names an office has had: one name in several forms, which one is the present one, and what came before it."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.warehouse.simulated import Row, fact
from warehouse.office_succession import OfficeName, name_key, names_in_time

PUEBLA = {"state_code": "21", "state": "Puebla", "iso_code": "MX-PUE"}
OFFICE, INSTITUTE, SECRETARIAT = "Oficina de Migrantes", "Instituto del Migrante", "Secretaría del Migrante"


def called(name: str, as_of: str = "", **fields: object) -> Row:
    return fact("office_name", name, as_of=as_of, **fields)


def created(date: str, **fields: object) -> Row:
    return fact("created_on", date, as_of="2025", **fields)


def names(*facts: Row) -> list[OfficeName]:
    """The names, the same ones whatever the order in which the statements come."""
    found = [names_in_time(PUEBLA, order) for order in permutations(facts)]
    rows = [[name.as_row(PUEBLA) for name in one] for one in found]
    assert all(one == rows[0] for one in rows)
    return found[0]


def standings(*facts: Row) -> dict[str, str]:
    return {str(name.best["value"]): name.standing for name in names(*facts)}


def spans(*facts: Row) -> list[tuple[object, str, str, object]]:
    """Name, from, to and the name before it, of each."""
    found = names(*facts)
    by_id: dict[str, object] = {name.office_id: name.best["value"] for name in found}
    return [(n.best["value"], n.first, n.valid_to, by_id.get(n.predecessor_id, n.predecessor_id)) for n in found]


def test_the_only_name_is_the_present_one() -> None:
    assert spans(called(OFFICE, "2019")) == [(OFFICE, "2019", "", "")]
    assert standings(called(OFFICE, "2019")) == {OFFICE: "current"}


def test_no_statement_is_no_name() -> None:
    assert names_in_time(PUEBLA, [fact("phone", "222 303 4600")]) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dirección de Atención al Migrante", "DIRECCION DE ATENCION A MIGRANTES"),
        ("Instituto Poblano del Migrante", "Instituto Poblano de los Migrantes del Estado de Puebla"),
        ("Instituto del Migrante", "Instituto del Migrante (IPAM)"),
        ("Secretaría del Migrante", "Secretaría del Migrante del Gobierno de Puebla"),
        ("Instituto de las Personas Migrantes", "Instituto para las Personas Migrantes"),
    ],
)
def test_one_name_printed_in_two_ways_is_one_name(one: str, other: str) -> None:
    assert name_key(one, "Puebla") == name_key(other, "Puebla")
    (name,) = names(called(one, "2019"), called(other, "2025"))
    row = name.as_row(PUEBLA)
    assert (row["office_name"], row["other_forms"], row["statements"]) == (other, [one], 2)
    assert (row["valid_from"], row["valid_to"], row["standing"]) == ("2019", "", "current")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Dirección de Atención a Migrantes", "Dirección General de Atención a Migrantes"),
        ("Dirección de Migrantes", "Coordinación de Migrantes"),
        ("Instituto Poblano del Migrante", "Instituto del Migrante"),
    ],
)
def test_other_words_are_another_name(one: str, other: str) -> None:
    assert name_key(one, "Puebla") != name_key(other, "Puebla")


def test_name_is_never_without_a_key() -> None:
    assert name_key("Gobierno del Estado de Puebla", "Puebla")
    assert name_key("(sin nombre)", "Puebla")


def test_newest_official_name_is_the_present_one_and_the_older_its_predecessor() -> None:
    assert spans(called(OFFICE, "2019-05"), called(INSTITUTE, "2023")) == [
        (INSTITUTE, "2023", "", OFFICE),
        (OFFICE, "2019-05", "2023", ""),
    ]
    assert standings(called(OFFICE, "2019-05"), called(INSTITUTE, "2023")) == {
        INSTITUTE: "current", OFFICE: "former",
    }  # fmt: skip


def test_chain_of_three_names() -> None:
    facts = [called(INSTITUTE, "2021"), called(SECRETARIAT, "2025-02"), called(OFFICE, "2016", evidence="press")]
    assert spans(*facts) == [
        (SECRETARIAT, "2025-02", "", INSTITUTE),
        (OFFICE, "2016", "2021", ""),
        (INSTITUTE, "2021", "2025-02", OFFICE),
    ]


def test_name_of_the_press_is_disputed_where_an_older_official_one_stands() -> None:
    facts = [called(OFFICE, "2019"), called(INSTITUTE, "2025", evidence="press")]
    assert standings(*facts) == {OFFICE: "current", INSTITUTE: "disputed"}


def test_name_without_a_date_is_disputed_and_has_none() -> None:
    facts = [called(OFFICE, "2025"), called(INSTITUTE, evidence="press")]
    assert standings(*facts) == {OFFICE: "current", INSTITUTE: "disputed"}
    assert spans(*facts)[1] == (INSTITUTE, "", "", "")


@pytest.mark.parametrize(
    "dates", [("2025", "2025-10"), ("2025-10", "2025"), ("2025", "2025"), ("2025-10", "2025-10-07")]
)
def test_dates_that_do_not_tell_which_came_first_make_a_dispute(dates: tuple[str, str]) -> None:
    facts = [called(OFFICE, dates[0]), called(INSTITUTE, dates[1])]
    assert sorted(standings(*facts).values()) == ["current", "disputed"]


def test_name_still_said_after_the_present_one_began_is_disputed() -> None:
    facts = [called(OFFICE, "2018"), called(OFFICE, "2024", evidence="press"), called(INSTITUTE, "2021")]
    assert standings(*facts) == {INSTITUTE: "current", OFFICE: "disputed"}


def test_disputed_name_follows_the_former_one_that_came_before_it() -> None:
    facts = [called(OFFICE, "2016"), called(SECRETARIAT, "2023"), called(INSTITUTE, "2023-05", evidence="press")]
    assert (INSTITUTE, "2023-05", "", OFFICE) in spans(*facts)


def test_name_its_source_ended_is_former_even_if_it_is_the_newest() -> None:
    facts = [called(INSTITUTE, "2025", ended_on="2025-08"), called(OFFICE, "2019")]
    assert standings(*facts) == {OFFICE: "current", INSTITUTE: "former"}
    assert (INSTITUTE, "2025", "2025-08") in [span[:3] for span in spans(*facts)]


def test_name_that_one_source_ended_and_another_still_says_is_not_ended() -> None:
    facts = [called(OFFICE, "2019", ended_on="2020"), called(OFFICE, "2025")]
    assert spans(*facts) == [(OFFICE, "2019", "", "")]


def test_name_its_page_took_back_is_former_until_that_day() -> None:
    page = {"first_seen": "2026-01-01", "seen_on": "2026-11-22"}
    facts = [called(OFFICE, **page, withdrawn_on="2026-11-23"), called(INSTITUTE, first_seen="2026-11-23")]
    assert spans(*facts) == [
        (INSTITUTE, "2026-11-23", "", OFFICE),
        (OFFICE, "2026-01-01", "2026-11-23", ""),
    ]


def test_where_every_name_ended_there_is_no_present_one() -> None:
    facts = [called(OFFICE, "2016", ended_on="2018"), called(INSTITUTE, "2019", ended_on="2022-03")]
    assert standings(*facts) == {OFFICE: "former", INSTITUTE: "former"}
    assert spans(*facts) == [(OFFICE, "2016", "2018", ""), (INSTITUTE, "2019", "2022-03", OFFICE)]


def test_present_name_is_valid_since_its_stated_creation() -> None:
    assert spans(called(INSTITUTE, "2025"), created("2004-05")) == [(INSTITUTE, "2004-05", "", "")]


def test_creation_told_later_than_the_name_does_not_move_it() -> None:
    assert spans(called(INSTITUTE, "2019"), created("2021")) == [(INSTITUTE, "2019", "", "")]


def test_creation_makes_an_older_name_former() -> None:
    facts = [called(OFFICE, "2019", evidence="press"), called(INSTITUTE), created("2022")]
    assert spans(*facts) == [(INSTITUTE, "2022", "", OFFICE), (OFFICE, "2019", "2022", "")]


def test_creation_told_beside_a_former_name_is_not_the_present_one_s() -> None:
    facts = [called(OFFICE, "2019", locator="row 7"), created("2004", locator="row 7"), called(INSTITUTE, "2023")]
    assert spans(*facts)[0] == (INSTITUTE, "2023", "", OFFICE)


def test_name_that_began_after_the_present_one_is_not_its_predecessor() -> None:
    slip = called("Institutoo del Migrante", first_seen="2026-11-01", seen_on="2026-11-01", withdrawn_on="2026-11-02")
    found = {span[0]: span for span in spans(called(INSTITUTE, "2020"), called(INSTITUTE), slip)}
    assert found[INSTITUTE] == (INSTITUTE, "2020", "", "")


def test_statement_put_together_of_two_names_counts_for_the_first_that_a_single_one_gives() -> None:
    joined = f"{INSTITUTE}; antes {OFFICE}"
    compiled = called(joined, "2025", evidence="press", evidence_printed="publication+press")
    found = {
        str(name.best["value"]): name for name in names(called(INSTITUTE, "2021"), called(OFFICE, "2016"), compiled)
    }
    assert set(found) == {INSTITUTE, OFFICE}
    assert found[INSTITUTE].as_row(PUEBLA)["other_forms"] == [joined]


def test_of_one_year_a_page_s_own_word_counts_before_one_put_together() -> None:
    compiled = called(INSTITUTE, "2025-09", evidence="press", evidence_printed="publication+press")
    assert standings(called(OFFICE, "2025-01", evidence="press"), compiled) == {
        OFFICE: "current",
        INSTITUTE: "disputed",
    }


def test_of_one_year_the_name_that_speaks_of_migrants_is_the_office_s() -> None:
    facts = [called("Dirección de Derechos Humanos", "2025-09"), called(OFFICE, "2025-01")]
    assert names(*facts)[0].best["value"] == OFFICE


def test_identifier_lasts_through_forms_dates_and_sources_of_a_name() -> None:
    (one,) = names(called("Instituto del Migrante (IPAM)", "2019", evidence="press", source_id="otra"))
    (other,) = names(called("INSTITUTO DEL MIGRANTE", "2025"))
    assert one.office_id == other.office_id
    (elsewhere,) = names_in_time(
        {**PUEBLA, "state_code": "20", "state": "Oaxaca"}, [called(INSTITUTE, state_code="20")]
    )
    assert elsewhere.office_id != one.office_id
