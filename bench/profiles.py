"""Where the time of a run goes: profiles of its three slowest steps, over 1,350 made-up agreements (SIMULADO).

``python -m bench.profiles docs/profiles`` writes a text file a step. A profile counts every call, so it makes what
calls much look slower than it is: the seconds to quote are those of docs/benchmarks.md.
"""

from __future__ import annotations

import cProfile
import io
import pstats
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from expectations.gate import warm_up
from flows.home import Home
from flows.run import run
from flows.steps import Refresh
from tests.simulated_registry.server import SimulatedRegistry

STEPS = ("read", "interpret", "normalise", "validate", "publish")
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
SLOWEST = 3
LINES = 30
_ROOT = Path(__file__).resolve().parents[1]


def first_run(registry: SimulatedRegistry) -> None:
    """A run over the registry in a home of its own."""
    with tempfile.TemporaryDirectory() as folder:
        sources = Path(folder) / "sources.yaml"
        registry.sources_yaml(sources)
        run(
            Home(Path(folder) / "home"), sources_path=sources, now=lambda: NOW, plain=True, live=False,
            say=lambda _: None, quiet=True,
        )  # fmt: skip


def profiled_steps() -> dict[str, cProfile.Profile]:
    """The profile of each step of a run in a process that has run once before."""
    profiles = {name: cProfile.Profile() for name in STEPS}
    with SimulatedRegistry(1, "table") as registry:
        warm_up()
        first_run(registry)
        for name in STEPS:
            setattr(Refresh, name, _watched(getattr(Refresh, name), profiles[name]))
        first_run(registry)
    return profiles


def _watched(step: Callable[..., Any], profile: cProfile.Profile) -> Callable[..., Any]:
    def watched(*arguments: Any, **named: Any) -> Any:
        return profile.runcall(step, *arguments, **named)

    return watched


def told(name: str, profile: cProfile.Profile) -> tuple[float, str]:
    """Seconds of a step under the profiler, and its longest lines."""
    text = io.StringIO()
    figures = pstats.Stats(profile, stream=text)
    figures.sort_stats("cumulative").print_stats(LINES)
    lines = [
        line.rstrip().replace(f"{_ROOT}/", "").replace(f"{sys.prefix}/", "") for line in text.getvalue().split("\n")
    ]
    head = f"{name}: 1,350 agreements (SIMULADO), python -m bench.profiles, by cumulative seconds\n"
    return float(getattr(figures, "total_tt", 0.0)), head + "\n".join(lines).strip() + "\n"


def main() -> None:
    """Write the three slowest, and name them."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    found = {name: told(name, profile) for name, profile in profiled_steps().items()}
    for old in folder.glob("*.txt"):
        old.unlink()
    for name, (seconds, text) in sorted(found.items(), key=lambda one: -one[1][0])[:SLOWEST]:
        (folder / f"{name}.txt").write_text(text)
        print(f"profile  {name}: {seconds:.1f} s under the profiler, {folder / name}.txt")


if __name__ == "__main__":
    main()
