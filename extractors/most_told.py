"""How much sentences and labels can tell of a page at the very most.

Whoever has read its tables need not read a page again for what cannot tell more than they do. The bounds are far from
what is found, and never below it.
"""

from __future__ import annotations

from extractors.document import Element
from extractors.headings import Headings
from extractors.html_lists import ITEMS, sentences_of
from extractors.text_blocks import TextBlocks

# A title, and what a sentence tells without the help of a colon: when it was signed, until when, how long, what about.
_FIELDS_OF_A_SENTENCE = 5
# Texts that head a page are read as no label, and as no value of one.
_HEADS_A_PAGE = frozenset({"h1", "h2"})
_SURELY_LABELS = frozenset({"th", "dt"})
_NO_LABELS_IN = frozenset({"a", "nav"})


def most_in_lists(page: TextBlocks) -> int:
    """At least the weight of what ``read_lists`` finds: every sentence with all its fields, every colon a label.

    An item of a list counts twice: most of a list being sentences, the others count as such.
    """
    items = sum(2 if element.tag == "li" else 1 for element in page.titles)
    items += sum(2 * len(sentences_of(text, page)) for text in page.texts.values() if "\n" in text)
    items += sum(2 for element in page.holders if element.tag in ITEMS)
    return items * _FIELDS_OF_A_SENTENCE + page.colons


def most_in_labels(page: TextBlocks, headings: Headings, enough: int) -> int:
    """At least the weight of what ``read_labels`` finds on a page of agreements.

    A block tells what its labels do, and may take its title from a text above them. A label that tells something has a
    piece of text or a colon for itself, and one for its value. Where that much is no more than ``enough``, nobody looks
    which texts are labels.
    """
    pieces, colons = page.pieces, page.colons
    several = sum(number for number in page.branched.values() if number > 1)
    plain = sum(1 for element, text in page.texts.items() if text and page.branched.get(element, 1) == 1)
    loose = pieces - plain - several
    titles = len(page.titles) + several + loose
    for element in page.tree.iter(*_HEADS_A_PAGE):
        if not len(element) and (text := element.text) and not text.isspace():
            pieces, colons = pieces - 1, colons - text.count(":")
            loose -= element.tag == "h1" and not any(above in page.texts for above in element.iterancestors())
    most = pieces // 2 + colons + titles
    if most <= enough:
        return most
    labels = _labels_with_values(page, headings) + several + 2 * loose + colons
    return min(most, labels + min(labels, titles))


def _labels_with_values(page: TextBlocks, headings: Headings) -> int:
    """How many leaves of one piece of text are labels, those left out behind which another label stands."""
    known: dict[str, bool] = {"": False}
    labels = 0
    waits = False
    for element, text in page.texts.items():
        if not text or element.tag in _HEADS_A_PAGE:
            continue
        if text not in known:
            known[text] = bool(headings.label(text.rstrip(" :")))
        labels += waits and not (known[text] and _is_surely_label(element))
        waits = known[text] and page.branched.get(element, 1) == 1
    return labels + waits


def _is_surely_label(element: Element) -> bool:
    return (
        element.tag in _SURELY_LABELS
        and not len(element)
        and not any(above.tag in _NO_LABELS_IN for above in element.iterancestors())
    )
