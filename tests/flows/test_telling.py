"""What is told to the Prefect server: versions and faults, each once, whatever becomes of the server (SIMULADO)."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, repeat
from pathlib import Path
from typing import Any

import pytest

from extractors.failures import SourceRecordError
from flows.events import captures_ready
from flows.home import Home, HomeProblem
from flows.service.announcing import begin_telling, tell_versions, untold
from flows.service.faults import telling_faults
from flows.service.prefect_api import PrefectApi, ServerSilent
from tests.extractors.conftest import Answer, Site
from tests.flows.desk import DAY, Desk
from tests.flows.serving import free_port
from warehouse.store import WarehouseUnreadable


class Server:
    """Takes events by POST as a Prefect server does; ``answers``: with which statuses, one after the other."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.paths: list[str] = []
        self.answers: Iterator[int] = repeat(204)
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.paths.append(self.path)
                answer = next(server.answers)
                server.taken += body if answer == 204 else []
                self.send_response(answer)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        self.api = PrefectApi(f"http://127.0.0.1:{self._server.server_address[1]}/api")

    def versions(self) -> list[str]:
        return [event["payload"]["version"] for event in self.taken]

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.stop()


@pytest.fixture
def served(desk: Desk) -> Desk:
    """A desk with one version, whose service has a folder."""
    desk.home.service.mkdir()
    return desk


def publish_second(desk: Desk) -> None:
    """A second version of the day in the list of versions, as a publication leaves it."""
    file = desk.home.public / "versions.json"
    (first,) = json.loads(file.read_text(encoding="utf-8"))
    second = {**first, "version": f"{DAY}.2", "previous": DAY}
    file.write_text(json.dumps([second, first]), encoding="utf-8")


def test_what_was_published_before_there_was_a_service_is_no_news(served: Desk) -> None:
    begin_telling(served.home)
    assert untold(served.home) == []


def test_a_version_published_by_a_service_is_told_once(served: Desk, server: Server) -> None:
    begin_telling(served.home)
    publish_second(served)
    for _ in range(2):
        tell_versions(served.home, server.api)
    assert (server.versions(), server.paths) == ([f"{DAY}.2"], ["/api/events"])
    (event,) = server.taken
    assert event["event"] == "acuerdos.snapshot.published"
    assert event["resource"]["prefect.resource.id"] == f"acuerdos.snapshot.{DAY}.2"
    assert event["payload"]["message"] == f"publicada la versión {DAY}.2: 4 acuerdos"


def test_a_service_that_starts_again_still_tells_what_it_had_not_told(served: Desk) -> None:
    begin_telling(served.home)
    publish_second(served)
    begin_telling(served.home)
    assert [event.payload["version"] for event in untold(served.home)] == [f"{DAY}.2"]


def test_versions_are_told_from_the_oldest_on(served: Desk, server: Server) -> None:
    (served.home.service / "told").write_text('""', encoding="utf-8")
    publish_second(served)
    tell_versions(served.home, server.api)
    assert server.versions() == [DAY, f"{DAY}.2"]


def test_where_the_server_fails_a_version_stays_untold(served: Desk, server: Server) -> None:
    begin_telling(served.home)
    publish_second(served)
    server.answers = repeat(500)
    with pytest.raises(ServerSilent):
        tell_versions(served.home, server.api)
    server.answers = repeat(204)
    tell_versions(served.home, server.api)
    assert server.versions() == [f"{DAY}.2"]


DAMAGED = [
    b"",
    b"basura",
    b'"basura"',
    b"5",
    b'["2026-11-23"]',
    b'"2026-11',
    b"\xff\xfe",
    b"null",
    b"[]",
    b"{}",
    b"0",
    b"false",
]


@pytest.mark.parametrize("content", DAMAGED)
def test_where_it_is_unknown_what_was_told_last_nothing_is_told(served: Desk, content: bytes) -> None:
    (served.home.service / "told").write_bytes(content)
    assert untold(served.home) == []


@pytest.mark.parametrize("content", DAMAGED)
def test_a_service_that_starts_knows_again_what_is_news(served: Desk, content: bytes) -> None:
    (served.home.service / "told").write_bytes(content)
    begin_telling(served.home)
    assert untold(served.home) == []
    publish_second(served)
    assert [event.payload["version"] for event in untold(served.home)] == [f"{DAY}.2"]


# --- a server that answers badly, or not at all


def test_an_event_is_sent_again_where_the_server_fails_once(server: Server) -> None:
    server.answers = chain([500], repeat(204))
    server.api.emit([captures_ready(["sim"], "")])
    assert server.paths == ["/api/events", "/api/events"]
    (event,) = server.taken
    assert event["payload"]["changed"] == ["sim"]


@pytest.mark.parametrize(
    ("status", "body", "what"),
    [(500, b"SIMULADO", "500: SIMULADO"), (404, b"", "404"), (200, b"<html>\nSIMULADO", "JSONDecodeError")],
)
def test_a_server_that_answers_badly_is_told_in_one_line(site: Site, status: int, body: bytes, what: str) -> None:
    site.routes["/api/flow_runs/x"] = lambda _: Answer(body, status)
    with pytest.raises(ServerSilent) as told:
        PrefectApi(f"{site.root}/api").ended("x")
    assert site.root in str(told.value) and what in str(told.value) and "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("status", "body"),
    [(500, b"<html>\n<body>SIMULADO"), (200, b"[]"), (200, b"{}"), (200, b"null"), (200, b'"SIMULADO"'), (200, b"")],
)
def test_a_server_that_answers_something_else_is_told_in_one_line(site: Site, status: int, body: bytes) -> None:
    site.routes["/api/deployments/name/watch/acuerdos"] = lambda _: Answer(body, status)
    with pytest.raises(ServerSilent) as told:
        PrefectApi(f"{site.root}/api").deployment_id("watch")
    assert "\n" not in str(told.value)


def test_a_server_that_is_not_there_is_told_in_one_line() -> None:
    url = f"http://127.0.0.1:{free_port()}/api"
    with pytest.raises(ServerSilent) as told:
        PrefectApi(f"{url}/").emit([captures_ready([], "")])
    assert str(told.value) == f"Prefect en {url} no responde (ConnectionError)"


def test_a_server_is_up_where_it_answers_well(site: Site) -> None:
    api = PrefectApi(f"{site.root}/api/")
    assert not api.is_up()
    site.page("/api/health", "true")
    assert api.is_up()


# --- faults


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """An empty home, whose service has a folder."""
    home = Home(tmp_path)
    home.service.mkdir()
    return home


def work(home: Home, api: PrefectApi, fault: Exception | None = None, flow: str = "watch") -> None:
    """Work that ends well, or with a fault, which must go on."""
    if fault is None:
        with telling_faults(home, api, flow):
            return
    with pytest.raises(type(fault)) as gone_on, telling_faults(home, api, flow):
        raise fault
    assert gone_on.value is fault


def messages(server: Server) -> list[str]:
    return [event["payload"]["message"] for event in server.taken]


FULL = OSError(28, "disco lleno (SIMULADO)")
FAULTS = [
    SourceRecordError("fuentes.yaml", "delay", "no es un número", "escriba segundos"),
    HomeProblem("/SIMULADO: no se puede escribir"),
    WarehouseUnreadable("/SIMULADO/warehouse.duckdb: no se puede abrir"),
    FULL,
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: type(fault).__name__)
def test_a_fault_is_told_and_goes_on(home: Home, server: Server, fault: Exception) -> None:
    work(home, server.api, fault)
    (event,) = server.taken
    assert (event["event"], event["payload"]["flow"]) == ("acuerdos.service.failed", "watch")
    assert event["payload"]["message"] == f"watch: {fault}; lo publicado queda como estaba"


def test_a_fault_is_told_in_one_line(home: Home, server: Server) -> None:
    work(home, server.api, HomeProblem("dos líneas\n  (SIMULADO)"))
    assert messages(server) == ["watch: dos líneas (SIMULADO); lo publicado queda como estaba"]


def test_a_fault_that_stays_the_same_is_told_once(home: Home, server: Server) -> None:
    for _ in range(3):
        work(home, server.api, FULL)
    assert len(server.taken) == 1


def test_another_fault_is_told_and_the_first_one_again_when_it_comes_back(home: Home, server: Server) -> None:
    for fault in (FULL, FAULTS[1], FULL):
        work(home, server.api, fault)
    assert [("disco lleno" in message) for message in messages(server)] == [True, False, True]


def test_a_fault_that_comes_back_after_good_work_is_told_again(home: Home, server: Server) -> None:
    for fault in (FULL, None, FULL):
        work(home, server.api, fault)
    assert len(server.taken) == 2


def test_good_work_is_not_told(home: Home, server: Server) -> None:
    work(home, server.api)
    assert server.paths == []


def test_each_flow_tells_of_its_own_faults(home: Home, server: Server) -> None:
    for flow in ("watch", "refresh"):
        work(home, server.api, FULL, flow)
    work(home, server.api, None, "refresh")
    work(home, server.api, FULL, "watch")
    assert [event["payload"]["flow"] for event in server.taken] == ["watch", "refresh"]


def test_a_mistake_of_ours_goes_on_untold(home: Home, server: Server) -> None:
    work(home, server.api, KeyError("SIMULADO"))
    assert server.paths == []


def test_a_fault_is_told_though_the_folder_of_the_service_is_lost(tmp_path: Path, server: Server) -> None:
    work(Home(tmp_path / "nowhere"), server.api, FULL)
    assert len(server.taken) == 1


def test_a_silent_server_does_not_hide_a_fault_which_is_told_when_it_answers(home: Home, server: Server) -> None:
    server.answers = chain(repeat(500, 3), repeat(204))
    work(home, server.api, FULL)
    assert server.taken == []
    work(home, server.api, FULL)
    assert len(server.taken) == 1


def test_a_damaged_note_of_the_last_fault_does_not_hide_a_fault(tmp_path: Path, server: Server) -> None:
    home = Home(tmp_path)
    home.service.mkdir()
    (home.service / "fault-watch").write_bytes(b"\xff\xfe")
    with pytest.raises(OSError, match="SIMULADO"), telling_faults(home, server.api, "watch"):
        raise OSError(28, "disco lleno (SIMULADO)")
