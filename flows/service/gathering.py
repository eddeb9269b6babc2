"""Many changes within a minute make one refresh: it waits until none came for a moment, but never long."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from flows.agenda import Agenda

# A source seen to change is published once it has been quiet for so long, and at the latest after a minute.
QUIET = timedelta(seconds=10)
LONGEST = timedelta(seconds=60)


def time_to_begin(agenda: Agenda, now: datetime) -> datetime:
    """When what waits is to be refreshed: at once if nothing does."""
    if not agenda.pending_since:
        return now
    first, last = (datetime.fromisoformat(text) for text in (agenda.pending_since, agenda.pending_until))
    # Whatever a clock that was set back since may have noted: never longer than a minute from now.
    return min(last + QUIET, first + LONGEST, now + LONGEST)


def wait_for_quiet(
    read: Callable[[], Agenda], now: Callable[[], datetime], sleep: Callable[[float], None] = time.sleep
) -> None:
    """Sleep until it is time; a change seen meanwhile moves it."""
    while (left := (time_to_begin(read(), now()) - now()).total_seconds()) > 0:
        sleep(min(left, 1.0))
