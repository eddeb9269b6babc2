"""What a query over a published database cannot do: leave it, change it, spill beside it, or go on for ever (SIMULADO)."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from warehouse import published_query
from warehouse.published_query import NoQuery, QueryTooLarge, answer, open_locked

Refused = (duckdb.Error, ValueError)


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database in a folder of its own, beside a file that no query may read."""
    folder = tmp_path_factory.mktemp("version")
    with duckdb.connect(str(folder / "acuerdos.duckdb")) as connection:
        connection.execute("CREATE TABLE laws AS SELECT 'Ley SIMULADO' AS title")
    (folder / "secret.csv").write_text("title\nSECRETO\n", encoding="utf-8")
    return folder / "acuerdos.duckdb"


@pytest.fixture
def as_it_was(database: Path) -> Callable[[], None]:
    """Checks that nothing in the database's folder, nor the folder itself, is other than before."""

    def state() -> list[tuple[str, bytes]]:
        return [(path.name, path.read_bytes()) for path in sorted(database.parent.rglob("*")) if path.is_file()]

    before, entries = state(), sorted(database.parent.iterdir())

    def check() -> None:
        assert state() == before and sorted(database.parent.iterdir()) == entries

    return check


def test_a_query_is_answered(database: Path) -> None:
    assert answer(database, "SELECT title FROM laws") == (["title"], [("Ley SIMULADO",)])


@pytest.mark.parametrize(
    "sql",
    [
        "FROM '{folder}/secret.csv'", "FROM read_csv('{folder}/secret.csv')", "FROM read_text('{folder}/secret.csv')",
        "FROM read_blob('{folder}/secret.csv')", "FROM glob('{folder}/*')", "FROM sniff_csv('{folder}/secret.csv')",
        "FROM query_table('{folder}/secret.csv')", "FROM query('FROM read_text(''{folder}/secret.csv'')')",
        "FROM read_parquet('{folder}/secret.csv')", "FROM read_json('{folder}/secret.csv')",
        "SELECT 1; FROM read_text('{folder}/secret.csv')", "PREPARE p AS FROM read_text('{folder}/secret.csv'); EXECUTE p",
        "FROM read_text('http://127.0.0.1:9/')", "FROM 'https://example.org/a.parquet'", "FROM 's3://bucket/a.parquet'",
        "SELECT getenv('HOME')", ".read {folder}/secret.csv",
    ],
)  # fmt: skip
def test_a_query_reads_no_file_no_address_and_no_variable(
    database: Path, sql: str, as_it_was: Callable[[], None]
) -> None:
    with pytest.raises(Refused) as refused:
        answer(database, sql.format(folder=database.parent))
    assert "SECRETO" not in str(refused.value)
    as_it_was()


@pytest.mark.parametrize(
    "sql",
    [
        "COPY laws TO '{folder}/out.csv'", "COPY (SELECT 1) TO '{folder}/out.parquet'", "EXPORT DATABASE '{folder}/out'",
        "ATTACH '{folder}/out.duckdb'", "ATTACH ':memory:' AS m", "IMPORT DATABASE '{folder}'", "DROP TABLE laws",
        "DELETE FROM laws", "UPDATE laws SET title = ''", "ALTER TABLE laws ADD COLUMN a INT", "CREATE TABLE t (a INT)",
        "CREATE VIEW v AS SELECT 1", "CREATE OR REPLACE MACRO f() AS 1", "SELECT 1; DROP TABLE laws",
        "CREATE SECRET s (TYPE s3, KEY_ID 'a', SECRET 'b')", "FROM duckdb_secrets()",
    ],
)  # fmt: skip
def test_a_query_writes_nothing(database: Path, sql: str, as_it_was: Callable[[], None]) -> None:
    with pytest.raises(Refused):
        answer(database, sql.format(folder=database.parent))
    with open_locked(database) as connection, pytest.raises(duckdb.Error):
        connection.execute(sql.format(folder=database.parent))
    as_it_was()


@pytest.mark.parametrize(
    "sql",
    ["INSTALL httpfs", "FORCE INSTALL httpfs FROM community", "LOAD httpfs", "LOAD '{folder}/secret.csv'",
     "INSTALL spatial FROM 'http://127.0.0.1:9'", "UPDATE EXTENSIONS"],
)  # fmt: skip
def test_a_query_loads_no_extension(database: Path, sql: str) -> None:
    with pytest.raises(Refused):
        answer(database, sql.format(folder=database.parent))
    # Not for want of a network, or because there is none of that name.
    with open_locked(database) as connection, pytest.raises(duckdb.PermissionException):
        connection.execute(sql.format(folder=database.parent))


@pytest.mark.parametrize(
    "setting",
    ["enable_external_access = true", "lock_configuration = false", "autoload_known_extensions = true", "threads = 64",
     "memory_limit = '1TB'", "temp_directory = '/tmp'", "allowed_directories = ['/']", "allow_community_extensions = true",
     "extension_directory = '/tmp'", "profiling_output = '/tmp/SIMULADO'", "allowed_paths = ['/etc/passwd']",
     "allow_unsigned_extensions = true", "max_temp_directory_size = '1TB'", "secret_directory = '/tmp'"],
)  # fmt: skip
@pytest.mark.parametrize("verb", ["SET", "SET GLOBAL", "PRAGMA"])
def test_a_query_cannot_loosen_what_binds_it(database: Path, verb: str, setting: str) -> None:
    with pytest.raises(Refused):
        answer(database, f"{verb} {setting}")
    with open_locked(database) as connection, pytest.raises(duckdb.Error):
        connection.execute(f"{verb} {setting}")


@pytest.mark.parametrize(
    "sql",
    ["SELECT 1; SELECT 2", "CALL enable_logging(storage='file', storage_path='{folder}/log'); FROM laws", "VACUUM",
     "FROM enable_logging(storage='file', storage_path='{folder}/log'); FROM laws", "CALL checkpoint()", "CHECKPOINT",
     "CREATE TEMP TABLE t AS SELECT 1", "SET VARIABLE a = 1", "BEGIN", "USE memory", "CREATE TEMP MACRO f() AS 1"],
)  # fmt: skip
def test_only_one_statement_is_answered_and_only_one_that_reads(
    database: Path, sql: str, as_it_was: Callable[[], None]
) -> None:
    with pytest.raises(NoQuery):
        answer(database, sql.format(folder=database.parent))
    as_it_was()


@pytest.mark.parametrize(
    "sql",
    ["FROM laws", "WITH a AS (FROM laws) FROM a", "DESCRIBE laws", "SUMMARIZE laws", "SHOW TABLES", "EXPLAIN FROM laws",
     "PIVOT laws ON title USING count(*)", "VALUES (1)", "TABLE laws;",  "SELECT 1 -- ; DROP"],
)  # fmt: skip
def test_every_way_to_ask_is_answered(database: Path, sql: str) -> None:
    columns, rows = answer(database, sql)
    assert columns and rows


def test_a_query_that_does_not_fit_into_its_memory_is_refused_and_spills_nothing_beside_the_database(
    database: Path, as_it_was: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published_query, "MEMORY", "50MB")
    with pytest.raises(duckdb.OutOfMemoryException):
        answer(database, "SELECT i, hash(i)::VARCHAR s FROM range(3000000) r(i) ORDER BY s")
    as_it_was()


def test_a_query_gets_a_gigabyte_and_not_what_the_machine_has(database: Path) -> None:
    ((limit,),) = answer(database, "SELECT current_setting('memory_limit')")[1]
    assert limit == "953.6 MiB"


@pytest.mark.timeout(30)
@pytest.mark.parametrize(
    "sql",
    ["SELECT count(*) FROM range(10000000000000) a(i) WHERE i % 7 = 3",
     "WITH RECURSIVE r AS (SELECT 1 i UNION ALL SELECT i FROM r) SELECT count(*) FROM r",],
)  # fmt: skip
def test_a_query_that_takes_too_long_is_ended(database: Path, sql: str) -> None:
    began = time.monotonic()
    with pytest.raises(QueryTooLarge, match=r"0\.2 s"):
        answer(database, sql, seconds=0.2)
    assert time.monotonic() - began < 5


def test_an_answer_of_too_many_cells_is_refused(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published_query, "MOST_CELLS", 1_000)
    assert len(answer(database, "SELECT i, i FROM range(500) a(i)")[1]) == 500
    with pytest.raises(QueryTooLarge, match="500 renglones"):
        answer(database, "SELECT i, i FROM range(501) a(i)")


@pytest.mark.parametrize(
    "sql", ["SELECT " + "(" * 100_000, "SELECT 1" + "+1" * 100_000, "SELECT " + "[" * 20_000, "\udcff"]
)
def test_a_query_that_is_none_is_refused_and_ends_no_process(database: Path, sql: str) -> None:
    with pytest.raises(Refused):
        answer(database, sql)


@pytest.mark.parametrize("sql", ["", ";", "-- SIMULADO", "\0"])
def test_of_no_query_there_is_no_answer(database: Path, sql: str) -> None:
    assert answer(database, sql) == ([], [])
