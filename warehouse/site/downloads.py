"""The page of downloads: every file of the version, for people, for programs and for proof."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from warehouse.edition import Edition
from warehouse.schema import TABLES
from warehouse.site import addresses
from warehouse.site.reading import Site
from warehouse.site.rendering import Page

MEGABYTE = 1_000_000
KILOBYTE = 1_000


def pages(site: Site, edition: Edition) -> Iterator[Page]:
    """One page."""
    sizes = {path.name: path.stat().st_size for path in sorted((site.public / site.folder).iterdir())}
    yield Page(
        addresses.DOWNLOADS,
        "downloads.html.j2",
        {
            "tables": [_table(name, site, edition, sizes) for name in TABLES if name in site.tables],
            "sizes": {name: size(count) for name, count in sizes.items()},
        },
    )


def size(count: int) -> str:
    """A number of bytes for people."""
    if count >= MEGABYTE:
        return f"{count / MEGABYTE:,.1f} MB"
    return f"{max(1, round(count / KILOBYTE)):,} kB"


def _table(name: str, site: Site, edition: Edition, sizes: dict[str, int]) -> dict[str, Any]:
    files = [
        {"name": f"{name}.{ending}", "label": label, "size": size(sizes[f"{name}.{ending}"])}
        for ending, label in (
            ("excel.csv", edition.say("CSV para Excel", "CSV for Excel (Spanish)")), ("csv", "CSV"),
            ("parquet", "Parquet"),
        )
        if f"{name}.{ending}" in sizes
    ]  # fmt: skip
    return {
        "name": name,
        "label": edition.table(name),
        "meaning": edition.meaning(TABLES[name]),
        "rows": site.tables[name].num_rows,
        "files": files,
    }
