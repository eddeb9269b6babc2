"""``codebook.md``, generated from the schema: every table and column, Spanish first, then English."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from warehouse.schema import DUCKDB_TYPES, SCHEMA_VERSION, TABLES, Field, Table, Vocabulary
from warehouse.time_travel import COUNTED_AS_OF, MACROS, macro_sql

SPANISH_HEADINGS = ("Columna", "Nombre", "Tipo", "Significado", "Valores", "Unidad", "Fuente", "Ejemplo")
ENGLISH_HEADINGS = ("Column", "Name", "Type", "Meaning", "Values", "Unit", "Source", "Example")


@dataclass(frozen=True, slots=True)
class Edition:
    """What differs between the two halves of the codebook."""

    language: Literal["es", "en"]
    title: str
    lead: str
    headings: tuple[str, ...]
    words: tuple[str, str, str, str]  # required, key, order, vocabularies

    def name(self, thing: Field | Table) -> str:
        """The label of a table or column."""
        return thing.spanish if self.language == "es" else thing.english

    def meaning(self, thing: Field | Table) -> str:
        """What a table or column means."""
        return thing.meaning if self.language == "es" else thing.meaning_english


SPANISH = Edition(
    "es", "Libro de códigos",
    "Una celda vacía es el único nulo. En CSV las listas se unen con `|`.",
    SPANISH_HEADINGS, ("obligatoria", "Llave", "Orden", "Vocabularios"),
)  # fmt: skip
ENGLISH = Edition(
    "en", "Codebook",
    "The empty cell is the only null. In CSV, lists are joined by `|`.",
    ENGLISH_HEADINGS, ("required", "Key", "Order", "Vocabularies"),
)  # fmt: skip


def codebook() -> str:
    """The whole codebook as Markdown; depends on the schema alone."""
    lines = [f"# Acuerdos Abiertos, {SCHEMA_VERSION}", ""]
    for edition in (SPANISH, ENGLISH):
        lines += _edition(edition)
    lines += _time_travel()
    return "\n".join(lines).rstrip() + "\n"


def _time_travel() -> list[str]:
    """The macros of the database, for who reads the Parquet files alone."""
    tables = ", ".join(f"`{name}`" for name in COUNTED_AS_OF)
    lines = [
        "## Lo que se sabía y cuándo / What we knew and when",
        "",
        (
            "`acuerdos.duckdb` trae estas macros; tras `ATTACH ... AS x` use `USE x`. Con solo los Parquet, haga "
            f"antes `CREATE VIEW agreement_versions AS FROM 'agreement_versions.parquet'`, y lo mismo con {tables}. "
            "`counts_as_of` da cada cuadro de cuentas a cualquier día, con su parte y su lugar, y `projection_as_of`, "
            "la proyección. El índice es el impreso y no cambia de una versión a otra."
        ),
        "",
        (
            "`acuerdos.duckdb` comes with these macros; after `ATTACH ... AS x`, `USE x` is needed. With Parquet files "
            "alone, first make views of those tables, then run this, in this order. `counts_as_of` gives every table "
            "of counts as of any day, with share and rank, and `projection_as_of` the projection. The index is the "
            "printed one, the same in every version."
        ),
        "",
    ]
    for name in MACROS:
        lines += ["```sql", macro_sql(name).strip(), "```", ""]
    return lines


def _edition(edition: Edition) -> list[str]:
    lines = [f"## {edition.title}", "", edition.lead, ""]
    for table in TABLES.values():
        lines += _table(table, edition)
    lines += [f"### {edition.words[3]}", ""]
    for vocabulary in _vocabularies():
        lines += _vocabulary(vocabulary, edition)
    return lines


def _table(table: Table, edition: Edition) -> list[str]:
    key, order = (", ".join(f"`{name}`" for name in names) for names in (table.key, table.sort))
    return [
        f"### {table.name}: {edition.name(table)}",
        "",
        edition.meaning(table),
        "",
        f"{edition.words[1]}: {key}. {edition.words[2]}: {order}.",
        "",
        _line(edition.headings),
        _line(["---"] * len(edition.headings)),
        *(_line(_cells(field, edition)) for field in table.fields),
        "",
    ]


def _cells(field: Field, edition: Edition) -> list[str]:
    kind = DUCKDB_TYPES[field.kind] + (f", {edition.words[0]}" if field.required else "")
    example = f"`{field.example}`" if field.example else ""
    return [
        f"`{field.name}`", edition.name(field), kind, edition.meaning(field), _values(field), field.unit,
        field.source, example,
    ]  # fmt: skip


def _values(field: Field) -> str:
    if field.vocabulary:
        return ", ".join(f"`{value}`" for value in field.vocabulary.values)
    if field.references:
        return f"→ `{field.references}`"
    if field.pattern:
        return f"`{field.pattern}`"
    return "" if field.minimum is None else f"≥ {field.minimum:g}"


def _vocabularies() -> list[Vocabulary]:
    fields = [field for table in TABLES.values() for field in table.fields]
    return list({field.vocabulary.name: field.vocabulary for field in fields if field.vocabulary}.values())


def _vocabulary(vocabulary: Vocabulary, edition: Edition) -> list[str]:
    position = 0 if edition.language == "es" else 1
    values = (f"`{value}` {labels[position]}" for value, labels in vocabulary.labels.items())
    return [f"- **{vocabulary.name}**: {'; '.join(values)}.", ""]


def _line(cells: Iterable[str]) -> str:
    # A bar inside a cell would end it: patterns and lists have them.
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
