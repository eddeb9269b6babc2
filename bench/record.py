"""The figures of the last full run of each row, in ``docs/benchmarks.json``: what the page is made of, row by row."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.machine import facts
from bench.measured import Measure

RECORD = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.json"


@dataclass(frozen=True, slots=True)
class Recorded:
    """The figures of a row, and what they were taken on."""

    machine: Mapping[str, str]
    measures: tuple[Measure, ...]


def read_record(path: Path = RECORD) -> dict[str, Recorded]:
    """What was recorded, by the module that measured it; nothing where there is no record yet."""
    if not path.exists():
        return {}
    return {
        row: Recorded(one["machine"], tuple(Measure(**figure) for figure in one["figures"]))
        for row, one in json.loads(path.read_text()).items()
    }


def enter(row: str, measures: Sequence[Measure], path: Path = RECORD) -> None:
    """Put the figures of a row, taken here and now, in the place of its former ones."""
    known = read_record(path) | {row: Recorded(facts(), tuple(measures))}
    told = {
        name: {"machine": dict(one.machine), "figures": [asdict(figure) for figure in one.measures]}
        for name, one in sorted(known.items())
    }
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
