"""The facts about the world that rules written by hand lean on: sorted CSV files beside this one.

Each line of them has its reason and its source; what nobody here was sure of is not in them.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def lines(name: str) -> tuple[Mapping[str, str], ...]:
    """The lines of ``name``.csv, in their order."""
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def by_first(name: str, value: str) -> Mapping[str, str]:
    """A column of ``name``.csv by the first one."""
    return {next(iter(line.values())): line[value] for line in lines(name)}


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Lower-case words of ASCII letters and digits, one space between."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", plain.casefold()))
