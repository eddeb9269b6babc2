"""The process in which one reader is attacked: ``python -m tests.torture.fuzz_worker READER INPUTS SEED FOLDER ENGINE``.

``atheris`` chooses its inputs by the lines of ours that they reach; ``own`` changes the examples at random, the same for the
same seed. Both change them with ``tests.torture.mutations``. What came of it stands in ``FOLDER/READER.json``.
"""

from __future__ import annotations

import contextlib
import faulthandler
import importlib
import mmap
import os
import random
import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.torture.corpus import seeds
from tests.torture.fuzz_watch import Watch
from tests.torture.mutations import LONGEST, mutated

OURS = ["extractors", "transforms"]
STUCK = 120  # seconds at one input after which the process gives up, by the clock
MOST_MEMORY = 4_000_000_000
_AT_WORK = 4 * LONGEST
_EVERY = 500  # inputs between two lines of what was seen


def main() -> None:
    """Attack one reader; ends the process."""
    name, inputs, seed, folder, engine = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), Path(sys.argv[4]), sys.argv[5]
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    folder.mkdir(parents=True, exist_ok=True)
    _quiet(folder / f"{name}.log")
    if engine == "atheris":
        atheris: Any = importlib.import_module("atheris")
        with atheris.instrument_imports(include=OURS, enable_loader_override=False):
            targets = importlib.import_module("tests.torture.fuzz_targets")
    else:
        targets = importlib.import_module("tests.torture.fuzz_targets")
    target = targets.TARGETS[name]
    at_work = _at_work(folder / f"{name}.at_work")
    watch = Watch(name, target.read, targets.TYPED, folder / "crashes", at_work=at_work)
    attack = _by_atheris if engine == "atheris" else _by_chance
    attack(watch, target.kind, inputs, seed, folder / f"{name}.json")


def _quiet(log: Path) -> None:
    """Libraries print what they read, and so does libFuzzer: to a file."""
    written = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(written, stream)


def _at_work(path: Path) -> mmap.mmap:
    path.write_bytes(bytes(_AT_WORK))
    with path.open("r+b") as file:
        return mmap.mmap(file.fileno(), _AT_WORK)


def _shower(watch: Watch, inputs: int, result: Path) -> Callable[[bytes], None]:
    """Shows an input to the reader; at the last one it writes what was seen, and ends the process."""
    started = time.monotonic()
    set_at = 0.0

    def show(data: bytes) -> None:
        nonlocal set_at
        if time.monotonic() - set_at > STUCK / 8:
            faulthandler.dump_traceback_later(STUCK, exit=True)
            set_at = time.monotonic()
        watch.show(data)
        if watch.inputs % _EVERY == 0 or watch.inputs >= inputs:
            result.write_text(watch.as_json(), encoding="utf-8")
        if watch.inputs >= inputs:
            faulthandler.cancel_dump_traceback_later()
            print(f"{time.monotonic() - started:.0f} s", flush=True)
            with contextlib.suppress(OSError):
                Path(str(result).replace(".json", ".at_work")).unlink()
            os._exit(0)

    return show


def _by_chance(watch: Watch, kind: str, inputs: int, seed: int, result: Path) -> None:
    show, chance, known = _shower(watch, inputs, result), random.Random(seed), list(seeds(kind))
    for data in known:
        show(data)
    while True:
        found = mutated(chance.choice(known), chance, known)
        show(found)


def _by_atheris(watch: Watch, kind: str, inputs: int, seed: int, result: Path) -> None:
    atheris: Any = importlib.import_module("atheris")
    show, known = _shower(watch, inputs, result), list(seeds(kind))
    corpus = Path(tempfile.mkdtemp(prefix="SIMULADO-fuzz-"))
    for number, data in enumerate(known):
        (corpus / f"{number:04}").write_bytes(data)

    def change(data: bytes, longest: int, number: int) -> Any:
        chance = random.Random(number)
        if chance.random() < 0.3:
            return atheris.Mutate(data, longest)
        return mutated(data, chance, known, longest=longest)

    words = [sys.argv[0], f"-seed={seed}", f"-max_len={LONGEST}", "-timeout=600", "-rss_limit_mb=0", "-verbosity=0",
             "-len_control=0", f"-artifact_prefix={corpus}/", str(corpus)]  # fmt: skip
    atheris.Setup(words, show, custom_mutator=change)
    try:
        atheris.Fuzz()
    finally:
        shutil.rmtree(corpus, ignore_errors=True)


if __name__ == "__main__":
    main()
