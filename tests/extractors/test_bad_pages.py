"""Every kind of bad page that a server can answer (SIMULADO) ends in a typed failure of its source, or in right rows."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from extractors.addresses import LeadsInside, addresses_to_ask
from extractors.archive import Archive
from extractors.decode import decode, sniff_media_type
from extractors.failures import TooLarge, Unreachable
from extractors.fetch import Fetcher
from extractors.headings import Headings
from extractors.source import Source
from extractors.spreadsheets import NotASpreadsheet, read_workbook
from flows.look import look
from tests.hostile_server import answers, files, pages
from tests.hostile_server.answers import plain
from tests.hostile_server.certificates import KINDS, Authority
from tests.hostile_server.kinds import FICKLE, GOOD_PAGE, PATH, READ, Kind, all_kinds
from tests.hostile_server.server import ROBOTS, Answer, HostileServer, Talk, serving
from tests.hostile_server.victim import NOW, Fate, Orders, suffer
from tests.torture.bad_pages import PUBLIC, record

# What takes minutes or 25 MB is met by ``python -m tests.torture.bad_pages``.
QUICK = {"tries": 1, "deadline": 30.0, "max_bytes": 3_000_000}
SLOW = {"tries": 1, "deadline": 0.5, "read_timeout": 0.3}
DEAR = frozenset({
    "10 GB", "gzip in gzip in gzip", "gzip of nothing", "XLSX of 60,000 files", "XLSX of 1 GB of blanks",
    "XLSX of files that overlap", "PDF of 1 GB", "PDF packed three times", "PDF of 20,000 pages", "PDF nested",
    "robots.txt of 10 GB", "robots.txt crowded", "charset punycode", "charset idna", "pages without end",
    "deep nesting of b", "deep nesting of ul", "deep nesting of blockquote", "cells that cover everything",
    "XLSX with a far cell", "XLSX with links", "endless header line", "PDF in a circle", "robots.txt endless",
    "robots.txt gzip bomb", "endless 100 Continue", "endless trailers",
})  # fmt: skip


def taken(kind: Kind) -> bool:
    return not kind.large and kind.name not in DEAR


TAKEN = [kind for kind in all_kinds() if taken(kind)]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def fates(authority: Authority, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Fate]:
    """What became of each: one look at all quick kinds at once with a good source in their midst, one at the slow."""
    found: dict[str, Fate] = {}
    for limits, slow in ((QUICK, False), (SLOW, True)):
        with ExitStack() as stack:
            records: list[dict[str, Any]] = []
            for number, kind in enumerate(TAKEN):
                if kind.slow is slow:
                    server = stack.enter_context(serving(authority.context(kind.tls) if kind.tls else None))
                    server.routes = kind.more
                    server.routes |= {PATH: kind.make()} | ({ROBOTS: kind.robots} if kind.robots else {})
                    records.append(record(f"sim_{number}", server.root + PATH, kind.access))
            good = stack.enter_context(serving())
            good.routes[PATH] = GOOD_PAGE
            records.insert(len(records) // 2, record("sim_good", good.root + PATH))
            orders = Orders(records, limits, {FICKLE: [[PUBLIC], ["127.0.0.1"]]}, str(authority.file))
            fate = suffer(orders, tmp_path_factory.mktemp("captures"))
            found |= dict.fromkeys(fate.verdicts, fate)
    return found


@pytest.mark.parametrize("number", range(len(TAKEN)), ids=[kind.name for kind in TAKEN])
def test_a_bad_page_ends_as_it_may(fates: dict[str, Fate], number: int) -> None:
    kind, name = TAKEN[number], f"sim_{number}"
    verdict, message = fates[name].verdicts[name], fates[name].messages[name]
    assert verdict in kind.verdicts, message
    assert verdict != READ or fates[name].rows[name] == len(pages.ROWS)
    assert "\n" not in message


def test_a_good_source_among_bad_ones_is_read(fates: dict[str, Fate]) -> None:
    fate = fates["sim_good"]
    assert fate.verdicts["sim_good"] == READ
    assert fate.titles["sim_good"] == [row[0] for row in pages.ROWS]


@pytest.fixture
def hostile() -> Iterator[HostileServer]:
    with serving() as server:
        yield server


@pytest.fixture
def hasty() -> Iterator[Fetcher]:
    fetcher = Fetcher(tries=1, deadline=20.0, read_timeout=0.3, max_bytes=1_000_000)
    yield fetcher
    fetcher.close()


def failing(fetcher: Fetcher, url: str, failure: type[Exception]) -> str:
    with pytest.raises(failure) as caught:
        fetcher.fetch(url, source_id="s", delay=0)
    return str(caught.value)


@pytest.mark.parametrize(
    "answer",
    [answers.endless_continue, answers.endless_trailers, answers.gzip_of_nothing],
    ids=lambda one: one.__name__,
)
def test_what_no_parser_counts_is_counted_under_it(hostile: HostileServer, hasty: Fetcher, answer: Answer) -> None:
    hostile.routes[PATH] = answer
    assert "larger than 1 MB" in failing(hasty, hostile.root + PATH, TooLarge)


def test_a_name_that_means_this_machine_by_the_time_it_is_asked_is_not_asked(hostile: HostileServer) -> None:
    hostile.routes["/inside"] = GOOD_PAGE
    hostile.routes[PATH] = answers.redirect(f"http://{FICKLE}:{hostile.port}/inside")
    told = iter([[PUBLIC], ["127.0.0.1"]])
    fetcher = Fetcher(tries=1, resolve=lambda _: next(told))
    assert "leads to a loopback address" in failing(fetcher, hostile.root + PATH, Unreachable)
    assert "/inside" not in hostile.asked


def test_a_name_is_connected_to_at_the_address_that_was_looked_at(
    hostile: HostileServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACUERDOS_INSIDE_HOSTS", "intranet.example")
    asked: list[str] = []

    def resolve(name: str) -> list[str]:
        asked.append(name)
        return ["127.0.0.1"]

    hostile.routes[PATH] = GOOD_PAGE
    url = f"http://intranet.example:{hostile.port}{PATH}"
    assert Fetcher(tries=1, resolve=resolve).fetch(url, source_id="s", delay=0.001).body == pages.GOOD
    assert set(asked) == {"intranet.example"}


@pytest.mark.parametrize("inside", ["10.0.0.1", "169.254.169.254", "127.0.0.1", "::1", "fe80::1", "::ffff:10.0.0.1"])
def test_a_public_name_may_not_lead_inside(inside: str) -> None:
    with pytest.raises(LeadsInside):
        addresses_to_ask("public.example", lambda _: [PUBLIC, inside])


def test_numbers_and_localhost_ask_no_name_server() -> None:
    def refuse(_: str) -> list[str]:
        raise AssertionError

    assert addresses_to_ask("10.0.0.1", refuse) == ["10.0.0.1"]
    assert addresses_to_ask("localhost", refuse) == ["127.0.0.1", "::1"]


def test_a_way_of_writing_a_number_that_only_the_system_knows_is_judged_by_what_it_means() -> None:
    with pytest.raises(LeadsInside, match=r"169\.254\.169\.254"):
        addresses_to_ask("2852039166", lambda name: [socket.inet_ntoa(int(name).to_bytes(4, "big"))])


def test_a_certificate_of_an_authority_that_is_believed_is_believed(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(authority.file))
    with serving(authority.context("good")) as server:
        server.routes[PATH] = GOOD_PAGE
        assert Fetcher(tries=1).fetch(server.root + PATH, source_id="s", delay=0).body == pages.GOOD


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "good"])
def test_any_other_certificate_is_refused(authority: Authority, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr("requests.adapters.DEFAULT_CA_BUNDLE_PATH", str(authority.file))
    with serving(authority.context(kind)) as server:
        server.routes[PATH] = GOOD_PAGE
        assert "TLS failed" in failing(Fetcher(tries=1), server.root + PATH, Unreachable)
        assert server.asked == []


def test_of_a_robots_txt_without_end_the_beginning_counts(hostile: HostileServer, hasty: Fetcher) -> None:
    def forbidding(talk: Talk) -> None:
        talk.send(answers.head(kind="text/plain") + b"User-agent: *\nDisallow: /page\n")
        while True:
            talk.send(b"# SIMULADO\n" * 5_000)

    hostile.routes |= {ROBOTS: forbidding, PATH: GOOD_PAGE, "/other": GOOD_PAGE}
    assert hasty.fetch(hostile.root + "/other", source_id="s", delay=0).body == pages.GOOD
    with pytest.raises(Exception, match=r"robots\.txt forbids"):
        hasty.fetch(hostile.root + PATH, source_id="s", delay=0)


def test_comments_in_front_of_nothing_are_told_from_a_page_at_once() -> None:
    assert sniff_media_type(pages.commented_page(), "") != "text/html"


@pytest.mark.parametrize("label", ["koi8-r", "gb18030", "shift_jis", "utf-16", "punycode"])
def test_a_label_no_spanish_page_has_is_not_believed(label: str) -> None:
    assert decode("Michoacán y Querétaro".encode(), f"text/html; charset={label}") == "Michoacán y Querétaro"
    assert decode("Michoacán y Querétaro".encode("cp1252"), f"text/html; charset={label}") == "Michoacán y Querétaro"


@pytest.mark.parametrize(
    ("book", "told"),
    [
        (files.workbook_with_a_far_cell, "celdas|memoria"),
        (lambda: files.workbook_of_blanks(10_000_000), "crece más de 200 veces"),
        (lambda: files.workbook_of_many_files(2_100), "archivos"),
        (lambda: files.workbook()[:-30], "cortado o dañado"),
        (files.laughing_workbook, "dañado"),
    ],
)
def test_a_workbook_built_to_burst_says_why_it_is_refused(book: Callable[[], bytes], told: str) -> None:
    with pytest.raises(NotASpreadsheet, match=told):
        read_workbook(book(), Headings("agreements", {}))


def test_neither_macros_nor_links_of_a_workbook_are_looked_at(hostile: HostileServer) -> None:
    for book in (files.workbook_with_macros(), files.workbook_with_links(hostile.root + "/inside")):
        assert len(read_workbook(book, Headings("agreements", {})).rows) >= len(pages.ROWS)
    assert hostile.asked == []


def test_a_reader_that_stumbles_fails_its_own_page_and_no_other(
    hostile: HostileServer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def stumble(*_: object) -> None:
        raise IndexError("SIMULADO")

    monkeypatch.setattr("extractors.reading.read_delimited", stumble)
    hostile.routes = {PATH: GOOD_PAGE, "/csv": plain(files.csv_with_nul().replace(b"\x00", b""), kind="text/csv")}
    records = [record("sim_csv", f"{hostile.root}/csv"), record("sim_good", hostile.root + PATH)]
    fate = suffer(Orders(records, QUICK), tmp_path)
    assert fate.verdicts == {"sim_csv": "unreadable", "sim_good": READ}
    assert "IndexError" in fate.messages["sim_csv"]


@pytest.mark.parametrize("left_out", [10, 300])
def test_a_page_without_the_end_it_used_to_have_leaves_the_last_good_one_in_force(
    hostile: HostileServer, tmp_path: Path, left_out: int
) -> None:
    cards = "".join(f"<dl><dt>Título</dt><dd>{row[0]}</dd><dt>País</dt><dd>{row[1]}</dd></dl>" for row in pages.ROWS)
    whole = f"<html><body><h1>SIMULADO</h1>{cards}</body></html>".encode()
    source = Source.model_validate(record("sim", hostile.root + PATH))
    archive = Archive(tmp_path)
    hostile.routes[PATH] = plain(whole)
    good = look([source], {}, archive, now=lambda: NOW, live=True).parts
    cut = whole[: whole.rfind(b"</dl>", 0, -left_out) + 5]
    hostile.routes[PATH] = answers.unmeasured(cut)
    (part,) = look([source], good, archive, now=lambda: NOW, live=True).parts.values()
    assert part.failure_kind == "unreadable" and "the end it used to have" in part.failure
    assert part.captures == good["sim", ""].captures
