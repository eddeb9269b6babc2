"""Numbers of two branches printed each beside the other: told, by rule, and never mended in silence."""

from __future__ import annotations

import pytest

from tests.transforms.observed import TODAY, Seen
from tests.transforms.test_branches import BOOK, CHICAGO, HOUSTON, branch, printed
from transforms.branches import swapped_phones
from transforms.normalise import normalise
from transforms.observations import Row

LOS_ANGELES = "+1 213 555 2345"


def quality(*seen: Seen) -> list[Row]:
    return normalise([("branches", one) for one in seen], TODAY).quality


def swapped(*seen: Seen) -> list[Row]:
    return [row for row in quality(*seen) if row["rule"] == "phones_swapped"]


def test_numbers_of_oxnard_and_jackson_hole_come_out_as_swapped_and_are_not_mended() -> None:
    book = [
        printed(**{name: row[name] for name in ("state_code", "office_name", "city", "us_state", "phones")})
        for row in BOOK
    ]
    done = normalise([("branches", one) for one in book], TODAY)
    found = [row for row in done.quality if row["rule"] == "phones_swapped"]
    assert [row["severity"] for row in found] == ["warning", "warning"]
    assert all("Oxnard" in str(row["message"]) and "Jackson Hole" in str(row["message"]) for row in found)
    of_city = {row["city"]: row for row in done.tables["branches"]}
    assert of_city["Oxnard"]["phones_e164"] == ["+13072848299"]
    assert of_city["Jackson Hole"]["phones_e164"] == ["+18058324854"]
    assert {row["record_id"] for row in found} == {of_city[city]["branch_id"] for city in ("Oxnard", "Jackson Hole")}
    assert all(row["source_id"] == "simulado" and row["remedy"] for row in found)


def test_swapped_pair_is_found_whatever_state_and_cities_it_is_of() -> None:
    chicago = printed(office_name="Casa SIMULADO", city="Chicago", us_state="IL", phones=HOUSTON)
    houston = printed(office_name="Casa SIMULADO", city="Houston", us_state="TX", phones=CHICAGO)
    assert len(swapped(chicago, houston)) == 2


def test_all_the_numbers_of_both_must_be_of_the_other_place() -> None:
    chicago = printed(office_name="Casa SIMULADO", city="Chicago", us_state="IL", phones=f"{HOUSTON}|{CHICAGO}")
    houston = printed(office_name="Casa SIMULADO", city="Houston", us_state="TX", phones=CHICAGO)
    assert swapped(chicago, houston) == []


def test_one_number_that_is_off_is_no_swap() -> None:
    chicago = printed(office_name="Casa SIMULADO", city="Chicago", us_state="IL", phones=HOUSTON)
    houston = printed(office_name="Casa SIMULADO", city="Houston", us_state="TX", phones="+1 832 555 2345")
    assert swapped(chicago, houston) == []
    assert [row["rule"] for row in quality(chicago, houston)] == ["phone_elsewhere"]


def test_numbers_of_three_places_in_a_ring_are_no_swap_of_two() -> None:
    ring = [("Chicago", "IL", HOUSTON), ("Houston", "TX", LOS_ANGELES), ("Los Angeles", "CA", CHICAGO)]
    rows = [printed(office_name="Casa", city=city, us_state=state, phones=phone) for city, state, phone in ring]
    assert swapped(*rows) == []


@pytest.mark.parametrize("other", [{"state_code": "29"}, {"source_id": "otra"}])
def test_branches_of_other_states_or_sources_are_not_swapped(other: dict[str, str]) -> None:
    chicago = branch(office_name="Casa SIMULADO", city="Chicago", us_state="IL", phones=HOUSTON)
    houston = branch(**{"office_name": "Casa", "city": "Houston", "us_state": "TX", "phones": CHICAGO, **other})
    assert swapped_phones([chicago, houston]) == []
