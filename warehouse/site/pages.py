"""Every page of both editions, in the order in which they are written: the front pages last."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from warehouse.edition import EDITIONS, Edition
from warehouse.site import (
    agreement_pages,
    agreement_table,
    capture_pages,
    claims,
    country_pages,
    dictionary,
    downloads,
    front,
    lists,
    method,
    office_list,
    quality,
    query_page,
    state_pages,
    version_list,
)
from warehouse.site.reading import Site
from warehouse.site.rendering import Page

Maker = Callable[[Site, Edition], Iterator[Page]]
MAKERS: tuple[Maker, ...] = tuple(
    module.pages
    for module in (
        agreement_pages, state_pages, country_pages, capture_pages, agreement_table, claims, lists, office_list,
        quality, query_page, version_list, downloads, dictionary, method, front,
    )
)  # fmt: skip


def pages_of(site: Site) -> Iterator[tuple[Edition, Page]]:
    """Every page of the site with its edition."""
    for make in MAKERS:
        for edition in EDITIONS:
            for page in make(site, edition):
                yield edition, page
