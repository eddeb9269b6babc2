"""What no source's page is: so long, crowded or wide that reading it takes more memory than a small server has.

In: the text of a page or a file. Out: the reason it is refused, in Spanish and a few words, or None. The bounds are ten
times what the largest lists met need (1,350 agreements with 20 cells each, directories of some thousand people).
"""

from __future__ import annotations

MOST_LETTERS = 10_000_000
MOST_TAGS = 400_000
MOST_LINES = 50_000
MOST_VALUES = 1_000_000
MOST_COLUMNS = 400


def outsized_page(html: str) -> str | None:
    """Of a page of HTML."""
    return _more(len(html), MOST_LETTERS, "letras") or _more(html.count("<"), MOST_TAGS, "etiquetas")


def outsized_csv(text: str) -> str | None:
    """Of rows parted by lines."""
    values = max(map(text.count, ",;\t|"))
    return (
        _more(len(text), MOST_LETTERS, "letras")
        or _more(text.count("\n"), MOST_LINES, "renglones")
        or _more(values, MOST_VALUES, "valores")
    )


def outsized_json(text: str) -> str | None:
    """Of objects and lists; a part of the bytes tells enough, so ``text`` may be bytes decoded as latin-1."""
    return (
        _more(len(text), MOST_LETTERS, "letras")
        or _more(text.count("{"), MOST_LINES * 4, "objetos")
        or _more(text.count("[") + text.count(","), MOST_VALUES, "valores")
    )


def outsized_row(columns: int) -> str | None:
    """Of a row of a table, in any format."""
    return _more(columns, MOST_COLUMNS, "columnas")


def _more(found: int, most: int, what: str) -> str | None:
    return f"trae {found:,} {what}, más de {most:,}".replace(",", " ") if found > most else None
