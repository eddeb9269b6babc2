"""The blocks of a page that hold one entry of a directory each and are made alike: items, cards, cells, paragraphs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from extractors.contact_texts import emails_in
from extractors.document import Element, drop, squeeze, tag, text_of
from extractors.office_names import name_line
from extractors.phone_texts import phones_in

_CELLS = frozenset({"td", "th"})
_SEVERAL = 2
_Shape = tuple[Element | None, str, str]


def items_of(starts: Sequence[Element]) -> dict[Element, Element]:
    """By the element an entry begins in, the block that holds this entry and no other, where its brothers do so too.

    Only where most of the blocks print a telephone or an e-mail: of a name alone the contact stands outside it.
    """
    counts, held = Counter(starts), Counter[Element]()
    for start in counts:
        held.update((start, *start.iterancestors()))
    groups: dict[_Shape, list[tuple[Element, Element]]] = defaultdict(list)
    for start in counts:
        block = start
        while (parent := block.getparent()) is not None and held[parent] == 1:
            block = parent
        if parent is not None and counts[start] == 1:
            groups[parent, tag(block), squeeze(block.get("class") or "")].append((start, block))
    found: dict[Element, Element] = {}
    for group in groups.values():
        reached = sum(1 for _, block in group if phones_in(text_of(block)) or emails_in(text_of(block)))
        if len(group) > 1 and reached * 2 >= len(group):
            found.update(group)
    shapes = {(_around(block), tag(block), squeeze(block.get("class") or "")) for block in found.values()}
    likes = ((start, _like(start, held, shapes)) for start in counts if start not in found)
    return found | {start: block for start, block in likes if block is not None}


def join_columns(tree: Element) -> None:
    """Put the names of a row over the contacts of the row below, where old tables print one office a column."""
    for row in list(tree.iter("tr")):
        below = row.getnext()
        names = [cell for cell in row if tag(cell) in _CELLS]
        told = [cell for cell in below if tag(cell) in _CELLS] if below is not None and tag(below) == "tr" else []
        if len(names) < _SEVERAL or len(names) != len(told):
            continue
        if all(name_line(text_of(cell)) for cell in names) and all(phones_in(text_of(cell)) for cell in told):
            for name, cell in zip(names, told, strict=True):
                head = cell.makeelement("p")
                head.extend(list(name))
                head.text, head.tail, cell.text = name.text, cell.text, None
                cell.insert(0, head)
            drop(row)


def _like(start: Element, held: Counter[Element], shapes: set[_Shape]) -> Element | None:
    """The block of an entry that stands alone in its row, beside an empty cell, among rows of several."""
    for block in (start, *start.iterancestors()):
        if held[block] != 1:
            return None
        if (_around(block), tag(block), squeeze(block.get("class") or "")) in shapes:
            return block
    return None


def _around(block: Element) -> Element | None:
    """The table of a cell, or what else is two steps up."""
    parent = block.getparent()
    return parent.getparent() if parent is not None else None
