"""The map of the states: two shades at once, a link a state (SIMULADO)."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from warehouse.edition import ENGLISH, SPANISH
from warehouse.quality_reading import Row
from warehouse.site.map import STATES, StateMap, class_limits, class_of, per_million, state_map

INEGI = Path(__file__).parents[3] / "transforms" / "vocabulary" / "states.csv"


def place(code: str, state: str, agreements: int, population: int | None = 1_000_000) -> Row:
    return {"state_code": code, "state": state, "agreements": agreements, "population_2020": population}


JALISCO, COLIMA, NUEVO_LEON = place("14", "Jalisco", 9), place("06", "Colima", 0), place("19", "Nuevo León", 1, 100_000)


def drawn(*rows: Row, here: str = "index.html") -> StateMap:
    return state_map(rows, SPANISH, here=here)


def xml(markup: str) -> Any:
    return BeautifulSoup(markup, "xml")


def links(found: StateMap) -> dict[str, list[str]]:
    """The classes of each state's shape, by what its link leads to."""
    return {link["href"]: link.path["class"].split() for link in xml(found.drawing).find_all("a")}


def test_each_state_leads_to_its_page() -> None:
    assert set(links(drawn(JALISCO, NUEVO_LEON))) == {"entidades/jalisco.html", "entidades/nuevo-leon.html"}
    assert set(links(drawn(JALISCO, here="entidades/index.html"))) == {"jalisco.html"}


def test_a_state_is_shaded_by_its_count_and_by_its_share_at_once() -> None:
    shades = links(drawn(JALISCO, COLIMA, NUEVO_LEON))
    assert shades["entidades/colima.html"] == ["c0", "p0"]
    # Few agreements in all, but many for its people.
    assert shades["entidades/nuevo-leon.html"] == ["c2", "p5"]
    assert shades["entidades/jalisco.html"] == ["c5", "p5"]


def test_a_state_says_its_figures_to_who_points_at_it_and_to_who_cannot_see() -> None:
    link = xml(drawn(JALISCO).drawing).a
    told = "Jalisco: 9\u00a0acuerdos; 9.00 por millón de habitantes"
    assert link["aria-label"] == told and link.title.text == told


def test_a_state_of_unknown_population_has_no_share() -> None:
    (found,) = drawn(place("14", "Jalisco", 9, None)).places
    assert found.share is None and found.printed_share == "—"


def test_the_table_begins_with_the_state_of_most_agreements() -> None:
    assert [found.row["state"] for found in drawn(COLIMA, NUEVO_LEON, JALISCO).places] == [
        "Jalisco",
        "Nuevo León",
        "Colima",
    ]


def test_the_legend_says_what_each_class_holds() -> None:
    found = drawn(place("14", "Jalisco", 11), place("06", "Colima", 1, 10_000_000))
    assert [one.text for one in found.totals] == ["ninguno conocido", "1", "2", "3–5", "6–10", "11–20"]
    assert [one.text for one in found.shares] == ["ninguno conocido", "hasta 1", "1–2", "2–5", "5–10", "10–20"]


def test_a_map_of_no_agreement_has_one_class() -> None:
    assert [one.text for one in state_map([COLIMA], ENGLISH, here="index.html").totals] == ["none known"]


def test_every_state_of_the_catalogue_has_an_outline() -> None:
    with INEGI.open(encoding="utf-8", newline="") as file:
        codes = {row["state_code"] for row in csv.DictReader(file)} - {"00"}
    paths = xml(STATES.read_text(encoding="utf-8")).find_all("path")
    assert len(codes) == 32 and {path["id"] for path in paths} == {f"ent-{code}" for code in codes}


def test_decimals_of_the_outlines_are_left_as_they_came() -> None:
    outline = xml(STATES.read_text(encoding="utf-8")).find(id="ent-14")["d"]
    assert f'd="{outline}"' in drawn(JALISCO).drawing


def test_a_hostile_name_stays_text() -> None:
    assert "<script" not in drawn(place("14", "<script>SIMULADO", 1)).drawing


@pytest.mark.parametrize(
    ("values", "limits"),
    [([], ()), ([0, 0], ()), ([1], (1,)), ([1, 210], (20, 50, 100, 200, 500)), ([0.18, 3.23], (0.2, 0.5, 1, 2, 5)), ([4, 5], (5,))],
)  # fmt: skip
def test_limits_are_round_and_reach_the_greatest(values: list[float], limits: tuple[float, ...]) -> None:
    assert class_limits(values) == pytest.approx(limits)


def test_every_value_is_in_the_class_that_its_limits_say() -> None:
    limits = class_limits([1, 210])
    assert [class_of(value, limits) for value in (0, 1, 20, 21, 50, 51, 210)] == [0, 1, 1, 2, 2, 3, 5]


def test_the_greatest_value_always_has_the_darkest_shade() -> None:
    assert class_of(3, class_limits([3])) == 5


@pytest.mark.parametrize("nobody", [None, 0])
def test_nobody_living_somewhere_is_no_share(nobody: int | None) -> None:
    assert per_million(3, nobody) is None
