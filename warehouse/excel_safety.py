"""The one rule of what a spreadsheet may take for a formula, and how a cell is defused; the page's CSV keeps it too."""

from __future__ import annotations

import re

# Excel takes the full-width and small forms for the signs themselves.
SIGNS = "=+\\-@＝＋－＠﹦﹢﹣﹫"
BREAKS = "\\t\\r\\n"
# Readers drop blanks before they look for a sign: space, no-break space, zero-width space, byte order mark.
BLANKS = " \\u00a0\\u200b\\ufeff"
# Reads the same in Python and in JavaScript: the page makes its expression of this very text.
DANGEROUS = f"^(?:[{BREAKS}]|[{BLANKS}]*[{SIGNS}])"
DEFUSED_BY = "'"
# A longer cell runs over into the next ones.
LONGEST_CELL = 32_767
CUT = "…"
# What XML 1.0 has no way to write, and what ends a text early in a spreadsheet.
UNPRINTABLE = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff]"
REPLACED_BY = "\ufffd"

_DANGEROUS = re.compile(DANGEROUS)
_UNPRINTABLE = re.compile(UNPRINTABLE)


def defused(text: str) -> str:
    """The text, behind an apostrophe where a spreadsheet would read it as a formula or a number with a sign."""
    return DEFUSED_BY + text if _DANGEROUS.match(text) else text


def fitting(text: str) -> str:
    """The text without control characters, its lines ended as cells end them, cut with ``…`` to what a cell holds."""
    printable = _UNPRINTABLE.sub(REPLACED_BY, text).replace("\r\n", "\n").replace("\r", "\n")
    # Excel counts UTF-16 units, at most two a character: most texts need no counting.
    if 2 * len(printable) <= LONGEST_CELL:
        return printable
    units = printable.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_CELL:
        return printable
    return units[: 2 * (LONGEST_CELL - len(CUT))].decode("utf-16-le", errors="ignore") + CUT
