"""A version as a data engineer writes it with polars: Parquet, CSV and a list of SHA-256."""

from __future__ import annotations

import hashlib
from pathlib import Path

import polars as pl


def write_version(rows: pl.DataFrame, folder: Path) -> None:
    """``agreements.parquet``, ``agreements.csv`` and ``SHA256SUMS`` in ``folder``."""
    rows.write_parquet(folder / "agreements.parquet", compression="zstd")
    rows.with_columns(pl.col("topics").list.join("|")).write_csv(folder / "agreements.csv", line_terminator="\r\n")
    lines = []
    for path in sorted(folder.glob("agreements.*")):
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.name}\n")
    (folder / "SHA256SUMS").write_text("".join(lines))
