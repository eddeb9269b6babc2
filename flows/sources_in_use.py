"""The sources of a run: those asked for, and the yardsticks that ship with the product."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from extractors.catalogue import load_sources
from extractors.source import Source


def sources_in_use(path: Path | None) -> tuple[list[Source], frozenset[str]]:
    """The sources of a YAML file or folder, by default the bundled ones; and the ids of those nobody asked for.

    Raises ``SourceRecordError``.
    """
    given = load_sources(path)
    sources = with_yardsticks(given, lambda: load_sources(None))
    return sources, frozenset(source.id for source in sources[len(given) :])


def with_yardsticks(sources: list[Source], bundled: Callable[[], list[Source]]) -> list[Source]:
    """The sources, with the printed figures that ship with the product where they bring none of their own.

    Without them there would be nothing to reconcile a registry with.
    """
    if any(source.dataset == "figures" for source in sources):
        return sources
    taken = {source.id for source in sources}
    return [*sources, *(s for s in bundled() if s.dataset == "figures" and s.id not in taken)]
