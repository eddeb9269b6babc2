"""Dataclasses of JSON values: what our short reader takes is what pydantic takes, strictly."""

from __future__ import annotations

import json
from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from flows.agenda import Agenda, Appointment, Rest
from flows.typed_json import dataclass_of

PYDANTIC = TypeAdapter(Agenda)
SCALARS = (
    st.none() | st.booleans() | st.integers(-9, 9) | st.text(max_size=3) | st.lists(st.text(max_size=3), max_size=2)
)


def objects(kind: type, known: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    """Objects with some of the names of a dataclass and one it does not have."""
    return st.dictionaries(st.sampled_from([*(field.name for field in fields(kind)), "later"]), known)


HOSTS = st.dictionaries(st.text(max_size=3), objects(Rest, SCALARS) | SCALARS, max_size=2)
SOURCES = st.dictionaries(st.text(max_size=3), objects(Appointment, SCALARS) | SCALARS, max_size=2)


@settings(max_examples=300, deadline=None)
@given(objects(Agenda, SCALARS | HOSTS | SOURCES) | SCALARS)
def test_what_is_taken_is_what_pydantic_takes(value: object) -> None:
    try:
        expected: Agenda | None = PYDANTIC.validate_json(json.dumps(value), strict=True)
    except ValueError:
        expected = None
    try:
        found: Agenda | None = dataclass_of(Agenda, value)
    except ValueError:
        found = None
    assert found == expected
