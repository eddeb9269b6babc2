"""The innermost blocks of a page and their texts, found once for the readers of tables, of sentences and of labels."""

from __future__ import annotations

from functools import cached_property

from lxml import etree

from extractors.document import HEADINGS, Element, lines_and_pieces, lines_of
from extractors.sentences import SHORTEST, begins_as_title

BLOCKS = frozenset(
    {"p", "li", "div", "td", "th", "dd", "dt", "ul", "ol", "table", "section", "article", "blockquote", "pre", "center",
     "tr", "tbody", "dl", "main", "header", "footer", "nav", "aside", "form", "body", "html", "figure", *HEADINGS}
)  # fmt: skip


class TextBlocks:
    """The blocks of a page in reading order.

    ``texts``: the lines of each leaf, a block that holds no other; ``branched``: of the leaves with elements inside,
    how many pieces of text they print; ``holders``: elements that have blocks inside.
    """

    def __init__(self, tree: Element) -> None:
        self.tree = tree
        self.elements: list[Element] = list(tree.iter())
        self.names = [element.tag for element in self.elements]
        self.holders = self._holders()
        self.branched: dict[Element, int] = {}
        self.texts = self._texts()
        self._begins: dict[str, bool] = {}

    def _holders(self) -> set[Element]:
        found = {
            parent
            for element, name in zip(self.elements, self.names, strict=True)
            if name in BLOCKS and (parent := element.getparent()) is not None
        }
        for holder in list(found):
            above = holder.getparent()
            while above is not None and above not in found:
                found.add(above)
                above = above.getparent()
        return found

    def _texts(self) -> dict[Element, str]:
        texts: dict[Element, str] = {}
        known: dict[str | None, str] = {None: ""}
        for element, name in zip(self.elements, self.names, strict=True):
            if name not in BLOCKS or element in self.holders:
                continue
            if len(element):
                texts[element], self.branched[element] = lines_and_pieces(element)
                continue
            raw = element.text
            text = known.get(raw)
            texts[element] = known.setdefault(raw, lines_of(element)) if text is None else text
        return texts

    def begins_as_title(self, text: str) -> bool:
        """Whether a text of this page begins as the title of an instrument does, after its number."""
        found = self._begins.get(text)
        if found is None:
            found = self._begins[text] = begins_as_title(text)
        return found

    @cached_property
    def titles(self) -> list[Element]:
        """The leaves that begin as the title of an instrument does."""
        return [element for element, text in self.texts.items() if len(text) >= SHORTEST and self.begins_as_title(text)]

    @cached_property
    def colons(self) -> int:
        """How many colons the page prints."""
        return etree.tostring(self.tree, method="text", encoding="unicode").count(":")

    @cached_property
    def pieces(self) -> int:
        """How many pieces of text the page prints, those that are blank left out."""
        found = [tail for element in self.elements if (tail := element.tail)]
        found += [
            text
            for element in self.elements
            if (element not in self.texts or element in self.branched) and (text := element.text)
        ]
        plain = sum(1 for element, text in self.texts.items() if text and element not in self.branched)
        return plain + len(found) - sum(map(str.isspace, found))
