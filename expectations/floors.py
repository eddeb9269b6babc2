"""Floors of what is read: how many rows a source gives before a silence is believed."""

from __future__ import annotations

from collections.abc import Mapping, Set

from expectations.rules import Rule


def source_floors(minimum_rows: Mapping[str, int], kept_sources: frozenset[str] = frozenset()) -> list[Rule]:
    """A rule for the floor of each source, by name of source, that its record states.

    Sources kept at their last good data are not judged again.
    """
    return [
        Rule(
            f"sources.{source}.floor", "sources", "source_floor", (),
            {"source_id": source, "minimum": minimum_rows[source]},
            f"De la fuente {source} se leen al menos {minimum_rows[source]} renglones.",
        )
        for source in sorted(set(minimum_rows) - kept_sources)
    ]  # fmt: skip


def excused_sources(unread: Set[str], rows_read: int) -> frozenset[str]:
    """The sources whose floor is not judged: failing or left alone, they are kept at their last good data.

    In: the sources not read this time, and the rows in hand from all sources asked for. Nobody is excused where there
    are none: nothing good is being kept, and an empty version would pass for news.
    """
    return frozenset(unread) if rows_read else frozenset()
