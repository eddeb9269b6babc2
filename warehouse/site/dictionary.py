"""The data dictionary as a page: every table and column of the schema, with values and labels."""

from __future__ import annotations

from collections.abc import Iterator

from warehouse.edition import Edition
from warehouse.fields import Vocabulary
from warehouse.schema import DUCKDB_TYPES, SCHEMA_VERSION, TABLES
from warehouse.site import addresses
from warehouse.site.reading import Site
from warehouse.site.rendering import Page


def pages(site: Site, edition: Edition) -> Iterator[Page]:  # noqa: ARG001  (every maker is called alike)
    """One page."""
    yield Page(
        addresses.DICTIONARY,
        "dictionary.html.j2",
        {
            "tables": TABLES, "types": DUCKDB_TYPES, "vocabularies": _vocabularies(), "schema_version": SCHEMA_VERSION,
        },
    )  # fmt: skip


def _vocabularies() -> list[Vocabulary]:
    fields = (field for table in TABLES.values() for field in table.fields)
    return list({field.vocabulary.name: field.vocabulary for field in fields if field.vocabulary}.values())
