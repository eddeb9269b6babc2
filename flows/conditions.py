"""From what a look or a reading found to how each source fares, and to the events that tell of what is new in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from extractors.reading import TEACH
from extractors.source import Source
from flows.agenda import FINE, Agenda, first_retry, host_of
from flows.events import CONDITIONS, SOURCE_CHANGED, SOURCE_RECOVERED, Event, source_event
from flows.look import Looked
from flows.source_issues import what_stays
from warehouse.store import Part

# Kinds of failures (extractors/failures.py) by what they say of the source; the first one found counts.
_BLOCKED = frozenset({"bot_challenge", "robots_forbidden"})
_UNREACHABLE = frozenset({"unreachable"})


def condition_of(parts: Sequence[Part]) -> tuple[str, Part | None]:
    """How a source fares by its parts, and the part that says so: blocked before unreachable before drifted."""
    failing = [part for part in parts if part.failure]
    for kinds, condition in ((_BLOCKED, "blocked"), (_UNREACHABLE, "unreachable")):
        for part in failing:
            if part.failure_kind in kinds:
                return condition, part
    return ("drifted", failing[0]) if failing else (FINE, None)


def note_look(agenda: Agenda, looked: Looked, now: datetime) -> list[Event]:
    """Enter a look into the agenda; returns what is to be told: changes, and conditions that are new."""
    events: list[Event] = []
    answered: dict[str, bool] = {}
    shortest: dict[str, int] = {}
    changed: dict[str, list[Part]] = defaultdict(list)
    for key in looked.changed:
        changed[key[0]].append(looked.parts[key])
    by_source = _by_source(looked.parts.values())
    for source in looked.looked:
        condition, part = condition_of(by_source[source.id])
        host = host_of(source)
        if host:
            answered[host] = answered.get(host, False) or condition != "unreachable"
            shortest[host] = min(shortest.get(host, first_retry(source)), first_retry(source))
        reason = told(source, part) if part else ""
        before = agenda.keep(source, now, condition=condition, reason=reason)
        if before.condition != condition:
            events.extend(_condition_event(source, condition, reason, part, before.condition))
        if source.id in changed:
            agenda.changed(source.id, now)
            events.append(change_event(source, changed[source.id]))
    agenda.rest_hosts(answered, shortest, now)
    return events


def note_reading(agenda: Agenda, sources: Mapping[str, Source], parts: Iterable[Part], now: datetime) -> list[Event]:
    """Enter what a refresh read; tells of pages that came and could not be read, and of headings not met before."""
    events: list[Event] = []
    for source_id, mine in _by_source(parts).items():
        source, known = sources.get(source_id), agenda.sources.get(source_id)
        if source is None or known is None:
            continue
        condition, part = condition_of(mine)
        if condition == "drifted" and part and known.condition == FINE:
            reason = told(source, part)
            agenda.keep(source, now, condition=condition, reason=reason)
            events.extend(_condition_event(source, condition, reason, part, FINE))
        headings = {heading: (example, one) for one in mine for heading, example in one.unknown_headings}
        fresh = sorted(headings.keys() - set(known.unknown or ()))
        if fresh and known.unknown is not None:
            events.append(_heading_event(source, fresh, headings))
        agenda.sources[source_id] = replace(agenda.sources[source_id], unknown=tuple(sorted(headings)))
    return events


def change_event(source: Source, parts: Sequence[Part]) -> Event:
    """The rows of a source changed; tells in which captures."""
    captures = [
        {"sha256": capture.sha256, "url": capture.url, "captured_at": capture.captured_at, "part": part.part}
        for part in parts
        for capture in part.captures
    ]
    return source_event(
        SOURCE_CHANGED, source.id, source.name, f"{source.name}: cambiaron sus renglones",
        capture_sha256=captures[0]["sha256"] if captures else "", captures=captures, url=source.url,
    )  # fmt: skip


def told(source: Source, part: Part) -> str:
    """A failing part in one line a person can act on: which source, what, where, what to do, which data stay."""
    return f"{source.name}: {part.failure}; {what_stays(part)}"


def _condition_event(source: Source, condition: str, reason: str, part: Part | None, before: str) -> list[Event]:
    if condition != FINE:
        kind = part.failure_kind if part else ""
        data_of = part.data_of if part else ""
        return [
            source_event(CONDITIONS[condition], source.id, source.name, reason, kind=kind, data_of=data_of,
                         url=source.url, before=before)
        ]  # fmt: skip
    if not before:
        return []
    message = f"{source.name}: responde otra vez"
    return [source_event(SOURCE_RECOVERED, source.id, source.name, message, before=before, url=source.url)]


def _heading_event(source: Source, fresh: Sequence[str], headings: Mapping[str, tuple[str, Part]]) -> Event:
    shown = ", ".join(f"«{heading}»" for heading in fresh)
    example, part = headings[fresh[0]]
    message = (
        f"{source.name}: encabezado {shown} desconocido (por ejemplo «{example[:80]}»), queda en `original`; "
        f"datos del {part.data_of}; {TEACH}"
    )
    return source_event(CONDITIONS["drifted"], source.id, source.name, message, kind="unknown_heading",
                        headings=list(fresh), data_of=part.data_of, url=source.url)  # fmt: skip


def _by_source(parts: Iterable[Part]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        found[part.source_id].append(part)
    return found
