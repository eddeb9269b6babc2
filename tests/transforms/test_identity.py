"""Identifiers of agreements: readable, lasting, made of the raw mandatory fields and of nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import transforms
from tests.transforms.observed import ANY_TEXT, TODAY, Seen
from transforms.agreements import read_agreement
from transforms.identity import agreement_id, short_hash
from transforms.normalise import normalise

ROOT = Path(next(iter(transforms.__path__))).parent
PATTERN = re.compile(r"aii-\d{2}-[0-9a-z]{8}")
ROW = Seen(
    {
        "title": "Acuerdo de Hermanamiento entre el Municipio de León y la Ciudad de Laredo, Texas",
        "local_party": "Municipio de León",
        "counterpart": "Ciudad de Laredo, Texas",
        "country": "Estados Unidos",
        "instrument": "Acuerdo de Hermanamiento",
        "signed_on": "3 de mayo de 2011",
    },
    state="11",
)


def identifier(seen: Seen) -> str:
    record = read_agreement(seen, TODAY).record
    assert record is not None
    return str(record["agreement_id"])


def changed(**fields: str) -> Seen:
    return replace(ROW, fields={**ROW.fields, **fields})


def test_it_is_short_and_names_the_state() -> None:
    assert PATTERN.fullmatch(identifier(ROW))
    assert identifier(ROW).startswith("aii-11-")
    assert identifier(replace(ROW, fields={"title": "Acuerdo de Cooperación"}, state="")).startswith("aii-00-")


def test_it_is_the_same_in_another_process_whatever_its_hash_seed() -> None:
    code = "from transforms.identity import agreement_id; print(agreement_id('14', 'a', 'ñ', '', 'b'))"
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == agreement_id("14", "a", "ñ", "", "b")


@pytest.mark.parametrize(
    "other",
    [
        changed(validity="Indefinida"),
        changed(topics="Cultura; Turismo"),
        changed(status="Vigente"),
        changed(expires_on="3 de mayo de 2016"),
        changed(objective="Intercambio de estudiantes"),
        changed(number="17"),
        changed(country="EUA"),
        changed(level="Municipal"),
        replace(ROW, locator="table 3 row 99"),
        replace(ROW, capture_sha256="f" * 64),
        replace(ROW, seen_on="2027-01-01"),
        replace(ROW, source_url="https://example.org/SIMULADO/otra"),
        replace(ROW, headings=("Municipios",)),
        replace(ROW, original={"Otro": "encabezado"}),
        changed(counterpart="  Ciudad de\u00a0Laredo,  Texas "),
    ],
    ids=[
        "validity", "topics", "status", "expires_on", "objective", "number", "country", "level", "locator", "capture",
        "day", "address", "section", "original", "blanks",
    ],
)  # fmt: skip
def test_other_fields_do_not_change_it(other: Seen) -> None:
    assert identifier(other) == identifier(ROW)


@pytest.mark.parametrize(
    "other",
    [
        changed(counterpart="Ciudad de El Paso, Texas"),
        changed(local_party="Municipio de Celaya"),
        changed(signed_on="3 de mayo de 2012"),
        changed(instrument="Carta de Intención"),
        replace(ROW, state="14"),
    ],
    ids=["counterpart", "local party", "date", "instrument", "state"],
)
def test_mandatory_fields_change_it(other: Seen) -> None:
    assert identifier(other) != identifier(ROW)


def test_several_instruments_of_one_pair_over_the_years_are_not_merged() -> None:
    rows = [
        Seen(
            {
                "title": "Acuerdo de Cooperación",
                "local_party": "Gobierno del Estado de Guanajuato",
                "counterpart": "Prefectura de Hiroshima",
                "country": "Japón",
                "signed_on": year,
            },
            state="11",
        )
        for year in ("2013", "2014", "2024")
    ]
    found = normalise([("agreements", row) for row in rows], TODAY).tables["agreements"]
    assert [row["signed_on"] for row in found] == ["2013", "2014", "2024"]
    assert len({row["agreement_id"] for row in found}) == 3


def test_same_pair_printed_twice_counts_once_and_is_told() -> None:
    result = normalise([("agreements", ROW), ("agreements", replace(ROW, locator="table 1 row 9"))], TODAY)
    assert len(result.tables["agreements"]) == 1
    assert [row["locator"] for row in result.quality if row["rule"] == "duplicate_row"] == ["table 1 row 9"]


def test_parties_carry_the_identifier_of_their_agreement() -> None:
    result = normalise([("agreements", ROW), ("agreements", changed(signed_on="1998"))], TODAY)
    identifiers = {row["agreement_id"] for row in result.tables["agreements"]}
    assert {row["agreement_id"] for row in result.tables["agreement_parties"]} == identifiers
    assert len(identifiers) == 2


@given(parts=st.lists(st.text(), max_size=5))
@settings(ANY_TEXT)
def test_any_parts_make_a_readable_identifier(parts: list[str]) -> None:
    assert PATTERN.fullmatch(agreement_id("14", *parts))
    assert agreement_id("14", *parts) == agreement_id("14", *parts)


def test_parts_do_not_run_together() -> None:
    assert short_hash("ab", "c") != short_hash("a", "bc")
    assert short_hash("ab", "") != short_hash("ab")
