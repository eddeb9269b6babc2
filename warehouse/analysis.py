"""The counts of the book, made again from our own agreements: one SQL file per table in ``analysis/``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse import vocabularies as vocabulary
from warehouse.arrow import arrow_table
from warehouse.schema import TABLES

QUERIES = Path(__file__).with_name("analysis")
COUNTS = (
    "by_level",
    "by_administration",
    "by_counterpart_type",
    "by_region",
    "by_country",
    "by_topic",
    "projection",
    "internationalization_index",
)
# About the offices and beside the counts of the book: in this order, each may read the ones before it.
OFFICES = ("office_agreements", "office_coverage")
READ_TABLES = ("agreements", "states", "published_figures")
OFFICE_TABLES = ("offices", "office_names", "office_facts", "branches", "laws")
VOCABULARIES = {
    "administration": vocabulary.ADMINISTRATION,
    "nafta_era": vocabulary.NAFTA_ERA,
    "counterpart_type": vocabulary.COUNTERPART_TYPE,
    "region": vocabulary.REGION,
    "topic": vocabulary.TOPIC,
}


def analysis_tables(tables: Mapping[str, pa.Table], *, comparable: bool) -> dict[str, pa.Table]:
    """Compute every counting table, ``reconciliation``, and what is counted of the offices.

    ``tables`` holds at least those of ``READ_TABLES`` and ``OFFICE_TABLES``; ``comparable`` says whether the registry
    itself has been read, so that a difference with a printed figure means anything. Raises ``KeyError`` where one of
    the tables is missing.
    """
    computed: dict[str, pa.Table] = {}
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.register("vocabularies", _codes())
        for name in READ_TABLES:
            connection.register(name, tables[name])
        connection.execute(_query("shared"))
        for name in COUNTS:
            computed[name] = _run(connection, name)
            connection.register(name, computed[name])
        computed["reconciliation"] = _run(connection, "reconciliation", {"comparable": comparable})
        for name in OFFICE_TABLES:
            connection.register(name, tables[name])
        for name in OFFICES:
            computed[name] = _run(connection, name)
    return computed


def _run(connection: duckdb.DuckDBPyConnection, name: str, parameters: Mapping[str, object] | None = None) -> pa.Table:
    rows = connection.sql(_query(name), params=dict(parameters or {})).to_arrow_table()
    return arrow_table(TABLES[name], rows.to_pylist())


def _query(name: str) -> str:
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def _codes() -> pa.Table:
    pairs = [{"vocabulary": name, "code": code} for name, listed in VOCABULARIES.items() for code in listed.values]
    return pa.Table.from_pylist(pairs)
