"""Our rules as somebody with pandas applies them: one plain row function over a data frame, nothing remembered.

``python -m bench.rivals.pandas_apply ROWS.parquet``. For each line on standard input it works through all rows once and
answers with the seconds it took. A line ``remembered`` leaves the rules the caches they ship with; the last result is
written beside the rows, as ``.normalised.parquet``, when input ends.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from extractors.observation import Observation
from transforms.agreements import read_agreement

TODAY = "2026-11-23"
PROVENANCE = (
    "source_id", "dataset", "evidence", "state_of_source", "source_url", "capture_sha256", "seen_on", "locator",
)  # fmt: skip


def normalised(row: Any) -> Any:
    """The record of one row of the frame: where it was read, the printed row, and a column a field."""
    told = dict(zip(row.index, row.to_numpy(), strict=True))
    where = {name.removesuffix("_of_source"): told.pop(name) for name in PROVENANCE}
    original = told.pop("original")
    fields = {name: text for name, text in told.items() if text}
    return read_agreement(Observation(**where, section="", fields=fields, original=original), TODAY).record


def rule_modules() -> list[ModuleType]:
    """The modules whose functions are our rules."""
    return [module for name, module in sys.modules.items() if name.startswith("transforms.")]


def without_caches() -> list[tuple[ModuleType, str, object]]:
    """Make every rule a plain function again; vocabularies stay read. Returns what was replaced."""
    replaced = []
    for module in rule_modules():
        for name, function in list(vars(module).items()):
            if hasattr(function, "cache_parameters") and function.cache_parameters()["maxsize"] is not None:
                replaced.append((module, name, function))
                setattr(module, name, function.__wrapped__)
    return replaced


def main() -> None:
    """Work through the rows as often as asked."""
    given = Path(sys.argv[1])
    frame = pd.read_parquet(given).fillna("")
    frame["original"] = frame["original"].map(json.loads)
    records = None
    for line in sys.stdin:
        replaced = without_caches() if line.strip() != "remembered" else []
        start = time.perf_counter()
        records = pd.DataFrame(frame.apply(normalised, axis=1).tolist())
        print(time.perf_counter() - start, flush=True)
        for module, name, function in replaced:
            setattr(module, name, function)
    if records is not None:
        records.to_parquet(given.with_suffix(".normalised.parquet"))


if __name__ == "__main__":
    main()
