"""Of any rows: their identifiers are made of what they print, whatever their order and whatever we correct."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.torture.examples import bounded
from tests.transforms.observed import TODAY, Seen
from transforms.agreements import read_agreement
from transforms.interpretation import _keep_raw_key
from transforms.normalise import normalise

PATTERN = re.compile(r"aii-\d{2}-[0-9a-hjkmnp-tv-z]{8}")
FIELDS = {
    "title": (
        "Acuerdo de Hermanamiento",
        "Convenio de Cooperación entre el Municipio de León y la Ciudad de Laredo, Texas",
        "",
        "x",
    ),
    "local_party": ("Municipio de León", "Gobierno del Estado de Guanajuato", ""),
    "counterpart": ("Ciudad de Laredo, Texas", "Agaña, Guam Filipinas", "Provincia de Alberta", "ACNUR", ""),
    "country": ("Estados Unidos", "Canadá", ""),
    "signed_on": ("3 de mayo de 2011", "1998", "ayer", ""),
    "instrument": ("Acuerdo de Hermanamiento", "Carta de Intención", ""),
}
FILLED = st.fixed_dictionaries({name: st.sampled_from(texts) for name, texts in FIELDS.items()})
ANY_TEXTS = st.fixed_dictionaries({name: st.text(max_size=30) for name in FIELDS})
ROWS = st.lists(
    st.builds(lambda fields, state: Seen(fields, state=state), FILLED, st.sampled_from(("11", "14", ""))),
    min_size=1,
    max_size=4,
).map(lambda rows: [replace(row, locator=f"table 1 row {number}") for number, row in enumerate(rows)])


def identifiers(rows: list[Seen]) -> dict[str, str]:
    found = normalise([("agreements", row) for row in rows], TODAY).tables["agreements"]
    return {str(row["locator"]): str(row["agreement_id"]) for row in found}


def identifier(row: Seen) -> str:
    record = read_agreement(row, TODAY).record
    return str(record["agreement_id"]) if record else ""


@given(rows=ROWS)
@bounded(20)
def test_the_same_rows_have_the_same_identifiers(rows: list[Seen]) -> None:
    assert identifiers(rows) == identifiers(
        [replace(row, seen_on="2027-01-01", capture_sha256="f" * 64) for row in rows]
    )


@given(rows=ROWS, data=st.data())
@bounded(30)
def test_the_order_of_rows_changes_no_identifier(rows: list[Seen], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))
    assert set(identifiers(rows).values()) == set(identifiers(shuffled).values())


@given(
    row=st.builds(lambda fields, state: Seen(fields, state=state), ANY_TEXTS, st.sampled_from(("", "01", "09", "32")))
)
@bounded(100)
def test_every_identifier_is_readable(row: Seen) -> None:
    assert PATTERN.fullmatch(identifier(row) or "aii-00-00000000")


@given(
    fields=FILLED,
    state=st.sampled_from(("11", "14")),
    name=st.sampled_from(sorted(FIELDS)),
    text=st.text(min_size=1, max_size=20),
)
@bounded(60)
def test_a_correction_changes_no_identifier(fields: dict[str, str], state: str, name: str, text: str) -> None:
    printed = Seen({**fields, "title": "Acuerdo de Hermanamiento"}, state=state)
    corrected = replace(printed, fields={**printed.fields, name: text})
    reading = read_agreement(corrected, TODAY)
    if reading.record:
        _keep_raw_key(reading, printed, TODAY)
        assert str(reading.record["agreement_id"]) == identifier(printed) or not identifier(printed)
