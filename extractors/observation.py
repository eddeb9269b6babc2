"""An observation: one raw row or block of a capture, its source text by field, and where it stood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PARTING = " | "


@dataclass(frozen=True, slots=True)
class Observation:
    """``fields``: text by field name; ``original``: text by printed heading; ``section``: the headings over the row,
    outermost first, joined by ``PARTING``.

    ``state``: INEGI code the source record gives, empty if the row must tell; ``seen_on``: ISO day of the capture.
    ``part``: the child's address under an index, empty for the source itself.
    """

    source_id: str
    dataset: str
    evidence: str
    state: str
    source_url: str
    capture_sha256: str
    seen_on: str
    locator: str
    section: str
    fields: Mapping[str, str]
    original: Mapping[str, str]
    part: str = ""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings over the row, nearest first."""
        return tuple(reversed(self.section.split(PARTING))) if self.section else ()


@dataclass(frozen=True, slots=True)
class RawRow:
    """A row as a reader of one format finds it, before the source it belongs to is known."""

    locator: str
    fields: Mapping[str, str]
    original: Mapping[str, str]
    section: str = ""


@dataclass(slots=True)
class RawRows:
    """What a reader made of one capture. ``unknown``: headings nobody knows, each with an example of its text.

    ``header``: the headings of the last table, for a next page that prints none.
    """

    rows: list[RawRow] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)
    header: list[str] = field(default_factory=list)
    recognised: bool = False

    @property
    def weight(self) -> int:
        """Filled fields of the rows that name an agreement: the layout with most of them is what the page is."""
        return sum(
            sum(1 for value in row.fields.values() if value)
            for row in self.rows
            if any(row.fields.get(name) for name in ("title", "counterpart", "parties", "instrument"))
            or sum(1 for value in row.fields.values() if value) > 3
        )
