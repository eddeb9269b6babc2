"""The unattended service, end to end: what is edited on a page becomes a version, with nothing called by hand.

One service is started once and lives through one story; each test asserts one thing about what it did.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from flows.home import Home
from flows.status import status
from tests.extractors.conftest import Site
from tests.flows.desk import ALBERTA, CHALLENGE, OHIO, PORTLAND, TEXAS, Desk, record, table
from tests.flows.serving import Mailbox, Receiver, Service, kill, processes_of, wait_for
from transforms.places import states

# Two minutes and a half of a real server: `make test` has its parts (test_service_parts.py) and the flow.
pytestmark = [pytest.mark.timeout(420), pytest.mark.torture]
CODES = sorted(states())
JALISCO, NUEVO_LEON = "sim_14", "sim_19"
EDITED = "SELECT count(*) FROM agreements WHERE list_contains(topics, 'culture') AND title LIKE '%Alberta%'"


@dataclass
class Story:
    """What was seen at the turns of the story."""

    service: Service
    receiver: Receiver
    channel: Receiver
    mailbox: Mailbox
    versions: dict[str, list[str]] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    status: dict[str, Any] = field(default_factory=dict)
    refreshes_after_the_banner: int = 0
    code: int = -1

    def told(self, name: str, source_id: str = "") -> list[dict[str, Any]]:
        return [one for one in self.events if one["event"] == f"acuerdos.{name}"
                and (not source_id or one["payload"].get("source_id") == source_id)]  # fmt: skip


def show(site: Site, edition: int) -> None:
    """A page a state, with one agreement each, two in Jalisco and Nuevo León."""
    for code in CODES:
        row = (f"Convenio de Cooperación entre el Estado de {states()[code].name} y la Provincia de Alberta, Canadá",
               "Canadá", f"{int(code) % 28 + 1:02d}/06/2019", "Educación" if edition == 1 else "Cultura")  # fmt: skip
        more = {"14": (PORTLAND,), "19": (TEXAS,)}.get(code, ())
        site.page(f"/{code}", table(row, *more))


@pytest.fixture(scope="module")
def story(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    site.routes.clear()
    show(site, 1)
    records = [record(site, f"sim_{code}", f"/{code}", state=code, cadence="2s") for code in CODES]
    home = Home(tmp_path_factory.mktemp("service") / "home")
    receiver, channel, mailbox = Receiver(), Receiver(), Mailbox()
    targets = (receiver.url, f"slack:{channel.url}", mailbox.url)
    words = [word for target in targets for word in ("--notify", target)]
    service = Service(Desk(home, site, records), words=tuple(words))
    service.start()
    try:
        told = Story(service, receiver, channel, mailbox)
        live_through(told, site)
        told.status = status(home)
        told.events = service.events("acuerdos.")
        told.code = service.stop()
        yield told
    finally:
        if service.process and service.process.poll() is None:
            service.process.kill()
        for one in (receiver, channel, mailbox):
            one.stop()


def live_through(story: Story, site: Site) -> None:
    service = story.service
    home = service.desk.home
    service.await_version(1)
    story.versions["first"] = service.versions()

    show(site, 2)
    wait_for("every change", lambda: service.desk.rows(EDITED) == [(32,)])
    wait_for("a quiet queue", lambda: not status(home)["queue"]["pending"])
    story.versions["all changed"] = service.versions()
    made = len(story.versions["all changed"])

    before = len(service.events("acuerdos.captures.ready"))
    site.page("/01", site_page(site, "/01") + "<p>Visitas: 12,345. Actualizado a las 10:32 h</p>")
    site.page("/19", CHALLENGE)
    wait_for("a notification", lambda: story.receiver.taken and story.channel.taken and story.mailbox.letters)
    asked = site_asked(site, "/19")
    wait_for("two more looks", lambda: site_asked(site, "/19") >= asked + 2)
    story.refreshes_after_the_banner = len(service.events("acuerdos.captures.ready")) - before

    saved = home.inbox / f"{NUEVO_LEON}.html"
    saved.write_text(table(TEXAS, OHIO), encoding="utf-8")
    service.await_version(made + 1)
    story.versions["inbox"] = service.versions()

    site.page("/14", table(PORTLAND, ALBERTA))
    wait_for("the edit seen", lambda: JALISCO in status(home)["queue"]["pending"])
    wait_for("a refresh under way", lambda: service.api.runs("refresh", ["RUNNING"]))
    kill([*processes_of(home.folder, "worker_process"), *processes_of(home.folder, "prefect.engine")])
    service.await_version(made + 2)
    story.versions["killed"] = service.versions()
    told = "acuerdos.snapshot.published"
    wait_for("word of every version", lambda: len(service.events(told)) >= len(service.versions()))


def site_page(site: Site, path: str) -> str:
    return site.routes[path](None).body.decode()  # type: ignore[arg-type]


def site_asked(site: Site, path: str) -> int:
    return sum(asked.path == path for asked in site.asked)


def test_the_first_look_becomes_a_version(story: Story) -> None:
    assert len(story.versions["first"]) == 1


def test_a_version_holds_what_the_pages_print(story: Story) -> None:
    sql = "SELECT count(*), count(DISTINCT state_code) FROM agreements"
    assert story.service.desk.rows(sql, story.versions["first"][0]) == [(34, 32)]


def test_32_sources_that_change_at_once_make_one_or_two_versions(story: Story) -> None:
    assert 1 <= len(story.versions["all changed"]) - 1 <= 2


def test_an_edited_cell_is_in_the_version_that_follows(story: Story) -> None:
    newest = story.versions["all changed"][-1]
    assert story.service.desk.rows(EDITED, newest) == [(32,)]


def test_a_look_tells_of_each_changed_source_with_the_hash_of_its_capture(story: Story) -> None:
    changed = story.told("source.changed", JALISCO)
    assert len(changed) == 3
    assert all(len(one["payload"]["capture_sha256"]) == 64 for one in changed)
    assert changed[0]["resource"]["prefect.resource.id"] == f"acuerdos.source.{JALISCO}"


def test_a_look_tells_once_that_captures_are_ready_and_of_which_sources(story: Story) -> None:
    first = story.told("captures.ready")[0]
    assert {JALISCO, NUEVO_LEON} <= set(first["payload"]["changed"])
    named = [one for one in story.told("captures.ready") if "sim_03" in one["payload"]["changed"]]
    assert 2 <= len(named) <= 3


def test_a_change_in_the_banner_alone_starts_nothing(story: Story) -> None:
    assert story.refreshes_after_the_banner == 0
    assert len(story.told("source.changed", "sim_01")) == 2


def test_a_challenge_page_makes_its_source_blocked_and_is_told_once(story: Story) -> None:
    assert len(story.told("source.blocked", NUEVO_LEON)) == 1
    (source,) = [one for one in story.status["sources"] if one["source_id"] == NUEVO_LEON]
    assert (source["lifecycle"], source["condition"]) == ("blocked", "blocked")


def test_a_challenge_page_is_one_notification_a_person_can_act_on(story: Story) -> None:
    (sent,) = story.receiver.taken
    assert sent["event"] == "acuerdos.source.blocked"
    assert "bot wall" in sent["message"] and "acuerdos ingest" in sent["message"]
    assert "se conservan los datos de" in sent["message"]


def test_the_same_is_told_to_a_channel_and_by_mail(story: Story) -> None:
    (sent,) = story.receiver.taken
    assert story.channel.taken == [{"text": sent["message"]}]
    (letter,) = story.mailbox.letters
    assert letter["Subject"] == "acuerdos.source.blocked"
    assert "bot wall" in letter.as_string()


def test_a_source_that_stays_down_is_asked_ever_less_often(story: Story) -> None:
    (source,) = [one for one in story.status["sources"] if one["source_id"] == NUEVO_LEON]
    assert source["failures"] >= 3
    assert source["next_look"] > source["last_look"]


def test_a_page_put_into_the_inbox_is_announced_and_published(story: Story) -> None:
    (submitted,) = story.told("capture.submitted")
    assert submitted["payload"]["file"] == f"{NUEVO_LEON}.html"
    sql = f"SELECT title FROM agreements WHERE source_id = '{NUEVO_LEON}' AND status <> 'withdrawn'"
    assert set(story.service.desk.rows(sql, story.versions["inbox"][-1])) == {(TEXAS[0],), (OHIO[0],)}


def test_a_page_taken_from_the_inbox_is_kept_beside_it(story: Story) -> None:
    inbox = story.service.desk.home.inbox
    assert [path.name.endswith(f"{NUEVO_LEON}.html") for path in (inbox / "taken").iterdir()] == [True]


def test_a_worker_killed_in_the_middle_of_a_refresh_is_started_again_and_ends_the_work(story: Story) -> None:
    sql = f"SELECT title FROM agreements WHERE source_id = '{JALISCO}' AND status <> 'withdrawn' ORDER BY 1"
    newest = story.versions["killed"][-1]
    assert story.service.desk.rows(sql, newest) == [(PORTLAND[0],), (ALBERTA[0],)]
    assert "terminó flows.service.worker_process" in story.service.said()


def test_every_published_version_is_told_once(story: Story) -> None:
    told = [one["payload"]["version"] for one in story.told("snapshot.published")]
    assert sorted(told) == sorted(story.versions["killed"])
    assert story.told("snapshot.published")[0]["resource"]["prefect.resource.id"] == f"acuerdos.snapshot.{told[0]}"


def test_the_status_tells_of_looks_queue_and_service(story: Story) -> None:
    (source,) = [one for one in story.status["sources"] if one["source_id"] == JALISCO]
    assert source["last_look"] > source["last_change"] > ""
    assert source["next_look"] > source["last_look"]
    assert story.status["service"]["running"] and story.status["service"]["heartbeat"]
    assert set(story.status["queue"]) == {"pending", "pending_since", "waiting", "running"}
    assert isinstance(story.status["queue"]["running"], int)


def test_the_service_beats_its_heart_and_measures_itself(story: Story) -> None:
    folder = story.service.desk.home.service
    text = (folder / "metrics.prom").read_text(encoding="utf-8")
    assert 'acuerdos_sources{condition="blocked"} 1.0' in text
    assert "acuerdos_versions" in text and (folder / "heartbeat").exists()


def test_the_service_ends_when_told_to_and_leaves_no_process(story: Story) -> None:
    assert story.code == 0
    assert processes_of(story.service.desk.home.folder, "flows.service") == []


def test_what_the_service_says_is_no_traceback(story: Story) -> None:
    assert "Traceback" not in story.service.said()
    assert json.loads((story.service.desk.home.folder / "agenda.json").read_text(encoding="utf-8"))["sources"]
