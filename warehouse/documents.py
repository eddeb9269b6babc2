"""What a version says of itself to people, beside its tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from warehouse.codebook import codebook
from warehouse.durable import json_text
from warehouse.metadata.dataset import TITLE
from warehouse.metadata.publisher import Publisher
from warehouse.notices import changes_notice
from warehouse.published import WORKBOOK
from warehouse.quality_page import page_of
from warehouse.quality_reading import Reading
from warehouse.quality_sentences import cautions
from warehouse.workbook import write_workbook


def write_documents(
    tables: Mapping[str, pa.Table],
    folder: Path,
    *,
    version: str,
    previous: str | None,
    quality_report: Mapping[str, object],
    publisher: Publisher,
) -> None:
    """Write every document for people into the version's ``folder``."""
    with Reading(tables) as reading:
        page = page_of(reading, quality_report, version=version)
        warnings = [f"{caution.warning} {caution.why}" for caution in cautions(reading)]
    documents = {
        "CHANGES.md": changes_notice(tables, version, previous),
        "codebook.md": codebook(),
        "quality.html": page,
        "quality.json": json_text(dict(quality_report)),
    }
    for name, text in documents.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    write_workbook(
        tables, folder / WORKBOOK, version=version, cautions=warnings,
        citation=f"{publisher.name} ({version[:4]}). {TITLE['es']}. Versión {version}.",
    )  # fmt: skip
