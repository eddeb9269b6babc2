"""The schemas ``es`` and ``en`` of ``acuerdos.duckdb``: each table as a view in a language, labels for codes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from warehouse.fields import Field, Table, Vocabulary
from warehouse.schema import TABLES
from warehouse.wording import Language

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

LANGUAGES: tuple[Language, ...] = ("es", "en")
# Names that SQL reads as its own words, so that no column of ours ever needs quotes.
RESERVED = frozenset(
    "all and any as asc case cast check column constraint create default desc distinct do else end except false for "
    "foreign from grant group having in initially intersect into lateral limit not null offset on only or order "
    "primary references returning select show some summarize table then to true union unique using variadic when "
    "where window with".split()
)


def identifiers(labels: Iterable[str]) -> list[str]:
    """Names for SQL that need no quotes, made of labels: lower case, no accents, ``_`` for blanks, each once."""
    names: list[str] = []
    for label in labels:
        plain = "".join(c for c in unicodedata.normalize("NFKD", label) if not unicodedata.combining(c))
        name = "_".join(re.findall(r"[a-z0-9]+", plain.lower()))
        if name in RESERVED or not name:
            name += "_"
        if name[0].isdigit():
            name = f"_{name}"
        names.append(_free(name, names))
    return names


def view_names(language: Language) -> dict[str, str]:
    """The view of each table in the schema of that name, such as ``acuerdos`` for ``agreements``."""
    labels = (_label(table, language) for table in TABLES.values())
    return dict(zip(TABLES, identifiers(labels), strict=True))


def view_columns(table: Table, language: Language) -> dict[str, str]:
    """The view's column for each column of the table, in the same order."""
    labels = (_label(field, language) for field in table.fields)
    return dict(zip(table.columns, identifiers(labels), strict=True))


def view_sql(table: Table, language: Language) -> str:
    """``CREATE VIEW`` of the table in a language, with a comment on it and on each of its columns.

    The view names its table's schema and not its database, which readers attach under names of their own.
    """
    view = f"{language}.{view_names(language)[table.name]}"
    columns = view_columns(table, language)
    shown = ",\n".join(f"    {_shown(field, language)} AS {columns[field.name]}" for field in table.fields)
    meaning = _literal(f"{_meaning(table, language)} [{table.name}]")
    statements = [
        f"CREATE VIEW {view} AS SELECT\n{shown}\nFROM main.{table.name};",
        f"COMMENT ON VIEW {view} IS {meaning};",
    ]
    for field in table.fields:
        comment = _literal(f"{_meaning(field, language)} [{table.name}.{field.name}]")
        statements.append(f"COMMENT ON COLUMN {view}.{columns[field.name]} IS {comment};")
    return "\n".join(statements)


def create_views(connection: duckdb.DuckDBPyConnection, tables: Iterable[str]) -> None:
    """Create the schemas and the views of ``tables`` in the current database, which already has the tables."""
    named = list(tables)
    for language in LANGUAGES:
        connection.execute(f"CREATE SCHEMA {language}")
        connection.execute("\n".join(view_sql(TABLES[name], language) for name in named))


def _shown(field: Field, language: Language) -> str:
    if field.vocabulary is None:
        return field.name
    if field.kind == "text_list":
        return f"list_transform({field.name}, lambda code: {_labels_of(field.vocabulary, 'code', language)})"
    return _labels_of(field.vocabulary, field.name, language)


def _labels_of(vocabulary: Vocabulary, code: str, language: Language) -> str:
    """A CASE: old clients read it, it stands readable in ``duckdb_views()``, and an unknown code stays itself."""
    place = LANGUAGES.index(language)
    cases = " ".join(
        f"WHEN {_literal(value)} THEN {_literal(labels[place])}" for value, labels in vocabulary.labels.items()
    )
    return f"CASE {code} {cases} ELSE {code} END"


def _label(named: Table | Field, language: Language) -> str:
    return named.spanish if language == "es" else named.english


def _meaning(named: Table | Field, language: Language) -> str:
    return named.meaning if language == "es" else named.meaning_english


def _free(name: str, taken: Sequence[str]) -> str:
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    return free


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def view_problems(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table]) -> list[str]:
    """Problems of the views of ``tables`` in the current database, one sentence each.

    Judged by the rows and not by today's words, so that a version published with older labels stays whole: each table
    has one view in each language, which shows its rows, and other words only for the codes of a vocabulary.
    """
    listed = connection.execute(
        "SELECT schema_name, view_name, sql FROM duckdb_views() WHERE NOT internal ORDER BY ALL"
    ).fetchall()
    wanted = {(language, name) for language in LANGUAGES for name in tables}
    problems, found = [], set()
    for schema, view, sql in listed:
        what = (schema, re.findall(r'\bFROM main\."?(\w+)|$', sql)[0])
        if what not in wanted or what in found:
            problems.append(f"sobra la vista {schema}.{view}")
            continue
        found.add(what)
        if not _shows(connection, f'"{schema}"."{view}"', what[1], tables[what[1]]):
            problems.append(f"la vista {schema}.{view} no muestra lo que la tabla {what[1]}")
    missing = sorted(wanted - found)
    return [f"falta en {language} la vista de la tabla {name}" for language, name in missing] + problems


def _shows(connection: duckdb.DuckDBPyConnection, view: str, name: str, table: pa.Table) -> bool:
    import duckdb

    try:
        shown = connection.sql(f"FROM {view}").to_arrow_table()
    except duckdb.Error:
        return False
    if shown.shape != table.shape:
        return False
    worded = _worded(name)
    return all(
        _same_but_for_words(ours, its) if field in worded else ours.equals(its)
        for field, ours, its in zip(table.column_names, table.columns, shown.columns, strict=True)
    )


def _worded(name: str) -> set[str]:
    fields = TABLES[name].fields if name in TABLES else ()
    return {field.name for field in fields if field.vocabulary is not None}


def _same_but_for_words(codes: pa.ChunkedArray, labels: pa.ChunkedArray) -> bool:
    """Whether both say the same, one code for one label."""
    one, other = codes.combine_chunks(), labels.combine_chunks()
    if one.type != other.type:
        return False
    if hasattr(one, "offsets"):
        if not one.value_lengths().equals(other.value_lengths()):
            return False
        one, other = one.flatten(), other.flatten()
    return bool(one.dictionary_encode().indices.equals(other.dictionary_encode().indices))
