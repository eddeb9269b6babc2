"""The commands that do the work: once, as a service, as a worker."""

from __future__ import annotations

import argparse
import os
import sys

from flows.commands.answers import fail, show

NOTHING_PUBLISHED = 4


def run_once(arguments: argparse.Namespace) -> int:
    """Look, and refresh if anything changed."""
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
        return fail(f"{error}; aquí quedó publicado", 1)
    except (SourceRecordError, BadInstant, HomeProblem) as error:
        return fail(str(error))
    except MetadataInvalid as error:
        return fail(f"nada se publicó: {error}", NOTHING_PUBLISHED)
    except (OSError, WarehouseUnreadable) as error:
        return fail(f"la corrida no terminó: {told(error, home.folder)}; lo publicado queda como estaba", 1)
    if arguments.json:
        show(report.as_json())
    else:
        show_run(report, home)
    return report.exit_code


def serve(arguments: argparse.Namespace) -> int:
    """The unattended service, until it is stopped."""
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
        return fail(str(error))
    except (CannotServe, ServerSilent, OSError) as error:
        return fail(str(error), 1)
    return 0


def work(arguments: argparse.Namespace) -> int:
    """Become a worker of a server elsewhere."""
    from flows.home import Home
    from flows.prefect_settings import service_environment

    url = os.environ.get("PREFECT_API_URL")
    if not url:
        return fail("worker: diga el servidor en PREFECT_API_URL, por ejemplo http://127.0.0.1:4200/api")
    words = [sys.executable, "-m", "flows.service.worker_process", *filter(None, [arguments.name])]
    return os.execve(sys.executable, words, service_environment(Home.at(arguments.home), url))  # noqa: S606  (us)
