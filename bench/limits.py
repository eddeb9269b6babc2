"""What is known to be missed: ``limits.yaml`` says by how much, and why."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from bench.measured import QUICK_SLACK, Measure

LIMITS = Path(__file__).with_name("limits.yaml")


@dataclass(frozen=True, slots=True)
class Limit:
    """Where a figure stands that misses its bound: what the short form reached when last told, and the reason."""

    stands_at: float
    why: str


def known_limits(path: Path = LIMITS) -> dict[str, Limit]:
    """Limits by the beginning of a figure's name; amounts, which the short form has fewer of, are left out of it."""
    return {name: Limit(**one) for name, one in (yaml.safe_load(path.read_text()) or {}).items()}


def limit_of(measure: Measure, limits: dict[str, Limit]) -> Limit | None:
    """The limit that is known of a figure."""
    return next((limit for name, limit in limits.items() if measure.what.startswith(name)), None)


def is_worse_than_known(measure: Measure, limits: dict[str, Limit]) -> bool:
    """Whether a figure of the short form is off by more than half: of its bound, or of where it is known to stand."""
    limit = limit_of(measure, limits)
    if measure.holds(QUICK_SLACK):
        return False
    if limit is None:
        return True
    reached = measure.reached
    return reached * QUICK_SLACK < limit.stands_at if measure.at_least else reached > limit.stands_at * QUICK_SLACK
