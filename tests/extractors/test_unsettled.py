"""Captures that wait for the disk together (SIMULADO)."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from extractors.archive import Archive
from extractors.archive_index import INDEX
from extractors.capture import sha256_of
from tests.extractors.test_archive import capture, records


def test_what_was_gathered_is_what_is_stored_one_by_one(tmp_path: Path) -> None:
    captures = [capture(b"SIMULADO %d" % (number % 90), source_id=f"s{number % 7}") for number in range(200)]
    one_by_one, gathered = Archive(tmp_path / "a"), Archive(tmp_path / "b")
    entries = [one_by_one.store(one) for one in captures]
    with gathered.gathering():
        assert [gathered.store(one) for one in captures] == entries
    assert Archive(tmp_path / "a").entries() == Archive(tmp_path / "b").entries() == entries
    assert records(tmp_path / "a") == records(tmp_path / "b")


def test_what_is_gathered_survives_the_process_before_it_is_entered(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.gathering():
        entry = archive.store(capture(b"SIMULADO"))
        # Another process, after ours was killed here.
        assert Archive(tmp_path).read(entry.sha256) == b"SIMULADO"
    assert Archive(tmp_path).entries() == [entry]


def test_what_is_gathered_can_be_read_at_once(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with archive.gathering():
        entries = [archive.store(capture(b"SIMULADO")), archive.store(capture(b"SIMULADO"))]
        assert archive.read(sha256_of(b"SIMULADO")) == b"SIMULADO"
        assert [entry.kind for entry in archive.entries()] == ["response", "revisit"]
    assert archive.entries() == entries


def gathered_on_a_bad_disk(archive: Archive) -> None:
    with archive.gathering():
        file = archive.folder / archive.store(capture(b"SIMULADO")).file
        file.unlink()
        file.mkdir()


def test_a_disk_that_fails_is_told_and_not_believed_afterwards(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with pytest.raises(IsADirectoryError) as told:
        gathered_on_a_bad_disk(archive)
    Path(told.value.filename).rmdir()
    with pytest.raises(IsADirectoryError):
        archive.store(capture(b"SIMULADO"))


def test_of_several_threads_none_goes_on_before_its_own_is_entered(tmp_path: Path) -> None:
    archive, missed = Archive(tmp_path), []

    def work(number: int) -> None:
        with closing(sqlite3.connect(tmp_path / INDEX, timeout=30)) as index:
            for turn in range(10):
                entry = archive.store(capture(b"%d %d" % (number, turn), source_id=f"s{number}"))
                if index.execute("SELECT 1 FROM captures WHERE sha256 = ?", [entry.sha256]).fetchall() != [(1,)]:
                    missed.append(entry)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert missed == []
    assert len(archive.entries()) == 40
