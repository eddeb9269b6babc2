"""What was written and may not outlive a power cut yet: the disk is waited for once for many files, not for each.

In: entries, and the files and folders their records made. Out: the entries, once the disk has it all. Raises OSError
where a file cannot be forced out.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from extractors.archive_index import StoredCapture

# Journals write what several threads wait for in one go.
_AT_ONCE = 8


class Unsettled:
    """Entries that wait for the disk; safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._settling = threading.Lock()
        self._fault: OSError | None = None
        self._files: dict[Path, None] = {}
        self._folders: dict[Path, None] = {}
        self._entries: list[StoredCapture] = []
        self._whole: dict[tuple[str, str], StoredCapture] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, entry: StoredCapture, file: Path | None, folders: Iterable[Path]) -> None:
        """One more. ``file``: the one to force out, if any; ``folders``: those in which there is a new name."""
        with self._lock:
            self._entries.append(entry)
            if file is not None:
                self._files[file] = None
            self._folders.update(dict.fromkeys(folders))
            if entry.kind != "revisit":
                self._whole.setdefault((entry.sha256, entry.source_id), entry)

    def whole(self, sha256: str, source_id: str) -> StoredCapture | None:
        """The first entry that waits and holds the bytes with that SHA-256, of one source; None if none does."""
        return self._whole.get((sha256, source_id))

    def settle(self, enter: Callable[[Sequence[StoredCapture]], None]) -> None:
        """Wait for the disk, then hand on what waited; everything added before the call is settled when it returns."""
        with self._settling:
            # What a disk once failed to write it may call written when asked again.
            if self._fault is not None:
                raise self._fault
            with self._lock:
                work = [*(partial(_sync_file, file) for file in self._files)]
                work += [partial(_sync_folder, folder) for folder in self._folders]
                entries = self._entries
                self._files, self._folders, self._entries = {}, {}, []
            try:
                _side_by_side(work)
                enter(entries)
            except OSError as fault:
                self._fault = fault
                raise
            with self._lock:
                for entry in entries:
                    self._whole.pop((entry.sha256, entry.source_id), None)


def _side_by_side(work: Sequence[Callable[[], None]]) -> None:
    def some(mine: Sequence[Callable[[], None]]) -> None:
        for one in mine:
            one()

    if len(work) < _AT_ONCE:
        some(work)
        return
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="settle") as pool:
        for _ in pool.map(some, (work[first::_AT_ONCE] for first in range(_AT_ONCE))):
            pass


def _sync_file(path: Path) -> None:
    handle = os.open(path, os.O_WRONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Make the name of a new file itself survive, where the system allows it."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
