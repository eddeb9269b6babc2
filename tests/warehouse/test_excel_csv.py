"""``<table>.excel.csv``: what Excel shows by a double click (SIMULADO)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.warehouse.simulated import Row, agreement, table
from warehouse.excel_csv import spanish_headings, write_excel_csv
from warehouse.excel_safety import LONGEST_CELL, defused, fitting
from warehouse.schema import TABLES


def written(folder: Path, name: str, *rows: Row) -> bytes:
    write_excel_csv(TABLES[name], table(name, rows), folder / f"{name}.excel.csv")
    return (folder / f"{name}.excel.csv").read_bytes()


def read(folder: Path, name: str, *rows: Row) -> list[dict[str, str]]:
    text = written(folder, name, *rows).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def test_starts_with_the_mark_by_which_excel_knows_utf_8(tmp_path: Path) -> None:
    assert written(tmp_path, "agreements", agreement(1)).startswith(b"\xef\xbb\xbfIdentificador,Clave de la entidad,")


def test_lines_end_as_windows_ends_them(tmp_path: Path) -> None:
    content = written(tmp_path, "agreements", agreement(1), agreement(2))
    assert content.count(b"\r\n") == content.count(b"\n") == 3


def test_headings_are_spanish_and_codes_are_shown_by_their_labels(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "agreements", agreement(1, instrument_type="sister_city", evidence="press"))
    assert (row["Tipo de instrumento"], row["Evidencia"]) == ("Hermanamiento", "Prensa")


def test_code_without_a_label_stays_as_it_stands(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "agreements", agreement(1, instrument_type="simulado", topics=["culture", "simulado"]))
    assert (row["Tipo de instrumento"], row["Áreas"]) == ("simulado", "Cultura; simulado")


def test_text_that_is_no_code_is_not_translated(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "agreements", agreement(1, title="press"))
    assert row["Título"] == "press"


def test_list_reads_as_one_cell(tmp_path: Path) -> None:
    rows = read(tmp_path, "agreements", agreement(1, topics=["culture", "tourism"]), agreement(2, topics=[]))
    assert [row["Áreas"] for row in rows] == ["Cultura; Turismo", ""]


def test_missing_value_is_the_empty_cell(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "agreements", agreement(1, municipality_code=None, parties_count=None))
    assert (row["Clave del municipio"], row["Número de partes"]) == ("", "")


def test_formula_of_a_source_stays_text(tmp_path: Path) -> None:
    (row,) = read(tmp_path, "agreements", agreement(1, title='=HYPERLINK("http://x")', counterpart="+52 33 1234"))
    assert row["Título"] == '\'=HYPERLINK("http://x")'
    assert "'+52 33 1234" in row.values()


def test_negative_number_of_a_numeric_column_stays_a_number(tmp_path: Path) -> None:
    figure: Row = {"table_id": "simulado", "state_code": "14", "category": "-x", "unit": "percent", "value": -102.3,
                   "source_id": "simulado"}  # fmt: skip
    (row,) = read(tmp_path, "published_figures", figure)
    assert "-102.3" in row.values()
    assert "'-x" in row.values()


def test_whole_number_has_no_point(tmp_path: Path) -> None:
    (row,) = read(
        tmp_path, "published_figures", {"table_id": "simulado", "category": "x", "unit": "u", "value": 1350.0}
    )
    assert "1350" in row.values()


@pytest.mark.parametrize("row_break", ["\n", "\r\n", "\r"])
def test_line_break_stays_inside_its_cell(tmp_path: Path, row_break: str) -> None:
    (row,) = read(tmp_path, "agreements", agreement(1, title=f'uno{row_break}"dos", tres'))
    assert row["Título"] == 'uno\n"dos", tres'


def test_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    assert written(tmp_path, "agreements", agreement(1)) == written(tmp_path, "agreements", agreement(1))


def test_table_without_rows_has_its_headings(tmp_path: Path) -> None:
    assert written(tmp_path, "laws").count(b"\r\n") == 1


@pytest.mark.parametrize("name", TABLES)
def test_no_two_columns_of_a_table_have_one_heading(name: str) -> None:
    headings = spanish_headings(TABLES[name])
    assert len(set(headings)) == len(headings) == len(TABLES[name].fields)


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+52 33", "-", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x", " =1+1", "\u00a0=1", "\ufeff=1",
     "\u200b\u200b@x"],
)  # fmt: skip
def test_text_that_a_spreadsheet_may_run_is_defused(text: str) -> None:
    assert defused(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", "09", "1998-04", "a=b", "Jalisco - Texas", "'=1", "<script>", '"><img onerror>', "|"]
)
def test_harmless_text_stays_as_it_is(text: str) -> None:
    assert defused(text) == text


def test_control_characters_leave_a_mark() -> None:
    assert fitting("a\x00b\x1bc\ufffed\te\nf") == "a\ufffdb\ufffdc\ufffdd\te\nf"


@pytest.mark.parametrize("character", ["ñ", "😀"])
def test_text_longer_than_a_cell_is_cut_with_a_mark(character: str) -> None:
    cut = fitting(character * 40_000)
    assert cut.endswith(f"{character}…")
    assert LONGEST_CELL - 1 <= len(cut.encode("utf-16-le")) // 2 <= LONGEST_CELL


def test_text_that_just_fits_is_whole() -> None:
    assert fitting("ñ" * LONGEST_CELL) == "ñ" * LONGEST_CELL
