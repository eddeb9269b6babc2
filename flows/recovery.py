"""State of the sources made again from the archive, for a home whose warehouse was lost or damaged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from extractors.archive import Archive, StoredCapture
from extractors.capture import Capture
from extractors.failures import SourceFailure
from extractors.observation import Observation
from extractors.reading import read_part
from extractors.row_fingerprint import row_fingerprint
from extractors.source import Source
from flows.look import Parts, kept_capture
from warehouse.store import Part

_GOOD = 200


def recovered_parts(sources: Sequence[Source], archive: Archive) -> Parts:
    """The parts of these sources with the newest archived captures that can be read, to be read again.

    Nothing for an empty archive. Parts of which no capture can be read are left out.
    """
    parts: Parts = {}
    for source in sources:
        by_part: dict[str, dict[str, list[StoredCapture]]] = defaultdict(lambda: defaultdict(list))
        for entry in archive.entries(source.id):
            by_part[entry.part][entry.file].append(entry)
        for name, looks in by_part.items():
            if source.access == "index" and not name:
                continue  # the index page holds links and no rows
            # What was fetched last may be a page that a web archive saw years ago.
            newest = sorted(looks, key=lambda file: max(entry.captured_at for entry in looks[file]), reverse=True)
            for file in newest:
                captures, rows = _readable(source, archive, looks[file])
                if captures:
                    parts[source.id, name] = _part(source, name, captures, rows)
                    break
    return parts


def _readable(
    source: Source, archive: Archive, entries: Sequence[StoredCapture]
) -> tuple[list[Capture], list[Observation]]:
    if any(entry.status != _GOOD for entry in entries):
        return [], []
    layout = source.child.format if entries[0].part and source.child else source.format
    try:
        captures = [archive.load(entry) for entry in sorted(entries, key=lambda entry: entry.sequence)]
        found = read_part(source, captures, layout=layout, state="").observations
    except SourceFailure:
        return [], []
    return (captures, found) if len(found) >= min(1, source.min_rows) else ([], [])


def _part(source: Source, name: str, captures: Sequence[Capture], rows: Sequence[Observation]) -> Part:
    kept = tuple(kept_capture(capture, name or source.url, {}) for capture in captures)
    return Part(
        source.id, name, captures[0].link_text, captures=kept, data_of=max(one.captured_at for one in kept)[:10],
        rows=len(rows), rows_sha256=row_fingerprint(rows),
    )  # fmt: skip
