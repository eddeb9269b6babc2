from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from extractors.failures import BotChallenge, Unreachable, Unreadable
from extractors.foreign_warcs import foreign_states, read_foreign_warc
from tests.extractors.test_web_archives import INDEX, URL, WALL, list_page, page, source


class Warc:
    """Writes a WARC as other archivers do."""

    def __init__(self, path: Path, packed: bool = True) -> None:
        self.path = path
        self.out = io.BytesIO()
        self.writer = WARCWriter(self.out, gzip=packed)
        self.writer.write_record(self.writer.create_warcinfo_record(path.name, {"software": "SIMULADO"}))

    def add(
        self, url: str, date: str, body: bytes, *, status: str = "200 OK", kind: str = "response", **headers: str
    ) -> Warc:
        named = {"Content-Type": "text/html"} | {name.replace("_", "-"): value for name, value in headers.items()}
        http = StatusAndHeaders(status, list(named.items()), protocol="HTTP/1.1") if kind == "response" else None
        self.writer.write_record(
            self.writer.create_warc_record(
                url, kind, payload=io.BytesIO(body), http_headers=http,
                warc_content_type="" if http else "text/html", warc_headers_dict={"WARC-Date": date},
            )
        )  # fmt: skip
        return self

    def revisit(
        self,
        url: str,
        date: str,
        digest: str,
        *,
        status: str = "200 OK",
        refers_to: str | None = "1999-01-01T00:00:00Z",
    ) -> Warc:
        http = StatusAndHeaders(status, [("X-Seen", "again")], protocol="HTTP/1.1")
        record = self.writer.create_revisit_record(
            url, digest, url, refers_to or "", http_headers=http, warc_headers_dict={"WARC-Date": date}
        )
        if not refers_to:
            record.rec_headers.remove_header("WARC-Refers-To-Date")
        self.writer.write_record(record)
        return self

    def save(self) -> Path:
        self.path.write_bytes(self.out.getvalue())
        return self.path


def texts(captures: list[Any]) -> list[str]:
    return [capture.body.decode().split("<p>")[-1].split("<")[0] for capture in captures]


@pytest.mark.parametrize("packed", [True, False])
def test_reads_the_captures_of_one_page_by_date(tmp_path: Path, packed: bool) -> None:
    warc = Warc(tmp_path / "crawl.warc", packed)
    warc.add(URL, "2016-05-01T10:00:00Z", page("b"), X_Served_By="x")
    warc.add("http://www.registro.example.mx:80/acuerdos/#top", "2012-05-01T10:00:00Z", page("a"))
    warc.add(URL, "2013-05-01T10:00:00Z", page("no"), status="404 Not Found")
    warc.add(URL + "?q=1", "2013-05-01T10:00:00Z", page("no"))
    warc.add(URL, "2014-05-01T10:00:00Z", page("m"), kind="metadata")
    warc.add(f"<{URL}>", "2018-05-01T10:00:00.123456Z", page("c"), kind="resource")
    found = read_foreign_warc(warc.save(), source())
    assert texts(found) == ["a", "b", "c"]
    assert found[1].captured_at == datetime(2016, 5, 1, 10, tzinfo=UTC)
    assert found[1].header("x-served-by") == "x" and found[1].media_type == "text/html"


def test_bodies_are_decoded_as_they_travelled(tmp_path: Path) -> None:
    packed = gzip.compress(page("gzip"))
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    warc = Warc(tmp_path / "a.warc.gz")
    warc.add(URL, "2012-01-01T00:00:00Z", packed, Content_Encoding="gzip")
    warc.add(URL, "2013-01-01T00:00:00Z", chunked, Content_Encoding="gzip", Transfer_Encoding="chunked")
    warc.add(URL, "2014-01-01T00:00:00Z", page("plain"), Content_Encoding="br", Transfer_Encoding="chunked")
    warc.add(URL, "2015-01-01T00:00:00Z", b"\x8b\x00\x01\x02", Content_Encoding="zstd")
    assert texts(read_foreign_warc(warc.save(), source())) == ["gzip", "gzip", "plain"]


def test_one_gzip_around_all_records(tmp_path: Path) -> None:
    warc = Warc(tmp_path / "a.warc.gz", packed=False).add(URL, "2012-01-01T00:00:00Z", page("a"))
    warc.add(URL, "2013-01-01T00:00:00Z", page("b"))
    path = warc.save()
    path.write_bytes(gzip.compress(path.read_bytes()))
    assert texts(read_foreign_warc(path, source())) == ["a", "b"]


@pytest.mark.parametrize("packed", [True, False])
def test_large_bodies_come_whole(tmp_path: Path, packed: bool) -> None:
    body = page("".join(f"fila {n} SIMULADO, " for n in range(40_000)))
    warc = Warc(tmp_path / "a.warc", packed).add(
        URL, "2012-01-01T00:00:00Z", gzip.compress(body), Content_Encoding="gzip"
    )
    warc.add(URL, "2013-01-01T00:00:00Z", body)
    assert [capture.body for capture in read_foreign_warc(warc.save(), source())] == [body, body]


def digest_of(warc: Warc) -> str:
    text = gzip.decompress(warc.out.getvalue()).decode("latin-1")
    return text.rpartition("WARC-Payload-Digest: ")[2].split("\r\n")[0]


def test_revisits_stand_for_the_bytes_of_the_same_digest(tmp_path: Path) -> None:
    warc = Warc(tmp_path / "a.warc.gz").add("https://registro.example.mx/copia", "2012-01-01T00:00:00Z", page("a"))
    digest = digest_of(warc)
    warc.revisit(URL, "2013-01-01T00:00:00Z", digest).revisit(URL, "2014-01-01T00:00:00Z", "sha1:UNKNOWN")
    warc.add(URL, "2015-01-01T00:00:00Z", page("b")).revisit(URL, "2016-01-01T00:00:00Z", digest)
    path = warc.save()
    found = read_foreign_warc(path, source())
    assert [(capture.captured_at.year, *texts([capture])) for capture in found] == [
        (2013, "a"), (2015, "b"), (2016, "a"),
    ]  # fmt: skip
    assert found[0].url == URL and found[0].header("x-seen") == "again"
    assert len(foreign_states(path, source())) == 3


def test_not_modified_stands_for_the_last_bytes_of_the_same_address(tmp_path: Path) -> None:
    warc = Warc(tmp_path / "a.warc.gz").revisit(URL, "2011-01-01T00:00:00Z", "sha1:NONE", status="304 Not Modified")
    warc.add(URL, "2012-01-01T00:00:00Z", page("a")).add(URL, "2014-01-01T00:00:00Z", page("b"))
    warc.revisit(URL, "2013-01-01T00:00:00Z", "sha1:NONE", status="304 Not Modified", refers_to="2012-01-01T00:00:00Z")
    warc.revisit(URL, "2015-01-01T00:00:00Z", "sha1:NONE", status="304 Not Modified", refers_to=None)
    found = read_foreign_warc(warc.save(), source())
    assert texts(found) == ["a", "a", "b", "b"]
    assert all(capture.header("content-type") == "text/html" for capture in found)


def test_states_leave_out_what_did_not_change(tmp_path: Path) -> None:
    warc = Warc(tmp_path / "a.warc.gz")
    for year, text in enumerate("aab", 2012):
        warc.add(URL, f"{year}-01-01T00:00:00Z", page(text))
    path = warc.save()
    assert [state.captured_at.year for state in foreign_states(path, source())] == [2012, 2014]
    assert len(read_foreign_warc(path, source())) == 3


def test_pages_and_children_come_from_the_same_crawl(tmp_path: Path) -> None:
    warc = Warc(tmp_path / "a.warc.gz")
    for year in ("2015", "2018"):
        warc.add(URL, f"{year}-01-01T00:00:00Z", INDEX)
        warc.add("https://registro.example.mx/oax", f"{year}-01-01T00:02:00Z", page("o" + year))
        warc.add("https://registro.example.mx/jal", f"{year}-01-01T00:01:00Z", list_page("j1" + year, "/jal?p=2"))
        warc.add("https://registro.example.mx/jal?p=2", f"{year}-01-01T00:03:00Z", list_page("j2" + year))
        warc.add("https://registro.example.mx/otra", f"{year}-01-01T00:03:00Z", page("otra"))
    of = source(access="index", follow="li a", child={"access": "paged"})
    path = warc.save()
    states = foreign_states(path, of)
    assert [[texts(part.captures) for part in state.parts[1:]] for state in states] == [
        [["j12015", "j22015"], ["o2015"]], [["j12018", "j22018"], ["o2018"]],
    ]  # fmt: skip
    assert states[0].parts[1].link_text == "Jalisco" and states[0].parts[0].index
    captures = read_foreign_warc(path, of)
    assert len(captures) == 8 and [c.captured_at for c in captures] == sorted(c.captured_at for c in captures)


def test_a_child_that_was_not_crawled_is_a_failure_of_its_part(tmp_path: Path) -> None:
    path = Warc(tmp_path / "a.warc.gz").add(URL, "2015-01-01T00:00:00Z", INDEX).save()
    [state] = foreign_states(path, source(access="index", follow="li a"))
    assert [type(part.failure) for part in state.parts] == [type(None), Unreachable, Unreachable]


def test_a_bot_wall_is_recognised(tmp_path: Path) -> None:
    path = Warc(tmp_path / "a.warc.gz").add(URL, "2015-01-01T00:00:00Z", WALL).save()
    [state] = foreign_states(path, source())
    assert isinstance(state.parts[0].failure, BotChallenge) and state.parts[0].captures


@pytest.mark.parametrize("packed", [True, False])
def test_a_cut_file_is_read_up_to_the_cut(tmp_path: Path, packed: bool) -> None:
    warc = Warc(tmp_path / "a.warc", packed).add(URL, "2015-01-01T00:00:00Z", page("a"))
    warc.add(URL, "2016-01-01T00:00:00Z", page("b" * 5000))
    path = warc.save()
    path.write_bytes(path.read_bytes()[:-40])
    assert texts(read_foreign_warc(path, source())) == ["a"]


@pytest.mark.parametrize(
    "content", [b"", b"<html>SIMULADO</html>", b"\x1f\x8bno", gzip.compress(b"hola", mtime=0), b"WARC/1.0\r\n"]
)
def test_what_is_no_warc_is_unreadable(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.warc").write_bytes(content)
    with pytest.raises(Unreadable) as caught:
        read_foreign_warc(tmp_path / "a.warc", source())
    assert "\n" not in str(caught.value)


def test_a_file_without_the_source_or_no_file_at_all_is_unreadable(tmp_path: Path) -> None:
    path = Warc(tmp_path / "a.warc.gz").add(URL + "/otra", "2015-01-01T00:00:00Z", page("a")).save()
    with pytest.raises(Unreadable, match="no capture of"):
        foreign_states(path, source())
    with pytest.raises(Unreadable, match="cannot be read"):
        read_foreign_warc(tmp_path / "b.warc", source())
