"""Rows of HTML tables, by the meaning of their headings and never by position.

Spans are expanded; menus and footers, which carry no known heading, are left alone.
"""

from __future__ import annotations

import re

from extractors.document import Element, tag, text_of
from extractors.grids import GridRow, read_grid
from extractors.headings import Headings
from extractors.observation import RawRows
from extractors.proportions import MOST_COLUMNS, outsized_row
from extractors.sections import Sections

MOST_SPAN = 5_000
_NESTED = frozenset({"table"})


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
    """The table's rows with rowspan and colspan expanded into every cell they cover.

    Raises ``ValueError`` where a row prints more cells than any table has columns.
    """
    rows: list[GridRow] = []
    pending: dict[int, tuple[str, int]] = {}
    for element in _rows(table):
        cells: list[str] = []
        printed = [child for child in element if tag(child) in {"td", "th"}]
        if too_wide := outsized_row(len(printed)):
            raise ValueError(too_wide)
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
