"""Tables as a spreadsheet shows them: Spanish headings, labels in place of codes; and ``<table>.excel.csv``."""

from __future__ import annotations

import codecs
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy
import pyarrow as pa

from warehouse.cells import as_text
from warehouse.csv_rows import BATCH_ROWS, quoted, write_heading, write_rows
from warehouse.excel_safety import defused, fitting
from warehouse.fields import Field, Kind, Table

JOINT = "; "
NUMERIC: frozenset[Kind] = frozenset({"integer", "number"})

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A column by its distinct cells: most work is done once for each of them, not once a row."""

    cells: tuple[Cell, ...]
    places: numpy.ndarray

    def shown_by(self, change: Callable[[Cell], Cell]) -> ShownColumn:
        """The column with each of its cells changed."""
        return ShownColumn(tuple(change(cell) for cell in self.cells), self.places)

    def rows(self) -> list[Cell]:
        """One cell a row."""
        cells = self.cells
        return [cells[place] for place in self.places.tolist()]


def spanish_headings(table: Table) -> list[str]:
    """The Spanish labels of the columns; a second one of the same words gets a number."""
    seen: Counter[str] = Counter()
    headings = []
    for field in table.fields:
        seen[field.spanish] += 1
        again = seen[field.spanish]
        headings.append(f"{field.spanish} ({again})" if again > 1 else field.spanish)
    return headings


def shown_column(field: Field, column: pa.ChunkedArray) -> ShownColumn:
    """The column as people read it: labels for codes, lists joined by ``; ``, dates as ISO text, numbers as numbers.

    A code that is not in its vocabulary stays as it stands; the empty text and the empty list are None.
    """
    if field.kind == "text_list":
        label = _label(field)
        lists = column.to_pylist()
        column = pa.chunked_array([pa.array([JOINT.join(map(label, items or ())) for items in lists], pa.string())])
    elif field.kind == "date":
        column = column.cast(pa.string())
    coded = column.combine_chunks().dictionary_encode(null_encoding="encode")
    cells: list[Cell] = coded.dictionary.to_pylist()
    if field.kind not in NUMERIC:
        label = _label(field)
        cells = [fitting(label(str(text))) if text else None for text in cells]
    return ShownColumn(tuple(cells), coded.indices.to_numpy(zero_copy_only=False))


def write_excel_csv(table: Table, rows: pa.Table, path: Path) -> None:
    """Write ``rows`` so that Excel opens them by a double click: UTF-8 with its mark, comma, CRLF.

    A text that Excel would take for a formula stands behind an apostrophe; the ``<table>.csv`` beside is verbatim.
    """
    columns = []
    for field in table.fields:
        safe = as_text if field.kind in NUMERIC else _safe
        shown = shown_column(field, rows.column(field.name)).shown_by(safe)
        columns.append((quoted(pa.array(shown.cells, pa.string())), pa.array(shown.places)))
    with path.open("wb") as file:
        file.write(codecs.BOM_UTF8)
        write_heading(file, spanish_headings(table))
        for start in range(0, rows.num_rows, BATCH_ROWS):
            write_rows(file, [cells.take(places.slice(start, BATCH_ROWS)) for cells, places in columns])


def _label(field: Field) -> Callable[[str], str]:
    return field.vocabulary.spanish if field.vocabulary else str


def _safe(cell: Cell) -> str | None:
    return None if cell is None else defused(str(cell))
