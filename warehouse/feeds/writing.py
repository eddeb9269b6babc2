"""The feeds of a public folder: of all versions and of each state, in Atom and JSON Feed, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa

from warehouse.durable import replace_if_changed
from warehouse.feeds.atom import atom_feed
from warehouse.feeds.entries import ENTRIES, Feed, state_feed, whole_feed
from warehouse.feeds.json_feed import json_feed
from warehouse.feeds.memory import state_names, versions_told
from warehouse.metadata.publisher import Publisher
from warehouse.notices import LANGUAGES


def feed_files(
    public: Path, version: str, publisher: Publisher, tables: Mapping[str, pa.Table] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Every feed as of ``version``, which ``versions.json`` lists already, by its path under ``public``.

    ``tables`` are those of ``version``, if at hand.
    """
    for feed in _feeds(public, version, tables):
        yield f"{feed.name}.atom", atom_feed(feed, publisher)
        yield f"{feed.name}.json", json_feed(feed, publisher)


def write_feeds(public: Path, version: str, publisher: Publisher, tables: Mapping[str, pa.Table] | None = None) -> None:
    """Write every feed under ``public`` whose bytes change, each in one step."""
    for name, content in feed_files(public, version, publisher, tables):
        replace_if_changed(public / name, content)


def _feeds(public: Path, version: str, tables: Mapping[str, pa.Table] | None) -> Iterator[Feed]:
    told = versions_told(public, version, ENTRIES, tables)
    if not told:
        return
    states = state_names(public, version, tables)
    for language in LANGUAGES:
        yield whole_feed(told, language)
        for code, name in states.items():
            yield state_feed(told, code, name, language)
