"""How many examples a property is tried on: few and always the same in `make test`, many and new ones in `make torture`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

TIMES = max(1, int(os.environ.get("ACUERDOS_EXAMPLES", "1")))  # as many as bounded


def bounded(examples: int) -> settings:
    """Settings for so many examples; ``ACUERDOS_EXAMPLES=50`` takes fifty times as many, each time others."""
    return settings(
        max_examples=examples * TIMES, derandomize=TIMES == 1, database=None, deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )  # fmt: skip
