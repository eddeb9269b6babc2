"""An HTML page as a tree, and the text of its parts as a reader sees it."""

from __future__ import annotations

import re
from typing import cast

from lxml import etree
from lxml.etree import _Element

# Blanks that ``str.split`` takes for letters.
_INVISIBLE = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_UNSEEN = {"script", "style", "noscript", "template", "head", "select", "option", "svg", "iframe", "object", "button",
           "textarea", "datalist"}  # fmt: skip
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_CLASS = re.compile(r"(?:^|\s)(?:hidden|d-none|oculto|visually-hidden|sr-only|invisible|hide)(?:\s|$)")
_BREAKS = {"br", "p", "div", "li", "tr", "td", "th", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6"}
Element = _Element
DEEPEST = 100  # elements in one another; pages nest 20 to 40, those of the heaviest builders 70
_TOO_DEEP = "too-deep"
_DEEPER = etree.XPath("/*" * (DEEPEST + 2))
_LINE = "\x1e"
_EMPTY = "<html></html>"
_XML_DECLARATION = re.compile(r"^<\?xml[^>]*\?>")
HEADINGS = ("h2", "h3", "h4", "h5", "h6", "caption", "legend", "summary")


def squeeze(text: str) -> str:
    """Runs of blanks (no-break and invisible ones too) as one space, trimmed."""
    if not text.isascii() and _INVISIBLE.search(text):
        text = _INVISIBLE.sub(" ", text)
    if "\x00" in text:
        text = text.replace("\x00", "")
    return " ".join(text.split())


def parse(text: str) -> Element:
    """The tree of a page; an empty tree for an empty page. Never raises for bad markup."""
    cleaned = text.replace("\x00", "").strip()
    cleaned = _XML_DECLARATION.sub("", cleaned)
    tree = _tree(cleaned or _EMPTY)
    for control in list(tree.iter("input", "select", "textarea")):
        asked = control.getprevious()
        if asked is not None and tag(asked) == "label":
            drop(asked)  # "País" over a search box is no label of an agreement
    etree.strip_elements(tree, *_UNSEEN, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    _flatten(tree)
    for element in [node for node in tree.iter() if node.keys() and _is_hidden(node)]:
        if element.getparent() is not None:
            drop(element)
    return tree


def _tree(text: str) -> Element:
    try:
        tree: Element | None = etree.fromstring(text, etree.HTMLParser(huge_tree=True))
    except (etree.ParserError, ValueError):
        tree = None
    return etree.fromstring(_EMPTY, etree.HTMLParser()) if tree is None else tree


def _flatten(tree: Element) -> None:
    """Take the tags off what nests deeper than any page does: each reader asks every element for all its text."""
    deeper = cast(list[Element], _DEEPER(tree))
    for element in deeper:
        for inner in element.iter():
            inner.tag = _TOO_DEEP
    if deeper:
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
    name = element.tag
    return name if isinstance(name, str) else ""


def text_of(element: Element, *, skip: frozenset[str] = frozenset()) -> str:
    """Text of an element, blocks parted by a space, without the text of nested elements of the skipped tags."""
    if not len(element):
        return squeeze(element.text or "")
    pieces = [element.text or ""]
    _collect(element, pieces, skip, " ")
    return squeeze("".join(pieces))


def lines_of(element: Element) -> str:
    """Text of an element with a line for each of its blocks and line breaks."""
    return lines_and_pieces(element)[0]


def lines_and_pieces(element: Element) -> tuple[str, int]:
    """Text of an element with a line for each of its blocks and line breaks, and of how many pieces it is made."""
    text = element.text or ""
    if not len(element) and _LINE not in text:
        text = squeeze(text)
        return text, 1 if text else 0
    pieces = [text]
    _collect(element, pieces, frozenset(), _LINE)
    number = len(pieces) - sum(map(str.isspace, pieces)) - pieces.count("")
    whole = "".join(pieces)
    if _LINE not in whole:
        return squeeze(whole), number
    lines = (squeeze(line) for line in whole.split(_LINE))
    return "\n".join(line for line in lines if line), number


def _collect(element: Element, pieces: list[str], skip: frozenset[str], parting: str) -> None:
    """Add the texts inside an element, behind its own; no page nests deeper than ``DEEPEST`` once it is parsed."""
    for child in element:
        name, text, tail = child.tag, child.text, child.tail
        if name in skip or not isinstance(name, str):
            pieces.append(" ")
            if tail:
                pieces.append(tail)
            continue
        breaks = name in _BREAKS
        if breaks:
            pieces.append("; " if name == "li" and parting == " " and pieces[-1].strip() else parting)
        if text:
            pieces.append(text)
        if len(child):
            _collect(child, pieces, skip, parting)
        if breaks:
            pieces.append(parting)
        if tail:
            pieces.append(tail)
