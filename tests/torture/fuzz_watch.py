"""One input after another through a reader: what came of each, how long it took, and what crashed, kept with its input.

A crash is any exception that is none of ``typed``, more than ``SECONDS`` of the processor, or more than ``MEGABYTES`` of
memory at one input. A crash is told once for each place in the code where it happens.
"""

from __future__ import annotations

import json
import mmap
import resource
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

SECONDS = 5.0  # of the processor, counting of lines by atheris included: what an input of 64 kB may take
MEGABYTES = 200  # more than the process ever took before

_ROOMS = ("extractors", "transforms", "tests/torture")
_MOST_TRIES, _MOST_SECONDS = 300, 8.0  # spent on making the input of a crash smaller
_MOST_WITHOUT_PLACE = 5  # inputs too slow or too large are kept, for nothing tells one cause from another
_ROOT = str(Path(__file__).resolve().parents[2])

Read = Callable[[bytes], object]


@dataclass
class Watch:
    """``seconds``: the bound to keep; ``told``: by outcome how many inputs; ``crashes``: by place, with the first input."""

    name: str
    read: Read
    typed: tuple[type[BaseException], ...]
    folder: Path
    seconds: float = SECONDS
    inputs: int = 0
    slowest: float = 0.0
    told: Counter[str] = field(default_factory=Counter)
    crashes: dict[str, str] = field(default_factory=dict)
    at_work: mmap.mmap | None = None

    def show(self, data: bytes) -> None:
        """Give the reader one input, and note what came of it."""
        self.inputs += 1
        self._put_down(data)
        before = _memory()
        crash, spent = self._crash_of(data)
        self.slowest = max(self.slowest, spent)
        grown = _memory() - before
        if not crash and grown > MEGABYTES and self.inputs > 1:
            crash = f"memory: {grown:.0f} MB more"
        if crash:
            self.told["crash"] += 1
            self._keep(crash, data)

    def _crash_of(self, data: bytes) -> tuple[str, float]:
        """The crash of an input, empty for none, and the seconds it took."""
        start = time.process_time()
        outcome, crash = "read", ""
        try:
            self.read(data)
        except self.typed as failure:
            outcome = type(failure).__name__
            if "\n" in str(failure):
                crash = f"{outcome} of several lines"
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of Rust is no Exception
            crash = f"{type(error).__name__} at {_place(error.__traceback__)}"
        spent = time.process_time() - start
        if not crash:
            self.told[outcome] += 1
            if spent > self.seconds:
                crash = f"time over {self.seconds:g} s"
        return crash, spent

    def _put_down(self, data: bytes) -> None:
        """Where a crash of the whole process leaves its input."""
        if self.at_work is not None:
            size = min(len(data), len(self.at_work) - 8)
            self.at_work[:8] = size.to_bytes(8, "big")
            self.at_work[8 : 8 + size] = data[:size]

    def _keep(self, crash: str, data: bytes) -> None:
        without_place = crash.startswith(("memory", "time"))
        if without_place:
            crash = f"{crash}, input {sum(1 for known in self.crashes if known.startswith(crash[:4])) + 1}"
        if crash in self.crashes or (without_place and crash.endswith(f" {_MOST_WITHOUT_PLACE + 1}")):
            return
        self.crashes[crash] = ""
        small = data if without_place else self._smaller(crash, data)
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{self.name}-{len(self.crashes)}.input"
        path.write_bytes(small)
        path.with_suffix(".txt").write_text(f"{self.name}: {crash}\n{self._traceback(small)}", encoding="utf-8")
        self.crashes[crash] = str(path)

    def _smaller(self, crash: str, data: bytes) -> bytes:
        """The input without the pieces that the same crash does not need."""
        ends_at = time.monotonic() + _MOST_SECONDS
        tries, piece = 0, max(1, len(data) // 2)
        while piece and tries < _MOST_TRIES and time.monotonic() < ends_at:
            start = 0
            while start < len(data) and tries < _MOST_TRIES and time.monotonic() < ends_at:
                shorter = data[:start] + data[start + piece :]
                tries += 1
                if self._crash_of(shorter)[0] == crash:
                    data = shorter
                else:
                    start += piece
            piece //= 2
        return data

    def _traceback(self, data: bytes) -> str:
        try:
            self.read(data)
        except BaseException:
            return traceback.format_exc()
        return "no exception\n"

    def as_json(self) -> str:
        """What was seen so far, as a line."""
        return json.dumps({"inputs": self.inputs, "slowest": self.slowest, "told": self.told, "crashes": self.crashes})


def _place(trace: TracebackType | None) -> str:
    """The innermost line of ours."""
    frames = [frame for frame in traceback.extract_tb(trace) if frame.filename.startswith(_ROOT)]
    ours = [frame for frame in frames if any(f"/{room}/" in frame.filename for room in _ROOMS)]
    if not ours:
        return "?"
    return f"{Path(ours[-1].filename).relative_to(_ROOT)}:{ours[-1].lineno}"


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
