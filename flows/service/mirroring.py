"""Copying what is published to where the public reads it, and telling when that fails."""

from __future__ import annotations

from flows.events import MIRROR_FAILED, Event, snapshot_event
from flows.home import Home
from warehouse.mirror import MirrorFailed, mirror
from warehouse.published import latest_version


def mirror_events(home: Home, target: str) -> list[Event]:
    """Copy what is published to an fsspec target; an event if that failed. The next refresh carries on."""
    try:
        mirror(home.public, target)
    except MirrorFailed as failure:
        return [snapshot_event(MIRROR_FAILED, latest_version(home.public) or "", str(failure))]
    return []
