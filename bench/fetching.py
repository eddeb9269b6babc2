"""Fetching 2,500 made-up pages (SIMULADO) of 40 kB from loopback, eight at a time, each into the archive.

Ours is ``flows.look``. The rival is Scrapy, which writes the bodies to files. Both keep to robots.txt, both start each
time with an empty folder, and what both have at the end must be the same bytes.
"""

from __future__ import annotations

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from bench.loopback_pages import path_of, served
from bench.measured import QUICK_ROUNDS, ROUNDS, Measure, main
from extractors.archive import Archive
from extractors.source import Source
from flows.look import look

PAGES, QUICK_PAGES = 2_500, 300
SIZE = "40 kB"
AT_ONCE = 8
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)

Fetch = Callable[[Path], int]


def made_sources(root: str, pages: int) -> list[Source]:
    """A source for each page, without a pause between requests, as only loopback may be asked."""
    return [
        Source(
            id=f"sim_{number}", name="SIMULADO", publisher="SIMULADO", dataset="agreements", evidence="registry",
            url=root + path_of(number), state="14", delay=0,
        )
        for number in range(pages)
    ]  # fmt: skip


def looked(sources: list[Source], folder: Path) -> int:
    """One look into a new archive; the number of pages that came."""
    found = look(sources, {}, Archive(folder), now=lambda: NOW, live=False, workers=AT_ONCE)
    return sum(len(captures) for captures in found.fresh.values())


@contextmanager
def scrapy(root: str, pages: int) -> Iterator[Fetch]:
    """Scrapy in a process of its own, which stays, as its libraries do once they are loaded."""
    words = [sys.executable, "-m", "bench.rivals.scrapy_pages", root, str(pages)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        asked, told = process.stdin, process.stdout
        assert asked is not None and told is not None

        def crawl(folder: Path) -> int:
            print(folder, file=asked, flush=True)
            return int(told.readline())

        yield crawl
        asked.close()


def in_turns(ways: tuple[Fetch, Fetch], folder: Path, pages: int, rounds: int) -> tuple[float, float]:
    """Median seconds of both, after one round that is not counted. No round pays for what another left to the disk."""
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for name, way, seconds in zip(("ours", "rival"), ways, taken, strict=True):
            gc.collect()
            os.sync()
            start = time.perf_counter()
            came = way(folder / f"{name}-{number}")
            seconds.append(time.perf_counter() - start)
            assert came == pages, f"{name}: {came} pages came"
    return statistics.median(taken[0][1:]), statistics.median(taken[1][1:])


def check_equal(ours: Path, rival: Path) -> None:
    """Raise ``AssertionError`` where the archive and the files of bodies do not hold the same."""
    archived = sorted(sha256(Archive(ours).load(entry).body).hexdigest() for entry in Archive(ours).entries())
    written = sorted(sha256(file.read_bytes()).hexdigest() for file in rival.iterdir())
    assert archived == written, "the archive and Scrapy's files differ"


def measure(quick: bool) -> list[Measure]:
    """Pages a second of both."""
    pages, rounds = (QUICK_PAGES, QUICK_ROUNDS) if quick else (PAGES, ROUNDS)
    with served(pages) as root, scrapy(root, pages) as rival, tempfile.TemporaryDirectory() as folder:
        sources = made_sources(root, pages)
        ours, theirs = in_turns((lambda to: looked(sources, to), rival), Path(folder), pages, rounds)
        check_equal(Path(folder) / f"ours-{rounds}", Path(folder) / f"rival-{rounds}")
    what = f"fetch {pages:,} pages of {SIZE}, {AT_ONCE} at a time, into the archive"
    note = "WARC, index and fsync in ours; Scrapy's bodies in plain files; the same bytes in both"
    return [
        Measure(what, "pages/s", pages / ours, 1.0, True, "Scrapy, bodies to disk", pages / theirs, note),
    ]


if __name__ == "__main__":
    main(measure)
