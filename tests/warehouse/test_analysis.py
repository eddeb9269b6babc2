from __future__ import annotations

import pyarrow as pa
import pytest

from tests.warehouse.simulated import Row, agreement, agreements, table
from warehouse.analysis import analysis_tables
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
    return analysis_tables(tables, comparable=comparable)


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


def test_index_grades_and_growth() -> None:
    printed = [figure("schiavon_t1_index", year, value, "points", "14")
               for year, value in (("2005", 0.9), ("2010", 1.0), ("2015", 2.9), ("2020", 3.0))]  # fmt: skip
    rows = computed(*printed)["internationalization_index"].to_pylist()
    assert [row["grade"] for row in rows] == ["low", "medium", "high", "very_high"]
    assert [row["growth"] for row in rows] == [None, 0.1, 1.9, 0.1]


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
