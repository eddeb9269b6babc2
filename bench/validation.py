"""What validating costs: a run of 1,350 agreements, and one of a million, made up (SIMULADO), all of them sound.

``python -m bench.validation``. Great Expectations is imported before the clock starts; both judgements of a run are
counted: rows before anything is counted of them, and every table at the gate. Each size in a process of its own, so
that the peak of memory is its own.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import time

import numpy
import pyarrow

from expectations.gate import judge, warm_up
from expectations.holding import broken_rows, row_rules
from expectations.suite import HELD_BACK, REFERENCE_TABLES
from tests.expectations.published import arrow_tables, good_row, good_rows
from warehouse.schema import TABLES

TODAY = "2026-11-23"
SIZES = (1_350, 1_000_000)
ROUNDS = 5
# Tables that grow with the agreements.
GROWING = ("agreements", "agreement_observations", "agreement_versions")


def tables_of(rows: int) -> dict[str, pyarrow.Table]:
    """Every table; the agreements as many as asked for, each with a name, a title and a day of its own.

    A million rows are a million in all: the agreements, what their sources print of them, and their history.
    """
    rows = rows // len(GROWING) if rows > SIZES[0] else rows
    made = arrow_tables(good_rows())
    for name in GROWING:
        one = good_row(TABLES[name])
        numbers = numpy.arange(rows)
        table = pyarrow.table({
            field.name: _repeated(one[field.name], rows, made[name].schema.field(field.name).type)
            for field in TABLES[name].fields
        })  # fmt: skip
        ids = pyarrow.array([f"aii-14-{number:08d}" for number in numbers])
        table = _with(table, "agreement_id", ids)
        if name == "agreement_observations":
            table = _with(table, "observation_id", pyarrow.array([f"obs-{number or '0a'}" for number in numbers]))
        titles = pyarrow.array([f"SIMULADO, acuerdo número {number}, de cooperación" for number in numbers])
        days = [f"{2009 + number % 3}-{number % 12 + 1:02d}-{number % 28 + 1:02d}" for number in numbers]
        table = _with(_with(table, "title", titles), "signed_on", pyarrow.array(days))
        ends = pyarrow.array([f"{int(day[:4]) + 5}{day[4:]}" for day in days])
        made[name] = _with(table, "expires_on", ends)
    return made


def measure(rows: int) -> None:
    """Print the seconds of both judgements over so many rows, and the most memory it took beyond the tables."""
    tables = tables_of(rows)
    warm_up()
    before = _memory()
    given = {name: tables[name] for name in (*HELD_BACK, *REFERENCE_TABLES)}
    seconds, work = [], []
    for _ in range(ROUNDS):
        start, busy = time.perf_counter(), time.process_time()
        held = broken_rows(row_rules(given), given, TODAY)
        verdict = judge(tables, minimum_rows={}, rows_by_source={}, today=TODAY)
        seconds.append(time.perf_counter() - start)
        work.append(time.process_time() - busy)
    if held or not verdict.passed:
        sys.exit(f"the made-up rows are not sound: {[rule.rule.rule_id for rule in held[:3]]} {verdict.summary_line()}")
    total = sum(tables[name].num_rows for name in GROWING)
    print(
        f"{total:>9,} rows  {len(verdict.results):,} rules  {statistics.median(seconds):.2f} s, of them "
        f"{statistics.median(work):.2f} s of a processor (medians of {ROUNDS})  peak {_memory():,} MB, "
        f"{_memory() - before:,} MB more than the tables and the library"
    )


def _repeated(value: object, rows: int, kind: pyarrow.DataType) -> pyarrow.Array:
    return pyarrow.array([value], type=kind).take(pyarrow.array(numpy.zeros(rows, dtype=numpy.int64)))


def _with(table: pyarrow.Table, name: str, values: pyarrow.Array) -> pyarrow.Table:
    return table.set_column(table.column_names.index(name), name, values)


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
    else:
        for size in SIZES:
            subprocess.run([sys.executable, "-m", "bench.validation", str(size)], check=True)
