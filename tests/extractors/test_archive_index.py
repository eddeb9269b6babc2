"""What becomes of the index of an archive when it and the WARC files beside it do not agree (SIMULADO)."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from extractors.archive import Archive
from extractors.archive_index import FORMER_INDEX, INDEX, StoredCapture
from extractors.capture import sha256_of
from tests.extractors.test_archive import WHEN, capture

ROOT = Path(__file__).parents[2]


def three_stored(folder: Path) -> list[StoredCapture]:
    """A capture, another one, and the first once more."""
    archive = Archive(folder)
    for body in (b"one", b"two", b"one"):
        archive.store(capture(body))
    return archive.entries()


def test_index_is_made_again_when_missing(tmp_path: Path) -> None:
    before = three_stored(tmp_path)
    (tmp_path / INDEX).unlink()
    assert Archive(tmp_path).entries() == before


def test_index_made_again_is_in_the_order_of_capture(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    for minute, source_id in enumerate("zaza"):
        archive.store(capture(b"x", source_id=source_id, captured_at=WHEN + timedelta(minutes=minute)))
    before = archive.entries()
    assert [entry.source_id for entry in before] == ["z", "a", "z", "a"]
    (tmp_path / INDEX).unlink()
    assert Archive(tmp_path).entries() == before


def garbage(index: Path) -> None:
    index.write_bytes(b"SIMULADO" * 1000)


def half(index: Path) -> None:
    os.truncate(index, index.stat().st_size // 2)


def torn(index: Path) -> None:
    content = index.read_bytes()
    index.write_bytes(content[:4096] + b"SIMULADO" * 512 + content[8192:])


def statements(text: str) -> Callable[[Path], None]:
    def execute(index: Path) -> None:
        with closing(sqlite3.connect(index)) as connection:
            connection.executescript(text)

    return execute


# What the table says and where it is looked up no longer agree: whole bodies are not found, and revisits in their place.
WRONG_LOOKUP = """
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'kind <>', 'kind =') WHERE name = 'whole_bodies';
PRAGMA writable_schema = RESET;
REINDEX whole_bodies;
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = replace(sql, 'kind =', 'kind <>') WHERE name = 'whole_bodies';
"""


@pytest.mark.parametrize(
    "damage",
    [
        garbage, half, torn, statements("PRAGMA user_version = 99"), statements("DROP TABLE captures"),
        statements("DELETE FROM captures WHERE number = 1"), statements(WRONG_LOOKUP),
        statements("UPDATE captures SET url = CAST(x'ff' AS TEXT)"),
    ],
    ids=["garbage", "half", "torn", "another schema", "no table", "a gap", "a wrong lookup", "no text"],
)  # fmt: skip
def test_damaged_index_is_made_again(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    three_stored(tmp_path)
    damage(tmp_path / INDEX)
    archive = Archive(tmp_path)
    assert [archive.read(sha256_of(body)) for body in (b"one", b"two")] == [b"one", b"two"]
    assert sorted(entry.kind for entry in archive.entries()) == ["response", "response", "revisit"]


@pytest.mark.parametrize("damage", [Path.unlink, garbage], ids=["removed", "garbage"])
def test_index_spoiled_while_an_archive_is_in_use_is_made_again(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    archive = Archive(tmp_path)
    archive.store(capture(b"one"))
    damage(tmp_path / INDEX)
    archive.store(capture(b"two"))
    assert [Archive(tmp_path).read(sha256_of(body)) for body in (b"one", b"two")] == [b"one", b"two"]


def test_records_that_the_index_does_not_know_are_entered(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder in (here, there):
        Archive(folder).store(capture(b"one"))
    (entry,) = Archive(here).entries()
    archive = Archive(there)
    archive.store(capture(b"two"))
    archive.store(capture(b"three", source_id="t"))
    with (here / entry.file).open("ab") as file:
        file.write((there / "s/20261123T060000Z-2.warc.gz").read_bytes())
    shutil.copytree(there / "t", here / "t")
    later = Archive(here)
    assert [later.load(entry).body for entry in later.entries()] == [b"one", b"two", b"three"]


def test_record_cut_at_the_end_of_a_file_is_not_entered(tmp_path: Path) -> None:
    last = three_stored(tmp_path)[-1]
    os.truncate(tmp_path / last.file, last.offset + last.length - 1)
    (tmp_path / INDEX).unlink()
    assert [entry.sha256 for entry in Archive(tmp_path).entries()] == [sha256_of(b"one"), sha256_of(b"two")]


def test_entry_whose_file_is_gone_is_not_served(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    gone = archive.store(capture(b"one"))
    kept = archive.store(capture(b"one", source_id="t"))
    (tmp_path / gone.file).unlink()
    assert Archive(tmp_path).entries() == [kept]
    shutil.rmtree(tmp_path / "t")
    assert Archive(tmp_path).entries() == []


def test_index_of_a_former_release_is_not_read(tmp_path: Path) -> None:
    before = three_stored(tmp_path)
    (tmp_path / INDEX).unlink()
    (tmp_path / FORMER_INDEX).write_text('{"sha256": "SIMULADO"}\n')
    assert Archive(tmp_path).entries() == before


def test_index_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    (tmp_path / INDEX).mkdir()
    with pytest.raises(OSError, match=INDEX):
        Archive(tmp_path).store(capture(b"x"))


def test_archive_that_is_dropped_leaves_no_file_open(tmp_path: Path) -> None:
    open_files = Path("/proc/self/fd")
    before = len(list(open_files.iterdir()))
    for number in range(50):
        Archive(tmp_path).store(capture(b"%d" % number))
    assert len(list(open_files.iterdir())) <= before


WRITER = """
import sys
from pathlib import Path
from extractors.archive import Archive
from tests.extractors.test_archive import capture

input()
for turn in range(10):
    Archive(Path(sys.argv[1])).store(capture(f"{sys.argv[2]} {turn}".encode()))
"""


def test_two_processes_that_mend_and_store_at_once_enter_everything_once(tmp_path: Path) -> None:
    before = three_stored(tmp_path)
    (tmp_path / INDEX).unlink()
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name], stdin=subprocess.PIPE, cwd=ROOT)
        for name in "ab"
    ]
    for writer in writers:
        assert writer.stdin
        writer.stdin.write(b"\n")
        writer.stdin.flush()
    assert [writer.wait() for writer in writers] == [0, 0]
    archive = Archive(tmp_path)
    bodies = [archive.load(entry).body for entry in archive.entries()]
    assert archive.entries()[: len(before)] == before
    assert sorted(bodies[len(before) :]) == sorted(f"{name} {turn}".encode() for name in "ab" for turn in range(10))
