"""CPU and memory of an idle service: nothing is due. ``python -m bench.idle [SECONDS]``, ten minutes by default.

Over the sources that ship with the product, whose shortest cadence is a week. Exits with 1 over 5 % of one core.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path

from flows.home import Home
from tests.extractors.conftest import Site
from tests.flows.desk import Desk, two_states
from tests.flows.serving import Service, processes_of, wait_for

SECONDS = 600
LIMIT = 0.05
_SETTLING = 90
_MODULES = {"server": "flows.service.server_process", "worker": "flows.service.worker_process"}


def used(processes: dict[str, int]) -> dict[str, float]:
    """CPU seconds of each process so far, with those of its children that ended."""
    ticks = os.sysconf("SC_CLK_TCK")
    found = {}
    for name, number in processes.items():
        fields = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        found[name] = sum(map(int, fields[11:15])) / ticks
    return found


def memory(number: int) -> float:
    """Resident memory of a process, in MB."""
    pages = int(Path(f"/proc/{number}/statm").read_text(encoding="utf-8").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Print what each process used."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS
    site = Site()
    from tests.flows.desk import show_states

    show_states(site)
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        service = Service(Desk(home, site, two_states(site)))
        service.start()
        try:
            service.await_version(1)
            wait_for("the end of the first run", lambda: not service.api.runs("refresh", ["RUNNING"]))
            time.sleep(_SETTLING)
            assert service.process
            processes = {name: processes_of(home.folder, module)[0] for name, module in _MODULES.items()}
            processes["supervisor"] = service.process.pid
            before = used(processes)
            time.sleep(seconds)
            after = used(processes)
            sizes = {name: memory(number) for name, number in processes.items()}
        finally:
            service.stop()
    site.stop()
    shares = {name: (after[name] - before[name]) / seconds for name in processes}
    told = "  ".join(f"{name} {share:.1%} {sizes[name]:.0f} MB" for name, share in shares.items())
    print(f"idle  {sum(shares.values()):.1%} of one core over {seconds} s  ({told})")
    sys.exit(sum(shares.values()) > LIMIT)


if __name__ == "__main__":
    main()
