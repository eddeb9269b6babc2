"""The quick ways of folding, squeezing and finding phrases say what their slow definitions say, whatever the text."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from transforms.folding import fold, squeeze
from transforms.phrases import PhrasesIn
from transforms.text import contains_words

# As printed: accents, ligatures, quotes, blanks of every kind, and anything else.
TEXTS = st.text(st.one_of(st.sampled_from("aeiouáéíóúüñÑ ,.;()–“”\u200b\xa0\x00ßﬁſK1o"), st.characters()), max_size=40)
BLANKS = re.compile(r"[\s\u00a0\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
WORDS = st.lists(st.sampled_from("de la ciudad universidad organizacion y".split()), min_size=1, max_size=6)


@settings(max_examples=200)
@given(TEXTS)
def test_a_text_is_folded_letter_by_letter(text: str) -> None:
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    assert fold(text) == " ".join(re.findall("[a-z0-9]+", plain.casefold()))


@settings(max_examples=200)
@given(TEXTS)
def test_every_blank_is_squeezed(text: str) -> None:
    assert squeeze(text) == BLANKS.sub(" ", text.replace("\x00", "")).strip()


@settings(max_examples=200)
@given(st.lists(WORDS, max_size=6), WORDS)
def test_phrases_are_found_as_if_each_were_looked_for(phrases: list[list[str]], words: list[str]) -> None:
    names = sorted({" ".join(phrase) for phrase in phrases}, key=lambda name: (-len(name), name))
    text = " ".join(words)
    held = [(name, name) for name in names if contains_words(text, name)]
    index = PhrasesIn((name, name) for name in names)
    assert index.of(text) == held
    nearest = min(held, key=lambda pair: (f" {text} ".find(f" {pair[0]} "), -len(pair[0])), default=(None, None))
    assert index.first(text) == nearest[0]
