"""One command in a process of its own, forked from one that has already loaded everything, so that it takes a second.

Nothing of the product is replaced. What the process does is noted in two files as it happens, so that it is known after
a kill: each capture the archive said it had stored, and each file outside ``captures/`` that was written.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import expectations.gate
import flows.backfill
import flows.refreshing
import flows.steps
import flows.watch
import transforms.linkage
import warehouse.assembly
import warehouse.publication
import warehouse.site.writing
from extractors.archive import Archive
from extractors.capture import Capture
from flows.command_line import main
from flows.home import Home

expectations.gate.warm_up()

LOADED = (flows.backfill, flows.refreshing, flows.steps, transforms.linkage, warehouse.assembly, warehouse.publication,
          warehouse.site.writing)  # fmt: skip
LOCKS = frozenset({".lock", ".looking", ".serving"})
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def run_command(words: Sequence[str], folder: str, page: bool) -> None:
    """``acuerdos`` with these words over the home in ``folder``; what it says goes to ``<pid>.said`` beside it."""
    _set_up(Path(folder), page=page)
    sys.exit(main(words))


def look_alone(sources: str, folder: str, now: str) -> None:
    """What the service's look does: fetch, keep, enter; nothing is published."""
    _set_up(Path(folder), page=False)
    flows.watch.watch(Home(Path(folder)), Path(sources), now=lambda: datetime.fromisoformat(now))


def _set_up(home: Path, *, page: bool) -> None:
    os.setsid()  # the group that is killed
    os.environ["ACUERDOS_PAGE"] = "" if page else "no"
    said = os.open(home.with_name(f"{os.getpid()}.said"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(said, 1)
    os.dup2(said, 2)
    _note_what_is_stored(home)
    _note_what_is_written(home)


def _note_what_is_stored(home: Path) -> None:
    notes = os.open(home.with_name("stored"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    store = Archive.store

    def noted(self: Archive, capture: Capture) -> Any:
        entry = store(self, capture)
        os.write(notes, f"{capture.sha256}\n".encode())
        return entry

    Archive.store = noted  # type: ignore[method-assign]


def _note_what_is_written(home: Path) -> None:
    notes = os.open(home.with_name("written"), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    line = f"{os.getpid()} "
    start = f"{home}/"

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if not isinstance(flags, int) or not flags & WRITES:
                return
        elif event in ("os.rename", "os.remove", "os.symlink", "shutil.rmtree"):
            path = arguments[0]
        else:
            return
        name = str(path)
        inside = name.removeprefix(start)
        if name != inside and not inside.startswith(("captures", "prefect")) and inside not in LOCKS:
            os.write(notes, f"{line}{time.monotonic_ns()} {inside}\n".encode())

    sys.addaudithook(note)
