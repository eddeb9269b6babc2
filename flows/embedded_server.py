"""A Prefect server of one run's own, in a process that starts while this one imports what it needs.

Prefect would start the same one by itself, but only when the first flow asks for it, one thing after the other, and
after importing the whole server into the process that only wants to talk to it: seconds each.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from flows.home import Home, HomeProblem

_PATIENCE = 120.0
_ENDING = 10.0
_POLL = 0.05
LOG = "server.log"
_PACKAGES = Path(__file__).parent.parent


class Server(Protocol):
    """A server to run flows on."""

    @property
    def api_url(self) -> str:
        """Where its API answers."""
        ...

    def wait(self) -> None:
        """Until it answers."""


@dataclass(frozen=True, slots=True)
class NamedServer:
    """A server that somebody else runs."""

    api_url: str

    def wait(self) -> None:
        """Nothing to wait for: Prefect says what is wrong with it."""


@contextmanager
def server_in_use(home: Home) -> Iterator[Server]:
    """The server that ``PREFECT_API_URL`` names, or else one that is started here and ended at the end."""
    if named := os.environ.get("PREFECT_API_URL"):
        yield NamedServer(named)
        return
    with embedded_server(home) as started:
        yield started


@dataclass(frozen=True, slots=True)
class EmbeddedServer:
    """A server that was started and may not answer yet."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    @property
    def api_url(self) -> str:
        """Where its API answers."""
        return f"http://127.0.0.1:{self.port}/api"

    def wait(self) -> None:
        """Until it answers. Raises ``HomeProblem`` where it ended or takes too long."""
        end = time.monotonic() + _PATIENCE
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() > end:
                raise HomeProblem(f"el servidor de Prefect no arrancó; vea {self.log}, o use acuerdos run --plain")
            time.sleep(_POLL)

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/api/health")
            return connection.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            connection.close()

    def end(self) -> None:
        """Ask it to end; one that does not is killed."""
        self.process.terminate()
        try:
            self.process.wait(_ENDING)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def embedded_server(home: Home) -> Iterator[EmbeddedServer]:
    """A server over the database of a home, ended at the end; it ends by itself where this process is killed."""
    home.prefect.mkdir(parents=True, exist_ok=True)
    port, log = _free_port(), home.prefect / LOG
    environment = {**os.environ, "PREFECT_SERVER_API_HOST": "127.0.0.1", "PREFECT_SERVER_API_PORT": str(port),
                   "PREFECT_UI_ENABLED": "0"}  # fmt: skip
    with log.open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "flows.embedded_server_process"], stdin=subprocess.PIPE, stdout=told, stderr=told,
            env=environment, cwd=_PACKAGES,
        )  # fmt: skip
    server = EmbeddedServer(process, port, log)
    try:
        yield server
    finally:
        server.end()


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        found: int = taken.getsockname()[1]
        return found
