"""The command ``acuerdos`` (design.md section 6). Imports what a command needs only when it runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence

from flows.command_words import parser
from flows.commands.answers import fail
from flows.commands.of_sources import begin_source, sources
from flows.commands.reading import (
    changes,
    open_published,
    query,
    rules,
    snapshots,
    status,
    verify_version,
)
from flows.commands.rebuilding import from_archives, rebuild_one
from flows.commands.working import run_once, serve, work

COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "backfill": from_archives, "changes": changes, "expectations": rules,
    "ingest": from_archives, "new-source": begin_source, "open": open_published,
    "query": query, "rebuild": rebuild_one, "run": run_once, "serve": serve,
    "snapshots": snapshots, "sources": sources, "status": status,
    "verify": verify_version, "worker": work,
}  # fmt: skip


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Never a traceback for what a user or a source did."""
    arguments = parser().parse_args(words)
    try:
        return COMMANDS[arguments.command](arguments)
    except KeyboardInterrupt:
        return fail("interrumpido; lo capturado y lo publicado quedan como estaban", 130)
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
