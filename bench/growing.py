"""How each step of a run grows, from 1,350 to 1,350,000 made-up agreements (SIMULADO), nothing known before.

``python -m bench.growing`` runs the product's own ``run`` over registries served on loopback, without the pages of the
site, each size in a process of its own that is ended where it takes more than ``MINUTES`` or ``GIBIBYTES``; a step that
did not end is named. The full form draws the seconds in docs/growth.svg.
"""

from __future__ import annotations

import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.measured import Measure, main

ROWS = 1_350
TIMES = (1, 10, 100, 1_000)
QUICK_TIMES = (1, 3)
STEPS = ("look", "read", "interpret", "normalise", "validate", "publish")
MINUTES = 20.0
GIBIBYTES = 10.0
# Steps of less than this at the smaller size are mostly what every run costs.
WORTH_COMPARING = 1.0
LINEAR = 1.15
PLOT = Path(__file__).resolve().parents[1] / "docs" / "growth.svg"
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@dataclass(slots=True)
class Grown:
    """What a size took: seconds by step that ended, the most memory, and why it did not end, if so."""

    rows: int
    seconds: dict[str, float] = field(default_factory=dict)
    mebibytes: float = 0.0
    ended_by: str = ""


def one_size(registries: int) -> None:
    """Run once over so many registries, printing a JSON line as each step ends."""
    from bench.many_registries import served
    from expectations.gate import warm_up
    from flows import run as running
    from flows.home import Home
    from flows.steps import Refresh

    os.environ["ACUERDOS_PAGE"] = "no"
    for name in STEPS[1:]:
        setattr(Refresh, name, _told(name, getattr(Refresh, name)))
    running.look = _told("look", running.look)  # type: ignore[attr-defined]
    warm_up()
    with tempfile.TemporaryDirectory() as folder, served(registries, Path(folder) / "sources.yaml"):
        report = running.run(
            Home(Path(folder) / "home"), sources_path=Path(folder) / "sources.yaml", now=lambda: NOW, plain=True,
            live=False, say=lambda _: None, quiet=True,
        )  # fmt: skip
        print(json.dumps({"step": "rows", "seconds": report.rows.get("agreements", 0)}), flush=True)


def _told(name: str, step: Callable[..., Any]) -> Callable[..., Any]:
    def told(*arguments: Any, **named: Any) -> Any:
        start = time.perf_counter()
        result = step(*arguments, **named)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"step": name, "seconds": time.perf_counter() - start, "mebibytes": peak}), flush=True)
        return result

    return told


def grown(registries: int) -> Grown:
    """What so many registries took, in a process of its own that may be ended."""
    result = Grown(registries * ROWS)
    words = [sys.executable, "-m", "bench.growing", "--one", str(registries)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert process.stdout is not None
        guard = threading.Thread(target=_guard, args=(process, result), daemon=True)
        guard.start()
        for line in process.stdout:
            told = json.loads(line)
            result.seconds[told["step"]] = told["seconds"]
            result.mebibytes = max(result.mebibytes, told.get("mebibytes", 0.0))
    return result


def _guard(process: subprocess.Popen[str], result: Grown) -> None:
    """End the process where it takes more than it may."""
    ends = time.monotonic() + 60 * MINUTES
    while process.poll() is None:
        taken = _resident(process.pid)
        result.mebibytes = max(result.mebibytes, taken)
        if taken > 1024 * GIBIBYTES or time.monotonic() > ends:
            result.ended_by = f"{GIBIBYTES:g} GiB" if taken > 1024 * GIBIBYTES else f"{MINUTES:g} minutes"
            os.killpg(process.pid, 9)
            return
        time.sleep(0.2)


def _resident(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20
    except (FileNotFoundError, ProcessLookupError):
        return 0.0


def measure(quick: bool) -> list[Measure]:
    """The exponent of each step between the two largest sizes at which it ended, and the memory of the largest."""
    sizes = [grown(times) for times in (QUICK_TIMES if quick else TIMES)]
    for size in sizes:
        told = ", ".join(f"{step} {seconds:,.1f}" for step, seconds in size.seconds.items() if step != "rows")
        stopped = f"; ended by {size.ended_by}" if size.ended_by else ""
        print(f"growing  {size.rows:,} rows: {told} s; {size.mebibytes:,.0f} MiB{stopped}", flush=True)
    if not quick:
        draw(sizes, PLOT)
    return [*(_growth(step, sizes) for step in STEPS), _memory(sizes), *([] if quick else [_reach(sizes)])]


def _growth(step: str, sizes: list[Grown]) -> Measure:
    """The exponent e of rows^e: 1 is linear."""
    ended = [(size.rows, size.seconds[step]) for size in sizes if step in size.seconds]
    note = ", ".join(f"{rows:,} rows {seconds:,.1f} s" for rows, seconds in ended)
    (rows, seconds), (more_rows, more_seconds) = ended[-2:] if len(ended) > 1 else [(1, 1.0), (10, math.inf)]
    exponent = math.log(more_seconds / seconds) / math.log(more_rows / rows) if more_seconds > WORTH_COMPARING else 1.0
    return Measure(f"growth of {step}", "(exponent)", exponent, LINEAR, at_least=False, note=note)


def _memory(sizes: list[Grown]) -> Measure:
    ended = [size for size in sizes if not size.ended_by]
    note = ", ".join(f"{size.rows:,} rows {size.mebibytes:,.0f} MiB" for size in ended)
    return Measure("growth of memory", "MiB", ended[-1].mebibytes, 1024 * GIBIBYTES, at_least=False, note=note)


def _reach(sizes: list[Grown]) -> Measure:
    """The rows of the largest run that ended."""
    ended = [size.rows for size in sizes if not size.ended_by]
    note = "; ".join(
        f"{size.rows:,} rows ended by {size.ended_by} after {', '.join(size.seconds)}"
        for size in sizes
        if size.ended_by
    )
    return Measure("rows of a run that ended", "rows", ended[-1], TIMES[-1] * ROWS, at_least=True, note=note)


def draw(sizes: list[Grown], file: Path) -> None:
    """Seconds of each step by rows, both axes logarithmic, with a linear step for the eye."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "acuerdos"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8, 5))
    for step in STEPS:
        ended = [(size.rows, size.seconds[step]) for size in sizes if size.seconds.get(step, 0) > 0]
        if ended:
            axes.plot(*zip(*ended, strict=True), marker="o", label=step)
    first, last = sizes[0].rows, sizes[-1].rows
    axes.plot([first, last], [0.1, 0.1 * last / first], "--", color="grey", label="linear")
    axes.set(xscale="log", yscale="log", xlabel="agreements (SIMULADO)", ylabel="seconds")
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one_size(int(sys.argv[2]))
    else:
        main(measure)
