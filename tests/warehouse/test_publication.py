from __future__ import annotations

import csv
import hashlib
import json
import os
from pathlib import Path

import duckdb
import pyarrow.parquet as parquet
import pytest

from tests.warehouse.simulated import agreement, all_tables
from warehouse.arrow import SchemaMismatch
from warehouse.checksums import write_sums
from warehouse.publication import VersionExists, next_version, publish, repair
from warehouse.published import verify
from warehouse.schema import TABLES

FIRST = "2026-11-23"
SECOND = "2026-11-24"


def put(public: Path, version: str = FIRST, **filled: list[dict[str, object]]) -> Path:
    return publish(all_tables(**filled), public, version=version, index={"sources": {}}, quality_report={"ok": True})


def pointer(public: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((public / "latest.json").read_text())
    return found


def test_latest_names_the_version(tmp_path: Path) -> None:
    put(tmp_path)
    assert pointer(tmp_path)["path"] == f"v/{FIRST}"
    assert (tmp_path / "latest").readlink() == Path("v", FIRST)
    assert (tmp_path / "latest" / "agreements.csv").is_file()


def test_second_publication_elsewhere_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = put(tmp_path / "one"), put(tmp_path / "other")
    names = sorted(path.name for path in one.iterdir())
    assert names == sorted(path.name for path in other.iterdir())
    # The DuckDB file never repeats, nor does the one line of SHA256SUMS that covers it.
    for name in set(names) - {"acuerdos.duckdb", "SHA256SUMS"}:
        assert (one / name).read_bytes() == (other / name).read_bytes(), name


def test_csv_reads_back_with_one_null_and_joined_lists(tmp_path: Path) -> None:
    with (put(tmp_path) / "agreements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[1]["title"] == 'SIMULADO, con "comillas", coma\ny renglón'
    assert (rows[1]["topics"], rows[1]["withdrawn_on"]) == ("culture|tourism", "")


def test_database_holds_what_parquet_does(tmp_path: Path) -> None:
    folder = put(tmp_path)
    with duckdb.connect(str(folder / "acuerdos.duckdb"), read_only=True) as connection:
        for name in TABLES:
            assert (
                connection.sql(f'FROM "{name}"').to_arrow_table().equals(parquet.read_table(folder / f"{name}.parquet"))
            )


def test_database_carries_the_meaning_of_its_columns(tmp_path: Path) -> None:
    query = (
        "SELECT comment FROM duckdb_columns() "
        "WHERE schema_name = 'main' AND table_name = 'agreements' AND column_name = 'status'"
    )
    with duckdb.connect(str(put(tmp_path) / "acuerdos.duckdb"), read_only=True) as connection:
        (comment,) = connection.execute(query).fetchall()[0]
    assert TABLES["agreements"].field("status").meaning in comment


def test_index_tells_rows_files_and_what_was_passed_in(tmp_path: Path) -> None:
    index = json.loads((put(tmp_path) / "index.json").read_text())
    assert index["rows"]["agreements"] == 2
    assert (index["version"], index["previous"], index["sources"]) == (FIRST, None, {})
    listed = {file["name"]: file for file in index["files"]}
    content = (tmp_path / "v" / FIRST / "laws.csv").read_bytes()
    assert listed["laws.csv"]["sha256"] == hashlib.sha256(content).hexdigest()


def test_quality_page_is_listed_like_the_other_files(tmp_path: Path) -> None:
    folder = put(tmp_path)
    digest = hashlib.sha256((folder / "quality.html").read_bytes()).hexdigest()
    assert f"{digest}  quality.html" in (folder / "SHA256SUMS").read_text()
    listed = {file["name"]: file for file in json.loads((folder / "index.json").read_text())["files"]}
    assert listed["quality.html"]["sha256"] == digest
    assert f"Calidad de la versión {FIRST}" in (folder / "quality.html").read_text()


def test_older_version_without_a_quality_page_still_verifies(tmp_path: Path) -> None:
    folder = put(tmp_path)
    (folder / "quality.html").unlink()
    (folder / "SHA256SUMS").unlink()
    write_sums(folder)
    assert verify(tmp_path, FIRST) == []


def test_first_version_says_so(tmp_path: Path) -> None:
    notice = (put(tmp_path) / "CHANGES.md").read_text()
    assert "Primera versión" in notice
    assert "First published version" in notice


def test_changes_are_told_in_both_languages(tmp_path: Path) -> None:
    put(tmp_path)
    change: dict[str, object] = {
        "version": SECOND, "table_name": "agreements", "record_id": "aii-14-simulado01", "change": "amended",
        "field": "title", "before": "SIMULADO viejo", "after": "SIMULADO nuevo", "origin": "source",
    }  # fmt: skip
    notice = (put(tmp_path, SECOND, changes=[change]) / "CHANGES.md").read_text()
    assert "el título pasó de «SIMULADO viejo» a «SIMULADO nuevo»." in notice
    assert "the title changed from “SIMULADO viejo” to “SIMULADO nuevo”." in notice


def test_licences_name_ours_and_each_source(tmp_path: Path) -> None:
    notice = (put(tmp_path) / "LICENSES.md").read_text()
    assert "CC-BY-4.0" in notice
    assert "| Registro SIMULADO (`simulado`) | SIMULADO | Libre-Uso-MX https://datos.gob.mx/libreusomx |" in notice


def test_versions_are_listed_newest_first(tmp_path: Path) -> None:
    for version in (FIRST, f"{FIRST}.2", SECOND):
        put(tmp_path, version)
    listed = json.loads((tmp_path / "versions.json").read_text())
    assert [(entry["version"], entry["previous"]) for entry in listed] == [
        (SECOND, f"{FIRST}.2"), (f"{FIRST}.2", FIRST), (FIRST, None),
    ]  # fmt: skip


def test_published_version_is_never_touched(tmp_path: Path) -> None:
    folder = put(tmp_path)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(VersionExists, match=f"{FIRST}.2"):
        put(tmp_path, agreements=[agreement(9)])
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_version_older_than_the_newest_is_refused(tmp_path: Path) -> None:
    put(tmp_path, SECOND)
    with pytest.raises(ValueError, match="anterior"):
        put(tmp_path, FIRST)


def test_missing_table_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    tables = all_tables()
    del tables["laws"]
    with pytest.raises(SchemaMismatch, match="laws"):
        publish(tables, tmp_path, version=FIRST, index={}, quality_report={})
    assert not list(tmp_path.iterdir())


def test_staging_of_a_killed_run_does_not_matter(tmp_path: Path) -> None:
    stale = tmp_path / "v" / f".staging-{FIRST}"
    stale.mkdir(parents=True)
    (stale / "left_over.csv").write_text("SIMULADO")
    folder = put(tmp_path)
    assert not stale.exists()
    assert not (folder / "left_over.csv").exists()


def test_repair_finishes_a_run_killed_after_the_rename(tmp_path: Path) -> None:
    put(tmp_path)
    kept = {name: (tmp_path / name).read_bytes() for name in ("latest.json", "versions.json")}
    put(tmp_path, SECOND)
    for name, content in kept.items():
        (tmp_path / name).write_bytes(content)
    repair(tmp_path)
    assert pointer(tmp_path)["version"] == SECOND
    assert [entry["version"] for entry in json.loads((tmp_path / "versions.json").read_text())] == [SECOND, FIRST]


def test_repair_makes_lost_pointers_again(tmp_path: Path) -> None:
    put(tmp_path)
    for name in ("latest.json", "versions.json", "latest"):
        os.unlink(tmp_path / name)
    repair(tmp_path)
    assert pointer(tmp_path)["version"] == FIRST


def test_repair_passes_over_a_damaged_version(tmp_path: Path) -> None:
    put(tmp_path)
    damaged = put(tmp_path, SECOND)
    (damaged / "laws.csv").write_text("SIMULADO")
    os.unlink(tmp_path / "latest.json")
    repair(tmp_path)
    assert pointer(tmp_path)["version"] == FIRST


def test_repair_of_nothing_does_nothing(tmp_path: Path) -> None:
    repair(tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ([], FIRST),
        ([FIRST], f"{FIRST}.2"),
        ([FIRST, *(f"{FIRST}.{number}" for number in range(2, 11))], f"{FIRST}.11"),
        ([SECOND], FIRST),
    ],
)
def test_next_version_counts_as_numbers(tmp_path: Path, published: list[str], expected: str) -> None:
    for version in published:
        (tmp_path / "v" / version).mkdir(parents=True)
    assert next_version(tmp_path, FIRST) == expected
