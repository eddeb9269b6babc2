"""What was known on a day, as a script asks the published Parquet file that reads all of it: polars."""

from __future__ import annotations

from pathlib import Path

import polars as pl


def as_of(history: Path, day: str, column: str, value: str) -> pl.DataFrame:
    """The rows of ``agreement_versions`` that held at the end of ``day``, of one state or one agreement."""
    rows = pl.read_parquet(history)
    held = (pl.col("valid_from") <= day) & (pl.col("valid_to").is_null() | (pl.col("valid_to") > day))
    return rows.filter((pl.col(column) == value) & held).drop("valid_from", "valid_to").sort("agreement_id")
