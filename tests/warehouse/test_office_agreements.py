"""Which agreements are the migrant offices' own, and which the book's chapter about them names."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.warehouse.analysed_offices import STATES, analysed, name
from tests.warehouse.simulated import Row, agreement
from warehouse.office_composition import compose_offices


def signed(number: int, party: str | None, **fields: object) -> Row:
    return agreement(number, state_code="21", state="Puebla", local_party=party, **fields)


def linked(*agreements: Row, facts: Sequence[Row]) -> dict[str, tuple[object, object]]:
    """By number of the agreement why it is linked, and the name of the office."""
    _, names = compose_offices(STATES, facts, [])
    name_of = {row["office_id"]: row["office_name"] for row in names}
    rows = analysed(facts, agreements=agreements)["office_agreements"]
    return {str(row["agreement_id"])[-1]: (row["linked_by"], name_of.get(row["office_id"])) for row in rows}


@pytest.mark.parametrize(
    "party",
    [
        "Instituto Poblano del Migrante",
        "INSTITUTO POBLANO DEL MIGRANTE",
        "El Gobierno del Estado, por conducto del Instituto Poblano del Migrante (IPAM)",
        "instituto poblano del migrante de Puebla",
    ],
)
@pytest.mark.parametrize("office", ["Instituto Poblano del Migrante", "Instituto Poblano del Migrante (IPAM)"])
def test_agreement_whose_mexican_party_is_the_office_is_its(party: str, office: str) -> None:
    assert linked(signed(1, party), facts=[name(office)]) == {"1": ("signed_by_office", office)}


@pytest.mark.parametrize("suffix", [" de Puebla", " del Estado de Puebla"])
def test_office_s_state_need_not_be_printed(suffix: str) -> None:
    office = f"Instituto del Migrante{suffix}"
    assert linked(signed(1, "Instituto del Migrante"), facts=[name(office)]) == {"1": ("signed_by_office", office)}


def test_former_name_is_the_office_too_and_the_one_that_says_most_is_meant() -> None:
    facts = [name("Dirección de Migrantes", as_of="2016"), name("Dirección de Migrantes y Asuntos Internacionales")]
    assert linked(
        signed(1, "Dirección de Migrantes"), signed(2, "Dirección de Migrantes y Asuntos Internacionales"), facts=facts
    ) == {
        "1": ("signed_by_office", "Dirección de Migrantes"),
        "2": ("signed_by_office", "Dirección de Migrantes y Asuntos Internacionales"),
    }


def test_agreement_of_another_body_or_another_state_is_not_the_office_s() -> None:
    others = [signed(1, "Municipio de Atlixco"), signed(2, None), signed(3, ""),
              agreement(4, local_party="Instituto SIMULADO")]  # fmt: skip
    assert linked(*others, facts=[name()]) == {}


def test_agreement_the_book_s_chapter_names_is_linked_to_the_present_office() -> None:
    chapter = {"source_url": "book:ch7"}
    given = [signed(1, "Gobierno de Puebla", **chapter), signed(2, "Instituto SIMULADO", **chapter),
             agreement(3, state_code="", state="", **chapter)]  # fmt: skip
    assert linked(*given, facts=[name()]) == {
        "1": ("named_by_chapter", "Instituto SIMULADO"),
        "2": ("signed_by_office", "Instituto SIMULADO"),
    }


def test_chapter_s_agreement_of_an_entity_without_an_office_has_none() -> None:
    assert linked(signed(1, "Gobierno", source_url="book:ch7"), facts=[]) == {"1": ("named_by_chapter", None)}
