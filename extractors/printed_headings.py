"""The headings that a page prints, for a person to teach those that nobody knows."""

from __future__ import annotations

from extractors.document import Element, parse, tag, text_of

_MOST = 8
_LONGEST = 60


def printed_headings(html: str) -> list[str]:
    """Headings of the page's largest table, or else the terms of its definition lists; at most eight, each once."""
    tree = parse(html)
    tables = sorted(tree.iter("table"), key=lambda table: -len(list(table.iter("tr"))))
    found = _first_row(tables[0]) if tables else []
    found = found or [text_of(term) for term in tree.iter("dt")]
    shown = (text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…" for text in found if text)
    return list(dict.fromkeys(shown))[:_MOST]


def _first_row(table: Element) -> list[str]:
    """The first row of several cells."""
    for row in table.iter("tr"):
        cells = [text_of(cell) for cell in row if tag(cell) in {"th", "td"}]
        if len(cells) > 1:
            return cells
    return []
