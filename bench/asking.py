"""Milliseconds to ask a history of 1,000,000 states of agreements (SIMULADO) as of a day, beside a full scan.

``python -m bench.asking``. Ours is the path of ``acuerdos query`` past the start of the process: the published database
opened and locked, the macros of ``time_travel/``, the rows in Python. The page of a state is those that hold today.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.made_up_tables import STATES_EACH, made_up_history, version_of, with_empty
from bench.measured import QUICK_ROUNDS, ROUNDS, Measure, main, side_by_side
from bench.rivals.full_scan import as_of
from warehouse.files import DATABASE, write_database, write_parquet
from warehouse.published_query import answer

ROWS, QUICK_ROWS = 1_000_000, 50_000
AT_MOST = 50.0
STATE, AGREEMENT = "14", "aii-14-00000013"


def measure(quick: bool) -> list[Measure]:
    """Three figures. Raises ``AssertionError`` where both do not answer alike."""
    rows = made_up_history(QUICK_ROWS if quick else ROWS)
    half, newest = version_of(STATES_EACH // 2), version_of(STATES_EACH)
    asked = (
        ("as of a day, a state", half, "state_code", STATE),
        ("as of a day, an agreement", half, "agreement_id", AGREEMENT),
        ("a state's page", newest, "state_code", STATE),
    )
    with tempfile.TemporaryDirectory() as folder:
        database, history = Path(folder) / DATABASE, Path(folder) / "agreement_versions.parquet"
        write_database(with_empty({"agreement_versions": rows}), database)
        write_parquet(rows, history)
        return [_figure(what, database, history, day, column, value, quick) for what, day, column, value in asked]


def _figure(what: str, database: Path, history: Path, day: str, column: str, value: str, quick: bool) -> Measure:
    sql = f"FROM agreements_as_of('{day}') WHERE {column} = '{value}'"
    _, ours = answer(database, sql)
    theirs = as_of(history, day, column, value)
    assert ours == [tuple(row) for row in theirs.rows()]
    seconds, rival = side_by_side(
        lambda: answer(database, sql), lambda: as_of(history, day, column, value), QUICK_ROUNDS if quick else ROUNDS
    )
    note = f"{len(ours):,} rows; full scan with polars {1000 * rival:.0f} ms"
    return Measure(what, "ms", 1000 * seconds, AT_MOST, False, note=note)


if __name__ == "__main__":
    main(measure)
