"""What a reader should know of the sources of a version: left alone, failing, or with a heading nobody knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from extractors.reading import TEACH
from extractors.source import Source
from transforms.normalise import quality_row
from transforms.observations import Issue, Row
from warehouse.store import Part


def source_issues(sources: Mapping[str, Source], skipped: Iterable[Source], parts: Iterable[Part]) -> Iterator[Row]:
    """Rows of ``quality`` about the sources left alone and about the parts of those looked at."""
    for source in skipped:
        message = f"No se miró {source.name}: {source.lifecycle.status} ({source.lifecycle.reason})."
        issue = Issue("info", f"source_{source.lifecycle.status}", message, "sources")
        yield quality_row(issue, source.id, source_url=source.url)
    for part in parts:
        where = part.part or sources[part.source_id].url
        for issue in _issues_of(part):
            yield quality_row(issue, part.source_id, source_url=where)


def _issues_of(part: Part) -> Iterator[Issue]:
    if part.failure:
        yield Issue("error", part.failure_kind, f"{part.failure} ({what_stays(part)})", "sources")
    for heading, example in part.unknown_headings:
        message = f"Encabezado desconocido «{heading}» (por ejemplo «{example[:80]}»): queda en `original`."
        yield Issue("info", "unknown_heading", message, "", heading, example, TEACH)


def what_stays(part: Part) -> str:
    """Of which day the data of a failing part are."""
    return f"se conservan los datos de {part.data_of}" if part.data_of else "nunca se ha leído"
