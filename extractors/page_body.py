"""The part of a page that speaks of an office: without menus, side bars, footers and other news.

The footer of a portal has a telephone number of its own, which is not the office's. What is certainly none of the
matter is dropped; the rest is offered in layers, from the innermost block that holds most of the text to the whole
body, because a card may stand beside the text it belongs to.
"""

from __future__ import annotations

import re

from extractors.document import Element, drop, parse, squeeze, tag, text_of
from extractors.office_words import pattern
from extractors.text_units import is_custom_block

_CHROME_TAGS = frozenset({"nav", "footer", "aside", "form", "menu"})
_NEVER_CHROME = frozenset({"body", "html", "tr", "tbody", "li", "p", "span", "b", "strong", "a", "dl", "dt", "dd", "i"})
_CHROME = pattern("chrome_classes", behind="$")
_SIDES = frozenset({"sidebar", "aside", "secondary", "lateral", "widget", "widgets", "moduletable"})
_HEADERS = frozenset({"header", "head", "top", "cabecera", "encabezado", "banner"})
# Parts of a card may be called its header or footer.
_CARDS = frozenset({"card", "panel", "accordion", "box", "tarjeta", "ficha", "tile", "collapse", "item"})
_NEVER_OURS = frozenset({"share", "social", "comments", "related", "breadcrumb"})
_SHELL = re.compile(r"elementor|wp-block|wpb|vc_|et_pb|content|main|article|body|post|page|entry|node", re.IGNORECASE)
_NOT_A_SHELL = frozenset({"footer", "related", "comments", "nav", "menu", "breadcrumb"})
_IMPRINT = pattern("imprints")
_OTHER_NEWS = pattern("other_news", before=r"^\W*", behind=r"\b")
_CLOSING_TAGS = frozenset({"div", "p", "td", "tr", "table", "center", "section", "small", "address"})
_HEADED_TAGS = frozenset({"div", "section", "td", "ul", "table", "aside"})
_LAYERED = frozenset(
    {"body", "div", "section", "main", "article", "td", "center", "form", "table", "tbody", "tr", "font"}
)
_NO_LAYERS = frozenset({"tbody", "tr", "table", "font"})
_BYLINE = re.compile(r"(?:^|\s)(?:article-info|entry-meta|post-meta|byline|posted-on|submitted|post-date|entry-date)\b")
# The heading of a part that folds is a button, which else is none of a page's text.
_BUTTON_IN_HEADING = re.compile(r"(<h[2-6]\b[^>]*>\s*)<button\b[^>]*>(.{1,200}?)</button>", re.IGNORECASE | re.DOTALL)
_MOST_LAYERS = 12
_DOMINANT = 0.6
_FORM_OF_A_PAGE = 200  # some portals wrap the whole page in a form
_END_OF_PAGE, _LONGEST_BYLINE = 400, 300


def _words_of(element: Element) -> set[str]:
    """The words in the class, id and role of an element, and in a name that a site made up for it (``app-footer``)."""
    names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    if is_custom_block(tag(element)):
        names += f" {tag(element)}"
    return set(re.split(r"[\s_\-\d]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", names).lower()))


def _has(element: Element, *names: str) -> bool:
    return next(element.iter(*names), None) is not None


def _size(element: Element) -> int:
    """Length of the text of an element that is no link."""
    return max(0, len(text_of(element)) - sum(len(text_of(link)) for link in element.iter("a")))


def _is_chrome(element: Element, whole: int, *, keep_sides: bool) -> bool:
    """Whether an element is a menu, a side bar, a footer, or the like."""
    name, words = tag(element), _words_of(element)
    if name in _NEVER_CHROME or _size(element) > whole * _DOMINANT:
        return False
    if keep_sides and (name == "aside" or words & _SIDES):
        return False
    if name in _CHROME_TAGS and not (name == "form" and _size(element) > _FORM_OF_A_PAGE):
        return True
    if words & _CARDS and name != "header":
        return bool(words & _NEVER_OURS)
    if name == "header" or words & _HEADERS:
        return _is_site_header(element, name, words)
    shell = _SHELL.search(element.get("class") or "") and not words & _NOT_A_SHELL
    return any(map(_CHROME.match, words)) and not shell and not _has(element, "h1")


def _is_site_header(element: Element, name: str, words: set[str]) -> bool:
    """Whether a header is the site's; that of an article or of the page's matter holds its title."""
    above = {tag(one) for one in element.iterancestors()}
    if above & {"main", "article"} or _SHELL.search(element.get("class") or ""):
        return False
    title = next(element.iter("h1"), None)
    if title is not None and not _has(title, "a") and not _has(element, "nav", "ul", "img", "form", "input"):
        return False  # the page's own title, with nothing of a site around it
    return name == "header" or "cabecera" in words or not _has(element, "h1", "h2")


def _heads_other_news(element: Element) -> bool:
    """Whether a block begins with the heading of what is not the page's own matter."""
    if tag(element) not in _HEADED_TAGS:
        return False
    first = next(iter(element.iter("h1", "h2", "h3", "h4", "h5", "h6", "b", "strong")), None)
    if first is None or not _OTHER_NEWS.match(text_of(first)):
        return False
    return text_of(element).startswith(text_of(first))


def body_of(text: str, *, keep_sides: bool = False) -> Element:
    """The tree of a page without what is certainly none of its matter."""
    tree = parse(_BUTTON_IN_HEADING.sub(r"\1<span>\2</span>", text))
    _break_lines(tree)
    whole = max(1, _size(tree))
    for element in list(tree.iter()):
        if element.getparent() is None or not tag(element):
            continue
        chrome = _is_chrome(element, whole, keep_sides=keep_sides)
        if chrome or (_heads_other_news(element) and _size(element) * 2 < whole):
            drop(element)
    _drop_imprint(tree, whole)
    return tree


def _break_lines(tree: Element) -> None:
    """Put an element for each line break of preformatted text, as other pages print them."""
    for element in [inner for text in tree.iter("pre") for inner in text.iter() if tag(inner)]:
        _breaks_in(element, 0, element.text or "", "text")
        if tag(element) != "pre":
            parent = element.getparent()
            if parent is not None and element.tail:
                _breaks_in(parent, parent.index(element) + 1, element.tail, "tail", element)


def _breaks_in(parent: Element, place: int, text: str, name: str, holder: Element | None = None) -> None:
    first, *lines = text.split("\n")
    if not lines:
        return
    setattr(parent if holder is None else holder, name, first)
    for offset, line in enumerate(lines):
        mark = parent.makeelement("br")
        mark.tail = line
        parent.insert(place + offset, mark)


def drop_bylines(tree: Element) -> None:
    """Take out what says when a page was published, for readers to whom another publication matters."""
    for element in [one for one in tree.iter() if tag(one) and _BYLINE.search(one.get("class") or "")]:
        if element.getparent() is not None and _size(element) < _LONGEST_BYLINE and not _has(element, "h1", "h2"):
            drop(element)


def _drop_imprint(tree: Element, whole: int) -> None:
    """Take the last block of a page out where it is its imprint."""
    element = tree
    while blocks := [child for child in element if tag(child) and text_of(child)]:
        last = blocks[-1]
        imprint = tag(last) in _CLOSING_TAGS and _IMPRINT.search(text_of(last)[-_END_OF_PAGE:])
        if len(blocks) > 1 and imprint and _size(last) * 4 < whole:
            drop(last)
            return
        element = last


def layers_of(tree: Element) -> list[Element]:
    """The blocks that hold most of a page's text, the innermost first, the whole tree last; no page has many."""
    found = [tree]
    element = tree
    while True:
        children = [child for child in element if tag(child)]
        sizes = {child: _size(child) for child in children}
        total = sum(sizes.values())
        best = max(children, key=lambda child: sizes[child], default=None)
        if best is None or tag(best) not in _LAYERED or not total or sizes[best] < total * _DOMINANT:
            break
        if _has_twin(best, children):
            break
        if len(children) > 1 and tag(best) not in _NO_LAYERS:
            found.append(best)
        element = best
    return [*found[:0:-1][: _MOST_LAYERS - 1], tree]


def _has_twin(element: Element, children: list[Element]) -> bool:
    """Whether a block has brothers made the same way: then it is one of many, not the matter of the page."""
    if tag(element) in {"td", "tr", "table"}:
        return tag(element) == "tr" and len(children) > 3
    shape = (tag(element), squeeze(element.get("class") or ""))
    return any(
        (tag(other), squeeze(other.get("class") or "")) == shape and bool(text_of(other))
        for other in children
        if other is not element
    )


def title_of(tree: Element) -> list[str]:
    """What a page is headed by: its headings of the first two ranks, in order."""
    return [text for heading in tree.iter("h1", "h2") if (text := text_of(heading))]
