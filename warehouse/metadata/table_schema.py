"""A published table as a Table Schema of Data Package v2."""

from __future__ import annotations

import re
from collections.abc import Mapping

from warehouse.fields import Field, Kind, Table

Json = dict[str, object]

# v2 has a type `list`, but its own published profile (2.0) refuses it: a list is told as text, with its delimiter.
TYPES: Mapping[Kind, str] = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "date": "date",
    "text_list": "string",
}
DELIMITER = "|"
LIST_NOTE = ("Lista: sus textos se unen con |.", "A list: its texts are joined by |.")


def table_schema(table: Table) -> Json:
    """Fields in published order, key, references and the one missing value."""
    schema: Json = {"fields": [_field(table, field) for field in table.fields], "missingValues": [""]}
    # A primary key has no empty parts; where one may be empty the key is only unique.
    whole = all(table.field(name).required for name in table.key)
    schema |= {"primaryKey": list(table.key)} if whole else {"uniqueKeys": [list(table.key)]}
    foreign = [_foreign_key(table, field) for field in table.fields if field.references and field.kind != "text_list"]
    return schema | ({"foreignKeys": foreign} if foreign else {})


def _field(table: Table, field: Field) -> Json:
    is_list = field.kind == "text_list"
    notes = LIST_NOTE if is_list else ("", "")
    told: Json = {
        "name": field.name,
        "type": TYPES[field.kind],
        "title": field.spanish,
        "title_en": field.english,
        "description": f"{field.meaning} {notes[0]}".rstrip(),
        "description_en": f"{field.meaning_english} {notes[1]}".rstrip(),
        "constraints": _constraints(table, field),
    }
    if is_list:
        told["item_delimiter"] = DELIMITER
    if field.vocabulary:
        # A list has no categories in the standard: its cells are several values.
        told["item_categories" if is_list else "categories"] = [
            {"value": code, "label": spanish, "label_en": english}
            for code, (spanish, english) in field.vocabulary.labels.items()
        ]
    if field.example and TYPES[field.kind] == "string":
        told["example"] = field.example
    return told | {key: text for key, text in (("unit", field.unit), ("source", field.source)) if text}


def _constraints(table: Table, field: Field) -> Json:
    constraints: Json = {"required": True} if field.required else {}
    if table.key == (field.name,) and field.required:
        constraints["unique"] = True
    if field.vocabulary and field.kind != "text_list":
        constraints["enum"] = list(field.vocabulary.values)
    elif field.vocabulary:
        one = "|".join(re.escape(code) for code in field.vocabulary.values)
        constraints["pattern"] = rf"({one})(\|({one}))*"
    if field.pattern and field.kind == "text":
        # Some readers anchor the pattern without grouping it first.
        constraints["pattern"] = f"({field.pattern})" if "|" in field.pattern else field.pattern
    if field.minimum is not None:
        constraints["minimum"] = int(field.minimum) if field.kind == "integer" else field.minimum
    return constraints


def _foreign_key(table: Table, field: Field) -> Json:
    target, _, column = field.references.partition(".")
    # The standard names the table itself by the empty text.
    resource = "" if target == table.name else target
    return {"fields": [field.name], "reference": {"resource": resource, "fields": [column]}}
