"""A small web site on loopback, answered by plain functions."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from extractors.fetch import Fetcher


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    send: Callable[[Any], None] | None = None


@dataclass
class Asked:
    path: str
    headers: dict[str, str]
    began: float
    ended: float = 0.0


Route = Callable[[Asked], Answer]


class Site:
    """Routes by path; everything else is 404. ``asked`` lists the requests as they came."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[Asked] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Otherwise each kept-alive answer waits 40 ms for an acknowledgement.
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                asked = Asked(self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic())
                site.asked.append(asked)
                route = site.routes.get(self.path)
                answer = route(asked) if route else Answer(status=404)
                self.send_response(answer.status)
                for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                if answer.send is not None:
                    answer.send(self.wfile)
                else:
                    self.wfile.write(answer.body)
                asked.ended = time.monotonic()

            def log_message(self, format: str, *args: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request: object, client_address: object) -> None:
                pass

        self._server = Server(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    def page(self, path: str, html: str, status: int = 200, **headers: str) -> str:
        named = {"Content-Type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
        self.routes[path] = lambda asked: Answer(html.encode(), status, named)
        return self.root + path

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    running = Site()
    yield running
    running.stop()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    made = Fetcher(backoff=0.01)
    yield made
    made.close()


@pytest.fixture
def now() -> Callable[[], datetime]:
    return lambda: datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
