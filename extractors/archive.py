"""Keeps captures as WARC files, so that every published row can be traced to the bytes it came from.

In: captures. Out: where they are stored, and their bytes again. A file is written once, by one look, one gzip
member a record; ``index.jsonl`` beside them only makes them quick to find and is rebuilt from them when it is lacking.
Raises ``Unreadable`` when bytes asked for are not there or no longer what was stored; OSError on a full disk.
"""

from __future__ import annotations

import json
import os
import threading
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from extractors.capture import Capture, sha256_of
from extractors.failures import Unreadable
from extractors.warc import Stored, encode_record, members, read_member

INDEX = "index.jsonl"


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """Where and how a capture is stored: all of it but the body and the headers."""

    sha256: str
    file: str
    offset: int
    length: int
    kind: Literal["response", "resource", "revisit"]
    url: str
    source_id: str
    captured_at: datetime
    part: str
    sequence: int
    status: int
    media_type: str
    link_text: str
    etag: str
    last_modified: str


class Archive:
    """The captures of all looks under one folder; safe to use from several threads. One look, one Archive."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.RLock()
        self._source_locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._files: dict[str, Path] = {}
        self._loaded = False
        self._entries: dict[tuple[str, int], StoredCapture] = {}
        self._full: dict[str, StoredCapture] = {}
        self._first: dict[tuple[str, str], StoredCapture] = {}

    def store(self, capture: Capture) -> StoredCapture:
        """Append a capture; the bytes are on disk when this returns. The same bytes again cost a short note only."""
        self._load()
        with self._lock:
            source_lock = self._source_locks[capture.source_id]
        with source_lock:
            with self._lock:
                former = self._first.get((capture.source_id, capture.sha256))
            refers_to = (former.url, former.captured_at) if former is not None else None
            record, kind = encode_record(capture, refers_to)
            file = self._file_of(capture)
            offset = self._append(file, record, durable=former is None, source_id=capture.source_id)
            entry = _entry(capture, kind, file.relative_to(self.folder).as_posix(), offset, len(record))
            self._note([entry])
        return entry

    def entries(self, source_id: str | None = None) -> list[StoredCapture]:
        """Everything stored, of one source or of all, in the order it was stored."""
        self._load()
        with self._lock:
            return [entry for entry in self._entries.values() if source_id is None or entry.source_id == source_id]

    def read(self, sha256: str) -> bytes:
        """The bytes with that SHA-256. Raises Unreadable if they are not here, or damaged."""
        self._load()
        with self._lock:
            entry = self._full.get(sha256)
        if entry is None:
            remedy = "restore the captures/ folder from a backup"
            raise Unreadable("", f"{self.folder}", f"no capture with SHA-256 {sha256}", remedy)
        return self._record(entry).body

    def load(self, entry: StoredCapture) -> Capture:
        """The whole capture of an entry. Raises Unreadable as ``read`` does."""
        stored = self._record(entry)
        body = self.read(entry.sha256) if entry.kind == "revisit" else stored.body
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

    def _record(self, entry: StoredCapture) -> Stored:
        path = self.folder / entry.file
        stored = read_member(path, entry.offset, entry.length)
        if stored is None or (entry.kind != "revisit" and sha256_of(stored.body) != entry.sha256):
            what = f"the record at byte {entry.offset} is missing or damaged"
            raise Unreadable(entry.source_id, str(path), what, "restore the file from a backup")
        return stored

    def _file_of(self, capture: Capture) -> Path:
        """The source's file of this look; made on first use, never one that an earlier look wrote."""
        with self._lock:
            if capture.source_id in self._files:
                return self._files[capture.source_id]
        folder = self.folder / capture.source_id
        folder.mkdir(parents=True, exist_ok=True)
        stamp = capture.captured_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        number = 1
        while True:
            path = folder / (f"{stamp}.warc.gz" if number == 1 else f"{stamp}-{number}.warc.gz")
            try:
                path.open("xb").close()
                break
            except FileExistsError:
                number += 1
        _sync_folder(folder)
        with self._lock:
            self._files[capture.source_id] = path
        return path

    def _append(self, file: Path, record: bytes, *, durable: bool, source_id: str) -> int:
        try:
            with file.open("ab") as out:
                offset = out.tell()
                out.write(record)
                out.flush()
                # A lost revisit loses no bytes, only the note that a page was the same once more.
                if durable:
                    os.fsync(out.fileno())
        except OSError:
            # Half a record may stand at the end: nothing more is written behind it.
            with self._lock:
                self._files.pop(source_id, None)
            raise
        return offset

    def _note(self, entries: list[StoredCapture]) -> None:
        lines = "".join(json.dumps(_as_json(entry), ensure_ascii=False) + "\n" for entry in entries)
        with self._lock:
            with (self.folder / INDEX).open("ab") as index:
                index.write(lines.encode())
            for entry in entries:
                self._remember(entry)

    def _remember(self, entry: StoredCapture) -> None:
        # By place: two processes that mend the index at once note the same record twice.
        self._entries[entry.file, entry.offset] = entry
        if entry.kind != "revisit":
            self._full.setdefault(entry.sha256, entry)
            self._first.setdefault((entry.source_id, entry.sha256), entry)

    def _load(self) -> None:
        """Read the index once, drop what the files do not bear out, add what it lacks."""
        with self._lock:
            if self._loaded:
                return
            self.folder.mkdir(parents=True, exist_ok=True)
            sizes = {
                path.relative_to(self.folder).as_posix(): path.stat().st_size
                for path in sorted(self.folder.glob("*/*.warc.gz"))
            }
            covered = dict.fromkeys(sizes, 0)
            for entry in self._indexed():
                end = entry.offset + entry.length
                if end <= sizes.get(entry.file, -1):
                    covered[entry.file] = max(covered[entry.file], end)
                    self._remember(entry)
            self._loaded = True
            for file, size in sizes.items():
                if covered[file] < size:
                    found = [
                        _entry(stored.capture(), stored.kind, file, offset, length, sha256=stored.sha256)
                        for offset, length, stored in members(self.folder / file, covered[file])
                    ]
                    if found:
                        self._note(found)

    def _indexed(self) -> list[StoredCapture]:
        path = self.folder / INDEX
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return []
        if content and not content.endswith(b"\n"):
            # A line cut short must not swallow the next one appended.
            with path.open("ab") as index:
                index.write(b"\n")
        found = []
        for line in content.splitlines():
            try:
                found.append(_from_json(json.loads(line)))
            except (ValueError, TypeError, KeyError):
                continue
        return found


def _entry(
    capture: Capture,
    kind: Literal["response", "resource", "revisit"],
    file: str,
    offset: int,
    length: int,
    sha256: str = "",
) -> StoredCapture:
    return StoredCapture(
        sha256=sha256 or capture.sha256,
        file=file,
        offset=offset,
        length=length,
        kind=kind,
        url=capture.url,
        source_id=capture.source_id,
        captured_at=capture.captured_at,
        part=capture.part,
        sequence=capture.sequence,
        status=capture.status,
        media_type=capture.media_type,
        link_text=capture.link_text,
        etag=capture.header("etag"),
        last_modified=capture.header("last-modified"),
    )


def _as_json(entry: StoredCapture) -> dict[str, object]:
    # Not dataclasses.asdict: it copies deeply, which shows at thousands of captures a look.
    plain = {name: getattr(entry, name) for name in StoredCapture.__slots__}
    return {**plain, "captured_at": entry.captured_at.isoformat()}


def _from_json(line: dict[str, object]) -> StoredCapture:
    moment = datetime.fromisoformat(str(line["captured_at"]))
    entry = StoredCapture(**{**line, "captured_at": moment})  # type: ignore[arg-type]
    if not (isinstance(entry.offset, int) and isinstance(entry.length, int) and isinstance(entry.file, str)):
        raise TypeError("not an index line")
    return entry


def _sync_folder(folder: Path) -> None:
    """Make a new file's name itself survive a power cut, where the system allows it."""
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
