"""The whole of ``acuerdos run``, as a person starts it, beside a script of an evening: 1,350 agreements in 32 pages.

``python -m bench.whole_run``. Made-up pages (SIMULADO) on loopback; every run is a process of its own, imports and all.
In turns: the script, a run that knew nothing before, one that finds nothing new, one that finds a page changed.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as parquet

from bench.measured import ROUNDS, Measure, main
from tests.simulated_registry.pages import render
from tests.simulated_registry.server import SimulatedRegistry

REPOSITORY = Path(__file__).parents[1]
LAYOUT, CHANGED = "table", "14"
SCRIPT = "requests + BeautifulSoup + pandas"
PREFECT_ROUNDS = 3
NEW_HOME, OLD_HOME = 25.0, 16.0
# Every step after the look is in ``flows.steps``: where it is not loaded, nothing was parsed, normalised or validated.
HEAVY = ("prefect", "great_expectations", "pandas", "pyarrow", "jinja2", "flows.steps", "expectations.gate",
         "warehouse.assembly", "warehouse.publication")  # fmt: skip
LOADED = f"""
import sys
from flows.command_line import main
code = main(sys.argv[1:])
print(sorted(set(sys.modules) & set({HEAVY!r})), file=sys.stderr)
sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """Wall-clock seconds of a run, and what it reports of itself."""

    seconds: float
    report: dict[str, Any]

    def of(self, step: str) -> float:
        """Seconds of a step; 0 where there was none."""
        return float(self.report["seconds"].get(step, 0.0))

    @property
    def without_writing(self) -> float:
        """All but the writing of the version."""
        return self.seconds - self.of("publish")


def timed(words: list[str]) -> tuple[float, subprocess.CompletedProcess[str]]:
    """Seconds and outcome of a Python process. Raises ``CalledProcessError`` where it fails."""
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *words], cwd=REPOSITORY, check=True, capture_output=True, text=True)
    return time.perf_counter() - start, done


@dataclass(slots=True)
class Bench:
    """The registry while it is served, and a folder for what both make of it."""

    registry: SimulatedRegistry
    folder: Path

    def script(self) -> float:
        """Seconds of the rival."""
        return timed(
            ["-m", "bench.rivals.plain_script", f"{self.registry.url}/index.html", str(self.folder / "script")]
        )[0]

    def words(self, home: str, *more: str) -> list[str]:
        """A run over a home."""
        sources = str(self.registry.sources_yaml(self.folder / "sources.yaml"))
        return ["run", "--json", "--home", str(self.folder / home), "--sources", sources, *more]

    def run(self, home: str, *more: str) -> Ran:
        """Run over a home."""
        seconds, done = timed(["-m", "flows.command_line", *self.words(home, *more)])
        return Ran(seconds, json.loads(done.stdout))

    def edit(self) -> None:
        """Change the topics of one agreement of one state, whose page is printed anew."""
        rows = self.registry.truth
        place = next(number for number, row in enumerate(rows) if row.state_code == CHANGED)
        rows[place] = replace(rows[place], topics=rows[place].topics ^ {"security"})
        mine = [row for row in rows if row.state_code == CHANGED]
        self.registry.pages[CHANGED] = render(LAYOUT, mine, self.registry.seed)

    def check_equal(self, home: str) -> None:
        """Both found as many agreements in each state."""
        folder = self.folder / home / "public" / "latest"
        ours = parquet.read_table(folder / "agreements.parquet", columns=["state"], partitioning=None)
        theirs = parquet.read_table(self.folder / "script" / "acuerdos.parquet", columns=["estado"])
        found = sorted(ours.column("state").to_pylist()), sorted(theirs.column("estado").to_pylist())
        assert found[0] == found[1], f"{len(found[0])} and {len(found[1])} agreements"

    def check_idle(self, home: str) -> None:
        """A run with nothing new loads nothing that parses, normalises, validates or publishes, and no Prefect."""
        done = timed(["-c", LOADED, *self.words(home, "--plain")])[1]
        assert done.stderr.strip() == "[]", f"a run with nothing new loads {done.stderr.strip()}"


def plain_rounds(bench: Bench, rounds: int, *, warmed_up: bool) -> list[Measure]:
    """The script and the three runs without Prefect, in turns; ``warmed_up``: after a turn that is not counted."""
    taken: dict[str, list[float]] = defaultdict(list)
    steps: list[Ran] = []
    for number in range(rounds + warmed_up):
        home = f"home-{number}"
        script, first, idle = bench.script(), bench.run(home, "--plain"), bench.run(home, "--plain")
        assert idle.report["nothing_new"] and first.report["rows"]["agreements"] == len(bench.registry.truth)
        bench.check_equal(home)
        bench.edit()
        changed = bench.run(home, "--plain")
        assert changed.report["version"] and len(changed.report["changed"]) == 1
        if number >= warmed_up:
            steps += [first, changed]
            for name, value in (("script", script), ("first", first.seconds), ("idle", idle.seconds),
                                ("changed", changed.without_writing)):  # fmt: skip
                taken[name].append(value)
    bench.check_idle(home)
    script, first_run, idle_run, changed_run = (
        statistics.median(taken[name]) for name in ("script", "first", "idle", "changed")
    )
    amount = f"{len(bench.registry.truth):,} agreements in {len(bench.registry.pages)} pages"
    return [
        Measure("whole run, nothing known before", "s", first_run, 3.0, at_least=False, rival_name=SCRIPT, rival=script,
                note=f"{amount}; {told(steps[::2])}"),
        Measure("whole run, nothing changed", "s", idle_run, 1.0, at_least=False, rival_name=SCRIPT, rival=script,
                note=f"{amount}; loads none of {', '.join(HEAVY)}"),
        Measure("whole run, one page of 32 changed, without writing the version", "s", changed_run, 1.5, at_least=False,
                rival_name="our run when nothing changed", rival=idle_run, note=told(steps[1::2])),
    ]  # fmt: skip


def told(runs: list[Ran]) -> str:
    """Median seconds of each step of some runs; the rest is starting Python and importing."""
    parts = {name: statistics.median(run.of(name) for run in runs) for name in runs[0].report["seconds"]}
    return ", ".join(f"{name} {seconds:.2f}" for name, seconds in parts.items())


def on_prefect(bench: Bench, rounds: int) -> list[Measure]:
    """The run with the embedded server, in a new home and in one where only a page changed."""
    new, old = [], []
    for number in range(rounds + 1):
        runs = [bench.run(f"prefect-{number}")]
        bench.edit()
        runs.append(bench.run(f"prefect-{number}"))
        assert all(run.report["version"] for run in runs)
        if number:
            new.append(runs[0])
            old.append(runs[1])
    return [
        Measure(f"whole run with the embedded Prefect server, {what}", "s",
                statistics.median(run.seconds for run in runs), bound, at_least=False, note=told(runs))
        for what, runs, bound in (("new home", new, NEW_HOME), ("old home, one page changed", old, OLD_HOME))
    ]  # fmt: skip


def measure(quick: bool) -> list[Measure]:
    """All figures; the quick form leaves Prefect out, whose bounds are seconds of a quiet machine."""
    os.environ.pop("PREFECT_API_URL", None)
    with SimulatedRegistry(1, LAYOUT) as registry, tempfile.TemporaryDirectory() as folder:
        bench = Bench(registry, Path(folder))
        found = plain_rounds(bench, 1 if quick else ROUNDS, warmed_up=not quick)
        return found if quick else [*found, *on_prefect(bench, PREFECT_ROUNDS)]


if __name__ == "__main__":
    main(measure)
