"""A small set of published tables that holds every rule, made from the schema; tests break one row of it."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow

from transforms.places import states
from warehouse.schema import TABLES, Field, Table

ARROW = {
    "text": pyarrow.string(),
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "date": pyarrow.date32(),
    "text_list": pyarrow.list_(pyarrow.string()),
}
SHA = "0" * 64
OFFICE_ID = "office-14-0a"
# The agreements, all they refer to, and the tables with a floor: quicker to judge than all of them.
CORE = {
    name: TABLES[name]
    for name in (
        "agreements",
        "changes",
        "offices",
        "office_names",
        "states",
        "municipalities",
        "sources",
        "captures",
    )
}
# A value for each pattern of the schema; an unknown pattern raises KeyError and is added here.
TEXT_OF_PATTERN = {
    r"\d{4}(-\d{2}(-\d{2})?)?": "2011-05",
    r"\d{4}-\d{2}-\d{2}": "2026-11-23",
    r"\d{4}-\d{2}-\d{2}(\.\d+)?": "2026-11-23",
    r"[0-9a-f]{64}": SHA,
    r"[A-Z]{2}": "US",
    r"[A-Z]{2}-[A-Z0-9]{1,3}": "US-TX",
    r"indefinite|until|P(\d+Y)?(\d+M)?(\d+D)?": "P5Y",
    r"US-[A-Z]{2}": "US-CA",
    r"(US-[A-Z]{2}|MX-[A-Z]{3})": "MX-BCN",
    r"\d{5}(-\d{4})?": "90001",
    r"office-\d{2}-[0-9a-z]+": OFFICE_ID,
    r"\d{4}": "2014",
    r"\d{2}": "14",
    r"\d{5}": "14039",
    r"MX-[A-Z]{3}": "MX-JAL",
    r"aii-\d{2}-[0-9a-z]{8,}": "aii-14-00000000",
    r"[a-z0-9_]+": "rai",
}
REFERENCES = {
    "states.state_code": "14",
    "municipalities.municipality_code": "14039",
    "sources.source_id": "rai",
    "captures.capture_sha256": SHA,
    "agreements.agreement_id": "aii-14-00000000",
    "agreement_observations.observation_id": "obs-0a",
    "office_names.office_id": OFFICE_ID,
    "branches.branch_id": "branch-0a",
    "laws.law_id": "law-0a",
}
# What rules written by hand ask of several cells of one row, wherever these columns stand.
COHERENT: dict[str, str | list[str] | None] = {
    "state_code": "14", "state": "Jalisco", "level": "municipal", "municipality_code": "14039",
    "municipality": "Guadalajara", "local_party": "Municipio de Guadalajara, Jalisco",
    "counterpart": "Ciudad de San Antonio", "counterpart_country": "US", "counterpart_subdivision": "US-TX",
    "region": "north_america", "signed_on": "2011-05-03", "signed_precision": "day", "administration": "calderon",
    "nafta_era": "post_nafta", "validity": "P5Y", "expires_on": "2016-05-03", "status": "in_force",
    "withdrawn_on": None, "country": "US", "us_state": "US-CA", "subdivision": "US-CA",
    "phones_e164": ["+522223034600"], "year": "2014", "gazette_date": "2014-05-03", "last_reform": "2015",
}  # fmt: skip
_STATES = list(states().values())
Cell = str | int | float | list[str] | None
Row = dict[str, Cell]


def good_value(field: Field) -> Cell:
    """A value the field may hold."""
    if field.kind == "text_list":
        return list(field.vocabulary.values[:2]) if field.vocabulary else ["uno", "dos"]
    if field.kind in ("integer", "number"):
        return 2000
    if field.vocabulary:
        return field.vocabulary.values[0]
    if field.references:
        return REFERENCES[field.references]
    if field.pattern in TEXT_OF_PATTERN:
        return TEXT_OF_PATTERN[field.pattern]
    prefix = field.pattern.removesuffix("[0-9a-z]+")
    if prefix != field.pattern and prefix.endswith("-"):
        return prefix + "0a"
    return TEXT_OF_PATTERN[field.pattern] if field.pattern else "texto"


def good_row(table: Table, **cells: Cell) -> Row:
    """A row of the table that breaks no rule, with some cells replaced."""
    row: Row = {field.name: good_value(field) for field in table.fields}
    told = {
        field.name: COHERENT[field.name]
        for field in table.fields
        if field.name in COHERENT and _may_hold(field, COHERENT[field.name])
    }
    return {**row, **told, **cells}


def _may_hold(field: Field, value: Cell) -> bool:
    """Whether the value is one of this column's: ``status`` is of agreements here and of laws there."""
    if value is None:
        return not field.required
    if isinstance(value, list) or field.kind not in ("text", "text_list"):
        return field.kind == "text_list"
    return field.vocabulary is None or value in field.vocabulary.values


def arrow(table: Table, rows: list[Row]) -> pyarrow.Table:
    """The rows as an Arrow table with the types of the schema."""
    schema = pyarrow.schema([(field.name, ARROW[field.kind]) for field in table.fields])
    return pyarrow.Table.from_pylist(rows, schema=schema)


def good_rows(municipalities: int = 2_400) -> dict[str, list[Row]]:
    """Rows of every published table that break no rule, floors included."""
    rows = {name: [good_row(table)] for name, table in TABLES.items()}
    codes = [state.code for state in _STATES]
    rows["states"] = [good_row(TABLES["states"], state_code=state.code, state=state.name) for state in _STATES]
    rows["offices"] = [good_row(TABLES["offices"], state_code=code) for code in codes]
    rows["municipalities"] = [
        good_row(TABLES["municipalities"], municipality_code=f"{14001 + number}") for number in range(municipalities)
    ]
    agreements = TABLES["agreements"]
    rows["agreements"] = [good_row(agreements, agreement_id=f"aii-14-{number:08d}") for number in range(5)]
    # A row with every cell empty that may be.
    sparse: Row = {field.name: good_value(field) if field.required else None for field in agreements.fields}
    rows["agreements"].append({**sparse, "agreement_id": "aii-14-00000005", "signed_precision": "none"})
    return rows


def arrow_tables(rows: Mapping[str, list[Row]], schema: Mapping[str, Table] = TABLES) -> dict[str, pyarrow.Table]:
    """Every table of the schema from its rows."""
    return {name: arrow(table, rows[name]) for name, table in schema.items()}
