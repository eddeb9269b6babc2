"""``acuerdos open``: what is published, served on this machine alone, and the browser on it."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette
    from starlette.responses import Response
    from starlette.types import Scope

LOOPBACK = "127.0.0.1"
PATIENCE_TO_START = 30.0
# What is still being sent when the server stops is given this long.
PATIENCE_TO_STOP = 2
# What the tables of an operating system call otherwise, or do not know.
MEDIA_TYPES = {
    ".atom": "application/atom+xml", ".cff": "application/yaml; charset=utf-8", ".csv": "text/csv; charset=utf-8",
    ".css": "text/css; charset=utf-8", ".duckdb": "application/vnd.duckdb", ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".jsonld": "application/ld+json",
    ".md": "text/markdown; charset=utf-8", ".parquet": "application/vnd.apache.parquet", ".svg": "image/svg+xml",
    ".wasm": "application/wasm", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "": "text/plain; charset=utf-8",
}  # fmt: skip

UNKNOWN_TYPE = "application/octet-stream"
# `latest` and the page change under the same names: a browser asks each time, which costs a 304 at most.
HEADERS = [("X-Content-Type-Options", "nosniff"), ("Cache-Control", "no-cache")]


class CannotOpen(Exception):
    """There is no page to open, or no port to serve it on; one line that says what to do."""


def open_page(public: Path, port: int, *, browser: bool, say: Callable[[str], None]) -> int:
    """Serve ``public`` until Ctrl+C, and open the browser on it unless ``browser`` is false; returns 0.

    ``port`` 0 is any free one. Raises ``CannotOpen``.
    """
    with serving(public, port) as address, contextlib.suppress(KeyboardInterrupt):
        say(f"la página está en {address}/ (Ctrl+C para terminar)")
        if browser and not webbrowser.open(f"{address}/"):
            say("ningún navegador se dejó abrir: abra esa dirección a mano")
        threading.Event().wait()
    say("terminado")
    return 0


@contextlib.contextmanager
def serving(public: Path, port: int = 0) -> Iterator[str]:
    """Serve the files of ``public`` to this machine, from a thread of its own; yields the address, without a ``/``.

    Whole files and single ranges of them (Parquet and DuckDB are read so); nothing outside ``public``, no lists of
    folders. ``port`` 0 is any free one. Raises ``CannotOpen``.
    """
    import uvicorn

    if not (public / "latest.json").is_file():
        raise CannotOpen(f"{public}: nada publicado todavía; primero `acuerdos run`")
    listening = _listening(port)
    config = uvicorn.Config(
        _files_of(public), log_config=None, access_log=False, lifespan="off", ws="none", server_header=False,
        headers=HEADERS, timeout_graceful_shutdown=PATIENCE_TO_STOP,
    )  # fmt: skip
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, args=([listening],), name="acuerdos-open", daemon=True)
    thread.start()
    try:
        _wait_for(server, thread)
        yield f"http://{LOOPBACK}:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def _listening(port: int) -> socket.socket:
    try:
        return socket.create_server((LOOPBACK, port))
    except (OSError, OverflowError) as error:
        raise CannotOpen(f"el puerto {port} no está libre ({error}); diga otro con --port") from error


def _wait_for(server: uvicorn.Server, thread: threading.Thread) -> None:
    pause, waited = 0.005, 0.0
    while not server.started:
        thread.join(pause)
        waited += pause
        if not thread.is_alive() or waited > PATIENCE_TO_START:
            raise CannotOpen("el servidor local no arrancó")


def _files_of(public: Path) -> Starlette:
    from starlette.applications import Starlette
    from starlette.responses import FileResponse
    from starlette.routing import Mount
    from starlette.staticfiles import StaticFiles

    class PublishedFiles(StaticFiles):
        """GET and HEAD of files under one folder; what a link leads to outside of it is as if it were not there."""

        def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
            # A publication that is being written lies under a name with a dot.
            if any(part.startswith(".") for part in Path(path).parts):
                return "", None
            return super().lookup_path(path)

        def file_response(
            self, full_path: str | os.PathLike[str], stat_result: os.stat_result, scope: Scope, status_code: int = 200
        ) -> Response:
            response = super().file_response(full_path, stat_result, scope, status_code)
            if isinstance(response, FileResponse):
                response.headers["content-type"] = MEDIA_TYPES.get(Path(full_path).suffix, UNKNOWN_TYPE)
            return response

    return Starlette(routes=[Mount("/", PublishedFiles(directory=public, html=True))])
