"""The text of a source as it stands in ``original``: heading by heading, whole, with its line breaks. Pure, no I/O."""

from __future__ import annotations

import json
import re

# Line breaks stay; what no page can show, and what turns the direction of the text after it, does not.
_UNSHOWABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def printed_pairs(original: object) -> list[tuple[str, str]]:
    """Each heading with its text; one pair without heading where ``original`` is no JSON object; none where empty."""
    text = str(original or "")
    if not text:
        return []
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        return [("", whole(text))]
    return [(whole(heading), whole(value)) for heading, value in found.items()]


def whole(value: object) -> str:
    """A text with nothing cut from it but what cannot be shown."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return _UNSHOWABLE.sub(" ", text).strip()
