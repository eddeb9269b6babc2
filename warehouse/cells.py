"""One cell as text, the same in a CSV file and in ``changes``."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


def as_text(value: object) -> str | None:
    """A cell as text, as in the CSV: lists joined by ``|``, whole numbers without a point, null as None."""
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, (list, tuple)):
        return "|".join(str(item) for item in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """Lower-case words of ASCII letters and digits: what two printings of one name share."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", plain.casefold()))
