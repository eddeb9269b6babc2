"""The page of the quality of a version: what not to conclude from it, and then how it was judged."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial

from warehouse import quality_chapters as chapters
from warehouse import quality_coverage as coverage
from warehouse import quality_printed as printed
from warehouse.edition import Edition
from warehouse.quality_labels import code_label
from warehouse.quality_outline import Caution, titles
from warehouse.quality_rules import meanings_of, told_rules
from warehouse.quality_sentences import cautions
from warehouse.quality_words import listed, percent
from warehouse.schema import vocabulary
from warehouse.site import addresses
from warehouse.site.charts import bar
from warehouse.site.reading import Site
from warehouse.site.rendering import Page

# Of the version's folder: the report in one piece, then the tables behind it where the version has them.
REPORTS = ("quality.html", "quality.json")
TABLES = ("quality", "reconciliation", "printed_contradictions", "coverage", "quarantine", "conflicts", "review")


def pages(site: Site, edition: Edition) -> Iterator[Page]:
    """One page; a version that lacks a table is told to lack it."""
    reading = site.reading
    yield Page(
        addresses.QUALITY,
        "quality_report.html.j2",
        {
            "chapters": titles(edition),
            "cautions": [(caution, pieces(caution)) for caution in cautions(reading, edition)],
            "figures": figures(site),
            "brings": {name: reading.has(name) for name in TABLES},
            "files": [*REPORTS, *(f"{name}.csv" for name in TABLES if reading.has(name))],
            "coverage_by_state": coverage.coverage_by_state(reading, edition),
            "coverage_by_field": coverage.coverage_by_field(reading, edition),
            "printed_totals": coverage.printed_totals(reading),
            "whole": coverage.WHOLE,
            "reconciliation": printed.reconciliation(reading, edition),
            "contradictions": printed.contradictions(reading, edition),
            "offices": printed.offices(reading, edition),
            "rules": told_rules(site.quality, edition),
            "quarantine": chapters.quarantine(reading, meanings_of(site.quality), edition),
            "issues": chapters.issues(reading, edition),
            "sources": chapters.sources(reading, edition),
            "lifecycles": lifecycles(site, edition),
            "conflicts": chapters.conflicts(reading, edition),
            "state_paths": {row["state_code"]: addresses.state(row["state"]) for row in site.rows("states")},
            "listed": partial(listed, edition=edition),
            "percent": partial(percent, edition=edition),
            "bar": bar,
        },
    )


def figures(site: Site) -> dict[str, int]:
    """What the page counts first: rows held back, and the sources by what became of reading them."""
    sources = site.rows("sources")
    return {
        "held": len({(row["table_name"], row["record_id"]) for row in site.rows("quarantine")}),
        "sources": len(sources),
        "read": sum(row["data_of"] is not None for row in sources),
        "never_read": sum(row["data_of"] is None for row in sources),
        "failing": sum(row["failure"] is not None for row in sources),
    }


def lifecycles(site: Site, edition: Edition) -> list[tuple[str, int]]:
    """How many sources are in each state of their life, with its label."""
    counts = Counter(row["lifecycle"] for row in site.rows("sources"))
    known = vocabulary.LIFECYCLE
    return [(code_label(known, code, edition), counts[code]) for code in known.values if counts[code]]


def pieces(caution: Caution) -> list[tuple[str, bool]]:
    """Why not to conclude it, piece by piece, and whether the piece comes from the tables, in Spanish."""
    if not caution.quoted:
        return [(caution.why, False)]
    # The longest first: one name may begin another.
    names = sorted(set(caution.quoted), key=lambda name: (-len(name), name))
    parts = re.split(f"({'|'.join(map(re.escape, names))})", caution.why)
    return [(part, bool(place % 2)) for place, part in enumerate(parts) if part]
