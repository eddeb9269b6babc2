"""Homes published once for all the tests of this room; no test of it may leave this machine."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from expectations.gate import warm_up
from extractors.addresses import is_loopback_host
from flows.home import Home
from flows.run import run
from flows.run_report import Report
from tests.extractors.conftest import Site
from tests.flows.desk import NOW, Desk, claims_record, show_states, silent, two_states


@pytest.fixture(scope="package", autouse=True)
def loopback_only() -> Iterator[None]:
    """Any attempt to reach another machine fails the test."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_loopback_host(str(address[0])):
            raise AssertionError(f"a test tried the network: {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        for name in ("ACUERDOS_HOME", "http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
            patch.delenv(name, raising=False)
        # Most tests here are of the data; those of the page ask for it (test_page_of_a_run.py).
        patch.setenv("ACUERDOS_PAGE", "no")
        yield


@pytest.fixture(scope="package", autouse=True)
def library(loopback_only: None) -> None:
    """Load Great Expectations once, before any clock runs."""
    warm_up()


@dataclass(frozen=True)
class Bundled:
    """A first run over the sources that ship with the product."""

    home: Home
    report: Report


@pytest.fixture(scope="package")
def bundled(library: None, tmp_path_factory: pytest.TempPathFactory) -> Bundled:
    """What ``acuerdos run`` publishes where no sources are given; never changed by a test."""
    home = Home(tmp_path_factory.mktemp("bundled") / "home")
    return Bundled(home, run(home, sources_path=None, now=lambda: NOW, plain=True, live=False, say=silent))


@pytest.fixture(scope="package")
def site() -> Iterator[Site]:
    """The pages of ``show_states``, whatever the test before made of them."""
    running = Site()
    show_states(running)
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def shown_again(site: Site) -> Iterator[None]:
    """Undo what a test, or a fixture it was the first to use, did to the pages."""
    yield
    show_states(site)
    site.asked.clear()


@pytest.fixture(scope="package")
def settled(library: None, site: Site, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Two states and a claim, published once; only to be read or copied."""
    desk = Desk(Home(tmp_path_factory.mktemp("settled") / "home"), site, [*two_states(site), claims_record(site)])
    assert desk.run().exit_code == 0
    return desk


@pytest.fixture
def desk(settled: Desk, tmp_path: Path) -> Desk:
    """A copy of the settled home, for a test to change."""
    return settled.copied(tmp_path / "home")


NewDesk = Callable[[list[dict[str, Any]]], Desk]


@pytest.fixture
def new_desk(site: Site, tmp_path: Path) -> NewDesk:
    """Makes a desk in a new home."""
    return lambda records: Desk(Home(tmp_path / "new"), site, records)
