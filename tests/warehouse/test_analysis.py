from __future__ import annotations

import pyarrow as pa
import pytest

from tests.warehouse.simulated import Row, agreement, agreements, table
from warehouse.analysis import OFFICE_TABLES, analysis_tables
from warehouse.schema import TABLES

# Four that count (three of Jalisco, one of Colima), one withdrawn, one of no known state: five in the country.
AGREEMENTS = agreements(
    agreement(1, level="state", counterpart_type="government", region="north_america", counterpart_country="US",
              counterpart_subdivision="US-TX", administration="zedillo", nafta_era="post_nafta",
              topics=["culture", "tourism"]),
    agreement(2, level="municipal", counterpart_type="government", region="asia", counterpart_country="CN",
              administration="salinas", nafta_era="pre_nafta", topics=["culture"]),
    agreement(3, level="municipal", counterpart_type="ngo", region="europe", counterpart_country="ES",
              administration="fox", nafta_era="post_nafta", topics=[]),
    agreement(4, state_code="06", state="Colima", level="", counterpart_type="", region="", topics=["tourism"]),
    agreement(5, status="withdrawn", level="state", counterpart_country="US", administration="fox"),
    agreement(6, state_code="", state="", level="state", counterpart_type="private_academic", region="europe",
              counterpart_country="ES", administration="before_1982", nafta_era="pre_nafta", topics=["culture"]),
)  # fmt: skip
STATES = table(
    "states",
    [
        {"state_code": "01", "state": "Aguascalientes", "iso_code": "MX-AGU"},
        {"state_code": "06", "state": "Colima", "iso_code": "MX-COL"},
        {"state_code": "14", "state": "Jalisco", "iso_code": "MX-JAL"},
    ],
)


def figure(table_id: str, category: str, value: float, unit: str = "agreements", code: str = "00") -> Row:
    return {"table_id": table_id, "state_code": code, "category": category, "value": value, "unit": unit,
            "source_id": "simulado"}  # fmt: skip


def computed(*figures: Row, comparable: bool = True) -> dict[str, pa.Table]:
    tables = {"agreements": AGREEMENTS, "states": STATES, "published_figures": table("published_figures", figures)}
    without_offices = {name: table(name, []) for name in OFFICE_TABLES}
    return analysis_tables(tables | without_offices, comparable=comparable)


@pytest.fixture(scope="module")
def counts() -> dict[str, pa.Table]:
    return computed()


def values(rows: pa.Table, code: str, unit: str = "agreements") -> dict[str, float]:
    chosen = (row for row in rows.to_pylist() if row["state_code"] == code and row["unit"] == unit)
    return {row["category"]: row["value"] for row in chosen}


def test_by_level_counts_the_unplaced_in_the_total_only(counts: dict[str, pa.Table]) -> None:
    assert values(counts["by_level"], "00") == {"total": 5, "state": 2, "municipal": 2}
    assert values(counts["by_level"], "14", "percent") == {"state_share": 33.33, "municipal_share": 66.67}
    assert values(counts["by_level"], "06") == {"total": 1, "state": 0, "municipal": 0}


def test_state_without_agreements_has_zeros(counts: dict[str, pa.Table]) -> None:
    assert values(counts["by_level"], "01", "percent") == {"state_share": 0, "municipal_share": 0}
    assert set(values(counts["by_region"], "01").values()) == {0}


def test_by_administration_is_of_the_country(counts: dict[str, pa.Table]) -> None:
    found = values(counts["by_administration"], "00")
    assert {name: value for name, value in found.items() if value} == {
        "pre_nafta": 2, "post_nafta": 2, "before_1982": 1, "salinas": 1, "zedillo": 1, "fox": 1, "total": 5,
    }  # fmt: skip
    assert values(counts["by_administration"], "00", "percent")["pre_nafta"] == 40
    assert set(counts["by_administration"]["state_code"].to_pylist()) == {"00"}


def test_by_counterpart_type(counts: dict[str, pa.Table]) -> None:
    assert values(counts["by_counterpart_type"], "14") == {
        "government": 2, "international_organization": 0, "ngo": 1, "private_academic": 0,
    }  # fmt: skip
    assert values(counts["by_counterpart_type"], "00", "percent")["private_academic"] == 20


def test_by_region(counts: dict[str, pa.Table]) -> None:
    found = values(counts["by_region"], "00")
    assert (found["europe"], found["asia"], found["north_america"], found["international"]) == (2, 1, 1, 0)


def test_by_country_counts_subdivisions_too(counts: dict[str, pa.Table]) -> None:
    assert values(counts["by_country"], "00") == {"US": 1, "US-TX": 1, "US-CA": 0, "CN": 1, "ES": 2}
    assert values(counts["by_country"], "14", "percent")["ES"] == 33.33


def test_by_topic_ranks_what_there_is(counts: dict[str, pa.Table]) -> None:
    rows = [row for row in counts["by_topic"].to_pylist() if row["state_code"] == "00" and row["unit"] == "percent"]
    ranked = {row["category"]: (row["value"], row["rank"]) for row in rows if row["value"]}
    assert ranked == {"culture": (60, 1), "tourism": (40, 2)}
    assert all(row["rank"] is None for row in rows if not row["value"])


def test_projection_from_our_own_total(counts: dict[str, pa.Table]) -> None:
    found = values(counts["projection"], "00")
    assert len(found) == 24
    # 5 * 1.2^2 = 7.2; 5 * 1.4^2 = 9.8; 5 + 2 * 2.2 = 9.4
    assert (found["base_2035"], found["best_2035"], found["best_doubled_2035"]) == (7, 10, 9)
    assert found["worst_2050"] == found["base_2025"] == 5


def index(*values: float) -> list[Row]:
    years = range(2005, 2005 + 5 * len(values), 5)
    printed = [figure("schiavon_t1_index", str(year), value, "points", "14")
               for year, value in zip(years, values, strict=True)]  # fmt: skip
    rows: list[Row] = computed(*printed)["internationalization_index"].to_pylist()
    return rows


def test_index_grades_and_growth() -> None:
    rows = index(0.9, 1.0, 2.9, 3.0)
    assert [row["grade"] for row in rows] == ["low", "medium", "high", "very_high"]
    assert [row["growth"] for row in rows] == [None, 0.1, 1.9, 0.1]


def test_index_grows_over_the_whole_span() -> None:
    assert [row["growth_total"] for row in index(0.9, 2.4, 2.0, 2.8)] == [0, 1.5, 1.1, 1.9]


@pytest.mark.parametrize("floor", [0, 1, 2])
def test_each_of_the_first_three_grades_is_split_in_equal_thirds(floor: int) -> None:
    rows = index(*(floor + more for more in (0, 0.33, 0.34, 0.66, 0.67, 0.99)))
    assert [row["grade_third"] for row in rows] == ["lower", "lower", "middle", "middle", "upper", "upper"]
    assert len({row["grade"] for row in rows}) == 1


def test_the_highest_grade_has_no_thirds() -> None:
    assert {row["grade_third"] for row in index(3.0, 3.4, 4.0)} == {None}


def verdict(printed: Row, *, comparable: bool = True) -> Row:
    rows: list[Row] = computed(printed, comparable=comparable)["reconciliation"].to_pylist()
    assert len(rows) == 1
    return rows[0]


def test_equal_figure() -> None:
    row = verdict(figure("schiavon_t2_level", "total", 5))
    assert (row["verdict"], row["ours"], row["difference"], row["reason"]) == ("equal", 5, 0, None)


def test_percent_is_equal_within_half_a_hundredth() -> None:
    assert verdict(figure("schiavon_t2_level", "state_share", 33.335, "percent", "14"))["verdict"] == "equal"


def test_different_figure_is_unexplained() -> None:
    row = verdict(figure("schiavon_t2_level", "total", 7))
    assert (row["verdict"], row["difference"], row["reason"]) == ("unexplained", -2, "Sin explicación todavía.")


def test_an_unexplained_figure_tells_how_many_of_ours_have_no_column() -> None:
    row = verdict(figure("schiavon_t2_level", "municipal", 4))
    assert (row["verdict"], row["ours"]) == ("unexplained", 2)
    assert row["reason"] == "Sin explicación todavía; de nuestros 5 acuerdos, 1 sin nivel."


def test_a_state_that_the_registry_was_not_read_for_is_not_compared_nor_the_country() -> None:
    printed = [figure("schiavon_t2_level", "total", value, code=code)
               for code, value in (("00", 7), ("01", 3), ("14", 4))]  # fmt: skip
    rows = {row["state_code"]: row for row in computed(*printed)["reconciliation"].to_pylist()}
    assert {code: row["verdict"] for code, row in rows.items()} == {
        "00": "not_comparable", "01": "not_comparable", "14": "unexplained",
    }  # fmt: skip
    assert rows["00"]["reason"] == "Entidades de las que no se conoce nada del registro: 1."
    assert rows["01"]["reason"] == "De esta entidad no se conoce nada del registro."


def test_a_figure_that_contradicts_itself_explains_the_difference() -> None:
    counts = [figure("schiavon_t2_level", name, value) for name, value in
              (("total", 5), ("state", 2), ("municipal", 3))]  # fmt: skip
    share = figure("schiavon_t2_level", "state_share", 56.58, "percent")
    rows = computed(*counts, share)["reconciliation"].to_pylist()
    (row,) = (row for row in rows if row["category"] == "state_share")
    assert (row["ours"], row["verdict"]) == (40, "explained")
    assert "2 de 5 son 40.00 %, no 56.58 %" in row["reason"]


def test_a_contradiction_that_is_not_our_value_explains_nothing() -> None:
    counts = [figure("schiavon_t2_level", name, value) for name, value in
              (("total", 10), ("state", 6), ("municipal", 4))]  # fmt: skip
    share = figure("schiavon_t2_level", "state_share", 56.58, "percent")
    rows = computed(*counts, share)["reconciliation"].to_pylist()
    assert {row["verdict"] for row in rows} == {"unexplained"}


def test_a_count_of_another_day_is_explained_where_ours_is_that_of_the_first() -> None:
    first, second = figure("schiavon_t2_level", "municipal", 2), figure("martinez_justo_t1_level", "municipal", 1)
    rows = {row["table_id"]: row for row in computed(first, second)["reconciliation"].to_pylist()}
    assert rows["schiavon_t2_level"]["verdict"] == "equal"
    assert rows["martinez_justo_t1_level"]["verdict"] == "explained"
    assert "es de 2025-03-08; la nuestra es la de 2025-01-01" in rows["martinez_justo_t1_level"]["reason"]


def test_a_term_cut_by_nafta_explains_the_era_that_the_table_puts_it_in_whole() -> None:
    # Ours are two before NAFTA, one of them of before 1982, which the table does not know: its Salinas is 1.
    era = verdict(figure("schiavon_t3_administration", "pre_nafta", 1))
    assert (era["ours"], era["verdict"]) == (2, "explained")
    assert "cada acuerdo por su fecha" in str(era["reason"])


def test_without_the_registry_a_difference_means_nothing() -> None:
    row = verdict(figure("schiavon_t2_level", "total", 7), comparable=False)
    assert row["verdict"] == "not_comparable"
    assert "registro" in str(row["reason"])


@pytest.mark.parametrize(("category", "ours"), [("united_states", 1), ("us_texas", 1), ("us_california", 0)])
def test_countries_by_their_printed_names(category: str, ours: float) -> None:
    assert verdict(figure("schiavon_text_country", category, ours))["verdict"] == "equal"


def test_second_count_is_held_against_by_level() -> None:
    assert verdict(figure("martinez_justo_t1_level", "municipal", 2, code="14"))["verdict"] == "equal"


def test_index_is_not_ours_to_compare() -> None:
    row = verdict(figure("schiavon_t1_index", "2005", 1.0, "points"))
    assert (row["verdict"], row["ours"]) == ("not_comparable", None)
    assert "índice" in str(row["reason"])


def test_every_count_has_the_published_shape(counts: dict[str, pa.Table]) -> None:
    for name, rows in counts.items():
        keys = list(zip(*(rows[column].to_pylist() for column in TABLES[name].key), strict=True))
        assert len(keys) == len(set(keys)), name
