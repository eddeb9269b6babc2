"""``quality.html``: one page that says first what must not be concluded from a version, then how it was judged.

Nothing of it comes from elsewhere: no script, no font, no image; the policy in its head forbids any.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from warehouse import quality_chapters as chapters
from warehouse import quality_coverage as coverage
from warehouse import quality_printed as printed
from warehouse.quality_outline import titles
from warehouse.quality_reading import Reading
from warehouse.quality_rules import meanings_of, told_rules
from warehouse.quality_sentences import cautions
from warehouse.quality_words import counted, is_address, listed, number, percent

TEMPLATES = Path(__file__).with_name("templates")
TITLES: Mapping[str, str] = titles()


def quality_page(tables: Mapping[str, pa.Table], report: Mapping[str, object], *, version: str) -> str:
    """The page of ``version`` as HTML: the same tables and report, the same text.

    ``report`` is what ``quality.json`` holds. ``coverage``, ``printed_contradictions`` and ``quarantine`` may be
    missing, as in versions that did not have them: their chapters say so.
    """
    with Reading(tables) as reading:
        return page_of(reading, report, version=version)


def page_of(reading: Reading, report: Mapping[str, object], *, version: str) -> str:
    """The same from tables that are read already."""
    environment = _environment()
    style = environment.get_template("quality.css").render()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment.get_template("quality.html.j2").render(
        version=version,
        titles=TITLES,
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        cautions=cautions(reading),
        brings={name: reading.has(name) for name in ("printed_contradictions", "quarantine")},
        coverage_by_state=coverage.coverage_by_state(reading),
        whole=coverage.WHOLE,
        coverage_by_field=coverage.coverage_by_field(reading),
        printed_totals=coverage.printed_totals(reading),
        reconciliation=printed.reconciliation(reading),
        contradictions=printed.contradictions(reading),
        offices=printed.offices(reading),
        rules=told_rules(report),
        quarantine=chapters.quarantine(reading, meanings_of(report)),
        issues=chapters.issues(reading),
        sources=chapters.sources(reading),
        conflicts=chapters.conflicts(reading),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    environment.filters |= {
        "number": number,
        "percent": percent,
        "counted": counted,
        "is_address": is_address,
        "listed": listed,
    }
    return environment
