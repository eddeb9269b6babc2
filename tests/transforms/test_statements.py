"""As of when and on whose word a statement is made."""

from __future__ import annotations

import pytest

from tests.transforms.test_offices import fact, facts, row_of_columns
from transforms.statements import latest_date
from warehouse.schema import vocabulary


@pytest.mark.parametrize(
    ("value", "fields", "as_of"),
    [
        ("Calle Uno 12", {}, ""),
        ("Calle Uno 12", {"as_of": "marzo de 2020"}, "2020-03"),
        ("Calle Uno 12", {"as_of": "2025-07; 2024-09; 2024-11-11; 2013-05"}, "2025-07"),
        ("Calle Uno 12", {"as_of": "2025; 2025-03"}, "2025-03"),
        ("Calle Uno 12", {"as_of": "(2025, day not shown)"}, "2025"),
        ("Calle Uno 12", {"as_of": "undated"}, ""),
        ("Calle Uno 12 (2017)", {}, "2017"),
        ("Calle Uno 12 (2017)", {"as_of": "2025"}, "2017"),
        ("Calle Uno 12 (2017, sin confirmar)", {"as_of": "2025"}, "2017"),
        ("Calle Uno (2017) 12", {"as_of": "2025"}, "2025"),
        ("Calle Uno 12", {"reference": "book:ch7"}, "2025"),
        ("Calle Uno 12", {"reference": "book:ch7:fig2"}, "2025"),
        ("Calle Uno 12", {"reference": "book:ch7", "as_of": "2020"}, "2020"),
        ("Calle Uno 12 (2017)", {"reference": "book:ch7"}, "2017"),
        ("Calle Uno 12", {"reference": "p. 7"}, ""),
    ],
)
def test_date_for_which_it_is_said(value: str, fields: dict[str, str], as_of: str) -> None:
    one = fact("address", value, **fields)
    assert (one["as_of"], one["as_of_printed"]) == (as_of, fields.get("as_of", ""))


def test_year_aside_dates_its_own_column_only() -> None:
    read = facts(row_of_columns(office_name="Oficina", phone="222 303 4600 (2017)", as_of="2025"))
    assert {one["field"]: one["as_of"] for one in read} == {"office_name": "2025", "phone": "2017"}


@pytest.mark.parametrize(
    ("printed", "evidence"),
    [
        ("", "official_site"), ("press", "press"), ("official site", "official_site"), ("official", "official_site"),
        ("gazette", "official_site"), ("law text", "publication"), ("publication+press", "press"),
        ("press + official site", "press"), ("official site; encyclopaedia", "encyclopaedia"),
        ("publication/official site", "publication"), ("azul", "official_site"),
    ],
)  # fmt: skip
def test_of_several_kinds_of_source_the_weakest_counts(printed: str, evidence: str) -> None:
    one = fact("office_name", "Oficina", evidence=printed)
    assert one["evidence"] == evidence
    assert one["evidence_printed"] == ("" if printed in vocabulary.EVIDENCE.values else printed)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2026 (Jan-Jun report)", "2026"),
        ("2017 (from text); undated", "2017"),
        ("2025-08/09", "2025-08"),
    ],
)
def test_date_of_a_survey_is_as_precise_as_printed(text: str, date: str) -> None:
    assert latest_date(text) == date
