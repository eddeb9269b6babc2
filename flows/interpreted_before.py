"""What the rows of a page meant when they were last interpreted, so that only what changed is interpreted again.

A page's rows always mean the same to the same code, but for the day on which an agreement ends. So what they meant is
kept under the digest of the rows and of the code; nothing that is kept can be out of date, and what is damaged, foreign
or missing is interpreted anew. It may be thrown away at any time.
"""

from __future__ import annotations

import hashlib
import io
import json
import pickle
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from flows.fingerprint import code_digest
from transforms.interpretation import Interpreted
from transforms.validity import last_day

Kept = tuple[str, str, list[Interpreted]]
_SUFFIX = ".rows"
_DIGEST = 32
_NEVER = "9999"
# Whatever else a file names is refused: a pickle of somebody else's could call anything.
_OURS = frozenset({
    ("transforms.interpretation", "Interpreted"), ("transforms.observations", "Issue"),
    ("transforms.observations", "Reading"), ("extractors.observation", "Observation"), ("builtins", "frozenset"),
})  # fmt: skip


class InterpretedBefore:
    """What is kept in a folder, as it holds on a day."""

    def __init__(self, folder: Path, today: str) -> None:
        self._folder = folder
        self._today = today
        self._used: set[str] = set()

    def known(self, rows: Sequence[Mapping[str, Any]]) -> list[Interpreted] | None:
        """What these rows of the store mean; None where that is not known of today."""
        name = _name(rows)
        try:
            content = (self._folder / name).read_bytes()
            if hashlib.sha256(content[_DIGEST:]).digest() != content[:_DIGEST]:
                return None
            kept: Kept = _Ours(io.BytesIO(content[_DIGEST:])).load()
            since, until, found = kept
            if not since <= self._today <= until:
                return None
        except (OSError, pickle.UnpicklingError, AttributeError, ValueError, TypeError, LookupError, EOFError):
            return None
        self._used.add(name)
        return found

    def keep(self, rows: Sequence[Mapping[str, Any]], found: list[Interpreted]) -> None:
        """Keep what these rows mean, before anything is joined with them."""
        kept: Kept = (self._today, min(self._ends(found), default=_NEVER), found)
        content = pickle.dumps(kept, protocol=pickle.HIGHEST_PROTOCOL)
        name = _name(rows)
        self._used.add(name)
        with suppress(OSError):  # a run that has no room for this says so of what it must write
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / name).write_bytes(hashlib.sha256(content).digest() + content)

    def _ends(self, found: Sequence[Interpreted]) -> Iterator[str]:
        """The days from today on after which an agreement has ended."""
        for one in found:
            for reading in one.readings:
                end = str((reading.record or {}).get("expires_on") or "")
                if end and last_day(end) >= self._today:
                    yield last_day(end)

    def forget_the_rest(self) -> None:
        """Remove what no page of today's used."""
        for file in self._folder.glob(f"*{_SUFFIX}"):
            if file.name not in self._used:
                with suppress(OSError):
                    file.unlink()


class _Ours(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _OURS:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)


def _name(rows: Sequence[Mapping[str, Any]]) -> str:
    text = json.dumps([list(row.values()) for row in rows], ensure_ascii=False)
    return hashlib.sha256(f"{code_digest()}\0{text}".encode()).hexdigest() + _SUFFIX
