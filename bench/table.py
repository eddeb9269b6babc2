"""Every figure beside its rival: ``make bench`` writes docs/benchmarks.md, ``make bench-quick`` takes the short form.

Each row is a module with ``measure(quick)``, run in a process of its own, so that its memory and warmth are its own.
``python -m bench.table bench.fetching`` measures one row anew; the page keeps the others as they were recorded.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from bench.limits import is_worse_than_known, known_limits
from bench.measured import Measure
from bench.record import RECORD, enter

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


# The short form works through these side by side, one group a core; their rivals suffer as they do. The others alone.
SIDE_BY_SIDE = (
    ("bench.whole_run", "bench.growing"),
    ("bench.parsing", "bench.normalising", "bench.validating", "bench.matching", "bench.version_writing"),
)


def figures(row: str, *, quick: bool) -> list[Measure]:
    """What the module of a row measured. Raises ``CalledProcessError`` where it fell over; it has told why by then."""
    words = [sys.executable, "-m", row, "--json", *(["--quick"] if quick else [])]
    told = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [Measure(**json.loads(line)) for line in told.splitlines() if line.startswith("{")]


def measured(rows: Sequence[str], *, quick: bool) -> list[Measure]:
    """All figures of the rows, told as they come; those of the full form are recorded and the page is written."""
    found = []
    for row in rows:
        start = time.perf_counter()
        mine = figures(row, quick=quick)
        for one in mine:
            print(one.line(), flush=True)
        print(f"  ({row}: {time.perf_counter() - start:.0f} s)", flush=True)
        found += mine
        if not quick:
            from bench.benchmarks_page import write_page

            enter(row, mine)
            write_page(RECORD.with_suffix(".md"))
    return found


def measured_in_short() -> list[Measure]:
    """The short form of all rows."""
    alone = [row for row in ROWS if not any(row in group for group in SIDE_BY_SIDE)]
    with ThreadPoolExecutor(len(SIDE_BY_SIDE)) as pool:
        together = pool.map(lambda group: measured(group, quick=True), SIDE_BY_SIDE)
        found = [one for measures in together for one in measures]
    return [*found, *measured(alone, quick=True)]


def main() -> int:
    """Print a line a figure; 1 where one is missed (in the short form: by more than half of what is known)."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--quick", action="store_true")
    arguments.add_argument("rows", nargs="*", help="modules; without any, all")
    chosen = arguments.parse_args()
    whole_short_form = chosen.quick and not chosen.rows
    found = measured_in_short() if whole_short_form else measured(chosen.rows or ROWS, quick=chosen.quick)
    limits = known_limits()
    missed = [one.what for one in found if (is_worse_than_known(one, limits) if chosen.quick else not one.holds())]
    print(f"{len(found)} figures, missed: {', '.join(missed) or 'none'}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
