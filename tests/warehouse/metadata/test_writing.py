"""The metadata of a version repeat byte by byte (SIMULADO)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from tests.warehouse.metadata.described import PUBLISHER, VERSION
from warehouse.metadata.writing import write_metadata


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_tables_and_version_give_the_same_bytes(
    folder: Path, copied: Path, tables: Mapping[str, pa.Table]
) -> None:
    # The database never repeats, so it may not show in any document.
    (copied / "acuerdos.duckdb").write_bytes(b"SIMULADO, otra vez")
    write_metadata(copied, tables, version=VERSION, previous="2026-11-23", publisher=PUBLISHER)
    (copied / "acuerdos.duckdb").write_bytes((folder / "acuerdos.duckdb").read_bytes())
    assert contents(copied) == contents(folder)


def test_no_document_names_where_it_was_written(folder: Path) -> None:
    written = b"".join(contents(folder)[name] for name in ("dcat.jsonld", "datapackage.json", "CITATION.cff"))
    assert str(folder.parent).encode() not in written and b"localhost" not in written
