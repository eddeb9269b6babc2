"""Memory and time of a thousand looks at 32 made-up pages (SIMULADO), one of which changes at every tenth look.

``python -m bench.looks [LOOKS]``: the function that the flow ``watch`` calls, in one process with a moving clock.
Exits with 1 where memory grew by more than a tenth between the two hundredth look and the last.
"""

from __future__ import annotations

import gc
import os
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

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
    """Print seconds a look, and memory before and after."""
    looks = int(sys.argv[1]) if len(sys.argv) > 1 else LOOKS
    site = Site()
    records = [record(site, f"sim_{code}", f"/{code}", state=code, cadence="60s") for code in sorted(states())]
    now = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
    sizes: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        sources = Path(folder) / "sources.yaml"
        sources.write_text(yaml.safe_dump(records, allow_unicode=True), encoding="utf-8")
        start = time.perf_counter()
        for number in range(looks):
            for code in states():
                rows = (PORTLAND, TEXAS) if (number // 10) % 2 and code == "14" else (PORTLAND,)
                site.page(f"/{code}", table(*rows, more=f"<p>Visitas: {number}</p>"))
            found = watch(home, sources, now=lambda at=now + timedelta(minutes=number): at)  # type: ignore[misc]
            assert len(found.looked) == len(records) + (number == 0)
            site.asked.clear()
            if number in (min(WARM, looks // 2), looks - 1):
                gc.collect()
                sizes.append(memory(os.getpid()))
        seconds = (time.perf_counter() - start) / looks
    site.stop()
    print(f"looks  {looks} looks at 32 pages: {seconds * 1000:.0f} ms a look; {sizes[0]:.0f} MB after {WARM}, "
          f"{sizes[-1]:.0f} MB after {looks}")  # fmt: skip
    sys.exit(sizes[-1] > sizes[0] * ALLOWED)


if __name__ == "__main__":
    main()
