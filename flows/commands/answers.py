"""How a command answers: one line where it went wrong, JSON for a machine."""

from __future__ import annotations

import json
import math
import sys
from typing import Any

from flows.command_words import USAGE


def fail(line: str, code: int = USAGE) -> int:
    """Say in one line what went wrong; returns the exit code."""
    print(f"acuerdos: {' '.join(line.split())}", file=sys.stderr)
    return code


def show(answer: object) -> None:
    """Print an answer as JSON."""
    print(json.dumps(_finite(answer), ensure_ascii=False, indent=1, default=str, allow_nan=False))


def _finite(value: Any) -> Any:
    """JSON has no NaN and no infinity: they are null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {name: _finite(inner) for name, inner in value.items()}
    return [_finite(inner) for inner in value] if isinstance(value, list | tuple) else value
