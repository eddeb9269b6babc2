"""The process that opens a PDF: its bytes on the standard input, a line of JSON a page on the standard output.

A text in place of a page says why the PDF is refused. Nothing else of the product loads pdfplumber.
"""

from __future__ import annotations

import io
import json
import logging
import resource
import sys
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import product
from typing import TYPE_CHECKING, Any

from extractors.pdf_pages import (
    MOST_DECODED,
    MOST_MEMORY,
    MOST_PAGES,
    MOST_SECONDS,
    MOST_WORDS_OF_A_PAGE,
    Cell,
    NotAPdf,
    PdfPage,
    Rule,
    RuledTable,
    Word,
)

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pdfplumber.table import Table

# Letters closer than this share of their size are of one word: a space is 0.25 wide, in set text seldom under 0.2.
_LETTERS: dict[str, Any] = {
    "x_tolerance_ratio": 0.18, "y_tolerance": 3, "line_dir_rotated": "ltr", "char_dir_rotated": "btt",
}  # fmt: skip
_MOSTLY, _A_PICTURE, _A_FEW_WORDS = 0.5, 0.2, 200
_SHORTEST_RULE = 20.0
_SAME_PLACE = 3.0
_EMPTIED = 64  # bytes; a stream of more that unpacks to nothing is damaged


def extract(body: bytes) -> Iterator[PdfPage]:
    """The pages of a PDF, one by one. Raises ``NotAPdf``, and whatever the parser meets in a damaged file."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        document = pdfplumber.open(io.BytesIO(body), unicode_norm="NFC")
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise NotAPdf("el PDF está cifrado: pide una contraseña") from error
        raise NotAPdf("el PDF está dañado y no se puede abrir") from error
    pages = document.pages
    if len(pages) > MOST_PAGES:
        raise NotAPdf(f"el PDF pasa de {MOST_PAGES} páginas")
    if not pages:
        raise NotAPdf("el PDF no tiene páginas")
    decoded = letters = unnamed = 0
    for page in pages:
        decoded += _decoded(page)
        if decoded > MOST_DECODED:
            raise NotAPdf(f"el PDF pasa de {MOST_DECODED // 1_000_000} MB al desempacarlo")
        upright = _upright(page)
        characters = _once(upright.chars)
        letters += len(characters)
        unnamed += sum(1 for character in characters if character["text"].startswith("(cid:"))
        yield _page(upright, characters)
        page.close()
    if unnamed > letters * _MOSTLY:
        raise NotAPdf("el PDF no dice qué letras son las suyas: no hay texto que leer")


def _decoded(page: Page) -> int:
    """How much a page draws, in bytes."""
    from pdfminer.pdftypes import resolve1

    total = 0
    for reference in page.page_obj.contents:
        stream = resolve1(reference)
        packed = len(stream.get_rawdata() or b"")
        drawn = len(stream.get_data())
        if packed > _EMPTIED and not drawn:
            raise NotAPdf(f"la página {page.page_number} del PDF está dañada")
        total += drawn
    return total


def _upright(page: Page) -> Page:
    """The page turned so that most of its letters stand upright."""
    from pdfplumber.page import Page as AnyPage

    turns: dict[int, int] = defaultdict(int)
    for character in page.chars:
        along, up = character["matrix"][:2]
        turns[0 if along > abs(up) else 90 if up > abs(along) else 270 if -up > abs(along) else 180] += 1
    turn = max(turns, key=lambda degrees: turns[degrees], default=0)
    if not turn:
        return page
    page.page_obj.attrs["Rotate"] = page.page_obj.rotate = (page.rotation + turn) % 360
    return AnyPage(page.pdf, page.page_obj, page.page_number)


def _once(characters: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each letter once: some programs print bold by printing twice, a hair apart."""
    seen: dict[tuple[str, int, int], dict[str, Any]] = {}
    for character in characters:
        place = (character["text"], round(character["x0"]), round(character["top"]))
        seen.setdefault(place, character)
    return list(seen.values())


def _page(page: Page, characters: list[dict[str, Any]]) -> PdfPage:
    from pdfplumber.utils.text import extract_words

    standing = [character for character in characters if character["upright"]]
    words = [
        Word._make([word["text"], *_places(word, "x0", "x1", "top", "bottom"), _face(word["chars"][0])])
        for word in extract_words(standing, return_chars=True, **_LETTERS)
    ]
    if len(words) > MOST_WORDS_OF_A_PAGE:
        raise NotAPdf(f"la página {page.page_number} del PDF pasa de {MOST_WORDS_OF_A_PAGE} palabras")
    edges = _edges(page)
    tables = [_table(table, characters) for table in _tables(page, edges)]
    rules = [
        Rule._make(_places(edge, "x0", "x1", "top"))
        for edge in edges
        if edge["orientation"] == "h" and edge["x1"] - edge["x0"] >= _SHORTEST_RULE
    ]
    return PdfPage(page.page_number, words, tables, rules, _is_picture(page, len(characters)))


def _places(thing: dict[str, Any], *names: str) -> list[float]:
    return _rounded(thing[name] for name in names)


def _rounded(places: Iterable[float]) -> list[float]:
    return [round(float(place), 2) for place in places]


def _face(character: dict[str, Any]) -> str:
    return f"{character['fontname']} {character['size']:.1f}"


def _is_picture(page: Page, letters: int) -> bool:
    """Whether a page is a scan, with a stamp or a page number at most."""
    area = sum(abs(image["x1"] - image["x0"]) * abs(image["bottom"] - image["top"]) for image in page.images)
    share = area / (page.width * page.height or 1)
    return share > (_A_PICTURE if not letters else _MOSTLY) and letters < _A_FEW_WORDS


def _edges(page: Page) -> list[dict[str, Any]]:
    """The lines of a page, and a frame around those that cross each other and leave the sides of their table open."""
    from pdfplumber.table import merge_edges

    def merged(edges: list[dict[str, Any]]) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = merge_edges(edges, *[_SAME_PLACE] * 4)
        return found

    edges = merged(page.edges)
    level, upright = _of_one_length(edges, "h", "x0", "x1"), _of_one_length(edges, "v", "top", "bottom")
    frames: list[dict[str, Any]] = []
    for lines, posts in product(level, upright):
        x0, x1, top, bottom = lines[0]["x0"], lines[0]["x1"], posts[0]["top"], posts[0]["bottom"]
        crossing = all(x0 - _SAME_PLACE <= post["x0"] <= x1 + _SAME_PLACE for post in posts)
        if crossing and all(top - _SAME_PLACE <= line["top"] <= bottom + _SAME_PLACE for line in lines):
            frames += [_line(x0, x1, y, y) for y in (top, bottom)] + [_line(x, x, top, bottom) for x in (x0, x1)]
    return merged([*edges, *frames])


def _of_one_length(edges: list[dict[str, Any]], orientation: str, start: str, stop: str) -> list[list[dict[str, Any]]]:
    """Lines in groups of those that begin and end at one place."""
    groups: dict[tuple[int, int], list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        if edge["orientation"] == orientation:
            groups[round(edge[start] / _SAME_PLACE), round(edge[stop] / _SAME_PLACE)].append(edge)
    return list(groups.values())


def _line(x0: float, x1: float, top: float, bottom: float) -> dict[str, Any]:
    orientation = "h" if top == bottom else "v"
    return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "orientation": orientation, "object_type": "line"}


def _tables(page: Page, edges: list[dict[str, Any]]) -> list[Table]:
    """Ruled tables of more than one column, from the top down."""
    sides = {
        kind: [edge | {"width": edge["x1"] - edge["x0"], "height": edge["bottom"] - edge["top"]}
               for edge in edges if edge["orientation"] == letter]
        for kind, letter in (("vertical", "v"), ("horizontal", "h"))
    }  # fmt: skip
    if any(len(found) < 2 for found in sides.values()):
        return []
    settings = {f"{kind}_strategy": "explicit" for kind in sides}
    found = page.find_tables(settings | {f"explicit_{kind}_lines": lines for kind, lines in sides.items()})
    return [table for table in found if len({cell[0] for cell in table.cells}) > 1]


def _table(table: Table, characters: list[dict[str, Any]]) -> RuledTable:
    from pdfplumber.utils.text import extract_text

    columns = sorted({place for cell in table.cells for place in (cell[0], cell[2])})
    rows = sorted({place for cell in table.cells for place in (cell[1], cell[3])})
    spans = [(columns.index(x0), columns.index(x1) - 1, rows.index(top), rows.index(bottom) - 1)
             for x0, top, x1, bottom in sorted(table.cells, key=lambda cell: (cell[1], cell[0]))]  # fmt: skip
    owner = {
        (column, row): number
        for number, (left, right, above, below) in enumerate(spans)
        for column in range(left, right + 1)
        for row in range(above, below + 1)
    }
    inside: dict[int, list[dict[str, Any]]] = defaultdict(list)
    number: int | None = None
    before: dict[str, Any] | None = None
    for character in characters:
        x, y = (character["x0"] + character["x1"]) / 2, (character["top"] + character["bottom"]) / 2
        place = owner.get((bisect_right(columns, x) - 1, bisect_right(rows, y) - 1))
        # A word too long for the last column is printed over the edge of the table.
        number = number if place is None and before and _goes_on(before, character) else place
        before = character
        if number is not None:
            inside[number].append(character)
    cells = [Cell(*span, extract_text(inside[number], **_LETTERS).splitlines()) for number, span in enumerate(spans)]
    return RuledTable(_rounded(columns), _rounded(rows), cells)


def _goes_on(before: dict[str, Any], character: dict[str, Any]) -> bool:
    """Whether a letter is printed right behind another, on its line."""
    gap = character["x0"] - before["x1"]
    is_near = abs(gap) <= _LETTERS["x_tolerance_ratio"] * character["size"]
    return bool(is_near and abs(character["top"] - before["top"]) < 1)


def main() -> int:
    """Read the standard input, write the standard output; a damaged PDF ends in a traceback, and no page counts."""
    with suppress(ValueError, OSError):  # systems that know no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 5))
    logging.disable(logging.CRITICAL)  # pdfminer tells of every slip in a file; who started us would show it
    try:
        for page in extract(sys.stdin.buffer.read()):
            print(json.dumps(page))
    except NotAPdf as refused:
        print(json.dumps(str(refused)))
    except MemoryError:
        print(json.dumps("leer el PDF pide más memoria de la debida"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
