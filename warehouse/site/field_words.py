"""A cell of a published table as a reader reads it: labels, dates, durations, names of countries. Pure, no I/O."""

from __future__ import annotations

from warehouse.columns import ISO_DATE, ISO_DAY
from warehouse.edition import Edition
from warehouse.fields import Field
from warehouse.schema import vocabulary
from warehouse.site.printed_text import whole


def in_words(edition: Edition, field: Field, value: object) -> str:
    """The words for ``value`` in a column like ``field``; empty for no value."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, list):
        return ", ".join(filter(None, (in_words(edition, field, one) for one in value)))
    text = str(value)
    if field.vocabulary is not None and text in field.vocabulary.labels:
        return edition.say(*field.vocabulary.labels[text])
    if field.name == "validity":
        known = vocabulary.VALIDITY.labels.get(text)
        return edition.say(*known) if known else edition.duration(text)
    if field.pattern in (ISO_DATE, ISO_DAY):
        return edition.date(text)
    if isinstance(value, (int, float)):
        return edition.number(value)
    return whole(text)


def changed_in_words(edition: Edition, field: Field, value: object) -> str:
    """The same for a cell of ``changes``, where a list is one text joined by ``|``."""
    if field.kind == "text_list" and isinstance(value, str):
        return in_words(edition, field, value.split("|"))
    return in_words(edition, field, value)
