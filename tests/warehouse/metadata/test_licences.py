"""``LICENSES.md``: the terms of each source, what they oblige to, and where its rows went (SIMULADO)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.warehouse.metadata.described import described_tables, source
from tests.warehouse.simulated import Row
from warehouse.metadata import licences as module
from warehouse.metadata.licences import address, licence, licences, licences_document
from warehouse.metadata.row_sources import rows_by_source

TEXT = licences_document(described_tables())


def spanish(*words: str) -> str:
    """The one Spanish line with those words."""
    (line,) = [line for line in TEXT.split("\n# Licences")[0].splitlines() if all(word in line for word in words)]
    return line


def test_each_source_says_its_terms_and_which_tables_its_rows_went_to() -> None:
    assert spanish("(`simulado`)") == (
        "| Fuente SIMULADO simulado (`simulado`) | SIMULADO | Libre-Uso-MX https://datos.gob.mx/libreusomx | "
        "`agreement_parties` 1, `agreements` 2 |"
    )


def test_a_source_without_rows_says_so_and_without_terms_too() -> None:
    assert spanish("(`muda`)").endswith("| LicenseRef-unknown | ninguno |")
    assert "No se sabe a qué obliga" in spanish("**LicenseRef-unknown**")


def test_the_tables_that_must_be_shared_alike_are_named() -> None:
    assert "`claims`" in spanish("Traen renglones que deben compartirse")


def test_nothing_is_said_of_sharing_alike_where_no_row_asks_for_it() -> None:
    assert "compartirse" not in licences_document(
        described_tables(claims=[], sources=[source("simulado", "CC-BY-4.0")])
    )


def test_every_source_and_licence_is_told_in_both_languages() -> None:
    first, second = TEXT.split("\n# Licences")
    assert first.startswith("# Licencias\n")
    for word in (
        "(`muda`)",
        "(`simulado`)",
        "(`enciclopedia`)",
        "**CC-BY-4.0**",
        "**CC-BY-SA-4.0**",
        "**Libre-Uso-MX**",
    ):
        assert word in first and word in second


def test_a_hostile_name_is_one_cell_of_one_line() -> None:
    line = spanish("(`enciclopedia`)")
    assert line.startswith("| SIMULADO \\</script\\>\\<img") and line.replace("\\|", "").count("|") == 5


def test_terms_we_do_not_describe_are_named_and_not_explained() -> None:
    unheard = licence("SIMULADO-1.0")
    assert (unheard.name("es"), unheard.share_alike) == ("SIMULADO-1.0", False)
    assert unheard.obliges("en").startswith("We have no description")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://example.org/a b|<x>", "https://example.org/a%20b%7C%3Cx%3E"),
        ("https://example.org/%C3%A1", "https://example.org/%C3%A1"),
        ("javascript:alert(1)", ""),
        (None, ""),
    ],
)
def test_an_address_cannot_leave_its_cell(url: str | None, told: str) -> None:
    assert address(url) == told


def test_a_remark_on_a_source_that_was_never_read_is_no_row_taken_from_it() -> None:
    issue: Row = {"issue_id": "q-simulado", "severity": "warning", "rule": "source_blocked", "message": "SIMULADO",
             "source_id": "muda"}  # fmt: skip
    assert "quality" not in rows_by_source(described_tables(quality=[issue]))


def test_the_data_file_has_a_licence_a_line_in_order_and_nothing_unsaid() -> None:
    path = Path(module.__file__).with_name("licences.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ids = [row["id"] for row in rows]
    assert ids == sorted(set(ids)) == list(licences()) and len(path.read_text().splitlines()) == len(ids) + 1
    assert all(value for row in rows for key, value in row.items() if key != "url")
