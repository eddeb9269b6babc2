"""Where the entries of a feed lead: into the immutable folder of the version and to its place on the page."""

from __future__ import annotations

from typing import NamedTuple

from warehouse.feeds.entries import Feed
from warehouse.wording import Language

PAGES: dict[Language, str] = {"es": "versiones/index.html", "en": "en/versiones/index.html"}
HOME: dict[Language, str] = {"es": "index.html", "en": "en/index.html"}


class VersionLinks(NamedTuple):
    """The page of a version, its changes in words, and its agreements."""

    page: str
    changes: str
    agreements: str


def version_links(feed: Feed, version: str, site: str) -> VersionLinks:
    """Absolute addresses where the publisher has a site; else relative to the feed, for wherever it is copied."""
    return VersionLinks(
        address(feed, f"{PAGES[feed.language]}#v-{version}", site),
        address(feed, f"v/{version}/CHANGES.md", site),
        address(feed, f"v/{version}/agreements.csv", site),
    )


def address(feed: Feed, path: str, site: str) -> str:
    """The address of a path under ``public``, as it is to stand in ``feed``."""
    return f"{site.rstrip('/')}/{path}" if site else "../" * feed.name.count("/") + path
