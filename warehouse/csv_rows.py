"""Rows as RFC 4180, column by column: the bytes that ``csv.writer`` makes of them, without a loop over cells.

In: Arrow columns and a heading. Out: a file. Raises ``OSError``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as compute

from warehouse.cells import as_text

# So many rows of the longest cells stay below what one Arrow array of texts holds (2 GiB).
BATCH_ROWS = 16_384
# What makes ``csv.writer`` put a cell into quotes.
QUOTED_FOR = (b'"', b",", b"\r", b"\n")
_QUOTED_FOR = '[",\\r\\n]'


def write_heading(file: BinaryIO, names: Sequence[str]) -> None:
    """Write the line of the names."""
    line = io.StringIO(newline="")
    csv.writer(line).writerow(names)
    file.write(line.getvalue().encode())


def write_rows(file: BinaryIO, columns: Sequence[pa.Array]) -> None:
    """Write columns of quoted texts as lines: null is the empty cell, lines end in CRLF."""
    if not columns or not len(columns[0]):
        return
    cells = columns if len(columns) > 1 else [_told_from_no_line(columns[0])]
    ended = compute.binary_join_element_wise(
        *cells[:-1], _joined(cells[-1], "\r\n"), ",", null_handling="replace", null_replacement=""
    )
    file.write(_bytes(ended))


def batches_of(rows: pa.Table) -> Iterable[Sequence[pa.Array]]:
    """The columns of so many rows at a time as they stand in the CSV, quoted."""
    for batch in rows.to_batches(max_chunksize=BATCH_ROWS):
        yield [quoted(texts(column)) for column in batch.columns]


def texts(column: pa.Array) -> pa.Array:
    """Each cell as ``as_text`` tells it."""
    kind = column.type
    if pa.types.is_string(kind):
        return column
    if pa.types.is_integer(kind) or pa.types.is_date32(kind):
        return column.cast(pa.string())
    if pa.types.is_list(kind) and pa.types.is_string(kind.value_type) and not column.flatten().null_count:
        return compute.binary_join(column, "|")
    if pa.types.is_floating(kind):
        coded = column.dictionary_encode()
        return pa.array([as_text(value) for value in coded.dictionary.to_pylist()], pa.string()).take(coded.indices)
    return pa.array([as_text(value) for value in column.to_pylist()], pa.string())


def quoted(column: pa.Array) -> pa.Array:
    """Texts in quotes where they hold a quote, a comma or the end of a line."""
    content = _bytes(column)
    if not any(sign in content for sign in QUOTED_FOR):
        return column
    column = pa.concat_arrays([column])
    wanted = compute.fill_null(compute.match_substring_regex(column, _QUOTED_FOR), False)
    doubled = compute.replace_substring(column.filter(wanted), '"', '""')
    return compute.replace_with_mask(column, wanted, compute.binary_join_element_wise("", doubled, "", '"'))


def _joined(column: pa.Array, end: str) -> pa.Array:
    return compute.binary_join_element_wise(column, end, "", null_handling="replace", null_replacement="")


def _told_from_no_line(column: pa.Array) -> pa.Array:
    """Of one column only: what is empty is quoted, or its line would be none."""
    empty = compute.equal(compute.fill_null(column, ""), "")
    return compute.if_else(empty, '""', column)


def _bytes(column: pa.Array) -> memoryview | bytes:
    """The texts of a column one after the other."""
    _, places, content = column.buffers()
    if content is None or not len(column):
        return b""
    ends = memoryview(places).cast("i")
    return memoryview(content)[ends[column.offset] : ends[column.offset + len(column)]].tobytes()
