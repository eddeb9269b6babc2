"""Two hundred thousand damaged inputs to every reader: rows or a typed failure, in bounded time and memory, or a crash.

``python -m tests.torture.fuzzing [--inputs N] [--seed S] [--reader NAME] [--engine atheris|own] [--jobs N]``

The inputs are shared among the readers by what one costs: a PDF takes a hundred times what a date does, and a PDF through
its own process as we run it a thousand. Each reader is attacked in a process of its own, so that the fall of one is told
and not suffered. A crash is kept, made smaller, in ``--folder``, with its traceback. Exits with 1 where there is one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from tests.torture.fuzz_watch import SECONDS

INPUTS = 200_000
FALLS = 5  # of one reader's process, after which it is left
_ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Attacked:
    """What came of one reader: ``told`` by outcome, ``crashes`` by place with the input of the first."""

    name: str
    inputs: int = 0
    slowest: float = 0.0
    seconds: float = 0.0
    told: dict[str, int] = field(default_factory=dict)
    crashes: dict[str, str] = field(default_factory=dict)

    def line(self) -> str:
        """The figures of this reader."""
        told = ", ".join(f"{name} {count:,}" for name, count in sorted(self.told.items()))
        return (
            f"fuzz  {self.name:<15} {self.inputs:>7,} inputs, crashes {len(self.crashes)}, slowest "
            f"{self.slowest * 1000:,.0f} ms, {self.seconds:,.0f} s ({told})"
        )


def main(words: list[str] | None = None) -> int:
    """Attack the readers; 1 where one crashed, else 0."""
    from tests.torture.fuzz_targets import TARGETS

    asked = _asked(words, list(TARGETS))
    shares = {name: TARGETS[name].share for name in asked.reader or TARGETS}
    amounts = {name: max(20, round(asked.inputs * share / sum(shares.values()))) for name, share in shares.items()}
    folder = asked.folder or Path(tempfile.mkdtemp(prefix="SIMULADO-fuzzed-"))
    started = time.monotonic()
    # The cheap ones first: who stops it early has most of the inputs by then.
    order = sorted(amounts, key=lambda name: -shares[name])
    with ThreadPoolExecutor(asked.jobs) as pool:
        waiting = [pool.submit(attack, name, amounts[name], asked.seed, folder, asked.engine) for name in order]
        found = []
        for one in waiting:
            found.append(one.result())
            print(found[-1].line(), flush=True)
    for reader in found:
        for crash, path in reader.crashes.items():
            print(f"crash {reader.name}: {crash} ({path})")
    crashes = sum(len(reader.crashes) for reader in found)
    slowest = max(found, key=lambda reader: reader.slowest)
    print(
        f"fuzz  {sum(reader.inputs for reader in found):,} inputs over {len(found)} readers ({asked.engine}, seed {asked.seed}): "
        f"crashes {crashes}, slowest input {slowest.slowest * 1000:,.0f} ms ({slowest.name}), bound {SECONDS:g} s, "
        f"{time.monotonic() - started:,.0f} seconds"
    )
    return 1 if crashes else 0


def _asked(words: list[str] | None, readers: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.torture.fuzzing", description=__doc__)
    parser.add_argument("--inputs", type=int, default=INPUTS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--reader", action="append", choices=readers)
    parser.add_argument("--engine", choices=("atheris", "own"), default="atheris" if find_spec("atheris") else "own")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--folder", type=Path)
    return parser.parse_args(words)


def attack(name: str, inputs: int, seed: int, folder: Path, engine: str) -> Attacked:
    """So many inputs to one reader, in a process that is started again where an input ends it."""
    reader, started = Attacked(name), time.monotonic()
    for fall in range(FALLS + 1):
        result, at_work = folder / f"{name}.json", folder / f"{name}.at_work"
        for left in (result, at_work):
            left.unlink(missing_ok=True)
        command = [sys.executable, "-m", "tests.torture.fuzz_worker", name, str(inputs - reader.inputs), str(seed + 1000 * fall),
                   str(folder), engine]  # fmt: skip
        ended = subprocess.run(command, cwd=_ROOT, check=False).returncode
        _add(reader, result)
        if not ended:
            break
        reader.crashes[f"the process ended with {ended}"] = _input_of(
            at_work, folder / "crashes" / f"{name}-fall-{fall}.input"
        )
        if reader.inputs >= inputs:
            break
    reader.seconds = time.monotonic() - started
    return reader


def _add(reader: Attacked, result: Path) -> None:
    if not result.exists():
        return
    told = json.loads(result.read_text(encoding="utf-8"))
    reader.inputs += told["inputs"]
    reader.slowest = max(reader.slowest, told["slowest"])
    reader.crashes |= told["crashes"]
    for name, count in told["told"].items():
        reader.told[name] = reader.told.get(name, 0) + count


def _input_of(at_work: Path, path: Path) -> str:
    """The input at which a process fell, put aside."""
    if not at_work.exists():
        return "no input: see its log"
    held = at_work.read_bytes()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(held[8 : 8 + int.from_bytes(held[:8], "big")])
    return str(path)


if __name__ == "__main__":
    sys.exit(main())
