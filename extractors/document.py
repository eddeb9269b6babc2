"""An HTML page as a tree, and the text of its parts as a reader sees it."""

from __future__ import annotations

import re

from lxml import etree, html
from lxml.etree import _Element

_BLANK = re.compile(r"[\s\u00a0\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_UNSEEN = {"script", "style", "noscript", "template", "head", "select", "option", "svg", "iframe", "object"}
_BREAKS = {"br", "p", "div", "li", "tr", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6"}
Element = _Element
_LINE = "\x1e"
HEADINGS = ("h2", "h3", "h4", "h5", "h6", "caption", "legend", "summary")


def squeeze(text: str) -> str:
    """Runs of blanks (no-break and invisible ones too) as one space, trimmed."""
    return _BLANK.sub(" ", text.replace("\x00", "")).strip()


def parse(text: str) -> Element:
    """The tree of a page; an empty tree for an empty page. Never raises for bad markup."""
    cleaned = text.replace("\x00", "").strip()
    cleaned = re.sub(r"^<\?xml[^>]*\?>", "", cleaned)
    try:
        tree = html.document_fromstring(cleaned or "<html></html>", parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, ValueError):
        tree = html.document_fromstring("<html></html>")
    etree.strip_elements(tree, *_UNSEEN, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    return tree


def tag(element: Element) -> str:
    """Lower-case tag of an element; empty for what is none."""
    return element.tag if isinstance(element.tag, str) else ""


def text_of(element: Element, *, skip: frozenset[str] = frozenset()) -> str:
    """Text of an element, blocks parted by a space, without the text of nested elements of the skipped tags."""
    pieces: list[str] = []
    _collect(element, pieces, skip, " ")
    return squeeze("".join(pieces))


def lines_of(element: Element) -> str:
    """Text of an element with a line for each of its blocks and line breaks."""
    pieces: list[str] = []
    _collect(element, pieces, frozenset(), _LINE)
    lines = (squeeze(line) for line in "".join(pieces).split(_LINE))
    return "\n".join(line for line in lines if line)


def _collect(element: Element, pieces: list[str], skip: frozenset[str], parting: str) -> None:
    # Iterative: pages nest deeper than Python's stack.
    stack: list[tuple[Element, bool]] = [(element, False)]
    while stack:
        node, closing = stack.pop()
        name = tag(node)
        if closing:
            if name in _BREAKS:
                pieces.append(parting)
            if node is not element and node.tail:
                pieces.append(node.tail)
            continue
        if node is not element and (name in skip or not name):
            pieces.append(" " + (node.tail or ""))
            continue
        if name in _BREAKS:
            pieces.append("; " if name == "li" and parting == " " and pieces and pieces[-1].strip() else parting)
        if node.text:
            pieces.append(node.text)
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


def section_before(element: Element) -> str:
    """Text of the nearest heading (h2 to h6, caption, legend) above an element; empty where there is none."""
    node: Element | None = element
    while node is not None and tag(node) not in {"body", "html"}:
        for previous in node.itersiblings(preceding=True):
            if tag(previous) in HEADINGS:
                return text_of(previous)
            inner = list(previous.iter(*HEADINGS))
            if inner:
                return text_of(inner[-1])
            if _bold_line(previous):
                return text_of(previous)
        node = node.getparent()
    return ""


def _bold_line(element: Element) -> bool:
    """Whether a paragraph is all bold: a heading by another name."""
    if tag(element) not in {"p", "div", "strong", "b"}:
        return False
    whole = text_of(element)
    if not whole or len(whole) > 100:
        return False
    bold = " ".join(text_of(child) for child in element.iter("strong", "b"))
    return bool(bold) and squeeze(bold) == whole
