"""An HTML page as a tree, and the text of its parts as a reader sees it."""

from __future__ import annotations

import re

from lxml import etree, html
from lxml.etree import _Element

_BLANK = re.compile(r"[\s\u00a0\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_UNSEEN = {"script", "style", "noscript", "template", "head", "select", "option", "svg", "iframe", "object", "button",
           "textarea", "datalist"}  # fmt: skip
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:hidden|d-none|oculto|visually-hidden|sr-only|invisible|hide)(?:\s|$)")
_BREAKS = {"br", "p", "div", "li", "tr", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6"}
Element = _Element
DEEPEST = 100  # elements in one another; pages nest 20 to 40, those of the heaviest builders 70
_TOO_DEEP = "too-deep"
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
    for control in list(tree.iter("input", "select", "textarea")):
        asked = control.getprevious()
        if asked is not None and tag(asked) == "label":
            drop(asked)  # "País" over a search box is no label of an agreement
    etree.strip_elements(tree, *_UNSEEN, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    _flatten(tree)
    for element in [node for node in tree.iter() if _is_hidden(node)]:
        if element.getparent() is not None:
            drop(element)
    return tree


def _flatten(tree: Element) -> None:
    """Take the tags off what nests deeper than any page does: each reader asks every element for all its text."""
    level = list(tree)
    for _ in range(DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return
    for element in level:
        for inner in element.iter():
            inner.tag = _TOO_DEEP
    etree.strip_tags(tree, _TOO_DEEP)


def drop(element: Element) -> None:
    """Take an element out of its page; the text behind it stays."""
    parent, previous = element.getparent(), element.getprevious()
    if parent is None:
        return
    if previous is not None:
        previous.tail = (previous.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)


def _is_hidden(element: Element) -> bool:
    """What no reader of the page sees: templates of rows, dialogs, texts for machines."""
    return (
        element.get("hidden") is not None
        or bool(_HIDDEN_STYLE.search(element.get("style") or ""))
        or bool(_HIDDEN_CLASS.search(element.get("class") or ""))
    )


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
