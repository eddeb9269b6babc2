from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from extractors.archived_states import ArchivedState
from extractors.capture import Capture
from extractors.failures import BotChallenge, LayoutDrift, SourceFailure, Unreachable, Unreadable
from extractors.fetch import Fetcher
from extractors.source import Source
from extractors.web_archives import Memento, archived_states, fetch_memento, list_mementos
from tests.extractors.conftest import Answer, Site
from tests.extractors.loopback_archive import LoopbackArchive

URL = "https://registro.example.mx/acuerdos"
HTML = "text/html; charset=utf-8"
WALL = b"<html><title>Just a moment...</title><body><script>window._cf_chl_opt={}</script></body></html>"

List = Callable[..., list[Memento]]


def on(year: int, month: int = 1, day: int = 1, hour: int = 0) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


def page(text: str) -> bytes:
    return f"<html><body><h1>SIMULADO</h1><p>{text}</p></body></html>".encode()


def source(url: str = URL, **fields: Any) -> Source:
    given = {"id": "s", "dataset": "agreements", "evidence": "registry", "delay": 1, "url": url} | fields
    return Source.model_validate(given)


@pytest.fixture
def listed(fetcher: Fetcher) -> List:
    def ask(endpoint: str, first: date | None = None, last: date | None = None, **more: Any) -> list[Memento]:
        return list_mementos(endpoint, URL, fetcher, source_id="s", first=first, last=last, delay=0, **more)

    return ask


def states_of(archive: LoopbackArchive, of: Source, fetcher: Fetcher, **bounds: date) -> list[ArchivedState]:
    stored: list[Capture] = []
    given = {"first": None, "last": None} | bounds
    # The delay is the source's: of 0 only an archive on loopback makes use.
    quick = of.model_copy(update={"delay": 0})
    found = list(archived_states(quick, fetcher, endpoint=archive.root, store=stored.append, **given))
    assert all(capture in stored for state in found for part in state.parts for capture in part.captures)
    return found


def texts(state: ArchivedState) -> list[list[str]]:
    return [[c.body.decode().split("<p>")[-1].split("<")[0] for c in part.captures] for part in state.parts]


THREE = [(on(2016), page("a"), HTML), (on(2012), page("b"), HTML), (on(2020, 6, 30, 23), page("c"), HTML)]


@pytest.mark.parametrize("speaks", [{"timemap"}, {"cdx"}, {"timemap", "cdx"}])
@pytest.mark.parametrize("page_size", [0, 1])
def test_lists_by_either_protocol_in_date_order(listed: List, speaks: set[str], page_size: int) -> None:
    with LoopbackArchive({URL: THREE}, speaks=speaks, page_size=page_size) as archive:
        found = listed(archive.root)
        assert [memento.captured_at for memento in found] == [on(2012), on(2016), on(2020, 6, 30, 23)]
        assert found[0].address == f"{archive.root}/web/20120101000000id_/{URL}"
        bounded = listed(archive.root + "/", date(2016, 1, 1), date(2020, 6, 30))
        assert [memento.captured_at.year for memento in bounded] == [2016, 2020]


def test_lists_by_template(listed: List) -> None:
    with LoopbackArchive({URL: THREE}, page_size=2) as archive:
        by_timemap = listed(archive.root + "/web/timemap/link/{url}")
        by_cdx = listed(archive.root + "/cdx/search/cdx?url={url}&output=json")
        assert [(m.address, m.captured_at) for m in by_timemap] == [(m.address, m.captured_at) for m in by_cdx]
        assert by_cdx[0].digest and not by_timemap[0].digest


ROWS = [
    ("20120101000000", "200", "AAA"),
    ("20130101000000", "-", "AAA"),
    ("20140101000000", "302", "XXX"),
    ("20150101000000", "200", "BBB"),
    ("20160101000000", "200", "AAA"),
    ("20160101000000", "200", "AAA"),
]
LINES = {
    "array": json.dumps([["timestamp", "original", "statuscode", "digest"], *([t, URL, s, d] for t, s, d in ROWS)]),
    "plain": "\n".join(f"mx,example)/ {t} {URL} text/html {s} {d} 512" for t, s, d in ROWS),
    "cdxj": "\n".join(f"mx,example)/ {t} " + json.dumps({"url": URL, "status": s, "digest": d}) for t, s, d in ROWS),
    "json lines": "\n".join(json.dumps({"timestamp": t, "url": URL, "status": s, "digest": d}) for t, s, d in ROWS),
}


@pytest.mark.parametrize("form", LINES)
def test_every_form_of_a_cdx_index(site: Site, listed: List, form: str) -> None:
    url = site.page("/coll/cdx?url=https%3A%2F%2Fregistro.example.mx%2Facuerdos", LINES[form])
    template = url.partition("?")[0] + "?url={url}"
    found = listed(template)
    assert [memento.captured_at.year for memento in found] == [2012, 2015, 2016]
    assert found[0].address == f"{site.root}/coll/20120101000000id_/{URL}"
    assert [memento.captured_at.year for memento in listed(template, repeats=True)] == [2012, 2013, 2015, 2016]


def test_the_root_of_a_collection_of_pywb(site: Site, listed: List) -> None:
    site.page("/coll/cdx?url=https%3A%2F%2Fregistro.example.mx%2Facuerdos&output=json", LINES["cdxj"])
    assert listed(site.root + "/coll")[0].address == f"{site.root}/coll/20120101000000id_/{URL}"
    site.page(
        f"/coll/timemap/link/{URL}",
        f'<20130101000000mp_/{URL}>; rel="memento"; datetime="Tue, 01 Jan 2013 00:00:00 GMT"',
    )
    assert [memento.captured_at for memento in listed(site.root + "/coll")] == [on(2013)]


def test_an_archive_that_holds_nothing(site: Site, listed: List, fetcher: Fetcher) -> None:
    site.page(f"/web/timemap/link/{URL}", "")
    assert listed(site.root) == []
    with LoopbackArchive({URL: THREE}) as archive, pytest.raises(Unreachable, match="no archived capture of it"):
        states_of(archive, source(), fetcher, first=date(2024, 1, 1))


def test_what_is_no_list_is_said_in_one_line(site: Site, listed: List) -> None:
    with pytest.raises(Unreachable, match=r"TimeMap: HTTP 404.*CDX: HTTP 404") as caught:
        listed(site.root)
    assert "\n" not in str(caught.value)
    with pytest.raises(LayoutDrift, match="neither a Memento TimeMap nor a CDX index"):
        listed(site.page(f"/search/{URL}", "<html><p>Buscador SIMULADO</p></html>").replace(URL, "{url}"))


def test_a_list_may_not_lead_inside_another_network(site: Site, listed: List) -> None:
    site.page(
        f"/tm/{URL}", '<http://10.0.0.1/web/20120101000000/x>; rel="memento"; datetime="Sun, 01 Jan 2012 00:00:00 GMT"'
    )
    with pytest.raises(Unreachable, match="refused"):
        listed(site.root + "/tm/{url}")


def fetch(memento: Memento, fetcher: Fetcher, stored: list[Capture]) -> Capture:
    of = source(delay=1).model_copy(update={"delay": 0})
    return fetch_memento(memento, of, fetcher, part="", link_text="", sequence=0, original_url=URL, store=stored.append)


def test_a_memento_becomes_a_dated_capture_of_the_original(fetcher: Fetcher) -> None:
    stored: list[Capture] = []
    with LoopbackArchive({URL: THREE}) as archive:
        memento = Memento(f"{archive.root}/web/20120101000000id_/{URL}", on(1999))
        capture = fetch(memento, fetcher, stored)
    assert stored == [capture]
    assert (capture.url, capture.captured_at, capture.body) == (URL, on(2012), page("b"))
    assert capture.header("Memento-Datetime") == "Sun, 01 Jan 2012 00:00:00 GMT"
    assert capture.header("X-Archived-At") == memento.address
    assert capture.header("Link") == ""


def test_without_a_header_the_list_dates_the_capture(site: Site, fetcher: Fetcher) -> None:
    capture = fetch(Memento(site.page("/m", "<p>SIMULADO</p>"), on(2011)), fetcher, [])
    assert capture.captured_at == on(2011) and capture.header("memento-datetime").endswith("2011 00:00:00 GMT")


def test_an_archived_bot_wall_is_recognised_and_kept_for_the_record(site: Site, fetcher: Fetcher) -> None:
    dated = {"Memento_Datetime": "Sun, 01 Jan 2012 00:00:00 GMT"}
    for status in (200, 403):
        stored: list[Capture] = []
        with pytest.raises(BotChallenge):
            fetch(Memento(site.page("/wall", WALL.decode(), status, **dated), on(2012)), fetcher, stored)
        assert [capture.status for capture in stored] == [status]


def test_a_redirect_out_of_the_archive_is_no_capture(site: Site, fetcher: Fetcher) -> None:
    stored: list[Capture] = []
    with LoopbackArchive({}) as archive:
        archive.routes["/m"] = lambda asked: Answer(status=302, headers={"Location": site.page("/live", "SIMULADO")})
        with pytest.raises(Unreadable, match="out of itself"):
            fetch(Memento(archive.root + "/m", on(2012)), fetcher, stored)
    assert stored == []


@pytest.mark.parametrize("speaks", ["timemap", "cdx"])
def test_states_of_a_page_are_distinct(fetcher: Fetcher, speaks: str) -> None:
    held = [(on(2010 + n), page(text), HTML) for n, text in enumerate("aabba")]
    with LoopbackArchive({URL: held}, speaks=[speaks]) as archive:
        found = states_of(archive, source(), fetcher)
        assert [(state.captured_at.year, texts(state)) for state in found] == [
            (2010, [["a"]]), (2012, [["b"]]), (2014, [["a"]]),
        ]  # fmt: skip
        # An index with digests spares the archive the requests for what it knows to be the same.
        assert len(archive.fetched()) == (5 if speaks == "timemap" else 3)


def test_a_wall_between_two_equal_states_is_told_once(fetcher: Fetcher) -> None:
    bodies = [page("a"), WALL, WALL + b" ", page("a"), page("b")]
    held = [(on(2010 + n), body, HTML) for n, body in enumerate(bodies)]
    with LoopbackArchive({URL: held[:2] + held[3:]}) as archive:
        found = states_of(archive, source(), fetcher)
    assert [state.captured_at.year for state in found] == [2010, 2011, 2014]
    assert isinstance(found[1].parts[0].failure, BotChallenge) and found[1].parts[0].captures


def list_page(text: str, following: str = "") -> bytes:
    link = f'<a rel="next" href="{following}">Siguiente</a>' if following else ""
    return f"<html><body><h1>SIMULADO</h1>{link}<p>{text}</p></body></html>".encode()


def test_pages_of_a_list_come_from_the_nearest_crawl(fetcher: Fetcher) -> None:
    second = URL + "?pagina=2"
    held = {
        URL: [(on(2015), list_page("1a", "?pagina=2"), HTML), (on(2018), list_page("1b", "?pagina=2"), HTML)],
        second: [(on(2015, 1, 1, 1), list_page("2a"), HTML), (on(2018, 1, 1, 1), list_page("2b"), HTML)],
    }
    with LoopbackArchive(held) as archive:
        found = states_of(archive, source(access="paged"), fetcher)
        assert [texts(state) for state in found] == [[["1a", "2a"]], [["1b", "2b"]]]
        assert [capture.sequence for capture in found[1].parts[0].captures] == [0, 1]
        bounded = states_of(archive, source(access="paged"), fetcher, last=date(2015, 1, 1))
        assert [texts(state) for state in bounded] == [[["1a", "2a"]]]


def test_a_page_that_was_never_archived_is_a_failure_of_its_part(fetcher: Fetcher) -> None:
    with LoopbackArchive({URL: [(on(2015), list_page("1", "?pagina=2"), HTML)]}) as archive:
        [state] = states_of(archive, source(access="paged"), fetcher)
    assert texts(state) == [["1"]] and isinstance(state.parts[0].failure, SourceFailure)


INDEX = b'<html><body><h1>SIMULADO</h1><ul><li><a href="/jal">Jalisco</a></li><li><a href="/web/20150101000000/https://registro.example.mx/oax">Oaxaca</a></li></ul></body></html>'


@pytest.mark.parametrize("speaks", ["timemap", "cdx"])
def test_children_change_under_an_index_that_stays(fetcher: Fetcher, speaks: str) -> None:
    jal, oax = "https://registro.example.mx/jal", "https://registro.example.mx/oax"
    held = {
        URL: [(on(2015), INDEX, HTML), (on(2016), INDEX, HTML), (on(2017), INDEX, HTML)],
        jal: [(on(2015, 1, 2), page("j1"), HTML), (on(2016, 1, 2), page("j2"), HTML)],
        oax: [(on(2014, 6), page("o1"), HTML), (on(2016, 1, 5), page("o1"), HTML)],
    }
    with LoopbackArchive(held, speaks=[speaks]) as archive:
        found = states_of(archive, source(access="index", follow="li a"), fetcher)
        assert [(state.captured_at, texts(state)[1:]) for state in found] == [
            (on(2015), [["j1"], ["o1"]]), (on(2016), [["j2"], ["o1"]]),
        ]  # fmt: skip
        assert len(archive.fetched()) == len(set(archive.fetched()))
    parts = found[0].parts
    assert [(part.part, part.link_text, part.index) for part in parts] == [
        ("", "", True), (jal, "Jalisco", False), (oax, "Oaxaca", False),
    ]  # fmt: skip


def test_a_child_captured_after_the_next_state_is_not_of_this_one(fetcher: Fetcher) -> None:
    held = {
        URL: [(on(2015), INDEX, HTML), (on(2018), INDEX, HTML)],
        "https://registro.example.mx/jal": [(on(2019), page("j"), HTML)],
        "https://registro.example.mx/oax": [(on(2013), page("o"), HTML)],
    }
    with LoopbackArchive(held) as archive:
        former, latter = states_of(archive, source(access="index", follow="li a"), fetcher)
    assert texts(former)[1:] == [[], ["o"]] and isinstance(former.parts[1].failure, Unreachable)
    assert texts(latter)[1:] == [["j"], ["o"]]


def test_an_index_whose_links_are_gone_is_a_drift_of_that_state(fetcher: Fetcher) -> None:
    with LoopbackArchive({URL: [(on(2015), page("sin enlaces"), HTML)]}) as archive:
        [state] = states_of(archive, source(access="index", follow="li a"), fetcher)
    assert isinstance(state.parts[0].failure, LayoutDrift) and state.parts[0].captures


def test_a_file_on_disk_has_no_past_on_the_web(fetcher: Fetcher) -> None:
    with LoopbackArchive({}) as archive, pytest.raises(Unreachable, match="file on disk"):
        states_of(archive, source("file:captures/a.html"), fetcher)
