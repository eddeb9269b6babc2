"""The one place that knows what time it is; ``--now`` stops it, so that a run can be repeated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime


class BadInstant(ValueError):
    """``--now`` is not an ISO 8601 date or date and time."""


def clock(fixed: str | None) -> Callable[[], datetime]:
    """A function that tells the time in UTC: always the fixed instant if one is given. Raises ``BadInstant``."""
    if fixed is None:
        return lambda: datetime.now(UTC)
    try:
        instant = datetime.fromisoformat(fixed.replace("Z", "+00:00"))
    except ValueError as error:
        raise BadInstant(
            f"--now {fixed}: no es una fecha ISO 8601; por ejemplo 2026-11-23 o 2026-11-23T06:00:00Z"
        ) from error
    instant = instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)
    return lambda: instant
