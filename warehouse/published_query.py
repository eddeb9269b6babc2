"""One SQL query over a published database that can do nothing else: read-only, locked in, bounded.

In: the database's file and a query of somebody's. Out: columns and rows. Raises ``duckdb.Error`` for what DuckDB
refuses, ``NoQuery`` for what is no query and ``QueryTooLarge`` for what takes too much.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb

# The file may be read and nothing else: no other file, no network, no extension.
LOCKED: Mapping[str, str] = {
    "enable_external_access": "false",
    "autoload_known_extensions": "false",
    "autoinstall_known_extensions": "false",
    "allow_community_extensions": "false",
}
# What does not fit would otherwise be put into a folder beside the database, inside the version.
IN_MEMORY: Mapping[str, str] = {"temp_directory": "", "max_temp_directory_size": "0B"}
MEMORY = "1GB"
SECONDS = 60.0
# About as much again in Python.
MOST_CELLS = 5_000_000


# DuckDB 2.0 takes gigabytes over some thousands of brackets within each other, before any limit of its own holds.
MOST_CHARACTERS = 100_000
DEEPEST = 200

_PIVOT = re.compile(r"\b(?:UN)?PIVOT", re.IGNORECASE)


class NoQuery(ValueError):
    """The text is something else than one query; one line."""


class QueryTooLarge(ValueError):
    """The query takes more time, or answers more, than a reader may ask for; one line."""


def open_locked(database: Path, limits: Mapping[str, str] | None = None) -> duckdb.DuckDBPyConnection:
    """The database, read-only and with its configuration locked; ``limits`` are DuckDB's settings."""
    import duckdb

    connection = duckdb.connect(str(database), read_only=True, config={**LOCKED, **IN_MEMORY, **(limits or {})})
    # Neither is an option of the opening; the lock comes last and there is no way back.
    connection.execute("SET enable_progress_bar = false; SET lock_configuration = true")
    return connection


def answer(database: Path, sql: str, *, seconds: float = SECONDS) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Columns and rows of ``sql``; no columns where there was no statement in it."""
    import duckdb

    if not _is_query(sql):
        return [], []
    with open_locked(database, {"memory_limit": MEMORY}) as connection:
        alarm = threading.Timer(seconds, connection.interrupt)
        alarm.daemon = True
        alarm.start()
        try:
            cursor = connection.execute(sql)
            columns = [str(column[0]) for column in cursor.description or ()]
            most = max(1, MOST_CELLS // max(1, len(columns)))
            rows = cursor.fetchmany(most + 1)
        except duckdb.InterruptException as error:
            raise QueryTooLarge(f"la consulta tarda más de {seconds:g} s; acótela con WHERE o LIMIT") from error
        finally:
            alarm.cancel()
    if len(rows) > most:
        raise QueryTooLarge(f"la respuesta pasa de {most} renglones; acótela con LIMIT, o use los archivos publicados")
    return columns, rows


def _is_query(sql: str) -> bool:
    """Whether there is a statement in the text. Raises ``NoQuery`` for more than one, or one that is no query.

    What a statement sets up would bind the next one: DuckDB ends the whole process where it cannot write its log.
    """
    import duckdb

    sql.encode()  # DuckDB has no name of its own for what is no text
    if not sql.strip("\0; \t\r\n"):
        return False
    if len(sql) > MOST_CHARACTERS or _depth(sql) > DEEPEST:
        raise NoQuery(
            f"la consulta pasa de {MOST_CHARACTERS} caracteres o anida más de {DEEPEST} paréntesis; hágala más sencilla"
        )
    kinds = [statement.type for statement in duckdb.extract_statements(sql)]
    if _PIVOT.search(sql):
        # DuckDB makes a type of the values before it asks for the table; 2.0 tells of both as one.
        pivoted = (duckdb.StatementType.CREATE, duckdb.StatementType.MULTI)
        kinds = [kind for kind in kinds if kind not in pivoted] or [duckdb.StatementType.SELECT]
    if len(kinds) > 1 or not {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}.issuperset(kinds):
        raise NoQuery("solo se responde una consulta a la vez, que solo lea: SELECT, FROM, WITH, DESCRIBE o EXPLAIN")
    return bool(kinds)


def _depth(sql: str) -> int:
    """How deep brackets nest, those inside texts counted too: no query that a person writes comes near."""
    deepest = depth = 0
    for character in sql:
        if character in "([{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in ")]}":
            depth -= 1
    return deepest
