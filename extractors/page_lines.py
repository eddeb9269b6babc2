"""The text of a page line by line, as a reader sees it, with the element each line stands in and how it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from extractors.document import HEADINGS, Element, squeeze, tag
from extractors.text_units import is_custom_block, is_set_apart

_BLOCKS = frozenset(
    "p li div td th dd dt ul ol table section article blockquote pre tr tbody thead dl main header form body html "
    "fieldset legend caption h1 h2 h3 h4 h5 h6 figure figcaption details summary address center label small hr "
    "br".split()
)
_BOLD = frozenset({"b", "strong"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text. ``heads``: it is a heading or all bold; ``linked``: it is nothing but links."""

    element: Element
    text: str
    heads: bool
    linked: bool


def page_lines(tree: Element) -> list[Line]:
    """The lines of a page in reading order: cut at blocks and at line breaks."""
    return list(_lines(tree))


def _lines(tree: Element) -> Iterator[Line]:
    pieces: list[tuple[str, bool, bool]] = []
    owners: list[Element] = [tree]
    bold = linked = 0

    def flush() -> Iterator[Line]:
        text = squeeze("".join(piece for piece, _, _ in pieces))
        said = [(strong, link) for piece, strong, link in pieces if piece.strip()]
        pieces.clear()
        if text:
            element = owners[-1]
            heads = tag(element) in {"h1", *HEADINGS} or all(strong for strong, _ in said)
            yield Line(element, text, heads, all(link for _, link in said))

    stack: list[tuple[Element, bool]] = [(tree, False)]
    while stack:
        node, closing = stack.pop()
        name = tag(node)
        if not name:
            if node.tail:
                pieces.append((node.tail, bool(bold), bool(linked)))
            continue
        block = name in _BLOCKS or is_custom_block(name)
        if closing:
            if block:
                yield from flush()
                if owners[-1] is node and len(owners) > 1:
                    owners.pop()
            bold -= name in _BOLD
            linked -= name == "a"
            if node.tail and node is not tree:
                pieces.append((node.tail, bool(bold), bool(linked)))
            continue
        if block or is_set_apart(node):
            yield from flush()
        if block and name not in {"br", "hr", "small"}:
            owners.append(node)
        bold += name in _BOLD
        linked += name == "a"
        if node.text:
            pieces.append((node.text, bool(bold), bool(linked)))
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))
