"""The files of a new source: its record, and the page as an example with the rows that are read in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import yaml

from extractors.capture import Capture
from flows.page_guesses import Described

RECORDS = Path("extractors", "sources")
EXAMPLES = Path("tests", "examples_of_sources")
WALKER = "tests/extractors/test_new_sources.py"

# The fields of the record that are written down, in the order of the bundled ones.
_WRITTEN = (
    "id", "name", "publisher", "dataset", "evidence", "access", "url", "format", "state", "min_rows", "lifecycle",
    "cadence", "delay", "licence", "notes",
)  # fmt: skip


def expected_text(described: Described, capture: Capture) -> str:
    """The rows as they are read now, for a person to compare with the page."""
    found, failure = described.reading.found, described.reading.failure
    expected = {
        "reviewed": False,
        "seen_on": capture.captured_at.date().isoformat(),
        "content_type": capture.header("content-type") or capture.media_type,
        "dataset": described.source.dataset,
        "state": described.source.state,
        "failure": type(failure).__name__ if failure else "",
        "rows": [
            {
                "fields": {name: text for name, text in row.fields.items() if text},
                "original": dict(row.original),
                "section": row.section,
            }
            for row in found.observations
        ],
        "unknown_headings": sorted(found.unknown_headings),
    }
    return json.dumps(expected, ensure_ascii=False, indent=2) + "\n"


def record_text(described: Described) -> str:
    """The YAML of the record, under comments that say what a person is to review."""
    source = described.source
    written = source.model_dump(mode="json", include=set(_WRITTEN)) | {
        "lifecycle": source.lifecycle.model_dump(), "licence": source.licence.model_dump()
    }  # fmt: skip
    comments = [
        f"Written by `acuerdos new-source` on {source.lifecycle.since}, reviewed by nobody. For a person to check:",
        *(f"- {field}: {why}" for field, why in described.guessed.items()),
        "- name, licence (nobody looked for it), min_rows (fewer rows count as a broken page)",
        f"Then set `reviewed` in {(EXAMPLES / source.id / 'expected.json').as_posix()} and drop these lines.",
    ]
    ordered = {field: written[field] for field in _WRITTEN}
    dumped: str = yaml.safe_dump(ordered, allow_unicode=True, sort_keys=False, width=110)
    return "".join(f"# {line}\n" for line in comments) + dumped


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write all of the files or none, and none that is there already. Raises ``FileExistsError``, ``OSError``."""
    taken = next((path for path in files if path.exists()), None)
    if taken is not None:
        raise FileExistsError(f"{taken} ya existe y no se sobrescribe; dé otro identificador con --id")
    written: list[Path] = []
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            written.append(path)
            path.write_bytes(content)
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
