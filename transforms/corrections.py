"""Corrections as data: each with a reason, and a guard that fails once the source is mended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from transforms.observations import Issue
from transforms.vocabulary import document

FILE = "transforms/vocabulary/corrections.yaml"


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of ``corrections.yaml``."""

    source_id: str
    when: Mapping[str, str]
    expect: Mapping[str, str]
    replacement: Mapping[str, str]
    reason: str

    def names(self, source_id: str, fields: Mapping[str, str]) -> bool:
        """Whether the correction is about this row."""
        return source_id == self.source_id and all(fields.get(name) == text for name, text in self.when.items())


def corrections(entries: Iterable[Mapping[str, Any]] | None = None) -> tuple[Correction, ...]:
    """The corrections of the file, or of the entries given. Raises ``KeyError`` for an entry without a reason."""
    return tuple(
        Correction(entry["source_id"], entry["when"], entry["expect"], entry["set"], entry["reason"])
        for entry in (document("corrections") if entries is None else entries)
    )


@dataclass(slots=True)
class Corrector:
    """Applies corrections to rows as they pass, and tells afterwards which found no row."""

    known: tuple[Correction, ...]
    used: set[int]

    def apply(self, source_id: str, fields: Mapping[str, str]) -> tuple[Mapping[str, str], list[Issue]]:
        """The fields as corrected, and an issue for each correction whose guard no longer holds."""
        issues: list[Issue] = []
        for number, correction in enumerate(self.known):
            if not correction.names(source_id, fields):
                continue
            self.used.add(number)
            stale = {name: fields.get(name, "") for name, text in correction.expect.items() if fields.get(name) != text}
            if stale:
                message = f"La fuente ya no imprime lo que la corrección esperaba ({correction.reason})"
                issues.append(Issue("warning", "correction_stale", message, value=str(stale), remedy=f"revise {FILE}"))
            else:
                fields = {**fields, **correction.replacement}
        return fields, issues

    def unused(self, read_sources: frozenset[str]) -> list[Issue]:
        """An issue for each correction whose source was read and whose row was not there."""
        return [
            Issue("info", "correction_unused", f"Ningún renglón de {c.source_id} pide esta corrección: {c.reason}",
                  value=str(dict(c.when)), remedy=f"bórrela de {FILE}")
            for number, c in enumerate(self.known)
            if number not in self.used and c.source_id in read_sources
        ]  # fmt: skip


@cache
def _of_the_file() -> tuple[Correction, ...]:
    return corrections()


def corrector() -> Corrector:
    """A corrector with the corrections of the file."""
    return Corrector(_of_the_file(), set())
