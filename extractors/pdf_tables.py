"""Rows of the tables of a PDF, ruled or not, by the meaning of their headings; where there is no table, of its lines
of label and value.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from extractors.document import parse
from extractors.grids import GridRow, header_of, read_grid, section_title
from extractors.headings import Headings, folded
from extractors.html_labels import read_labels
from extractors.observation import PARTING, RawRows
from extractors.pdf_columns import Column, Header, borders_of, cells_of, headers_in, is_crossed
from extractors.pdf_document import html_of
from extractors.pdf_lines import Line, furniture_of, lines_of
from extractors.pdf_pages import NotAPdf, PdfPage, Rule, RuledTable, pages_of
from extractors.pdf_rows import table_rows
from extractors.pdf_ruled import grid_of, is_inside, rows_of
from extractors.pdf_text import joined

_LONGEST_TITLE, _MOST_TITLES = 120, 3
_FITS = 0.75  # of a page's lines have no word across a border of the page before


@dataclass
class _Share:
    """What one page shows of a table.

    ``head``: its rows of headings, of the page before where this one prints none; ``rows``: all that it prints;
    ``first``: the index of the first of them under the headings; ``columns``: where the headings or their cells stand;
    ``title``: the lines over it.
    """

    top: float
    head: Sequence[GridRow]
    rows: list[GridRow]
    first: int
    columns: tuple[Column, ...]
    title: str = ""
    name: str = ""

    @property
    def caption(self) -> str:
        """The last row that stands over the rows below it."""
        titles = (section_title(row, len(row.cells)) for row in reversed(self.rows[self.first :]))
        return next(filter(None, titles), "")

    def goes_on_from(self, former: _Share) -> bool:
        """Whether it is more of the table on the page before, printed with the same headings or without any."""
        heads = ([[folded(cell) for cell in row.cells] for row in share.head] for share in (self, former))
        return (not self.first or not self.title) and next(heads) == next(heads)


@dataclass
class _Reading:
    headings: Headings
    carried: Sequence[str]
    shares: list[_Share] = field(default_factory=list)
    unknown: dict[str, str] = field(default_factory=dict)

    @property
    def head(self) -> Sequence[GridRow]:
        """The headings of the table read last, or of the file before this one."""
        if self.shares:
            return self.shares[-1].head
        return [GridRow(tuple(self.carried), len(self.carried), True)] if self.carried else []


def read_pdf_tables(
    body: bytes, headings: Headings, carried: list[str], otherwise: Callable[[str], RawRows] | None = None
) -> RawRows:
    """Rows of every table that has known headings; ``carried``: headings of the file before this one.

    ``otherwise`` reads the PDF as a page of HTML where it has no such table; lines of label and value if not given.
    Raises ``NotAPdf`` for what is no PDF, is damaged, locked, too large, or a picture of text.
    """
    return read_pages(pages_of(body), headings, carried, otherwise)


def read_pages(
    pages: Sequence[PdfPage],
    headings: Headings,
    carried: Sequence[str],
    otherwise: Callable[[str], RawRows] | None = None,
) -> RawRows:
    """Rows of the pages of a PDF, as above."""
    pictures = [page.number for page in pages if page.is_picture]
    if not any(page.words for page in pages):
        raise NotAPdf("el PDF es una imagen: no hay texto que leer" if pictures else "el PDF no tiene texto que leer")
    furniture = furniture_of([lines_of(page.words) for page in pages])
    reading = _Reading(headings, carried)
    for page, apart in zip(pages, furniture, strict=True):
        _read_page(page, apart, reading)
    for before, after in pairwise(reading.shares):
        if after.goes_on_from(before):
            _join_row_cut_by_page(before, after)
    result = _read_shares(reading.shares, headings)
    if not result.recognised:
        text = html_of(pages, furniture, headings)
        result = otherwise(text) if otherwise else read_labels(parse(text), headings)
    if pictures and not result.recognised:
        raise NotAPdf("la lista del PDF es una imagen: no hay texto que leer")
    result.unknown |= reading.unknown | {f"página {number}": "es una imagen, no se leyó" for number in pictures}
    return result


def _read_shares(shares: Sequence[_Share], headings: Headings) -> RawRows:
    """The rows of all shares; titles and captions hold until the next, on whatever page."""
    result, title, caption = RawRows(), "", ""
    for before, share in zip([None, *shares], shares, strict=False):
        if before and share.goes_on_from(before):
            above = [*share.head, GridRow((caption, *[""] * (len(share.head[0].cells) - 1)), 1, False)]
            rows, first_number = [*above, *share.rows[share.first :]], share.first + 1 - len(above)
        else:
            title, caption = share.title, ""
            rows, first_number = [*share.head[: 0 if share.first else None], *share.rows], 1
            first_number -= len(rows) - len(share.rows)
        found = read_grid(rows, headings, name=share.name, section=title, carried=[], first_number=first_number)
        caption = share.caption or caption
        if found.recognised:
            result.recognised, result.header = True, found.header
            result.rows.extend(found.rows)
            result.unknown |= found.unknown
    return result


def _read_page(page: PdfPage, furniture: set[Line], reading: _Reading) -> None:
    """Find the tables of a page: the ruled ones first, then those in the words that are left."""
    shares: list[_Share] = []
    words = page.words
    for table in page.tables:
        share = _ruled(table, page, shares[-1].head if shares else reading.head, reading)
        if share:
            shares.append(share)
            words = [word for word in words if not is_inside(word, table)]
    lines = lines_of(words)
    boxed = {line for line in lines if any(is_inside(line.words[0], table) for table in page.tables)}
    former = reading.shares[-1] if reading.shares and not shares else None
    unruled = _Unruled(lines, furniture, page.rules, headers_in(lines, page.rules, reading.headings))
    shares.extend(unruled.shares(former, boxed))
    shares.sort(key=lambda share: share.top)
    for number, share in enumerate(shares, start=1):
        share.name = f"page {page.number} table {number}"
        share.title = _title_over(share.top, lines)
    reading.shares.extend(shares)


def _title_over(top: float, lines: Sequence[Line]) -> str:
    """The lines that stand close over a table as its title does."""
    titles: list[str] = []
    for line in reversed([line for line in lines if line.bottom <= top + 1][-_MOST_TITLES:]):
        text = joined([line.text])
        if top - line.bottom > 4 * line.height or len(text) > _LONGEST_TITLE or text.endswith((".", ":", ",")):
            break
        titles.insert(0, text)
        top = line.top
    return PARTING.join(titles)


def _ruled(table: RuledTable, page: PdfPage, former: Sequence[GridRow], reading: _Reading) -> _Share | None:
    """A ruled table with headings of its own or, where it prints none, with those of the table before it."""
    rows = grid_of(table)
    own = header_of(rows, reading.headings)
    fits = bool(former) and len(former[0].cells) == len(rows[0].cells)
    if own and not (fits and _is_doubtful(rows[own.start], former[0], reading.headings)):
        first, head = own.stop, rows[own.start : own.stop]
    elif fits:
        first, head = 0, list(former)
    else:
        first, head = 0, []
    if head:
        columns = tuple(Column("", *sides) for sides in pairwise(table.columns))
        return _Share(table.rows[0], head, rows_of(table, page.words, first), first, columns)
    if reading.shares and len(rows) > 1 and len(rows[0].cells) > 2:
        place = f"página {page.number}, tabla de {len(rows[0].cells)} columnas"
        reading.unknown[place] = PARTING.join(rows[0].cells)
    return None


def _is_doubtful(row: GridRow, former: GridRow, headings: Headings) -> bool:
    """Whether a row that seems a header may be one of data, under headings that go on from the page before."""
    known, carried = (len({headings.field(cell) for cell in one.cells} - {""}) for one in (row, former))
    return known < carried and known < 0.75 * len(row.cells)


@dataclass(frozen=True)
class _Unruled:
    """The lines of a page that stand in no ruled table, and the headers among them."""

    lines: Sequence[Line]
    furniture: set[Line]
    rules: Sequence[Rule]
    headers: Sequence[Header]

    def told(self, start: int, stop: int | None) -> list[Line]:
        """Its lines from one to before another, without page numbers and the like."""
        return [line for line in self.lines[start:stop] if line not in self.furniture]

    def shares(self, former: _Share | None, boxed: set[Line]) -> Iterator[_Share]:
        """Tables told apart by their headings alone, and first the lines that go on from the page before."""
        headers = self.headers
        if former:
            sure = [header for header in headers if header.is_sure]
            start = [line for line in self.told(0, sure[0].start if sure else None) if line not in boxed]
            if start and _fits(start, former.columns):
                yield _Share(start[0].top, former.head, self._rows(start, former.columns), 0, former.columns)
                headers = sure
        for number, header in enumerate(headers):
            stop = headers[number + 1].start if number + 1 < len(headers) else None
            rows = [header.row, *self._rows(self.told(header.stop, stop), header.columns)]
            yield _Share(self.lines[header.start].top, [header.row], rows, 1, header.columns)

    def _rows(self, lines: Sequence[Line], columns: Sequence[Column]) -> list[GridRow]:
        rows = table_rows(lines, borders_of(columns, lines), self.rules)
        return [row.grid_row(len(columns)) for row in rows]


def _fits(lines: Sequence[Line], columns: Sequence[Column]) -> bool:
    """Whether lines are set in the columns of the page before: few words across a border, some lines in several."""
    borders = borders_of(columns, lines)
    clear = [line for line in lines if not is_crossed(line, borders)]
    widest = max((len(cells_of(line, borders)) for line in clear), default=0)
    return len(clear) >= _FITS * len(lines) and widest * 5 >= len(columns) * 2 and widest > 1


def _join_row_cut_by_page(before: _Share, after: _Share) -> None:
    """Where a page ends within a row, put what the next page prints of it where it belongs."""
    if len(before.rows) <= before.first or len(after.rows) <= after.first:
        return
    last, rest = before.rows[-1], after.rows[after.first]
    filled = [(above, below) for above, below in zip(last.cells, rest.cells, strict=True) if below]
    if not filled or rest.cells[0] or not all(above for above, _ in filled):
        return
    goes_on = all(below[0].islower() or above.endswith("-") for above, below in filled)
    if goes_on or len(filled) * 2 <= sum(1 for cell in last.cells if cell):
        whole = tuple(joined(filter(None, pair)) for pair in zip(last.cells, rest.cells, strict=True))
        before.rows[-1] = replace(last, cells=whole)
        after.rows[after.first] = replace(rest, cells=("",) * len(rest.cells))
