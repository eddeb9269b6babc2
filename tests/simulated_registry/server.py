"""A made-up registry on a loopback address, and the source records that point at it."""

from collections import defaultdict
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import yaml

from tests.simulated_registry.frame import BANNER
from tests.simulated_registry.pages import Page, layout_of, render
from tests.simulated_registry.truth import SimulatedAgreement, simulated_agreements

Answer = tuple[int, str, bytes]
NOTES = "SIMULADO: made-up registry for tests, never published as data"


def _handler(registry: "SimulatedRegistry") -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Answers GET and HEAD, and says nothing on the terminal."""

        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """Send a page."""
            self._send(body=True)

        def do_HEAD(self) -> None:
            """Send the headers of a page."""
            self._send(body=False)

        def _send(self, *, body: bool) -> None:
            status, content_type, content = registry.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if body:
                self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Stay quiet."""

    return Handler


class SimulatedRegistry:
    """The made-up registry of one seed in one layout (or 'mixed'), served while the context lasts."""

    def __init__(self, seed: int, layout: str) -> None:
        """Write every page once."""
        self.seed = seed
        self.layout = layout
        self.truth: list[SimulatedAgreement] = simulated_agreements(seed)
        by_state: dict[str, list[SimulatedAgreement]] = defaultdict(list)
        for row in self.truth:
            by_state[row.state_code].append(row)
        self.states = {code: rows[0].state for code, rows in by_state.items()}
        self.pages: dict[str, list[Page]] = {code: render(layout, rows, seed) for code, rows in by_state.items()}
        self.requests: list[str] = []
        self._server: ThreadingHTTPServer | None = None
        self._thread: Thread | None = None

    def __enter__(self) -> Self:
        """Start to serve on a free port of 127.0.0.1."""
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.05},
            daemon=True,
        )
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()
        self._server = None

    @property
    def url(self) -> str:
        """The address of the site, without a slash at the end."""
        if self._server is None:
            raise RuntimeError("the registry is served only inside its context")
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def state_url(self, code: str) -> str:
        """The address of the (first) page of a state."""
        return f"{self.url}/estado/{code}.html"

    def answer(self, path: str) -> Answer:
        """What is sent for a path."""
        self.requests.append(path)
        parts = urlsplit(path)
        if parts.path == "/robots.txt":
            return (
                200,
                "text/plain; charset=utf-8",
                b"# SIMULADO\nUser-agent: *\nAllow: /\n",
            )
        if parts.path in ("/", "/index.html"):
            return 200, "text/html; charset=utf-8", self._index().encode()
        code = parts.path.removeprefix("/estado/").removesuffix(".html")
        number = parse_qs(parts.query).get("pagina", ["1"])[0]
        pages = self.pages.get(code, [])
        if number.isdigit() and 1 <= int(number) <= len(pages):
            page = pages[int(number) - 1]
            return 200, page.content_type, page.body
        return 404, "text/html; charset=utf-8", b"<h1>404 SIMULADO: no existe</h1>"

    def _index(self) -> str:
        items = "\n".join(
            f'<li><a href="/estado/{code}.html">{name}</a></li>' for code, name in sorted(self.states.items())
        )
        return (
            '<!DOCTYPE html><html lang="es"><head><title>Registro (SIMULADO)</title></head><body>'
            f'<ul class="menu"><li><a href="/inicio.html">Inicio</a></li></ul><p>{BANNER}</p>'
            "<h1>Registro de Acuerdos Interinstitucionales por entidad federativa</h1>"
            f'<ul class="entidades">\n{items}\n</ul><p><a href="/aviso.html">Aviso legal</a></p></body></html>'
        )

    def _record(self, identifier: str, name: str) -> dict[str, Any]:
        return {
            "id": identifier,
            "name": f"{name} (SIMULADO)",
            "publisher": "Registro SIMULADO",
            "dataset": "agreements",
            "evidence": "registry",
            "format": "auto",
            "columns": {},
            "min_rows": 1,
            "lifecycle": {"status": "active", "since": "2026-11-23", "reason": ""},
            "cadence": "weekly",
            "delay": 0,
            "licence": {"id": "Libre-Uso-MX", "url": "https://datos.gob.mx/libreusomx"},
            "notes": NOTES,
        }

    def source_records(self) -> list[dict[str, Any]]:
        """One source record a state."""
        records = []
        for code, name in sorted(self.states.items()):
            several = layout_of(self.layout, code) == "paged"
            record = self._record(f"sim_{self.layout}_{code}", f"Registro de {name}")
            record |= {
                "access": "paged" if several else "page",
                "url": self.state_url(code),
                "state": code,
            }
            records.append(record)
        return records

    def index_record(self) -> dict[str, Any]:
        """One source record for the whole registry, by its index page."""
        several = any(len(pages) > 1 for pages in self.pages.values())
        return self._record(f"sim_{self.layout}_index", "Registro por entidad") | {
            "access": "index",
            "url": f"{self.url}/index.html",
            "follow": "ul.entidades a",
            "child": {"access": "paged" if several else "page", "format": "auto"},
            "state": "from-link-text",
        }

    def sources_yaml(self, path: Path) -> Path:
        """Write the 32 source records."""
        return _write(path, self.source_records())

    def index_source_yaml(self, path: Path) -> Path:
        """Write the index record, as a list of one."""
        return _write(path, [self.index_record()])


def _write(path: Path, records: list[dict[str, Any]]) -> Path:
    plain: list[Mapping[str, Any]] = list(records)
    path.write_text(yaml.safe_dump(plain, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path
