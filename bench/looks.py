"""Memory and time of a thousand looks at 32 made-up pages (SIMULADO), one of which changes at every tenth look.

``python -m bench.looks [LOOKS]``: the function that the flow ``watch`` calls, in one process with a moving clock.
Exits with 1 where memory grew by more than a tenth between the two hundredth look and the last; of fewer than 400
looks, between the middle one and the last.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import yaml

from bench.idle import memory
from flows.home import Home
from flows.watch import watch
from tests.extractors.conftest import Site
from tests.flows.desk import PORTLAND, TEXAS, record, table
from transforms.places import states

LOOKS = 1_000
WARM = 200
ALLOWED = 1.1


def main() -> None:
    """Print milliseconds a look and memory, early and at the end."""
    looks = int(sys.argv[1]) if len(sys.argv) > 1 else LOOKS
    warm = min(WARM, looks // 2)
    site = Site()
    records = [record(site, f"sim_{code}", f"/{code}", state=code, cadence="60s") for code in sorted(states())]
    now = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    sizes: list[float] = []
    seconds: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        sources = Path(folder) / "sources.yaml"
        sources.write_text(yaml.safe_dump(records, allow_unicode=True), encoding="utf-8")
        for number in range(looks):
            for code in states():
                rows = (PORTLAND, TEXAS) if (number // 10) % 2 and code == "14" else (PORTLAND,)
                site.page(f"/{code}", table(*rows, more=f"<p>Visitas: {number}</p>"))
            start = time.perf_counter()
            found = watch(home, sources, now=lambda at=now + timedelta(minutes=number): at)  # type: ignore[misc]
            seconds.append(time.perf_counter() - start)
            assert len(found.looked) == len(records) + (number == 0)
            site.asked.clear()
            if number + 1 in (warm, looks):
                gc.collect()
                sizes.append(memory(os.getpid()))
    site.stop()
    early, late = (median(some) * 1000 for some in (seconds[:warm], seconds[-warm:]))
    print(f"looks  {looks} looks at 32 pages: {early:.0f} ms in the median of the first {warm}, {late:.0f} ms of "
          f"the last {warm}; {sizes[0]:.0f} MB after {warm}, {sizes[-1]:.0f} MB after {looks}")  # fmt: skip
    sys.exit(sizes[-1] > sizes[0] * ALLOWED)


if __name__ == "__main__":
    main()
