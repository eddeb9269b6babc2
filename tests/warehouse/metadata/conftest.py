"""One small SIMULADO version with its metadata, written once for the whole package."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from tests.warehouse.metadata.described import PUBLISHER, VERSION, described_tables
from warehouse.files import write_csv, write_parquet
from warehouse.metadata.writing import write_metadata


@pytest.fixture(scope="package")
def tables() -> Mapping[str, pa.Table]:
    """Two agreements, a claim of an encyclopaedia and the rows they refer to."""
    return described_tables()


@pytest.fixture(scope="package")
def folder(tables: Mapping[str, pa.Table], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The version's folder; no test may change it."""
    path = tmp_path_factory.mktemp("metadata") / VERSION
    path.mkdir()
    for name, rows in tables.items():
        write_csv(rows, path / f"{name}.csv")
        write_parquet(rows, path / f"{name}.parquet")
    (path / "acuerdos.duckdb").write_bytes(b"SIMULADO")
    write_metadata(path, tables, version=VERSION, previous="2026-11-23", publisher=PUBLISHER)
    return path


@pytest.fixture
def copied(folder: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    return shutil.copytree(folder, tmp_path / VERSION)
