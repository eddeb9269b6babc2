"""A source that goes wrong keeps its last good data, and the run says so; a gate that fails publishes nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows.command_line import main
from flows.home import Home
from flows.report import show_run
from flows.run_report import Report
from tests.extractors.conftest import Site
from tests.flows.conftest import NewDesk
from tests.flows.desk import (
    ALBERTA,
    CHALLENGE,
    DAY,
    DRIFTED,
    MICHIGAN,
    PORTLAND,
    TEXAS,
    Desk,
    record,
    server_error,
    show_states,
    states_index,
    table,
    two_states,
)
from warehouse.published import latest_version, versions

SPOILERS: dict[str, Callable[[Desk], None]] = {
    "bot_challenge": lambda desk: _page(desk, CHALLENGE),
    "unreachable": lambda desk: server_error(desk.site, "/nuevo-leon"),
    "layout_drift": lambda desk: _page(desk, DRIFTED),
    "too_few_rows": lambda desk: _raise_floor(desk),
}
KINDS = list(SPOILERS)


def _page(desk: Desk, html: str) -> None:
    desk.site.page("/nuevo-leon", html)


def _raise_floor(desk: Desk) -> None:
    _page(desk, table(TEXAS, more="<p>.</p>"))
    desk.records[1]["min_rows"] = 3


@dataclass(frozen=True)
class Spoiled:
    """Nuevo León went wrong while Jalisco lost an agreement."""

    kind: str
    desk: Desk
    report: Report


def spoil(desk: Desk, kind: str) -> None:
    desk.site.page("/jalisco", table(PORTLAND, ALBERTA))
    SPOILERS[kind](desk)


@pytest.fixture(scope="module", params=KINDS)
def spoiled(request: pytest.FixtureRequest, settled: Desk, tmp_path_factory: pytest.TempPathFactory) -> Spoiled:
    kind: str = request.param
    desk = settled.copied(tmp_path_factory.mktemp(kind) / "home")
    show_states(desk.site)
    spoil(desk, kind)
    return Spoiled(kind, desk, desk.run())


def test_a_run_with_a_failing_source_ends_with_code_3(spoiled: Spoiled) -> None:
    assert spoiled.report.exit_code == 3


def test_the_run_says_in_one_line_what_failed_where_and_what_stays(spoiled: Spoiled) -> None:
    (line,) = spoiled.report.failed
    assert line.startswith(f"sim_nuevo_leon: {spoiled.kind}: ")
    assert "/nuevo-leon" in line and f"se conservan los datos de {DAY}" in line
    assert "\n" not in line


def test_the_agreements_of_a_failing_source_stay_in_force(spoiled: Spoiled) -> None:
    sql = "SELECT title, status, withdrawn_on FROM agreements WHERE source_id = 'sim_nuevo_leon'"
    assert spoiled.desk.rows(sql) == [(TEXAS[0], "unknown", None)]


def test_the_agreements_of_a_failing_source_are_still_counted(spoiled: Spoiled) -> None:
    sql = "SELECT value FROM by_level WHERE state_code = '19' AND category = 'total'"
    assert spoiled.desk.rows(sql) == [(1.0,)]


def test_what_changed_in_the_other_source_is_published(spoiled: Spoiled) -> None:
    assert spoiled.report.version == f"{DAY}.2"
    assert spoiled.desk.rows("SELECT title FROM agreements WHERE status = 'withdrawn'") == [(MICHIGAN[0],)]


def test_the_table_of_sources_says_why_a_source_failed(spoiled: Spoiled) -> None:
    failures = dict(spoiled.desk.rows("SELECT source_id, failure FROM sources WHERE source_id LIKE 'sim%'"))
    assert failures["sim_nuevo_leon"].startswith(f"{spoiled.kind}: ")
    assert failures["sim_jalisco"] is None


def test_the_table_of_quality_says_why_a_source_failed(spoiled: Spoiled) -> None:
    rows = spoiled.desk.rows("SELECT severity, source_id FROM quality WHERE rule = $$" + spoiled.kind + "$$")
    assert rows == [("error", "sim_nuevo_leon")]


def test_the_status_tells_of_the_failure(spoiled: Spoiled, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--home", str(spoiled.desk.home.folder), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["last_run"]["failed"] == spoiled.report.failed
    assert [one["source_id"] for one in answer["sources"] if one["failure"]] == ["sim_nuevo_leon"]


@pytest.mark.parametrize(
    "spoiled",
    [
        "bot_challenge",
        "unreachable",
        "layout_drift",
        "too_few_rows",
    ],
    indirect=True,
)
def test_a_source_that_goes_on_failing_is_told_again_by_a_run_with_nothing_new(
    spoiled: Spoiled, tmp_path: Path
) -> None:
    desk = spoiled.desk.copied(tmp_path / "home")
    spoil(desk, spoiled.kind)
    report = desk.run()
    assert report.nothing_new
    assert (report.exit_code, report.failed) == (3, spoiled.report.failed)


def test_what_came_in_place_of_a_page_is_archived(spoiled: Spoiled) -> None:
    assert len(list((spoiled.desk.home.captures / "sim_nuevo_leon").glob("*.warc.gz"))) == 2


def test_a_source_that_recovers_is_read_again(desk: Desk) -> None:
    desk.site.page("/nuevo-leon", DRIFTED)
    assert desk.run().exit_code == 3
    show_states(desk.site)
    report = desk.run()
    assert (report.exit_code, report.failed) == (0, [])


def test_a_failing_source_alone_publishes_no_version(desk: Desk) -> None:
    desk.site.page("/nuevo-leon", CHALLENGE)
    report = desk.run()
    assert (report.exit_code, report.nothing_new, desk.versions()) == (3, True, [DAY])


def test_claims_of_a_failing_source_stay(desk: Desk) -> None:
    desk.site.page("/hermanas", CHALLENGE)
    desk.site.page("/jalisco", table(PORTLAND))
    assert desk.run().version == f"{DAY}.2"
    assert len(desk.rows("FROM claims")) == 1


def test_a_first_run_whose_every_source_fails_publishes_nothing(new_desk: NewDesk, site: Site) -> None:
    site.page("/jalisco", CHALLENGE)
    site.page("/nuevo-leon", CHALLENGE)
    desk = new_desk(two_states(site))
    report = desk.run()
    assert (report.exit_code, latest_version(desk.home.public)) == (4, None)


def test_a_first_run_that_may_look_at_nothing_publishes_nothing(new_desk: NewDesk, site: Site) -> None:
    desk = new_desk([record(site, "jalisco", "/jalisco", lifecycle={"status": "blocked", "reason": "bot wall"})])
    report = desk.run()
    assert (report.exit_code, latest_version(desk.home.public)) == (4, None)
    assert "jalisco" in report.gate


@pytest.fixture(scope="module")
def through_index(library: None, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Both states published through their index; only to be copied."""
    show_states(site)
    desk = Desk(Home(tmp_path_factory.mktemp("index") / "home"), site, states_index(site, floor=1))
    assert desk.run().exit_code == 0
    return desk


def test_a_child_of_an_index_that_fails_stays_while_the_others_go_on(through_index: Desk, tmp_path: Path) -> None:
    desk = through_index.copied(tmp_path / "home")
    desk.site.page("/nuevo-leon", CHALLENGE)
    desk.site.page("/jalisco", table(PORTLAND, ALBERTA))
    report = desk.run()
    assert (report.exit_code, len(report.failed)) == (3, 1)
    sql = "SELECT count(*) FROM agreements WHERE state_code = '19' AND status <> 'withdrawn'"
    assert desk.rows(sql) == [(1,)]


def test_a_page_that_the_index_no_longer_links_keeps_its_agreements(through_index: Desk, tmp_path: Path) -> None:
    desk = through_index.copied(tmp_path / "home")
    desk.site.page("/indice", '<ul class="estados"><li><a href="/jalisco">Jalisco</a></li></ul>')
    report = desk.run()
    assert report.exit_code == 3 and "/nuevo-leon" in report.failed[0]
    assert desk.rows("SELECT count(*) FROM agreements WHERE status = 'withdrawn'") == [(0,)]


@dataclass(frozen=True)
class Stopped:
    desk: Desk
    report: Report


@pytest.fixture(scope="module")
def stopped(through_index: Desk, tmp_path_factory: pytest.TempPathFactory) -> Stopped:
    """An index that gave four rows is asked for fifty."""
    desk = through_index.copied(tmp_path_factory.mktemp("stopped") / "home")
    desk.site.page("/jalisco", table(PORTLAND))
    desk.records = states_index(desk.site, floor=50)
    return Stopped(desk, desk.run())


def test_a_gate_that_fails_ends_with_code_4_and_publishes_nothing(stopped: Stopped) -> None:
    assert (stopped.report.exit_code, stopped.report.version, stopped.desk.versions()) == (4, "", [DAY])


def test_a_gate_that_fails_leaves_the_former_version_the_latest(stopped: Stopped) -> None:
    public = stopped.desk.home.public
    assert (stopped.report.latest, latest_version(public), len(versions(public))) == (DAY, DAY, 1)
    assert len(stopped.desk.rows("FROM agreements")) == 4


def test_a_gate_that_fails_names_its_rule_in_one_line(stopped: Stopped) -> None:
    assert "sources.sim_index.floor" in stopped.report.gate and "50" in stopped.report.gate
    assert "\n" not in stopped.report.gate


def test_a_gate_that_fails_lists_every_broken_rule_in_a_file(stopped: Stopped) -> None:
    told = json.loads((stopped.desk.home.folder / "quality.json").read_text(encoding="utf-8"))
    broken = [result["rule"] for result in told["results"] if not result["passed"]]
    assert (told["passed"], broken) == (False, ["sources.sim_index.floor"])


def test_a_gate_that_fails_is_told_on_the_terminal(stopped: Stopped, capsys: pytest.CaptureFixture[str]) -> None:
    show_run(stopped.report, stopped.desk.home)
    lines = [line for line in capsys.readouterr().out.splitlines() if "sources.sim_index.floor" in line]
    assert len(lines) == 1 and lines[0].startswith("nada se publicó")


def test_a_gate_that_passes_again_publishes_again(stopped: Stopped, tmp_path: Path) -> None:
    desk = stopped.desk.copied(tmp_path / "home")
    desk.site.page("/jalisco", table(PORTLAND))
    desk.records = states_index(desk.site, floor=1)
    report = desk.run()
    assert (report.exit_code, report.version) == (0, f"{DAY}.2")


def test_a_gate_that_fails_in_the_first_run_publishes_nothing(new_desk: NewDesk, site: Site) -> None:
    desk = new_desk(states_index(site, floor=50))
    report = desk.run()
    assert (report.exit_code, report.latest, latest_version(desk.home.public)) == (4, "", None)


def test_a_floor_of_no_rows_said_aloud_is_no_failure(desk: Desk) -> None:
    desk.site.page("/jalisco", table())
    desk.records[0]["min_rows"] = 0
    report = desk.run()
    assert (report.exit_code, report.failed) == (0, [])
    assert desk.rows("SELECT DISTINCT status FROM agreements WHERE source_id = 'sim_jalisco'") == [("withdrawn",)]
