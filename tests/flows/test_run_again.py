"""Running again, twice at once, or after an accident: the same inputs are published once."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event

import pytest

from flows.home import Home, HomeProblem
from flows.run_report import Report
from tests.extractors.conftest import Answer, Asked, Site
from tests.flows.conftest import Bundled, NewDesk
from tests.flows.desk import CHALLENGE, DAY, HTML, NOW, TEXAS, Desk, digests, show_states, table, two_states
from warehouse.published import latest_version

ROOT = Path(__file__).parents[2]
PROBE = """
import sys
from flows.command_line import main
code = main(sys.argv[1:])
print(sorted(set(sys.modules) & {"prefect", "great_expectations", "pandas", "pyarrow"}))
sys.exit(code)
"""
GARBAGE = b"no es DuckDB" * 500


def test_a_run_with_nothing_new_says_so_and_loads_no_framework(bundled: Bundled) -> None:
    version = bundled.home.public / "v" / DAY
    before = digests(version)
    words = ["run", "--home", str(bundled.home.folder), "--now", NOW.isoformat()]
    done = subprocess.run([sys.executable, "-c", PROBE, *words], cwd=ROOT, capture_output=True, text=True, timeout=60)
    *_, said, loaded = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert (said, loaded) == (f"nada nuevo: sigue la versión {DAY}", "[]")
    assert digests(version) == before
    assert len(list((bundled.home.public / "v").iterdir())) == 1


def test_the_fixed_clock_is_the_only_clock_in_the_tables(settled: Desk) -> None:
    assert settled.rows("SELECT DISTINCT first_seen, last_seen FROM agreements") == [(DAY, DAY)]
    assert settled.rows("SELECT DISTINCT captured_at FROM captures") == [(NOW.isoformat(timespec="seconds"),)]


def test_a_second_run_over_unchanged_pages_publishes_nothing(desk: Desk) -> None:
    report = desk.run()
    assert (report.exit_code, report.nothing_new, report.version, report.latest) == (0, True, "", DAY)
    assert (report.changed, desk.versions()) == ([], [DAY])


def test_bytes_that_change_without_changing_a_row_publish_nothing(desk: Desk) -> None:
    desk.site.page("/nuevo-leon", table(TEXAS, more="<p>Visitas: 2</p>"))
    report = desk.run()
    assert (report.changed, report.nothing_new, report.exit_code) == ([], True, 0)
    assert desk.versions() == [DAY]


def test_a_page_that_says_not_modified_keeps_its_rows(site: Site, new_desk: NewDesk) -> None:
    tag = '"1"'

    def page(asked: Asked) -> Answer:
        if asked.headers.get("if-none-match") == tag:
            return Answer(status=304)
        return Answer(table(TEXAS).encode(), 200, {**HTML, "ETag": tag})

    site.routes["/nuevo-leon"] = page
    desk = new_desk(two_states(site))
    desk.run()
    assert desk.run().nothing_new
    assert [asked.headers.get("if-none-match") for asked in site.asked if asked.path == "/nuevo-leon"] == [None, tag]
    assert len(desk.rows("FROM agreements WHERE state_code = '19' AND status <> 'withdrawn'")) == 1


@pytest.mark.timeout(240)
def test_of_two_runs_at_once_the_second_waits_and_finds_nothing_new(desk: Desk) -> None:
    reached, waiting = Event(), Event()

    def slow(_: Asked) -> Answer:
        reached.set()
        waiting.wait(30)
        return Answer(table(TEXAS).encode(), 200, HTML)

    desk.site.routes["/jalisco"] = slow
    said: list[str] = []

    def hear(line: str) -> None:
        said.append(line)
        waiting.set()

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(desk.run)
        assert reached.wait(30)
        second = pool.submit(desk.run, NOW, hear)
        reports = first.result(60), second.result(60)
    assert [report.version for report in reports] == [f"{DAY}.2", ""]
    assert (reports[1].nothing_new, reports[1].exit_code) == (True, 0)
    assert len(said) == 1 and "se espera" in said[0]
    assert desk.versions() == [DAY, f"{DAY}.2"]


def test_a_run_that_waited_long_enough_gives_up_in_one_line(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.prepare()
    with home.locked(lambda _: None), pytest.raises(HomeProblem, match="otra corrida") as told:
        home.locked(lambda _: None, patience=0).__enter__()
    assert "\n" not in str(told.value)


def test_a_lock_is_free_again_after_a_run_that_broke(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.prepare()
    with pytest.raises(RuntimeError, match="broken"), home.locked(lambda _: None):
        raise RuntimeError("broken")
    said: list[str] = []
    with home.locked(said.append, patience=0):
        assert said == []


@dataclass(frozen=True)
class Ran:
    desk: Desk
    report: Report


@pytest.fixture(scope="module")
def damaged(settled: Desk, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The pages are as they were; the warehouse is no longer one."""
    desk = settled.copied(tmp_path_factory.mktemp("damaged") / "home")
    desk.home.warehouse.write_bytes(GARBAGE)
    show_states(desk.site)
    return Ran(desk, desk.run())


def test_a_damaged_warehouse_is_set_aside_with_a_warning_and_the_run_goes_on(damaged: Ran) -> None:
    (warning,) = damaged.report.warnings
    assert "warehouse.damaged-1" in warning and "\n" not in warning
    assert (damaged.report.exit_code, damaged.report.latest) == (0, DAY)
    assert (damaged.desk.home.folder / "warehouse.damaged-1").read_bytes() == GARBAGE


def test_a_damaged_warehouse_makes_nothing_new_of_unchanged_pages(damaged: Ran) -> None:
    assert damaged.report.nothing_new
    assert damaged.desk.versions() == [DAY]


def test_the_run_after_a_damaged_warehouse_warns_no_more(damaged: Ran, tmp_path: Path) -> None:
    report = damaged.desk.copied(tmp_path / "home").run()
    assert (report.warnings, report.nothing_new) == ([], True)


@pytest.fixture(scope="module")
def forgetful(settled: Desk, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The warehouse is gone, and two of three sources fail."""
    desk = settled.copied(tmp_path_factory.mktemp("forgetful") / "home")
    desk.home.warehouse.unlink()
    show_states(desk.site)
    for path in ("/nuevo-leon", "/hermanas"):
        desk.site.page(path, CHALLENGE)
    return Ran(desk, desk.run())


def test_without_its_warehouse_a_failing_source_withdraws_no_agreement(forgetful: Ran) -> None:
    assert forgetful.report.exit_code == 3
    assert forgetful.desk.rows("SELECT status FROM agreements WHERE source_id = 'sim_nuevo_leon'") == [("unknown",)]


def test_without_its_warehouse_a_failing_source_keeps_its_claims(forgetful: Ran) -> None:
    assert len(forgetful.desk.rows("FROM claims")) == 1


def test_what_a_killed_publication_left_is_removed(desk: Desk) -> None:
    left = desk.home.public / "v" / f".staging-{DAY}.2"
    left.mkdir()
    (left / "agreements.csv").write_text("half")
    assert desk.run().exit_code == 0
    assert desk.versions() == [DAY]


def test_pointers_that_a_killed_publication_did_not_reach_are_set(desk: Desk) -> None:
    (desk.home.public / "latest.json").unlink()
    (desk.home.public / "latest").unlink()
    report = desk.run()
    assert (report.exit_code, report.latest, latest_version(desk.home.public)) == (0, DAY, DAY)
    assert (desk.home.public / "latest" / "agreements.csv").is_file()


def test_the_printed_figures_ship_with_a_run_over_other_sources(settled: Desk) -> None:
    assert settled.rows("SELECT count(*), count(DISTINCT source_id) FROM published_figures") == [(1100, 1)]
    assert settled.rows("SELECT count(*) FROM reconciliation") == [(1100,)]


def test_no_other_shipped_data_come_with_a_run_over_other_sources(settled: Desk) -> None:
    for name in ("agreements", "claims", "office_facts", "branches", "laws"):
        assert settled.rows(f"SELECT count(*) FROM {name} WHERE source_id NOT LIKE 'sim%'") == [(0,)], name
