"""The rival of validating: pandera's schemas over polars frames, as its manual has them.

Types, empty cells, vocabularies, patterns, lower bounds and keys are what ``Column`` and ``DataFrameSchema`` are for;
foreign keys, floors and the rules of several columns (``pandera_row_rules.py``) are checks. Every check has a name, and
``validate`` is lazy: all rules are asked, whatever the first of them says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from bench.rivals.pandera_row_rules import Expressions

Frames = Mapping[str, pl.DataFrame]
# A table as a data package describes it: name, key, columns (name, type, required, values, pattern, minimum,
# references), and how many rows it has at least or at most.
Description = Mapping[str, Any]
_TYPES: Mapping[str, Any] = {
    "text": pl.String, "integer": pl.Int64, "number": pl.Float64, "date": pl.Date, "text_list": pl.List(pl.String),
}  # fmt: skip


def schemas(
    described: Sequence[Description], frames: Frames, expressions: Expressions
) -> dict[str, pa.DataFrameSchema]:
    """A schema for each table; ``frames``: where foreign keys lead; ``expressions``: the rules of several columns."""
    return {
        table["name"]: pa.DataFrameSchema(
            {column["name"]: _column(table["name"], column, frames) for column in table["columns"]},
            checks=_of_frame({**_bounds(table), **expressions.get(table["name"], {})}),
            strict=True, ordered=True, unique=list(table["key"]), report_duplicates="all",
        )
        for table in described
    }  # fmt: skip


def validate(asked: Mapping[str, pa.DataFrameSchema], frames: Frames) -> dict[str, int]:
    """The rules that do not hold, each with its number of rows; nothing where all of them do."""
    broken: Counter[str] = Counter()
    for name, schema in asked.items():
        try:
            schema.validate(frames[name], lazy=True)
        except SchemaErrors as errors:
            for error in errors.schema_errors:
                broken[_rule(name, error)] += _rows(error.failure_cases)
    return dict(broken)


def rules_of(asked: Mapping[str, pa.DataFrameSchema]) -> int:
    """How many rules the schemas have: one for the columns, one for the key, one for each type, and so on."""
    return sum(
        2 + len(schema.checks) + sum(1 + _promises(column) for column in schema.columns.values())
        for schema in asked.values()
    )


def _promises(column: pa.Column) -> int:
    return sum(not str(check.name).endswith(".required") for check in column.checks) + (not column.nullable)


def _column(table: str, column: Mapping[str, Any], frames: Frames) -> pa.Column:
    return pa.Column(
        _TYPES[column["type"]], list(_checks(f"{table}.{column['name']}", column, frames)),
        nullable=not column["required"], name=column["name"],
    )  # fmt: skip


def _checks(name: str, column: Mapping[str, Any], frames: Frames) -> Iterator[pa.Check]:
    if column["required"] and column["type"] == "text":
        yield _of_column(f"{name}.required", lambda cell: cell.str.strip_chars() != "")
    if column["values"] and column["type"] == "text_list":
        values = list(column["values"])
        known = pl.element().is_in(values).fill_null(value=False)
        yield _of_column(f"{name}.vocabulary", lambda cell: cell.list.eval(known).list.all())
    elif column["values"]:
        yield pa.Check.isin(list(column["values"]), name=f"{name}.vocabulary")
    if column["pattern"]:
        yield pa.Check.str_matches(f"^(?:{column['pattern']})$", name=f"{name}.pattern")
    if column["minimum"] is not None:
        yield pa.Check.ge(column["minimum"], name=f"{name}.minimum")
    if column["references"]:
        other, _, key = column["references"].partition(".")
        there = frames[other][key].drop_nulls().unique().implode()
        yield _of_column(f"{name}.references.{column['references']}", lambda cell: cell.is_in(pl.lit(there)))


def _of_column(name: str, holds: Callable[[pl.Expr], pl.Expr]) -> pa.Check:
    return pa.Check(lambda data: data.lazyframe.select(holds(pl.col(data.key))), name=name)


def _of_frame(rules: Mapping[str, pl.Expr]) -> list[pa.Check]:
    return [
        pa.Check(lambda data, holds=holds: data.lazyframe.select(holds), name=name) for name, holds in rules.items()
    ]


def _bounds(table: Description) -> dict[str, pl.Expr]:
    return {
        name: pl.len().is_between(bound.get("minimum", 0), bound.get("maximum", float("inf")))
        for name, bound in table["rows"].items()
    }


def _rule(table: str, error: Any) -> str:
    if isinstance(error.check, pa.Check):
        return str(error.check.name)
    if error.reason_code.name == "SERIES_CONTAINS_NULLS":
        return f"{table}.{error.column_name}.required"
    return f"{table}.key.unique" if error.reason_code.name == "DUPLICATES" else f"{table}.{error.reason_code.name}"


def _rows(cases: Any) -> int:
    return len(cases) if isinstance(cases, pl.DataFrame) else 1
