"""Runs whose process is no more are told to the server, and no others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from flows.service.lost_runs import bury_lost_runs
from flows.service.prefect_api import PrefectApi


class Server:
    """A server of one flow run, by the answers of its API; ``buried``: the states it was told."""

    def __init__(self, run: dict[str, Any], workers: list[str]) -> None:
        self.buried: list[Any] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                answer: Any = {}
                if self.path.endswith("/workers/filter"):
                    answer = [{"name": name, "status": "ONLINE"} for name in workers]
                elif self.path.endswith("/flow_runs/filter"):
                    answer = [run] if body["flows"]["name"]["any_"] == ["refresh"] else []
                else:
                    server.buried.append(body["state"]["type"])
                content = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.api = PrefectApi(f"http://127.0.0.1:{self._server.server_address[1]}/api")

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


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
    try:
        bury_lost_runs(server.api)
    finally:
        server.stop()
    return server.buried == ["CRASHED"]


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
