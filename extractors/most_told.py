"""How much sentences and labels can tell of a page at the very most.

Whoever has read its tables need not read a page again for what cannot tell more than they do. The bounds are far from
what is found, and never below it.
"""

from __future__ import annotations

import sys

from extractors.document import Element, text_of
from extractors.headings import Headings
from extractors.html_lists import ITEMS, sentences_of
from extractors.text_blocks import TextBlocks
from extractors.text_units import INLINE_LABELS, LONGEST_INLINE

# A title, and what a sentence tells without the help of a colon: when it was signed, until when, how long, what about.
_FIELDS_OF_A_SENTENCE = 5
# Texts that head a page are read as no label, and as no value of one.
_HEADS_A_PAGE = frozenset({"h1", "h2"})
_SURELY_LABELS = frozenset({"th", "dt"})
# Within these a text is no label, or one with what else they hold.
_NO_LABELS_IN = frozenset({"a", "nav"}) | INLINE_LABELS


def most_in_lists(page: TextBlocks) -> int:
    """At least the weight of what ``read_lists`` finds: every sentence with all its fields, every colon a label.

    An item of a list counts twice: most of a list being sentences, the others count as such.
    """
    items = sum(2 if element.tag == "li" else 1 for element in page.titles)
    items += sum(2 * len(sentences_of(text, page)) for text in page.texts.values() if "\n" in text)
    items += sum(2 for element in page.holders if element.tag in ITEMS)
    return items * _FIELDS_OF_A_SENTENCE + page.colons


def most_in_labels(page: TextBlocks, headings: Headings, enough: int) -> int:
    """At least the weight of what ``read_labels`` finds; ``sys.maxsize`` where that is not known.

    A block tells what its labels do, and may take its title from a text above them. A label that tells something has a
    piece of text or a colon for itself, and one for its value. Where that much is no more than ``enough``, nobody looks
    which texts are labels.
    """
    if not headings.names_instruments or any(map(_may_be_one_label, page.holders)):
        return sys.maxsize
    pieces, colons = page.pieces, page.colons
    several = sum(number for number in page.branched.values() if number > 1)
    plain = sum(1 for element, text in page.texts.items() if text and page.branched.get(element, 1) == 1)
    loose = pieces - plain - several
    titles = len(page.titles) + several + loose
    for element in page.tree.iter(*_HEADS_A_PAGE):
        if not len(element) and (text := page.texts.get(element, element.text)) and not text.isspace():
            above = list(element.iterancestors())
            if any(one.tag in INLINE_LABELS for one in above):
                continue
            pieces, colons = pieces - 1, colons - text.count(":")
            loose -= element.tag == "h1" and not any(one in page.texts for one in above)
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
        if not text or (element.tag in _HEADS_A_PAGE and not len(element)):
            continue
        if text not in known:
            known[text] = bool(headings.label(text.rstrip(" :")))
        labels += waits and not (known[text] and _is_surely_label(element))
        waits = known[text] and page.branched.get(element, 1) == 1
    return labels + waits


def _may_be_one_label(holder: Element) -> bool:
    """Whether the blocks in an element may be read as one text, that of a label."""
    return holder.tag in INLINE_LABELS and len(text_of(holder)) < LONGEST_INLINE


def _is_surely_label(element: Element) -> bool:
    return (
        element.tag in _SURELY_LABELS
        and not len(element)
        and not any(above.tag in _NO_LABELS_IN for above in element.iterancestors())
    )
