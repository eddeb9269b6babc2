"""What a reader should know of the sources of a version: left alone, failing, with a heading nobody knows, or laid
out anew.

A change of layout is told in every version until the page changes again or a person has seen to it: the new heading
is written into the source's ``columns:``, or ``lifecycle: {since: ...}`` says that the source was looked at on that
day or later. One by which nothing is lost or unknown is only told with the page in which it was first met.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from extractors.headings import Headings, folded
from extractors.layout_mark import LayoutChange, LayoutMark, change_between, mark_from
from extractors.source import Source
from transforms.normalise import quality_row
from transforms.observations import Issue, Row
from warehouse.store import Part

_ANY_FIELD = "<campo>"
# Sections of headings.yaml that another one stands for.
_SHARED = {"claims": "agreements"}


def source_issues(sources: Mapping[str, Source], skipped: Iterable[Source], parts: Iterable[Part]) -> Iterator[Row]:
    """Rows of ``quality`` about the sources left alone and about the parts of those looked at."""
    for source in skipped:
        message = f"No se miró {source.name}: {source.lifecycle.status} ({source.lifecycle.reason})."
        issue = Issue("info", f"source_{source.lifecycle.status}", message, "sources")
        yield quality_row(issue, source.id, source_url=source.url)
    for part in parts:
        source = sources[part.source_id]
        for issue in _issues_of(source, part):
            yield quality_row(issue, part.source_id, source_url=part.part or source.url)


def _issues_of(source: Source, part: Part) -> Iterator[Issue]:
    if part.failure:
        yield Issue("error", part.failure_kind, f"{part.failure} ({what_stays(part)})", "sources")
    now = mark_from(part.layout.mark)
    change = change_between(mark_from(part.layout.before), now)
    headings = Headings(source.dataset, source.columns)
    lost = _lost_fields(headings, change, now)
    for heading, example in part.unknown_headings:
        message = f"Encabezado desconocido «{heading}» (por ejemplo «{example[:80]}»): queda en `original`."
        yield Issue("info", "unknown_heading", message, "", heading, example, teaching(source, heading, lost))
    if change and now:
        unknown = [heading for heading in change.new if not headings.field(heading)]
        if not _seen_to(source, part, change, unknown) and (unknown or lost or part.data_of == part.layout.changed_on):
            yield _layout_issue(source, part, change, unknown, lost)


def what_stays(part: Part) -> str:
    """Of which day the data of a failing part are."""
    return f"se conservan los datos de {part.data_of}" if part.data_of else "nunca se ha leído"


def teaching(source: Source, heading: str, fields: Iterable[str] = ()) -> str:
    """The line that teaches a heading, to one source and to all of them. ``fields``: those it may mean."""
    name = " o ".join(fields) or _ANY_FIELD
    own = f"columns: {{{json.dumps(heading, ensure_ascii=False)}: {name}}}"
    shared = f"- {{field: {name}, when: '^{folded(heading)}$'}}"
    section = _SHARED.get(source.dataset, source.dataset)
    return f"en la fuente {source.id}: {own}; o para todas, en extractors/headings.yaml, {section}: {shared}"


def _lost_fields(headings: Headings, change: LayoutChange | None, now: LayoutMark | None) -> list[str]:
    """Fields that a vanished heading meant and no heading of today means."""
    if change is None or now is None:
        return []
    left = {headings.field(heading) for heading in (*now.headings, *now.other_headings)}
    return sorted({field for heading in change.gone if (field := headings.field(heading)) and field not in left})


def _seen_to(source: Source, part: Part, change: LayoutChange, unknown: list[str]) -> bool:
    """Whether a person has dealt with a change: taught its headings in the source's record, or vouched for it."""
    since = source.lifecycle.since
    if since and since >= date.fromisoformat(part.layout.changed_on):
        return True
    taught = {folded(heading) for heading in source.columns}
    return not unknown and any(folded(heading) in taught for heading in change.new)


def _layout_issue(source: Source, part: Part, change: LayoutChange, unknown: list[str], lost: list[str]) -> Issue:
    kept = part.layout
    message = f"La página cambió de forma el {kept.changed_on}: {_told(change, lost)}. Por ejemplo: {kept.example}"
    since = f"lifecycle: {{since: {kept.changed_on}}}"
    looked = f"nada, si los renglones coinciden con la página; para no verlo más, en la fuente {source.id}: {since}"
    remedy = "; y ".join(teaching(source, heading, lost) for heading in unknown) or looked
    marks = (mark_from(kept.before), mark_from(kept.mark))
    return Issue("warning", "layout_changed", message, value=" -> ".join(mark.digest for mark in marks if mark),
                 remedy=remedy)  # fmt: skip


def _told(change: LayoutChange, lost: list[str]) -> str:
    """What was and what is."""
    said = []
    if change.gone:
        said.append(f"ya no imprime {_quoted(change.gone)}")
    if change.new:
        said.append(f"imprime ahora {_quoted(change.new)}")
    if change.nodes[0] != change.nodes[1]:
        said.append(f"los renglones estaban en {_quoted(change.nodes[0])} y ahora en {_quoted(change.nodes[1])}")
    if change.depths[0] != change.depths[1]:
        said.append(f"tenían {change.depths[0]} títulos encima y ahora {change.depths[1]}")
    if lost:
        said.append(f"nada de lo impreso llena ya {', '.join(lost)}")
    return "; ".join(said)


def _quoted(texts: Iterable[str]) -> str:
    return ", ".join(f"«{text}»" for text in texts)
