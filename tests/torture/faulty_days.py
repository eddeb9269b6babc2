"""Simulated days (SIMULADO) of a registry that changes a little every day while a share of all responses is faulty.

``python -m tests.torture.faulty_days --days 30 --share 0.25 --seed 1`` prints its figures and ends with 1 where a
fault withdrew an agreement, broke a version or left the table other than the truth after one day without faults.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import yaml

from extractors.fetch import Fetcher
from flows.home import Home
from flows.run import run
from tests.flows.desk import published
from tests.hostile_server.answers import plain
from tests.hostile_server.faults import FAULTS, struck
from tests.hostile_server.kinds import PATH
from tests.hostile_server.server import ROBOTS, Answer, HostileServer, Talk, serving
from tests.simulated_registry.months import LivingRegistry
from tests.simulated_registry.text import key
from tests.torture.bad_pages import record
from warehouse.checksums import check_sums
from warehouse.published import verify, version_folder, versions

STATES = ("01", "06", "18", "22", "29", "32")
EDITS = {"validity": 2, "topics": 2, "reworded": 1, "signed_again": 1, "lapsed": 1, "returned": 1}
FIRST = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)
_ROBOTS = b"# SIMULADO\nUser-agent: *\nAllow: /\n"
# What a version says of its own past: two homes that saw the same last day differ in these alone.
_OF_THE_PAST = frozenset({"agreement_id", "first_seen", "last_seen", "withdrawn_on", "status", "source_url"})
_ROWS = "SELECT * FROM agreements WHERE source_id LIKE 'sim_%'"

Row = dict[str, Any]


@dataclass
class Weather:
    """Which responses go wrong. ``drawn``: how often each fault came; ``responses``: how many there were."""

    share: float
    lot: Random
    drawn: Counter[str] = field(default_factory=Counter)
    responses: int = 0

    def over(self, body: bytes, kind: str) -> Answer:
        """A page as it is sent on a day with such weather."""

        def answer(talk: Talk) -> None:
            self.responses += 1
            if self.lot.random() >= self.share:
                plain(body, kind=kind)(talk)
                return
            name = self.lot.choice(list(FAULTS))
            self.drawn[name] += 1
            struck(name, body, self.lot)(talk)

        return answer


@dataclass
class Tally:
    """What the days came to."""

    days: int
    responses: int
    faults: Counter[str]
    failed: int = 0
    versions: int = 0
    agreements: int = 0
    wrong: list[str] = field(default_factory=list)

    def line(self) -> str:
        """For the README."""
        bad = f"{len(self.wrong)} wrong" if self.wrong else "the published table equals the truth"
        return (
            f"faulty days: {self.days} days, {self.responses} responses, {self.faults.total()} faulty of "
            f"{len(self.faults)} kinds, {self.failed} sources kept at their last good data, {self.versions} versions, "
            f"{self.agreements} agreements: {bad}"
        )


class SmallRegistry(LivingRegistry):
    """A handful of states, whose pages keep their layout: what another layout tells is remembered, faults or not."""

    def __init__(self, seed: int, states: tuple[str, ...]) -> None:
        super().__init__(seed, edits=EDITS)
        self.order = [number for number in self.order if self.rows[number].state_code in states]

    def _move(self) -> set[str]:
        return set()

    def _signed_again(self, touched: set[int]) -> int | None:
        # A term copied from the first signature may end before the second: such a row is rightly held back.
        number = super()._signed_again(touched)
        if number is not None:
            self.rows[number] = replace(self.rows[number], validity="indefinite", validity_years=0, expires_on="")
        return number


class Days:
    """A home that looks at the registry once a day."""

    def __init__(self, folder: Path, registry: LivingRegistry, servers: dict[str, HostileServer]) -> None:
        self.home = Home(folder)
        self.registry = registry
        self.servers = servers
        self.ids: dict[int, str] = {}
        self._withdrawn: set[str] = set()
        folder.mkdir(parents=True, exist_ok=True)
        self._sources = folder / "sources.yaml"
        records = [record(f"sim_{code}", server.root + PATH) | {"state": code} for code, server in servers.items()]
        self._sources.write_text(yaml.safe_dump(records), encoding="utf-8")

    def live_through(self, day: int, weather: Weather, tally: Tally) -> None:
        """One run, and what may never be wrong after it."""
        bodies = dict(self.registry.pages())
        for code, server in self.servers.items():
            server.routes[PATH] = weather.over(bodies[code], "text/html; charset=utf-8")
            server.routes[ROBOTS] = weather.over(_ROBOTS, "text/plain")
        now = FIRST + timedelta(days=day)
        report = run(self.home, sources_path=self._sources, now=lambda: now, plain=True, live=False,
                     say=lambda _: None, quiet=True)  # fmt: skip
        tally.failed += len(report.failed)
        tally.wrong += [f"day {day}: {fault}" for fault in self._faults(report.exit_code, report.version)]

    def _faults(self, exit_code: int, version: str) -> Iterator[str]:
        if exit_code not in (0, 3):
            yield f"exit code {exit_code}"
        if version:
            yield from check_sums(version_folder(self.home.public, version))
        if not versions(self.home.public):
            return
        rows, live = rows_of(self.home), self.registry.live()
        by_id = {str(row["agreement_id"]): row for row in rows}
        withdrawn = {name for name, row in by_id.items() if row["status"] == "withdrawn"}
        for name in withdrawn - self._withdrawn:
            if mark_of(by_id[name]) in live:
                yield f"{name} was withdrawn and is printed"
        for number, name in self.ids.items():
            if name not in by_id:
                yield f"{name} (true number {number}) is lost"
        self._withdrawn = withdrawn
        for name, row in by_id.items():
            if name not in withdrawn and mark_of(row) in live:
                first = self.ids.setdefault(live[mark_of(row)], name)
                if first != name:
                    yield f"{first} became {name}"


def rows_of(home: Home) -> list[Row]:
    """The agreements of the latest version."""
    names = [str(name) for name, *_ in published(home, f"DESCRIBE {_ROWS}")]
    return [dict(zip(names, row, strict=True)) for row in published(home, _ROWS)]


def mark_of(row: Row) -> tuple[str, str, str]:
    """State, title and date, as the registry tells its rows apart."""
    return str(row["state_code"]), key(row["title"] or ""), str(row["signed_on"] or "")


def against_the_truth(days: Days, clear: Days) -> Iterator[str]:
    """Where the table differs from the registry, and from that of a home that never met a fault."""
    live = days.registry.live()
    rows = {mark_of(row): row for row in rows_of(days.home) if row["status"] != "withdrawn"}
    for mark in live.keys() - rows.keys():
        yield f"not published: {mark}"
    for mark in rows.keys() - live.keys():
        yield f"published and not true: {mark}"
    for row in rows_of(clear.home):
        mine = rows.get(mark_of(row), row)
        for name in row.keys() - _OF_THE_PAST:
            if row[name] != mine[name]:
                yield f"{mark_of(row)}, {name}: {mine[name]!r}, not {row[name]!r}"


def live_through_all(folder: Path, *, days: int, share: float, seed: int, states: tuple[str, ...] = STATES) -> Tally:
    """So many days with faults and one without; what they came to."""
    registry = SmallRegistry(seed, states)
    weather, fair = Weather(share, Random(f"faults-{seed}")), Weather(0.0, Random(0))
    tally = Tally(days, 0, weather.drawn)
    with ExitStack() as stack:
        # A second and two between the tries are for the sake of other people's servers.
        stack.enter_context(patch("flows.look.Fetcher", partial(Fetcher, backoff=0.01, max_bytes=3_000_000)))
        servers = {code: stack.enter_context(serving()) for code in states}
        faulty = Days(folder / "faulty", registry, servers)
        for day in range(days):
            faulty.live_through(day, weather, tally)
            registry.pass_a_month()
        faulty.live_through(days, fair, tally)
        clear = Days(folder / "clear", registry, servers)
        clear.live_through(days, fair, tally)
    tally.responses = weather.responses
    tally.wrong += against_the_truth(faulty, clear)
    named = [str(one["version"]) for one in versions(faulty.home.public)]
    for version in named:
        tally.wrong += [f"{version}: {one}" for one in check_sums(version_folder(faulty.home.public, version))]
    tally.wrong += verify(faulty.home.public, named[0])
    tally.versions, tally.agreements = len(named), len(registry.live())
    return tally


def main() -> int:
    """Print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--days", type=int, default=30)
    asked.add_argument("--share", type=float, default=0.25)
    asked.add_argument("--seed", type=int, default=1)
    words = asked.parse_args()
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, patch.dict("os.environ", {"ACUERDOS_PAGE": "no"}):
        tally = live_through_all(Path(folder), days=words.days, share=words.share, seed=words.seed)
    for fault in tally.wrong[:40]:
        print(fault)
    print(", ".join(f"{name} {times}" for name, times in sorted(tally.faults.items())))
    print(f"{tally.line()}; {time.monotonic() - began:.0f} s")
    return 1 if tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
