"""Rows of a grid of cells, by the meaning of its headings and never by position: HTML, XLSX, CSV and PDF alike.

Caption rows inside the grid become the section of the rows below; a grid that carries no known heading is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from string import ascii_letters, digits

from extractors.headings import ANCHORS, OPEN_FIELDS, Headings, folded
from extractors.observation import PARTING, RawRow, RawRows
from extractors.sentences import is_sentence

_HEADER_WITHIN = 25
_SURELY_A_HEADER = 6
_TOLD_IN_A_PREAMBLE = 1
_TOTAL = re.compile(r"^(total|subtotal|fuente|nota|suma|actualizado|ultima actualizacion|tabla campos)\b")
_NOTHING = frozenset({""})
_PLAIN = frozenset(ascii_letters + digits)
_NAMES_ANYTHING = frozenset({"nombre", "denominacion", "name"})


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row with its spans expanded; ``own``: number of cells it prints itself."""

    cells: tuple[str, ...]
    own: int
    is_head: bool


def _known(cells: Sequence[str], headings: Headings) -> list[str]:
    return [headings.field(cell) for cell in cells]


def is_header(row: GridRow, headings: Headings) -> bool:
    """Whether a row holds headings rather than data."""
    if row.own < 2:
        return False
    known = {name for name in _known(row.cells, headings) if name}
    filled = len({cell for cell in row.cells if cell})
    # A data row may hold a word that is also a heading; a header is mostly headings, or of very many columns.
    mostly = len(known) * 5 >= filled * 2 or len(known) >= _SURELY_A_HEADER
    return len(known) >= 2 and bool(known & ANCHORS or len(known) >= 3) and mostly


def _find_header(rows: Sequence[GridRow], headings: Headings) -> int | None:
    """The first row of headings, or the fuller one under it where the first only heads a preamble."""
    chosen: int | None = None
    told = 0
    for index in islice((index for index, row in enumerate(rows) if any(row.cells)), _HEADER_WITHIN):
        if is_header(rows[index], headings) and (
            chosen is None or _is_preamble(rows[chosen:index], rows[index], headings)
        ):
            chosen, told = index, 0
        elif chosen is not None:
            told += _tells(rows[index])
            if told > _TOLD_IN_A_PREAMBLE:
                break  # whatever is below, this is a table of its own
    return chosen


def header_of(rows: Sequence[GridRow], headings: Headings) -> range:
    """Which one or two rows are the headings; none of them where no known heading is found."""
    start = _find_header(rows, headings)
    if start is None:
        return range(0)
    goes_on = start + 1 < len(rows) and _second_header(rows[start], rows[start + 1], headings)
    return range(start, start + (2 if goes_on else 1))


def _is_preamble(above: Sequence[GridRow], header: GridRow, headings: Headings) -> bool:
    """Whether rows, the first of them known words, only describe the table under them.

    Exports of the transparency law print "TÍTULO | NOMBRE CORTO | DESCRIPCIÓN", one row of their values, and rows of
    numbers; a table of its own has more rows of words.
    """
    told = sum(map(_tells, above[1:]))
    fuller = _known_and_filled(header, headings) > _known_and_filled(above[0], headings)
    return fuller and len(above) > 1 and told <= _TOLD_IN_A_PREAMBLE


def _tells(row: GridRow) -> bool:
    """Whether a row of several cells prints words."""
    return row.own > 1 and any(any(map(str.isalpha, cell)) for cell in row.cells)


def _known_and_filled(row: GridRow, headings: Headings) -> tuple[int, int]:
    return len({*_known(row.cells, headings)} - {""}), len({*row.cells} - {""})


def _second_header(first: GridRow, second: GridRow, headings: Headings) -> bool:
    """Whether a row continues the header: cells under a group heading, the others empty or repeated by a rowspan."""
    if len(first.cells) != len(second.cells) or first.cells == second.cells or _is_section(second, len(second.cells)):
        return False
    pairs = list(zip(first.cells, second.cells, strict=True))
    under_groups = _stands_under_groups(first.cells, second.cells)
    if not (second.is_head or under_groups or any(top and top == sub for top, sub in pairs)):
        return False
    known = all(headings.field(f"{top} {sub}") or headings.field(sub) for top, sub in pairs if top != sub)
    return known and (under_groups or second.own < len(first.cells))


def _stands_under_groups(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether cells stand only under headings that span columns; a row of data would begin at the left."""
    around = zip(("", *first), first, (*first[1:], ""), second, strict=False)
    under = [top in {left, right} for left, top, right, sub in around if sub]
    return 1 < len(under) < len(first) and all(under)


def _field_names(first: GridRow, second: GridRow | None, headings: Headings) -> tuple[list[str], list[str]]:
    """Printed headings and fields of the columns; a field printed twice gets ``#2`` the second time."""
    titles = list(first.cells)
    fields = _known(first.cells, headings)
    if second:
        for i, (top, sub) in enumerate(zip(first.cells, second.cells, strict=True)):
            if top != sub:
                titles[i] = f"{top} {sub}".strip()
                own, both = headings.field(sub), headings.field(titles[i])
                # "Firma" under "Fecha" is clear; "Fecha" or "Nombre" under "Registro" needs the heading of the group.
                clear = own and own not in OPEN_FIELDS and folded(sub) not in _NAMES_ANYTHING
                fields[i] = own if clear else both or own or headings.field(top)
    return titles, _numbered(fields)


def _street_number(left: str, name: str) -> str:
    """A column "Número" beside that of the street holds no number of the row."""
    return "street_number" if name == "number" and left in {"street", "address"} else name


def _numbered(fields: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    result = []
    for name in fields:
        seen[name] = seen.get(name, 0) + 1
        result.append(f"{name}#{seen[name]}" if name and seen[name] > 1 else name)
    return result


def _title_by_content(fields: list[str], rows: Sequence[GridRow]) -> None:
    """Where no heading means the title, the column whose cells begin as titles do is it, whatever it is called."""
    if "title" in fields or "parties" in fields:
        return
    for index, name in enumerate(fields):
        if name.split("#")[0] not in {"", "instrument", "objective", "notes", "type", "link"}:
            continue
        cells = [row.cells[index] for row in rows if index < len(row.cells) and row.cells[index] and row.own > 1]
        if cells and sum(map(is_sentence, cells)) * 5 >= len(cells) * 3:
            fields[index] = "title"
            return


def _is_label_table(rows: Sequence[GridRow], headings: Headings) -> bool:
    """Whether a narrow table prints labels beside their values rather than headings over columns."""
    lines = [row for row in rows if len(set(row.cells)) > 1]
    if len(lines) < 2 or max(len(row.cells) for row in lines) not in {2, 4}:
        return False
    if len({headings.field(cell) for cell in lines[0].cells} - {""}) == 4:
        return False  # headings over four columns; of two pairs the values are other words
    # "Ver", "Descargar" in a column of links are known words too, but no labels of agreements.
    fields = [headings.label(row.cells[0].rstrip(" :")) for row in lines]
    labels = sum(1 for name in fields if name and name != "link")
    values = sum(1 for row in lines if len(row.cells) > 1 and headings.label(row.cells[1].rstrip(" :")))
    return labels * 5 >= len(lines) * 3 and labels > values and len(set(fields)) > 1


def _is_section(row: GridRow, width: int) -> bool:
    texts = {*row.cells} - _NOTHING
    if len(texts) != 1 or width < 2:
        return False
    return row.own == 1 or (width > 2 and sum(map(bool, row.cells)) == 1)


def section_title(row: GridRow, width: int) -> str:
    """What a row says of the rows below it; empty for a row of data, a total, a note or a number that is no year."""
    text = next((cell for cell in row.cells if cell), "")
    tells = not _TOTAL.search(folded(text)) and (not text.isdecimal() or len(text) == 4)
    return text if tells and _is_section(row, width) else ""


def read_grid(
    rows: Sequence[GridRow], headings: Headings, *, name: str, section: str, carried: list[str], first_number: int = 1
) -> RawRows:
    """Rows of one grid; ``carried``: headings of the page before, used where this grid prints none.

    ``recognised`` is false where no known heading is found. ``first_number``: of the first row, for the locators.
    """
    result = RawRows()
    if _is_label_table(rows, headings):
        return result
    head, body = header_of(rows, headings), list(enumerate(rows, start=first_number))
    if head:
        first, second = rows[head[0]], rows[head[1]] if len(head) > 1 else None
        body = body[head.stop :]
        above = next((title for row in rows[head.start :: -1] if (title := section_title(row, len(row.cells)))), "")
        section = PARTING.join(part for part in (section, above) if part)
    elif carried and len(carried) == max((len(row.cells) for row in rows), default=0):
        first, second = GridRow(tuple(carried), len(carried), True), None
    else:
        return result
    titles, fields = _field_names(first, second, headings)
    fields = [_street_number(left, name) for left, name in pairwise(["", *fields])]
    if headings.names_instruments:
        _title_by_content(fields, [row for _, row in body])
    columns = _Columns(titles, fields)
    result.recognised, result.header, outer = True, titles, section
    for number, row in body:
        if _is_section(row, len(titles)):
            text = section_title(row, len(titles))
            section = PARTING.join(part for part in (outer, text) if part) if text else section
            continue
        _read_row(row, number, columns, result, name=name, section=section)
    return result


class _Columns:
    """The columns of a grid: their printed headings, the fields these mean, and what follows for every row."""

    def __init__(self, titles: list[str], fields: list[str]) -> None:
        self.titles, self.fields = titles, fields
        self.folded = [folded(title) for title in titles]
        self.others = [_PLAIN - {title[:1], title[:1].upper()} | _NOTHING for title in self.folded]
        self.named = [(index, field) for index, field in enumerate(fields) if field]
        self.unknown = [(index, title) for index, title in enumerate(titles) if title and not fields[index]]
        self.distinct = all(titles) and len(set(titles)) == len(titles)

    def repeated(self, cells: Sequence[str]) -> int:
        """How many cells print the heading of their column again; most are told from it by their first letter."""
        return sum(
            [
                folded(cell) == title
                for others, title, cell in zip(self.others, self.folded, cells, strict=False)
                if cell[:1] not in others
            ]
        )

    def original(self, cells: Sequence[str]) -> dict[str, str]:
        """The cells by their printed headings, each under a name of its own."""
        if self.distinct and len(cells) <= len(self.titles):
            return dict(zip(self.titles, cells, strict=False))
        original: dict[str, str] = {}
        for index, cell in enumerate(cells):
            title = self.titles[index] if index < len(self.titles) else ""
            if not title and not cell:
                continue
            name = title or f"columna {index + 1}"
            while name in original:
                name += " (otra)"
            original[name] = cell
        return original


def _are_numbers_of_columns(printed: Sequence[str]) -> bool:
    return printed[0] == "1" and list(printed) == [str(number) for number in range(1, len(printed) + 1)]


def _read_row(row: GridRow, number: int, columns: _Columns, result: RawRows, *, name: str, section: str) -> None:
    cells = row.cells
    printed = [cell for cell in cells if cell]
    if not printed or columns.repeated(cells) >= 2 or _are_numbers_of_columns(printed):
        return
    if _TOTAL.search(folded(printed[0])) and len(set(printed)) <= max(2, len(columns.titles) // 2):
        return
    width = len(cells)
    values = {field: cells[index] for index, field in columns.named if index < width}
    for index, title in columns.unknown:
        if index < width and cells[index]:
            result.unknown.setdefault(title, cells[index])
    if any(values.values()):
        result.rows.append(RawRow(f"{name} row {number}", values, columns.original(cells), section))
