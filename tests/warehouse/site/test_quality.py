"""The quality page of the site: what not to conclude first, then the chapters, in both languages (SIMULADO)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from tests.warehouse.quality_pages import LATER, figure, rule, source, tables
from tests.warehouse.simulated import Row, agreement
from tests.warehouse.site.made_up_site import VERSION, parsed, rows_of, section, text_of
from warehouse.arrow import arrow_table
from warehouse.coverage import coverage_rows
from warehouse.edition import EDITIONS, ENGLISH, SPANISH, Edition
from warehouse.metadata.publisher import Publisher
from warehouse.quality_outline import Caution, titles
from warehouse.quality_tables import COVERAGE
from warehouse.site import quality
from warehouse.site.reading import Site
from warehouse.site.rendering import render

EVIL = '"><img src=x onerror=alert(1)><script>alert("SIMULADO")</script>'
SLIP: Row = {"rule": "share_of_total", "table_id": "schiavon_t2_level", "state_code": "00", "category": "state_share",
             "unit": "percent", "printed": 56.58, "expected": 60.89, "difference": -4.31,
             "other_table_id": "schiavon_t1_index", "explanation": "822 entre 1,350 SIMULADO"}  # fmt: skip
HELD: Row = {"quarantine_id": "hold-1", "table_name": "agreements", "record_id": "aii-14-simulado01", "held_row": "{}",
             "rule": "agreements.title.required", "field": "status", "value": "expired",
             "message": "Detenido SIMULADO."}  # fmt: skip
OFFICES: list[Row] = [
    {"measure": "law", "state_code": "00", "state": "México", "ours": 1, "printed": 18, "difference": -17,
     "reason": "el libro imprime 18"},
    {"measure": "law", "state_code": "14", "state": "Jalisco", "ours": 1, "printed": 0, "difference": 1,
     "reason": "lo dice simulado: Ley SIMULADA"},
]  # fmt: skip
CONFLICT: Row = {"agreement_id": "aii-14-simulado01", "field": "signed_on", "observation_id": "obs-1",
                 "source_id": "simulado", "other_source_id": "simulado"}  # fmt: skip
RESULTS = [
    rule(rule="uno"),
    rule(rule="dos", meaning="Techo SIMULADO.", passed=False, severity="warning", failing_rows=1),
    rule(rule="tres", meaning="Rota SIMULADA.", passed=False, failing_rows=1234, examples=[{"title": "vacío"}]),
]
FULL: dict[str, Sequence[Row]] = {
    "agreements": [agreement(1), agreement(2, evidence="press")],
    "sources": [
        source(failure="no contesta SIMULADO", lifecycle_reason="SIMULADO: shipped", lifecycle_since="2026-11-23"),
        source(source_id="nunca", name="Periódico SIMULADO", data_of=""),
    ],
    "reconciliation": [
        figure("total", verdict="unexplained", ours=1350, printed=1351, difference=-1, state_code="00"),
        figure("municipal", verdict="equal", ours=210, difference=0),
        figure("state_share", unit="percent", verdict="explained", ours=1.5, printed=2.25, difference=-0.75,
               reason="Porque sí SIMULADO."),
        figure("state", verdict="not_comparable", reason="No se ha leído SIMULADO."),
    ],
    "printed_contradictions": [SLIP],
    "quarantine": [HELD],
    "office_coverage": OFFICES,
    "conflicts": [CONFLICT],
    "quality": [{"issue_id": "q-1", "severity": "info", "rule": "topic_unknown", "message": "Área SIMULADA.",
                 "remedy": "añádala", "table_name": "agreements"}],
}  # fmt: skip


def version_of(found: Mapping[str, pa.Table], report: Mapping[str, Any] | None = None) -> Site:
    return Site(Path("public"), VERSION, {}, [], report or {}, found, Publisher())


def covered(**filled: Sequence[Row]) -> dict[str, pa.Table]:
    found = tables(**{table.name: [] for table in LATER}, **filled) if not filled else tables(**filled)
    return {**found, "coverage": arrow_table(COVERAGE, coverage_rows(found))}


def html_of(edition: Edition, found: Mapping[str, pa.Table], report: Mapping[str, Any] | None = None) -> str:
    with version_of(found, report) as site:
        (page,) = quality.pages(site, edition)
        return render(page, site, edition)


@cache
def full(edition: Edition) -> Any:
    """The page of a version with something in every chapter."""
    return parsed(html_of(edition, covered(**FULL), {"results": RESULTS, "not_judged": ["cuatro"]}))


@pytest.mark.parametrize("edition", EDITIONS)
def test_what_must_not_be_concluded_comes_first(edition: Edition) -> None:
    headings = [text_of(heading) for heading in full(edition).select("main h2")]
    first = edition.say("Lo que no se debe concluir de esta versión", "What must not be concluded from this version")
    assert headings[0] == first
    assert headings[3:] == list(titles(edition).values())


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_caution_leads_to_its_chapter(edition: Edition) -> None:
    page = full(edition)
    anchors = {link["href"] for link in page.select("main a[href^='#']")}
    assert anchors and all(page.find(id=anchor[1:]) for anchor in anchors)


def test_the_two_editions_share_no_heading_of_ours() -> None:
    marks = "main h1, main h2, main h3, main thead th, main summary, main caption, main nav a, main .figures li"
    spanish, english = ({text_of(mark) for mark in full(edition).select(marks)} for edition in EDITIONS)
    assert spanish and not spanish & english


def test_no_spanish_word_of_ours_is_in_the_english_page() -> None:
    page = copy(full(ENGLISH))
    for marked in page.select("main [lang='es'], cite"):
        marked.decompose()
    said = text_of(page.main).replace("Periódico SIMULADO", "").replace("vacío", "")
    assert not re.findall(r"\b(?:de|la|los|que|y|por|cifras?|renglones|ninguna?|según)\b|[áéíóúñ«»]", said)


def test_a_text_that_the_data_have_in_spanish_says_so_in_the_english_page() -> None:
    marked = {text_of(mark) for mark in full(ENGLISH).select("[lang='es']")}
    assert {"Porque sí SIMULADO.", "No se ha leído SIMULADO.", "822 entre 1,350 SIMULADO.", "El libro imprime 18.",
            "Rota SIMULADA.", "Detenido SIMULADO.", "Área SIMULADA.", "añádala", "no contesta SIMULADO"} <= marked  # fmt: skip
    assert "No se ha leído SIMULADO" in {text_of(mark) for mark in full(ENGLISH).select(".caution [lang='es']")}


def test_the_reason_of_a_source_is_marked_as_english_in_the_spanish_page() -> None:
    assert [text_of(mark) for mark in full(SPANISH).select("main [lang='en']")] == ["SIMULADO: shipped"]
    assert not full(SPANISH).select("[lang='es']") and not full(ENGLISH).select("main [lang='en']")


def test_figures_count_rules_held_rows_and_sources() -> None:
    figures = [text_of(item) for item in section(full(SPANISH), "cifras").select(".figures li")]
    assert figures == [
        "3 reglas juzgadas", "1 rota, 1 aviso", "1 renglón en cuarentena", "1 de 2 fuentes leídas", "1 nunca leída",
        "1 fuente que falla",
    ]  # fmt: skip


def test_every_share_stands_beside_a_bar_that_is_not_read_aloud() -> None:
    page = section(full(ENGLISH), "cobertura")
    bars = page.select(".share svg")
    assert bars and all(bar["aria-hidden"] == "true" for bar in bars)
    assert all("%" in text_of(bar.parent) and bar.parent.select_one(".confidence") for bar in bars)


def test_a_state_stands_beside_the_book_and_leads_to_its_page() -> None:
    printed: Row = {"table_id": "schiavon_t2_level", "state_code": "14", "category": "total", "unit": "agreements",
                    "value": 210, "source_id": "simulado"}  # fmt: skip
    page = parsed(html_of(ENGLISH, covered(agreements=[agreement(1)], published_figures=[printed])))
    table = section(page, "cobertura").select_one("table.coverage")
    assert [row[:3] for row in rows_of(table)] == [["Colima", "0", "—"], ["Jalisco Registry 1", "1", "210"]]
    assert [link["href"] for link in table.select("a")] == ["../entidades/colima.html", "../entidades/jalisco.html"]


def test_a_state_without_rows_has_no_share() -> None:
    table = section(full(SPANISH), "cobertura").select_one("table.coverage")
    assert rows_of(table)[0][-1] == "— Sin datos"


def test_printed_tables_are_counted_by_verdict() -> None:
    table = section(full(ENGLISH), "conciliacion").select_one("table")
    assert rows_of(table) == [["Chapter 2, table 2: by state and level", "4", "1", "1", "1", "1"]]


def test_figures_unlike_ours_are_told_by_label_the_unexplained_first() -> None:
    table = section(full(ENGLISH), "conciliacion").select("table")[-1]
    assert [row[1:] for row in rows_of(table)] == [
        ["Mexico", "Total", "1,351", "1,350", "-1", "Unexplained", ""],
        ["Jalisco", "State, share", "2.25%", "1.50%", "-0.75%", "Explained", "Porque sí SIMULADO."],
    ]


def test_broken_rules_come_before_those_that_warn() -> None:
    told = text_of(section(full(ENGLISH), "reglas"))
    assert "Of 3 rules, 1 is broken and 1 warns." in told and "cuatro" in told
    assert told.index("Rota SIMULADA.") < told.index("Techo SIMULADO.")


def test_a_held_row_is_told_by_labels() -> None:
    assert "aii-14-simulado01 Status: “Expired”. Detenido SIMULADO." in text_of(section(full(ENGLISH), "cuarentena"))


def test_a_source_never_read_is_told_to_be_so() -> None:
    rows = rows_of(section(full(ENGLISH), "fuentes").table)
    assert rows[0][3:] == [
        "Active since 23 November 2026 SIMULADO: shipped",
        "1",
        "20 November 2026",
        "no contesta SIMULADO",
    ]
    assert rows[1][-2] == "Never read"


def test_the_files_of_the_version_are_one_click_away() -> None:
    links = {link["href"] for link in full(ENGLISH).select("main a")}
    names = ("quality.html", "quality.json", "quality.csv", "reconciliation.csv", "coverage.csv", "quarantine.csv")
    assert {f"../../v/{VERSION}/{name}" for name in names} <= links


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_version_without_the_later_tables_says_so(edition: Edition) -> None:
    page = parsed(html_of(edition, tables()))
    for chapter in ("cobertura", "impresas", "cuarentena"):
        assert edition.say("Esta versión no trae la tabla", "This version has no table") in text_of(
            section(page, chapter)
        )
    assert not [link for link in page.select("main a") if "coverage.csv" in link["href"]]
    assert edition.say("no dice qué reglas", "does not say which rules") in text_of(section(page, "reglas"))


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_empty_version_reads_well(edition: Edition) -> None:
    page = parsed(html_of(edition, covered(sources=[], states=[]), {"results": [rule()]}))
    assert edition.say("La única regla se cumple.", "The only rule holds.") in text_of(section(page, "reglas"))
    assert not page.select("tbody:not(:has(tr))")


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_text_of_a_source_stays_text(edition: Edition) -> None:
    found = covered(
        sources=[source(name=EVIL, publisher=EVIL, failure=EVIL, lifecycle_reason=EVIL, url="javascript:alert(1)")],
        reconciliation=[figure("total", verdict="not_comparable", reason=EVIL)],
        quarantine=[{**HELD, "message": EVIL, "value": EVIL, "field": "title"}],
        printed_contradictions=[],
    )
    html = html_of(edition, found, {"results": [rule(passed=False, meaning=EVIL, examples=[{"title": EVIL}])]})
    page = parsed(html)
    assert not page.select("script, img, [onerror], [style]")
    assert not [link for link in page.select("a") if link["href"].startswith("javascript")]
    assert EVIL in page.main.get_text()


@pytest.mark.parametrize("edition", EDITIONS)
def test_headings_tables_and_chapters_are_sound(edition: Edition) -> None:
    page = full(edition)
    levels = [int(heading.name[1]) for heading in page.select("h1, h2, h3")]
    assert levels[0] == 1 and levels.count(1) == 1 and all(after - before <= 1 for before, after in pairwise(levels))
    assert all(table.caption for table in page.select("table")) and not page.select("th:not([scope])")
    assert all(text_of(one.summary) for one in page.select("details"))
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len(set(ids))


def test_the_same_version_gives_the_same_page() -> None:
    assert html_of(ENGLISH, covered(**FULL)) == html_of(ENGLISH, covered(**FULL))


def test_a_caution_is_cut_where_it_quotes_the_tables() -> None:
    caution = Caution("", "Never read: Diario; Diario de Jalisco.", "fuentes", ("Diario", "Diario de Jalisco"))
    assert quality.pieces(caution) == [
        ("Never read: ", False), ("Diario", True), ("; ", False), ("Diario de Jalisco", True), (".", False),
    ]  # fmt: skip
