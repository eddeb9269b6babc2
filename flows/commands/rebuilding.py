"""The commands that make versions from captures kept elsewhere or before."""

from __future__ import annotations

import argparse

from flows.commands.answers import fail, show


def rebuild_one(arguments: argparse.Namespace) -> int:
    """Make a version, or all, again from the captures."""
    from flows.home import Home, HomeProblem
    from flows.rebuild import CannotRebuild, rebuild
    from warehouse.published import NothingPublished, UnknownVersion

    if arguments.all:
        return _rebuild_all(arguments)
    try:
        found = rebuild(Home.at(arguments.home), arguments.version, arguments.into)
    except (NothingPublished, UnknownVersion, CannotRebuild, HomeProblem, OSError) as error:
        return fail(str(error))
    if arguments.json:
        show({"version": arguments.version, "differences": found})
    else:
        print("\n".join(found) if found else f"{arguments.version}: rehecha desde las capturas, igual byte por byte")
    return 1 if found else 0


def _rebuild_all(arguments: argparse.Namespace) -> int:
    from extractors.failures import SourceRecordError
    from flows.disk_faults import told
    from flows.home import Home, HomeProblem
    from flows.rebuild_all import rebuild_all
    from warehouse.store import WarehouseUnreadable

    if arguments.into:
        return fail("rebuild: --into va con una versión y no con --all")
    say = (lambda _: None) if arguments.json else (lambda line: print(line, flush=True))
    try:
        result = rebuild_all(Home.at(arguments.home), sources_path=arguments.sources, say=say)
    except (SourceRecordError, HomeProblem) as error:
        return fail(str(error))
    except (OSError, WarehouseUnreadable) as error:
        return fail(f"no terminó: {told(error)}; lo publicado y el almacén quedan como estaban", 1)
    if arguments.json:
        show(result.as_json())
    return result.exit_code


def from_archives(arguments: argparse.Namespace) -> int:
    """Pages from a file or a web archive, as captures."""
    from extractors.failures import SourceFailure, SourceRecordError
    from flows.backfill import backfill, ingest_page, ingest_warc, source_named
    from flows.clock import BadInstant, clock
    from flows.home import Home, HomeProblem
    from flows.rebuild import CannotRebuild
    from flows.report import show_backfill
    from warehouse.store import WarehouseUnreadable

    say = (lambda _: None) if arguments.json else (lambda line: print(line, flush=True))
    try:
        home, now = Home.at(arguments.home), clock(arguments.now)
        source = source_named(arguments.sources, arguments.source)
        if arguments.command == "backfill":
            found = backfill(home, source, sources_path=arguments.sources, endpoint=arguments.endpoint,
                             first=arguments.first, last=arguments.last, now=now, say=say)  # fmt: skip
        else:
            is_warc = arguments.file.name.lower().endswith((".warc", ".warc.gz"))
            take = ingest_warc if is_warc else ingest_page
            found = take(home, source, arguments.file, sources_path=arguments.sources, now=now, say=say)
    except (SourceRecordError, BadInstant, HomeProblem, CannotRebuild, SourceFailure, OSError) as error:
        return fail(str(error))
    except WarehouseUnreadable as error:
        return fail(f"no terminó: {error}; lo publicado queda como estaba", 1)
    return show_backfill(found, home, show if arguments.json else None)
