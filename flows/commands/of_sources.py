"""The commands about source records."""

from __future__ import annotations

import argparse

from flows.command_words import USAGE
from flows.commands.answers import fail, show


def sources(arguments: argparse.Namespace) -> int:
    """The source records, listed or checked."""
    if arguments.check or arguments.write:
        return _check_sources(arguments)
    from flows.report import show_sources

    return show_sources(arguments.sources, as_json=show if arguments.json else None)


def _check_sources(arguments: argparse.Namespace) -> int:
    from extractors.catalogue import load_sources
    from extractors.failures import SourceRecordError
    from flows.source_coverage import as_markdown, coverage, show_coverage

    if not arguments.check:
        return fail("sources: --write va con --check")
    try:
        sources = load_sources(arguments.sources)
        found = coverage(sources)
        if arguments.write:
            arguments.write.write_text(as_markdown(found), encoding="utf-8")
    except SourceRecordError as error:
        if not arguments.json:
            return fail(str(error))
        show({"ok": False, "error": str(error)})
        return USAGE
    except OSError as error:
        return fail(f"{arguments.write}: no se puede escribir ({error.strerror})")
    if arguments.json:
        show({"ok": True, "sources": [source.described() for source in sources], **found.as_json()})
    else:
        show_coverage(found)
        print(f"{len(sources)} registros de fuentes, todos bien")
    return 0


def begin_source(arguments: argparse.Namespace) -> int:
    """Begin a record for an address."""
    from extractors.failures import SourceFailure, SourceRecordError
    from flows.clock import BadInstant, clock
    from flows.home import Home
    from flows.new_source import Wish, WrongWish, new_source, show_new_source

    wish = Wish(arguments.url, arguments.id, arguments.dataset, arguments.state, arguments.evidence,
                arguments.saved, arguments.into)  # fmt: skip
    try:
        made = new_source(Home.at(arguments.home), wish, clock(arguments.now))
    except (WrongWish, SourceRecordError, BadInstant) as error:
        return fail(str(error))
    except (SourceFailure, OSError) as error:
        return fail(f"nada se escribió: {error}", 1)
    if arguments.json:
        show(made.as_json())
    else:
        show_new_source(made)
    return 0
