"""The text of a page in units: runs of text of one block or line, and inline elements that are a known label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.document import Element, squeeze, tag, text_of
from extractors.headings import Headings

_BLOCKS = frozenset(
    "p li div td th dd dt ul ol table section article blockquote pre tr tbody thead dl main header footer nav aside "
    "form body html fieldset legend caption h1 h2 h3 h4 h5 h6 figure details summary address center label".split()
)
INLINE_LABELS = frozenset({"b", "strong", "em", "i", "span", "label", "u", "font", "small", "dfn", "mark"})
VALUE_CELLS = frozenset({"td", "dd"})
LONGEST_INLINE = 90
_APART = frozenset({"span", "b", "strong", "em", "i", "small", "a", "label", "time", "u"})
# Elements of a site's own (``mat-card-title``, ``app-footer``) are blocks, but for those that stand in a line.
_OF_A_LINE = ("-icon", "-img", "-link", "-chip", "-badge", "-text", "-span", "-tooltip")


@dataclass(slots=True)
class Unit:
    """A run of text of one block or inline label, in reading order."""

    element: Element
    text: str


def is_custom_block(name: str) -> bool:
    """Whether the name of an element is one a site made up for a block of its own."""
    return "-" in name and not name.endswith(_OF_A_LINE)


def is_set_apart(element: Element) -> bool:
    """Whether an inline element follows another with nothing between: only a style sheet sets them on two lines."""
    before = element.getprevious()
    if before is None or before.tail or tag(before) not in _APART or tag(element) not in _APART:
        return False
    last, first = ("".join(map(str, one.itertext())) for one in (before, element))
    last, first = last[-1:], first[:1]
    return last.isalnum() and (first.isupper() or first.isdigit())


def units_of(tree: Element, headings: Headings) -> Iterator[Unit]:
    """Text in reading order, cut at blocks, at line breaks and around inline elements that are a known label."""
    buffer: list[str] = []
    owner: list[Element] = [tree]

    def flush(element: Element) -> Iterator[Unit]:
        text = squeeze("".join(buffer))
        buffer.clear()
        if text:
            yield Unit(element, text)

    stack: list[tuple[Element, bool]] = [(tree, False)]
    while stack:
        node, closing = stack.pop()
        name = tag(node)
        if not name:
            continue
        block = name in _BLOCKS or is_custom_block(name)
        if closing:
            if block:
                yield from flush(owner[-1])
                if owner[-1] is node:
                    owner.pop()
            if node.tail and node is not tree:
                buffer.append(node.tail)
            continue
        if name == "br":
            yield from flush(owner[-1])
            buffer.append(node.tail or "")
            continue
        if block:
            yield from flush(owner[-1])
            owner.append(node)
            if name in VALUE_CELLS and not text_of(node):
                yield Unit(node, "")
        elif (
            name in INLINE_LABELS and headings.label(text_of(node).rstrip(" :")) and len(text_of(node)) < LONGEST_INLINE
        ):
            yield from flush(owner[-1])
            yield Unit(node, text_of(node))
            buffer.append(_after_colon(node.tail or ""))
            continue
        if not block and is_set_apart(node):
            yield from flush(owner[-1])
        buffer.append(node.text or "")
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


def _after_colon(tail: str) -> str:
    return re.sub(r"^\s*:\s*", " ", tail)
