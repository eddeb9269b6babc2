"""The rules that the schema implies."""

from __future__ import annotations

from expectations.generated import generated_rules, rules_for
from warehouse.schema import TABLES


def test_every_promise_of_the_schema_has_its_rule() -> None:
    rules = {rule.rule_id: rule for rule in generated_rules()}
    assert len(rules) == len(generated_rules())
    for table in TABLES.values():
        assert rules[f"{table.name}.columns"].columns == table.columns
        assert rules[f"{table.name}.key.unique"].columns == table.key
        for field in table.fields:
            name = f"{table.name}.{field.name}"
            assert (f"{name}.required" in rules) == field.required
            assert (f"{name}.vocabulary" in rules) == (field.vocabulary is not None)
            assert (f"{name}.minimum" in rules) == (field.minimum is not None)
            assert (f"{name}.references.{field.references}" in rules) == bool(field.references)
            # A reference stands for the pattern of the column it refers to.
            assert (f"{name}.pattern" in rules) == bool(field.pattern and not field.references)


def test_a_reference_stands_for_its_pattern_only_where_the_other_column_has_it() -> None:
    for table in TABLES.values():
        for field in table.fields:
            if field.references and field.pattern:
                other, _, column = field.references.partition(".")
                assert TABLES[other].field(column).pattern == field.pattern


def test_references_name_columns_of_the_schema() -> None:
    for rule in generated_rules():
        if rule.kind == "reference":
            assert str(rule.parameters["column"]) in TABLES[str(rule.parameters["table"])].columns


def test_rules_are_named_and_explained() -> None:
    level = next(rule for rule in rules_for(TABLES["agreements"]) if rule.rule_id == "agreements.level.vocabulary")
    assert level.meaning == "«Nivel» de «Acuerdos» es una clave de la lista level."
    assert (level.parameters, level.key) == ({"values": ("state", "municipal")}, ("agreement_id",))
