"""The mark of a layout: the same while only rows change, another when the page is laid out anew."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.layout_mark import LayoutChange, change_between, example_of, mark_from, mark_of
from extractors.observation import Observation

HEADINGS = ("Título", "País", "Áreas")


def row(
    number: int = 1, headings: tuple[str, ...] = HEADINGS, node: str = "table 1 row", section: str = ""
) -> Observation:
    """A row (SIMULADO) whose cells say which row it is."""
    original = dict.fromkeys(headings, f"SIMULADO {number}")
    return Observation("sim", "agreements", "registry", "14", "https://example.org/", "0" * 64, "2026-11-23",
                       f"{node} {number}", section, {}, original)  # fmt: skip


def change(before: list[Observation], after: list[Observation]) -> LayoutChange | None:
    return change_between(mark_of(before), mark_of(after))


PAGE = [row(number) for number in range(1, 5)]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param([row(number) for number in range(7, 30)], id="other rows"),
        pytest.param([row(1, HEADINGS[::-1])], id="columns in another order"),
        pytest.param([row(1, ("TITULO", "PAIS", "AREAS"))], id="capitals and lost accents"),
        pytest.param([row(1, node="table 3 row")], id="another table before it"),
        pytest.param([*PAGE, row(5, (*HEADINGS, "Notas"))], id="a label that one row alone prints"),
    ],
)
def test_what_changes_only_rows_changes_no_mark(after: list[Observation]) -> None:
    assert change(PAGE, after) is None
    before, now = mark_of(PAGE), mark_of(after)
    assert before is not None and now is not None
    assert before.digest == now.digest


def test_a_heading_in_place_of_another_is_a_change() -> None:
    found = change(PAGE, [row(number, ("Título", "País", "Rubros")) for number in (1, 2)])
    assert found is not None
    assert (found.gone, found.new) == (("Áreas",), ("Rubros",))


def test_a_heading_that_is_gone_is_a_change() -> None:
    found = change(PAGE, [row(number, ("Título", "País")) for number in (1, 2)])
    assert found is not None
    assert (found.gone, found.new) == (("Áreas",), ())


def test_rows_in_another_kind_of_node_are_a_change() -> None:
    found = change(PAGE, [row(number, node="li") for number in (1, 2)])
    assert found is not None
    assert found.nodes == (("table # row #",), ("li #",))


def test_rows_under_one_more_heading_are_a_change() -> None:
    found = change(PAGE, [row(number, section="Municipales | Zapopan") for number in (1, 2)])
    assert found is not None
    assert found.depths == (0, 2)


def test_a_heading_that_some_rows_printed_and_now_most_do_is_no_change() -> None:
    few = [*PAGE, row(5, (*HEADINGS, "Notas"))]
    assert change(few, [row(number, (*HEADINGS, "Notas")) for number in (1, 2)]) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [("sheet Octubre 2026 row", "sheet Noviembre 2026 row"), ("table 1 row", "table 12 row")],
)
def test_the_name_of_a_sheet_and_numbers_are_no_layout(before: str, after: str) -> None:
    assert change([row(1, node=before)], [row(2, node=after)]) is None


def test_the_year_in_a_heading_is_no_layout() -> None:
    assert change([row(1, ("Título", "Informe 2025"))], [row(1, ("Título", "Informe 2026"))]) is None


def test_a_page_without_rows_has_no_mark_and_changes_nothing() -> None:
    assert mark_of([]) is None
    assert change(PAGE, []) is None


@given(headings=st.lists(st.text(min_size=1), max_size=6), section=st.text())
def test_a_mark_comes_back_out_of_its_text(headings: list[str], section: str) -> None:
    mark = mark_of([row(1, tuple(headings), section=section), row(2)])
    assert mark is not None
    again = mark_from(mark.as_text())
    assert again == mark
    assert again.digest == mark.digest


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "table # row #", '{"nodes": 1}'])
def test_a_text_that_is_no_mark_is_none(text: str) -> None:
    assert mark_from(text) is None


def test_an_example_shows_the_new_heading_first() -> None:
    assert example_of([row(1, HEADINGS), row(2, ("Título", "Rubros"))], ["Rubros"]) == (
        "table 1 row 2: Rubros: SIMULADO 2; Título: SIMULADO 2"
    )
