"""Runs whose process is no more are told to the server, and no others."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from flows.service.lost_runs import bury_lost_runs
from flows.service.prefect_api import PrefectApi


class Server(PrefectApi):
    """A server of one flow run, as the answers of its API."""

    def __init__(self, run: dict[str, Any], workers: list[str]) -> None:
        super().__init__("http://127.0.0.1:9/api")
        self.run, self.workers, self.buried = run, workers, list[str]()

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        if path.endswith("/workers/filter"):
            return [{"name": name, "status": "ONLINE"} for name in self.workers]
        if path == "/flow_runs/filter":
            return [self.run] if body["flows"]["name"]["any_"] == ["refresh"] else []
        self.buried.append(path)
        return {}


@pytest.fixture
def flow_process() -> Iterator[int]:
    words = [sys.executable, "-c", "import time; time.sleep(60)", "prefect.engine"]
    process = subprocess.Popen(words)
    yield process.pid
    process.kill()
    process.wait()


def buried(pid: int | None, *, state: str = "RUNNING", since: float = 0.0, workers: list[str] | None = None) -> bool:
    moment = datetime.now(UTC) - timedelta(seconds=since)
    run = {"id": "1", "infrastructure_pid": pid, "state_type": state, "state": {"timestamp": moment.isoformat()}}
    server = Server(run, workers or [])
    bury_lost_runs(server)
    return bool(server.buried)


def test_a_run_whose_process_lives_is_left_alone(flow_process: int) -> None:
    assert not buried(flow_process)


def test_a_run_whose_process_ended_is_buried(flow_process: int) -> None:
    os.kill(flow_process, 9)
    time.sleep(0.2)
    assert buried(flow_process)


def test_a_run_whose_number_is_another_process_by_now_is_buried() -> None:
    process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        time.sleep(0.2)
        assert buried(process.pid)
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    ("state", "since", "lost"), [("PENDING", 5, False), ("PENDING", 90, True), ("RUNNING", 90, False)]
)
def test_a_run_that_no_process_ever_took_is_buried_after_a_minute(state: str, since: float, lost: bool) -> None:
    assert buried(None, state=state, since=since) is lost


def test_nothing_is_buried_while_a_worker_of_another_machine_is_online() -> None:
    assert not buried(2**22 + 1, workers=["otra-1"])
    assert buried(2**22 + 1, workers=[])
