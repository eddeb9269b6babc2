"""The commands that read what is published. Each imports only what its answer needs: they must start fast."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import wraps

from flows.commands.answers import fail, show

Answer = Callable[[argparse.Namespace], int]


def of_what_is_published(answer: Answer) -> Answer:
    """The command, which says in one line that there is no such version or that the query is none."""

    @wraps(answer)
    def guarded(arguments: argparse.Namespace) -> int:
        from warehouse.published import BadQuery, NothingPublished, UnknownVersion

        try:
            return answer(arguments)
        except (NothingPublished, UnknownVersion, BadQuery) as error:
            return fail(str(error))

    return guarded


@of_what_is_published
def status(arguments: argparse.Namespace) -> int:
    """The last version, how each source fares, what waits, and the service."""
    from flows.home import Home
    from flows.status import show_status

    return show_status(Home.at(arguments.home), show if arguments.json else None)


@of_what_is_published
def snapshots(arguments: argparse.Namespace) -> int:
    """The published versions."""
    from flows.home import Home
    from flows.report import show_snapshots

    return show_snapshots(Home.at(arguments.home), show if arguments.json else None)


@of_what_is_published
def changes(arguments: argparse.Namespace) -> int:
    """What changed between two versions."""
    from flows.home import Home
    from flows.report import show_changes

    home = Home.at(arguments.home)
    return show_changes(home, arguments.first, arguments.second, show if arguments.json else None)


@of_what_is_published
def query(arguments: argparse.Namespace) -> int:
    """The answer to a query over a version."""
    from flows.home import Home
    from flows.report import show_query

    home = Home.at(arguments.home)
    return show_query(home, arguments.sql, arguments.version, show if arguments.json else None)


def open_published(arguments: argparse.Namespace) -> int:
    """Serve what is published to this machine's browser, until it is stopped."""
    from flows.home import Home
    from flows.open_page import CannotOpen, open_page

    public = Home.at(arguments.home).public
    try:
        return open_page(public, arguments.port, browser=not arguments.no_browser,
                         say=lambda line: print(line, flush=True))  # fmt: skip
    except CannotOpen as error:
        return fail(str(error))


def rules(arguments: argparse.Namespace) -> int:
    """The rules, or thresholds that the published versions suggest."""
    from flows.expectations_command import NothingToSuggestFrom, show_expectations, suggest
    from flows.home import Home

    if not arguments.suggest:
        return (
            fail("expectations: --write va con --suggest")
            if arguments.write
            else show_expectations(show if arguments.json else None)
        )
    try:
        return suggest(Home.at(arguments.home), arguments.write)
    except NothingToSuggestFrom as error:
        return fail(str(error))
    except OSError as error:
        return fail(f"{arguments.write}: no se puede escribir ({error.strerror})")


def verify_version(arguments: argparse.Namespace) -> int:
    """Whether a version is as it was published."""
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
        return fail(str(error))
    if arguments.json:
        show({"version": arguments.version, "problems": problems})
    else:
        print("\n".join(problems) if problems else f"{arguments.version}: completa, sin diferencias")
        print(signature_of(home.public, version_folder(home.public, arguments.version)).line)
    return 1 if problems else 0
