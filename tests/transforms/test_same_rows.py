"""Rows of several sources about one branch or one law: the others point to the one that counts."""

from __future__ import annotations

from itertools import permutations

import pytest

from tests.transforms.observed import Seen
from transforms.branches import read_branch
from transforms.laws import read_laws
from transforms.observations import Row
from transforms.same_rows import link_branches, link_laws

PHONE = "+1 312 555 2345"


def branch(source: str, **fields: str) -> Row:
    given = {"state_code": "21", "city": "Chicago", "us_state": "IL", "evidence": "press", **fields}
    record = read_branch(Seen(given, source_id=source)).record
    assert record is not None
    return record


def law(source: str, title: str = "Ley de Atención a Migrantes", **fields: str) -> Row:
    given = {"state_code": "21", "law": title, "evidence": "press", **fields}
    record = read_laws(Seen(given, source_id=source)).record
    assert record is not None
    return record


def leading(rows: list[Row]) -> list[str]:
    """For each row the source whose row counts, in whatever order they come."""
    key = "branch_id" if "branch_id" in rows[0] else "law_id"
    found = set()
    for order in permutations(rows):
        (link_branches if key == "branch_id" else link_laws)(order)
        names = {row[key]: str(row["source_id"]) for row in rows}
        assert all(row["same_as"] in {*names, ""} for row in rows)
        found.add(tuple(names[row["same_as"] or row[key]] for row in rows))
    assert len(found) == 1, found
    return list(found.pop())


def test_one_place_of_two_sources_is_one_branch() -> None:
    assert leading([branch("a", as_of="2025"), branch("b", as_of="2019")]) == ["a", "a"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"city": "Los Ángeles", "us_state": "CA"}, {"city": "LOS ANGELES", "us_state": "California"}),
        ({"city": "Nueva York", "us_state": "NY"}, {"city": "New York", "us_state": "Nueva York"}),
        ({"city": "Filadelfia", "us_state": "PA"}, {"city": "Philadelphia", "us_state": "PA"}),
        ({"city": "Chicago, Illinois", "us_state": ""}, {"city": "Chicago", "us_state": "IL"}),
        ({"address": "1 Main St, Chicago, IL"}, {"address": "1 Main Street, Suite 4, Chicago"}),
        ({"address": "1 Main St, Chicago, IL"}, {}),
        ({"phones": PHONE, "address": "1 Main St"}, {"phones": "(312) 555-2345", "address": "2 Main St"}),
        ({"city": "Houston, Texas", "us_state": ""}, {"city": "Houston", "us_state": "TX"}),
        ({"city": "Tijuana, Baja California", "us_state": ""}, {"city": "Tijuana", "us_state": "Baja California"}),
    ],
)
def test_one_branch_printed_in_two_ways(one: dict[str, str], other: dict[str, str]) -> None:
    assert leading([branch("a", as_of="2025", **one), branch("b", as_of="2019", **other)]) in (["a", "a"], ["b", "b"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"city": "Aurora"}),
        ({}, {"us_state": "IN"}),
        ({}, {"state_code": "29"}),
        ({}, {"kind": "migrants_club"}),
        ({"address": "1 Main St, Chicago, IL"}, {"address": "2 Main St, Chicago, IL"}),
        ({"branch_status": "cerrada"}, {"branch_status": "abierta"}),
        ({"phones": PHONE}, {"phones": PHONE, "city": "Aurora"}),
        ({"city": "", "us_state": "IL"}, {"city": "", "us_state": "IL"}),
    ],
)
def test_two_branches_are_not_made_one(one: dict[str, str], other: dict[str, str]) -> None:
    assert leading([branch("a", **one), branch("b", **other)]) == ["a", "b"]


def test_row_that_says_where_counts_then_an_official_one_then_the_newest() -> None:
    newest = branch("newest", as_of="2025")
    official = branch("official", as_of="2019", evidence="official_site")
    placed = branch("placed", as_of="2010", address="1 Main St, Chicago, IL")
    undated = branch("undated")
    assert leading([newest, undated]) == ["newest", "newest"]
    assert leading([newest, official]) == ["official", "official"]
    assert leading([newest, official, placed, undated]) == ["placed"] * 4


def test_rows_point_to_a_row_that_counts_and_never_on_to_another() -> None:
    rows = [branch("a", address="1 Main St"), branch("b"), branch("c", address="2 Main St"), branch("d")]
    link_branches(rows)
    of = {row["branch_id"]: row for row in rows}
    assert all(of[row["same_as"]]["same_as"] == "" for row in rows if row["same_as"])
    assert sum(not row["same_as"] for row in rows) == 2


@pytest.mark.parametrize(
    "other",
    [
        "LEY DE ATENCION A MIGRANTES",
        "Ley de Atención a los Migrantes y sus Familias",
        "Ley de Atención a Migrantes del Estado de Puebla",
        "Ley para la Atención al Migrante del Estado Libre y Soberano de Puebla",
        "Ley de Migrantes y de su Atención",
    ],
)
def test_one_law_by_two_forms_of_its_title(other: str) -> None:
    assert leading([law("a", as_of="2025"), law("b", other, as_of="2019")]) == ["a", "a"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"law_year": "2011"}, {}),
        ({"law_year": "2011"}, {"gazette_date": "2011-03-03"}),
        ({"gazette_date": "2013-03-03"}, {"law_year": "2023 (reform; first year not seen)"}),
        ({"gazette_date": "2013-03-03"}, {"gazette_date": "2013-03-03", "last_reform": "2023"}),
        ({"law_status": "bill", "law_year": "2015"}, {"law_status": "iniciativa"}),
        ({"law_status": "in_force"}, {"law_status": "partly_struck_down"}),
    ],
)
def test_years_that_agree_or_are_not_told_part_no_laws(one: dict[str, str], other: dict[str, str]) -> None:
    assert len(set(leading([law("a", **one), law("b", **other)]))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"law_year": "2011"}, {"law_year": "2018"}),
        ({"law_year": "2011"}, {"gazette_date": "2018-03-03"}),
        ({"law_year": "2011"}, {"law_year": "2011", "law_status": "bill"}),
        ({}, {"state_code": "29"}),
        ({}, {"title": "Ley de Asuntos Internacionales"}),
        ({"title": "Ley de Migración"}, {"title": "Ley de Atención y Apoyo a Migrantes"}),
        (
            {"title": "Ley para el Bienestar y Atención de los Derechos de los Migrantes"},
            {"title": "Ley para el Reconocimiento y Atención de los Derechos de los Migrantes"},
        ),
    ],
)
def test_two_laws_and_a_law_and_its_bill_are_not_made_one(one: dict[str, str], other: dict[str, str]) -> None:
    assert leading([law("a", **one), law("b", **other)]) == ["a", "b"]


def test_law_with_its_gazette_counts_then_an_official_one_then_the_newest() -> None:
    newest, official = law("newest", as_of="2025"), law("official", as_of="2019", evidence="official_site")
    published = law("published", as_of="2010", gazette_date="2010-01-01")
    assert leading([newest, official]) == ["official", "official"]
    assert leading([newest, official, published]) == ["published"] * 3
