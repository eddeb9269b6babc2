"""Asks a site's own listing (sitemap or feed) which of the pages known to us may have changed.

A listing that cannot be had or read says nothing: then every page is asked for, as if there were none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from extractors.addresses import address_key, refusal
from extractors.failures import SourceFailure
from extractors.fetch import Fetcher
from extractors.sitemaps import NotAListing, read_listing, unchanged_since
from extractors.source import Source

MOST_LISTINGS = 50
# The site's clock may differ from ours.
_DOUBT = timedelta(hours=1)


class SiteListing:
    """The listing of one source for one look; fetched when it is first asked, by one thread."""

    def __init__(self, source: Source, fetcher: Fetcher, captured: Mapping[str, datetime]) -> None:
        """``captured``: when each page was fetched of which good data are in use, by the address asked for."""
        self._source, self._fetcher, self._captured = source, fetcher, captured
        self._modified: dict[str, str] = {}
        if source.sitemap and captured:
            self._read(source.sitemap)

    def says_unchanged(self, address: str) -> bool:
        """Whether a page is certainly as it was when it was fetched."""
        captured = self._captured.get(address)
        stamp = self._modified.get(address_key(address))
        return captured is not None and stamp is not None and unchanged_since(stamp, captured - _DOUBT)

    def _read(self, first: str) -> None:
        waiting, done = [first], set[str]()
        while waiting and len(done) < MOST_LISTINGS:
            address = waiting.pop(0)
            if address in done or refusal(first, address):
                continue
            done.add(address)
            try:
                body = self._fetcher.fetch(address, source_id=self._source.id, delay=self._source.delay).body
                listing = read_listing(body, address)
            except (SourceFailure, NotAListing):
                continue
            self._modified |= {address_key(page): stamp for page, stamp in listing.modified.items()}
            waiting += [more for more in listing.more if _host(more) == _host(first)]


def _host(address: str) -> str:
    return urlsplit(address).netloc.lower()
