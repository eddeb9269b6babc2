"""The printed tables against themselves: each slip of the book is found by its rule, and no other cell is accused."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

import pytest

from tests.warehouse.simulated import Row, all_tables, fact
from tests.warehouse.simulated_book import COUNTRY, ERAS, Book, Cell
from warehouse.analysis import CONTRADICTIONS, PROSE_FIGURES, QUERIES, analysis_tables
from warehouse.quality_tables import PRINTED_CONTRADICTIONS
from warehouse.vocabularies import CONTRADICTION

CAPTURES = Path(__file__).parents[2] / "extractors" / "captures"
GOLDEN = Path(__file__).with_name("printed_contradictions.csv")
KEY = ("rule", "table_id", "state_code", "category", "unit", "printed", "expected", "other_table_id")
LEVEL, TERM, TYPE = "schiavon_t2_level", "schiavon_t3_administration", "schiavon_t4_counterpart"
REGION, NATION, FIGURE = "schiavon_t5_region", "schiavon_text_country", "schiavon_f1_projection"
SECOND, PEAK = "martinez_justo_t1_level", "martinez_justo_text"
SEEDS = (1, 2)

Accusation = tuple[str, ...]


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def contradictions() -> list[Row]:
    """What is found in the figures, facts and branches that ship with the product."""
    figures: list[Row] = [
        {**row, "value": float(row["value"]), "source_id": "published_figures"}
        for row in lines(CAPTURES / "published_figures.csv")
    ]
    names = {row["state_code"]: row["state"] for row in figures if row["state_code"] != COUNTRY}
    facts = [
        fact(row["field"], row["value"], state_code=row["state_code"], state=row["state"], source_id="ofam_facts")
        for row in lines(CAPTURES / "ofam_facts.csv")
    ]
    branches: list[Row] = [
        {"branch_id": f"branch-{number}", "state_code": row["state_code"], "source_id": "us_offices"}
        for number, row in enumerate(lines(CAPTURES / "us_offices.csv"))
    ]
    states: list[Row] = [{"state_code": code, "state": name} for code, name in names.items()]
    tables = all_tables(
        agreements=[], published_figures=figures, states=states, office_facts=facts, branches=branches
    )  # fmt: skip
    rows: list[Row] = analysis_tables(tables, comparable=False)["printed_contradictions"].to_pylist()
    return rows


def accusations() -> list[Accusation]:
    return [tuple(as_text(row[name]) for name in KEY) for row in contradictions()]


def as_text(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value or "")


def golden() -> list[Accusation]:
    return [tuple(row[name] for name in KEY) for row in lines(GOLDEN)]


def cells(rule: str, table_id: str, *codes: str) -> set[tuple[str, str]]:
    """State and category of the accused cells of a table, of the given states or of all."""
    found = (row for row in accusations() if row[:2] == (rule, table_id))
    return {(row[2], row[3]) for row in found if not codes or row[2] in codes}


def explanation(table_id: str, code: str, category: str) -> str:
    (found,) = (
        str(row["explanation"])
        for row in contradictions()
        if (row["table_id"], row["state_code"], row["category"]) == (table_id, code, category)
    )
    return found


def test_exactly_the_listed_cells_are_accused() -> None:
    assert accusations() == golden()


# The lines of the README of the reference folder, one by one.


def test_national_percents_by_level_are_not_their_counts() -> None:
    assert cells("share_of_total", LEVEL, COUNTRY) == {(COUNTRY, "state_share"), (COUNTRY, "municipal_share")}
    assert explanation(LEVEL, COUNTRY, "state_share").startswith("822 de 1,350 son 60.89 %, no 56.58 %")
    assert explanation(LEVEL, COUNTRY, "municipal_share").startswith("528 de 1,350 son 39.11 %, no 43.35 %")


def test_national_percents_of_every_presidency_are_not_their_counts() -> None:
    assert cells("share_of_total", TERM) == {(COUNTRY, name) for names in ERAS.values() for name in names}


@pytest.mark.parametrize(("table_id", "count"), [(TYPE, 4), (REGION, 6), (NATION, 4)])
def test_national_percents_by_type_region_and_country_are_not_their_counts(table_id: str, count: int) -> None:
    assert len(cells("share_of_total", table_id, COUNTRY)) == count


@pytest.mark.parametrize(
    ("table_id", "category", "said"),
    [
        (LEVEL, "state_share", "45 de 47 son 95.74 %, no 93.62 %; las partes de ese renglón suman 97.88 %"),
        (TYPE, "government", "3 de 47 son 6.38 %, no 4.26 %"),
        (REGION, "asia", "7 de 47 son 14.89 %, no 12.77 %"),
    ],
)
def test_percents_of_colima_are_not_their_counts(table_id: str, category: str, said: str) -> None:
    assert cells("share_of_total", table_id, "06") == {("06", category)}
    assert explanation(table_id, "06", category).startswith(said)


def test_no_other_state_has_a_percent_that_is_not_its_count() -> None:
    accused = {row[2] for row in accusations() if row[0] == "share_of_total"}
    assert accused == {COUNTRY, "06"}


def test_all_counts_of_the_printed_tables_add_up() -> None:
    assert not [row for row in accusations() if row[0] == "sum_of_parts"]


def test_prose_gives_another_percent_before_nafta_than_its_table() -> None:
    assert ("prose_and_table", "schiavon_text_nafta", COUNTRY, "pre_nafta", "percent", "1.69", "2.07", TERM) in golden()
    assert cells("prose_and_table", "schiavon_text_nafta") == {(COUNTRY, "pre_nafta")}


def test_best_case_is_not_the_stated_rate_but_the_base_case_doubled() -> None:
    assert cells("stated_rate", FIGURE) == {(COUNTRY, f"best_{year}") for year in (2035, 2040, 2045, 2050)}
    for _, category in cells("stated_rate", FIGURE):
        assert "incrementos duplicados" in explanation(FIGURE, COUNTRY, category)


def test_seventeen_constitutions_are_listed_where_sixteen_are_stated() -> None:
    assert cells("list_and_count", "ofam_facts") == {(COUNTRY, "constitutions_total_stated")}
    assert "son 16 y se nombran 17" in explanation("ofam_facts", COUNTRY, "constitutions_total_stated")


def test_two_dates_give_two_totals_and_a_third_was_the_most() -> None:
    assert (COUNTRY, "total") in cells("two_dates", SECOND)
    assert explanation(SECOND, COUNTRY, "total").startswith("1,350 en 2025-01-01, 1,331 en 2025-03-08")
    assert explanation(PEAK, COUNTRY, "registered_2020_peak").startswith("1,350 en 2025-01-01, 1,904 en 2020")


def test_queretaro_is_given_a_count_that_neither_table_has() -> None:
    found = {(row[5], row[6], row[7]) for row in accusations() if row[1] == "book_ch8_text"}
    assert found == {("68", "28", LEVEL), ("68", "26", SECOND)}


# A made-up book: with no slip nothing is accused, and a slip anywhere is found where it is.


def slips(kind: str, book: Book, rng: Random) -> Iterator[Cell]:
    """A cell of that kind put wrong, by more than rounding."""
    table_id, unit = kind.split()
    places = [cell for cell in book.cells if cell[0] == table_id and cell[3] == unit]
    cell = rng.choice(places)
    by = rng.randint(1, 9) if unit == "agreements" else rng.randint(2, 400) / 100
    if table_id == FIGURE:
        by += 1
    book.cells[cell] += by
    yield cell


@pytest.mark.parametrize("seed", range(3))
def test_a_consistent_book_is_never_accused(seed: int, tmp_path: Path) -> None:
    assert Book.consistent(seed).accused(tmp_path) == {}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("table_id", [LEVEL, TERM, TYPE, REGION, NATION])
def test_a_wrong_percent_is_found_and_nothing_else(table_id: str, seed: int, tmp_path: Path) -> None:
    book = Book.consistent(seed)
    (cell,) = slips(f"{table_id} percent", book, Random(seed))
    # The prose repeats the percent before NAFTA: it is right where the table is not.
    assert book.accused(tmp_path) == {cell: {"share_of_total"}}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("table_id", [LEVEL, TERM, TYPE, REGION])
def test_a_wrong_count_is_found_and_not_the_sums_it_spoils(table_id: str, seed: int, tmp_path: Path) -> None:
    book = Book.consistent(seed)
    (cell,) = slips(f"{table_id} agreements", book, Random(seed))
    assert book.accused(tmp_path) == {cell: {"sum_of_parts"}}


@pytest.mark.parametrize("place", ["07", COUNTRY])
def test_a_wrong_total_is_found_once_for_all_the_tables_it_is_the_total_of(place: str, tmp_path: Path) -> None:
    book = Book.consistent(4)
    cell = (LEVEL, place, "total", "agreements")
    book.cells[cell] += 3
    assert book.accused(tmp_path) == {cell: {"sum_of_parts"}}


def test_a_total_that_its_parts_alone_deny_is_accused_of_them(tmp_path: Path) -> None:
    book = Book.consistent(5)
    code = next(code for table_id, code, *_ in book.cells if table_id == SECOND)
    book.cells[SECOND, code, "municipal", "agreements"] += 2
    assert book.accused(tmp_path) == {(SECOND, code, "total", "agreements"): {"sum_of_parts"}}


def test_states_that_are_already_more_than_the_country_are_found(tmp_path: Path) -> None:
    book = Book.consistent(6)
    code = next(code for table_id, code, *_ in book.cells if table_id == SECOND)
    for name in ("state", "total"):
        book.cells[SECOND, code, name, "agreements"] += 5000
    accused = book.accused(tmp_path)
    assert (SECOND, COUNTRY, "total", "agreements") in accused


def test_percents_without_counts_that_do_not_make_a_whole_are_found(tmp_path: Path) -> None:
    book = Book.consistent(7)
    for cell in [cell for cell in book.cells if cell[:2] == (TYPE, "14") and cell[3] == "agreements"]:
        del book.cells[cell]
    assert book.accused(tmp_path) == {}
    book.cells[TYPE, "14", "government", "percent"] += 2
    assert book.accused(tmp_path) == {(TYPE, "14", "total", "percent"): {"sum_of_parts"}}


@pytest.mark.parametrize(
    "cell",
    [
        ("schiavon_text_nafta", COUNTRY, "pre_nafta", "percent"),
        ("book_ch8_text", "22", "total", "agreements"),
        (LEVEL, COUNTRY, "total", "agreements"),
    ],
)
def test_a_figure_of_the_prose_unlike_its_table_is_found(cell: Cell, tmp_path: Path) -> None:
    book = Book.consistent(8)
    value, as_of = book.prose[cell]
    book.prose[cell] = (value + 1, as_of)
    assert book.accused(tmp_path) == {cell: {"prose_and_table"}}


@pytest.mark.parametrize("seed", range(4))
def test_a_projected_figure_unlike_the_rate_of_its_case_is_found(seed: int, tmp_path: Path) -> None:
    book = Book.consistent(seed)
    (cell,) = slips(f"{FIGURE} agreements", book, Random(seed))
    assert book.accused(tmp_path) == {cell: {"stated_rate"}}


def test_a_stated_rate_unlike_its_figures_is_found(tmp_path: Path) -> None:
    book = Book.consistent(9)
    book.prose[FIGURE, COUNTRY, "best_rate", "percent"] = (35, "")
    accused = {(FIGURE, COUNTRY, f"best_{year}", "agreements") for year in range(2030, 2051, 5)}
    assert book.accused(tmp_path) == {cell: {"stated_rate"} for cell in accused}


@pytest.mark.parametrize(("stated", "rules"), [(16, {"list_and_count"}), (18, None)])
def test_a_list_longer_than_its_count_is_found_and_a_shorter_one_is_not(
    stated: int, rules: set[str] | None, tmp_path: Path
) -> None:
    book = Book.consistent(10)
    book.stated = stated
    cell = ("ofam_facts", COUNTRY, "constitutions_total_stated", "states")
    assert book.accused(tmp_path).get(cell) == rules


def test_another_total_on_another_day_is_found(tmp_path: Path) -> None:
    book = Book.consistent(11)
    code = next(code for table_id, code, *_ in book.cells if table_id == SECOND)
    for name in ("state", "total"):
        book.cells[SECOND, code, name, "agreements"] += 1
    book.cells[PEAK, COUNTRY, "registered_2020_peak", "agreements"] += 500
    book.prose[PEAK, COUNTRY, "registered_2020_peak", "agreements"] = (
        book.cells[PEAK, COUNTRY, "registered_2020_peak", "agreements"], "2020",
    )  # fmt: skip
    assert book.accused(tmp_path) == {
        (SECOND, code, "total", "agreements"): {"two_dates"},
        (PEAK, COUNTRY, "registered_2020_peak", "agreements"): {"two_dates"},
    }


# The files.


def test_every_rule_of_the_vocabulary_has_its_file() -> None:
    assert set(CONTRADICTIONS) == set(CONTRADICTION.values)
    assert all((QUERIES / f"{rule}.sql").is_file() for rule in CONTRADICTIONS)


def test_every_accusation_says_the_sum_in_words_and_is_unlike_its_expectation() -> None:
    for row in contradictions():
        assert row["explanation"] and row["difference"], row
        assert set(row) == set(PRINTED_CONTRADICTIONS.columns)


def test_figures_of_the_prose_are_sorted_and_each_has_its_source_and_reason() -> None:
    rows = lines(PROSE_FIGURES)
    keys = [(row["table_id"], row["state_code"], row["category"], row["unit"]) for row in rows]
    assert keys == sorted(keys)
    assert all(row["source"] and row["reason"] for row in rows)
