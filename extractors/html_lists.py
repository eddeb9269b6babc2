"""Agreements told as sentences: items of a list, or paragraphs one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.document import HEADINGS, Element, lines_of, tag, text_of
from extractors.headings import Headings
from extractors.observation import RawRow, RawRows
from extractors.sections import Sections
from extractors.sentences import continues, read_sentence
from extractors.text_blocks import BLOCKS, TextBlocks

_FEWEST = 3
_PAIRED = re.compile(r"^[^:\n]{2,60}:\s")
ITEMS = frozenset({"li", "dd", "dt"})
_LISTS = frozenset({"ul", "ol"})


@dataclass(slots=True)
class _Item:
    element: Element
    name: str
    number: int
    line: int
    text: str

    @property
    def locator(self) -> str:
        return f"{self.name} {self.number}" + (f" line {self.line}" if self.line > 1 else "")


def sentences_of(lines: str, page: TextBlocks) -> list[str]:
    """The lines of a block that begin as titles do, where they are several; else the block, if it begins so."""
    found = [line for line in lines.split("\n") if page.begins_as_title(line)] if "\n" in lines else []
    return found if len(found) > 1 else [lines] if page.begins_as_title(lines) else []


def _pieces(lines: str, page: TextBlocks) -> list[str]:
    """Texts of a block: its lines, where several of them begin as a title does; else the block with its lines."""
    return lines.split("\n") if "\n" in lines and len(sentences_of(lines, page)) > 1 else [lines]


def _blocks(page: TextBlocks) -> Iterator[_Item]:
    """Blocks of text in reading order; an item of a list is one block with all it holds, unless it holds several."""
    counts: dict[str, int] = {}
    inside = 0
    for element, name in zip(page.elements, page.names, strict=True):
        if inside:
            inside -= 1
            continue
        if name not in BLOCKS:
            continue
        if element in page.holders:
            if name not in ITEMS or _is_wrapper(element, page) or _holds_several(element, page):
                continue
            inside = sum(1 for _ in element.iterdescendants())
            pieces = [lines_of(element)]
        else:
            pieces = _pieces(page.texts[element], page)
        counts[name] = number = counts.get(name, 0) + 1
        for line, text in enumerate(pieces, start=1):
            yield _Item(element, name, number, line, text)


def _holds_several(element: Element, page: TextBlocks) -> bool:
    """Whether more than one of the blocks inside an element begin as the title of an instrument does."""
    inside = (page.texts.get(child, "").replace("\n", " ") for child in element.iterdescendants())
    found = (text for text in inside if page.begins_as_title(text))
    return next(found, None) is not None and next(found, None) is not None


def _is_wrapper(element: Element, page: TextBlocks) -> bool:
    """A list item that only holds another list (a menu's, or a municipality with its agreements)."""
    return any(tag(child) in _LISTS for child in element) and not page.begins_as_title(text_of(element, skip=_LISTS))


def _lists_of_sentences(blocks: list[_Item], page: TextBlocks) -> set[Element]:
    """Lists most of whose items begin as titles do: the others are agreements in words not met before."""
    members: dict[Element, list[bool]] = {}
    for item in blocks:
        if item.name == "li" and (parent := item.element.getparent()) is not None:
            members.setdefault(parent, []).append(page.begins_as_title(item.text))
    return {parent for parent, found in members.items() if len(found) >= _FEWEST and sum(found) * 5 >= len(found) * 3}


def _could_be(item: _Item) -> bool:
    return item.name == "li" and len(item.text) > _FEWEST * 5


def read_lists(page: TextBlocks, headings: Headings) -> RawRows:
    """One row per sentence that begins as a title does; following lines that only add to it join it."""
    result = RawRows()
    open_item: _Item | None = None
    items: list[_Item] = []
    blocks = list(_blocks(page))
    alike = _lists_of_sentences(blocks, page)
    for item in blocks:
        if page.begins_as_title(item.text) or (alike and item.element.getparent() in alike and _could_be(item)):
            open_item = item
            items.append(item)
        elif open_item and continues(item.text, headings):
            open_item.text = f"{open_item.text}\n{item.text}"
        elif open_item and (item.name in HEADINGS or (item.text and not _PAIRED.match(item.text))):
            open_item = None
    sections = Sections()
    for item in items:
        fields, original = read_sentence(item.text, headings)
        result.rows.append(RawRow(item.locator, fields, original, sections.over(item.element)))
    result.recognised = bool(result.rows)
    return result
