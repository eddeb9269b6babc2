"""Readers of the published files, for the command line. Imports next to nothing: it must start fast."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from warehouse.checksums import check_sums
from warehouse.layout import DATABASE, VERSION_NAME
from warehouse.published_query import answer, open_locked
from warehouse.signing import signature_of

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

# Also the mark of versions whose database has views; importing it from its writer would take long.
WORKBOOK = "acuerdos.xlsx"


class NothingPublished(LookupError):
    """There is no published version yet."""


class UnknownVersion(LookupError):
    """No version of that name is published."""


class BadQuery(ValueError):
    """DuckDB refused the query; one line says why."""


def latest_version(public: Path) -> str | None:
    """The version that ``latest.json`` names; None where there is none or it is damaged (`repair` mends it)."""
    try:
        return str(json.loads((public / "latest.json").read_text(encoding="utf-8"))["version"])
    except (FileNotFoundError, ValueError, LookupError, TypeError):
        return None


def versions(public: Path) -> list[dict[str, Any]]:
    """The published versions, newest first: version, previous, schema_version, rows, changes."""
    try:
        listed: list[dict[str, Any]] = json.loads((public / "versions.json").read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return []
    return listed


def version_folder(public: Path, version: str | None = None) -> Path:
    """The folder of ``version``, by default the current one; raises ``NothingPublished`` or ``UnknownVersion``."""
    current = latest_version(public)
    if current is None:
        raise NothingPublished(f"nada publicado en {public}: corra primero `acuerdos run`")
    name = version or current
    folder = public / "v" / name
    # The pattern also keeps a name such as ../.. from leaving the public folder.
    if not VERSION_NAME.fullmatch(name) or not folder.is_dir():
        raise UnknownVersion(f"no hay versión {name!r}: vea `acuerdos snapshots`")
    return folder


def run_query(public: Path, sql: str, version: str | None = None) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Run ``sql`` over a published version, read-only, locked in and bounded; returns column names and rows.

    Raises ``NothingPublished``, ``UnknownVersion``, and ``BadQuery`` for whatever DuckDB refuses.
    """
    import duckdb

    folder = version_folder(public, version)
    try:
        columns, rows = answer(folder / DATABASE, sql)
    except (duckdb.Error, ValueError) as error:
        raise BadQuery(_one_line(error)) from error
    if not columns:
        raise BadQuery("la consulta está vacía; por ejemplo: SELECT count(*) FROM agreements")
    return columns, rows


def load_tables(public: Path, version: str) -> dict[str, pa.Table]:
    """Every published table of ``version`` from its Parquet file, by name.

    Raises ``NothingPublished`` and ``UnknownVersion``.
    """
    return tables_in(version_folder(public, version))


def tables_in(folder: Path) -> dict[str, pa.Table]:
    """Every table of a version's folder from its Parquet file, by name."""
    import pyarrow.parquet as parquet

    # partitioning=None: a folder of the path that looks like key=value is no column of ours.
    return {path.stem: parquet.read_table(path, partitioning=None) for path in sorted(folder.glob("*.parquet"))}


def verify(public: Path, version: str) -> list[str]:
    """Problems of a published version, one sentence each; none means it is as it was published.

    What ``content_problems`` finds, and a signature that is not what it should be (``signing.signature_of``). What the
    version was made from is proven elsewhere, from the captures.
    Raises ``NothingPublished`` and ``UnknownVersion``.
    """
    return content_problems(public, version) + signature_of(public, version_folder(public, version)).problems


def content_problems(public: Path, version: str) -> list[str]:
    """As ``verify``, whoever signed it: what a version made again can be asked for.

    Checksums, missing and extra files, and whether ``acuerdos.duckdb`` holds what the Parquet files do, views of it in
    Spanish and English, and the macros of ``time_travel/``; and that the bill of materials, where there is one, is of
    the lock that the index names.
    """
    folder = version_folder(public, version)
    return check_sums(folder) + _bill_problems(folder) + _database_problems(folder)


def _bill_problems(folder: Path) -> list[str]:
    from warehouse.metadata.bill_of_materials import NAME, recorded_lock

    if not (folder / NAME).exists():
        return []
    try:
        index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        if recorded_lock((folder / NAME).read_text(encoding="utf-8")) == index.get("lock_sha256"):
            return []
        return [f"{NAME}: no es de las bibliotecas que nombra index.json (lock_sha256)"]
    except (OSError, ValueError, AttributeError) as error:
        return [f"{NAME}: no se puede leer ({_one_line(error)})"]


def _database_problems(folder: Path) -> list[str]:
    import duckdb

    from warehouse.labelled_views import view_problems
    from warehouse.time_travel import MACROS, macro_names

    try:
        with open_locked(folder / DATABASE) as connection:
            listed = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
            inside = [str(row[0]) for row in listed]
            beside = sorted(path.stem for path in folder.glob("*.parquet"))
            problems = [f"{DATABASE}: falta la tabla {name}" for name in beside if name not in inside]
            problems += [f"{DATABASE}: sobra la tabla {name}" for name in inside if name not in beside]
            macros = macro_names(connection)
            # Versions published before there were macros have none of the tables they came with.
            wanted = MACROS if "agreement_observations" in beside else ()
            problems += [f"{DATABASE}: falta la macro {name}" for name in wanted if name not in macros]
            both = {name: connection.sql(f'FROM "{name}"').to_arrow_table() for name in inside if name in beside}
            if _has_views(folder, connection):
                problems += [f"{DATABASE}: {problem}" for problem in view_problems(connection, both)]
            for name, rows in both.items():
                problems += _table_problems(folder, name, rows)
            return problems
    except (duckdb.Error, OSError) as error:
        return [f"{DATABASE}: no se puede leer ({_one_line(error)})"]


def _has_views(folder: Path, connection: duckdb.DuckDBPyConnection) -> bool:
    """Versions published before there were views have no workbook either."""
    schemas = "SELECT count(*) FROM duckdb_schemas() WHERE schema_name IN ('es', 'en') AND NOT internal"
    return (folder / WORKBOOK).exists() or connection.execute(schemas).fetchall() != [(0,)]


def _table_problems(folder: Path, name: str, inside: pa.Table) -> Sequence[str]:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    try:
        beside = parquet.read_table(folder / f"{name}.parquet", partitioning=None)
        same = beside.column_names == inside.column_names and inside.cast(beside.schema).equals(beside)
    except (pa.ArrowException, OSError) as error:
        return [f"{name}.parquet: no se puede leer ({_one_line(error)})"]
    return [] if same else [f"{DATABASE}: la tabla {name} no es igual a {name}.parquet"]


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
