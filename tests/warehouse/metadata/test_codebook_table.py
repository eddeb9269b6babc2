"""``codebook.csv``: every column of every table in both languages, from the one schema."""

from __future__ import annotations

import csv
import io

from warehouse.metadata.codebook_table import CODEBOOK, codebook_table
from warehouse.schema import TABLES

ROWS = {
    (row["table_name"], row["column_name"]): row for row in csv.DictReader(io.StringIO(codebook_table(), newline=""))
}


def test_every_column_of_every_table_has_its_row_in_published_order() -> None:
    wanted = [(table.name, field.name) for table in (*TABLES.values(), CODEBOOK) for field in table.fields]
    assert list(ROWS) == wanted


def test_a_column_is_told_in_both_languages() -> None:
    row, field = ROWS["agreements", "status"], TABLES["agreements"].field("status")
    assert (row["spanish"], row["english"]) == ("Estado del acuerdo", "Status")
    assert (row["meaning"], row["meaning_english"]) == (field.meaning, field.meaning_english)


def test_the_values_of_a_list_have_their_names() -> None:
    assert ROWS["agreements", "level"]["values"] == "state: Estatal / State|municipal: Municipal / Municipal"


def test_what_may_stand_in_a_cell_is_told() -> None:
    position = ROWS["agreement_parties", "position"]
    assert (position["required"], position["key_position"], position["minimum"]) == ("yes", "2", "1")
    assert ROWS["claims", "agreement_id"]["references"] == "agreements.agreement_id"
    assert ROWS["states", "state_code"]["pattern"] == r"\d{2}"
