"""The page of one country in made-up versions (SIMULADO)."""

from __future__ import annotations

from typing import Any

from tests.warehouse.simulated import Row, agreement, branch
from tests.warehouse.site.entity_pages import html_of, paths_of
from tests.warehouse.site.made_up_site import claim, parsed, rows_of, section, text_of
from warehouse.edition import ENGLISH, SPANISH, Edition
from warehouse.site import addresses
from warehouse.site.country_pages import pages

TEXAS = agreement(1, counterpart="SIMULADA, Texas", counterpart_country="US", counterpart_country_name="Estados Unidos",
                  counterpart_subdivision="US-TX")  # fmt: skip


def page(code: str = "US", edition: Edition = SPANISH, **filled: list[Row]) -> Any:
    return parsed(html_of(pages, addresses.country(code), edition, **{"agreements": [TEXAS], **filled}))


def test_a_country_with_an_agreement_a_party_or_a_claim_has_a_page() -> None:
    party: Row = {"agreement_id": TEXAS["agreement_id"], "position": 2, "side": "foreign", "party": "SIMULADA",
                  "counterpart_country": "CA"}  # fmt: skip
    made = paths_of(pages, agreements=[TEXAS], agreement_parties=[party], claims=[claim(1, counterpart_country="JP")])
    assert made == ["paises/ca.html", "paises/jp.html", "paises/us.html"]


def test_nothing_known_makes_no_page() -> None:
    assert paths_of(pages, agreements=[], claims=[claim(1, counterpart_country=None)]) == []


def test_it_is_called_as_in_its_language() -> None:
    assert text_of(page().h1) == "Estados Unidos US"
    assert text_of(page(edition=ENGLISH).h1) == "United States US"


def test_agreements_are_counted_by_state_without_the_withdrawn() -> None:
    gone = {
        **TEXAS,
        "agreement_id": "aii-19-simulado09",
        "state_code": "19",
        "state": "Nuevo León",
        "status": "withdrawn",
    }
    found = page(agreements=[TEXAS, gone], claims=[claim(1), claim(2, state_code="19", state="Nuevo León")])
    assert rows_of(section(found, "entidades")) == [["Jalisco", "1", "1"], ["Nuevo León", "0", "1"]]
    assert "dejó de listar: 1" in text_of(found.select_one(".lead"))
    assert len(rows_of(section(found, "acuerdos"))) == 2


def test_states_of_the_united_states_are_counted_with_mexican_offices() -> None:
    found = page(claims=[claim(1, counterpart_subdivision="US-NY")], branches=[branch("Houston", us_state="US-TX")])
    assert rows_of(section(found, "subdivisiones")) == [
        ["Texas US-TX", "1", "0", "1"],
        ["Nueva York US-NY", "0", "1", "0"],
    ]


def test_a_country_without_known_subdivisions_shows_none() -> None:
    found = page("JP", claims=[claim(1, counterpart_country="JP", counterpart_country_name="Japón")])
    assert section(found, "subdivisiones") is None
    assert "ningún acuerdo" in text_of(found.select_one(".lead"))
    assert "Ninguno conocido en esta versión." in text_of(section(found, "acuerdos"))


def test_an_agreement_that_a_body_of_the_country_joins_is_listed_apart() -> None:
    party: Row = {"agreement_id": TEXAS["agreement_id"], "position": 2, "side": "foreign", "party": "SIMULADA",
                  "counterpart_country": "CA"}  # fmt: skip
    part = section(page("CA", agreement_parties=[party]), "acuerdos")
    assert [text_of(one) for one in part.select("caption")] == ["Con otro país, y con una parte de aquí"]


def test_the_printed_count_is_not_compared() -> None:
    printed: Row = {"table_id": "schiavon_text_country", "state_code": "00", "state": "México", "value": 341,
                    "category": "united_states", "unit": "agreements", "source_id": "simulado"}  # fmt: skip
    told = text_of(page(published_figures=[printed]).main)
    assert "341" in told and "no se comparan" in told


def test_text_of_a_source_stays_text() -> None:
    hostile = '"><img src=x onerror=alert(1)><script>alert(1)</script>'
    found = page(
        "ZZ",
        agreements=[
            {**TEXAS, "counterpart_country": "ZZ", "counterpart_country_name": hostile, "counterpart": hostile}
        ],
        claims=[claim(1, counterpart_country="ZZ", counterpart_country_name=hostile, counterpart=hostile)],
    )
    assert not found.select("script, img")
