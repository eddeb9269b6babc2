"""Seconds and memory of knowing ever more agreements again, 2 % of them edited (SIMULADO), over 32 states.

``python -m bench.growth_of_matching [ROWS ...]``; 13,500, ten and a hundred times as many by default. Beyond 13,500 the
rows are those signed again on other days, known and seen alike.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from bench.agreements_known_again import Row, known_again
from transforms.linkage import link
from transforms.verdicts import Verdicts

BASE = 13_500
SIZES = (BASE, 10 * BASE, 100 * BASE)
_APART = 37


def later(signed_on: str, days: int, *, of: str) -> str:
    """The date so many days later; one without a day follows ``of``, the date it was known by, if that has one."""
    whole = signed_on if len(signed_on) == 10 else of
    if len(whole) < 10:
        return signed_on
    return (date.fromisoformat(whole) + timedelta(days)).isoformat()[: len(signed_on)]


def grown(rows: int) -> tuple[list[Row], list[Row], list[str]]:
    """So many known, as many seen, and the observation each seen row is of; empty for a new one."""
    base = known_again(BASE)
    dates = {str(row["observation_id"]): str(row["signed_on"]) for row in base.known}
    known: list[Row] = []
    seen: list[Row] = []
    truth: list[str] = []
    for copy in range(rows // BASE):
        for row in base.known:
            known.append(_copied(row, copy, str(row["signed_on"])))
        for place, row in enumerate(base.seen):
            name = base.truth.get(place, "")
            seen.append(_copied(row, copy, dates.get(name, "")))
            truth.append(f"{name}-{copy}" if name else "")
    return known, seen, truth


def _copied(row: Row, copy: int, known_date: str) -> Row:
    made = dict(row)
    for name in ("raw_key", "agreement_id", "observation_id"):
        if name in made:
            made[name] = f"{made[name]}-{copy}"
    made["signed_on"] = later(str(row["signed_on"]), _APART * copy, of=known_date)
    return made


def taken(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the clock and of the processor."""
    start, used = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - used


def main() -> None:
    """Print a line a size."""
    for rows in [int(size) for size in sys.argv[1:]] or SIZES:
        known, seen, truth = grown(rows)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        seconds, processor = taken(partial(link, seen, known, Verdicts()))
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        names = {str(row["observation_id"]) for row in known}
        links = [str(row["observation_id"]) if row["observation_id"] in names else "" for row in seen]
        right = sum(found == name != "" for found, name in zip(links, truth, strict=True))
        print(f"growth of matching  {rows:,} known, {len(seen):,} seen: {seconds:.1f} s, processor {processor:.1f} s, "
              f"{before:,.0f} MiB with the rows, {after:,.0f} MiB at most; "
              f"precision {right / sum(map(bool, links)):.5f} recall {right / sum(map(bool, truth)):.5f}",
              flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
