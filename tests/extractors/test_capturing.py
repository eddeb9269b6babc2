from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from extractors.capture import Capture
from extractors.capturing import PartResult, capture_source
from extractors.failures import BotChallenge, LayoutDrift, TooLarge, Unreachable
from extractors.fetch import Fetcher, Revalidation
from extractors.source import Source
from tests.extractors.conftest import Answer, Asked, Site

Look = Callable[..., list[PartResult]]


def source(url: str, **fields: Any) -> Source:
    given = {"id": "s", "dataset": "agreements", "evidence": "registry", "delay": 0, "url": url} | fields
    return Source.model_validate(given)


@pytest.fixture
def stored() -> list[Capture]:
    return []


@pytest.fixture
def look(fetcher: Fetcher, now: Callable[[], datetime], stored: list[Capture]) -> Look:
    def run(of: Source, known: Mapping[str, Revalidation] | None = None) -> list[PartResult]:
        return list(capture_source(of, fetcher, now=now, known=known or {}, store=stored.append))

    return run


def test_page_is_stored_and_returned(site: Site, look: Look, stored: list[Capture]) -> None:
    [part] = look(source(site.page("/a", "<p>ñ</p>")))
    assert part.captures == stored and part.failure is None
    assert (stored[0].media_type, stored[0].part, stored[0].status) == ("text/html", "", 200)


def test_unchanged_page_gives_no_capture(site: Site, look: Look) -> None:
    site.routes["/a"] = lambda asked: Answer(status=304 if "if-none-match" in asked.headers else 200)
    url = site.root + "/a"
    [part] = look(source(url), {url: Revalidation(etag='"1"')})
    assert part.unchanged and part.captures == [] and part.failure is None


PAGERS = {
    "rel": '<a rel="next" href="{}">más</a>',
    "word": '<a href="{}">Siguiente »</a>',
    "two words": '<a href="{}">Siguiente página</a>',
    "accent": '<a href="{}">Próxima</a>',
    "aria": '<a href="{}" aria-label="Ir a la página siguiente"><i></i></a>',
    "image": '<a href="{}"><img src="f.gif" alt="Siguiente"></a>',
    "arrow": '<a href="{}">›</a>',
    "quote": '<a href="{}">»</a>',
    "numbers": '<ul class="pagination"><li class="active"><a href="#">NOW</a></li><li><a href="{}">NEXT</a></li></ul>',
    "aria numbers": '<nav aria-label="Paginación"><span aria-current="page">NOW</span> <a href="{}">NEXT</a></nav>',
}


@pytest.mark.parametrize("pager", PAGERS.values(), ids=PAGERS.keys())
def test_paged_source_is_followed_to_its_end(site: Site, look: Look, pager: str) -> None:
    for number in (1, 2, 3):
        onward = pager.format(f"/p{number + 1}").replace("NOW", str(number)).replace("NEXT", str(number + 1))
        site.page(f"/p{number}", f"<p>page {number}</p>{onward if number < 3 else ''}")
    [part] = look(source(site.root + "/p1", access="paged"))
    assert [capture.sequence for capture in part.captures] == [0, 1, 2]
    assert site.paths() == ["/p1", "/p2", "/p3"]


def test_paged_stops_where_a_link_leads_back(site: Site, look: Look) -> None:
    site.page("/p1", '1<a href="/p2">Siguiente</a>')
    site.page("/p2", '2<a href="/p1">Siguiente</a>')
    assert len(look(source(site.root + "/p1", access="paged"))[0].captures) == 2


def test_paged_stops_where_the_same_page_comes_again(site: Site, look: Look) -> None:
    site.page("/p1", '1<a href="/p2">Siguiente</a>')
    for number in (2, 3):
        site.page(f"/p{number}", '2<a href="/p3">Siguiente</a>')
    assert len(look(source(site.root + "/p1", access="paged"))[0].captures) == 2


def test_disabled_next_link_is_the_end(site: Site, look: Look) -> None:
    site.page("/p1", '<li class="disabled"><a href="/p2">Siguiente</a></li>')
    assert len(look(source(site.root + "/p1", access="paged"))[0].captures) == 1


def test_endless_pages_are_a_failure(site: Site, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.capturing.MAX_PAGES", 3)
    for number in range(5):
        site.page(f"/p{number}", f'{number}<a href="/p{number + 1}">Siguiente</a>')
    assert isinstance(look(source(site.root + "/p0", access="paged"))[0].failure, TooLarge)


def test_missing_second_page_fails_the_part(site: Site, look: Look) -> None:
    site.page("/p1", '<a rel=next href="/p2">2</a>')
    assert isinstance(look(source(site.root + "/p1", access="paged"))[0].failure, Unreachable)


INDEX = """<nav><a href="/elsewhere">x</a></nav><ul class="entidades">
<li><a href="/jal">Jalisco</a></li><li><a href="/yuc#top"> Yuca<b>tán</b></a></li><li><a href="/gone">Colima</a></li>
<li><a href="/jal#again">again</a></li><li><a href="#here">here</a></li><li><a href="mailto:a@b.mx">mail</a></li></ul>"""


def test_index_with_one_failing_child(site: Site, look: Look) -> None:
    url = site.page("/", INDEX)
    site.page("/jal", "jalisco")
    site.page("/yuc", "yucatán")
    index, jal, yuc, gone = look(source(url, access="index", follow="ul.entidades"))
    assert index.index and index.part == "" and index.failure is None
    assert (jal.part, jal.link_text, jal.captures[0].link_text) == (site.root + "/jal", "Jalisco", "Jalisco")
    assert yuc.captures[0].body.decode() == "yucatán" and yuc.captures[0].part == site.root + "/yuc"
    assert isinstance(gone.failure, Unreachable) and gone.link_text == "Colima"


def test_index_children_may_be_paged(site: Site, look: Look) -> None:
    url = site.page("/", '<a class=e href="/c">Colima</a>')
    site.page("/c", '1<a href="/c2">Siguiente</a>')
    site.page("/c2", "2")
    part = look(source(url, access="index", follow="a.e", child={"access": "paged"}))[1]
    assert [(capture.part, capture.sequence) for capture in part.captures] == [(part.part, 0), (part.part, 1)]


def test_index_child_is_revalidated(site: Site, look: Look) -> None:
    url = site.page("/", '<a class=e href="/c">Colima</a>')

    def route(asked: Asked) -> Answer:
        return Answer(status=304 if asked.headers.get("if-none-match") == '"7"' else 500)

    site.routes["/c"] = route
    part = look(source(url, access="index", follow="a.e"), {site.root + "/c": Revalidation(etag='"7"')})[1]
    assert part.unchanged


def test_index_without_its_links_has_drifted(site: Site, look: Look) -> None:
    [part] = look(source(site.page("/", "<p>nada</p>"), access="index", follow="ul a"))
    assert isinstance(part.failure, LayoutDrift) and len(part.captures) == 1


def test_failing_index_is_the_failure_of_the_source(site: Site, look: Look) -> None:
    [part] = look(source(site.root + "/", access="index", follow="a"))
    assert part.part == "" and isinstance(part.failure, Unreachable)


def test_index_link_into_the_network_is_that_childs_failure(site: Site, look: Look) -> None:
    url = site.page("/", '<a href="http://192.168.0.1/">Router</a>')
    assert "refused" in str(look(source(url, access="index", follow="a"))[1].failure)


def test_challenge_page_with_200(site: Site, look: Look, stored: list[Capture]) -> None:
    [part] = look(source(site.page("/a", "<html><title>Just a moment...</title><body>Wait</body></html>")))
    assert isinstance(part.failure, BotChallenge) and part.captures == stored != []


def test_challenge_page_with_403(site: Site, look: Look, stored: list[Capture]) -> None:
    page = "<html><title>Attention Required! | Cloudflare</title></html>"
    [part] = look(source(site.page("/a", page, status=403)))
    assert isinstance(part.failure, BotChallenge) and len(stored) == 1


def test_election_notice_is_drift(site: Site, look: Look) -> None:
    page = "<p>Con motivo del proceso electoral 2027 se suspende la difusión de esta sección.</p>"
    assert isinstance(look(source(site.page("/a", page)))[0].failure, LayoutDrift)


def test_bundled_file_is_captured(look: Look) -> None:
    [part] = look(source("file:captures/us_offices.csv", access="file"))
    assert part.captures[0].media_type == "text/csv" and part.captures[0].url == "file:captures/us_offices.csv"


def test_missing_file_is_unreachable(look: Look, tmp_path: Path) -> None:
    assert isinstance(look(source(f"file:{tmp_path}/none.csv", access="file"))[0].failure, Unreachable)
