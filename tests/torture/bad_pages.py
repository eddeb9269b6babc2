"""Every kind of bad page, each met by a process of its own: its verdict, seconds and peak memory against their bounds.

``python -m tests.torture.bad_pages`` prints a line a kind and ends with 1 where one misses. ``--only WORDS`` picks
kinds by name, ``--quick`` leaves out those that take what time a page is allowed, which is two minutes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.hostile_server.certificates import Authority
from tests.hostile_server.kinds import FICKLE, GOOD_PAGE, PATH, READ, Kind, all_kinds
from tests.hostile_server.server import ROBOTS, serving
from tests.hostile_server.victim import Fate, Orders

MOST_MB = 300.0
# Of the processor, so that what else the machine does is not counted; by the clock for what only waits.
MOST_SECONDS = 20.0
# A page may take its 120 s, a silent host three times 30 s and the pauses between; the last read may just have begun.
MOST_SECONDS_SLOW = 165.0
PUBLIC = "93.184.216.34"


@dataclass(frozen=True)
class Result:
    """What became of one kind."""

    kind: Kind
    fate: Fate | None
    error: str = ""

    @property
    def verdict(self) -> str:
        """The failure, or the rows read."""
        if self.fate is None:
            return "CRASHED"
        verdict = self.fate.verdicts["sim_bad"]
        return f"{self.fate.rows['sim_bad']} rows" if verdict == READ else verdict

    @property
    def misses(self) -> list[str]:
        """The bounds that were missed."""
        if self.fate is None:
            return [self.error]
        found = []
        verdict = self.fate.verdicts["sim_bad"]
        if verdict not in self.kind.verdicts or (verdict == READ and self.fate.rows["sim_bad"] != 3):
            found.append(f"verdict {self.verdict}: {self.fate.messages['sim_bad'][:300]}")
        if self.kind.slow and self.fate.seconds > MOST_SECONDS_SLOW:
            found.append(f"{self.fate.seconds:.0f} s")
        if self.fate.processor_seconds > MOST_SECONDS:
            found.append(f"{self.fate.processor_seconds:.0f} s of the processor")
        if max(self.fate.peak_mb, self.fate.child_peak_mb) > MOST_MB:
            found.append(f"{max(self.fate.peak_mb, self.fate.child_peak_mb):.0f} MB")
        if self.fate.verdicts["sim_good"] != READ or self.fate.rows["sim_good"] != 3:
            found.append(f"the good source: {self.fate.messages['sim_good']}")
        return found

    def line(self) -> str:
        """A row of the table."""
        fate = self.fate or Fate({}, {}, {}, {}, 0.0)
        peak = max(fate.peak_mb, fate.child_peak_mb)
        ok = f"MISSED: {'; '.join(self.misses)}" if self.misses else "ok"
        return f"| {self.kind.name} | {self.verdict} | {fate.seconds:.1f} | {fate.processor_seconds:.1f} | {peak:.0f} | {ok} |"


def record(identifier: str, url: str, access: str = "page") -> dict[str, Any]:
    """A source record (SIMULADO)."""
    return {
        "id": identifier, "name": "SIMULADO", "publisher": "SIMULADO", "dataset": "agreements", "evidence": "registry",
        "access": access, "url": url, "format": "auto", "state": "14", "delay": 0, "notes": "SIMULADO",
    }  # fmt: skip


def meet(kind: Kind, authority: Authority, limits: dict[str, Any] | None = None) -> Result:
    """One kind, served by this process to another."""
    with serving(authority.context(kind.tls) if kind.tls else None) as bad, serving() as good:
        bad.routes = kind.more
        bad.routes[PATH] = kind.make()
        if kind.robots:
            bad.routes[ROBOTS] = kind.robots
        good.routes[PATH] = GOOD_PAGE
        records = [record("sim_bad", bad.root + PATH, kind.access), record("sim_good", good.root + PATH)]
        names: dict[str, list[list[str]]] = {FICKLE: [[PUBLIC], ["127.0.0.1"]]}
        orders = Orders(records, limits or {}, names, str(authority.file))
        ran = subprocess.run(
            [sys.executable, "-m", "tests.hostile_server.victim"], input=json.dumps(asdict(orders)), text=True,
            capture_output=True, timeout=900, check=False, cwd=Path(__file__).parents[2],
        )  # fmt: skip
    if ran.returncode:
        return Result(kind, None, (ran.stderr.strip().splitlines() or [f"code {ran.returncode}"])[-1][:300])
    return Result(kind, Fate(**json.loads(ran.stdout)))


def meet_all(kinds: Iterable[Kind], authority: Authority) -> Iterable[Result]:
    """The slow ones beside the others: they only wait."""
    chosen = list(kinds)
    with ThreadPoolExecutor(16) as waiting:
        slow = [waiting.submit(meet, kind, authority) for kind in chosen if kind.slow]
        for kind in chosen:
            if not kind.slow:
                yield meet(kind, authority)
        for task in slow:
            yield task.result()


def main() -> int:
    """Print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", default="")
    asked.add_argument("--quick", action="store_true")
    words = asked.parse_args()
    kinds = [kind for kind in all_kinds() if words.only in kind.name and not (words.quick and kind.slow)]
    began, missed, done = time.monotonic(), 0, 0
    print("| kind (SIMULADO) | verdict | seconds | of the processor | peak MB | |\n|---|---|---:|---:|---:|---|")
    with tempfile.TemporaryDirectory() as folder:
        for result in meet_all(kinds, Authority(Path(folder))):
            print(result.line(), flush=True)
            missed += bool(result.misses)
            done += 1
    print(f"bad pages: {done} kinds, {missed} missed, in {time.monotonic() - began:.0f} s")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
