"""A feed as JSON Feed 1.1."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.durable import json_text
from warehouse.feeds.entries import Entry, Feed, readable
from warehouse.feeds.links import HOME, address, version_links
from warehouse.feeds.markup import entry_html, entry_text
from warehouse.metadata.publisher import NO_CONTACT, Publisher

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed, publisher: Publisher) -> bytes:
    """The bytes of a JSON Feed: the same for the same feed and publisher.

    Without a site there is no ``url``, ``feed_url`` or ``home_page_url``: unlike Atom, JSON Feed knows no relative
    address. The paths under the public folder stand in ``_acuerdos`` in any case.
    """
    site = publisher.site
    document: dict[str, object] = {
        "version": VERSION,
        "title": feed.title,
        "description": feed.subtitle,
        "language": feed.language,
        "authors": [_author(publisher)],
        "items": [_item(feed, entry, site) for entry in feed.entries],
    }
    if site:
        document["home_page_url"] = address(feed, HOME[feed.language], site)
        document["feed_url"] = address(feed, f"{feed.name}.json", site)
    return json_text(document).encode()


def _item(feed: Feed, entry: Entry, site: str) -> Mapping[str, object]:
    links = version_links(feed, entry.version, site)
    item: dict[str, object] = {
        "id": entry.identifier,
        "title": entry.title,
        "summary": entry.summary,
        "content_html": entry_html(entry),
        "content_text": entry_text(entry),
        "date_published": entry.updated.isoformat(),
        "_acuerdos": {"version": entry.version, "changes": links.changes, "agreements": links.agreements},
    }
    return {**item, "url": links.page} if site else item


def _author(publisher: Publisher) -> dict[str, str]:
    name = {"name": readable(publisher.name)}
    return name if publisher.contact == NO_CONTACT else {**name, "url": f"mailto:{readable(publisher.contact)}"}
