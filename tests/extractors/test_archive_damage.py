"""A WARC that lost bytes, at its end or in its middle: what is still read, and what is told (SIMULADO)."""

from __future__ import annotations

from pathlib import Path

import pytest

from extractors.archive import Archive
from extractors.archive_index import INDEX, StoredCapture
from extractors.capture import sha256_of
from extractors.failures import Unreadable
from tests.extractors.test_archive import capture

BODIES = [bytes(f"SIMULADO {number} ", "ascii") * 400 for number in range(5)]


@pytest.fixture
def five(tmp_path: Path) -> list[StoredCapture]:
    """Five captures in one file."""
    archive = Archive(tmp_path)
    return [archive.store(capture(body)) for body in BODIES]


def damaged(folder: Path, entry: StoredCapture, cut: slice, put: bytes = b"") -> None:
    """Replace some bytes, counted from the beginning of a record."""
    file = folder / entry.file
    content = file.read_bytes()
    first, last, _ = slice((cut.start or 0) + entry.offset, (cut.stop or 0) + entry.offset).indices(len(content))
    file.write_bytes(content[:first] + put + content[last:])


def readable(folder: Path) -> list[int]:
    """Numbers of the captures whose bytes are there."""
    archive, found = Archive(folder), []
    for number, body in enumerate(BODIES):
        try:
            found += [number] if archive.read(sha256_of(body)) == body else []
        except Unreadable:
            continue
    return found


@pytest.mark.parametrize("index", ["kept", "lost"])
@pytest.mark.parametrize(("cut", "put"), [(slice(20, 40), b""), (slice(20, 40), b"x" * 20), (slice(0, 30), b"")])
def test_damage_in_the_middle_of_a_file_costs_that_record_and_no_other(
    five: list[StoredCapture], tmp_path: Path, index: str, cut: slice, put: bytes
) -> None:
    damaged(tmp_path, five[2], cut, put)
    if index == "lost":
        (tmp_path / INDEX).unlink()
    assert readable(tmp_path) == [0, 1, 3, 4]


def test_a_file_cut_in_the_middle_of_a_record_keeps_those_before_it(five: list[StoredCapture], tmp_path: Path) -> None:
    damaged(tmp_path, five[3], slice(10, 10**6))
    assert readable(tmp_path) == [0, 1, 2]


def test_what_a_cut_took_away_is_told_once_in_one_line(five: list[StoredCapture], tmp_path: Path) -> None:
    damaged(tmp_path, five[3], slice(10, 10**6))
    archive = Archive(tmp_path)
    archive.entries()
    (line,) = archive.losses()
    assert five[3].file in line and "faltan 2 capturas" in line and "\n" not in line
    again = Archive(tmp_path)
    again.entries()
    assert again.losses() == []


def test_a_record_that_a_killed_look_had_only_begun_is_no_loss(five: list[StoredCapture], tmp_path: Path) -> None:
    file = tmp_path / five[0].file
    file.write_bytes(file.read_bytes() + file.read_bytes()[:50])
    archive = Archive(tmp_path)
    assert len(archive.entries()) == 5
    assert archive.losses() == []


def test_a_record_cut_away_is_stored_whole_when_the_same_page_comes_again(
    five: list[StoredCapture], tmp_path: Path
) -> None:
    damaged(tmp_path, five[4], slice(10, 10**6))
    assert Archive(tmp_path).store(capture(BODIES[4])).kind == "response"
    assert readable(tmp_path) == [0, 1, 2, 3, 4]
