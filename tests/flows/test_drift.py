"""A made-up source (SIMULADO) that drifts between two runs: each drift is an issue with its example and the line that
teaches it, and following the line makes it go away.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from flows.rebuild import rebuild
from tests.flows.conftest import NewDesk
from tests.flows.desk import ALBERTA, ALBERTA_AMENDED, MICHIGAN, NOW, PORTLAND, TEXAS, Cells, Desk, record
from warehouse.store import KeptLayout, Part, Store

LATER = [datetime(2026, 12, day, tzinfo=UTC) for day in (7, 14, 21)]
HEADINGS = ("Título", "País", "Fecha de firma", "Áreas")
DRIFTED = ("Título", "País", "Fecha de firma", "Cajón")
ROWS = (PORTLAND, ALBERTA, MICHIGAN)


def page(*rows: Sequence[str], headings: tuple[str, ...] = HEADINGS, over: str = "") -> str:
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    heads = "".join(f"<th>{name}</th>" for name in headings)
    return f"<html><body>{over}<table><tr>{heads}</tr>{lines}</table></body></html>"


def listed(*rows: Cells) -> str:
    lines = "".join(f"<li>{title}, firmado el {day}.</li>" for title, _, day, _ in rows)
    return f"<html><body><ul>{lines}</ul></body></html>"


def issues(desk: Desk, rule: str, version: str = "") -> list[dict[str, str]]:
    names = ("severity", "value", "message", "remedy")
    rows = desk.rows(f"SELECT {', '.join(names)} FROM quality WHERE rule = '{rule}'", version)
    return [dict(zip(names, row, strict=True)) for row in rows]


def taught(remedy: str) -> dict[str, str]:
    """What the line of a remedy says for the source's ``columns:``."""
    line = remedy.split("columns: ", 1)[1].split("; o para todas", 1)[0]
    columns: dict[str, str] = yaml.safe_load(line)
    return columns


@pytest.fixture
def desk(new_desk: NewDesk) -> Desk:
    """One source, read once."""
    made = new_desk([])
    made.records = [record(made.site, "sim_drift", "/drift")]
    made.site.page("/drift", page(*ROWS))
    assert made.run().exit_code == 0
    return made


def again(desk: Desk, body: str, run: int = 0) -> None:
    desk.site.page("/drift", body)
    assert desk.run(LATER[run]).exit_code == 0


def topics(desk: Desk) -> list[Any]:
    return [row[0] for row in desk.rows("SELECT topics FROM agreements ORDER BY signed_on")]


def test_a_page_that_keeps_its_layout_is_no_issue(desk: Desk) -> None:
    again(desk, page(*ROWS, TEXAS))
    assert issues(desk, "layout_changed") == issues(desk, "unknown_heading") == []


def test_an_unknown_heading_is_told_with_an_example_and_the_line_for_the_source_and_for_all(desk: Desk) -> None:
    again(desk, page(*((*row, "SIMULADO") for row in ROWS), headings=(*HEADINGS, "Cajón")))
    (found,) = issues(desk, "unknown_heading")
    assert (found["value"], "«Cajón»" in found["message"]) == ("SIMULADO", True)
    assert 'en la fuente sim_drift: columns: {"Cajón": <campo>}' in found["remedy"]
    assert "extractors/headings.yaml, agreements: - {field: <campo>, when: '^cajon$'}" in found["remedy"]


def test_a_heading_that_took_the_place_of_a_known_one_is_told_with_the_field_that_is_lost(desk: Desk) -> None:
    again(desk, page(*ROWS, headings=DRIFTED))
    (found,) = issues(desk, "layout_changed")
    assert found["severity"] == "warning"
    assert "el 2026-12-07" in found["message"]
    assert "ya no imprime «Áreas»; imprime ahora «Cajón»" in found["message"]
    assert "Por ejemplo: table 1 row 2: Cajón: Cultura; Turismo" in found["message"]
    assert taught(found["remedy"]) == {"Cajón": "topics"}


def test_following_the_line_makes_heading_and_layout_go_away_and_the_field_be_read(desk: Desk) -> None:
    again(desk, page(PORTLAND, ALBERTA_AMENDED, MICHIGAN, headings=DRIFTED))
    assert ["education", "culture"] not in topics(desk)
    (unknown,) = issues(desk, "unknown_heading")
    desk.records[0]["columns"] = taught(unknown["remedy"])
    assert desk.run(LATER[1]).exit_code == 0
    assert issues(desk, "unknown_heading") == issues(desk, "layout_changed") == []
    assert ["education", "culture"] in topics(desk)


def test_a_change_by_which_something_is_lost_is_told_until_somebody_has_seen_to_it(desk: Desk) -> None:
    again(desk, page(*ROWS, headings=DRIFTED))
    again(desk, page(*ROWS, TEXAS, headings=DRIFTED), 1)
    (still,) = issues(desk, "layout_changed")
    assert "el 2026-12-07" in still["message"]
    desk.records[0]["lifecycle"] = {"status": "active", "since": "2026-12-14", "reason": "SIMULADO"}
    assert desk.run(LATER[2]).exit_code == 0
    assert issues(desk, "layout_changed") == []
    assert len(issues(desk, "unknown_heading")) == 1


def test_rows_in_another_container_are_told_with_what_was_and_what_is(desk: Desk) -> None:
    again(desk, listed(*ROWS))
    (found,) = issues(desk, "layout_changed")
    assert "los renglones estaban en «table # row #» y ahora en «li #»" in found["message"]
    assert "Por ejemplo: li 1" in found["message"]


def test_rows_under_a_new_title_lose_nothing_and_are_told_with_that_page_alone(desk: Desk) -> None:
    again(desk, page(*ROWS, over="<h2>SIMULADO</h2>"))
    (found,) = issues(desk, "layout_changed")
    assert "tenían 0 títulos encima y ahora 1" in found["message"]
    assert found["remedy"].startswith("nada, si los renglones coinciden")
    again(desk, page(*ROWS, TEXAS, over="<h2>SIMULADO</h2>"), 1)
    assert issues(desk, "layout_changed") == []


def test_a_date_style_and_a_topic_never_seen_are_told_once_with_their_lines(desk: Desk) -> None:
    drifted: list[Cells] = [(title, country, day.replace("/", "~"), "Numismática") for title, country, day, _ in ROWS]
    again(desk, page(*drifted))
    (style,) = issues(desk, "date_style_new")
    assert style["value"] == "23~09~1983"
    assert style["remedy"].endswith("99~99~9999,23~09~1983,sim_drift")
    (topic,) = issues(desk, "topic_unknown")
    assert (topic["value"], "3 renglones" in topic["message"]) == ("Numismática", True)
    assert "transforms/vocabulary/topics.yaml: <área>: [..., numismatica]" in topic["remedy"]
    assert issues(desk, "layout_changed") == []


@pytest.mark.torture
def test_versions_that_tell_of_a_change_are_made_again_byte_by_byte(desk: Desk, tmp_path: Path) -> None:
    again(desk, page(*ROWS, headings=DRIFTED))
    again(desk, page(*ROWS, TEXAS, headings=DRIFTED), 1)
    assert len(issues(desk, "layout_changed", "2026-12-14")) == 1
    assert rebuild(desk.home, "2026-12-14", tmp_path / "again") == []


def test_the_same_page_read_anew_is_no_change(desk: Desk) -> None:
    desk.records[0]["notes"] = "SIMULADO, otra nota"
    assert desk.run(LATER[0]).exit_code == 0
    assert issues(desk, "layout_changed") == []


def test_a_store_of_a_former_release_opens_and_knows_no_layout(tmp_path: Path) -> None:
    file = tmp_path / "warehouse.duckdb"
    with Store(file) as store:
        store.save_parts([Part("sim", "", looked_at=NOW.isoformat())])
    with duckdb.connect(str(file)) as connection:
        connection.execute("ALTER TABLE parts DROP COLUMN layout")
    with Store(file) as store:
        assert store.parts()["sim", ""].layout == KeptLayout()


def test_a_layout_comes_back_out_of_the_store(tmp_path: Path) -> None:
    kept = KeptLayout('{"SIMULADO": "á"}', "0" * 16, "antes", "2026-12-07", "table 1 row 2: «SIMULADO»")
    with Store(tmp_path / "warehouse.duckdb") as store:
        store.save_parts([Part("sim", "", layout=kept)])
        assert store.parts()["sim", ""].layout == kept
