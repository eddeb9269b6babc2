"""Every published version is told once, also one whose refresh was killed before it could tell.

The name of the last version told is kept in ``service/told``; what is newer among the published ones is still to tell.
"""

from __future__ import annotations

import json

from flows.events import SNAPSHOT_PUBLISHED, Event, snapshot_event
from flows.home import Home
from flows.service.prefect_api import PrefectApi
from flows.service.state import TOLD
from warehouse.durable import write_json
from warehouse.layout import version_key
from warehouse.published import latest_version, versions


def begin_telling(home: Home) -> None:
    """What was published before there was a service is no news."""
    file = home.service / TOLD
    if _last_told(home) is None:
        write_json(file, latest_version(home.public) or "")


def untold(home: Home) -> list[Event]:
    """The versions not told yet, the oldest first."""
    last = _last_told(home)
    if last is None:
        return []
    return [
        snapshot_event(
            SNAPSHOT_PUBLISHED, one["version"],
            f"publicada la versión {one['version']}: {one['rows']['agreements']} acuerdos",
            rows=one["rows"], changes=one["changes"], previous=one["previous"], path=f"v/{one['version']}",
        )
        for one in reversed(versions(home.public))
        if not last or version_key(one["version"]) > version_key(last)
    ]  # fmt: skip


def tell_versions(home: Home, api: PrefectApi) -> None:
    """Tell of the versions not told yet. Raises ``ServerSilent``; then they stay untold."""
    events = untold(home)
    api.emit(events)
    if events:
        write_json(home.service / TOLD, events[-1].payload["version"])


def _last_told(home: Home) -> str | None:
    """The version told last, "" before the first; None where nobody began to tell, or the file is damaged."""
    try:
        last = json.loads((home.service / TOLD).read_text(encoding="utf-8"))
        if last != "":
            version_key(last)
        return str(last)
    except (OSError, ValueError, TypeError):
        return None
