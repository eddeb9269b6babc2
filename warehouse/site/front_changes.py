"""What a version changed against the one before it, as the front page says it: sentences, with links."""

from __future__ import annotations

import re
from typing import NamedTuple

from markupsafe import Markup, escape

from warehouse.change_sentences import RecordChanges, sentence
from warehouse.edition import Edition
from warehouse.notices import by_cause, changed_records, changes_in, headline
from warehouse.site import addresses
from warehouse.site.reading import Site

# As many sentences as fit beside the map; the rest stands on the page of versions.
LISTED = 3
_MARKED = re.compile(r"\\(?P<plain>[\\`*_\[\]<>&|~])|`(?P<code>[^`]*)`")


class News(NamedTuple):
    """``previous`` is None for the first version; ``more`` counts the changed agreements without a sentence."""

    previous: str | None
    headline: Markup
    sentences: tuple[Markup, ...]
    more: int


def news(site: Site, edition: Edition) -> News:
    """What the version changed: a headline, and a sentence for each of the first agreements that a source changed."""
    previous = site.index.get("previous")
    changes = changes_in(site.tables, site.version) if previous and "changes" in site.tables else []
    if not changes:
        return News(previous, _nothing(previous, edition), (), 0)
    parted = by_cause(changed_records(site.tables, changes))
    told = tuple(_told(record, edition) for record in parted.agreements[:LISTED])
    return News(previous, as_html(headline(parted, edition.language)), told, len(parted.agreements) - len(told))


def as_html(text: str, link: str = "", linked: str = "") -> Markup:
    """A sentence of ``CHANGES.md`` as HTML: its escapes undone, ``linked`` between backticks as a link to ``link``."""
    parts = [Markup("")]
    position = 0
    for found in _MARKED.finditer(text):
        parts.append(escape(text[position : found.start()]))
        parts.append(_marked(found, link, linked))
        position = found.end()
    return Markup("").join([*parts, escape(text[position:])])


def _marked(found: re.Match[str], link: str, linked: str) -> Markup:
    if found["plain"]:
        return escape(found["plain"])
    code = Markup("<code>{}</code>").format(found["code"])
    return Markup('<a href="{}">{}</a>').format(link, code) if link and found["code"] == linked else code


def _told(record: RecordChanges, edition: Edition) -> Markup:
    # An agreement taken out of its source keeps its page: its row stays in the table.
    link = addresses.relative(addresses.agreement(record.record_id), addresses.FRONT) if record.row else ""
    return as_html(sentence(record, edition.language), link, record.record_id)


def _nothing(previous: object, edition: Edition) -> Markup:
    if previous:
        return Markup("{}").format(
            edition.say(
                "Ningún renglón comparado cambió respecto de la versión {}.",
                "No compared row changed against version {}.",
            ).format(previous)
        )
    return Markup("{}").format(
        edition.say(
            "Es la primera versión publicada: no hay una anterior con la que comparar.",
            "This is the first published version: there is none before it to compare with.",
        )
    )
