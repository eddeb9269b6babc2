"""Observations as a reader would hand them over, all of them made up (SIMULADO)."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import settings

ANY_TEXT = settings(max_examples=200, deadline=None, derandomize=True, database=None)
TODAY = "2026-11-23"


@dataclass(frozen=True, slots=True)
class Seen:
    """An observation; only what a test is about needs saying."""

    fields: dict[str, str]
    state: str = ""
    headings: tuple[str, ...] = ()
    source_id: str = "simulado"
    source_url: str = "https://example.org/SIMULADO"
    evidence: str = "registry"
    capture_sha256: str = "0" * 64
    locator: str = "table 1 row 2"
    seen_on: str = TODAY
    part: str = ""
    original: dict[str, str] = field(default_factory=dict)
