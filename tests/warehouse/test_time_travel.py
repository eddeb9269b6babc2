"""What the dataset knew on a day, asked of the published DuckDB file (SIMULADO)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.simulated import Row, agreement, all_tables
from warehouse.analysis import analysis_tables
from warehouse.history import next_versions
from warehouse.publication import publish
from warehouse.published import BadQuery, run_query, verify
from warehouse.schema import COUNTING_TABLES, TABLES
from warehouse.time_travel import COUNTED_AS_OF, MACROS, macro_names, macro_sql

LATEST = "2026-02-03"
# What each version knew: one agreement, its title amended nine times in a day, then another and a withdrawal.
STATES: dict[str, list[Row]] = {
    "2026-01-30": [agreement(1, title="SIMULADO 0")],
    **{
        "2026-01-31" + (f".{number}" if number > 1 else ""): [agreement(1, title=f"SIMULADO {number}")]
        for number in range(1, 11)
    },
    "2026-02-01": [
        agreement(1, title="SIMULADO 10", counterpart_country="JP", administration="before_1982", nafta_era="pre_nafta"),
        agreement(2, level="municipal", state_code="19"),
    ],
    LATEST: [
        agreement(1, title="SIMULADO 10", status="withdrawn", withdrawn_on=LATEST),
        agreement(2, level="municipal", state_code="19", topics=["culture", "tourism"], region="europe",
                  counterpart_type="ngo", counterpart_country="US", counterpart_subdivision="US-TX",
                  administration="fox", nafta_era="post_nafta"),
    ],
}  # fmt: skip
PLACES: list[Row] = [
    {"state_code": "14", "state": "Jalisco", "iso_code": "MX-JAL"},
    {"state_code": "19", "state": "Nuevo León", "iso_code": "MX-NLE"},
]

Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The last of those versions, with the history and the counts that lead to it."""
    history = all_tables()["agreement_versions"]
    for version, known in STATES.items():
        rows = next_versions(history, known, version)
        history = all_tables(agreement_versions=rows)["agreement_versions"]
    tables = all_tables(agreements=STATES[LATEST], states=PLACES) | {"agreement_versions": history}
    tables |= analysis_tables(tables, comparable=False)
    folder = tmp_path_factory.mktemp("public")
    publish(tables, folder, version=LATEST, index={}, quality_report={})
    return folder


@pytest.fixture(scope="module")
def ask(public: Path) -> Ask:
    return lambda sql: run_query(public, sql)[1]


@pytest.mark.parametrize(
    ("moment", "title"),
    [
        ("'2026-01-30'", "SIMULADO 0"),
        ("'2026-01-31'", "SIMULADO 10"),
        ("DATE '2026-01-31'", "SIMULADO 10"),
        ("'2026-01'", "SIMULADO 10"),
        ("'2026-01-31.1'", "SIMULADO 1"),
        ("'2026-01-31.2'", "SIMULADO 2"),
        ("'2026-01-31.9'", "SIMULADO 9"),
        ("'2026-01-31.10'", "SIMULADO 10"),
        ("'2030-12-31'", "SIMULADO 10"),
    ],
)
def test_a_moment_gives_the_state_of_its_newest_version(ask: Ask, moment: str, title: str) -> None:
    sql = f"SELECT title FROM agreements_as_of({moment}) WHERE agreement_id = 'aii-14-simulado01'"
    assert ask(sql) == [(title,)]


@pytest.mark.parametrize("moment", ["2026-01-29", "2025-12", "2026-01-29.5"])
def test_nothing_was_known_before_the_first_version(ask: Ask, moment: str) -> None:
    assert ask(f"FROM agreements_as_of('{moment}')") == []
    assert ask(f"FROM counts_as_of('{moment}')") == []


def test_a_day_between_two_versions_gives_the_earlier_one(ask: Ask) -> None:
    sql = "SELECT agreement_id, status FROM agreements_as_of('2026-02-02') ORDER BY ALL"
    assert ask(sql) == [("aii-14-simulado01", "in_force"), ("aii-14-simulado02", "in_force")]


def test_a_withdrawn_agreement_stays_with_its_status(ask: Ask) -> None:
    sql = f"SELECT status, withdrawn_on FROM agreements_as_of('{LATEST}') WHERE agreement_id = 'aii-14-simulado01'"
    assert ask(sql) == [("withdrawn", LATEST)]


def test_the_columns_are_those_of_the_history_but_for_its_versions(public: Path) -> None:
    columns, _ = run_query(public, f"FROM agreements_as_of('{LATEST}')")
    history = [name for name in TABLES["agreement_versions"].columns if name not in ("valid_from", "valid_to")]
    assert columns == history


def test_the_newest_state_is_the_one_published_as_agreements(ask: Ask) -> None:
    columns = ", ".join(TABLES["agreements"].stable_columns)
    sql = f"SELECT {columns} FROM {{}} ORDER BY agreement_id"
    assert ask(sql.format(f"agreements_as_of('{LATEST}')")) == ask(sql.format("agreements"))


@pytest.mark.parametrize("name", COUNTED_AS_OF)
def test_the_newest_counts_and_shares_are_those_published(ask: Ask, name: str) -> None:
    # The total of by_administration is that of by_level, told once.
    total = "total" if name == "by_administration" else ""
    (table_id,) = ask(f"SELECT DISTINCT table_id FROM {name}")[0]
    published = f"""
        SELECT counts.state_code, counts.state, counts.category, counts.value, shares.value
        FROM {name} AS counts LEFT JOIN {name} AS shares
            ON shares.state_code = counts.state_code AND shares.unit = 'percent'
            AND regexp_replace(shares.category, '_share$', '') = counts.category
        WHERE counts.unit = 'agreements' AND counts.category <> '{total}' ORDER BY ALL
    """
    told = f"""
        SELECT state_code, state, category, value, CASE WHEN category <> 'total' THEN share END
        FROM counts_as_of('{LATEST}') WHERE table_id = '{table_id}' ORDER BY ALL
    """
    assert ask(told) == ask(published)


def test_the_newest_ranks_are_those_published(ask: Ask) -> None:
    of = "state_code, category, rank FROM {} WHERE table_id = 'schiavon_t6_area' AND unit = 'agreements' ORDER BY ALL"
    assert ask("SELECT " + of.format(f"counts_as_of('{LATEST}')")) == ask("SELECT " + of.format("by_topic"))


def test_every_counting_table_but_the_printed_index_is_told_as_of_any_version() -> None:
    told = {*COUNTED_AS_OF, "projection"}
    assert told | {"internationalization_index"} == {table.name for table in COUNTING_TABLES}


@pytest.mark.parametrize(("moment", "countries"), [("2026-02-01", ["JP"]), (LATEST, ["US", "US-TX"])])
def test_countries_and_terms_are_those_of_the_day(ask: Ask, moment: str, countries: list[str]) -> None:
    counted = f"SELECT category FROM counts_as_of('{moment}') WHERE state_code = '00' AND value > 0 AND table_id = "
    assert ask(counted + "'schiavon_text_country' ORDER BY ALL") == [(code,) for code in countries]
    terms = {name for (name,) in ask(counted + "'schiavon_t3_administration'")}
    assert terms == ({"pre_nafta", "before_1982"} if moment < LATEST else {"post_nafta", "fox"})


def test_at_the_rate_of_the_book_the_projection_is_the_one_published(ask: Ask) -> None:
    cases = "base, best, best_doubled, worst"
    published = f"SELECT year, {cases} FROM (PIVOT (SELECT year, scenario, value FROM projection) ON scenario USING "
    assert ask(f"SELECT year, {cases} FROM projection_at(0.20)") == ask(published + "max(value)) ORDER BY year")


def test_both_readings_of_the_best_case_stand_side_by_side_at_any_rate(ask: Ask) -> None:
    assert ask("SELECT year, base, best, best_doubled, worst FROM projection_from(1000, 0.1) WHERE year <= 2035") == [
        (2025, 1000, 1000, 1000, 1000),
        (2030, 1100, 1200, 1200, 1000),
        (2035, 1210, 1440, 1420, 1000),
    ]


def test_the_figures_of_the_book_are_the_second_reading(ask: Ask) -> None:
    years = "SELECT best_doubled FROM projection_from(1350, 0.20) WHERE year > 2025 ORDER BY year"
    assert ask(years) == [(1890,), (2538,), (3316,), (4249,), (5368,)]


def test_the_projection_of_a_day_starts_from_the_count_of_that_day(ask: Ask) -> None:
    base = "SELECT base FROM projection_as_of('{}', 0.5) ORDER BY year LIMIT 2"
    assert ask(base.format("2026-02-01")) == [(2,), (3,)]
    assert ask(base.format(LATEST)) == [(1,), (2,)]
    assert ask(base.format("2025-12")) == []


@pytest.mark.parametrize("rate", ["20", "NULL", "-1.5"])
def test_a_rate_that_is_no_fraction_is_refused(ask: Ask, rate: str) -> None:
    with pytest.raises(BadQuery, match=r"como 0\.20"):
        ask(f"FROM projection_at({rate})")


def test_a_count_is_one_row_a_place(ask: Ask) -> None:
    sql = "SELECT state, value FROM counts_as_of('2026-02') WHERE category = 'total' ORDER BY state_code"
    assert ask(sql) == [("México", 1.0), ("Jalisco", 0.0), ("Nuevo León", 1.0)]
    assert ask(sql.replace("2026-02", "2026-02-01")) == [("México", 2.0), ("Jalisco", 1.0), ("Nuevo León", 1.0)]


@pytest.mark.parametrize("moment", ["'ayer'", "'2026'", "'2026-1-31'", "'2026-02-31'", "'2026-13'", "NULL", "''"])
def test_a_moment_that_cannot_be_read_is_refused(ask: Ask, moment: str) -> None:
    with pytest.raises(BadQuery, match="AAAA-MM-DD"):
        ask(f"FROM agreements_as_of({moment})")


def test_every_macro_says_in_the_database_what_it_answers(ask: Ask) -> None:
    commented = ask("SELECT DISTINCT function_name FROM duckdb_functions() WHERE NOT internal AND comment LIKE '%?%'")
    assert sorted(name for (name,) in commented) == sorted(MACROS)


def test_no_macro_is_taken_for_a_table(public: Path) -> None:
    assert verify(public, LATEST) == []


def test_no_stored_macro_begins_with_a_common_table_expression() -> None:
    # DuckDB 1.4 opens such a file and then does not find the expression's name.
    for name in MACROS:
        statement = "".join(line for line in macro_sql(name).splitlines(True) if not line.lstrip().startswith("--"))
        assert "WITH" not in statement.upper().split()


def test_verify_finds_a_database_without_its_macros(public: Path, tmp_path: Path) -> None:
    copy = tmp_path / "v" / LATEST
    copy.mkdir(parents=True)
    for path in (public / "v" / LATEST).iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    (tmp_path / "latest.json").write_bytes((public / "latest.json").read_bytes())
    with duckdb.connect(str(copy / "acuerdos.duckdb")) as connection:
        connection.execute("DROP MACRO TABLE counts_as_of")
        assert "counts_as_of" not in macro_names(connection)
    assert "acuerdos.duckdb: falta la macro counts_as_of" in verify(tmp_path, LATEST)
