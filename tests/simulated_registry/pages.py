"""The five layouts by name, and the bytes a server sends for one state."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from tests.simulated_registry.layout_tables import paged, rowspans, table
from tests.simulated_registry.layout_texts import labels, sentences
from tests.simulated_registry.truth import SimulatedAgreement

__all__ = [
    "LAYOUTS",
    "Page",
    "labels",
    "layout_of",
    "paged",
    "render",
    "rowspans",
    "sentences",
    "table",
]

_ONE_PAGE: dict[str, Callable[[list[SimulatedAgreement], Random], str]] = {
    "table": table,
    "rowspans": rowspans,
    "sentences": sentences,
    "labels": labels,
}
LAYOUTS = (*_ONE_PAGE, "paged")
MIXED = "mixed"


@dataclass(frozen=True)
class Page:
    """What is sent for one address."""

    text: str
    body: bytes
    content_type: str


def layout_of(layout: str, state_code: str) -> str:
    """The layout of a state: 'mixed' gives each state one of the five."""
    if layout == MIXED:
        return LAYOUTS[(int(state_code) * 7) % len(LAYOUTS)]
    if layout not in LAYOUTS:
        raise ValueError(f"layout {layout!r}: use one of {', '.join((*LAYOUTS, MIXED))}")
    return layout


def _encode(text: str, way: str) -> Page:
    if way == "utf8_header":
        return Page(text.replace("{charset}", ""), b"", "text/html; charset=utf-8")
    if way == "utf8_meta":
        return Page(text.replace("{charset}", '<meta charset="utf-8">'), b"", "text/html")
    if way == "cp1252_header":
        return Page(text.replace("{charset}", ""), b"", "text/html; charset=windows-1252")
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">'
    return Page(text.replace("{charset}", meta), b"", "text/html")


def render(layout: str, rows: list[SimulatedAgreement], seed: int) -> list[Page]:
    """The pages of one state in one layout; always the same ones for the same seed."""
    code = rows[0].state_code
    chosen = layout_of(layout, code)
    rng = Random(f"pagina-{seed}-{chosen}-{code}")
    ways = ["utf8_header", "utf8_header", "utf8_meta", "cp1252_header", "cp1252_meta"]
    way = rng.choice(ways)
    texts = paged(rows, rng) if chosen == "paged" else [_ONE_PAGE[chosen](rows, rng)]
    charset = "windows-1252" if way.startswith("cp1252") else "utf-8"
    pages = []
    for text in texts:
        page = _encode(text, way)
        body = page.text.encode(charset, errors="xmlcharrefreplace")
        pages.append(Page(page.text, body, page.content_type))
    return pages
