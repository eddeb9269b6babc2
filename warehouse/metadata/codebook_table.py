"""``codebook.csv``: a row for each column of each published table, in both languages, from the one schema."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from warehouse.cells import as_text
from warehouse.fields import Field, Table, Vocabulary
from warehouse.schema import TABLES

NAME = "codebook.csv"
YES_NO = Vocabulary("yes_no", {"yes": ("Sí", "Yes"), "no": ("No", "No")})

CODEBOOK = Table(
    "codebook", "Libro de códigos", "Codebook",
    "Un renglón por columna de cada tabla: qué es y qué puede decir.",
    "One row per column of each table: what it is and what may stand in it.",
    (
        Field("table_name", "text", "Tabla", "Table", "Tabla.", "Table.", required=True),
        Field("position", "integer", "Posición", "Position", "Lugar de la columna en la tabla, desde 1.",
              "Place of the column in the table, from 1.", required=True, minimum=1),
        Field("column_name", "text", "Columna", "Column", "Columna.", "Column.", required=True),
        Field("table_spanish", "text", "Nombre de la tabla", "Name of the table in Spanish",
              "Nombre de la tabla en español.", "Name of the table in Spanish.", required=True),
        Field("table_english", "text", "Nombre de la tabla en inglés", "Name of the table",
              "Nombre de la tabla en inglés.", "Name of the table in English.", required=True),
        Field("spanish", "text", "Nombre", "Name in Spanish", "Nombre en español.", "Name in Spanish.", required=True),
        Field("english", "text", "Nombre en inglés", "Name", "Nombre en inglés.", "Name in English.", required=True),
        Field("meaning", "text", "Significado", "Meaning in Spanish", "Significado en español.",
              "Meaning in Spanish.", required=True),
        Field("meaning_english", "text", "Significado en inglés", "Meaning", "Significado en inglés.",
              "Meaning in English.", required=True),
        Field("type", "text", "Tipo", "Type", "text, integer, number, date, o text_list: textos unidos por |.",
              "text, integer, number, date, or text_list: texts joined by |.", required=True),
        Field("required", "text", "Obligatoria", "Required", "Si nunca está vacía.", "Whether it is never empty.",
              required=True, vocabulary=YES_NO),
        Field("key_position", "integer", "Lugar en la llave", "Place in the key",
              "Lugar en la llave de la tabla, desde 1; vacío si no es de ella.",
              "Place in the table's key, from 1; empty where it is not part of it.", minimum=1),
        Field("vocabulary", "text", "Vocabulario", "Vocabulary", "Lista cerrada de la que toma sus valores.",
              "Closed list its values are of."),
        Field("values", "text_list", "Valores", "Values", "Valores posibles, con sus nombres en español y en inglés.",
              "Possible values, each with its Spanish and English name."),
        Field("pattern", "text", "Patrón", "Pattern", "Expresión regular de la celda entera.",
              "Regular expression of the whole cell."),
        Field("minimum", "number", "Mínimo", "Minimum", "Valor mínimo.", "Least value."),
        Field("references", "text", "Referencia", "Reference", "tabla.columna en que está su valor.",
              "table.column its value stands in."),
        Field("unit", "text", "Unidad", "Unit", "Unidad de medida.", "Unit of measure."),
        Field("source", "text", "Fuente", "Source", "De dónde es la clave o la definición.",
              "Where the code or definition is from."),
        Field("example", "text", "Ejemplo", "Example", "Un valor.", "A value."),
    ),
    ("table_name", "column_name"),
)  # fmt: skip


def codebook_table() -> str:
    """The whole file, RFC 4180, as the other canonical CSV files: empty cells are the only null."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(CODEBOOK.columns)
    for table in (*TABLES.values(), CODEBOOK):
        writer.writerows([as_text(cell) for cell in row] for row in _rows(table))
    return text.getvalue()


def _rows(table: Table) -> Iterator[tuple[object, ...]]:
    for position, field in enumerate(table.fields, start=1):
        vocabulary = field.vocabulary
        yield (
            table.name, position, field.name, table.spanish, table.english, field.spanish, field.english,
            field.meaning, field.meaning_english, field.kind, "yes" if field.required else "no",
            table.key.index(field.name) + 1 if field.name in table.key else None,
            vocabulary.name if vocabulary else None,
            [f"{code}: {spanish} / {english}" for code, (spanish, english) in vocabulary.labels.items()]
            if vocabulary else None,
            field.pattern, field.minimum, field.references, field.unit, field.source, field.example,
        )  # fmt: skip
