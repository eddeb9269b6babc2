"""One cell as text, the same in a CSV file and in ``changes``."""

from __future__ import annotations


def as_text(value: object) -> str | None:
    """A cell as text, as in the CSV: lists joined by ``|``, whole numbers without a point, null as None."""
    if value is None or value == "" or value == []:
        return None
    if isinstance(value, (list, tuple)):
        return "|".join(str(item) for item in value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
