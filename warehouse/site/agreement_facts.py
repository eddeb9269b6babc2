"""The fields of an agreement as its page lists them: every published one, in three groups, in words. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from warehouse.edition import Edition
from warehouse.fields import Field
from warehouse.quality_reading import Row
from warehouse.schema import AGREEMENTS
from warehouse.site import addresses
from warehouse.site.archive import Cited
from warehouse.site.field_words import in_words

_WHO = (
    "local_party", "level", "state", "state_code", "municipality", "municipality_code", "counterpart",
    "counterpart_type", "counterpart_country_name", "counterpart_country", "counterpart_subdivision", "region",
    "parties_count",
)  # fmt: skip
_WHAT = (
    "title", "instrument_type", "topics", "signed_on", "signed_precision", "administration", "nafta_era", "validity",
    "expires_on", "status",
)  # fmt: skip
# Shown whole, as the source prints it.
_APART = frozenset({"original"})
# A column that comes later is shown with the rest, without a word here.
_HOW = tuple(name for name in AGREEMENTS.columns if name not in {*_WHO, *_WHAT, *_APART})
GROUPS: tuple[tuple[tuple[str, str], tuple[Field, ...]], ...] = tuple(
    (heading, tuple(AGREEMENTS.field(name) for name in names))
    for heading, names in (
        (("Quién con quién", "Who with whom"), _WHO),
        (("Qué y cuándo", "What and when"), _WHAT),
        (("Cómo se sabe", "How we know"), _HOW),
    )
)


class Fact(NamedTuple):
    """One field: its label, its words, and where they lead: a page of ours (``path``) or a web address (``href``)."""

    label: str
    text: str
    path: str = ""
    href: str = ""
    code: bool = False


def facts_of(row: Row, cited: Cited, subdivisions: Mapping[str, str], edition: Edition) -> list[tuple[str, list[Fact]]]:
    """The groups of fields with their headings."""
    return [
        (edition.say(*heading), [_fact(field, row, cited, subdivisions, edition) for field in fields])
        for heading, fields in GROUPS
    ]


def _fact(field: Field, row: Row, cited: Cited, subdivisions: Mapping[str, str], edition: Edition) -> Fact:
    label = edition.name(field)
    value = row[field.name]
    if value is None or value == "" or value == []:
        return Fact(label, "")
    match field.name:
        case "state":
            return Fact(label, in_words(edition, field, value), addresses.state(value) if row["state_code"] else "")
        case "counterpart_country_name":
            code = row["counterpart_country"]
            return Fact(label, edition.country(code, value), addresses.country(code) if code else "")
        case "counterpart_subdivision":
            name = subdivisions.get(value)
            return Fact(label, f"{name} ({value})" if name else str(value))
        case "source_id":
            return Fact(label, cited.source)
        case "source_url":
            return Fact(label, cited.address, href=cited.href)
        case "capture_sha256":
            return Fact(label, str(value), cited.capture, code=True)
        case "locator":
            return Fact(label, cited.place)
        case "agreement_id":
            return Fact(label, str(value), code=True)
        case _:
            return Fact(label, in_words(edition, field, value))
