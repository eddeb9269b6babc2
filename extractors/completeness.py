"""Whether a page came whole. HTTP does not always tell: a length may be wrong or missing, and half a list is a list.

In: captures. Out: the reason a page counts as cut, in a few words, or None. Half a page that passed for a whole one
would withdraw every agreement of its other half.
"""

from __future__ import annotations

import re

from extractors.decode import CSV, HTML, TEXT

_OPEN_TAG = re.compile(r"<(?:[a-z]|/[a-z])[^<>]*\Z", re.IGNORECASE)
_LONGEST_TAG = 4_000
_CLOSING = re.compile(rb"</(?:html|body)\s*>", re.IGNORECASE)
_HOLDERS = ("table", "ul", "ol", "dl")


def cut_short(html: str) -> str | None:
    """Of a page of HTML by itself: it ends inside a tag, or closes neither itself nor the list it was in."""
    end = html[-_LONGEST_TAG:].rstrip()
    if _OPEN_TAG.search(end):
        return "the page ends in the middle of a tag"
    if "</html" in html or "</body" in html:
        return None  # nearly all pages: spares the copy in small letters
    lower = html.lower()
    if "<html" not in lower or "</html" in lower or "</body" in lower:
        return None
    for name in _HOLDERS:
        # "<ul" begins no other tag, "<table" none either; a page may well close more than it opens.
        if len(re.findall(rf"<{name}[\s>]", lower)) > lower.count(f"</{name}"):
            return f"the page ends inside a <{name}>, and nothing behind it is closed"
    return None


def closes(body: bytes, media_type: str) -> bool:
    """Whether a document ends as its kind may: a page with its closing tag, lines with the end of the last one."""
    if media_type == HTML:
        return _CLOSING.search(body) is not None
    if media_type in (CSV, TEXT):
        return body.endswith((b"\n", b"\r"))
    return False
