"""How much is known, from which evidence and how old: the rows of ``coverage``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse import vocabularies as vocabulary
from warehouse.columns import ORIGINAL, PROVENANCE
from warehouse.fields import Field, Table
from warehouse.schema import TABLES

Row = dict[str, object]

QUERIES = Path(__file__).with_name("analysis")
# The rows themselves.
ALL_ROWS = "*"
COVERED = ("agreements", "claims", "offices", "branches", "laws")
READ = (*COVERED, "office_facts", "sources", "states")
# Codes that say that nothing is known.
UNKNOWN = frozenset({"unknown", "none"})

_PROVENANCE = frozenset(field.name for field in (*PROVENANCE, ORIGINAL))
_ANSWER = "the empty cell is an answer of its own, not a gap"
_DERIVED = "made of other columns that are counted"
_OURS = "tells of our own work, not of the world"
# Columns of which a share filled would mislead, and why; whatever the schema tells by itself is not repeated here.
LEFT_OUT: Mapping[str, str] = {
    "state_code": "the state is what coverage is told by",
    "known": "it is what «*» counts in offices",
    "municipality": _ANSWER, "municipality_code": _ANSWER, "counterpart_subdivision": _ANSWER,
    "expires_on": _ANSWER, "withdrawn_on": _ANSWER, "closed_on": _ANSWER, "last_reform": _ANSWER,
    "valid_to": _ANSWER, "note": _ANSWER, "unit": _ANSWER, "same_as": _ANSWER, "reference": _ANSWER,
    "fields_conflicting": _ANSWER, "fields_superseded": _ANSWER, "address_reason": _ANSWER,
    "signed_precision": _DERIVED, "administration": _DERIVED, "nafta_era": _DERIVED,
    "counterpart_country_name": _DERIVED, "parties_count": _DERIVED, "phones_e164": _DERIVED, "us_state": _DERIVED,
    "street": _DERIVED, "place": _DERIVED, "postal_code": _DERIVED, "valid_from": _DERIVED, "statements": _DERIVED,
    "as_of_printed": _DERIVED, "year_printed": _DERIVED, "iso_code": _DERIVED,
    "first_seen": _OURS, "evidence": _OURS,
}  # fmt: skip


def covered_fields(table: Table) -> tuple[Field, ...]:
    """The columns of which it is counted how much is known, in published order.

    Left out are keys and references, where a row comes from, what is volatile, columns that are never empty and have
    no code for «unknown», ``LEFT_OUT``, and the state where every row has one.
    """
    told = (*table.key, "state") if table.field("state_code").required else table.key
    return tuple(field for field in table.fields if field.name not in told and _is_covered(field))


def coverage_rows(tables: Mapping[str, pa.Table]) -> list[Row]:
    """Rows of ``coverage``: for each covered table, each state and 00, each covered field and «*».

    ``tables`` holds at least those of ``READ``; with ``agreement_observations`` too, each field of an agreement that
    several sources print has the evidence of the one that prints it. Raises ``KeyError`` where a table is missing.
    """
    fields = {name: covered_fields(TABLES[name]) for name in COVERED}
    measured = [{"table_name": name, "field": field} for name in COVERED for field in _names(fields[name])]
    printed = TABLES["agreement_observations"].name
    with duckdb.connect(":memory:", config={"threads": 1}) as connection:
        connection.execute("SET enable_progress_bar = false")
        for name in READ:
            connection.register(name, tables[name])
        connection.register(printed, tables[printed] if printed in tables else _nothing(tables["agreements"]))
        connection.register("measured", pa.Table.from_pylist(measured))
        connection.register("ranks", _ranks())
        connection.execute(_query("coverage_marks"))
        connection.execute(_marks(fields))
        rows: list[Row] = connection.sql(_query("coverage")).to_arrow_table().to_pylist()
    return rows


def _is_covered(field: Field) -> bool:
    if field.volatile or field.references or field.name in _PROVENANCE or field.name in LEFT_OUT:
        return False
    return not field.required or _may_be_unknown(field)


def _may_be_unknown(field: Field) -> bool:
    return field.vocabulary is not None and not UNKNOWN.isdisjoint(field.vocabulary.values)


def _names(fields: tuple[Field, ...]) -> list[str]:
    return [ALL_ROWS, *(field.name for field in fields)]


def _is_filled(field: Field) -> str:
    """SQL: whether the column says something."""
    if field.kind == "text_list":
        return f'coalesce(len("{field.name}"), 0) > 0'
    if _may_be_unknown(field):
        return f"coalesce(\"{field.name}\" NOT IN ('unknown', 'none'), false)"
    return f'"{field.name}" IS NOT NULL'


def _unpivoted(relation: str, fields: tuple[Field, ...], of_rows: str = "true") -> str:
    """SQL: a row of ``relation`` and column as one row: row_id, state_code, evidence, seen_on, field, filled."""
    marks = ", ".join([f'{of_rows} AS "{ALL_ROWS}"', *(f'{_is_filled(field)} AS "{field.name}"' for field in fields)])
    names = ", ".join(f'"{name}"' for name in _names(fields))
    return (
        f"SELECT * FROM (SELECT row_id, state_code, evidence, seen_on, {marks} FROM {relation}) "
        f"UNPIVOT (filled FOR field IN ({names}))"
    )


def _marks(fields: Mapping[str, tuple[Field, ...]]) -> str:
    """SQL: the table ``marks`` that coverage.sql counts."""
    known = f"known = '{vocabulary.YES_NO.values[0]}'"
    parts = [
        f"SELECT '{name}' AS table_name, * FROM "
        f"({_unpivoted(f'counted_{name}', fields[name], known if name == 'offices' else 'true')})"
        for name in COVERED
    ]
    return f"""
        CREATE TEMP TABLE said AS
        {_said_by_observations(fields["agreements"])}
        UNION ALL
        {_said_of_offices(fields["offices"])};
        CREATE TEMP VIEW marks AS
        SELECT table_name, state_code, field, filled,
            coalesce(said.evidence, rows.evidence) AS evidence, coalesce(said.seen_on, rows.seen_on) AS seen_on
        FROM ({" UNION ALL ".join(parts)}) AS rows
        LEFT JOIN said USING (table_name, row_id, field);
    """


def _said_by_observations(fields: tuple[Field, ...]) -> str:
    """SQL: who says each field of an agreement that several sources print."""
    return f"""
        SELECT 'agreements' AS table_name, row_id, field,
            arg_min(evidence, rank) AS evidence, arg_min(seen_on, rank) AS seen_on
        FROM ({_unpivoted("shared_observations", fields)})
        INNER JOIN ranks USING (evidence)
        WHERE filled
        GROUP BY ALL
    """


def _said_of_offices(fields: tuple[Field, ...]) -> str:
    """SQL: who says each field of an office: best the statement whose value is published, else any about the field."""
    values = ", ".join(f'"{field.name}"::VARCHAR AS "{field.name}"' for field in fields)
    names = ", ".join(f'"{field.name}"' for field in fields)
    # Whoever names an office tells that there is one, and when.
    return f"""
        SELECT 'offices', state_code,
            unnest(CASE field WHEN 'office_name' THEN ['{ALL_ROWS}', 'as_of', field] ELSE [field] END),
            arg_min(evidence, (differs, rank)), arg_min(seen_on, (differs, rank))
        FROM (
            SELECT offices.state_code, offices.field, office_statements.evidence, seen_on, rank,
                offices.value IS DISTINCT FROM office_statements.value
                AND offices.value IS DISTINCT FROM office_statements.value_printed AS differs
            FROM (SELECT state_code, {values} FROM counted_offices) UNPIVOT (value FOR field IN ({names})) AS offices
            INNER JOIN office_statements USING (state_code, field)
            INNER JOIN ranks USING (evidence)
        )
        GROUP BY state_code, field
    """


def _ranks() -> pa.Table:
    return pa.Table.from_pylist([
        {"evidence": code, "rank": vocabulary.evidence_rank(code)} for code in vocabulary.EVIDENCE.values
    ])  # fmt: skip


def _nothing(agreements: pa.Table) -> pa.Table:
    """Observations where none are given: each agreement then has the evidence of its row."""
    return agreements.slice(0, 0)


def _query(name: str) -> str:
    return (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
