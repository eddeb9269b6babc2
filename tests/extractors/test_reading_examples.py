"""Saved pages, all made up (SIMULADO), read again and compared with what stands beside each of them.

``tests/examples/<name>/`` holds the page (or ``page-1``, ``page-2``...) and ``expected.json``: the rows in order with
their ``fields`` (all of them), ``original`` (texts by printed heading; ``*``: some text that holds this one) and
``section`` where it matters, the ``unknown_headings``, or the type of ``failure``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from extractors import failures
from extractors.capture import Capture, sha256_of
from extractors.observation import Observation
from extractors.reading import PartReading, read_part
from extractors.source import Source

EXAMPLES = Path(__file__).parent.parent / "examples"
FOLDERS = sorted(folder for folder in EXAMPLES.iterdir() if folder.is_dir())
TYPES = {".html": "text/html; charset=utf-8", ".csv": "text/csv", ".json": "application/json"}
SEEN = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
# The number of a row in its list means nothing.
UNIMPORTANT = frozenset({"number"})


def expected_of(folder: Path) -> dict[str, Any]:
    file = folder / "expected.json"
    assert file.is_file(), f"{folder.name}: write expected.json beside the page"
    loaded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


def pages_of(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.name != "expected.json")


def read(folder: Path, expected: Mapping[str, Any]) -> PartReading:
    source = Source.model_validate(
        {
            "id": "simulado",
            "dataset": "agreements",
            "url": "https://example.org/SIMULADO",
            "evidence": "registry",
            "columns": expected.get("columns", {}),
        }
    )
    captures = []
    for number, file in enumerate(pages_of(folder)):
        body = file.read_bytes()
        content_type = str(expected.get("content_type", TYPES[file.suffix]))
        made = Capture(
            "simulado", "", f"https://example.org/SIMULADO/{file.name}", SEEN, 200, content_type.partition(";")[0],
            (("Content-Type", content_type),), body, sha256_of(body), sequence=number,
        )  # fmt: skip
        captures.append(made)
    return read_part(source, captures, layout="auto", state=str(expected["state"]))


def compare_original(printed: Mapping[str, str], wanted: Mapping[str, str]) -> None:
    for heading, text in wanted.items():
        if heading == "*":
            assert any(text in value for value in printed.values()), printed
        else:
            assert printed.get(heading) == text, printed


def meaningful(row: Observation) -> dict[str, str]:
    return {name: text for name, text in row.fields.items() if text and name not in UNIMPORTANT}


def test_there_are_examples() -> None:
    assert len(FOLDERS) >= 14


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_example_is_whole_and_says_that_it_is_made_up(folder: Path) -> None:
    expected = expected_of(folder)
    assert ("failure" in expected) != ("rows" in expected)
    assert pages_of(folder)
    for file in pages_of(folder):
        assert b"SIMULADO" in file.read_bytes()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_example_reads_as_expected(folder: Path) -> None:
    expected = expected_of(folder)
    if "failure" in expected:
        with pytest.raises(getattr(failures, expected["failure"])) as caught:
            read(folder, expected)
        told = str(caught.value)
        assert "simulado" in caught.value.source_id
        assert "example.org" in told
        assert "\n" not in told
        return
    reading = read(folder, expected)
    assert [meaningful(row) for row in reading.observations] == [row["fields"] for row in expected["rows"]]
    assert sorted(reading.unknown_headings) == sorted(expected["unknown_headings"])
    for row, wanted in zip(reading.observations, expected["rows"], strict=True):
        compare_original(row.original, wanted["original"])
        if "section" in wanted:
            assert row.section == wanted["section"]


def _is_failure(folder: Path) -> bool:
    file = folder / "expected.json"
    return file.is_file() and "failure" in json.loads(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", [f for f in FOLDERS if not _is_failure(f)], ids=lambda folder: folder.name)
def test_every_row_says_where_it_stood(folder: Path) -> None:
    expected = expected_of(folder)
    rows = read(folder, expected).observations
    digests = {sha256_of(file.read_bytes()) for file in pages_of(folder)}
    places = [(row.source_url, row.locator) for row in rows]
    assert all(locator for _, locator in places)
    assert len(set(places)) == len(places)
    for row in rows:
        assert row.capture_sha256 in digests
        assert (row.source_id, row.dataset, row.evidence) == ("simulado", "agreements", "registry")
        assert (row.state, row.seen_on) == (expected["state"], "2026-11-23")
