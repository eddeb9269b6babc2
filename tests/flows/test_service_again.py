"""A service that was killed whole, and switched off for a while, is up to date after one start (long: `make torture`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from flows.home import Home
from flows.status import status
from tests.extractors.conftest import Site
from tests.flows.desk import ALBERTA_AMENDED, MICHIGAN, OHIO, PORTLAND, Desk, show_states, table, two_states
from tests.flows.serving import Service, kill, processes_of, wait_for

pytestmark = [pytest.mark.torture, pytest.mark.timeout(400)]


@dataclass
class Again:
    """What was seen after the service had been killed and started again."""

    service: Service
    left: list[int] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    looks: int = 0
    waiting: int = 0


@pytest.fixture(scope="module")
def again(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Again]:
    show_states(site)
    home = Home(tmp_path_factory.mktemp("again") / "home")
    records = [{**one, "cadence": "60s"} for one in two_states(site)]
    service = Service(Desk(home, site, records))
    service.start()
    try:
        service.await_version(1)
        wait_for("the end of the first refresh", lambda: not status(home)["queue"]["pending"])
        site.page("/jalisco", table(PORTLAND, ALBERTA_AMENDED, MICHIGAN))
        wait_for("a refresh under way", lambda: service.api.runs("refresh", ["RUNNING"]))
        assert service.process
        service.process.kill()
        kill(processes_of(home.folder, "prefect.engine"))
        told = Again(service)
        service.process.wait()
        wait_for("the end of all processes", lambda: not processes_of(home.folder, "flows.service"), 40)
        told.left = processes_of(home.folder, "flows.service")
        site.page("/nuevo-leon", table(OHIO))
        site.asked.clear()
        service.start()
        service.await_version(2)
        wait_for("both changes", lambda: _publishes_ohio(service), 200)
        wait_for("a quiet queue", lambda: not status(home)["queue"]["pending"])
        told.asked = site.paths()
        told.looks = len(service.api.runs("watch", ["RUNNING", "COMPLETED", "PENDING"]))
        told.waiting = len(service.api.waiting("watch"))
        yield told
        assert service.stop() == 0
    finally:
        if service.process and service.process.poll() is None:
            service.process.kill()


def test_killing_the_service_ends_all_its_processes(again: Again) -> None:
    assert again.left == []


def test_what_was_under_way_and_what_changed_while_it_was_off_is_published(again: Again) -> None:
    sql = "SELECT count(*) FROM agreements WHERE list_contains(topics, 'culture') AND title LIKE 'Memorándum%Jalisco%'"
    assert again.service.desk.rows(sql) == [(1,)]
    assert _publishes_ohio(again.service)


def _publishes_ohio(service: Service) -> bool:
    sql = "SELECT count(*) FROM agreements WHERE source_id = 'sim_nuevo_leon' AND title LIKE '%Ohio%'"
    return service.desk.rows(sql) == [(1,)]


def test_no_page_is_asked_for_more_than_a_few_times(again: Again) -> None:
    assert again.asked
    assert max(again.asked.count(path) for path in set(again.asked)) <= 4


def test_looks_missed_while_it_was_off_are_not_made_up_for(again: Again) -> None:
    assert again.looks <= 5
    assert again.waiting == 0
