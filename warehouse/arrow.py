"""Published tables as Arrow tables and as DuckDB DDL, both generated from ``schema.py``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa
import pyarrow.compute as compute

from warehouse.fields import DUCKDB_TYPES, Field, Kind, Table

ARROW_TYPES: Mapping[Kind, pa.DataType] = {
    "text": pa.string(),
    "integer": pa.int64(),
    "number": pa.float64(),
    "date": pa.date32(),
    "text_list": pa.list_(pa.string()),
}


class SchemaMismatch(ValueError):
    """Rows or tables that are not of the shape ``schema.py`` publishes."""


def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a published table, columns in their published order."""
    return pa.schema([pa.field(field.name, ARROW_TYPES[field.kind]) for field in table.fields])


def arrow_table(table: Table, rows: Iterable[Mapping[str, object]]) -> pa.Table:
    """Make the published form of ``rows``: typed, with one null, in the table's own order.

    A missing key and the empty text are null; in a list column they are the empty list.
    Raises ``SchemaMismatch`` for a key that is no column and for a value of another type.
    """
    columns: dict[str, list[object]] = {name: [] for name in table.columns}
    blanks = {field.name: field.kind == "text_list" for field in table.fields}
    for row in rows:
        unknown = row.keys() - columns.keys()
        if unknown:
            raise SchemaMismatch(f"{table.name}: no existe la columna {', '.join(sorted(unknown))}")
        for name, values in columns.items():
            value = row.get(name)
            if value is None or value == "":
                values.append([] if blanks[name] else None)
            else:
                values.append(value)
    arrays = [_array(table, field, columns[field.name]) for field in table.fields]
    return ordered(table, pa.Table.from_arrays(arrays, schema=arrow_schema(table)))


def ordered(table: Table, rows: pa.Table) -> pa.Table:
    """Sort by the table's order, nulls first; every other column breaks ties, so that bytes repeat."""
    rest = [field.name for field in table.fields if field.kind != "text_list" and field.name not in table.sort]
    keys = [(name, "ascending", "at_start") for name in (*table.sort, *rest)]
    return rows.take(compute.sort_indices(rows, sort_keys=keys))


def check_shape(table: Table, rows: pa.Table) -> None:
    """Raise ``SchemaMismatch`` unless ``rows`` has exactly the columns and types of ``table``."""
    if not rows.schema.equals(arrow_schema(table)):
        raise SchemaMismatch(f"{table.name}: las columnas no son las de schema.py: {', '.join(rows.column_names)}")


def ddl(table: Table) -> str:
    """``CREATE TABLE`` with a comment, Spanish / English, on the table and on each of its columns.

    There are no constraints: the gate has judged the rows before, with better messages.
    """
    columns = ",\n".join(f"  {_quoted(field.name)} {DUCKDB_TYPES[field.kind]}" for field in table.fields)
    name = _quoted(table.name)
    statements = [
        f"CREATE TABLE {name} (\n{columns}\n);",
        f"COMMENT ON TABLE {name} IS {_literal(f'{table.meaning} / {table.meaning_english}')};",
    ]
    for field in table.fields:
        comment = _literal(f"{field.meaning} / {field.meaning_english}")
        statements.append(f"COMMENT ON COLUMN {name}.{_quoted(field.name)} IS {comment};")
    return "\n".join(statements) + "\n"


def _array(table: Table, field: Field, values: list[object]) -> pa.Array:
    try:
        return pa.array(values, type=ARROW_TYPES[field.kind])
    except (pa.ArrowInvalid, pa.ArrowTypeError) as error:
        raise SchemaMismatch(f"{table.name}.{field.name}: se esperaba {field.kind}; {error}") from error


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
