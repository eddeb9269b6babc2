"""A clock that was set back: told, for nothing can be published before what is published."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from warehouse.layout import version_key
from warehouse.published import latest_version


def clock_warnings(public: Path, now: datetime) -> list[str]:
    """A line where the clock shows a day before that of the current version; none where all is well.

    What is published then still takes the next free name after the newest, and no older one.
    """
    newest = latest_version(public)
    day = now.date().isoformat()
    if newest is None or version_key(newest)[0] <= day:
        return []
    line = (
        f"el reloj dice {day}, antes de la versión más nueva ({newest}): corríjalo (o quite --now); lo que se publique "
        "llevará el día de aquella"
    )
    return [line]
