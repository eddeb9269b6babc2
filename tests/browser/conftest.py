"""Headless Chromium on a published folder of made-up data, served on loopback; nothing may leave this machine."""

from __future__ import annotations

import functools
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.browser.made_up import FIRST, SECOND, tables
from warehouse.publication import publish

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
# What a page makes itself and fetches from nobody.
MADE_HERE = frozenset({"data", "blob", "about"})

HEIGHT = 900

Open = Callable[..., Page]


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the test tells what went wrong."""


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two published versions and the page of the second."""
    folder = tmp_path_factory.mktemp("face") / "public"
    for version in (FIRST, SECOND):
        publish(tables(version), folder, version=version, index={"sources": {}}, quality_report={"passed": True})
    return folder


@pytest.fixture(scope="session")
def address(public: Path) -> Iterator[str]:
    """Where ``public`` is served, with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(public))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


# Not of the session: while Playwright runs, no other test of the process can start an event loop.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for the room; skipped where the machine has none."""
    if not CHROMIUM:
        pytest.skip("no hay Chromium: instale el paquete `chromium` o diga dónde está en CHROMIUM")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield running
        running.close()


class Watch:
    """What went wrong in the pages of some contexts: a request to elsewhere, a script that failed, a console error.

    A policy broken is a console error.
    """

    def __init__(self, address: str) -> None:
        self._ours = urlsplit(address).netloc
        self.wrong: list[str] = []

    def page_of(self, context: BrowserContext) -> Page:
        """A new page that is watched."""
        context.on("request", self._asked)
        page = context.new_page()
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.wrong.append(f"script: {error}"))
        return page

    def _asked(self, request: Request) -> None:
        where = urlsplit(request.url)
        if where.scheme not in MADE_HERE and where.netloc != self._ours:
            self.wrong.append(f"asked elsewhere: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.wrong.append(f"console: {message.text}")


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Open]:
    """``open_page(path, width=1200)``: a page in a context of its own, watched until the end of the test."""
    watch, contexts = Watch(address), []

    def opened(path: str, *, width: int = 1200, **options: Any) -> Page:
        contexts.append(browser.new_context(viewport={"width": width, "height": HEIGHT}, **options))
        page = watch.page_of(contexts[-1])
        page.goto(address + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not watch.wrong


@pytest.fixture(scope="module")
def _tab(browser: Browser, address: str) -> Iterator[tuple[Page, Watch]]:
    watch = Watch(address)
    with browser.new_context() as context:
        yield watch.page_of(context), watch


@pytest.fixture
def turn_to(_tab: tuple[Page, Watch], address: str) -> Iterator[Open]:
    """``turn_to(path, width=1200)``: the one tab of a module turned to a page, three times as fast as a new context."""
    page, watch = _tab
    watch.wrong.clear()

    def turned(path: str, *, width: int = 1200) -> Page:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.goto(address + path)
        return page

    yield turned
    assert not watch.wrong
