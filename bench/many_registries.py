"""Made-up registries (SIMULADO) by the hundred, each of 1,350 agreements in 32 pages, served by one process."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml

from tests.simulated_registry.server import SimulatedRegistry

LAYOUT = "table"


@contextmanager
def served(registries: int, sources: Path) -> Iterator[None]:
    """Serve so many registries while the block lasts, and write the records of all their pages to ``sources``."""
    words = [sys.executable, "-m", "bench.many_registries", str(registries)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None and process.stdout is not None
        root = f"http://127.0.0.1:{int(process.stdout.readline())}"
        sources.write_text(yaml.dump(_records(registries, root), Dumper=yaml.CSafeDumper, allow_unicode=True))
        try:
            yield
        finally:
            process.stdin.close()


def _records(registries: int, root: str) -> list[dict[str, Any]]:
    with SimulatedRegistry(1, LAYOUT) as one:
        records, home = one.source_records(), one.url
    return [
        record | {"id": f"{record['id']}_{seed}", "url": record["url"].replace(home, f"{root}/{seed}")}
        for seed in range(1, registries + 1)
        for record in records
    ]


@cache
def _registry(seed: int) -> SimulatedRegistry:
    return SimulatedRegistry(seed, LAYOUT)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        number, _, rest = self.path.lstrip("/").partition("/")
        status, kind, body = _registry(int(number) if number.isdigit() else 1).answer(f"/{rest}" if rest else self.path)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Stay quiet."""


def _serve(registries: int) -> None:
    from threading import Thread

    for seed in range(1, registries + 1):
        _registry(seed)  # made before the first is asked for: it is not the server that is measured
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    # Whoever started us closes it, even by dying.
    sys.stdin.read()


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
