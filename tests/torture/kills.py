"""Kill -9 at any instant: ``python -m tests.torture.kills --kills 500 --seed 1``.

A made-up registry (SIMULADO) changes from run to run; runs over it are killed, whole process group at once, at instants
drawn over their life and, each third time, aimed at the publication. After each kill what was stored must be readable
and what is named whole; of the runs that follow some are killed too, the others must end with the right table. Some
runs come two at a time. Prints one line of figures; exits with 1 where anything was lost.
"""

from __future__ import annotations

import argparse
import json
import math
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from random import Random
from typing import Any

import yaml

from flows.home import Home
from flows.rebuild_all import rebuild_all
from tests.extractors.conftest import Site
from tests.flows.desk import NOW
from tests.torture.changing_registry import ChangingRegistry
from tests.torture.run_process import look_alone, run_command
from tests.torture.survivors import Found, Survivors

PATIENCE = 300.0
_POLL = 0.001


@dataclass(frozen=True, slots=True)
class Plan:
    """``kills``: how many; ``homes``: how many of them one home lives through; ``prefect``, ``page``, ``look``,
    ``pairs``: share of the runs that use Prefect, write the page, only look, come two at a time; ``carry``: share of
    kills after which a run is left to end; ``rebuilt_every``: of so many homes one is made again from its captures, 0 for
    none; ``seconds``: after which no new kill begins; ``aimed``: share of the kills that wait for the publication;
    ``lasting``: seconds of a run, 0 to measure them.
    """

    kills: int
    seed: int = 1
    per_home: int = 15
    prefect: float = 0.02
    page: float = 0.15
    look: float = 0.15
    pairs: float = 0.1
    carry: float = 0.34
    rebuilt_every: int = 5
    seconds: float = math.inf
    aimed: float = 1 / 3
    lasting: float = 0.0


class Kills:
    """Kills runs until there were enough."""

    def __init__(self, plan: Plan, folder: Path, say: Callable[[str], None] = lambda _: None) -> None:
        self.plan = plan
        self.found = Found()
        self.counts: Counter[str] = Counter()
        self._say = say
        self._folder = folder
        self._random = Random(plan.seed)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["tests.torture.run_process"])
        self._seconds = {"run": plan.lasting, "look": plan.lasting / 4} if plan.lasting else {}
        self._end = time.monotonic() + plan.seconds

    def work(self) -> None:
        """All of it."""
        site = Site()
        try:
            while self._goes_on(self.plan.kills):
                self.counts["homes"] += 1
                self._one_home(site)
        finally:
            site.stop()

    def _goes_on(self, kills: int) -> bool:
        return self.counts["kills"] < kills and time.monotonic() < self._end

    # --- one home

    def _one_home(self, site: Site) -> None:
        folder = self._folder / str(self.counts["homes"])
        folder.mkdir()
        self._registry = ChangingRegistry(site, self._random)
        self._home = Home(folder / "home")
        self._survivors = Survivors(self._home, self.found)
        self._sources = folder / "sources.yaml"
        self._sources.write_text(yaml.safe_dump(self._registry.records(), allow_unicode=True), encoding="utf-8")
        self._runs = 0
        self._home.folder.mkdir()
        for notes in ("stored", "written"):
            (folder / notes).touch()
        if not self._seconds:
            self._measure()
        last = min(self.counts["kills"] + self.plan.per_home, self.plan.kills)
        while self._goes_on(last):
            self._registry.change()
            self._kill_one()
            if self._random.random() < self.plan.carry or not self._goes_on(last):
                self._carry_on()
        self._end_of_home()
        if not self.found.everything():
            shutil.rmtree(folder)

    def _measure(self) -> None:
        """How long runs take here and now; the first one loads everything."""
        for kind in ("run", "run", "look"):
            self._registry.change()
            began = time.monotonic()
            self._ended(self._start(kind), f"medida {kind}")
            self._seconds[kind] = time.monotonic() - began

    def _expected(self, kind: str) -> float:
        """Seconds that a run of this kind may take just now."""
        if kind == "look":
            return self._seconds["look"]
        return self._seconds["run"] * (1.4 if kind == "page" else 1.0) + (12.0 if kind == "prefect" else 0.0)

    def _end_of_home(self) -> None:
        self._survivors.check_index(f"casa {self.counts['homes']}")
        if not self.plan.rebuilt_every or self.counts["homes"] % self.plan.rebuilt_every:
            return
        self._home.warehouse.unlink(missing_ok=True)
        for line in rebuild_all(self._home).lines:
            self.counts["rebuilt"] += 1
            if not line.equal:
                self.found.broken_versions.append(f"casa {self.counts['homes']}: {line}")

    # --- kills

    def _kill_one(self) -> None:
        kind = self._kind()
        processes = [self._start(kind)]
        if kind == "run" and self._random.random() < self.plan.pairs:
            processes.append(self._start(kind))
        after = f"casa {self.counts['homes']}, corrida {self._runs} ({kind})"
        aimed = kind != "look" and self._random.random() < self.plan.aimed
        wait = self._random.uniform(0, 1.05 * self._expected(kind))
        if aimed:
            self._await_publication(processes[0])
            wait = self._random.choice((0.0, self._random.uniform(0, 0.6 * self._seconds["run"])))
        processes[0].join(wait)
        if _kill(processes[0]):
            self.counts["kills"] += 1
            self.counts[f"kills of {kind}"] += 1
            self.counts["aimed"] += aimed
            self._survivors.check(after)
        for other in processes[1:]:
            self.counts["pairs"] += 1
            self._ended(other, f"{after}, la segunda a la vez")
        self._survivors.check_writers([int(one.pid or 0) for one in processes], after)
        if self.counts["kills"] % 25 == 0:
            self._say(f"  {self.counts['kills']} kills, {len(self.found.everything())} problems")

    def _kind(self) -> str:
        drawn = self._random.random()
        for kind, share in (("prefect", self.plan.prefect), ("page", self.plan.page), ("look", self.plan.look)):
            if drawn < share:
                return kind
            drawn -= share
        return "run"

    def _await_publication(self, process: ForkServerProcess) -> None:
        versions = self._home.public / "v"
        before = _names(versions)
        # Half of them: until the folder has its name and only the pointers lack.
        named = self._random.random() < 0.5
        while process.is_alive():
            if any(name.startswith(".") is not named for name in _names(versions) - before):
                return
            time.sleep(_POLL)

    def _carry_on(self) -> None:
        """A run that is left to end, with another beside it at times, and what it published."""
        began = time.monotonic()
        processes = [self._start("run")]
        if self._random.random() < self.plan.pairs:
            self.counts["pairs"] += 1
            processes.append(self._start("run"))
        after = f"casa {self.counts['homes']}, corrida {self._runs} (hasta el fin)"
        self.counts["carried on"] += 1
        for process in processes:
            self._ended(process, after)
        if len(processes) == 1:  # the machine may be busier by now, or less so
            self._seconds["run"] += 0.5 * (time.monotonic() - began - self._seconds["run"])
        self._survivors.check(after)
        self._survivors.check_writers([int(one.pid or 0) for one in processes], after)
        self._survivors.check_table(self._registry.truth(), after)

    # --- processes

    def _start(self, kind: str) -> ForkServerProcess:
        self._runs += 1
        now = (NOW + timedelta(hours=5 * self._runs)).isoformat()
        arguments: tuple[Any, ...]
        if kind == "look":
            target: Callable[..., None] = look_alone
            arguments = (str(self._sources), str(self._home.folder), now)
        else:
            words = ["run", *([] if kind == "prefect" else ["--plain"]), "--home", str(self._home.folder),
                     "--sources", str(self._sources), "--now", now]  # fmt: skip
            target, arguments = run_command, (words, str(self._home.folder), kind == "page")
        process = self._context.Process(target=target, args=arguments, daemon=True)
        process.start()
        return process

    def _ended(self, process: ForkServerProcess, after: str) -> None:
        process.join(PATIENCE)
        if process.exitcode == 0:
            return
        _kill(process)
        said = self._home.folder.with_name(f"{process.pid}.said")
        line = " ".join(said.read_text(errors="replace").split())[-600:] if said.exists() else ""
        self.found.not_carried_on.append(f"{after}: salió con {process.exitcode}: {line}")


def _kill(process: ForkServerProcess) -> bool:
    """Kill a process and its whole group; whether it was still at work."""
    if not process.is_alive():
        return False
    with suppress(ProcessLookupError):
        os.kill(int(process.pid or 0), signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.killpg(int(process.pid or 0), signal.SIGKILL)
    process.join()
    return process.exitcode == -signal.SIGKILL


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


def figures(work: Kills, seconds: float) -> str:
    """The line for the README."""
    found, counts = work.found, work.counts
    return (
        f"{counts['kills']} kills: captures lost {len(found.lost_captures)}, broken versions "
        f"{len(found.broken_versions)}, second writers {len(found.second_writers)}, runs that did not carry on "
        f"{len(found.not_carried_on)} of {counts['carried on']} ({seconds:.0f} s; {counts['aimed']} aimed at the "
        f"publication, {counts['pairs']} with two runs at once, {counts['rebuilt']} versions made again from captures)"
    )


def main(words: list[str] | None = None) -> int:
    """Kill as often as asked; 0 if nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--prefect", type=float, default=0.02, help="share of the runs on Prefect")
    parser.add_argument("--minutes", type=float, default=math.inf, help="begin no new kill after so many")
    arguments = parser.parse_args(words)
    began = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="acuerdos-kills-"))
    work = Kills(
        Plan(arguments.kills, arguments.seed, prefect=arguments.prefect, seconds=60 * arguments.minutes), folder, print
    )
    work.work()
    for line in work.found.everything():
        print(f"  {line}")
    print(json.dumps(work.counts, sort_keys=True))
    print(figures(work, time.monotonic() - began), flush=True)
    if work.found.everything():
        print(f"left in {folder}")
        return 1
    shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
