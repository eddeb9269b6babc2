"""About four hundred made-up agreements on 32 state pages in five layouts (SIMULADO)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.holdout import chrome, labels, sentences, tables
from tests.holdout.plan import Plan, plan

LAYOUTS = ("table", "spans", "sentences", "labels", "paged")


@dataclass(frozen=True)
class HoldoutPage:
    """A state's page or pages, and the truth of its rows."""

    state_code: str
    layout: str
    bodies: list[bytes]
    content_type: str
    truth: list[dict[str, Any]]


def page(code: str, layout: str, rng: Random) -> HoldoutPage:
    """One state's page."""
    count = rng.randint(11, 26) if layout == "paged" else rng.randint(5, 17)
    made = plan(code, count, rng, sectioned=layout == "spans", sentences=layout == "sentences")
    if layout == "paged":
        made.section = ""
        made = made if "country" in made.fields or not _needs_country(made) else _replanned(code, count, rng)
    drawn: dict[str, Callable[[Plan], str]] = {
        "table": tables.table,
        "spans": tables.spans,
        "sentences": sentences.sentences,
        "labels": labels.labels,
    }
    bodies = tables.paged(made) if layout == "paged" else [drawn[layout](made)]
    encoding = rng.choice(["utf-8", "utf-8", "utf-8", "iso-8859-1", "windows-1252"])
    where = rng.choice(["header", "meta", "both"])
    documents = [chrome.document(code, b, count, encoding, where, Random(rng.random())) for b in bodies]
    ordered = [r for _, rows in made.sections() for r in rows]
    return HoldoutPage(
        code,
        layout,
        [d[0] for d in documents],
        documents[0][1],
        [
            {
                **r.truth,
                "_raw": {
                    "title": r.title,
                    "date": r.date,
                    "topics": r.topics,
                    "counterpart": r.counterpart,
                    "country": r.country,
                    "local": r.local,
                },
            }
            for r in ordered
        ],
    )


def _needs_country(made: Plan) -> bool:
    """Whether the plan left the country to a section."""
    return any(r.truth["counterpart_country"] and r.country and r.country not in r.title for r in made.records)


def _replanned(code: str, count: int, rng: Random) -> Plan:
    """A plan that prints the country without a section."""
    while True:
        made = plan(code, count, rng, sectioned=False)
        if not made.section:
            return made


def pages(seed: int) -> list[HoldoutPage]:
    """All 32 pages of a seed."""
    rng = Random(f"holdout-{seed}")
    layouts = [LAYOUTS[i % 5] for i in range(32)]
    rng.shuffle(layouts)
    return [page(f"{i + 1:02d}", layouts[i], rng) for i in range(32)]
