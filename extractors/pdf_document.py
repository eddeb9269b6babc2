"""A PDF that has no table of rows as a page of HTML, for the readers of such pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from extractors.headings import Headings
from extractors.pdf_lines import Line, lines_of
from extractors.pdf_pages import PdfPage
from extractors.pdf_ruled import grid_of, is_inside
from extractors.pdf_text import joined

_NEW_PARAGRAPH = 0.8  # of the letters' height, in white
_HEADING = 1.15  # times the usual height
_OTHER_SIZE = 0.1  # of the letters' height
_PAIRS = (2, 4)  # columns


def html_of(pages: Sequence[PdfPage], furniture: Iterable[set[Line]], headings: Headings) -> str:
    """Narrow ruled tables as tables, larger lines as headings, what remains as paragraphs with their line breaks.

    A known label that a wide space parts from its value gets a colon.
    """
    heights = Counter(round(word.bottom - word.top, 1) for page in pages for word in page.words)
    usual = heights.most_common(1)[0][0] if heights else 0.0
    parts = (_parts(page, apart, usual, headings) for page, apart in zip(pages, furniture, strict=True))
    return f"<html><body>{''.join(part for page in parts for part in page)}</body></html>"


def _parts(page: PdfPage, furniture: set[Line], usual: float, headings: Headings) -> Iterator[str]:
    placed: list[tuple[float, str]] = []
    words = page.words
    for table in page.tables:
        if len(table.columns) - 1 in _PAIRS:
            words = [word for word in words if not is_inside(word, table)]
            cells = ("".join(f"<td>{escape(text)}</td>" for text in row.cells) for row in grid_of(table))
            placed.append((table.rows[0], f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"))
    lines = [line for line in lines_of(words) if line not in furniture]
    for paragraph in _paragraphs(lines):
        texts = _texts(paragraph, headings)
        name = "h2" if all(line.height > _HEADING * usual for line in paragraph) else "p"
        placed.append((paragraph[0].top, f"<{name}>{'<br>'.join(map(escape, texts))}</{name}>"))
    yield from (text for _, text in sorted(placed, key=lambda one: one[0]))


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines between two wider spaces, or between letters of two sizes."""
    paragraph: list[Line] = []
    for line in lines:
        if paragraph and not _is_near(paragraph[-1], line):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _is_near(above: Line, line: Line) -> bool:
    white, other = line.top - above.bottom, abs(line.height - above.height)
    return white <= _NEW_PARAGRAPH * line.height and other <= _OTHER_SIZE * line.height


def _texts(paragraph: Sequence[Line], headings: Headings) -> list[str]:
    """The lines of a paragraph, those that only go on with the one above joined to it."""
    texts: list[str] = []
    for line in paragraph:
        text = _labelled(line, headings)
        if texts and ":" not in text:
            texts[-1] = joined([texts[-1], text])
        else:
            texts.append(joined([text]))
    return texts


def _labelled(line: Line, headings: Headings) -> str:
    phrases = [phrase.text for phrase in line.phrases()]
    if len(phrases) == 2 and ":" not in phrases[0] and headings.label(phrases[0]):
        return ": ".join(phrases)
    return " ".join(phrases)
