"""The pages of a PDF as words, ruled tables and rules with their places, read in a process of its own.

In: the bytes of a PDF. Out: one ``PdfPage`` a page. A PDF may be built to unpack without end, and its parser to run on
what nobody foresaw: the process has its own memory and time and takes nothing with it when it fails.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from signal import SIGKILL, SIGXCPU
from typing import Any, NamedTuple

# A state's list is a few pages; its whole budget, printed, some hundreds.
MOST_PAGES = 500
# A page of the smallest print holds some 3,000.
MOST_WORDS_OF_A_PAGE = 10_000
# What the pages draw, unpacked: dense text takes 20 kB a page, so this is a bomb or a map.
MOST_DECODED = 50_000_000
# Seconds of the processor: 500 dense pages take 80 of this machine's.
MOST_SECONDS = 180
# Of the process, in bytes: 500 dense pages take 0.07 GB, what unpacks to the most allowed a few copies of that.
MOST_MEMORY = 300_000_000
# By the clock, for a machine that is busy with other things.
_MOST_WAITING = MOST_SECONDS * 5

_END_MARK = re.compile(rb"%%EOF|startxref\s+\d+\s*\Z")
_OBJECT = re.compile(rb"\b\d+\s+\d+\s+obj\b")
_CHILD = "extractors.pdf_extraction"


class NotAPdf(ValueError):
    """The bytes are no PDF whose text can be read; its text says why, in Spanish and on one line."""


class Word(NamedTuple):
    """A word and its place in points from the top left corner; ``face``: name and size of its letters."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    face: str


class Cell(NamedTuple):
    """A cell of a ruled table: the columns and rows of its table that it covers, and the lines it prints."""

    first_column: int
    last_column: int
    first_row: int
    last_row: int
    lines: list[str]


class RuledTable(NamedTuple):
    """``columns`` and ``rows``: places of the lines between them, outer ones included."""

    columns: list[float]
    rows: list[float]
    cells: list[Cell]


class Rule(NamedTuple):
    """A horizontal line, or an edge of a coloured band."""

    left: float
    right: float
    y: float


class PdfPage(NamedTuple):
    """What a page shows. ``is_picture``: it is one large image and no text."""

    number: int
    words: list[Word]
    tables: list[RuledTable]
    rules: list[Rule]
    is_picture: bool


def pages_of(body: bytes) -> list[PdfPage]:
    """The pages of a PDF. Raises ``NotAPdf``."""
    _refuse_the_unfinished(body)
    words = [sys.executable, "-m", _CHILD]
    try:
        # Our own words; the module is found from the folder above this room, however the product was installed.
        ran = subprocess.run(  # noqa: S603
            words, input=body, capture_output=True, timeout=_MOST_WAITING, check=False, cwd=Path(__file__).parents[1]
        )
    except subprocess.TimeoutExpired as error:
        raise _takes_too_long() from error
    if ran.returncode in {-SIGXCPU, -SIGKILL}:
        raise _takes_too_long()
    answers = [json.loads(line) for line in ran.stdout.decode().splitlines()] if ran.returncode == 0 else []
    if not answers:
        raise NotAPdf("el PDF está dañado y no se puede abrir")
    return list(_pages_in(answers))


def _takes_too_long() -> NotAPdf:
    return NotAPdf(f"leer el PDF pide más de {MOST_SECONDS} s o más memoria de la debida")


def _refuse_the_unfinished(body: bytes) -> None:
    """A PDF that was cut short would be mended by its parser, without the pages that are missing."""
    if b"%PDF-" not in body[:1024]:
        raise NotAPdf("no es un PDF: no empieza como uno")
    ends = [found.end() for found in _END_MARK.finditer(body)]
    if not ends or _OBJECT.search(body, ends[-1]):
        raise NotAPdf("el PDF está cortado: le falta el final")


def _pages_in(answers: list[Any]) -> Iterator[PdfPage]:
    for answer in answers:
        if isinstance(answer, str):
            raise NotAPdf(answer)
        number, words, tables, rules, is_picture = answer
        yield PdfPage(
            number,
            [Word(*word) for word in words],
            [RuledTable(columns, rows, [Cell(*cell) for cell in cells]) for columns, rows, cells in tables],
            [Rule(*rule) for rule in rules],
            is_picture,
        )
