"""Importing a library without what it brings along and nobody here uses.

Great Expectations reads data out of databases and clouds, and draws charts of distributions; the gate lays small data
frames before it. Its connectors are optional to it: where their libraries are not installed it goes on without. So to
it, and while it is imported, they are not installed; what it cannot do without is imported when it is first used.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType


@contextmanager
def lean_imports(*, absent: Collection[str], late: Collection[str]) -> Iterator[None]:
    """For what this thread imports meanwhile, ``absent`` modules are not installed and ``late`` ones load on first use.

    Other threads import them as ever, and so does this one afterwards. A module that is loaded already stays as it is.
    """
    finder = _LeanFinder(frozenset(absent), frozenset(late))
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


class _LeanFinder:
    """Asked before any other where a module is; knows only the named ones, and only for the thread that made it."""

    def __init__(self, absent: frozenset[str], late: frozenset[str]) -> None:
        self._absent, self._late = absent, late
        self._thread = threading.get_ident()

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if threading.get_ident() != self._thread:
            return None
        if name in self._absent:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        found = PathFinder.find_spec(name, path, target) if name in self._late else None
        if found is not None and found.loader is not None:
            found.loader = LazyLoader(found.loader)
        return found
