"""Floors and ceilings as the last good version suggests them: with so much room that small shifts change nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

import pyarrow

from expectations.measures import measured
from expectations.thresholds import EMPTY_SHARE, SOURCE, SOURCE_STATE, TABLE, Threshold

# A fifth may go and a quarter may come before anybody is told; past that the numbers go up in steps of about a fifth.
_FEWER, _MORE = 0.8, 1.25
_STEPS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
_SHARE_ROOM, _SHARE_STEP = 0.05, 0.1
# Facts of the world: INEGI's states, and its municipalities, which are split and hardly ever joined.
WORLD = (
    Threshold(TABLE, "municipalities", "", "", 2_400, None, "INEGI contaba 2,469 en 2020 y 2,478 en 2025"),
    Threshold(TABLE, "offices", "", "", 32, 32, "Un renglón por entidad federativa"),
    Threshold(TABLE, "states", "", "", 32, 32, "Las entidades federativas son 32"),
)
_REASONS = {
    SOURCE: "Lo que trajo la última versión buena, con holgura",
    SOURCE_STATE: "Lo que trajo la última versión buena, con holgura",
    EMPTY_SHARE: "Lo vacío en la última versión buena, con holgura",
}


def suggested(tables: Mapping[str, pyarrow.Table], known: Iterable[Threshold] = ()) -> list[Threshold]:
    """The thresholds that the tables of a version suggest, sorted; a line that is ``known`` keeps its reason."""
    reasons = {one.place: one.reason for one in known}
    found = list(WORLD)
    for place, number in measured(tables).items():
        bounds = _bounds(place[0], number)
        if bounds:
            found.append(Threshold(*place, *bounds, reasons.get(place, _REASONS[place[0]])))
    return sorted(found, key=lambda one: one.place)


def _bounds(scope: str, number: float) -> tuple[float | None, float | None] | None:
    if scope == EMPTY_SHARE:
        ceiling = round(math.ceil((number + _SHARE_ROOM) / _SHARE_STEP - 1e-9) * _SHARE_STEP, 2)
        return (None, ceiling) if ceiling < 1 else None
    if scope in (SOURCE, SOURCE_STATE):
        return max(1.0, _step_down(number * _FEWER)), _step_up(number * _MORE)
    return None


def _step_down(number: float) -> float:
    """The step at or below a number."""
    return max((step for step in _steps(number) if step <= number + 1e-9), default=0.0)


def _step_up(number: float) -> float:
    """The step at or above a number."""
    return min(step for step in _steps(number) if step >= number - 1e-9)


def _steps(number: float) -> list[float]:
    size = 10.0 ** math.floor(math.log10(max(number, 1.0)))
    return sorted({math.floor(size * step + 1e-9) * 1.0 for step in _STEPS} | {size * 12})
