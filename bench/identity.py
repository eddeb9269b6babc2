"""Precision and recall of knowing agreements again, over made-up months (SIMULADO) of 1,350 agreements.

``make bench`` or ``python -m bench.identity``. A link is right if the row was given the identifier it had before.
"""

from __future__ import annotations

import sys
import time

from tests.simulated_registry.months import EDITS, LivingRegistry
from tests.simulated_registry.playing import play

MONTHS = 24
SEEDS = (2, 3)
HARD = {name: count * 3 for name, count in EDITS.items()}


def measure(seed: int, edits: dict[str, int]) -> tuple[int, int, int, float]:
    """Right links, wrong links, rows that should have been linked and were not, and seconds a month."""
    start = time.perf_counter()
    known: dict[int, str] = {}
    right = wrong = missed = 0
    for month in play(LivingRegistry(seed, edits=edits), MONTHS):
        owners = {identifier: number for number, identifier in known.items()}
        for number, identifier in month.ids.items():
            if known.get(number) == identifier:
                right += 1
                continue
            wrong += identifier in owners
            missed += number in known
        known |= {number: identifier for number, identifier in month.ids.items() if number not in known}
    return right, wrong, missed, (time.perf_counter() - start) / (MONTHS + 1)


def main() -> None:
    """Print one line a seed and intensity; exit with 1 below 0.999."""
    worst = 1.0
    for name, edits in (("usual", EDITS), ("three times as many edits", HARD)):
        for seed in SEEDS:
            right, wrong, missed, seconds = measure(seed, edits)
            precision, recall = right / (right + wrong), right / (right + missed)
            worst = min(worst, precision, recall)
            print(f"identity  {name}, seed {seed}, {MONTHS} months: precision {precision:.5f} recall {recall:.5f} "
                  f"({right} links, {wrong} wrong, {missed} missed; {seconds:.1f} s a month)")  # fmt: skip
    sys.exit(worst < 0.999)


if __name__ == "__main__":
    main()
