"""What a published field and table are, before saying which ones there are.

The one description of a column from which DDL, Parquet schema, codebook and gate are generated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "integer", "number", "date", "text_list"]

DUCKDB_TYPES: Mapping[Kind, str] = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "date": "DATE",
    "text_list": "VARCHAR[]",
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of values with their Spanish and English labels, in display order."""

    name: str
    labels: Mapping[str, tuple[str, str]]

    @property
    def values(self) -> tuple[str, ...]:
        """The codes, in display order."""
        return tuple(self.labels)

    def spanish(self, value: str) -> str:
        """The Spanish label of a code; the code itself where it is not of this list."""
        return self.labels.get(value, (value, value))[0]


@dataclass(frozen=True, slots=True)
class Field:
    """One column: its type, its names for people, and what may stand in it.

    ``required`` forbids the empty cell; ``pattern`` is a full-match regular expression;
    ``references`` names ``table.column`` of a foreign key; ``volatile`` marks a column that tells
    when we looked and not what the source says, so that it alone never makes a new version.
    """

    name: str
    kind: Kind
    spanish: str
    english: str
    meaning: str
    meaning_english: str
    required: bool = False
    vocabulary: Vocabulary | None = None
    pattern: str = ""
    references: str = ""
    unit: str = ""
    source: str = ""
    example: str = ""
    minimum: float | None = None
    volatile: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One published table: its fields in order, its key, and the order of its rows (its key)."""

    name: str
    spanish: str
    english: str
    meaning: str
    meaning_english: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    order: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in the order in which they are published."""
        return tuple(field.name for field in self.fields)

    @property
    def stable_columns(self) -> tuple[str, ...]:
        """Columns whose change is a change of what we know."""
        return tuple(field.name for field in self.fields if not field.volatile)

    @property
    def sort(self) -> tuple[str, ...]:
        """Columns by which published rows are ordered: unique, so that bytes repeat."""
        return self.order or self.key

    def field(self, name: str) -> Field:
        """The field of that name; raises ``KeyError`` where the table has none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(f"{self.name}.{name}")
