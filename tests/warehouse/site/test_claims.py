from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from tests.warehouse.simulated import Row, agreement
from tests.warehouse.site.made_up_site import VERSION, claim, parsed, rendered, text_of
from warehouse.edition import ENGLISH, SPANISH, Edition
from warehouse.site import claims
from warehouse.site.addresses import CLAIMS

REGISTRY: Row = {
    "source_id": "simulado", "name": "Lista SIMULADA", "dataset": "agreements", "evidence": "registry",
    "access": "page", "url": "https://example.org/SIMULADO", "lifecycle": "active",
}  # fmt: skip


def page(
    *rows: Row, agreements: Sequence[Row] = (), sources: Sequence[Row] = (REGISTRY,), edition: Edition = SPANISH
) -> Any:
    made = rendered(claims.pages, CLAIMS, edition, claims=rows, agreements=agreements, sources=sources)
    return parsed(made)


def cells(content: Any) -> list[list[str]]:
    return [[cell.get_text() for cell in row.find_all(["td", "th"])] for row in content.select("table.claims tbody tr")]


def words(content: Any, selector: str = "main") -> str:
    return text_of(content.select_one(selector))


def test_a_claim_without_agreement_is_a_row_with_its_evidence_and_source() -> None:
    assert cells(page(claim(1, source_url="https://example.org/SIMULADO", note="2013"))) == [
        ["Jalisco", "Guadalajara", "SIMULADA 1", "Estados Unidos", "Enciclopedia", "Lista SIMULADA", "2013"]
    ]


def test_the_source_is_a_link_only_where_it_has_an_address() -> None:
    content = page(claim(1, source_url="https://example.org/SIMULADO"), claim(2, source_url="github SIMULADO@1"))
    assert [link["href"] for link in content.select("table.claims td a")] == ["https://example.org/SIMULADO"]
    assert content.select_one("table.claims [data-source]")["data-source"] == "github SIMULADO@1"


def test_a_claim_with_an_agreement_is_told_apart_and_leads_to_it() -> None:
    content = page(claim(1), claim(2, agreement_id="aii-14-simulado01"), agreements=[agreement(1)])
    assert len(cells(content)) == 1
    assert "Tienen acuerdo conocido y no están en la tabla: 1 afirmación" in words(content)
    assert content.select_one("#con-acuerdo ~ details a")["href"] == "../acuerdos/aii-14-simulado01.html"


def test_a_registry_never_read_was_compared_with_nothing() -> None:
    assert "no se ha leído nunca" in words(page(claim(1)), ".caution")
    assert "has never been read" in words(page(claim(1), edition=ENGLISH), ".caution")


def test_a_registry_that_was_read_is_told_with_its_day_and_its_agreements() -> None:
    content = page(claim(1), agreements=[agreement(1)], sources=[{**REGISTRY, "data_of": "2026-11-20"}])
    told = words(content, ".caution")
    assert "se leyó por última vez el 20 de noviembre de 2026" in told
    assert "Se comparó con 1 acuerdo que conoce esta versión; del registro vienen 1." in told


def test_counts_by_state_have_the_most_first_and_those_of_no_known_state_last() -> None:
    content = page(
        claim(1, state=None, state_code=None), claim(2, state=None, state_code=None),
        claim(3, state="Colima", state_code="06"), claim(4), claim(5),
    )  # fmt: skip
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in content.select("table.narrow tbody tr")]
    assert rows == [["Jalisco", "2"], ["Colima", "1"], ["No se dice", "2"]]
    assert [link["href"] for link in content.select("table.narrow a")] == [
        "?estado=14#tabla", "?estado=06#tabla", "?estado=-#tabla",
    ]  # fmt: skip


def test_the_printed_place_stands_beside_an_official_name_that_differs() -> None:
    content = page(
        claim(1, mexican_place="Guadalajara"), claim(2, mexican_place="La Perla"), claim(3, municipality=None)
    )
    assert sorted(row[1] for row in cells(content)) == ["Guadalajara", "Guadalajara", "Guadalajara (La Perla)"]


def test_agreements_that_are_not_in_the_registry_are_named_apart() -> None:
    content = page(
        agreements=[
            agreement(1, in_registry="no", title="SIMULADO fuera"), agreement(2, in_registry="unknown"),
            agreement(3, in_registry="unknown", status="withdrawn"), agreement(4),
        ]
    )  # fmt: skip
    no, unknown = content.select("#acuerdos ~ details")
    assert [link.get_text() for link in no.select("li a")] == ["SIMULADO fuera"]
    assert "1 acuerdo" in words(unknown, "summary")
    assert [box.select_one("p a")["href"] for box in (no, unknown)] == [
        "../acuerdos/index.html?registro=no", "../acuerdos/index.html?registro=unknown",
    ]  # fmt: skip


def test_a_version_without_claims_says_so_and_has_no_table_nor_script() -> None:
    content = page()
    assert content.select("table, form, script") == []
    assert "ningún hermanamiento afirmado" in words(content)
    assert words(content).count("Ninguno en esta versión.") == 2


@pytest.mark.parametrize("hostile", ['=HYPERLINK("http://x")', "<script>alert(1)</script>", '"><img onerror=alert(1)>'])
def test_hostile_text_stays_text(hostile: str) -> None:
    content = page(
        claim(1, counterpart=hostile, note=hostile, mexican_place=hostile, municipality=None, source_url=hostile),
        claim(2, agreement_id="aii-14-simulado01", counterpart=hostile),
        agreements=[agreement(1, in_registry="no", title=hostile, counterpart=hostile)],
    )
    (row,) = cells(content)
    assert (row[1], row[2], row[6]) == (hostile,) * 3
    assert content.select("main img, main script") == []


def test_the_download_has_a_name_of_its_own() -> None:
    assert page(claim(1)).select_one("form.filters")["data-file"] == f"afirmados-{VERSION}-seleccion.csv"
