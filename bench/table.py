"""Every figure beside its rival: ``make bench`` writes docs/benchmarks.md, ``make bench-quick`` takes the short form.

Each row is a module with ``measure(quick)``, run in a process of its own, so that its memory and warmth are its own.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from bench.measured import QUICK_SLACK, Measure

ROWS = (
    "bench.fetching",
    "bench.parsing",
    "bench.normalising",
    "bench.validating",
    "bench.matching",
    "bench.version_writing",
    "bench.whole_run",
    "bench.asking",
    "bench.start_up",
    "bench.growing",
)


def figures(row: str, *, quick: bool) -> list[Measure]:
    """What the module of a row measured. Raises ``CalledProcessError`` where it fell over; it has told why by then."""
    words = [sys.executable, "-m", row, "--json", *(["--quick"] if quick else [])]
    told = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [Measure(**json.loads(line)) for line in told.splitlines() if line.startswith("{")]


def main() -> int:
    """Print a line a figure; 1 where one is missed (in the quick form: by more than half)."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true")
    arguments.add_argument("--write", type=Path, help="where the page of figures goes")
    arguments.add_argument("rows", nargs="*", default=ROWS)
    chosen = arguments.parse_args()
    slack = QUICK_SLACK if chosen.quick else 1.0
    found: dict[str, list[Measure]] = {}
    for row in chosen.rows:
        start = time.perf_counter()
        found[row] = figures(row, quick=chosen.quick)
        for one in found[row]:
            print(one.line(), flush=True)
        print(f"  ({row}: {time.perf_counter() - start:.0f} s)", flush=True)
    if chosen.write:
        from bench.benchmarks_page import write_page

        write_page(chosen.write, found)
    missed = [one.what for measures in found.values() for one in measures if not one.holds(slack)]
    print(f"{sum(map(len, found.values()))} figures, missed: {', '.join(missed) or 'none'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
