"""The flow ``refresh``: once on a real embedded server, else its functions as they are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractors.archive import Archive
from extractors.catalogue import load_sources
from flows.home import Home
from flows.look import look
from flows.prefect_settings import prepare_prefect
from flows.steps import Refresh
from tests.extractors.conftest import Site
from tests.flows.conftest import Bundled, NewDesk
from tests.flows.desk import DAY, NOW, Desk, repeatable, two_states, without
from warehouse.published import latest_version, verify
from warehouse.store import Store

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class OnPrefect:
    home: Home
    done: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def on_prefect(tmp_path_factory: pytest.TempPathFactory) -> OnPrefect:
    """``acuerdos run`` as a user types it, with the embedded server; the one test run that starts it."""
    home = Home(tmp_path_factory.mktemp("prefect") / "home")
    words = ["run", "--home", str(home.folder), "--now", NOW.isoformat()]
    # Sets come in another order than in this process, and the clock of the machine is elsewhere.
    kept = without(os.environ, ["PREFECT_", "PYTHONHASHSEED"])
    done = subprocess.run(
        [sys.executable, "-m", "flows.command_line", *words], cwd=ROOT,
        env={**kept, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}, capture_output=True, text=True, timeout=170,
    )  # fmt: skip
    return OnPrefect(home, done)


@pytest.mark.timeout(180)
def test_a_run_on_an_embedded_server_publishes(on_prefect: OnPrefect) -> None:
    assert on_prefect.done.returncode == 0, on_prefect.done.stderr
    assert latest_version(on_prefect.home.public) == DAY
    assert "Traceback" not in on_prefect.done.stderr


@pytest.mark.timeout(180)
def test_a_run_prints_its_version_its_rows_and_where_they_are(on_prefect: OnPrefect) -> None:
    lines = [line.split() for line in on_prefect.done.stdout.splitlines()]
    assert f"versión {DAY} publicada en {on_prefect.home.public / 'v' / DAY}" in on_prefect.done.stdout
    assert ["published_figures", "1,100"] in lines and ["offices", "32"] in lines


@pytest.mark.timeout(180)
def test_another_home_process_and_engine_publish_the_same_bytes(on_prefect: OnPrefect, bundled: Bundled) -> None:
    other, here = (home.public / "v" / DAY for home in (on_prefect.home, bundled.home))
    assert repeatable(other) == repeatable(here)


@pytest.mark.timeout(180)
def test_another_home_process_and_engine_publish_the_same_database(on_prefect: OnPrefect, bundled: Bundled) -> None:
    # The Parquet files are the same by their bytes, and each database holds what those beside it do.
    assert verify(on_prefect.home.public, DAY) == verify(bundled.home.public, DAY) == []


@pytest.mark.timeout(180)
def test_an_embedded_server_lives_under_the_home(on_prefect: OnPrefect) -> None:
    assert on_prefect.home.prefect.is_dir()


def test_a_plain_run_has_no_server(bundled: Bundled) -> None:
    assert not bundled.home.prefect.exists()


@pytest.mark.timeout(180)
def test_the_manifest_tells_the_seconds_of_the_steps_of_the_flow(on_prefect: OnPrefect) -> None:
    told = json.loads(on_prefect.home.runs.read_text(encoding="utf-8"))
    assert set(told["seconds"]) >= {"look", "read", "normalise", "validate", "publish"}


def refresh_of(desk: Desk, store: Store) -> Refresh:
    """A refresh ready to begin, after a look."""
    sources = load_sources(desk.sources)
    looked = look(sources, {}, Archive(desk.home.captures), now=lambda: NOW, live=False)
    store.save_parts(looked.parts.values())
    return Refresh(desk.home, store, sources, looked.parts, looked, NOW.isoformat(), before={})


def test_the_tasks_of_the_flow_do_its_steps_without_a_server(
    new_desk: NewDesk, site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    monkeypatch.setenv("PREFECT_LOGGING_LEVEL", "WARNING")
    from flows import refresh

    desk = new_desk(two_states(site))
    desk.home.prepare()
    with Store(desk.home.warehouse) as store:
        work = refresh_of(desk, store)
        assert work.read() == 4
        assert work.read() == 0
        work.interpret()
        refresh.normalise.fn(work)
        assert len(work.normalised.tables["agreements"]) == 4
        assert refresh.validate.fn(work)
        assert refresh.publish.fn(work).version == DAY


def test_nothing_is_published_before_the_gate_was_asked(new_desk: NewDesk, site: Site) -> None:
    desk = new_desk(two_states(site))
    desk.home.prepare()
    with Store(desk.home.warehouse) as store:
        work = refresh_of(desk, store)
        work.read()
        work.interpret()
        work.normalise()
        assert work.publish().version == ""
    assert list(desk.home.public.iterdir()) == []


def test_settings_of_the_operator_stay_when_the_embedded_server_is_prepared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PREFECT_HOME", "PREFECT_LOGGING_LEVEL", "PREFECT_SERVER_ANALYTICS_ENABLED", "DO_NOT_TRACK",
                 "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE"):  # fmt: skip
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("PREFECT_LOGGING_LEVEL", "DEBUG")
    prepare_prefect(Home(tmp_path))
    assert os.environ["PREFECT_HOME"] == str(tmp_path / "prefect")
    assert os.environ["PREFECT_LOGGING_LEVEL"] == "DEBUG"
    assert os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
