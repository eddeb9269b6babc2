"""Tables of a page as somebody with pandas reads them: one call, its fast parser, the charset the server names."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO

import pandas as pd


def tables_of(pages: Iterable[tuple[bytes, str]]) -> list[list[pd.DataFrame]]:
    """The tables of every page, given its bytes and its charset."""
    return [pd.read_html(StringIO(body.decode(charset)), flavor="lxml") for body, charset in pages]
