"""The file of the warehouse: opened, and set aside where it is damaged; a complaint of DuckDB becomes one line."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb

# What is wrong with the machine, the folder or the moment, and not with the file.
_OUTSIDE: tuple[tuple[str, str], ...] = (
    (r"no space left|disk quota|disk is full", "no queda espacio en el disco; libere espacio y repita"),
    (r"file too large", "pasa de lo que el sistema deja escribir; suba ese límite (ulimit -f) y repita"),
    (r"(set|conflicting) lock", "otro proceso lo tiene abierto; ciérrelo y repita"),
    (r"permission denied|read-only", "no se puede escribir; revise los permisos de la carpeta o dé otra con --home"),
    (r"too many open files", "hay demasiados archivos abiertos; cierre programas y repita"),
    (r"out of memory|allocate memory|failed to allocate", "no alcanza la memoria; cierre programas y repita"),
)


class WarehouseUnreadable(RuntimeError):
    """The warehouse cannot be used; one line that says which and what to do.

    ``aside``: the name under which a damaged file was kept; empty where the file is not to blame.
    """

    def __init__(self, line: str, aside: str = "") -> None:
        super().__init__(line)
        self.aside = aside


class Connection:
    """A DuckDB connection to one file; every complaint is a ``WarehouseUnreadable``."""

    def __init__(self, file: Path, begin_with: str) -> None:
        """``begin_with``: the statements that make the tables where there are none."""
        self._file = file
        self._ready = False
        self._open: duckdb.DuckDBPyConnection | None = None
        self._open = self._guarded(lambda: duckdb.connect(str(file), config={"threads": 2}))
        self.execute("SET enable_progress_bar = false")
        self.execute(begin_with)
        self._ready = True

    def execute(self, sql: str, values: Sequence[object] = ()) -> Answer:
        """Carry out a statement."""
        # With values, though there be none, DuckDB loads what it would need to take them from a data frame.
        given = [values] if values else []
        return Answer(self._guarded(lambda: self._connection.execute(sql, *given)), self._guarded)

    def executemany(self, sql: str, rows: Sequence[Sequence[object]]) -> None:
        """Carry out a statement for each row."""
        self._guarded(lambda: self._connection.executemany(sql, rows))

    def register(self, name: str, rows: object) -> None:
        """Let statements read the rows under a name."""
        self._guarded(lambda: self._connection.register(name, rows))

    def unregister(self, name: str) -> None:
        """Forget the rows of a name."""
        self._guarded(lambda: self._connection.unregister(name))

    def close(self) -> None:
        """Close the file; more than once does no harm."""
        if self._open is not None:
            self._guarded(self._open.close)
            self._open = None

    @property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        if self._open is None:
            raise WarehouseUnreadable(f"{self._file}: está cerrado; repita")
        return self._open

    def _guarded(self, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except duckdb.Error as error:
            raise self._failure(error) from error

    def _failure(self, error: duckdb.Error) -> WarehouseUnreadable:
        told = str(error)
        if self._ready and isinstance(error, duckdb.ProgrammingError):
            # Tables that are not as they should be, or a slip of ours: nothing to move a file away for by ourselves.
            return WarehouseUnreadable(f"{self._file}: {_first_line(told)}; apártelo y repita: se rehace solo")
        for pattern, line in _OUTSIDE:
            if re.search(pattern, told, re.IGNORECASE):
                return WarehouseUnreadable(f"{self._file}: {line}")
        connection, self._open = self._open, None
        if connection is not None:
            with suppress(duckdb.Error):
                connection.close()
        aside = set_aside(self._file, "damaged")
        return WarehouseUnreadable(f"{self._file}: está dañado ({_first_line(told)}) y quedó en {aside}", aside)


class Answer:
    """The rows of a statement."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, guarded: Callable[[Callable[[], Any]], Any]) -> None:
        self._cursor = cursor
        self._guarded = guarded

    @property
    def names(self) -> list[str]:
        """Names of the columns."""
        return [str(column[0]) for column in self._cursor.description or ()]

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows."""
        rows: list[tuple[Any, ...]] = self._guarded(self._cursor.fetchall)
        return rows

    def fetchone(self) -> tuple[Any, ...] | None:
        """The first row, None where there is none."""
        row: tuple[Any, ...] | None = self._guarded(self._cursor.fetchone)
        return row


def set_aside(file: Path, word: str) -> str:
    """Give the file, and its log beside it, the next free name ``<stem>.<word>-<n>``; returns that, "" without a file.

    The log must go along: beside a new file DuckDB would take it for that one's.
    """
    number = 1
    while (aside := file.with_suffix(f".{word}-{number}")).exists():
        number += 1
    log = file.with_name(f"{file.name}.wal")
    if log.exists():
        os.replace(log, aside.with_name(f"{aside.name}.wal"))
    if not file.exists():
        return ""
    os.replace(file, aside)
    return aside.name


def _first_line(text: str) -> str:
    return " ".join(text.split("\n", 1)[0].split())[:160]
