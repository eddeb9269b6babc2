"""Rows of HTML tables, by the meaning of their headings and never by position.

Spans are expanded; caption rows inside the table become the section of the rows below; menus and footers, which
carry no known heading, are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import Element, tag, text_of
from extractors.headings import ANCHORS, OPEN_FIELDS, Headings, folded
from extractors.observation import PARTING, RawRow, RawRows
from extractors.sections import Sections
from extractors.sentences import is_sentence

MOST_COLUMNS = 400
MOST_SPAN = 5_000
_HEADER_WITHIN = 25
_TOTAL = re.compile(r"^(total|subtotal|fuente|nota|suma|actualizado|ultima actualizacion)\b")
_NESTED = frozenset({"table"})


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row with its spans expanded; ``own``: number of cells it prints itself."""

    cells: tuple[str, ...]
    own: int
    is_head: bool


def _span(cell: Element, name: str) -> int:
    found = re.match(r"\s*(\d+)", cell.get(name) or "1")
    return max(1, min(int(found[1]), MOST_SPAN)) if found else 1


def _rows(table: Element) -> list[Element]:
    """The table's own rows, not those of tables inside it."""
    found: list[Element] = []
    for child in table:
        if tag(child) == "tr":
            found.append(child)
        elif tag(child) in {"thead", "tbody", "tfoot"}:
            found.extend(row for row in child if tag(row) == "tr")
    return found


def grid(table: Element) -> list[GridRow]:
    """The table's rows with rowspan and colspan expanded into every cell they cover."""
    rows: list[GridRow] = []
    pending: dict[int, tuple[str, int]] = {}
    for element in _rows(table):
        cells: list[str] = []
        printed = [child for child in element if tag(child) in {"td", "th"}]
        queue = list(printed)
        while queue or any(column >= len(cells) for column in pending):
            if len(cells) >= MOST_COLUMNS:
                break
            if len(cells) in pending:
                text, left = pending.pop(len(cells))
                if left > 1:
                    pending[len(cells)] = (text, left - 1)
                cells.append(text)
                continue
            if not queue:
                cells.append("")
                continue
            cell = queue.pop(0)
            text = text_of(cell, skip=_NESTED)
            for _ in range(min(_span(cell, "colspan"), MOST_COLUMNS - len(cells))):
                if _span(cell, "rowspan") > 1:
                    pending[len(cells)] = (text, _span(cell, "rowspan") - 1)
                cells.append(text)
        is_head = bool(printed) and all(tag(child) == "th" for child in printed)
        rows.append(GridRow(tuple(cells), len(printed), is_head))
    return rows


def _known(cells: Sequence[str], headings: Headings) -> list[str]:
    return [headings.field(cell) for cell in cells]


def _is_header(row: GridRow, headings: Headings) -> bool:
    if row.own < 2:
        return False
    known = {name for name in _known(row.cells, headings) if name}
    filled = len({cell for cell in row.cells if cell})
    # A data row may hold a word that is also a heading; a header is mostly headings.
    return len(known) >= 2 and bool(known & ANCHORS or len(known) >= 3) and len(known) * 5 >= filled * 2


def _find_header(rows: Sequence[GridRow], headings: Headings) -> int | None:
    return next((i for i, row in enumerate(rows[:_HEADER_WITHIN]) if _is_header(row, headings)), None)


def _second_header(first: GridRow, second: GridRow, headings: Headings) -> bool:
    """Whether a row continues the header: cells under a group heading, the others repeated by their rowspan."""
    if len(first.cells) != len(second.cells) or first.cells == second.cells or _is_section(second, len(second.cells)):
        return False
    different = [(a, b) for a, b in zip(first.cells, second.cells, strict=True) if a != b]
    if len(different) == len(first.cells) and not second.is_head:
        return False
    return all(headings.field(f"{a} {b}") or headings.field(b) for a, b in different) and second.own < len(first.cells)


def _field_names(first: GridRow, second: GridRow | None, headings: Headings) -> tuple[list[str], list[str]]:
    """Printed headings and fields of the columns; a field printed twice gets ``#2`` the second time."""
    titles = list(first.cells)
    fields = _known(first.cells, headings)
    if second:
        for i, (top, sub) in enumerate(zip(first.cells, second.cells, strict=True)):
            if top != sub:
                titles[i] = f"{top} {sub}".strip()
                own, both = headings.field(sub), headings.field(titles[i])
                # "Firma" under "Fecha" is clear; "Fecha" under "Registro" needs the group's heading.
                fields[i] = own if own and own not in OPEN_FIELDS else both or own or headings.field(top)
    return titles, _numbered(fields)


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
    # "Ver", "Descargar" in a column of links are known words too, but no labels of agreements.
    fields = [headings.label(row.cells[0].rstrip(" :")) for row in lines]
    labels = sum(1 for name in fields if name and name != "link")
    values = sum(1 for row in lines if len(row.cells) > 1 and headings.label(row.cells[1].rstrip(" :")))
    return labels * 5 >= len(lines) * 3 and labels > values and len(set(fields)) > 1


def _is_section(row: GridRow, width: int) -> bool:
    texts = {cell for cell in row.cells if cell}
    filled = sum(1 for cell in row.cells if cell)
    return len(texts) == 1 and width > 1 and (row.own == 1 or (filled == 1 and width > 2))


def _original(titles: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    original: dict[str, str] = {}
    for index, cell in enumerate(cells):
        name = (titles[index] if index < len(titles) else "") or f"columna {index + 1}"
        while name in original:
            name += " (otra)"
        original[name] = cell
    return original


def read_grid(rows: Sequence[GridRow], headings: Headings, *, name: str, section: str, carried: list[str]) -> RawRows:
    """Rows of one grid; ``carried``: headings of the page before, used where this grid prints none.

    ``recognised`` is false where no known heading is found.
    """
    result = RawRows()
    if _is_label_table(rows, headings):
        return result
    start = _find_header(rows, headings)
    if start is None:
        width = max((len(row.cells) for row in rows), default=0)
        if not carried or width != len(carried):
            return result
        first, second, body = GridRow(tuple(carried), len(carried), True), None, list(enumerate(rows, start=1))
    else:
        first = rows[start]
        follows = rows[start + 1] if start + 1 < len(rows) else None
        second = follows if follows and _second_header(first, follows, headings) else None
        body = list(enumerate(rows, start=1))[start + (2 if second else 1) :]
        above = next((r.cells[0] for r in reversed(rows[:start]) if r.cells and _is_section(r, len(r.cells))), "")
        section = PARTING.join(part for part in (section, above) if part)
    titles, fields = _field_names(first, second, headings)
    _title_by_content(fields, [row for _, row in body])
    result.recognised, result.header, outer = True, titles, section
    for number, row in body:
        if _is_section(row, len(titles)):
            text = next(cell for cell in row.cells if cell)
            if not _TOTAL.search(folded(text)):
                section = PARTING.join(part for part in (outer, text) if part)
            continue
        _read_row(row, number, titles, fields, result, name=name, section=section)
    return result


def _read_row(
    row: GridRow, number: int, titles: list[str], fields: list[str], result: RawRows, *, name: str, section: str
) -> None:
    cells = row.cells
    repeated = sum(1 for title, cell in zip(titles, cells, strict=False) if cell and folded(title) == folded(cell))
    if repeated >= 2 or not any(cells):
        return
    first = next(cell for cell in cells if cell)
    if _TOTAL.search(folded(first)) and len({cell for cell in cells if cell}) <= max(2, len(titles) // 2):
        return
    values = {field: cell for field, cell in zip(fields, cells, strict=False) if field}
    for title, field, cell in zip(titles, fields, cells, strict=False):
        if title and not field and cell:
            result.unknown.setdefault(title, cell)
    if any(values.values()):
        result.rows.append(RawRow(f"{name} row {number}", values, _original(titles, cells), section))


def read_tables(tree: Element, headings: Headings, carried: list[str]) -> RawRows:
    """Rows of every table of a page that has known headings.

    ``carried``: headings of the page before; where no table prints its own, they are those of the largest table of
    that width.
    """
    result, sections = RawRows(), Sections()
    grids = [(index, table, grid(table)) for index, table in enumerate(tree.iter("table"), start=1)]
    for index, table, rows in grids:
        caption = next((text_of(child) for child in table if tag(child) == "caption"), "")
        section = caption or sections.over(table)
        _add(result, read_grid(rows, headings, name=f"table {index}", section=section, carried=[]))
    if not result.recognised and carried:
        fitting = [item for item in grids if item[2] and max(len(row.cells) for row in item[2]) == len(carried)]
        if fitting:
            index, table, rows = max(fitting, key=lambda item: len(item[2]))
            section = sections.over(table)
            _add(result, read_grid(rows, headings, name=f"table {index}", section=section, carried=carried))
    return result


def _add(result: RawRows, found: RawRows) -> None:
    if found.recognised:
        result.recognised = True
        result.rows.extend(found.rows)
        result.unknown.update(found.unknown)
        result.header = found.header
