"""A moment of the sources: what was known of each of them when a version was made, or when an archive saw one.

Everything a version is made of but code: published as ``inputs.json``, read again by ``rebuild`` and ``backfill``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from extractors.source import Source
from warehouse.store import KeptCapture, KeptLayout, Part

# They tell how to ask again, not what a version holds.
_LEFT_OUT = ("etag", "last_modified")
# They follow from the captures and the code that reads them.
_LEFT_OUT_OF_PARTS = ("rows", "rows_sha256")


@dataclass(frozen=True, slots=True)
class Moment:
    """``moment``: ISO instant; ``parts``: state of every part; ``skipped``: ids of sources left alone;
    ``borrowed``: ids of yardsticks nobody asked for; ``past``: archived moments played before this one.
    """

    moment: str
    sources: tuple[Source, ...]
    parts: tuple[Part, ...]
    skipped: tuple[str, ...] = ()
    borrowed: frozenset[str] = frozenset()
    past: tuple[Moment, ...] = ()

    @property
    def day(self) -> str:
        """ISO day."""
        return self.moment[:10]

    def as_json(self) -> dict[str, object]:
        """The moment as JSON values."""
        return {
            "moment": self.moment,
            "sources": [source.as_json() for source in self.sources],
            "parts": [_part_as_json(part) for part in self.parts],
            "skipped": list(self.skipped),
            "borrowed": sorted(self.borrowed),
            "past": [one.as_json() for one in self.past],
        }


def moment_of(found: Mapping[str, Any]) -> Moment:
    """The moment of its JSON values. Raises ``KeyError``, ``TypeError`` or ``ValueError`` for others."""
    return Moment(
        str(found["moment"]),
        tuple(Source.model_validate(source) for source in found["sources"]),
        tuple(_part_of(part) for part in found["parts"]),
        tuple(found["skipped"]),
        frozenset(found["borrowed"]),
        tuple(moment_of(one) for one in found["past"]),
    )


def _part_as_json(part: Part) -> dict[str, Any]:
    plain = asdict(replace(part, read_digest="", refused=""))
    for name in _LEFT_OUT_OF_PARTS:
        del plain[name]
    plain["captures"] = [
        {name: value for name, value in capture.items() if name not in _LEFT_OUT} for capture in plain["captures"]
    ]
    return plain


def _part_of(found: Mapping[str, Any]) -> Part:
    return Part(**{
        **found,
        "captures": tuple(KeptCapture(**capture) for capture in found["captures"]),
        "layout": KeptLayout(**found.get("layout", {})),  # inputs.json of former releases has none
        "unknown_headings": tuple((heading, example) for heading, example in found["unknown_headings"]),
    })  # fmt: skip
