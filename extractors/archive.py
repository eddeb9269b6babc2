"""Keeps captures as WARC files, so that every published row can be traced to the bytes it came from.

In: captures. Out: where they are stored, and their bytes again. A file is written once, by one look, one gzip
member a record; the index beside them (``extractors/archive_index.py``) only makes them quick to find.
Raises ``Unreadable`` when bytes asked for are not there or no longer what was stored; OSError on a full disk.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

from extractors.archive_index import ArchiveIndex, StoredCapture
from extractors.capture import Capture, sha256_of
from extractors.failures import Unreadable
from extractors.unsettled import Unsettled
from extractors.warc import Stored, encode_record, read_member

__all__ = ["Archive", "StoredCapture"]

# So many captures wait for the disk together.
_TOGETHER = 64


class Archive:
    """The captures of all looks under one folder; safe to use from several threads. One look, one Archive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.RLock()
        self._source_locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._files: dict[str, Path] = {}
        self._index = ArchiveIndex(folder)
        self._unsettled = Unsettled()
        self._together = 1

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """A time in which ``store`` does not wait for the disk each time: what it was given outlives the process at
        once, as ever, and a power cut at the end of the block, which is when others may be told of it.
        """
        self._together = _TOGETHER
        try:
            yield
        finally:
            self._together = 1
            self._settle()

    def store(self, capture: Capture) -> StoredCapture:
        """Append a capture; the bytes are on disk when this returns, unless ``gathering``.

        The same bytes again cost a short note only.
        """
        with self._lock:
            source_lock = self._source_locks[capture.source_id]
        with source_lock:
            same = capture.sha256, capture.source_id
            # In this order: what waits no longer has been entered.
            former = self._unsettled.whole(*same) or self._index.whole(*same)
            refers_to = (former.url, former.captured_at) if former is not None else None
            record, kind = encode_record(capture, refers_to)
            path, new_names_in = self._file_of(capture)
            offset = self._append(path, record, capture.source_id)
            file = path.relative_to(self.folder).as_posix()
            entry = StoredCapture.of(capture, kind, file=file, offset=offset, length=len(record))
            # A lost revisit loses no bytes, only the note that a page was the same once more.
            self._unsettled.add(entry, path if former is None else None, new_names_in)
        if self._together == 1 or len(self._unsettled) >= self._together:
            self._settle()
        return entry

    def entries(self, source_id: str | None = None) -> list[StoredCapture]:
        """Everything stored, of one source or of all, in the order it was stored."""
        if self._unsettled:
            self._settle()
        return self._index.entries(source_id)

    def losses(self) -> list[str]:
        """What was stored once and found gone by this archive, a line for each file: cut short, or taken away.

        Told once: the index then knows no more of it than the files do.
        """
        by_file: defaultdict[str, list[StoredCapture]] = defaultdict(list)
        for entry in self._index.lost:
            by_file[entry.file].append(entry)
        return [
            f"{self.folder / file}: faltan {len(gone)} capturas desde el byte {min(one.offset for one in gone)}; las "
            "demás se leen; restaure el archivo de una copia (acuerdos verify dice qué versión las cita)"
            for file, gone in sorted(by_file.items())
        ]

    def read(self, sha256: str) -> bytes:
        """The bytes with that SHA-256. Raises Unreadable if they are not here, or damaged."""
        if self._unsettled:
            self._settle()
        try:
            return self._body(sha256)
        except Unreadable:
            # Nothing is called lost on the word of an index that is itself in disorder.
            self._index.prove()
            return self._body(sha256)

    def load(self, entry: StoredCapture) -> Capture:
        """The whole capture of an entry. Raises Unreadable as ``read`` does."""
        whole = entry.kind != "revisit"
        stored = self._record(entry, whole=whole)
        body = stored.body if whole else self.read(entry.sha256)
        return Capture(
            source_id=entry.source_id,
            part=entry.part,
            url=entry.url,
            captured_at=entry.captured_at,
            status=entry.status,
            media_type=entry.media_type,
            headers=stored.headers,
            body=body,
            sha256=entry.sha256,
            link_text=entry.link_text,
            sequence=entry.sequence,
        )

    def _body(self, sha256: str) -> bytes:
        entry = self._index.whole(sha256)
        if entry is None:
            remedy = "restore the captures/ folder from a backup"
            raise Unreadable("", f"{self.folder}", f"no capture with SHA-256 {sha256}", remedy)
        return self._record(entry, whole=True).body

    def _record(self, entry: StoredCapture, *, whole: bool) -> Stored:
        path = self.folder / entry.file
        stored = read_member(path, entry.offset, entry.length)
        if stored is None or (whole and sha256_of(stored.body) != entry.sha256):
            what = f"the record at byte {entry.offset} is missing or damaged"
            raise Unreadable(entry.source_id, str(path), what, "restore the file from a backup")
        return stored

    def _settle(self) -> None:
        """Wait for the disk, and enter what was waited for."""
        try:
            self._unsettled.settle(self._index.add)
        except OSError:
            # Nothing is written behind what may be lost.
            with self._lock:
                self._files.clear()
            raise

    def _file_of(self, capture: Capture) -> tuple[Path, list[Path]]:
        """The source's file of this look, and the folders in which it made a new name.

        It is made on first use, and never one that an earlier look wrote.
        """
        with self._lock:
            if capture.source_id in self._files:
                return self._files[capture.source_id], []
        folder = self.folder / capture.source_id
        changed = [folder]
        if not folder.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            changed.append(self.folder)
        stamp = capture.captured_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        number = 1
        while True:
            path = folder / (f"{stamp}.warc.gz" if number == 1 else f"{stamp}-{number}.warc.gz")
            try:
                path.open("xb").close()
                break
            except FileExistsError:
                number += 1
        with self._lock:
            self._files[capture.source_id] = path
        return path, changed

    def _append(self, file: Path, record: bytes, source_id: str) -> int:
        try:
            with file.open("ab") as out:
                offset = out.tell()
                out.write(record)
        except OSError:
            # Half a record may stand at the end: nothing more is written behind it.
            with self._lock:
                self._files.pop(source_id, None)
            raise
        return offset
