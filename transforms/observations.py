"""What the transforms need to know of an observation, whoever made it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol


class Observation(Protocol):
    """A raw row of a capture. ``fields`` holds source text by field name, ``original`` by printed heading."""

    @property
    def source_id(self) -> str:
        """Source it comes from."""
        ...

    @property
    def source_url(self) -> str:
        """Address of the page."""
        ...

    @property
    def evidence(self) -> str:
        """Kind of source."""
        ...

    @property
    def state(self) -> str:
        """INEGI code the source record gives, or empty."""
        ...

    @property
    def capture_sha256(self) -> str:
        """Hash of its capture."""
        ...

    @property
    def locator(self) -> str:
        """Where in the capture it stood."""
        ...

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings over the row, nearest first."""
        ...

    @property
    def seen_on(self) -> str:
        """ISO day of the capture."""
        ...

    @property
    def part(self) -> str:
        """Page of the source under an index, or empty."""
        ...

    @property
    def fields(self) -> Mapping[str, str]:
        """Source text by field name."""
        ...

    @property
    def original(self) -> Mapping[str, str]:
        """Source text by printed heading."""
        ...


@dataclass(frozen=True, slots=True)
class Issue:
    """Something a reader or an expert should know: becomes a row of ``quality``.

    ``severity``: info, warning or error. ``remedy``: what to do, or the line to write to teach it. ``about``: the
    word or style it is about, where that matters and not the row: told once a source, however many rows print it.
    """

    severity: str
    rule: str
    message: str
    table_name: str = ""
    field: str = ""
    value: str = ""
    remedy: str = ""
    record_id: str = ""
    about: str = ""


Row = dict[str, object]


@dataclass(slots=True)
class Reading:
    """What one observation became: the record of a table (or none, with the reason among the issues)."""

    table: str
    record: Row | None = None
    related: list[tuple[str, Row]] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
