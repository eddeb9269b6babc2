"""A service over made-up pages (SIMULADO) on loopback ports of its own, started as an operator would start it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from flows.service.prefect_api import PrefectApi
from tests.flows.desk import Desk, without
from warehouse.published import versions

ROOT = Path(__file__).parents[2]


class Receiver:
    """Takes what is sent to a webhook by POST."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.taken.append(json.loads(body))
                self.send_response(200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/aviso"

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


class Mailbox:
    """Takes what is sent by SMTP."""

    def __init__(self) -> None:
        self.letters: list[Message] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port())
        self._controller.start()
        address = f"127.0.0.1:{self._controller.port}"
        self.url = f"mailto://{address}/?from=acuerdos@example.org&to=ana@example.org&mode=insecure"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  (aiosmtpd calls it so)
        self.letters.append(message_from_bytes(envelope.content))
        return "250 OK"

    def stop(self) -> None:
        self._controller.stop()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def wait_for(what: str, found: Callable[[], Any], seconds: float = 150.0) -> Any:
    """What ``found`` returns, as soon as it is something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        result = found()
        if result:
            return result
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds:.0f} s: {what}")


@dataclass
class Service:
    """``acuerdos serve`` over the home and the sources of a desk."""

    desk: Desk
    port: int = field(default_factory=free_port)
    words: tuple[str, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None

    @property
    def api(self) -> PrefectApi:
        return PrefectApi(f"http://127.0.0.1:{self.port}/api")

    def start(self) -> None:
        home = self.desk.home.folder
        words = ["serve", "--home", str(home), "--sources", str(self.desk.sources), "--port", str(self.port)]
        kept = without(os.environ, ["PREFECT_", "ACUERDOS_"])
        home.mkdir(parents=True, exist_ok=True)
        with (home / "serve.out").open("ab") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flows.command_line", *words, *self.words], cwd=ROOT,
                env={**kept, **self.environment}, stdout=out, stderr=out,
            )  # fmt: skip

    def stop(self) -> int:
        """End it as systemd would; returns its exit code."""
        assert self.process
        self.process.terminate()
        return self.process.wait(40)

    def said(self) -> str:
        return (self.desk.home.folder / "serve.out").read_text(encoding="utf-8")

    def versions(self) -> list[str]:
        """Names of the published versions, oldest first."""
        return [one["version"] for one in reversed(versions(self.desk.home.public))]

    def events(self, prefix: str) -> list[dict[str, Any]]:
        """The events the server has had, oldest first."""
        import requests

        asked = {"filter": {"event": {"prefix": [prefix]}}, "limit": 50}
        page = requests.post(f"{self.api.url}/events/filter", json=asked, timeout=10).json()
        found: list[dict[str, Any]] = page["events"]
        while page["next_page"]:
            page = requests.get(page["next_page"], timeout=10).json()
            found += page["events"]
        return sorted(found, key=lambda event: str(event["occurred"]))

    def await_version(self, number: int) -> str:
        """The name of the version of that number, once it is published."""
        return str(wait_for(f"version {number}", lambda: (self.versions()[number - 1 :] or [""])[0]))


def processes_of(home: Path, module: str) -> list[int]:
    """Processes of the service over a home that run a module."""
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            words = (folder / "cmdline").read_bytes().decode(errors="replace")
            environment = (folder / "environ").read_bytes().decode(errors="replace")
        except OSError:
            continue
        if module in words and f"PREFECT_HOME={home}/" in environment:
            found.append(int(folder.name))
    return found


def kill(processes: list[int]) -> None:
    for one in processes:
        os.kill(one, signal.SIGKILL)
