"""What the rows of a page say, as one number: moved by every row, by no banner and no clock (SIMULADO)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.capture import Capture, sha256_of
from extractors.observation import PARTING, Observation
from extractors.reading import read_part
from extractors.row_fingerprint import row_fingerprint
from extractors.source import Source

ANY = settings(max_examples=200, deadline=None, derandomize=True, database=None)
SOURCE = Source.model_validate(
    {"id": "simulado", "dataset": "agreements", "url": "https://example.org/SIMULADO", "evidence": "registry"}
)
PORTLAND = ("Acuerdo de Hermanamiento SIMULADO con Portland", "Estados Unidos", "23/09/1983")
ALBERTA = ("Memorándum de Entendimiento SIMULADO con Alberta", "Canadá", "15/11/1999")
HEADING = "Acuerdos de Jalisco en 2024"


def rows_of(page: str) -> list[Observation]:
    body = page.encode()
    headers = (("Content-Type", "text/html; charset=utf-8"),)
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    capture = Capture(SOURCE.id, "", SOURCE.url, moment, 200, "text/html", headers, body, sha256_of(body))
    return read_part(SOURCE, [capture], layout="auto", state="14").observations


def page(*rows: tuple[str, ...], heading: str = HEADING, before: str = "", title: str = "Título") -> str:
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    heads = "".join(f"<th>{name}</th>" for name in (title, "País", "Fecha de firma"))
    return f"<body><p>SIMULADO</p>{before}<h2>{heading}</h2><table><tr>{heads}</tr>{lines}</table></body>"


def fingerprint(page: str) -> str:
    found = rows_of(page)
    assert found
    return row_fingerprint(found)


AS_IT_WAS = page(PORTLAND, ALBERTA)


@pytest.mark.parametrize(
    "banner",
    [
        "<p>Visitas: 12,345</p>",
        "<div>Hoy es martes 24 de noviembre de 2026, 10:32 h</div>",
        '<form action="?sesion=8f3a"><input name="token" value="77aa"></form>',
        "<marquee>Consulte la nueva convocatoria</marquee>",
    ],
)
def test_another_banner_is_no_other_rows(banner: str) -> None:
    assert fingerprint(page(PORTLAND, ALBERTA, before=banner)) == fingerprint(AS_IT_WAS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Actualizado: 24/11/2026 10:32", "Actualizado: 25/11/2026 09:05"),
        ("Actualizado: 2026-11-24 10:32:59", "Actualizado: 2026-12-01 00:00:00"),
        ("Última actualización: 24 de noviembre de 2026", "Última actualización: 1° de diciembre de 2026"),
        ("Consultado a las 10:32 a.m.", "Consultado a las 4:05 p. m."),
        ("Visitas: 1234", "Visitas: 1,235"),
        ("Sesión: 8f3a-77aa", "Sesión: 0c1d-99ff"),
    ],
)
def test_a_clock_a_counter_or_a_session_in_the_heading_over_the_rows_is_no_other_rows(before: str, after: str) -> None:
    first, second = (page(PORTLAND, ALBERTA, heading=f"{HEADING}. {moving}") for moving in (before, after))
    assert before in rows_of(first)[0].section
    assert fingerprint(first) == fingerprint(second)


def test_a_table_set_before_the_rows_moves_them_and_changes_nothing() -> None:
    other = "<table><tr><th>Menú</th></tr><tr><td>Inicio</td></tr></table>"
    moved = page(PORTLAND, ALBERTA, before=other)
    assert [row.locator for row in rows_of(moved)] != [row.locator for row in rows_of(AS_IT_WAS)]
    assert fingerprint(moved) == fingerprint(AS_IT_WAS)


def test_the_day_and_the_address_of_the_capture_are_not_what_its_rows_say() -> None:
    seen = rows_of(AS_IT_WAS)
    later = [
        replace(row, seen_on="2027-01-01", source_url="https://example.org/otra", capture_sha256="") for row in seen
    ]
    assert row_fingerprint(later) == row_fingerprint(seen)


def test_an_edited_cell_is_another_page() -> None:
    assert fingerprint(page(PORTLAND, (*ALBERTA[:2], "16/11/1999"))) != fingerprint(AS_IT_WAS)


def test_a_row_that_went_is_another_page() -> None:
    assert fingerprint(page(PORTLAND)) != fingerprint(AS_IT_WAS)


def test_a_row_that_came_is_another_page() -> None:
    assert fingerprint(page(PORTLAND, ALBERTA, ALBERTA)) != fingerprint(AS_IT_WAS)


def test_the_same_rows_in_another_order_are_another_page() -> None:
    assert fingerprint(page(ALBERTA, PORTLAND)) != fingerprint(AS_IT_WAS)


@pytest.mark.parametrize("heading", ["Acuerdos de Jalisco en 2025", "Acuerdos de Sonora en 2024"])
def test_a_heading_over_the_rows_with_another_year_or_state_is_another_page(heading: str) -> None:
    assert fingerprint(page(PORTLAND, ALBERTA, heading=heading)) != fingerprint(AS_IT_WAS)


def test_a_column_called_otherwise_is_another_page() -> None:
    assert fingerprint(page(PORTLAND, ALBERTA, title="Nombre del acuerdo")) != fingerprint(AS_IT_WAS)


# Headings, each with the two ways in which it may be printed while it says the same.
HEADINGS = (
    ("Jalisco", "Jalisco"),
    ("Sonora", "Sonora"),
    ("Acuerdos de 2024", "Acuerdos de 2024"),
    ("Acuerdos de 2025", "Acuerdos de 2025"),
    ("País: Bélgica", "País: Bélgica"),
    ("Actualizado: 24/11/2026 10:32", "Actualizado: 1/12/2026 9:05"),
    ("Jalisco, al 2026-11-24", "Jalisco, al 2026-12-01"),
    ("Sonora, 24 de noviembre de 2026", "Sonora, 1 de diciembre de 2026"),
    ("10:32:59 h, hora del centro", "23:59 h, hora del centro"),
    ("Jalisco. Visitas: 1,234", "Jalisco. Visitas: 9"),
    ("Jalisco. Sesión a1b2-77", "Jalisco. Sesión ff00"),
)
SECTIONS = st.lists(st.tuples(st.sampled_from(HEADINGS), st.sampled_from([0, 1])), max_size=4)
ROW = rows_of(AS_IT_WAS)[0]


@given(SECTIONS, SECTIONS)
@ANY
def test_two_sections_are_the_same_exactly_where_only_what_moves_in_them_differs(
    first: list[tuple[tuple[str, str], int]], second: list[tuple[tuple[str, str], int]]
) -> None:
    told = [[heading for heading, _ in section] for section in (first, second)]
    printed = [PARTING.join(heading[way] for heading, way in section) for section in (first, second)]
    numbers = [row_fingerprint([replace(ROW, section=section)]) for section in printed]
    assert (numbers[0] == numbers[1]) == (told[0] == told[1])


@given(st.lists(st.tuples(st.sampled_from(HEADINGS), st.sampled_from([0, 1])), max_size=4))
@ANY
def test_a_section_is_the_same_however_its_clocks_stand(section: list[tuple[tuple[str, str], int]]) -> None:
    now, later = (PARTING.join(heading[way ^ turned] for heading, way in section) for turned in (0, 1))
    assert row_fingerprint([replace(ROW, section=now)]) == row_fingerprint([replace(ROW, section=later)])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Acuerdos de 2012 a 2018", "Acuerdos de 2012 a 2024"), ("14 Jalisco 2024", "14 Jalisco 2025"),
        ("14 Jalisco 2024", "19 Sonora 2024"), ("Consultas 2024", "Consultas 2025"),
        ("Consultas Jalisco", "Consultas Sonora"), ("Visita oficial", "Visita privada"),
        ("Sesión Jalisco", "Sesión Sonora"),
    ],
)  # fmt: skip
def test_a_heading_that_only_looks_like_a_clock_or_a_counter_counts_with_all_its_words(before: str, after: str) -> None:
    assert row_fingerprint([replace(ROW, section=before)]) != row_fingerprint([replace(ROW, section=after)])


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1234 visitas", "1235 visitas"), ("Visitas: 1 234", "Visitas: 1 235"),
        ("session id: 8f3a", "session id: 77aa"), ("PHPSESSID=8f3a", "PHPSESSID=99"),
        ("Actualizado: martes 24 de noviembre de 2026", "Actualizado: miércoles 25 de noviembre de 2026"),
        ("24 noviembre, 2026", "25 noviembre, 2026"),
    ],
)  # fmt: skip
def test_a_clock_a_counter_or_a_session_may_be_written_in_many_ways(before: str, after: str) -> None:
    assert row_fingerprint([replace(ROW, section=before)]) == row_fingerprint([replace(ROW, section=after)])


CELLS = st.sampled_from([way for heading in HEADINGS for way in heading]) | st.text(max_size=20)


@given(CELLS, CELLS)
@ANY
def test_in_a_cell_nothing_is_left_out_not_even_a_clock(first: str, second: str) -> None:
    read = [row_fingerprint([replace(ROW, fields={"title": text})]) for text in (first, second)]
    unread = [row_fingerprint([replace(ROW, original={"Título": text})]) for text in (first, second)]
    assert (read[0] == read[1]) == (unread[0] == unread[1]) == (first == second)
