from __future__ import annotations

import gzip
import threading
import time
from typing import Any

import pytest

from extractors.failures import Forbidden, TooLarge, Unreachable, Unreadable
from extractors.fetch import USER_AGENT, Fetcher, RefusedByServer, Revalidation
from tests.extractors.conftest import Answer, Asked, Site


def test_names_itself_honestly_and_asks_robots_once(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a", "<p>a</p>")
    fetcher.fetch(url, source_id="s", delay=0)
    fetcher.fetch(url, source_id="s", delay=0)
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/a", "/a"]
    assert {asked.headers["user-agent"] for asked in site.asked} == {USER_AGENT}


def test_not_modified_when_validators_match(site: Site, fetcher: Fetcher) -> None:
    def route(asked: Asked) -> Answer:
        if asked.headers.get("if-none-match") == '"1"':
            return Answer(status=304, headers={"ETag": '"1"'})
        return Answer(b"<p>x</p>", headers={"ETag": '"1"'})

    site.routes["/a"] = route
    first = fetcher.fetch(site.root + "/a", source_id="s", delay=0)
    known = Revalidation.from_headers(first.headers)
    second = fetcher.fetch(site.root + "/a", source_id="s", delay=0, known=known)
    assert not first.not_modified and second.not_modified and second.body == b""


def test_unasked_304_is_a_failure(site: Site, fetcher: Fetcher) -> None:
    site.routes["/a"] = lambda asked: Answer(status=304)
    with pytest.raises(Unreachable, match="304"):
        fetcher.fetch(site.root + "/a", source_id="s", delay=0)


def test_retries_503_then_succeeds(site: Site, fetcher: Fetcher) -> None:
    answers = [Answer(status=503, headers={"Retry-After": "0"}), Answer(status=503), Answer(b"ok")]
    site.routes["/a"] = lambda asked: answers.pop(0)
    assert fetcher.fetch(site.root + "/a", source_id="s", delay=0).body == b"ok"


def test_long_retry_after_is_respected_by_giving_up(site: Site, fetcher: Fetcher) -> None:
    site.routes["/a"] = lambda asked: Answer(status=429, headers={"Retry-After": "3600"})
    with pytest.raises(RefusedByServer, match="429"):
        fetcher.fetch(site.root + "/a", source_id="s", delay=0)
    assert site.paths() == ["/a"]


def test_http_error_carries_the_answer(site: Site, fetcher: Fetcher) -> None:
    with pytest.raises(RefusedByServer) as caught:
        fetcher.fetch(site.page("/a", "gone", status=410), source_id="s", delay=0)
    assert caught.value.response.body == b"gone"
    assert "\n" not in str(caught.value) and "; do: " in str(caught.value)


def test_redirect_loop_ends(site: Site, fetcher: Fetcher) -> None:
    site.routes["/a"] = lambda asked: Answer(status=302, headers={"Location": "/b"})
    site.routes["/b"] = lambda asked: Answer(status=302, headers={"Location": "/a"})
    with pytest.raises(Unreachable, match="redirects"):
        fetcher.fetch(site.root + "/a", source_id="s", delay=0)
    assert len(site.paths()) == 6


def test_redirect_gives_the_final_address(site: Site, fetcher: Fetcher) -> None:
    site.routes["/a"] = lambda asked: Answer(status=301, headers={"Location": "/b#x"})
    site.page("/b", "here")
    response = fetcher.fetch(site.root + "/a", source_id="s", delay=0)
    assert (response.url, response.final_url, response.body) == (site.root + "/a", site.root + "/b", b"here")


@pytest.mark.parametrize("target", ["http://10.0.0.1/", "http://169.254.169.254/x", "file:///etc/passwd", "ftp://a.b/"])
def test_redirect_inside_or_off_the_web_is_refused(site: Site, fetcher: Fetcher, target: str) -> None:
    site.routes["/a"] = lambda asked: Answer(status=302, headers={"Location": target})
    with pytest.raises(Unreachable, match="redirect refused"):
        fetcher.fetch(site.root + "/a", source_id="s", delay=0)


def test_gzip_bomb_stops_at_the_limit(site: Site) -> None:
    bomb = gzip.compress(b"0" * 20_000_000)
    site.routes["/a"] = lambda asked: Answer(bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(TooLarge):
        Fetcher(max_bytes=1_000_000).fetch(site.root + "/a", source_id="s", delay=0)


def test_gzip_is_decompressed(site: Site, fetcher: Fetcher) -> None:
    site.routes["/a"] = lambda asked: Answer(gzip.compress(b"hola"), headers={"Content-Encoding": "gzip"})
    assert fetcher.fetch(site.root + "/a", source_id="s", delay=0).body == b"hola"


def test_broken_compression_is_unreadable(site: Site, fetcher: Fetcher) -> None:
    site.routes["/a"] = lambda asked: Answer(b"not gzip at all", headers={"Content-Encoding": "gzip"})
    with pytest.raises(Unreadable):
        fetcher.fetch(site.root + "/a", source_id="s", delay=0)


def test_truncated_body_is_retried_then_unreachable(site: Site, fetcher: Fetcher) -> None:
    site.routes["/a"] = lambda asked: Answer(b"half", headers={"Content-Length": "100", "Connection": "close"})
    with pytest.raises(Unreachable, match="cut short"):
        fetcher.fetch(site.root + "/a", source_id="s", delay=0)
    assert len(site.paths()) == 3


def test_dripping_server_ends_at_the_deadline_without_another_try(site: Site) -> None:
    def drip(out: Any) -> None:
        for _ in range(40):
            out.write(b".")
            out.flush()
            time.sleep(0.03)

    site.routes["/a"] = lambda asked: Answer(headers={"Content-Length": "1000"}, send=drip)
    began = time.monotonic()
    with pytest.raises(Unreachable, match="did not end"):
        Fetcher(deadline=0.2, backoff=0.01).fetch(site.root + "/a", source_id="s", delay=0)
    assert time.monotonic() - began < 0.6
    assert site.paths() == ["/a"]


def test_robots_forbids(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: AcuerdosAbiertos\nDisallow: /private\n")
    with pytest.raises(Forbidden):
        fetcher.fetch(site.page("/private/a", "x"), source_id="s", delay=0)
    assert site.paths() == []


def test_robots_forbids_the_target_of_a_redirect(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: *\nDisallow: /private\n")
    site.routes["/a"] = lambda asked: Answer(status=302, headers={"Location": "/private"})
    with pytest.raises(Forbidden):
        fetcher.fetch(site.root + "/a", source_id="s", delay=0)


def test_robots_server_error_is_unreachable_and_not_asked_again(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "", status=500)
    for _ in range(2):
        with pytest.raises(Unreachable, match=r"robots\.txt"):
            fetcher.fetch(site.page("/a", "x"), source_id="s", delay=0)
    assert len(site.asked) == 3


def test_delay_is_kept_between_end_and_start_also_across_threads(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a", "x")
    threads = [
        threading.Thread(target=fetcher.fetch, args=(url,), kwargs={"source_id": "s", "delay": 0.08}) for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gaps = [after.began - before.ended for before, after in zip(site.asked, site.asked[1:], strict=False)]
    assert len(gaps) == 2 and all(gap >= 0.075 for gap in gaps)


def test_crawl_delay_lengthens_the_delay(site: Site, fetcher: Fetcher) -> None:
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 0.1\n")
    url = site.page("/a", "x")
    fetcher.fetch(url, source_id="s", delay=0.01)
    assert site.asked[1].began - site.asked[0].ended >= 0.095


def test_no_delay_runs_side_by_side(site: Site, fetcher: Fetcher) -> None:
    both = threading.Barrier(2, timeout=2)

    def route(asked: Asked) -> Answer:
        both.wait()
        return Answer(b"x")

    site.routes["/a"] = route
    done: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: done.append(fetcher.fetch(site.root + "/a", source_id="s", delay=0).body))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [b"x", b"x"]


def test_secrets_never_appear_in_headers(site: Site, fetcher: Fetcher) -> None:
    url = site.page("/a", "x", Set_Cookie="session=1", X_Kept="yes")
    names = {name.lower() for name, _ in fetcher.fetch(url, source_id="s", delay=0).headers}
    assert "x-kept" in names and "set-cookie" not in names


def test_refused_connection_is_one_line(fetcher: Fetcher) -> None:
    with pytest.raises(Unreachable) as caught:
        fetcher.fetch("http://127.0.0.1:9/a", source_id="s", delay=0)
    assert "connection refused" in str(caught.value) and "\n" not in str(caught.value)


def hang_up(_: Asked) -> Answer:
    raise ConnectionError("SIMULADO")


def test_a_host_that_falls_silent_is_not_asked_on_and_on_in_one_look(site: Site, fetcher: Fetcher) -> None:
    faults = []
    for number in range(5):
        site.routes[f"/{number}"] = hang_up
        with pytest.raises(Unreachable) as caught:
            fetcher.fetch(f"{site.root}/{number}", source_id="s", delay=0)
        faults.append("not asked" in str(caught.value))
    assert faults == [False, False, False, True, True]
    assert site.paths() == ["/0"] * 3 + ["/1"] * 3 + ["/2"] * 3


def test_one_answer_ends_the_silence_of_a_host(site: Site, fetcher: Fetcher) -> None:
    site.page("/good", "SIMULADO")
    site.routes["/bad"] = hang_up
    for _ in range(4):
        with pytest.raises(Unreachable, match="hung up"):
            fetcher.fetch(f"{site.root}/bad", source_id="s", delay=0)
        assert fetcher.fetch(f"{site.root}/good", source_id="s", delay=0).status == 200
