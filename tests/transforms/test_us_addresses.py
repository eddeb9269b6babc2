"""Postal addresses in the United States, in parts; what a source does not print is said and not added."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import extractors
from tests.transforms.observed import ANY_TEXT
from transforms.foreign_places import subdivision_named
from transforms.us_addresses import UsAddress, read_us_address

_FILE = Path(next(iter(extractors.__path__))) / "captures" / "us_offices.csv"
with _FILE.open(encoding="utf-8", newline="") as _lines:
    BOOK = list(csv.DictReader(_lines))

# The parts of the book's addresses, read by a person: street, unit, place, state, postal code, reason.
BY_HAND = {
    "3200 Mulford Ave Ste # 202, Lynwood, CA": ("3200 Mulford Ave", "Ste # 202", "Lynwood", "US-CA", "", ""),
    "9825 Long Beach Blvd Suite F, South Gate, CA 90280": (
        "9825 Long Beach Blvd", "Suite F", "South Gate", "US-CA", "90280", "",
    ),
    "": ("", "", "", "", "", ""),
    "10700 Richmond Ave. Suite 262, Houston, Texas, 77042": (
        "10700 Richmond Ave", "Suite 262", "Houston", "US-TX", "77042", "",
    ),
    "W Imperial Hwy, 90047 Los Angeles, CA": (
        "W Imperial Hwy", "", "Los Angeles", "US-CA", "90047", "no trae número",
    ),
    "3661 S Archer Ave, Chicago, IL 60609": ("3661 S Archer Ave", "", "Chicago", "US-IL", "60609", ""),
    "1901 NW Military Dr, Suite 218, 78213, San Antonio, TX": (
        "1901 NW Military Dr", "Suite 218", "San Antonio", "US-TX", "78213", "",
    ),
    "2750 Buford Hwy. Atlanta, GA. 30324": ("2750 Buford Hwy", "", "Atlanta", "US-GA", "30324", ""),
    "2166 E. Florence Ave. Walnut Park, CA 90255": (
        "2166 E. Florence Ave", "", "Walnut Park", "US-CA", "90255", "",
    ),
    "1600 W Lake St, Melrose Park, IL 60160": ("1600 W Lake St", "", "Melrose Park", "US-IL", "60160", ""),
    "3301 W Pico Blvd, Los Angeles, CA 90019": ("3301 W Pico Blvd", "", "Los Angeles", "US-CA", "90019", ""),
    "328 South Indiana Street, Los Angeles, CA. 90063": (
        "328 South Indiana Street", "", "Los Angeles", "US-CA", "90063", "",
    ),
    "10 E. 39th Street, 11th Floor, Suite 1124, Nueva York, NY. 10016": (
        "10 E. 39th Street", "11th Floor, Suite 1124", "Nueva York", "US-NY", "10016", "",
    ),
    "77-79 3rd Street, Passaic, NJ 07055": ("77-79 3rd Street", "", "Passaic", "US-NJ", "07055", ""),
    "135 West 41st Street, New York NY": ("135 West 41st Street", "", "New York", "US-NY", "", ""),
    "Jackson Hole, Wyoming": ("", "", "Jackson Hole", "US-WY", "", "no trae calle"),
    "4111 Saviers Road, Oxnard Ca 93033": ("4111 Saviers Road", "", "Oxnard", "US-CA", "93033", ""),
}  # fmt: skip


def parts(address: UsAddress) -> tuple[str, ...]:
    return (
        address.street, address.unit, address.place, address.subdivision, address.postal_code, address.reason,
    )  # fmt: skip


def test_the_book_prints_the_addresses_read_by_hand() -> None:
    assert {row["address"] for row in BOOK} == set(BY_HAND)
    assert len(BOOK) == 17


@pytest.mark.parametrize("row", BOOK, ids=lambda row: f"{row['state']}-{row['city']}")
def test_address_of_the_book(row: dict[str, str]) -> None:
    read = read_us_address(row["address"], row["city"], subdivision_named(row["us_state"]))
    assert parts(read) == BY_HAND[row["address"]]


@pytest.mark.parametrize(
    ("printed", "street", "unit", "place", "state", "code"),
    [
        ("123 Main St #4, Dallas, TX 75201", "123 Main St", "#4", "Dallas", "US-TX", "75201"),
        ("123 Main St # 4B Dallas TX 75201", "123 Main St", "# 4B", "Dallas", "US-TX", "75201"),
        ("123 Main St Apt 4, Dallas, TX", "123 Main St", "Apt 4", "Dallas", "US-TX", ""),
        ("55 W 42nd St, 2nd Floor, New York, NY 10036", "55 W 42nd St", "2nd Floor", "New York", "US-NY", "10036"),
        ("55 W 42nd St, Floor 2, New York, New York", "55 W 42nd St", "Floor 2", "New York", "US-NY", ""),
        ("10 E 39th St Fl 11 Ste 24, Reno, NV", "10 E 39th St", "Fl 11 Ste 24", "Reno", "US-NV", ""),
        ("123 Main St, Room 5, Reno, NV 89501-1234", "123 Main St", "Room 5", "Reno", "US-NV", "89501-1234"),
        ("12345 Main St, Houston, TX 77042", "12345 Main St", "", "Houston", "US-TX", "77042"),
        ("12345 Main St, Houston, TX", "12345 Main St", "", "Houston", "US-TX", ""),
        ("12 Elm Rd, Raleigh, North Carolina 27601", "12 Elm Rd", "", "Raleigh", "US-NC", "27601"),
        ("12 Elm Rd, Raleigh, Carolina del Norte 27601", "12 Elm Rd", "", "Raleigh", "US-NC", "27601"),
        ("12 Elm Rd, Santa Fe, Nuevo México 87501", "12 Elm Rd", "", "Santa Fe", "US-NM", "87501"),
        ("123 Georgia Ave, Atlanta, Georgia 30303", "123 Georgia Ave", "", "Atlanta", "US-GA", "30303"),
        ("123 Main St, Phoenix, Ariz.", "123 Main St", "", "Phoenix", "US-AZ", ""),
        ("123 Main St., Local 5, Phoenix, Arizona", "123 Main St", "Local 5", "Phoenix", "US-AZ", ""),
        ("123 Main St., Despacho 5-B, Phoenix, AZ", "123 Main St", "Despacho 5-B", "Phoenix", "US-AZ", ""),
        ("400 Pine St, Piso 3, Seattle, Washington", "400 Pine St", "Piso 3", "Seattle", "US-WA", ""),
        ("123 Main Street Los Angeles California 90001", "123 Main Street", "", "Los Angeles", "US-CA", "90001"),
        ("123 Main St\nPhoenix, AZ 85001", "123 Main St", "", "Phoenix", "US-AZ", "85001"),
        ("123 Main St, Salem, Or", "123 Main St", "", "Salem", "US-OR", ""),
        ("12 Elm Rd, Santa Fe, NM 87501, USA", "12 Elm Rd", "", "Santa Fe", "US-NM", "87501"),
        ("12 Elm Rd, Santa Fe, NM 87501, Estados Unidos", "12 Elm Rd", "", "Santa Fe", "US-NM", "87501"),
        ("12 Elm Rd, Santa Fe, NM 87501, EE. UU.", "12 Elm Rd", "", "Santa Fe", "US-NM", "87501"),
        ("12 Elm Rd, Lynwood, CA C.P. 90262", "12 Elm Rd", "", "Lynwood", "US-CA", "90262"),
        ("12 Elm Rd, Santa Fe, NM 87501, US", "12 Elm Rd", "", "Santa Fe", "US-NM", "87501"),
        ("12 Elm Rd, Santa Fe, NM 87501 U.S.", "12 Elm Rd", "", "Santa Fe", "US-NM", "87501"),
        ("1600 K St NW, Washington, DC 20500", "1600 K St NW", "", "Washington", "US-DC", "20500"),
        ("400 Pine St, Piso 3, Oficina 301, Reno, NV", "400 Pine St", "Piso 3, Oficina 301", "Reno", "US-NV", ""),
    ],
)  # fmt: skip
def test_whole_address(printed: str, street: str, unit: str, place: str, state: str, code: str) -> None:
    assert parts(read_us_address(printed)) == (street, unit, place, state, code, "")


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("Chicago, IL", "no trae calle"),
        ("Illinois", "no trae calle, localidad"),
        ("Main St & 3rd Ave, Chicago, IL", "no trae número"),
        ("123 Main St", "no trae localidad, estado"),
        ("123 Main St, Dallas", "no trae estado"),
        ("90001", "no trae calle, estado"),
    ],
)
def test_what_is_lacking_is_said(printed: str, reason: str) -> None:
    assert read_us_address(printed).reason == reason


@pytest.mark.parametrize("printed", ["P.O. Box 1234, Chicago, IL 60609", "PO Box 1234, Chicago, IL 60609-0055"])
def test_box_at_the_post_office_is_kept_whole_and_says_that_it_is_no_street(printed: str) -> None:
    read = read_us_address(printed)
    assert read.street.endswith("Box 1234")
    assert (read.place, read.subdivision) == ("Chicago", "US-IL")
    assert read.reason


@pytest.mark.parametrize(
    "printed",
    [
        "Calle Main 123, Los Ángeles, California",
        "Plaza México, 3100 E Imperial Hwy, Lynwood, CA 90262",
    ],
)
def test_number_that_is_printed_is_not_said_to_be_lacking(printed: str) -> None:
    assert read_us_address(printed).reason == ""


def test_city_and_state_printed_in_columns_of_their_own_are_not_lacking() -> None:
    assert parts(read_us_address("123 Main St", "Houston", "US-TX")) == ("123 Main St", "", "", "", "", "")


def test_city_beside_the_address_tells_where_the_street_ends() -> None:
    read = read_us_address("123 La Brea Santa Ana CA 92701", "Santa Ana", "US-CA")
    assert (read.street, read.place) == ("123 La Brea", "Santa Ana")


def test_place_of_the_address_is_the_one_it_prints_and_not_the_column_s() -> None:
    assert read_us_address("1600 W Lake St, Melrose Park, IL 60160", "Chicago", "US-IL").place == "Melrose Park"


def test_nothing_printed_is_nothing_lacking() -> None:
    assert read_us_address(" ,. ", "Chicago", "US-IL") == UsAddress()


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


ADDRESS_LIKE = st.lists(
    st.sampled_from(
        ["123", "77-79", "W", "Main", "St", "Ave.", "Suite", "#", "4B", "Piso", "2nd", "Floor", "Los Ángeles", "CA",
         "Ca", "N.Y.", "Texas", "Nuevo México", "90001", "90001-1234", ",", ",,", ".", "PO Box", "USA", "\n", "&"]
    ),
    max_size=12,
).map(" ".join)  # fmt: skip


@given(st.one_of(st.text(), ADDRESS_LIKE), st.sampled_from(["", "Los Ángeles", "Chicago"]))
@settings(ANY_TEXT, max_examples=600)
def test_any_text_is_read_without_raising_and_every_part_is_of_its_words(text: str, city: str) -> None:
    read = read_us_address(text, city)
    for part in (read.street, read.unit, read.place, read.postal_code):
        assert set(words(part)) <= set(words(text)), (part, text)
    assert re.fullmatch(r"(US-[A-Z]{2})?", read.subdivision)
    assert re.fullmatch(r"(\d{5}(-\d{4})?)?", read.postal_code)


@given(ADDRESS_LIKE)
@settings(ANY_TEXT)
def test_address_without_a_street_says_that_something_is_lacking(text: str) -> None:
    read = read_us_address(text)
    if read != UsAddress() and not read.street:
        assert "calle" in read.reason
