"""The long unattended run over a made-up registry (SIMULADO): idle looks, changes, faults, and what they leave behind.

``python -m tests.torture.soak [--looks N | --hours H] [--page]``. At every tenth look a page changes, at every seventh one
fails, otherwise nothing happens; the clock moves an hour a look. Memory, open files, threads and the size of the home are
taken as it goes. Exits with 1 where memory or files grow from the second quarter to the last, where an idle look leaves
more than ``IDLE_KILOBYTES`` behind, or where at the end the table is not what the pages say.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from bench.idle import memory
from flows.home import Home
from tests.extractors.conftest import Site
from tests.flows.desk import CHALLENGE, DRIFTED, Cells, Desk, record, server_error, table

LOOKS = 300
STATES = ("02", "08", "11", "14", "19", "26", "28", "30")
CHANGE_EVERY, FAULT_EVERY, SAMPLE_EVERY = 10, 7, 5
MEMORY_ALLOWED = 1.10  # times
FILES_ALLOWED = 4  # more than in the second quarter
IDLE_KILOBYTES = 40.0
START = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
_COUNTRIES = ("Canadá", "Japón", "España", "Estados Unidos de América")


@dataclass
class Registry:
    """The pages as they ought to be read: so many agreements a state, the last of them amended now and then."""

    site: Site
    rows: dict[str, list[Cells]] = field(default_factory=lambda: {code: [_row(code, 0)] for code in STATES})

    def show(self, number: int) -> None:
        """Serve every page as it is, but for what differs at each look and means nothing."""
        for code, rows in self.rows.items():
            self.site.page(f"/{code}", table(*rows, more=f"<p>Visitas: {number}</p>"))

    def change(self, number: int) -> None:
        """An agreement more in one state, and new words for the topics of its first."""
        code = STATES[(number // CHANGE_EVERY) % len(STATES)]
        first, *others = self.rows[code]
        topics = "Educación" if first[3] == "Cultura" else "Cultura"
        self.rows[code] = [(*first[:3], topics), *others, _row(code, len(others) + 1)]

    def fail(self, number: int) -> None:
        """One page answers with an error, another layout, or a bot wall."""
        path = f"/{STATES[number % len(STATES)]}"
        fault = number // FAULT_EVERY % 3
        if fault == 0:
            server_error(self.site, path)
        else:
            self.site.page(path, DRIFTED if fault == 1 else CHALLENGE)

    def told(self) -> list[tuple[str, str]]:
        """State and title of every agreement there is."""
        return sorted((code, row[0]) for code, rows in self.rows.items() for row in rows)


def _row(code: str, number: int) -> Cells:
    title = f"Acuerdo de Hermanamiento número {number} (SIMULADO) entre el Gobierno del Estado y la Ciudad de Prueba {number}"
    return (
        title,
        _COUNTRIES[number % len(_COUNTRIES)],
        f"{1 + number % 28:02}/0{1 + int(code) % 9}/{1990 + number % 30}",
        "Cultura",
    )


@dataclass
class Sample:
    """What the process holds and the home weighs after a look."""

    look: int
    megabytes: float
    files: int
    threads: int
    home_kilobytes: float


def taken(look: int, home: Home) -> Sample:
    """A sample, once what nobody holds any more is let go of."""
    gc.collect()
    size = sum(path.lstat().st_size for path in home.folder.rglob("*") if path.is_file() and not path.is_symlink())
    return Sample(
        look, memory(os.getpid()), len(list(Path("/proc/self/fd").iterdir())), threading.active_count(), size / 1000
    )


def main(words: list[str] | None = None) -> int:
    """Print the figures; 1 where a bound is missed."""
    asked = _asked(words)
    os.environ["ACUERDOS_PAGE"] = "yes" if asked.page else "no"
    ends_at = time.monotonic() + asked.hours * 3600 if asked.hours else float("inf")
    looks = asked.looks if not asked.hours else sys.maxsize
    site = Site()
    registry = Registry(site)
    samples: list[Sample] = []
    idle: list[float] = []
    seconds: list[float] = []
    with tempfile.TemporaryDirectory(prefix="SIMULADO-soak-") as folder:
        home = Home(Path(folder) / "home")
        desk = Desk(home, site, [record(site, f"sim_{code}", f"/{code}", state=code) for code in STATES])
        number = published = 0
        while number < looks and time.monotonic() < ends_at:
            published += _look(desk, registry, number, samples, idle, seconds)
            number += 1
        registry.show(number)
        desk.run(START + timedelta(hours=number))
        found = sorted(desk.rows("SELECT state_code, title FROM agreements"))
        missed = _missed(samples, idle, is_true=found == registry.told())
        _tell(number, published, samples, idle, seconds, len(found))
    site.stop()
    for line in missed:
        print(f"soak  missed: {line}")
    return 1 if missed else 0


def _look(
    desk: Desk, registry: Registry, number: int, samples: list[Sample], idle: list[float], seconds: list[float]
) -> int:
    """One look, and what it left; 1 where a version came out of it."""
    is_change, is_fault = number % CHANGE_EVERY == 0, number % FAULT_EVERY == FAULT_EVERY - 1
    if is_change and number:
        registry.change(number)
    registry.show(number)
    if is_fault:
        registry.fail(number)
    before = (
        taken(number, desk.home).home_kilobytes if not (is_change or is_fault) and number % SAMPLE_EVERY == 1 else None
    )
    versions = len(desk.versions())
    start = time.perf_counter()
    desk.run(START + timedelta(hours=number))
    seconds.append(time.perf_counter() - start)
    came = len(desk.versions()) - versions
    registry.site.asked.clear()
    if number % SAMPLE_EVERY == 1:
        samples.append(taken(number, desk.home))
        if before is not None and not came:
            idle.append(samples[-1].home_kilobytes - before)
    return came


def _missed(samples: list[Sample], idle: list[float], *, is_true: bool) -> list[str]:
    """The bounds that were missed, in words."""
    quarter = max(1, len(samples) // 4)
    early, late = samples[quarter : 2 * quarter] or samples[:1], samples[-quarter:]
    sizes = [median(one.megabytes for one in part) for part in (early, late)]
    files = [median(one.files for one in part) for part in (early, late)]
    threads = [median(one.threads for one in part) for part in (early, late)]
    missed = []
    if sizes[1] > sizes[0] * MEMORY_ALLOWED:
        missed.append(f"memory grew from {sizes[0]:.0f} to {sizes[1]:.0f} MB")
    if files[1] > files[0] + FILES_ALLOWED or threads[1] > threads[0] + FILES_ALLOWED:
        missed.append(f"open files {files[0]:.0f} -> {files[1]:.0f}, threads {threads[0]:.0f} -> {threads[1]:.0f}")
    if idle and median(idle) > IDLE_KILOBYTES:
        missed.append(f"an idle look leaves {median(idle):.0f} kB")
    if not is_true:
        missed.append("the table at the end is not what the pages say")
    return missed


def _tell(
    looks: int, published: int, samples: list[Sample], idle: list[float], seconds: list[float], rows: int
) -> None:
    first, last = samples[min(len(samples) - 1, len(samples) // 4)], samples[-1]
    print(
        f"soak  {looks} looks at {len(STATES)} pages, {published} versions, {rows} rows at the end as the pages say them; "
        f"after {first.look} looks {first.megabytes:.0f} MB, {first.files} files, {first.threads} threads, after {last.look} "
        f"{last.megabytes:.0f} MB, {last.files} files, {last.threads} threads; home {last.home_kilobytes / 1000:.1f} MB, "
        f"{median(idle) if idle else 0:.1f} kB an idle look; {median(seconds) * 1000:.0f} ms a look in the median, "
        f"{sum(seconds):.0f} s"
    )


def _asked(words: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture.soak", description=__doc__)
    parser.add_argument("--looks", type=int, default=LOOKS)
    parser.add_argument("--hours", type=float, default=0.0, help="by the clock, in place of --looks")
    parser.add_argument("--page", action="store_true", help="write the page of each version too")
    return parser.parse_args(words)


if __name__ == "__main__":
    sys.exit(main())
