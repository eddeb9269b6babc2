"""What attacks have shown of the readers: each line here was once a crash, a hang, or text that nothing could write down.

The attack itself, short and always the same here, is ``python -m tests.torture.fuzzing`` in `make torture`.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from extractors.decode import decode
from extractors.document import DEEPEST, parse, text_of
from extractors.headings import Headings
from extractors.html_tables import read_tables
from extractors.json_rows import read_json
from extractors.observation import RawRow, RawRows
from extractors.office_rows import settle
from extractors.phone_texts import phones_in
from extractors.postal_addresses import addresses_in
from extractors.spreadsheets import _sheet_grid
from extractors.workbook_cells import Sheet
from tests.torture.corpus import seeds
from tests.torture.examples import TIMES
from tests.torture.fuzz_targets import TARGETS, TYPED
from tests.torture.fuzz_watch import Watch
from tests.torture.mutations import mutated
from transforms.dates import read_date
from transforms.spanish_numbers import number
from transforms.validity import read_validity

INPUTS = 25 * TIMES
IN_A_PROCESS = frozenset({"pdf-process", "xlsx-process", "pdf-table"})
# Each of them takes tens of milliseconds.
COSTLY = frozenset({"html-note", "html-directory", "auto-offices"})


@pytest.mark.parametrize("name", sorted(TARGETS.keys() - IN_A_PROCESS))
def test_a_damaged_input_gives_rows_or_a_typed_failure(name: str, tmp_path: Path) -> None:
    target = TARGETS[name]
    watch = Watch(name, target.read, TYPED, tmp_path)
    chance, known = random.Random(8), seeds(target.kind)
    for _ in range(max(1, INPUTS // (5 if name in COSTLY else 1))):
        watch.show(mutated(chance.choice(known), chance, known, longest=8_192))
    assert watch.crashes == {}


def test_a_page_nested_without_end_is_read_in_the_time_of_a_page() -> None:
    page = "<div>" * 2_000 + "<p>Oficina SIMULADO</p>"
    start = time.process_time()
    tree = parse(page)
    assert text_of(tree) == "Oficina SIMULADO"
    assert max(sum(1 for _ in one.iterancestors()) for one in tree.iter()) <= DEEPEST + 2
    for element in tree.iter():
        text_of(element)
    assert time.process_time() - start < 1


def test_what_nests_as_pages_do_stays_as_it_is() -> None:
    tree = parse("<div>" * (DEEPEST - 5) + "<p>uno</p><p>dos</p>")
    assert [text_of(one) for one in tree.iter("p")] == ["uno", "dos"]


def test_a_merge_of_cells_that_the_sheet_does_not_have_merges_nothing() -> None:
    grid = _sheet_grid(Sheet("SIMULADO", [["a", "b"], ["c", ""]], [(7, 0, 9, 1), (0, 5, 1, 9), (1, 0, 1, 1)]))
    assert [row.cells for row in grid] == [("a", "b"), ("c", "c")]


def test_half_a_character_in_json_becomes_a_mark_that_can_be_written_down() -> None:
    text = r'[{"Título": "SIMULADO \ud800", "País": "Canad\u00e1 \ud83d\ude00", "\udfff": "x"}]'
    (row,) = read_json(text, Headings("agreements", {})).rows
    assert row.original == {"Título": "SIMULADO \ufffd", "País": "Canadá 😀", "\ufffd": "x"}


@pytest.mark.parametrize("label", ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "utf-7"])
def test_a_charset_that_no_page_is_written_in_is_not_believed(label: str) -> None:
    start = time.process_time()
    text = decode(rb"\ud800 +2AA- SIMULADO" + b"-a" * 100_000, f"text/html; charset={label}")
    assert text.startswith(r"\ud800 +2AA- SIMULADO")
    assert time.process_time() - start < 1


@pytest.mark.parametrize(("piece", "times"), [("a", 40_000), ("1 ", 6_000)], ids=["word", "numbers"])
def test_a_line_without_end_is_looked_through_for_phones_in_bounded_time(piece: str, times: int) -> None:
    start = time.process_time()
    phones_in(piece * times)
    assert time.process_time() - start < 2


@pytest.mark.parametrize("piece", [" ", "( ", ", "], ids=["blanks", "brackets", "commas"])
def test_an_address_of_separators_without_end_is_read_in_bounded_time(piece: str) -> None:
    fields = {"office_name": "Casa SIMULADO", "address": f"Calle 5 de Mayo 12{piece * 20_000}Centro, ver mapa"}
    start = time.process_time()
    (row,) = settle(RawRows([RawRow("1", fields, fields)]), "offices", state_known=True).rows
    assert "ver mapa" not in row.fields["address"]
    assert time.process_time() - start < 2


NUMBER_WITHOUT_END = "9" * 5_000


def test_a_number_of_thousands_of_digits_is_no_number_wherever_it_is_printed() -> None:
    durations = (f"{NUMBER_WITHOUT_END} años", f"vigencia de {NUMBER_WITHOUT_END} meses")
    assert [read_validity(text, "", "2011-05-03").expires_on for text in durations] == ["", ""]
    assert read_date(f"{NUMBER_WITHOUT_END}/{NUMBER_WITHOUT_END}/{NUMBER_WITHOUT_END}").iso == ""
    assert number(NUMBER_WITHOUT_END) is None


def test_a_cell_that_spans_more_columns_than_python_reads_digits_spans_what_a_table_may() -> None:
    heads = "<tr><th>Título</th><th>País</th><th>Fecha de firma</th></tr>"
    row = f"<tr><td>Acuerdo de Hermanamiento (SIMULADO)</td><td>Francia</td><td colspan={NUMBER_WITHOUT_END}>2011</td></tr>"
    table = parse(f"<table>{heads}{row}</table>")
    assert [row.fields["country"] for row in read_tables(table, Headings("agreements", {}), []).rows] == ["Francia"]


@pytest.mark.parametrize("piece", ["Calle 5 de Mayo. ", "Av. Juárez núm. 3, Col. Centro. "])
def test_addresses_without_end_are_looked_for_in_bounded_time(piece: str) -> None:
    start = time.process_time()
    addresses_in(piece * 3_000)
    assert time.process_time() - start < 4
