from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.warehouse.simulated import all_tables
from warehouse.publication import publish
from warehouse.published import (
    BadQuery,
    NothingPublished,
    UnknownVersion,
    latest_version,
    load_tables,
    run_query,
    verify,
    versions,
)

VERSION = "2026-11-23"


@pytest.fixture
def public(tmp_path: Path) -> Path:
    publish(all_tables(), tmp_path, version=VERSION, index={}, quality_report={})
    return tmp_path


def test_query_answers_with_columns_and_rows(public: Path) -> None:
    assert run_query(public, "SELECT count(*) AS acuerdos FROM agreements") == (["acuerdos"], [(2,)])


def test_query_of_a_named_version(public: Path) -> None:
    assert run_query(public, "SELECT 1 AS uno", VERSION) == (["uno"], [(1,)])


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE agreements",
        "CREATE TABLE t AS SELECT 1",
        "INSERT INTO laws (law_id) VALUES ('law-simulado')",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "COPY agreements TO '/tmp/simulado.csv'",
        "ATTACH '/tmp/simulado.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SELECT nothing FROM nowhere",
        "SELEC 1",
    ],
)
def test_query_can_only_read_the_published_tables(public: Path, sql: str) -> None:
    with pytest.raises(BadQuery) as refused:
        run_query(public, sql)
    assert "\n" not in str(refused.value)


def test_query_leaves_the_version_as_it_was(public: Path) -> None:
    run_query(public, "SELECT 1")
    assert verify(public, VERSION) == []


def test_query_before_any_publication(tmp_path: Path) -> None:
    with pytest.raises(NothingPublished):
        run_query(tmp_path, "SELECT 1")


@pytest.mark.parametrize("version", ["2020-01-01", "../v/2026-11-23", "."])
def test_query_of_an_unknown_version(public: Path, version: str) -> None:
    with pytest.raises(UnknownVersion):
        run_query(public, "SELECT 1", version)


def test_nothing_published_has_no_latest_version(tmp_path: Path) -> None:
    assert latest_version(tmp_path) is None
    assert versions(tmp_path) == []


def test_versions_tell_rows_and_changes(public: Path) -> None:
    (listed,) = versions(public)
    assert (listed["version"], listed["rows"]["agreements"]) == (VERSION, 2)
    assert listed["changes"] == {"added": 0, "amended": 0, "withdrawn": 0, "restored": 0}


def test_tables_load_as_they_were_published(public: Path) -> None:
    published = all_tables()
    loaded = load_tables(public, VERSION)
    assert loaded.keys() == published.keys()
    assert all(loaded[name].equals(published[name]) for name in published)


@pytest.mark.parametrize("name", ["agreements.parquet", "agreements.csv", "acuerdos.duckdb", "index.json"])
def test_verify_finds_one_flipped_byte(public: Path, name: str) -> None:
    path = public / "v" / VERSION / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert any(problem.startswith(f"{name}:") for problem in verify(public, VERSION))


def test_verify_finds_an_extra_file(public: Path) -> None:
    (public / "v" / VERSION / "extra.csv").write_text("SIMULADO")
    assert verify(public, VERSION) == ["extra.csv: sobra, no está en SHA256SUMS"]


def test_verify_finds_a_missing_file(public: Path) -> None:
    (public / "v" / VERSION / "laws.csv").unlink()
    assert verify(public, VERSION) == ["laws.csv: falta"]


def test_verify_finds_a_database_of_other_content(public: Path, tmp_path: Path) -> None:
    other = publish(all_tables(agreements=[]), tmp_path / "other", version=VERSION, index={}, quality_report={})
    (public / "v" / VERSION / "acuerdos.duckdb").write_bytes((other / "acuerdos.duckdb").read_bytes())
    assert "acuerdos.duckdb: la tabla agreements no es igual a agreements.parquet" in verify(public, VERSION)


def test_reader_imports_no_data_library() -> None:
    code = "import sys, warehouse.published; print(*{'duckdb', 'pyarrow', 'pandas'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
