"""The counts of the book, made again from our own agreements, and its tables against themselves.

One SQL file per table, and per rule about the printed tables, in ``analysis/``.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse import vocabularies as vocabulary
from warehouse.arrow import arrow_table
from warehouse.quality_tables import PRINTED_CONTRADICTIONS
from warehouse.schema import TABLES, Table

QUERIES = Path(__file__).with_name("analysis")
PROSE_FIGURES = QUERIES / "prose_figures.csv"
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
# Rules about the printed tables themselves: in this order, each may read the ones before it.
CONTRADICTIONS = ("share_of_total", "sum_of_parts", "prose_and_table", "stated_rate", "list_and_count", "two_dates")
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


def analysis_tables(
    tables: Mapping[str, pa.Table], *, comparable: bool, prose_figures: Path = PROSE_FIGURES
) -> dict[str, pa.Table]:
    """Compute every counting table, what is counted of the offices, and both tables about the printed figures.

    ``tables`` holds at least those of ``READ_TABLES`` and ``OFFICE_TABLES``; ``comparable`` says whether the registry
    itself has been read, so that a difference with a printed figure means anything; ``prose_figures`` is a CSV file of
    figures that only the prose of the literature prints, and of the days of its counts. Raises ``KeyError`` where one
    of the tables is missing.
    """
    computed: dict[str, pa.Table] = {}
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.register("vocabularies", _codes())
        connection.register("prose_figures", _prose(prose_figures))
        for name in (*READ_TABLES, *OFFICE_TABLES):
            connection.register(name, tables[name])
        connection.execute(_query("shared"))
        for name in (*COUNTS, *OFFICES):
            computed[name] = _run(connection, TABLES[name])
        connection.execute(_query("printed"))
        for name in CONTRADICTIONS:
            connection.register(name, connection.sql(_query(name)).to_arrow_table())
        computed["printed_contradictions"] = _run(connection, PRINTED_CONTRADICTIONS)
        computed["reconciliation"] = _run(connection, TABLES["reconciliation"], {"comparable": comparable})
    return computed


def _run(
    connection: duckdb.DuckDBPyConnection, table: Table, parameters: Mapping[str, object] | None = None
) -> pa.Table:
    """The table that its SQL file computes; later files may read it by its name."""
    rows = connection.sql(_query(table.name), params=dict(parameters or {})).to_arrow_table()
    made = arrow_table(table, rows.to_pylist())
    connection.register(table.name, made)
    return made


def _query(name: str) -> str:
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")


def _codes() -> pa.Table:
    pairs = [{"vocabulary": name, "code": code} for name, listed in VOCABULARIES.items() for code in listed.values]
    return pa.Table.from_pylist(pairs)


def _prose(path: Path) -> pa.Table:
    """Figures of the prose, as ``published_figures`` has those of the tables, with day, source and reason."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = [{**row, "value": float(row["value"])} for row in csv.DictReader(lines)]
    return pa.Table.from_pylist([{name: value or None for name, value in row.items()} for row in rows])
