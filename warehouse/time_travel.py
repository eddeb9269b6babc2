"""What we knew and when, inside ``acuerdos.duckdb``: macros over ``agreement_versions``, one SQL file each.

Each file opens with a comment that says what it answers; it becomes the comment of the macro.
"""

from __future__ import annotations

import re
from pathlib import Path

import duckdb

FOLDER = Path(__file__).with_name("time_travel")
# In this order: a macro may use the ones before it.
SCALAR_MACROS = ("version_order", "moment_order")
TABLE_MACROS = ("agreements_as_of", "counts_as_of", "projection_from", "projection_at", "projection_as_of")
MACROS = (*SCALAR_MACROS, *TABLE_MACROS)
# Tables whose categories the macros count again.
COUNTED_AS_OF = ("by_level", "by_administration", "by_counterpart_type", "by_region", "by_country", "by_topic")

__all__ = ["COUNTED_AS_OF", "MACROS", "create_macros", "macro_names", "macro_sql"]


def macro_sql(name: str) -> str:
    """The SQL file of a macro, its comment included; raises ``FileNotFoundError`` for a name that is none."""
    return (FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def create_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every macro in the current database, each with its comment. The tables may come later."""
    for name in MACROS:
        sql = macro_sql(name)
        connection.execute(sql)
        comment = " ".join(re.findall(r"^-- (.*)$", sql, re.MULTILINE)).replace("'", "''")
        kind = "MACRO TABLE" if name in TABLE_MACROS else "MACRO"
        connection.execute(f"COMMENT ON {kind} {name} IS '{comment}'")


def macro_names(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Names of the macros that the current database holds of its own, in order."""
    listed = connection.execute(
        "SELECT DISTINCT function_name FROM duckdb_functions() "
        "WHERE function_type IN ('macro', 'table_macro') AND NOT internal ORDER BY 1"
    ).fetchall()
    return [str(row[0]) for row in listed]
