"""Pages that ``acuerdos new-source`` took in, read again with their source record; each fails until it was reviewed.

``tests/examples_of_sources/<id>/`` holds the page and ``expected.json``: its rows, or the type of ``failure`` to read
it, and ``reviewed``, which only a person sets to true. The record is ``extractors/sources/<id>.yaml``.
``ACUERDOS_CHECKOUT`` names another folder with those two, for a new source that is not in this checkout yet.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from extractors import failures
from extractors.capture import Capture, sha256_of
from extractors.catalogue import load_sources
from extractors.decode import sniff_media_type
from extractors.reading import PartReading, read_part
from extractors.source import Source

ROOT = Path(os.environ.get("ACUERDOS_CHECKOUT") or Path(__file__).parents[2])
EXAMPLES = ROOT / "tests" / "examples_of_sources"
FOLDERS = sorted(folder for folder in EXAMPLES.glob("*") if folder.is_dir())


def reviewed(folder: Path) -> dict[str, Any]:
    """What a person says is on the page."""
    file = folder / "expected.json"
    assert file.is_file(), f"{folder.name}: expected.json is missing; take the folder out or write it"
    expected: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    assert expected["reviewed"] is True, (
        f"{folder.name} was not reviewed: compare {file} and the source record with the page, "
        f'correct them, then write "reviewed": true'
    )
    return expected


def record_of(folder: Path) -> Source:
    [source] = load_sources(ROOT / "extractors" / "sources" / f"{folder.name}.yaml")
    assert source.id == folder.name
    return source


def read(folder: Path, source: Source, expected: dict[str, Any]) -> PartReading:
    [page] = (file for file in folder.iterdir() if file.stem == "page")
    body, content_type = page.read_bytes(), str(expected["content_type"])
    capture = Capture(
        source.id, "", source.url, datetime.fromisoformat(f"{expected['seen_on']}T06:00:00+00:00"), 200,
        sniff_media_type(body, content_type), (("Content-Type", content_type),), body, sha256_of(body),
    )  # fmt: skip
    state = source.state if source.state and source.state.isdecimal() else ""
    return read_part(source, [capture], layout=source.format, state=state)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_page_of_a_new_source_was_reviewed_and_reads_as_the_reviewer_says(folder: Path) -> None:
    expected, source = reviewed(folder), record_of(folder)
    assert (source.dataset, source.state) == (expected["dataset"], expected["state"])
    if expected["failure"]:
        with pytest.raises(getattr(failures, expected["failure"])):
            read(folder, source, expected)
        return
    reading = read(folder, source, expected)
    assert [
        {
            "fields": {name: text for name, text in row.fields.items() if text},
            "original": dict(row.original),
            "section": row.section,
        }
        for row in reading.observations
    ] == expected["rows"]
    assert sorted(reading.unknown_headings) == expected["unknown_headings"]
