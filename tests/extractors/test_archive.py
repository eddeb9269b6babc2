from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from extractors.archive import Archive
from extractors.capture import Capture, sha256_of
from extractors.failures import Unreadable

WHEN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def capture(body: bytes, url: str = "https://example.org/á?x=%20y", source_id: str = "s", **fields: object) -> Capture:
    given: dict[str, object] = {
        "source_id": source_id,
        "part": url,
        "url": url,
        "captured_at": WHEN,
        "status": 200,
        "media_type": "text/html",
        "headers": (
            ("Content-Type", "text/html"),
            ("ETag", '"1"'),
            ("Content-Encoding", "gzip"),
            ("Set-Cookie", "a=b"),
        ),
        "body": body,
        "sha256": sha256_of(body),
        "link_text": "Yucatán",
        "sequence": 2,
    }
    return Capture(**(given | fields))  # type: ignore[arg-type]


def records(folder: Path) -> list[tuple[str, str, bytes]]:
    found = []
    for path in sorted(folder.glob("*/*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                found.append((record.rec_type, record.rec_headers["WARC-Date"], record.content_stream().read()))
    return found


def test_roundtrip_through_a_new_archive(tmp_path: Path) -> None:
    original = capture(b"<p>hola</p>")
    Archive(tmp_path).store(original)
    archive = Archive(tmp_path)
    [entry] = archive.entries("s")
    back = archive.load(entry)
    assert archive.read(original.sha256) == original.body
    assert (back.url, back.part, back.link_text, back.sequence, back.captured_at) == (
        original.url,
        original.part,
        original.link_text,
        original.sequence,
        WHEN,
    )
    assert (entry.etag, back.header("content-type")) == ('"1"', "text/html")


def test_record_is_standard_and_holds_no_secret(tmp_path: Path) -> None:
    Archive(tmp_path).store(capture(b"x"))
    assert records(tmp_path) == [("response", "2026-11-23T06:00:00Z", b"x")]
    assert not {"set-cookie", "content-encoding"} & {
        name.lower() for name, _ in Archive(tmp_path).load(Archive(tmp_path).entries()[0]).headers
    }


def test_file_is_a_resource_record(tmp_path: Path) -> None:
    Archive(tmp_path).store(capture(b"a,b\n", url="file:captures/x.csv", media_type="text/csv", headers=()))
    assert records(tmp_path)[0][0] == "resource"


@pytest.mark.parametrize("url", ["https://example.org/", "file:captures/x.csv"])
def test_same_bytes_become_a_revisit(tmp_path: Path, url: str) -> None:
    Archive(tmp_path).store(capture(b"same", url))
    later = Archive(tmp_path)
    entry = later.store(capture(b"same", url))
    assert entry.kind == "revisit" and entry.file == "s/20261123T060000Z-2.warc.gz"
    assert later.load(entry).body == b"same"
    assert Archive(tmp_path).load(Archive(tmp_path).entries()[1]).body == b"same"


def test_same_bytes_of_another_source_are_kept_whole(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.store(capture(b"same"))
    assert archive.store(capture(b"same", source_id="t")).kind == "response"


def test_same_captures_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        Archive(tmp_path / name).store(capture(b"x"))
    path = "s/20261123T060000Z.warc.gz"
    assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()


def test_truncated_tail_spoils_neither_the_rest_nor_later_looks(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.store(capture(b"first"))
    last = archive.store(capture(b"second" * 100))
    file = tmp_path / last.file
    file.write_bytes(file.read_bytes()[:-10])
    later = Archive(tmp_path)
    assert later.read(sha256_of(b"first")) == b"first"
    with pytest.raises(Unreadable):
        later.read(last.sha256)
    assert later.store(capture(b"second" * 100)).kind == "response"
    assert Archive(tmp_path).read(last.sha256) == b"second" * 100


def test_changed_byte_is_noticed(tmp_path: Path) -> None:
    entry = Archive(tmp_path).store(capture(b"x" * 1000))
    file = tmp_path / entry.file
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)
    with pytest.raises(Unreadable):
        Archive(tmp_path).read(entry.sha256)


def test_many_threads_store_at_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path)

    def work(number: int) -> None:
        for turn in range(5):
            archive.store(capture(f"{number} {turn}".encode(), source_id=f"s{number % 3}"))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(records(tmp_path)) == 40
    assert {Archive(tmp_path).load(entry).body for entry in Archive(tmp_path).entries()} == {
        f"{n} {t}".encode() for n in range(8) for t in range(5)
    }
