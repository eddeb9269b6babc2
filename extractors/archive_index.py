"""Where each capture is stored: an index beside the WARC files that is asked, not loaded.

In: the folder of an archive, and an entry for each record appended there. Out: entries. The WARC files stay the truth:
``index.sqlite3`` only makes their records quick to find, and is made again from them where it is lacking, of another
schema, damaged or behind. Raises OSError where it can be neither read nor written.
"""

from __future__ import annotations

import errno
import os
import sqlite3
import threading
import weakref
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from extractors.capture import Capture
from extractors.warc import Kind, members

INDEX = "index.sqlite3"
# Of releases that read it whole at each look. Nobody asks it any more, and it would grow stale beside the new one; a
# former release that comes back makes its own again from the WARC files.
FORMER_INDEX = "index.jsonl"
SCHEMA = 1
# Seconds to wait for another process: to enter what a whole archive holds takes some.
_PATIENCE = 60.0
# So often an index is opened anew for one question. Several processes may find the same damage at once, and each
# other's new file moved away.
_CHANCES = 5
_DAMAGED = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """Where and how a capture is stored: all of it but the body and the headers."""

    sha256: str
    file: str
    offset: int
    length: int
    kind: Kind
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

    @classmethod
    def of(cls, capture: Capture, kind: Kind, *, file: str, offset: int, length: int) -> StoredCapture:
        """The entry of a capture whose record is ``length`` bytes from ``offset`` on in ``file``."""
        return cls(
            capture.sha256, file, offset, length, kind, capture.url, capture.source_id, capture.captured_at,
            capture.part, capture.sequence, capture.status, capture.media_type, capture.link_text,
            capture.header("etag"), capture.header("last-modified"),
        )  # fmt: skip


_NAMES = [field.name for field in fields(StoredCapture)]
_COLUMNS = ", ".join(_NAMES)
_INSERT = f"INSERT OR IGNORE INTO captures ({_COLUMNS}) VALUES ({', '.join('?' * len(_NAMES))})"
_SELECT = f"SELECT {_COLUMNS} FROM captures"
# Two processes that mend the index at once enter a record once: ``one_record``. Its place alone would do for that; with
# source and length it also answers how much of each file of a source is known, without a look at the table.
_DDL = f"""
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS captures (
    number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, file TEXT NOT NULL, offset INTEGER NOT NULL,
    length INTEGER NOT NULL, kind TEXT NOT NULL, url TEXT NOT NULL, source_id TEXT NOT NULL,
    captured_at TEXT NOT NULL, part TEXT NOT NULL, sequence INTEGER NOT NULL, status INTEGER NOT NULL,
    media_type TEXT NOT NULL, link_text TEXT NOT NULL, etag TEXT NOT NULL, last_modified TEXT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS one_record ON captures (source_id, file, offset, length);
CREATE INDEX IF NOT EXISTS whole_bodies ON captures (sha256, source_id) WHERE kind <> 'revisit';
PRAGMA user_version = {SCHEMA};
COMMIT;
"""
_KNOWN = "SELECT file, SUM(length), MAX(offset + length) FROM captures WHERE source_id = ? GROUP BY file"
_OF_FILE = f"{_SELECT} WHERE source_id = ? AND file = ?"
_FORGET = "DELETE FROM captures WHERE source_id = ? AND file = ?"


class _OtherSchema(sqlite3.DatabaseError):
    """An index of another release; to be treated as a file that is none of ours."""

    sqlite_errorcode = sqlite3.SQLITE_NOTADB


class ArchiveIndex:
    """The index of one folder; safe to use from several threads, beside others of other processes.

    ``lost``: the entries that were dropped, when it was opened, because their bytes are no longer there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / INDEX
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._close: Callable[[], object] = lambda: None
        self._inode = 0
        self._proven = False
        self.lost: list[StoredCapture] = []

    def add(self, entries: Sequence[StoredCapture]) -> None:
        """Enter records that have just been appended; all or none of them."""
        if entries:
            self._tried(partial(_insert_all, [_as_row(entry) for entry in entries]))

    def whole(self, sha256: str, source_id: str | None = None) -> StoredCapture | None:
        """The first record that holds the bytes with that SHA-256, of one source or of any; None if there is none."""
        mine, values = ("", [sha256]) if source_id is None else (" AND source_id = ?", [sha256, source_id])
        found = self._ask(f"{_SELECT} WHERE sha256 = ?{mine} AND kind <> 'revisit' ORDER BY number LIMIT 1", values)
        return _from_row(found[0]) if found else None

    def entries(self, source_id: str | None = None) -> list[StoredCapture]:
        """Every record, of one source or of all, in the order they were entered."""
        mine, values = ("", []) if source_id is None else (" WHERE source_id = ?", [source_id])
        return [_from_row(row) for row in self._ask(f"{_SELECT}{mine} ORDER BY number", values)]

    def prove(self) -> None:
        """Make an index again that contradicts itself; to be asked once an answer does not fit the files.

        That is how one looks after a power cut, or in a copy made while it was written.
        """
        with self._lock:
            if not self._proven and self._ask("PRAGMA integrity_check(1)") != [("ok",)]:
                self._discard()
                self._disconnect()
            self._proven = True

    def _ask(self, statement: str, values: Sequence[object] = ()) -> list[Any]:
        """The rows of one statement."""
        return self._tried(lambda connection: connection.execute(statement, values).fetchall())

    def _tried(self, work: Callable[[sqlite3.Connection], list[Any]]) -> list[Any]:
        """What comes of some work; an index that is damaged, or was moved away, is opened anew."""
        with self._lock:
            chances = _CHANCES
            while True:
                try:
                    return work(self._opened())
                except sqlite3.Error as error:
                    chances -= 1
                    if not (self._made_way(error) and chances):
                        raise self._failure(error) from error

    def _made_way(self, error: sqlite3.Error) -> bool:
        """Whether another try may fare better, now that the file is out of its way."""
        # What has no code is told by Python: text that is no UTF-8.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
        damaged = code & 0xFF in _DAMAGED
        if damaged:
            self._discard()
        self._disconnect()
        return damaged or code == sqlite3.SQLITE_READONLY_DBMOVED

    def _failure(self, error: sqlite3.Error) -> OSError:
        full = getattr(error, "sqlite_errorcode", 0) == sqlite3.SQLITE_FULL
        return OSError(errno.ENOSPC if full else errno.EIO, str(error), str(self._path))

    def _discard(self) -> None:
        """Remove the file that this connection read; one that another process has put in its place meanwhile stays."""
        with suppress(FileNotFoundError):
            if self._path.stat().st_ino == self._inode:
                self._path.with_name(f"{INDEX}-journal").unlink(missing_ok=True)
                self._path.unlink()

    def _disconnect(self) -> None:
        self._close()
        self._connection = None

    def _opened(self) -> sqlite3.Connection:
        """The connection; the first time, and after damage, of an index that knows what the files hold."""
        if self._connection is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            # Every use holds our own lock, so any thread may be the one.
            connection = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            # Not when somebody thinks of it: archives are made for one look and dropped.
            self._close = weakref.finalize(self, connection.close)
            self._inode = self._path.stat().st_ino
            try:
                self._prepare(connection)
                self._mend(connection)
            except BaseException:
                self._close()
                raise
            self._connection = connection
        return self._connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        # No waiting for the disk: what a power cut spoils here is made again from the WARC files, which do wait for
        # it, and the SHA-256 of every record is checked when it is read.
        connection.execute("PRAGMA synchronous = OFF")
        # The default of 2 MB would fill with history, anew in whichever thread's memory a look first asks.
        connection.execute("PRAGMA cache_size = -256")
        # Not WAL, whose shared memory does not reach another machine: homes may lie on NFS.
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version not in (0, SCHEMA):
            raise _OtherSchema(f"schema {version}, not {SCHEMA}")
        if version == 0:
            connection.executescript(_DDL)
            with suppress(OSError):
                (self._folder / FORMER_INDEX).unlink()

    def _mend(self, connection: sqlite3.Connection) -> None:
        """Drop what the files do not bear out, enter what the index lacks, in the order of its capture."""
        # They wait in a temporary table, so that nobody else is kept waiting while files are read, and none of this
        # is held in memory.
        connection.execute(f"CREATE TEMP TABLE found AS {_SELECT} LIMIT 0")
        places = ", ".join("?" * len(_NAMES))
        connection.executemany(f"INSERT INTO found VALUES ({places})", map(_as_row, self._lacking(connection)))
        if connection.execute("SELECT EXISTS (SELECT 1 FROM found)").fetchone() == (1,):
            connection.execute(f"INSERT OR IGNORE INTO captures ({_COLUMNS}) "
                               "SELECT * FROM found ORDER BY captured_at, file, offset")  # fmt: skip
        connection.execute("DROP TABLE found")

    def _lacking(self, connection: sqlite3.Connection) -> Iterator[StoredCapture]:
        """The records that the index lacks, folder by folder; entries whose bytes are gone are dropped on the way."""
        indexed = {source_id for (source_id,) in connection.execute("SELECT DISTINCT source_id FROM captures")}
        for source_id in sorted(indexed | _folders(self._folder)):
            # Asked before the folder is: a file is there before its entries are.
            known = {file: (total, end) for file, total, end in connection.execute(_KNOWN, (source_id,))}
            sizes = _sizes(self._folder / source_id)
            for file, (_, end) in known.items():
                if end > sizes.get(file, 0) and end > (size := _size_told_anew(self._folder / file)):
                    yield from self._shrunk(connection, source_id, file, size)
                    known[file] = (size, size)
            for file, size in sorted(sizes.items()):
                total, end = known.get(file, (0, 0))
                if total < size:
                    # Where there is a gap, all of it is read again; what is known is not entered twice.
                    yield from self._records(file, end if total == end else 0)

    def _shrunk(self, connection: sqlite3.Connection, source_id: str, file: str, size: int) -> Iterator[StoredCapture]:
        """What is left in a file that lost bytes, wherever it lies by now; the rest is noted as lost."""
        before = [_from_row(row) for row in connection.execute(_OF_FILE, (source_id, file))]
        connection.execute(_FORGET, (source_id, file))
        left = list(self._records(file, 0)) if size else []
        kept = {(one.sha256, one.url, one.captured_at, one.sequence) for one in left}
        self.lost += (one for one in before if (one.sha256, one.url, one.captured_at, one.sequence) not in kept)
        yield from left

    def _records(self, file: str, start: int) -> Iterator[StoredCapture]:
        for offset, length, stored in members(self._folder / file, start):
            yield StoredCapture.of(stored.capture(), stored.kind, file=file, offset=offset, length=length)


def _insert_all(rows: Sequence[tuple[object, ...]], connection: sqlite3.Connection) -> list[Any]:
    """One transaction: each has a file of its own written and cut, which takes ten times as long as the row."""
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(_INSERT, rows)
    return connection.execute("COMMIT").fetchall()


def _as_row(entry: StoredCapture) -> tuple[object, ...]:
    values = (getattr(entry, name) for name in _NAMES)
    return tuple(value.isoformat() if isinstance(value, datetime) else value for value in values)


def _from_row(row: Sequence[Any]) -> StoredCapture:
    named = dict(zip(_NAMES, row, strict=True))
    return StoredCapture(**{**named, "captured_at": datetime.fromisoformat(named["captured_at"])})


def _folders(folder: Path) -> set[str]:
    with os.scandir(folder) as found:
        return {one.name for one in found if one.is_dir()}


def _sizes(folder: Path) -> dict[str, int]:
    """The size of each WARC file of a folder, by its name in the archive."""
    try:
        with os.scandir(folder) as found:
            return {f"{folder.name}/{one.name}": one.stat().st_size for one in found if one.name.endswith(".warc.gz")}
    except FileNotFoundError:
        return {}


def _size_told_anew(path: Path) -> int:
    """The size of a file, 0 if it is gone. Over NFS only opening it asks the server: it may be seconds old."""
    try:
        with path.open("rb") as file:
            return os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        return 0
