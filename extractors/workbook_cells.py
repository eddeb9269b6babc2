"""The cells of a workbook as a person sees them, read in a process of its own.

In: the bytes of a workbook. Out: one ``Sheet`` for each that is shown. A workbook may be built to unpack without end,
or say that its one cell stands in the last corner of the sheet, for which its reader takes the memory of all cells
between; the process has its own memory and time and takes nothing with it when it fails. Macros are never run and
links never followed: nothing but the values that were saved is looked at.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from signal import SIGABRT, SIGKILL, SIGSEGV, SIGXCPU
from typing import NamedTuple

MOST_FILES = 2_000
# What a workbook says it unpacks to. A directory of 20,000 people and 30 columns takes 60 MB.
MOST_UNPACKED = 200_000_000
# Compressed by more than this, a file holds next to nothing; the most regular sheets seen stay under 40.
MOST_RATIO = 200
_ALWAYS_SMALL = 2_000_000  # bytes
MOST_ROWS = 50_000
MOST_CELLS = 1_000_000
MOST_SECONDS = 20  # of the processor
MOST_MEMORY = 300_000_000  # bytes
_MOST_WAITING = MOST_SECONDS * 5
_CHILD = "extractors.workbook_extraction"
_OUT_OF_BOUNDS = frozenset({-SIGXCPU, -SIGKILL, -SIGABRT, -SIGSEGV})


class NotASpreadsheet(ValueError):
    """The bytes are not a workbook that can be opened; its text says why, in Spanish and on one line."""


class Sheet(NamedTuple):
    """``rows``: the texts of its cells; ``merged``: first row and column, last row and column of what is merged."""

    name: str
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]]


def sheets_of(body: bytes) -> list[Sheet]:
    """The sheets of an XLSX, XLSB, XLS or ODS that are shown. Raises ``NotASpreadsheet``."""
    _refuse_a_bomb(body)
    words = [sys.executable, "-m", _CHILD]
    try:
        # Our own words; the module is found from the folder above this room, however the product was installed.
        ran = subprocess.run(  # noqa: S603
            words, input=body, capture_output=True, timeout=_MOST_WAITING, check=False,
            cwd=Path(__file__).parents[1], env={**os.environ, "RUST_BACKTRACE": "0"},
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise _asks_too_much() from error
    if ran.returncode in _OUT_OF_BOUNDS:
        raise _asks_too_much()
    answers = [json.loads(line) for line in ran.stdout.splitlines()] if ran.returncode == 0 else []
    if not answers:
        raise NotASpreadsheet("el libro está dañado y no se puede abrir")
    sheets = []
    for answer in answers:
        if isinstance(answer, str):
            raise NotASpreadsheet(answer)
        if answer:
            name, rows, merged = answer
            sheets.append(Sheet(name, rows, [(top, left, bottom, right) for top, left, bottom, right in merged]))
    return sheets


def _asks_too_much() -> NotASpreadsheet:
    return NotASpreadsheet(f"leer el libro pide más de {MOST_SECONDS} s o más memoria de la debida")


def _refuse_a_bomb(body: bytes) -> None:
    """What the list of contents of a packed workbook says already; XLS is not packed."""
    if not body.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            files = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise NotASpreadsheet("el libro está cortado o dañado") from error
    if len(files) > MOST_FILES:
        raise NotASpreadsheet(f"el libro trae {len(files)} archivos, más de {MOST_FILES}")
    if sum(one.file_size for one in files) > MOST_UNPACKED:
        raise NotASpreadsheet(f"el libro pasa de {MOST_UNPACKED // 1_000_000} MB al desempacarlo")
    if any(one.file_size > max(_ALWAYS_SMALL, one.compress_size * MOST_RATIO) for one in files):
        raise NotASpreadsheet(f"un archivo del libro crece más de {MOST_RATIO} veces al desempacarlo")
