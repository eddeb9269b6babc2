"""The flow ``refresh``: once on a real embedded server, else its functions as they are."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractors.archive import Archive
from extractors.catalogue import load_sources
from flows.home import Home
from flows.look import look
from flows.run import prepare_prefect
from flows.steps import Refresh
from tests.extractors.conftest import Site
from tests.flows.conftest import NewDesk
from tests.flows.desk import (
    ALBERTA,
    DAY,
    MICHIGAN,
    NOW,
    PORTLAND,
    Desk,
    record,
    repeatable,
    show_states,
    table,
    two_states,
    without,
)
from warehouse.published import verify
from warehouse.store import Store

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class OnPrefect:
    desk: Desk
    plain: Desk
    done: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def on_prefect(library: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnPrefect]:
    """``acuerdos run`` as a user types it, over a source of two pages; and the same without Prefect."""
    folder = tmp_path_factory.mktemp("prefect")
    running = Site()
    running.page("/registro", table(PORTLAND, ALBERTA, more='<a rel="next" href="/registro-2">Siguiente</a>'))
    running.page("/registro-2", table(MICHIGAN))
    records = [record(running, "sim_registro", "/registro", access="paged")]
    desk = Desk(Home(folder / "home"), running, records)
    words = ["run", "--home", str(desk.home.folder), "--sources", str(desk.sources), "--now", NOW.isoformat()]
    done = subprocess.run(
        [sys.executable, "-m", "flows.command_line", *words], cwd=ROOT,
        env=without(os.environ, ["PREFECT_"]), capture_output=True, text=True, timeout=170,
    )  # fmt: skip
    plain = Desk(Home(folder / "plain"), running, records)
    plain.run()
    yield OnPrefect(desk, plain, done)
    running.stop()


@pytest.mark.timeout(180)
def test_a_run_on_an_embedded_server_publishes(on_prefect: OnPrefect) -> None:
    assert on_prefect.done.returncode == 0, on_prefect.done.stderr
    assert f"versión {DAY} publicada" in on_prefect.done.stdout
    assert "Traceback" not in on_prefect.done.stderr


@pytest.mark.timeout(180)
def test_a_run_on_an_embedded_server_publishes_what_a_plain_run_publishes(on_prefect: OnPrefect) -> None:
    folders = [desk.home.public / "v" / DAY for desk in (on_prefect.desk, on_prefect.plain)]
    assert repeatable(folders[0]) == repeatable(folders[1])
    assert verify(on_prefect.desk.home.public, DAY) == []
    assert on_prefect.desk.rows("SELECT count(*) FROM agreements") == [(3,)]


@pytest.mark.timeout(180)
def test_an_embedded_server_lives_under_the_home(on_prefect: OnPrefect) -> None:
    assert on_prefect.desk.home.prefect.is_dir()
    assert not on_prefect.plain.home.prefect.exists()


@pytest.mark.timeout(180)
def test_the_manifest_tells_the_seconds_of_the_flow(on_prefect: OnPrefect) -> None:
    told = json.loads(on_prefect.desk.home.runs.read_text(encoding="utf-8"))
    assert set(told["seconds"]) == {"look", "prefect"}


def refresh_of(desk: Desk, store: Store) -> Refresh:
    """A refresh ready to begin, after a look."""
    sources = load_sources(desk.sources)
    looked = look(sources, {}, Archive(desk.home.captures), now=lambda: NOW, live=False)
    store.save_parts(looked.parts.values())
    return Refresh(desk.home, store, sources, looked.parts, looked, NOW.isoformat())


def test_the_tasks_of_the_flow_do_its_steps_without_a_server(
    new_desk: NewDesk, site: Site, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path / "prefect"))
    monkeypatch.setenv("PREFECT_LOGGING_LEVEL", "WARNING")
    from flows import refresh

    show_states(site)
    desk = new_desk(two_states(site))
    desk.home.prepare()
    with Store(desk.home.warehouse) as store:
        work = refresh_of(desk, store)
        assert [refresh.read_batch.fn(work, keys) for keys in work.batches()] == [4]
        assert work.batches() == []
        refresh.normalise.fn(work)
        assert len(work.normalised.tables["agreements"]) == 4
        assert refresh.validate.fn(work)
        assert refresh.publish.fn(work).version == DAY


def test_the_steps_in_one_call_publish_the_same(new_desk: NewDesk, site: Site) -> None:
    show_states(site)
    desk = new_desk(two_states(site))
    desk.home.prepare()
    with Store(desk.home.warehouse) as store:
        outcome = refresh_of(desk, store).everything()
    assert (outcome.version, outcome.rows["agreements"], outcome.nothing_new) == (DAY, 4, False)


def test_nothing_is_published_before_the_gate_was_asked(new_desk: NewDesk, site: Site) -> None:
    show_states(site)
    desk = new_desk(two_states(site))
    desk.home.prepare()
    with Store(desk.home.warehouse) as store:
        work = refresh_of(desk, store)
        for keys in work.batches():
            work.read(keys)
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
