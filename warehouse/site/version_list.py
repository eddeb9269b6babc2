"""The page of the versions: every one of them, what it brought, and where its files are, for ever."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.edition import Edition
from warehouse.site import addresses
from warehouse.site.reading import Site
from warehouse.site.rendering import Page
from warehouse.vocabularies import CHANGE


def pages(site: Site, edition: Edition) -> Iterator[Page]:
    """One page."""
    kinds = [(kind, edition.say(*CHANGE.labels[kind])) for kind in CHANGE.values]
    yield Page(addresses.VERSIONS, "version_list.html.j2", {"versions": site.versions, "kinds": kinds})
