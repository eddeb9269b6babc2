"""Libraries that tell a full disk in errors of their own: the same as the ``OSError`` that the system gave them."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
from xlsxwriter.exceptions import XlsxFileError

_CODES = (
    ("no space left", errno.ENOSPC), ("disk quota", errno.EDQUOT), ("file too large", errno.EFBIG),
    ("read-only", errno.EROFS), ("permission denied", errno.EACCES),
)  # fmt: skip


@contextmanager
def libraries_failing_as_the_system_does(folder: Path) -> Iterator[None]:
    """Around the writing of files into ``folder``. Raises ``OSError`` in place of what DuckDB and XlsxWriter raise."""
    try:
        yield
    except (duckdb.Error, XlsxFileError) as error:
        text = " ".join(str(error).split())
        # Arrow and DuckDB hand on the system's words, XlsxWriter its error.
        codes = [code for words, code in _CODES if words in text.lower()]
        if not codes:
            raise
        raise OSError(codes[0], text, str(folder)) from error
