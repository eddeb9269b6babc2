"""The vocabulary of offices and addresses, from one file, as pieces of regular expressions."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("office_words.yaml")
_ACCENTED = str.maketrans({"á": "[aá]", "é": "[eé]", "í": "[ií]", "ó": "[oó]", "ú": "[uú]", "ñ": "[nñ]"})


@cache
def _lists() -> dict[str, list[str]]:
    import yaml

    loaded: dict[str, list[str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return loaded


@cache
def words(name: str) -> str:
    """The words of a list as one group of alternatives; the longer ones of an entry are to stand before the shorter."""
    return f"(?:{'|'.join(_lists()[name])})".translate(_ACCENTED).replace(" ", r"\s+")


@cache
def pattern(name: str, *, before: str = "", behind: str = "") -> re.Pattern[str]:
    """The words of a list between two pieces of a regular expression, in any case of letters."""
    return re.compile(f"{before}{words(name)}{behind}", re.IGNORECASE)
