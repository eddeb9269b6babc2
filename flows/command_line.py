"""The command ``acuerdos`` (design.md section 6). Imports what a command needs only when it runs."""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flows.command_words import USAGE, parser

NOTHING_PUBLISHED = 4


def _fail(line: str, code: int = USAGE) -> int:
    print(f"acuerdos: {' '.join(line.split())}", file=sys.stderr)
    return code


def _finite(value: Any) -> Any:
    """JSON has no NaN and no infinity: they are null."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {name: _finite(inner) for name, inner in value.items()}
    return [_finite(inner) for inner in value] if isinstance(value, list | tuple) else value


def _show(answer: object) -> None:
    print(json.dumps(_finite(answer), ensure_ascii=False, indent=1, default=str, allow_nan=False))


def _run(arguments: argparse.Namespace) -> int:
    from extractors.failures import SourceRecordError
    from flows.clock import BadInstant, clock
    from flows.disk_faults import told
    from flows.home import Home, HomeProblem
    from flows.report import show_run
    from flows.run import run
    from warehouse.metadata.invalid import MetadataInvalid
    from warehouse.mirror import MirrorFailed, mirror
    from warehouse.store import WarehouseUnreadable

    try:
        home = Home.at(arguments.home)
        say = (lambda _: None) if arguments.json else (lambda line: print(line, flush=True))
        report = run(home, sources_path=arguments.sources, now=clock(arguments.now), plain=arguments.plain,
                     live=arguments.live, say=say, quiet=arguments.json, runner=arguments.runner)  # fmt: skip
        if arguments.publish_to and report.latest:
            mirror(home.public, arguments.publish_to)
    except MirrorFailed as error:
        return _fail(f"{error}; aquí quedó publicado", 1)
    except (SourceRecordError, BadInstant, HomeProblem) as error:
        return _fail(str(error))
    except MetadataInvalid as error:
        return _fail(f"nada se publicó: {error}", NOTHING_PUBLISHED)
    except (OSError, WarehouseUnreadable) as error:
        return _fail(f"la corrida no terminó: {told(error, home.folder)}; lo publicado queda como estaba", 1)
    if arguments.json:
        _show(report.as_json())
    else:
        show_run(report, home)
    return report.exit_code


def _serve(arguments: argparse.Namespace) -> int:
    from extractors.failures import SourceRecordError
    from flows.home import Home, HomeProblem
    from flows.service.notifications import BadTarget, targets_of
    from flows.service.prefect_api import ServerSilent
    from flows.service.supervisor import CannotServe, Supervisor, Wanted

    try:
        targets = targets_of(arguments.notify, os.environ.get("ACUERDOS_NOTIFY", ""))
        wanted = Wanted(
            Home.at(arguments.home), arguments.sources, arguments.host, arguments.port, arguments.workers,
            arguments.runner, arguments.publish_to, targets, os.environ.get("PREFECT_API_URL"),
        )  # fmt: skip
        Supervisor(wanted, lambda line: print(line, flush=True)).run()
    except (BadTarget, SourceRecordError, HomeProblem) as error:
        return _fail(str(error))
    except (CannotServe, ServerSilent, OSError) as error:
        return _fail(str(error), 1)
    return 0


def _open(arguments: argparse.Namespace) -> int:
    from flows.home import Home
    from flows.open_page import CannotOpen, open_page

    public = Home.at(arguments.home).public
    try:
        return open_page(public, arguments.port, browser=not arguments.no_browser,
                         say=lambda line: print(line, flush=True))  # fmt: skip
    except CannotOpen as error:
        return _fail(str(error))


def _work(arguments: argparse.Namespace) -> int:
    from flows.home import Home
    from flows.prefect_settings import service_environment

    url = os.environ.get("PREFECT_API_URL")
    if not url:
        return _fail("worker: diga el servidor en PREFECT_API_URL, por ejemplo http://127.0.0.1:4200/api")
    words = [sys.executable, "-m", "flows.service.worker_process", *filter(None, [arguments.name])]
    return os.execve(sys.executable, words, service_environment(Home.at(arguments.home), url))  # noqa: S606  (us)


def _read(arguments: argparse.Namespace) -> int:
    from flows.home import Home
    from flows.report import show_changes, show_query, show_snapshots, show_sources
    from flows.status import show_status
    from warehouse.published import BadQuery, NothingPublished, UnknownVersion

    home = Home.at(arguments.home)
    as_json = _show if arguments.json else None
    try:
        if arguments.command == "status":
            return show_status(home, as_json)
        if arguments.command == "snapshots":
            return show_snapshots(home, as_json)
        if arguments.command == "sources":
            return show_sources(arguments.sources, as_json=as_json)
        if arguments.command == "changes":
            return show_changes(home, arguments.first, arguments.second, as_json)
        return show_query(home, arguments.sql, arguments.version, as_json)
    except (NothingPublished, UnknownVersion, BadQuery) as error:
        return _fail(str(error))


def _sources(arguments: argparse.Namespace) -> int:
    return _check_sources(arguments) if arguments.check or arguments.write else _read(arguments)


def _check_sources(arguments: argparse.Namespace) -> int:
    from extractors.catalogue import load_sources
    from extractors.failures import SourceRecordError
    from flows.source_coverage import as_markdown, coverage, show_coverage

    if not arguments.check:
        return _fail("sources: --write va con --check")
    try:
        sources = load_sources(arguments.sources)
        found = coverage(sources)
        if arguments.write:
            arguments.write.write_text(as_markdown(found), encoding="utf-8")
    except SourceRecordError as error:
        if not arguments.json:
            return _fail(str(error))
        _show({"ok": False, "error": str(error)})
        return USAGE
    except OSError as error:
        return _fail(f"{arguments.write}: no se puede escribir ({error.strerror})")
    if arguments.json:
        _show({"ok": True, "sources": [source.described() for source in sources], **found.as_json()})
    else:
        show_coverage(found)
        print(f"{len(sources)} registros de fuentes, todos bien")
    return 0


def _new_source(arguments: argparse.Namespace) -> int:
    from extractors.failures import SourceFailure, SourceRecordError
    from flows.clock import BadInstant, clock
    from flows.home import Home
    from flows.new_source import Wish, WrongWish, new_source, show_new_source

    wish = Wish(arguments.url, arguments.id, arguments.dataset, arguments.state, arguments.evidence,
                arguments.saved, arguments.into)  # fmt: skip
    try:
        made = new_source(Home.at(arguments.home), wish, clock(arguments.now))
    except (WrongWish, SourceRecordError, BadInstant) as error:
        return _fail(str(error))
    except (SourceFailure, OSError) as error:
        return _fail(f"nada se escribió: {error}", 1)
    if arguments.json:
        _show(made.as_json())
    else:
        show_new_source(made)
    return 0


def _expectations(arguments: argparse.Namespace) -> int:
    from flows.expectations_command import NothingToSuggestFrom, show_expectations, suggest
    from flows.home import Home

    if not arguments.suggest:
        return (
            _fail("expectations: --write va con --suggest")
            if arguments.write
            else show_expectations(_show if arguments.json else None)
        )
    try:
        return suggest(Home.at(arguments.home), arguments.write)
    except NothingToSuggestFrom as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{arguments.write}: no se puede escribir ({error.strerror})")


def _verify(arguments: argparse.Namespace) -> int:
    from flows.home import Home
    from warehouse.published import NothingPublished, UnknownVersion, verify, version_folder
    from warehouse.signing import signature_of

    home = Home.at(arguments.home)
    try:
        problems = verify(home.public, arguments.version)
        if not arguments.public_only:
            from flows.proof import archive_problems

            problems += archive_problems(home.captures, home.public, arguments.version)
    except (NothingPublished, UnknownVersion) as error:
        return _fail(str(error))
    if arguments.json:
        _show({"version": arguments.version, "problems": problems})
    else:
        print("\n".join(problems) if problems else f"{arguments.version}: completa, sin diferencias")
        print(signature_of(home.public, version_folder(home.public, arguments.version)).line)
    return 1 if problems else 0


def _rebuild(arguments: argparse.Namespace) -> int:
    from flows.home import Home, HomeProblem
    from flows.rebuild import CannotRebuild, rebuild
    from warehouse.published import NothingPublished, UnknownVersion

    if arguments.all:
        return _rebuild_all(arguments)
    try:
        found = rebuild(Home.at(arguments.home), arguments.version, arguments.into)
    except (NothingPublished, UnknownVersion, CannotRebuild, HomeProblem, OSError) as error:
        return _fail(str(error))
    if arguments.json:
        _show({"version": arguments.version, "differences": found})
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
        return _fail("rebuild: --into va con una versión y no con --all")
    say = (lambda _: None) if arguments.json else (lambda line: print(line, flush=True))
    try:
        result = rebuild_all(Home.at(arguments.home), sources_path=arguments.sources, say=say)
    except (SourceRecordError, HomeProblem) as error:
        return _fail(str(error))
    except (OSError, WarehouseUnreadable) as error:
        return _fail(f"no terminó: {told(error)}; lo publicado y el almacén quedan como estaban", 1)
    if arguments.json:
        _show(result.as_json())
    return result.exit_code


def _from_archives(arguments: argparse.Namespace) -> int:
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
        return _fail(str(error))
    except WarehouseUnreadable as error:
        return _fail(f"no terminó: {error}; lo publicado queda como estaba", 1)
    return show_backfill(found, home, _show if arguments.json else None)


COMMANDS: Mapping[str, Callable[[argparse.Namespace], int]] = {
    "backfill": _from_archives, "expectations": _expectations, "ingest": _from_archives, "new-source": _new_source,
    "open": _open, "rebuild": _rebuild, "run": _run, "serve": _serve, "sources": _sources, "verify": _verify,
    "worker": _work,
}  # fmt: skip


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Never a traceback for what a user or a source did."""
    arguments = parser().parse_args(words)
    try:
        return COMMANDS.get(arguments.command, _read)(arguments)
    except KeyboardInterrupt:
        return _fail("interrumpido; lo capturado y lo publicado quedan como estaban", 130)
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
