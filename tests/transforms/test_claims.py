"""Sister cities claimed elsewhere, and the agreements they are linked to."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.observed import ANY_TEXT, TODAY, Seen
from transforms.claims import link_claims, read_claim
from transforms.normalise import normalise
from transforms.observations import Row
from warehouse.schema import CLAIMS


def claim(place: str, counterpart: str, country: str, **more: str) -> Seen:
    return Seen(
        {"mexican_place": place, "counterpart": counterpart, "country": country, **more}, evidence="encyclopaedia"
    )


def record(seen: Seen) -> Row:
    found = read_claim(seen).record
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("place", "counterpart", "country", "codes", "region"),
    [
        ("Mérida", "Camagüey", "Cuba", ("31050", "CU"), "latin_america_caribbean"),
        ("Mérida", "Mérida", "Spain", ("31050", "ES"), "europe"),
        ("Mérida", "Mérida", "Venezuela", ("31050", "VE"), "latin_america_caribbean"),
        ("Mérida", "Incheon", "South Korea", ("31050", "KR"), "asia"),
        ("Cancún", "Wichita", "United States", ("23005", "US"), "north_america"),
        ("Guadalajara", "Guadalajara", "España", ("14039", "ES"), "europe"),
        ("Tijuana", "San Diego", "Estados Unidos", ("02004", "US"), "north_america"),
    ],
)
def test_pair(place: str, counterpart: str, country: str, codes: tuple[str, str], region: str) -> None:
    row = record(claim(place, counterpart, country))
    assert (row["municipality_code"], row["counterpart_country"]) == codes
    assert row["state_code"] == codes[0][:2]
    assert row["region"] == region
    assert row["evidence"] == "encyclopaedia"
    assert (row["mexican_place"], row["counterpart"]) == (place, counterpart)
    assert re.fullmatch(r"claim-[0-9a-z]+", str(row["claim_id"]))
    assert set(row) <= {column.name for column in CLAIMS.fields}


@pytest.mark.parametrize("place", ["Benito Juárez", "Jesús María", "Guadalupe", "Xyz"])
def test_homonym_without_its_state_is_left_empty_and_told(place: str) -> None:
    reading = read_claim(claim(place, "Miami", "United States"))
    assert reading.record is not None
    assert (reading.record["state_code"], reading.record["municipality_code"]) == ("", "")
    assert [issue.rule for issue in reading.issues] == ["municipality_ambiguous"]


@pytest.mark.parametrize(
    ("place", "state", "code"),
    [
        ("Benito Juárez", "Quintana Roo", "23005"),
        ("Benito Juárez", "Ciudad de México", "09014"),
        ("Jesús María", "Aguascalientes", "01005"),
        ("Jesús María, Jalisco", "", "14048"),
        ("Guadalupe, Nuevo León", "", "19026"),
    ],
)
def test_homonym_with_its_state_is_told_apart(place: str, state: str, code: str) -> None:
    assert record(claim(place, "Miami", "United States", state=state))["municipality_code"] == code


@pytest.mark.parametrize(
    ("counterpart", "country"), [("Veracruz, Veracruz", ""), ("Mérida", "Mexico"), ("Tampico, Tamaulipas", "México")]
)
def test_twinning_inside_mexico_is_out_and_told(counterpart: str, country: str) -> None:
    reading = read_claim(claim("Morelia", counterpart, country))
    assert reading.record is None
    assert [issue.rule for issue in reading.issues] == ["domestic"]


def test_country_that_is_not_printed_is_not_guessed() -> None:
    reading = read_claim(claim("Morelia", "Cigales", ""))
    assert reading.record is not None
    assert (reading.record["counterpart_country"], reading.record["region"]) == ("", "")
    assert [issue.rule for issue in reading.issues] == ["country_unknown"]


def test_state_that_claims_for_itself_has_no_municipality() -> None:
    row = record(claim("Ciudad de México", "Nagoya", "Japón"))
    assert (row["state_code"], row["municipality_code"]) == ("09", "")


def test_claim_is_linked_to_the_agreement_of_the_same_pair_only() -> None:
    agreement = Seen(
        {
            "title": "Acuerdo de Hermanamiento entre el Municipio de Guadalajara y la Ciudad de San Antonio, Texas",
            "signed_on": "1974",
        },
        state="14",
        source_id="simulado_registro",
    )
    claims = [
        claim("Guadalajara", "San Antonio", "United States"),
        claim("Guadalajara", "San Antonio", "Chile"),
        claim("Guadalajara", "Portland", "United States"),
        claim("Tijuana", "San Antonio", "United States"),
    ]
    tables = normalise([*(("claims", one) for one in claims), ("agreements", agreement)], TODAY).tables
    (signed,) = tables["agreements"]
    assert [row.get("agreement_id", "") for row in tables["claims"]] == [signed["agreement_id"], "", "", ""]


def test_claim_without_a_place_is_linked_to_nothing() -> None:
    row: Row = {"municipality_code": "", "state_code": "", "counterpart_country": "US", "counterpart": "Laredo"}
    agreement: Row = {**row, "agreement_id": "aii-00-00000000", "signed_on": "", "counterpart": "Ciudad de Laredo"}
    link_claims([row], [agreement])
    assert not row.get("agreement_id")


@given(place=st.text(max_size=30), counterpart=st.text(max_size=30), country=st.text(max_size=20))
@settings(ANY_TEXT)
def test_any_texts_become_a_claim_or_say_why_not(place: str, counterpart: str, country: str) -> None:
    reading = read_claim(claim(place, counterpart, country))
    assert reading.record is not None or reading.issues
