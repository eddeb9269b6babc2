"""How a figure is taken and told: ours beside a named rival's, medians of the same run, and the ratio asked for."""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

ROUNDS = 5
QUICK_ROUNDS = 3
# How far off a ratio may be in the quick form, which runs beside other work: half of what is asked.
QUICK_SLACK = 1.5


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table.

    ``ours`` and ``rival`` are in ``unit`` (``s``, ``pages/s``, ``rows/s``, ``MiB``, ``ms``, or none for a share);
    ``rival`` is None where a bound is absolute. ``bound`` holds for ours / rival, or for ours itself where there is no
    rival; ``at_least`` tells the direction. ``note``: amounts, parts of the time, precision and recall.
    """

    what: str
    unit: str
    ours: float
    bound: float
    at_least: bool
    rival_name: str = ""
    rival: float | None = None
    note: str = ""

    @property
    def reached(self) -> float:
        """The ratio, or the figure itself where there is no rival."""
        return self.ours / self.rival if self.rival else self.ours

    def holds(self, slack: float = 1.0) -> bool:
        """Whether the bound is kept, or missed by no more than ``slack`` times."""
        return self.reached * slack >= self.bound if self.at_least else self.reached <= self.bound * slack

    def line(self) -> str:
        """The figures for a person."""
        against = f" against {figure(self.rival)} ({self.rival_name})" if self.rival is not None else ""
        ratio = f" = {self.reached:.2f} x" if self.rival else ""
        asked = f"{'at least' if self.at_least else 'at most'} {self.bound:g}{' x' if self.rival else ''}"
        verdict = "reached" if self.holds() else "NOT reached"
        return f"{self.what}: {figure(self.ours)} {self.unit}{against}{ratio}, asked {asked}: {verdict}" + (
            f" [{self.note}]" if self.note else ""
        )


def figure(value: float) -> str:
    """Three digits of a small number, all of a great one."""
    return f"{value:,.0f}" if value >= 1_000 else f"{value:.3g}"


def seconds_of(work: Callable[[], object], rounds: int = ROUNDS, *, warmed_up: bool = True) -> float:
    """Median wall-clock seconds of so many calls, after one that is not counted."""
    if warmed_up:
        work()
    taken = []
    for _ in range(rounds):
        gc.collect()
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def side_by_side(
    ours: Callable[[], object], rival: Callable[[], object], rounds: int = ROUNDS, *, warmed_up: bool = True
) -> tuple[float, float]:
    """Median seconds of both, taken in turns so that whatever else the machine does befalls both; warmed up."""
    if warmed_up:
        ours(), rival()
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for work, seconds in zip((ours, rival), taken, strict=True):
            gc.collect()
            start = time.perf_counter()
            work()
            seconds.append(time.perf_counter() - start)
    return statistics.median(taken[0]), statistics.median(taken[1])


def main(measure: Callable[[bool], Sequence[Measure]]) -> None:
    """The command line of every row: ``--quick`` for the short form, ``--json`` for ``bench.table``."""
    arguments = argparse.ArgumentParser(description="Figures beside a rival's, on made-up data (SIMULADO).")
    arguments.add_argument("--quick", action="store_true", help="small amounts, fewer rounds")
    arguments.add_argument("--json", action="store_true", help="one JSON object a line")
    chosen = arguments.parse_args()
    for one in measure(chosen.quick):
        print(json.dumps(asdict(one)) if chosen.json else one.line(), flush=True)
