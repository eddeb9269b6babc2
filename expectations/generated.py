"""The rules that follow from the schema: whatever ``warehouse.schema`` promises, the gate asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from expectations.rules import Parameter, Rule, RuleKind
from warehouse.schema import TABLES, Field, Table


def generated_rules(schema: Mapping[str, Table] = TABLES) -> list[Rule]:
    """The rules of every table of ``schema``, in the order of its tables and columns."""
    return [rule for table in schema.values() for rule in rules_for(table)]


def rules_for(table: Table) -> list[Rule]:
    """The rules of one table: its columns, its key, and what each column may hold."""
    rules = [
        Rule(
            f"{table.name}.columns", table.name, "columns", table.columns, {},
            f"«{table.spanish}» trae exactamente las columnas publicadas, en su orden.", table.key,
        ),
        Rule(
            f"{table.name}.key.unique", table.name, "unique", table.key, {},
            f"En «{table.spanish}» ningún renglón repite la llave ({', '.join(table.key)}).", table.key,
        ),
    ]  # fmt: skip
    for field in table.fields:
        rules.extend(_field_rules(table, field))
    return rules


def _field_rules(table: Table, field: Field) -> Iterator[Rule]:
    """What one column promises, one rule for each promise."""
    said = f"«{field.spanish}» de «{table.spanish}»"

    def rule(suffix: str, kind: RuleKind, meaning: str, **parameters: Parameter) -> Rule:
        return Rule(
            f"{table.name}.{field.name}.{suffix}", table.name, kind, (field.name,), parameters, meaning, table.key
        )

    yield rule("type", "type", f"{said} es de tipo {field.kind}.", type=field.kind)
    if field.required:
        yield rule("required", "required", f"{said} nunca va vacío.")
    if field.vocabulary:
        kind: RuleKind = "item_vocabulary" if field.kind == "text_list" else "vocabulary"
        whole = "Cada elemento de " if field.kind == "text_list" else ""
        meaning = f"{whole}{said} es una clave de la lista {field.vocabulary.name}."
        yield rule("vocabulary", kind, meaning, values=field.vocabulary.values)
    if field.pattern and not field.references:
        # A reference says more than a form: the referenced column has its own pattern.
        yield rule("pattern", "pattern", f"{said} tiene la forma {field.pattern}, entera.", pattern=field.pattern)
    if field.minimum is not None:
        yield rule("minimum", "minimum", f"{said} no es menor que {field.minimum:g}.", minimum=field.minimum)
    if field.references:
        other, _, column = field.references.partition(".")
        meaning = f"{said} existe en {field.references}, o va vacío."
        if field.required:
            meaning = f"{said} existe en {field.references}."
        yield rule(f"references.{field.references}", "reference", meaning, table=other, column=column)
