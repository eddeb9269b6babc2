"""Rows of HTML tables, by the meaning of their headings and never by position.

Spans are expanded; menus and footers, which carry no known heading, are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from extractors.document import Element, tag, text_of
from extractors.grids import GridRow, read_grid
from extractors.headings import Headings
from extractors.observation import RawRows
from extractors.proportions import MOST_COLUMNS, outsized_row
from extractors.sections import Sections

MOST_SPAN = 5_000
NO_TEXTS: Mapping[Element, str] = {}
_NESTED = frozenset({"table"})
_CELLS = frozenset({"td", "th"})


def _span(cell: Element, name: str) -> int:
    found = re.match(r"\s*(\d{1,9})", cell.get(name) or "1")
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


def grid(table: Element, texts: Mapping[Element, str] = NO_TEXTS) -> list[GridRow]:
    """The table's rows with rowspan and colspan expanded into every cell they cover.

    ``texts``: the lines of cells, where they are known. Raises ``ValueError`` where a row prints more cells than any
    table has columns.
    """
    rows: list[GridRow] = []
    pending: dict[int, tuple[str, int]] = {}
    for element in _rows(table):
        printed = [child for child in element if child.tag in _CELLS]
        if too_wide := outsized_row(len(printed)):
            raise ValueError(too_wide)
        if pending or any(cell.keys() for cell in printed):
            cells = _spread(printed, pending, texts)
        else:
            cells = [_text(cell, texts) for cell in printed]
        is_head = bool(printed) and all(child.tag == "th" for child in printed)
        rows.append(GridRow(tuple(cells), len(printed), is_head))
    return rows


def _text(cell: Element, texts: Mapping[Element, str]) -> str:
    known = texts.get(cell)
    return text_of(cell, skip=_NESTED) if known is None else known.replace("\n", " ")


def _spread(printed: list[Element], pending: dict[int, tuple[str, int]], texts: Mapping[Element, str]) -> list[str]:
    """The cells of a row, those of the rows above that reach into it among them; ``pending`` is what still reaches on.

    ``pending``: by column, the text and the number of rows to come.
    """
    cells: list[str] = []
    queue = iter(printed)
    cell = next(queue, None)
    while (cell is not None or any(column >= len(cells) for column in pending)) and len(cells) < MOST_COLUMNS:
        if len(cells) in pending:
            text, left = pending.pop(len(cells))
            if left > 1:
                pending[len(cells)] = (text, left - 1)
            cells.append(text)
            continue
        if cell is None:
            cells.append("")
            continue
        text, spans = _text(cell, texts), cell.keys()
        down = _span(cell, "rowspan") if "rowspan" in spans else 1
        across = _span(cell, "colspan") if "colspan" in spans else 1
        for _ in range(min(across, MOST_COLUMNS - len(cells))):
            if down > 1:
                pending[len(cells)] = (text, down - 1)
            cells.append(text)
        cell = next(queue, None)
    return cells


def read_tables(
    tree: Element, headings: Headings, carried: list[str], texts: Mapping[Element, str] = NO_TEXTS
) -> RawRows:
    """Rows of every table of a page that has known headings.

    ``carried``: headings of the page before; where no table prints its own, they are those of the largest table of
    that width. ``texts``: of cells, where they are known.
    """
    result, sections = RawRows(), Sections()
    grids = [(index, table, grid(table, texts)) for index, table in enumerate(tree.iter("table"), start=1)]
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
