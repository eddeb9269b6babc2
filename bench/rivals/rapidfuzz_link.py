"""Linking by ``rapidfuzz.process`` without blocking: each row seen against all known, of the same state or not."""

from __future__ import annotations

import numpy
import pyarrow as pa
from rapidfuzz import fuzz, process, utils

# What a row is made of, in one text: parties, title, date.
_READ = ("signed_on", "counterpart", "local_party", "title", "state_code")
LEAST = 80
WORKERS = -1


def texts(table: pa.Table) -> list[str]:
    """One text a row, cleaned as the library does by default."""
    columns = [table.column(name).to_pylist() for name in _READ]
    return [utils.default_process(" ".join(part or "" for part in parts)) for parts in zip(*columns, strict=True)]


def link(known: pa.Table, seen: pa.Table) -> dict[int, str]:
    """The known row of each row seen, the best first, none twice; by ``unique_id``, a number for a row seen."""
    names, places = known.column("unique_id").to_pylist(), seen.column("unique_id").to_pylist()
    left, right = texts(known), texts(seen)
    best: list[tuple[float, int, int]] = []
    for start in range(0, len(right), 256):
        scores = process.cdist(
            right[start : start + 256], left, scorer=fuzz.ratio, score_cutoff=LEAST, dtype=numpy.uint8,
            workers=WORKERS,
        )  # fmt: skip
        for row, line in enumerate(scores.argmax(axis=1)):
            if scores[row, line] >= LEAST:
                best.append((-float(scores[row, line]), start + row, int(line)))
    found: dict[int, str] = {}
    taken: set[int] = set()
    for _, row, line in sorted(best):
        if line not in taken:
            taken.add(line)
            found[int(places[row])] = names[line]
    return found
