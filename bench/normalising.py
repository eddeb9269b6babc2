"""A million raw rows to records, beside the same rules as a plain row function in pandas ``apply`` (SIMULADO).

``python -m bench.normalising``. Ours is what a run does: batches of the size of ``flows/batches.py``, each interpreted
and put into Arrow. Five rounds of new rows each, in turns with the rival, which works through fewer: what it takes
grows with its rows and with nothing else. The records of rows that both read must be equal.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, cast

import pyarrow as pa
import pyarrow.parquet as pq

from bench.made_up_rows import made_up_rows
from bench.measured import QUICK_ROUNDS, ROUNDS, Measure, main
from bench.rivals.pandas_apply import PROVENANCE, TODAY
from extractors.observation import Observation
from flows.batches import ROWS
from transforms.interpretation import interpret
from warehouse.arrow import arrow_table
from warehouse.schema import TABLES

AMOUNT, QUICK_AMOUNT = 1_000_000, 6_000
RIVALS_ROWS, QUICK_RIVALS_ROWS = 10_000, 200
WARMING_ROWS, QUICK_WARMING_ROWS = 20_000, 8_000
MOST_MEMORY = 2 * 1024.0


def normalised(rows: Sequence[Observation]) -> pa.Table:
    """The records of a batch, as Arrow."""
    read = interpret((("agreements", row) for row in rows), TODAY)
    records = [reading.record for one in read for reading in one.readings if reading.record]
    return arrow_table(TABLES["agreements"], records)


def seconds_of(rows: Iterable[Observation]) -> float:
    """Seconds of normalising rows, in batches that come as they are made; making them is not counted."""
    rows = iter(rows)
    taken = 0.0
    while batch := list(islice(rows, ROWS)):
        start = time.perf_counter()
        normalised(batch)
        taken += time.perf_counter() - start
    return taken


def write_frame(rows: Sequence[Observation], path: Path) -> None:
    """The rows as a file that pandas reads: where each was read, its printed row as JSON, and a column a field."""
    schema = pa.schema([(name, pa.string()) for name in (*PROVENANCE, "original", *sorted(_fields(rows)))])
    given = [
        {
            **{name: getattr(row, name.removesuffix("_of_source")) for name in PROVENANCE},
            "original": json.dumps(row.original),
            **row.fields,
        }
        for row in rows
    ]
    pq.write_table(pa.Table.from_pylist(given, schema=schema), path)


def _fields(rows: Sequence[Observation]) -> set[str]:
    return {name for row in rows for name in row.fields}


def check_equal(rows: Sequence[Observation], theirs: Path) -> None:
    """Raises ``AssertionError`` where the rival's records are others than ours."""
    read = interpret((("agreements", row) for row in rows), TODAY)
    ours = pa.Table.from_pylist([reading.record for one in read for reading in one.readings if reading.record])
    for name in ours.column_names:
        assert ours[name].to_pylist() == pq.read_table(theirs, columns=[name])[name].to_pylist(), name


class Rival:
    """The data frame's process, which works through its rows whenever asked."""

    def __init__(self, path: Path) -> None:
        words = [sys.executable, "-m", "bench.rivals.pandas_apply", str(path)]
        self._process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def seconds(self, how: str = "plain") -> float:
        """Seconds of one round."""
        told, answer = cast(IO[str], self._process.stdin), cast(IO[str], self._process.stdout)
        print(how, file=told, flush=True)
        return float(answer.readline())

    def close(self) -> None:
        """Let it write its last result and end. Raises ``AssertionError`` where it fell over."""
        self._process.communicate()
        assert self._process.returncode == 0


def measure(quick: bool) -> list[Measure]:
    """Rows a second of both, and the most memory that ours took."""
    rounds = QUICK_ROUNDS if quick else ROUNDS
    amount = (QUICK_AMOUNT if quick else AMOUNT) // rounds
    same = list(made_up_rows(QUICK_RIVALS_ROWS if quick else RIVALS_ROWS, 0))
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.parquet"
        write_frame(same, path)
        rival = Rival(path)
        remembered = 0.0
        for _ in range(2):  # both warmed up
            remembered = rival.seconds("remembered")
        seconds_of(made_up_rows(QUICK_WARMING_ROWS if quick else WARMING_ROWS, 0))
        for number in range(rounds):
            ours.append(seconds_of(made_up_rows(amount, number + 1)))
            theirs.append(rival.seconds())
        rival.close()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        check_equal(same, path.with_suffix(".normalised.parquet"))
    remembering = len(same) / remembered
    note = (
        f"{rounds} rounds of {amount:,} rows, the rival's of {len(same):,}; "
        f"were its functions to remember what ours do, and its rows known: {remembering:,.0f} rows/s"
    )
    what = "normalise rows (dates, places, countries, types, topics)"
    rates = amount / statistics.median(ours), len(same) / statistics.median(theirs)
    peak = f"peak over {amount * rounds:,} rows"
    return [
        Measure(what, "rows/s", rates[0], 4.0, True, "plain rules in pandas apply", rates[1], note),
        Measure("normalise rows: memory", "MiB", memory, MOST_MEMORY, False, note=peak),
    ]


if __name__ == "__main__":
    main(measure)
