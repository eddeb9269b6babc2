"""Under which headings of its page an element stands."""

from __future__ import annotations

from extractors.document import HEADINGS, Element, squeeze, tag, text_of
from extractors.observation import PARTING

_RANKS = {"h2": 0, "h3": 1, "h4": 2, "h5": 3, "h6": 4}
_BELOW_ALL = len(_RANKS)
_BOLD = ("strong", "b")
_LONGEST_BOLD_LINE = 100
_Open = tuple[tuple[int, str], ...]


class Sections:
    """The headings (h2 to h6, caption, legend, bold line) over the elements of one page.

    Each parent's children are walked once, however many of them are asked for: pages hold thousands of paragraphs.
    """

    def __init__(self) -> None:
        self._open: dict[Element, dict[Element, _Open]] = {}

    def over(self, element: Element) -> str:
        """Texts of the headings an element stands under, outermost first, joined by ``PARTING``; or empty."""
        return PARTING.join(text for _, text in self._open_at(element) if text)

    def _open_at(self, element: Element) -> _Open:
        """Headings still open where an element begins: each of a lower rank than the one before it."""
        path = [element]
        while (parent := path[-1].getparent()) is not None and tag(path[-1]) not in {"body", "html"}:
            path.append(parent)
        found: _Open = ()
        for parent, child in zip(path[:0:-1], path[-2::-1], strict=True):
            if parent not in self._open:
                self._open[parent] = _open_at_children(parent, found)
            found = self._open[parent][child]
        return found


def _open_at_children(parent: Element, found: _Open) -> dict[Element, _Open]:
    marked = _with_headings(parent)
    if not marked:
        return dict.fromkeys(parent, found)
    known: dict[Element, _Open] = {}
    for child in parent:
        known[child] = found
        for heading in _headings_in(child) if child in marked else ():
            rank = _RANKS.get(tag(heading), _BELOW_ALL)
            found = (*(outer for outer in found if outer[0] < rank), (rank, text_of(heading)))
    return known


def _with_headings(parent: Element) -> set[Element]:
    """The children that are or hold a heading, or something bold."""
    marked: set[Element] = set()
    for element in parent.iter(*HEADINGS, *_BOLD):
        child, above = element, element.getparent()
        while above is not None and above is not parent and child not in marked:
            child, above = above, above.getparent()
        if above is parent:
            marked.add(child)
    return marked


def _headings_in(element: Element) -> list[Element]:
    """Headings of an element in reading order: itself, those inside it, or itself as a bold line."""
    return list(element.iter(*HEADINGS)) or ([element] if _is_bold_line(element) else [])


def _is_bold_line(element: Element) -> bool:
    """Whether a paragraph is all bold: a heading by another name."""
    if tag(element) not in {"p", "div", "strong", "b"}:
        return False
    whole = text_of(element)
    if not whole or len(whole) > _LONGEST_BOLD_LINE:
        return False
    bold = " ".join(text_of(child) for child in element.iter(*_BOLD))
    return bool(bold) and squeeze(bold) == whole
