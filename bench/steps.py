"""Seconds of each step of a run over 1,350 made-up agreements (SIMULADO), median of five, by layout.

``make bench`` or ``python -m bench.steps``. Great Expectations is imported before the clock starts.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

from expectations.gate import warm_up
from flows.home import Home
from flows.run import run
from tests.simulated_registry.pages import LAYOUTS
from tests.simulated_registry.server import SimulatedRegistry

ROUNDS = 5
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def measure(layout: str, seed: int) -> tuple[dict[str, float], float, int]:
    """Seconds per step of a first run, seconds of a second run that finds nothing new, and agreements published."""
    with SimulatedRegistry(seed, layout) as registry, tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "sources.yaml"
        registry.sources_yaml(sources)
        home = Home(Path(folder) / "home")

        def once() -> tuple[dict[str, float], dict[str, int]]:
            report = run(
                home, sources_path=sources, now=lambda: NOW, plain=True, live=False, say=lambda _: None, quiet=True
            )
            return report.seconds, report.rows

        seconds, rows = once()
        start = time.perf_counter()
        once()
        return seconds, time.perf_counter() - start, rows["agreements"]


def main() -> None:
    """Print the medians."""
    warm_up()
    for layout in LAYOUTS:
        steps: dict[str, list[float]] = defaultdict(list)
        for seed in range(ROUNDS):
            seconds, again, rows = measure(layout, seed + 1)
            for step, value in seconds.items():
                steps[step].append(value)
            steps["nothing new"].append(again)
        medians = "  ".join(f"{step} {statistics.median(values):.2f}" for step, values in steps.items())
        print(f"{layout:<10} {rows} agreements  {medians}  (s, median of {ROUNDS})")


if __name__ == "__main__":
    main()
