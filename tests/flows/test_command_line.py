"""The command ``acuerdos``: codes, one line for a person, JSON for a machine, and a query that only reads."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from extractors.catalogue import load_sources
from flows.command_line import main
from tests.flows.conftest import Bundled
from tests.flows.desk import DAY, Desk, digests

Run = Callable[..., tuple[int, str, str]]
RECORD = "{id: sim, dataset: agreements, evidence: registry, url: 'http://127.0.0.1:9/', delay: 0%s}\n"


@pytest.fixture
def acuerdos(capsys: pytest.CaptureFixture[str], bundled: Bundled) -> Run:
    """Runs a command over the bundled data and returns its code and what it printed."""

    def command(*words: str, home: Path = bundled.home.folder) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            code = main([*words, "--home", str(home)])
        except SystemExit as ended:
            code = int(str(ended.code))
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return command


def strict_json(text: str) -> Any:
    def refuse(word: str) -> None:
        raise ValueError(f"{word} is not JSON")

    return json.loads(text, parse_constant=refuse)


@pytest.mark.parametrize(
    ("yaml", "told"),
    [
        ("id: [x\n", "not valid YAML"),
        (RECORD % ", colour: red", "colour"),
        (RECORD % ", min_rows: -1", "min_rows"),
        (RECORD % ", state: '33'", "state"),
        ((f"- {RECORD}- {RECORD}") % ("", ""), "already used"),
        ("id: sim\n", "dataset"),
    ],
    ids=["bad YAML", "unknown field", "negative floor", "no such state", "identifier twice", "missing field"],
)
def test_a_bad_source_record_is_wrong_usage_told_in_one_line(
    acuerdos: Run, tmp_path: Path, yaml: str, told: str
) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(yaml, encoding="utf-8")
    code, out, err = acuerdos("run", "--plain", "--sources", str(path), home=tmp_path / "home")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert told in err and str(path) in err
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("now", ["nonsense", "2026-13-01", "2026-11-23T99:00"])
def test_a_clock_that_cannot_be_read_is_wrong_usage_told_in_one_line(acuerdos: Run, tmp_path: Path, now: str) -> None:
    code, out, err = acuerdos("run", "--plain", "--now", now, home=tmp_path / "home")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert now in err


def test_sources_that_are_not_there_are_wrong_usage_told_in_one_line(acuerdos: Run, tmp_path: Path) -> None:
    code, _, err = acuerdos("run", "--plain", "--sources", str(tmp_path / "none.yaml"), home=tmp_path / "home")
    assert (code, err.count("\n")) == (2, 1)


def test_a_home_that_is_a_file_is_wrong_usage_told_in_one_line(acuerdos: Run, tmp_path: Path) -> None:
    (tmp_path / "home").write_text("not a folder")
    code, _, err = acuerdos("run", "--plain", home=tmp_path / "home")
    assert (code, err.count("\n")) == (2, 1)


@pytest.mark.parametrize("words", [["frobnicate"], ["run", "--nonsense"], ["query"]])
def test_an_unknown_word_is_wrong_usage_and_no_traceback(acuerdos: Run, words: list[str]) -> None:
    code, out, err = acuerdos(*words)
    assert (code, out) == (2, "")
    assert "Traceback" not in err and err.startswith(("acuerdos: ", "usage: "))


def test_an_unknown_command_is_told_in_one_line(acuerdos: Run) -> None:
    assert acuerdos("frobnicate")[2].count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ["status"],
        ["snapshots"],
        ["sources"],
        ["sources", "--check"],
        ["query", "SELECT state_code, count(*) AS n FROM agreements GROUP BY ALL ORDER BY ALL"],
        ["changes", DAY, DAY],
        ["verify", DAY],
    ],
    ids=" ".join,
)
def test_a_command_answers_in_json(acuerdos: Run, words: list[str]) -> None:
    code, out, err = acuerdos(*words, "--json")
    assert (code, err) == (0, "")
    assert isinstance(strict_json(out), list | dict)


@pytest.mark.parametrize(
    "words",
    [["status"], ["snapshots"], ["sources"], ["query", "SELECT 1 AS one"], ["changes", DAY, DAY], ["verify", DAY]],
    ids=" ".join,
)
def test_a_command_answers_in_text(acuerdos: Run, words: list[str]) -> None:
    code, out, err = acuerdos(*words)
    assert (code, err) == (0, "")
    assert out.strip() and not out.lstrip().startswith(("{", "["))


def test_a_run_answers_in_json(acuerdos: Run, desk: Desk) -> None:
    words = ["run", "--plain", "--json", "--now", DAY, "--sources", str(desk.sources)]
    code, out, _ = acuerdos(*words, home=desk.home.folder)
    assert (code, strict_json(out)["nothing_new"]) == (0, True)


def test_the_status_gives_the_version_the_rows_and_the_last_run(acuerdos: Run) -> None:
    answer = strict_json(acuerdos("status", "--json")[1])
    assert (answer["latest"], answer["versions"], answer["rows"]["states"]) == (DAY, 1, 32)
    assert answer["last_run"]["exit_code"] == 0
    assert len(answer["sources"]) == len(load_sources(None))


def test_the_status_of_an_empty_home_says_that_nothing_is_published(acuerdos: Run, tmp_path: Path) -> None:
    code, out, _ = acuerdos("status", home=tmp_path)
    assert code == 0 and "ninguna todavía" in out
    assert strict_json(acuerdos("status", "--json", home=tmp_path)[1])["latest"] is None


def test_the_status_survives_a_manifest_cut_short(acuerdos: Run, desk: Desk) -> None:
    with desk.home.runs.open("a", encoding="utf-8") as manifest:
        manifest.write('{"started": "2026-')
    answer = strict_json(acuerdos("status", "--json", home=desk.home.folder)[1])
    assert answer["last_run"]["version"] == DAY


def test_the_home_may_come_from_the_environment(
    bundled: Bundled, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ACUERDOS_HOME", str(bundled.home.folder))
    assert main(["status", "--json"]) == 0
    assert strict_json(capsys.readouterr().out)["home"] == str(bundled.home.folder)


def test_a_bad_record_does_not_pass_the_check_of_sources(acuerdos: Run, tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_text(RECORD % ", colour: red", encoding="utf-8")
    code, out, _ = acuerdos("sources", "--check", "--sources", str(path), "--json")
    answer = strict_json(out)
    assert (code, answer["ok"]) == (2, False)
    assert "colour" in answer["error"]


def test_the_check_of_sources_lists_what_each_entity_has_and_lacks(acuerdos: Run) -> None:
    code, out, err = acuerdos("sources", "--check")
    assert (code, err) == (0, "")
    assert all(state in out for state in ("01 Aguascalientes", "32 Zacatecas", "MX-YUC"))
    assert "offices_yucatan" in out and "sin fuente propia de" in out


def test_the_check_of_sources_writes_its_page(acuerdos: Run, tmp_path: Path) -> None:
    page = tmp_path / "sources.md"
    assert acuerdos("sources", "--check", "--write", str(page))[0] == 0
    assert "| 31 | MX-YUC | Yucatán |" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words", [["--write", "sources.md"], ["--check", "--write", "/nowhere/sources.md"]], ids=["unchecked", "no folder"]
)
def test_a_page_of_sources_that_cannot_be_written_is_wrong_usage_told_in_one_line(
    acuerdos: Run, words: list[str]
) -> None:
    code, out, err = acuerdos("sources", *words)
    assert (code, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE mine AS SELECT 1",
        "INSERT INTO agreements FROM agreements",
        "DELETE FROM agreements",
        "DROP TABLE agreements",
        "COPY agreements TO '{folder}/out.csv'",
        "EXPORT DATABASE '{folder}/out'",
        "ATTACH '{folder}/out.duckdb'",
        "FROM read_text('{folder}/secret.csv')",
        "FROM read_csv('{folder}/secret.csv')",
        "FROM '{folder}/secret.csv'",
        "FROM glob('{folder}/*')",
        "SET enable_external_access = true",
        "SET lock_configuration = false; FROM read_text('{folder}/secret.csv')",
        "INSTALL httpfs",
        "FROM 'http://127.0.0.1:9/x.csv'",
        "SELECT * FROM nowhere",
        "SELECT",
    ],
)
def test_a_query_neither_writes_nor_reads_another_file(
    acuerdos: Run, bundled: Bundled, tmp_path: Path, sql: str
) -> None:
    (tmp_path / "secret.csv").write_text("top,secret\n")
    before = digests(bundled.home.public / "v" / DAY)
    code, out, err = acuerdos("query", sql.format(folder=tmp_path))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["secret.csv"]
    assert digests(bundled.home.public / "v" / DAY) == before


@pytest.mark.parametrize("sql", ["", " ; "])
def test_a_query_of_nothing_is_wrong_usage(acuerdos: Run, sql: str) -> None:
    assert acuerdos("query", sql)[0] == 2


def test_a_query_answers_in_json_whatever_the_numbers(acuerdos: Run) -> None:
    out = acuerdos("query", "SELECT 'nan'::DOUBLE AS x, 'infinity'::DOUBLE AS y, 1.5 AS z", "--json")[1]
    assert strict_json(out) == [{"x": None, "y": None, "z": "1.5"}]


def test_a_query_answers_with_lists_and_empty_cells_in_json(acuerdos: Run) -> None:
    out = acuerdos("query", "SELECT NULL AS a, ['x', 'y'] AS b, 1.5::DECIMAL(3, 1) AS c", "--json")[1]
    assert strict_json(out) == [{"a": None, "b": ["x", "y"], "c": "1.5"}]


@pytest.mark.parametrize(
    "words", [["query", "SELECT 1", "--version", "1999-01-01"], ["changes", "a", "b"], ["verify", "../.."]]
)
def test_a_version_that_does_not_exist_is_wrong_usage_told_in_one_line(acuerdos: Run, words: list[str]) -> None:
    code, out, err = acuerdos(*words)
    assert (code, out, err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("words", [["query", "SELECT 1"], ["changes", DAY, DAY], ["verify", DAY]])
def test_a_home_with_nothing_published_is_told_in_one_line(acuerdos: Run, tmp_path: Path, words: list[str]) -> None:
    code, out, err = acuerdos(*words, home=tmp_path)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "acuerdos run" in err


def test_a_version_whose_bytes_changed_does_not_verify(acuerdos: Run, desk: Desk) -> None:
    with (desk.home.public / "v" / DAY / "agreements.csv").open("a") as file:
        file.write("more\n")
    code, out, _ = acuerdos("verify", DAY, "--json", home=desk.home.folder)
    (problem,) = strict_json(out)["problems"]
    assert code == 1 and problem.startswith("agreements.csv")
