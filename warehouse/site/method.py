"""The page of the method: what is read, how it is understood, what is believed, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.edition import Edition
from warehouse.site import addresses
from warehouse.site.reading import Site
from warehouse.site.rendering import Page

THE_REGISTRY = "registry"


def pages(site: Site, edition: Edition) -> Iterator[Page]:
    """One page."""
    sources = site.rows("sources")
    yield Page(
        addresses.METHOD,
        "method.html.j2",
        {
            "sources": sources,
            "read": sum(row["data_of"] is not None for row in sources),
            "registry_read": any(row["evidence"] == THE_REGISTRY and row["data_of"] for row in sources),
            "captures": len({row["capture_sha256"] for row in site.rows("captures")}),
            "edition_name": edition.table("sources"),
        },
    )
