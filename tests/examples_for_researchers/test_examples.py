"""The examples for researchers, called as their README says and as the SQL page says, on versions served over HTTP."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.examples_for_researchers.conftest import BY_STATE, KNOWN, LATEST, ROOT, needs
from warehouse.edition import EDITIONS, Edition
from warehouse.metadata.publisher import Publisher
from warehouse.site.query_page import query_page
from warehouse.site.reading import read_site
from warehouse.site.rendering import render

Run = Callable[..., str]
Answer = Callable[[str, str], list[list[str]]]

TOOLS = {"duckdb": "duckdb", "python": "python", "R": "Rscript"}
every_tool = pytest.mark.parametrize("tool", TOOLS.values(), ids=TOOLS)
in_both_languages = pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.language)


def documented(tool: str) -> str:
    """The command of the README that calls the tool."""
    lines = (ROOT / "docs/examples/README.md").read_text("utf-8").splitlines()
    (command,) = [line for line in lines if line.startswith(f"{tool} ")]
    return command


@pytest.fixture(scope="module")
def answer(run: Run, address: str) -> Answer:
    """``answer(tool, day)``: the rows that the tool prints, run once for each day."""

    @cache
    def answer(tool: str, day: str) -> list[list[str]]:
        needs(tool)
        printed = run(documented(tool), BASE=address, DAY=day).replace("NULL", "")
        return list(csv.reader(printed.splitlines(), delimiter="," if tool == "duckdb" else "\t"))

    return answer


@every_tool
def test_counts_the_agreements_of_each_state_without_the_withdrawn(answer: Answer, tool: str) -> None:
    rows = answer(tool, LATEST)
    assert {(row[0], row[1], int(row[2])) for row in rows if len(row) == 3 and row[2].isdigit()} == BY_STATE


@every_tool
@pytest.mark.parametrize("day", KNOWN)
def test_tells_how_many_were_known_on_a_day(answer: Answer, tool: str, day: str) -> None:
    last = " ".join(answer(tool, day)[-1])
    assert re.findall(r"\d+", last) == [str(KNOWN[day])]


@pytest.mark.parametrize("tool", ["duckdb", "python"])
def test_names_the_version_to_cite(answer: Answer, tool: str) -> None:
    assert any(LATEST in " ".join(row) for row in answer(tool, LATEST)[:2])


def snippet(public: Path, address: str, edition: Edition, kind: str) -> str:
    """What the SQL page tells to write, on a site that is served at ``address``."""
    with read_site(public, LATEST, Publisher(site=address)) as site:
        page = BeautifulSoup(render(query_page(site, edition, []), site, edition), "lxml")
    (code,) = page.select(f"code.{kind}")
    return code.get_text()


@in_both_languages
def test_the_command_line_of_the_sql_page_answers(run: Run, public: Path, address: str, edition: Edition) -> None:
    needs("duckdb")
    printed = run(snippet(public, address, edition, "terminal").replace("duckdb -c", "duckdb -csv -c"))
    assert '"Ciudad de México",1' in printed
    assert printed.splitlines()[-1] == "3"


def test_the_python_of_the_sql_page_answers(run: Run, public: Path, address: str, tmp_path: Path) -> None:
    (tmp_path / "snippet.py").write_text(snippet(public, address, EDITIONS[0], "python"), encoding="utf-8")
    printed = run(f"python {tmp_path}/snippet.py")
    assert re.search(r"Ciudad de México +1\n", printed)


def test_the_r_of_the_sql_page_answers(run: Run, public: Path, address: str, tmp_path: Path) -> None:
    needs("Rscript")
    (tmp_path / "snippet.R").write_text(snippet(public, address, EDITIONS[0], "r"), encoding="utf-8")
    assert "Ciudad de México" in run(f"Rscript {tmp_path}/snippet.R")
