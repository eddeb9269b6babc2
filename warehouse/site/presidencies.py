"""The presidencies that the chart of signatures marks: code, first day and short name, from ``presidencies.csv``."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_name("presidencies.csv")


class Presidency(NamedTuple):
    """One presidency: the code of ``agreements.administration``, its first day, its name as a chart has room for."""

    code: str
    since: date
    name: str

    @property
    def start(self) -> float:
        """Where on an axis of years it begins: 1 July 2000 is about 2000.5."""
        new_year = date(self.since.year, 1, 1)
        return self.since.year + (self.since - new_year).days / (date(self.since.year + 1, 1, 1) - new_year).days


@cache
def presidencies() -> tuple[Presidency, ...]:
    """Every presidency since December 1982, oldest first; each lasts until the next begins."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return tuple(Presidency(row["administration"], date.fromisoformat(row["from"]), row["name"]) for row in rows)
