"""The ten areas of cooperation, from a column of areas or from the words of title and objective."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from transforms.folding import fold
from transforms.text import any_of
from transforms.vocabulary import document

_ITEM = re.compile(r"\s*(?:[;|•·\n/]|,|\.\s|\s-\s)\s*")


@cache
def _vocabulary() -> tuple[dict[str, re.Pattern[str]], re.Pattern[str], re.Pattern[str]]:
    data = document("topics")
    topics = {topic: any_of(words) for topic, words in data["topics"].items()}
    return topics, any_of(data["not"]), any_of(data["known_others"])


@lru_cache(maxsize=50_000)
def topics_in(text: str) -> tuple[str, ...]:
    """Codes of the areas that the words of a text name, in the vocabulary's order."""
    topics, misleading, _ = _vocabulary()
    folded = misleading.sub(" ", fold(text))
    return tuple(topic for topic, pattern in topics.items() if pattern.search(folded))


@lru_cache(maxsize=50_000)
def unknown_areas(text: str) -> tuple[str, ...]:
    """Items of a printed list of areas in which no word is known, to be reported and taught."""
    _, _, others = _vocabulary()
    items = (item.strip(" .") for item in _ITEM.split(text))
    return tuple(item for item in items if fold(item) and not topics_in(item) and not others.search(fold(item)))
