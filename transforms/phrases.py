"""Which phrases of a vocabulary a folded text holds: by their first word, so that few are looked for in any text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic, TypeVar

from transforms.text import contains_words

Meaning = TypeVar("Meaning")


class PhrasesIn(Generic[Meaning]):
    """Phrases of folded words, each with a meaning, in an order of preference."""

    def __init__(self, phrases: Iterable[tuple[str, Meaning]]) -> None:
        """``phrases``: the most telling first."""
        self._by_first_word: dict[str, list[tuple[int, str, Meaning]]] = defaultdict(list)
        for rank, (phrase, meaning) in enumerate(phrases):
            self._by_first_word[phrase.partition(" ")[0]].append((rank, phrase, meaning))

    def of(self, folded: str) -> list[tuple[str, Meaning]]:
        """Every phrase that the text holds as whole words, with its meaning, in the order of preference."""
        found = [
            (rank, phrase, meaning)
            for word in set(folded.split())
            for rank, phrase, meaning in self._by_first_word.get(word, ())
            if phrase == word or contains_words(folded, phrase)
        ]
        return [(phrase, meaning) for _, phrase, meaning in sorted(found, key=lambda one: one[0])]

    def first(self, folded: str) -> Meaning | None:
        """Meaning of the phrase that begins nearest the beginning of the text, of several there the preferred one."""
        words = folded.split()
        for place, word in enumerate(words):
            for _, phrase, meaning in self._by_first_word.get(word, ()):
                parts = phrase.split()
                if words[place : place + len(parts)] == parts:
                    return meaning
        return None
