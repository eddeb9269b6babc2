"""What happened, as the events of design.md section 8 say it. Knows nothing of who sends them or who listens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SOURCE_CHANGED = "acuerdos.source.changed"
SOURCE_RECOVERED = "acuerdos.source.recovered"
CAPTURES_READY = "acuerdos.captures.ready"
CAPTURE_SUBMITTED = "acuerdos.capture.submitted"
CAPTURE_REFUSED = "acuerdos.capture.refused"
SNAPSHOT_PUBLISHED = "acuerdos.snapshot.published"
SNAPSHOT_BLOCKED = "acuerdos.snapshot.blocked"
MIRROR_FAILED = "acuerdos.mirror.failed"
SERVICE_FAILED = "acuerdos.service.failed"
# How a source fares, and the event that says so.
CONDITIONS = {
    "unreachable": "acuerdos.source.unreachable",
    "drifted": "acuerdos.source.drifted",
    "blocked": "acuerdos.source.blocked",
}
# What the operator can do something about; the rest is news.
TROUBLE = (*CONDITIONS.values(), CAPTURE_REFUSED, SNAPSHOT_BLOCKED, MIRROR_FAILED, SERVICE_FAILED)


@dataclass(frozen=True, slots=True)
class Event:
    """``resource``: id and name of what it happened to; ``payload``: JSON values, among them ``message``, one line."""

    name: str
    resource: tuple[str, str]
    payload: Mapping[str, Any] = field(default_factory=dict)


def source_event(name: str, source_id: str, source_name: str, message: str, **payload: Any) -> Event:
    """Something that happened to a source."""
    values = {"source_id": source_id, "source": source_name, "message": message, **payload}
    return Event(name, (f"acuerdos.source.{source_id}", source_name), values)


def captures_ready(changed: Sequence[str], moment: str) -> Event:
    """A look ended with something new to refresh: the ids of the sources that changed."""
    message = f"con cambios: {', '.join(changed)}" if changed else "hay algo pendiente de publicar"
    payload = {"changed": list(changed), "looked_at": moment, "message": message}
    return Event(CAPTURES_READY, ("acuerdos.captures", "capturas"), payload)


def capture_submitted(file: str, size_bytes: int) -> Event:
    """A person put a page into the inbox."""
    payload = {"file": file, "size_bytes": size_bytes, "message": f"se entregó {file}"}
    return Event(CAPTURE_SUBMITTED, ("acuerdos.inbox", "inbox"), payload)


def snapshot_event(name: str, version: str, message: str, **payload: Any) -> Event:
    """A version was published, or one was stopped by the gate."""
    values = {"version": version, "message": message, **payload}
    return Event(name, (f"acuerdos.snapshot.{version}", version), values)
