"""The processes that a service keeps alive: started, started again when they end, ended with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

_LONGEST_PAUSE = 60.0
_PATIENCE = 15.0


@dataclass(slots=True)
class Child:
    """A Python module run in a process of its own; what keeps ending is started again after ever longer pauses."""

    module: str
    words: tuple[str, ...]
    process: subprocess.Popen[bytes]
    started: float
    pause: float = 1.0
    not_before: float = 0.0

    @property
    def ended(self) -> bool:
        """Whether the process is no more."""
        return self.process.poll() is not None


@dataclass(slots=True)
class Children:
    """All of them, with what they share; their output goes to ``log``."""

    environment: Mapping[str, str]
    folder: Path
    log: Path
    say: Callable[[str], None]
    kept: list[Child] = field(default_factory=list)

    def add(self, module: str, *words: str) -> Child:
        """Start one more."""
        child = Child(module, words, self._process(module, words), time.monotonic())
        self.kept.append(child)
        return child

    def revive(self) -> list[Child]:
        """Start again those that ended, when their pause is over; returns those started just now."""
        return [child for child in self.kept if child.ended and self._start_again(child)]

    def end(self) -> None:
        """Ask all to end, the last begun first; what does not is killed with its own children."""
        for child in reversed(self.kept):
            if not child.ended:
                child.process.terminate()
        end = time.monotonic() + _PATIENCE
        for child in reversed(self.kept):
            try:
                child.process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                _kill_group(child.process)

    def _start_again(self, child: Child) -> bool:
        if not child.not_before:
            lived = time.monotonic() - child.started
            child.pause = 1.0 if lived > _LONGEST_PAUSE else min(child.pause * 2, _LONGEST_PAUSE)
            child.not_before = time.monotonic() + child.pause
            self.say(f"aviso: terminó {child.module} (código {child.process.returncode}); se levanta otra vez")
        if time.monotonic() < child.not_before:
            return False
        child.process, child.started, child.not_before = (
            self._process(child.module, child.words), time.monotonic(), 0.0
        )  # fmt: skip
        return True

    def _process(self, module: str, words: tuple[str, ...]) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as out:
            # Its standard input is a pipe that ends with us: see flows/service/parent.py.
            return subprocess.Popen(  # noqa: S603  (our own interpreter and modules)
                [sys.executable, "-m", module, *words], env=dict(self.environment), cwd=self.folder,
                stdin=subprocess.PIPE, stdout=out, stderr=out, start_new_session=True,
            )  # fmt: skip


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
