from __future__ import annotations

import duckdb
import pytest

from tests.warehouse.simulated import agreement, agreements
from warehouse.arrow import SchemaMismatch, arrow_schema, arrow_table, ddl
from warehouse.schema import TABLES


def test_missing_key_and_empty_text_are_null() -> None:
    row = agreements(agreement(1, local_party="")).to_pylist()[0]
    assert row["local_party"] is None
    assert row["counterpart"] is None


def test_missing_list_is_the_empty_list() -> None:
    assert agreements({"agreement_id": "aii-14-simulado01"})["topics"].to_pylist() == [[]]


def test_unknown_key_is_a_schema_mismatch() -> None:
    with pytest.raises(SchemaMismatch, match="colour"):
        agreements(agreement(1, colour="SIMULADO"))


def test_value_of_another_type_is_a_schema_mismatch() -> None:
    with pytest.raises(SchemaMismatch, match="parties_count"):
        agreements(agreement(1, parties_count="dos"))


def test_rows_are_sorted_with_nulls_first() -> None:
    laws = [{"law_id": "law-b", "state_code": "14"}, {"law_id": "law-a", "state_code": "14"}, {"law_id": "law-c"}]
    assert arrow_table(TABLES["laws"], laws)["law_id"].to_pylist() == ["law-c", "law-a", "law-b"]


@pytest.mark.parametrize("name", TABLES)
def test_ddl_makes_the_columns_of_the_schema(name: str) -> None:
    with duckdb.connect() as connection:
        connection.execute(ddl(TABLES[name]))
        made = connection.sql(f'FROM "{name}"').to_arrow_table()
    assert made.schema.equals(arrow_schema(TABLES[name]))


def test_ddl_comments_each_column_in_both_languages() -> None:
    with duckdb.connect() as connection:
        connection.execute(ddl(TABLES["laws"]))
        comments = dict(connection.execute("SELECT column_name, comment FROM duckdb_columns()").fetchall())
    assert comments["title"] == "Título impreso. / Printed title."
    assert all(comments[name] for name in TABLES["laws"].columns)
