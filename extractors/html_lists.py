"""Agreements told as sentences: items of a list, or paragraphs one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.document import HEADINGS, Element, lines_of, tag, text_of
from extractors.headings import Headings
from extractors.observation import RawRow, RawRows
from extractors.sections import Sections
from extractors.sentences import continues, is_sentence, read_sentence, without_number

_BLOCKS = frozenset(
    {"p", "li", "div", "td", "th", "dd", "dt", "ul", "ol", "table", "section", "article", "blockquote", "pre", "center",
     "tr", "tbody", "dl", "main", "header", "footer", "nav", "aside", "form", "body", "html", "figure", *HEADINGS}
)  # fmt: skip

_FEWEST = 3
_PAIRED = re.compile(r"^[^:\n]{2,60}:\s")


@dataclass(slots=True)
class _Item:
    element: Element
    locator: str
    text: str


def _holds_blocks(element: Element) -> bool:
    return any(tag(child) in _BLOCKS for child in element.iterdescendants())


def _sentences_in(element: Element) -> int:
    """How many of the blocks inside an element begin as the title of an instrument does."""
    return sum(
        1
        for child in element.iterdescendants()
        if tag(child) in _BLOCKS and not _holds_blocks(child) and is_sentence(without_number(text_of(child)))
    )


def _pieces(element: Element) -> list[str]:
    """Texts of a block: its lines, where several of them begin as a title does; else the block with its lines."""
    lines = lines_of(element)
    parts = lines.split("\n")
    if sum(1 for part in parts if is_sentence(without_number(part))) > 1:
        return parts
    return [lines]


def _blocks(tree: Element) -> Iterator[_Item]:
    """Blocks of text in reading order; an item of a list is one block with all it holds, unless it holds several."""
    counts: dict[str, int] = {}
    done: set[Element] = set()
    for element in tree.iter():
        name = tag(element)
        if name not in _BLOCKS or element.getparent() in done:
            if element.getparent() in done:
                done.add(element)
            continue
        whole = name in {"li", "dd", "dt"} and _sentences_in(element) <= 1 and not _is_wrapper(element)
        if not whole and _holds_blocks(element):
            continue
        if whole:
            done.add(element)
        counts[name] = counts.get(name, 0) + 1
        for number, text in enumerate(
            [lines_of(element)] if whole and _holds_blocks(element) else _pieces(element), start=1
        ):
            yield _Item(element, f"{name} {counts[name]}" + (f" line {number}" if number > 1 else ""), text)


def _is_wrapper(element: Element) -> bool:
    """A list item that only holds another list (a menu's, or a municipality with its agreements)."""
    own = text_of(element, skip=frozenset({"ul", "ol"}))
    return any(tag(child) in {"ul", "ol"} for child in element) and not is_sentence(without_number(own))


def _lists_of_sentences(blocks: list[_Item]) -> set[Element]:
    """Lists most of whose items begin as titles do: the others are agreements in words not met before."""
    members: dict[Element, list[bool]] = {}
    for item in blocks:
        parent = item.element.getparent()
        if tag(item.element) == "li" and parent is not None:
            members.setdefault(parent, []).append(is_sentence(without_number(item.text)))
    return {parent for parent, found in members.items() if len(found) >= _FEWEST and sum(found) * 5 >= len(found) * 3}


def _could_be(item: _Item) -> bool:
    return tag(item.element) == "li" and len(item.text) > _FEWEST * 5


def read_lists(tree: Element, headings: Headings) -> RawRows:
    """One row per sentence that begins as a title does; following lines that only add to it join it."""
    result = RawRows()
    open_item: _Item | None = None
    items: list[_Item] = []
    blocks = list(_blocks(tree))
    alike = _lists_of_sentences(blocks)
    for item in blocks:
        if is_sentence(without_number(item.text)) or (item.element.getparent() in alike and _could_be(item)):
            open_item = item
            items.append(item)
        elif open_item and continues(item.text, headings):
            open_item.text = f"{open_item.text}\n{item.text}"
        elif tag(item.element) in HEADINGS or (item.text and not _PAIRED.match(item.text)):
            open_item = None
    sections = Sections()
    for item in items:
        fields, original = read_sentence(item.text, headings)
        result.rows.append(RawRow(item.locator, fields, original, sections.over(item.element)))
    result.recognised = bool(result.rows)
    return result
