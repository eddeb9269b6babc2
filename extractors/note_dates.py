"""The date a note itself prints: in its byline, its dateline, or a line of its own above the text."""

from __future__ import annotations

import re

from extractors.document import Element, tag, text_of
from extractors.page_lines import page_lines

_MONTH = r"(?:ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic)[a-zé]*"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}\s*(?:º|°|o)?\.?\s*(?:de\s+)?{_MONTH}\.?,?\s*(?:del?\s+)?(?:a[ñn]o\s+)?(?:19|20)\d\d|"
    rf"{_MONTH}\.?\s+\d{{1,2}},?\s+(?:de\s+)?(?:19|20)\d\d|\d{{1,2}}[/.\-]\d{{1,2}}[/.\-](?:19|20)\d\d|"
    rf"(?:19|20)\d\d-\d\d-\d\d|\d{{1,2}}[/\-]{_MONTH}[/\-](?:\d{{4}}|\d\d))\b",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:^|[\s_-])(?:fecha|date|published|posted|time|pubdate|entry-meta|byline|firma|meta|submitted)", re.IGNORECASE
)
_DATELINE, _LONGEST_BYLINE = 140, 200
_FIRST_LINES = 14


def date_of_note(tree: Element) -> str:
    """The date as printed; empty where the page prints none near its beginning."""
    for element in tree.iter("time"):
        if found := _DATE.search(text_of(element)):
            return found[0]
    for element in (one for one in tree.iter() if tag(one)):
        words = " ".join(element.get(name) or "" for name in ("class", "itemprop", "id"))
        text = text_of(element) if _DATED.search(words) else ""
        if len(text) < _LONGEST_BYLINE and (found := _DATE.search(text)):
            return found[0]
    for line in page_lines(tree)[:_FIRST_LINES]:
        if found := _DATE.search(line.text[:_DATELINE]):
            return found[0]
    return ""
