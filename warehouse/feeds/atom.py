"""A feed as Atom (RFC 4287).

Written with lxml: feedgen 1.0 drops ``rel`` and ``type`` of the links of an entry, which makes several alternates.
"""

from __future__ import annotations

from lxml import etree

from warehouse.feeds.entries import Entry, Feed, readable
from warehouse.feeds.links import HOME, address, version_links
from warehouse.feeds.markup import entry_html
from warehouse.metadata.publisher import NO_CONTACT, Publisher

ATOM = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
GENERATOR = "Acuerdos Abiertos"


def atom_feed(feed: Feed, publisher: Publisher) -> bytes:
    """The bytes of an Atom document: the same for the same feed and publisher.

    Links are absolute where the publisher has a site; else relative, as RFC 4287 allows.
    """
    site = publisher.site
    root = etree.XML(f'<feed xmlns="{ATOM}"/>')
    root.set(LANGUAGE, feed.language)
    _text(root, "id", feed.identifier)
    _text(root, "title", feed.title)
    _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", feed.updated.isoformat())
    _add_author(root, publisher)
    _text(root, "generator", GENERATOR)
    _link(root, "self", "application/atom+xml", address(feed, f"{feed.name}.atom", site))
    _link(root, "alternate", "text/html", address(feed, HOME[feed.language], site))
    for entry in feed.entries:
        _add_entry(root, feed, entry, site)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _add_entry(root: etree._Element, feed: Feed, entry: Entry, site: str) -> None:
    links = version_links(feed, entry.version, site)
    item = _text(root, "entry", None)
    _text(item, "id", entry.identifier)
    _text(item, "title", entry.title)
    _text(item, "updated", entry.updated.isoformat())
    _link(item, "alternate", "text/html", links.page)
    _link(item, "related", "text/markdown", links.changes)
    _link(item, "related", "text/csv", links.agreements)
    _text(item, "summary", entry.summary)
    _text(item, "content", entry_html(entry)).set("type", "html")


def _add_author(root: etree._Element, publisher: Publisher) -> None:
    author = _text(root, "author", None)
    _text(author, "name", readable(publisher.name))
    if publisher.contact != NO_CONTACT:
        _text(author, "email", readable(publisher.contact))


def _text(parent: etree._Element, name: str, text: str | None) -> etree._Element:
    element = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    element.text = text
    return element


def _link(parent: etree._Element, relation: str, media_type: str, href: str) -> None:
    etree.SubElement(parent, f"{{{ATOM}}}link", {"rel": relation, "type": media_type, "href": href})
