"""``acuerdos.duckdb`` speaks Spanish and English (SIMULADO)."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.warehouse.simulated import agreement, all_tables
from warehouse.checksums import write_sums
from warehouse.labelled_views import LANGUAGES, identifiers, view_columns, view_names
from warehouse.publication import publish
from warehouse.published import run_query, verify
from warehouse.schema import TABLES
from warehouse.wording import Language

VERSION = "2026-11-23"
ROWS = [
    agreement(1, instrument_type="sister_city", topics=["culture", "tourism"]),
    agreement(2, instrument_type="simulado", topics=["simulado"], level=None),
    agreement(3, topics=[]),
]

Change = Callable[..., list[str]]


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    publish(all_tables(agreements=ROWS), folder, version=VERSION, index={}, quality_report={})
    return folder


@pytest.fixture(scope="module")
def database(public: Path) -> Path:
    return public / "v" / VERSION / "acuerdos.duckdb"


@pytest.fixture
def problems_after(public: Path, tmp_path: Path) -> Change:
    """What `verify` says after a statement has changed the database of a copy, its checksums made anew."""

    def problems(sql: str, *, workbook: bool = True) -> list[str]:
        copy = tmp_path / "public"
        shutil.copytree(public, copy, symlinks=True)
        folder = copy / "v" / VERSION
        with duckdb.connect(str(folder / "acuerdos.duckdb")) as connection:
            connection.execute(sql)
        (folder / "acuerdos.xlsx").unlink(missing_ok=True)
        if workbook:
            (folder / "acuerdos.xlsx").write_text("SIMULADO")
        (folder / "SHA256SUMS").unlink()
        write_sums(folder)
        return verify(copy, VERSION)

    return problems


def asked(public: Path, sql: str) -> list[tuple[Any, ...]]:
    return run_query(public, sql)[1]


def test_query_in_spanish(public: Path) -> None:
    sql = "SELECT clave_de_la_entidad, fecha_de_firma, nivel, tipo_de_instrumento, areas FROM es.acuerdos"
    assert asked(public, sql) == [
        ("14", "1998-04", "Estatal", "Hermanamiento", ["Cultura", "Turismo"]),
        ("14", "1998-04", None, "simulado", ["simulado"]),
        ("14", "1998-04", "Estatal", None, []),
    ]


def test_query_in_english(public: Path) -> None:
    assert asked(public, "SELECT state, signed_on, topics FROM en.agreements LIMIT 1") == [
        ("Jalisco", "1998-04", ["Culture", "Tourism"])
    ]


def test_query_without_a_schema_reads_codes(public: Path) -> None:
    assert asked(public, "SELECT instrument_type FROM agreements LIMIT 1") == [("sister_city",)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_has_its_view_with_every_column(database: Path, language: Language) -> None:
    with duckdb.connect(str(database), read_only=True) as connection:
        listed = connection.execute(
            "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
            "WHERE schema_name = ? GROUP BY ALL", [language]
        ).fetchall()  # fmt: skip
    names = view_names(language)
    assert dict(listed) == {names[name]: list(view_columns(table, language).values()) for name, table in TABLES.items()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_and_column_says_what_it_means_and_where_it_comes_from(database: Path, language: Language) -> None:
    with duckdb.connect(str(database), read_only=True) as connection:
        views = dict(
            connection.execute(
                "SELECT view_name, comment FROM duckdb_views() WHERE schema_name = ?", [language]
            ).fetchall()
        )
        columns = connection.execute(
            "SELECT comment FROM duckdb_columns() WHERE schema_name = ?", [language]
        ).fetchall()  # fmt: skip
    table = TABLES["agreements"]
    meaning = table.meaning if language == "es" else table.meaning_english
    assert views[view_names(language)["agreements"]] == f"{meaning} [agreements]"
    assert all(comment and comment.endswith("]") for (comment,) in columns)


@pytest.mark.parametrize("schema", ["es.acuerdos", "en.agreements"])
def test_views_are_read_under_whatever_name_the_file_is_attached(database: Path, schema: str) -> None:
    with duckdb.connect() as connection:
        # A table of the same name elsewhere is not taken for ours.
        connection.execute("CREATE TABLE agreements (otra INTEGER)")
        connection.execute(f"ATTACH '{database}' AS otra (READ_ONLY)")
        assert connection.execute(f"SELECT count(*) FROM otra.{schema}").fetchall() == [(3,)]
        connection.execute("USE otra")
        assert connection.execute(f"SELECT count(*) FROM {schema}").fetchall() == [(3,)]


def test_view_shows_how_it_is_made(public: Path) -> None:
    ((sql,),) = asked(public, "SELECT sql FROM duckdb_views() WHERE schema_name = 'es' AND view_name = 'acuerdos'")
    assert "THEN ('Hermanamiento')" in sql and "FROM main.agreements" in sql


def test_identifiers_are_made_of_labels() -> None:
    assert identifiers(["Captura (SHA-256)", "Año de la niñez", "De: Prensa"]) == [
        "captura_sha_256",
        "ano_de_la_ninez",
        "de_prensa",
    ]


def test_identifiers_differ_and_start_with_no_digit() -> None:
    assert identifiers(["Valid to", "Valid to", "2 fechas", "¿?"]) == ["valid_to", "valid_to_2", "_2_fechas", "_"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_identifier_needs_quotes(language: Language) -> None:
    names = {*view_names(language).values()}.union(
        *(view_columns(table, language).values() for table in TABLES.values())
    )
    with duckdb.connect() as connection:
        reserved = connection.execute(
            "SELECT keyword_name FROM duckdb_keywords() WHERE keyword_category = 'reserved'"
        ).fetchall()
    assert names.isdisjoint(word for (word,) in reserved)


@pytest.mark.parametrize("place", range(len(LANGUAGES)))
def test_no_two_codes_of_a_vocabulary_have_one_label(place: int) -> None:
    fields = (field for table in TABLES.values() for field in table.fields)
    vocabularies = {field.vocabulary.name: field.vocabulary for field in fields if field.vocabulary}
    for name, vocabulary in vocabularies.items():
        labels = [words[place] for words in vocabulary.labels.values()]
        assert len(set(labels)) == len(labels), name


def test_verify_accepts_the_views(public: Path) -> None:
    assert verify(public, VERSION) == []


def test_verify_finds_a_missing_view(problems_after: Change) -> None:
    assert problems_after("DROP VIEW es.acuerdos") == ["acuerdos.duckdb: falta en es la vista de la tabla agreements"]


def test_verify_finds_a_missing_schema(problems_after: Change) -> None:
    problems = problems_after("DROP SCHEMA en CASCADE")
    assert len(problems) == len(TABLES) and all(
        ": falta en en la vista de la tabla " in problem for problem in problems
    )


@pytest.mark.parametrize("schema", ["es", "main"])
def test_verify_finds_a_view_too_many(problems_after: Change, schema: str) -> None:
    assert problems_after(f"CREATE VIEW {schema}.otra AS SELECT 1") == [
        f"acuerdos.duckdb: sobra la vista {schema}.otra"
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM main.agreements WHERE agreement_id LIKE '%1'",
        "SELECT * EXCLUDE (original) FROM main.agreements",
        "SELECT * REPLACE ('SIMULADO, otro' AS title) FROM main.agreements",
        "SELECT * REPLACE ('Estatal' AS level) FROM main.agreements",
        "SELECT * REPLACE ([]::VARCHAR[] AS topics) FROM main.agreements",
        "SELECT * FROM main.agreements, main.laws",
    ],
)
def test_verify_finds_an_altered_view(problems_after: Change, sql: str) -> None:
    problems = problems_after(f"CREATE OR REPLACE VIEW es.acuerdos AS {sql}")
    assert problems == ["acuerdos.duckdb: la vista es.acuerdos no muestra lo que la tabla agreements"]


def test_verify_takes_the_labels_of_another_day(problems_after: Change) -> None:
    relabelled = "SELECT * REPLACE (CASE level WHEN 'state' THEN 'SIMULADO' END AS level) FROM main.agreements"
    assert problems_after(f"CREATE OR REPLACE VIEW es.acuerdos AS {relabelled}") == []


def test_verify_finds_that_a_version_with_a_workbook_lost_all_its_views(problems_after: Change) -> None:
    assert len(problems_after("DROP SCHEMA es CASCADE; DROP SCHEMA en CASCADE")) == 2 * len(TABLES)


def test_verify_takes_a_version_published_before_there_were_views(problems_after: Change) -> None:
    assert problems_after("DROP SCHEMA es CASCADE; DROP SCHEMA en CASCADE", workbook=False) == []
