"""The kind of instrument by its name (``Convenio específico de cooperación`` -> specific_cooperation)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from transforms.folding import fold
from transforms.vocabulary import document

OTHER = "other"


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    needed: tuple[str, ...]
    barred: tuple[str, ...]
    first: tuple[str, ...]


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(rule["type"], tuple(rule.get("all", ())), tuple(rule.get("none", ())), tuple(rule.get("first", ())))
        for rule in document("instruments")
    )


def _holds(folded: str, stem: str) -> bool:
    padded = f" {folded} "
    return f" {stem[:-1]}" in padded if stem.endswith("*") else f" {stem} " in padded


@lru_cache(maxsize=50_000)
def instrument_type(name: str) -> str:
    """Kind of the instrument that the name (a column's value, or a title up to its parties) tells; else empty."""
    folded = fold(name)
    first = folded.split(" ", 1)[0]
    for rule in _rules():
        if rule.first and first not in rule.first:
            continue
        if all(_holds(folded, stem) for stem in rule.needed) and not any(_holds(folded, stem) for stem in rule.barred):
            return rule.kind
    return ""


def names_instrument(text: str) -> bool:
    """Whether a text begins like the name of an instrument (a title does, a party's name does not)."""
    return bool(instrument_type(" ".join(fold(text).split()[:8])))
