"""A bar of sources where a terminal watches, plain lines where none does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from extractors.source import Source


class Progress:
    """Counts sources as they are done; ``bar`` is rich's progress, or None where plain lines are wanted."""

    def __init__(self, total: int, bar: Any = None, task: Any = None, *, quiet: bool = False) -> None:
        self._total, self._bar, self._task, self._count, self._quiet = total, bar, task, 0, quiet

    def done(self, source: Source) -> None:
        """One more source was looked at."""
        self._count += 1
        if self._bar is not None:
            self._bar.update(self._task, completed=self._count, description=source.id)
        elif not self._quiet and (self._count == self._total or self._count % 10 == 0):
            print(f"  miradas {self._count} de {self._total} fuentes", flush=True)


@contextmanager
def progress(total: int, noun: str, *, quiet: bool) -> Iterator[Progress]:
    """Progress over ``total`` things called ``noun``; ``quiet``: counted and not shown."""
    if quiet or not sys.stdout.isatty():
        yield Progress(total, quiet=quiet)
        return
    from rich.progress import Progress as Bar

    with Bar(transient=True) as bar:
        yield Progress(total, bar, bar.add_task(noun, total=total))
