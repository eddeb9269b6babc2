"""The command ``acuerdos`` (design.md section 6). Imports what a command needs only when it runs."""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

USAGE = 2


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is; exit with 2."""
        self.exit(USAGE, f"acuerdos: {message}; vea {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="acuerdos",
        description="Datos abiertos y con historia de los acuerdos interinstitucionales de los estados y municipios de "
        "México y de sus oficinas de atención a migrantes.",
        epilog="Códigos de salida: 0 publicado, o nada nuevo; 3 alguna fuente se conserva en sus últimos datos buenos; "
        "4 nada se publicó porque la compuerta no pasó; 2 mal uso.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="orden")

    def command(name: str, help_text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=help_text, description=help_text)
        one.add_argument("--home", metavar="DIR", help="carpeta de todo (o ACUERDOS_HOME; por omisión ./data)")
        one.add_argument("--json", action="store_true", help="responder en JSON")
        return one

    run = command("run", "Mirar las fuentes y, si algo cambió, publicar una versión: el trabajo principal.")
    run.add_argument(
        "--sources", metavar="RUTA", type=Path, help="un YAML de fuentes, o una carpeta, en vez de las incluidas"
    )
    run.add_argument("--now", metavar="ISO", help="fijar el reloj, para repetir una corrida")
    run.add_argument("--plain", action="store_true", help="sin Prefect")
    run.add_argument("--live", action="store_true", help="intentar también las fuentes bloqueadas")
    _add_runner(run)
    _add_publish_to(run)
    _add_service_commands(command)
    command("status", "Última versión; cada fuente con su última mirada, cambio y próxima mirada; cola y servicio.")
    command("snapshots", "Las versiones publicadas.")
    sources = command("sources", "Las fuentes y su estado.")
    sources.add_argument("--check", action="store_true", help="revisar los registros y salir con 2 si alguno está mal")
    sources.add_argument(
        "--sources", metavar="RUTA", type=Path, help="los de este YAML o carpeta, en vez de los incluidos"
    )
    query = command(
        "query",
        "Una consulta SQL de solo lectura sobre una versión publicada; lo que se sabía un día: "
        "\"FROM agreements_as_of('2026-01-31')\" y \"FROM counts_as_of('2026-01-31')\".",
    )
    query.add_argument("sql", help='por ejemplo "SELECT state, count(*) FROM agreements GROUP BY 1"')
    query.add_argument("--version", metavar="V", help="otra versión que la última")
    changes = command(
        "changes",
        "Qué cambió entre dos versiones, también lejanas: el estado de una frente al de la otra. Lo que apareció y "
        "se retiró entre ellas está en la segunda como retirado y cuenta como nuevo.",
    )
    changes.add_argument("first", metavar="A", help="versión anterior")
    changes.add_argument("second", metavar="B", help="versión posterior")
    verify = command(
        "verify",
        "Comprobar una versión publicada: sumas, contenido, y cada captura que cita, leída otra vez del archivo.",
    )
    verify.add_argument("version", metavar="VERSIÓN")
    verify.add_argument("--public-only", action="store_true", help="solo lo publicado, sin el archivo de capturas")
    _add_archive_commands(command)
    return parser


def _add_runner(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--runner", choices=("threads", "dask", "workers"), default="threads",
        help="quién reparte el trabajo en Prefect: hilos, Dask (DASK_SCHEDULER_ADDRESS o uno propio) o los "
        "trabajadores del servicio; el resultado es el mismo",
    )  # fmt: skip


def _add_publish_to(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--publish-to", metavar="URL", default=os.environ.get("ACUERDOS_PUBLISH_TO"),
        help="copiar lo publicado a file:///..., s3://... u otro destino de fsspec (o ACUERDOS_PUBLISH_TO)",
    )  # fmt: skip


def _add_service_commands(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The unattended service, and more hands for it."""
    serve = command(
        "serve",
        "El servicio desatendido: mira cada fuente a su tiempo y publica por sí solo. Con PREFECT_API_URL usa aquel "
        "servidor; si no, arranca el suyo.",
    )
    serve.add_argument(
        "--sources", metavar="RUTA", type=Path, help="un YAML de fuentes, o una carpeta, en vez de las incluidas"
    )
    serve.add_argument("--host", default="127.0.0.1", help="dirección del servidor propio (por omisión 127.0.0.1)")
    serve.add_argument("--port", metavar="N", type=int, default=4200, help="puerto del servidor propio (4200)")
    serve.add_argument("--workers", metavar="N", type=int, default=1, help="procesos que toman trabajo (1)")
    serve.add_argument(
        "--notify", metavar="DESTINO", action="append", default=[],
        help="avisar de problemas: https://..., slack:https://... o mailtos://usuario:clave@servidor?to=... "
        "(se repite; o ACUERDOS_NOTIFY, separados por espacios)",
    )  # fmt: skip
    _add_runner(serve)
    _add_publish_to(serve)
    worker = command("worker", "Un trabajador más para el servidor de PREFECT_API_URL, sobre la misma carpeta.")
    worker.add_argument("--name", default="", help="su nombre (por omisión uno con su número de proceso)")


def _add_archive_commands(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The commands that go back to the captures: ours, and those that others archived."""
    rebuild = command("rebuild", "Rehacer una versión desde las capturas y compararla byte por byte.")
    rebuild.add_argument("version", metavar="VERSIÓN")
    rebuild.add_argument("--into", metavar="DIR", type=Path, help="dejarla en esta carpeta (nueva)")
    backfill = command("backfill", "Traer de un archivo de la red los estados pasados de una fuente.")
    backfill.add_argument("--from", dest="first", metavar="FECHA", type=date.fromisoformat, help="AAAA-MM-DD")
    backfill.add_argument("--to", dest="last", metavar="FECHA", type=date.fromisoformat, help="AAAA-MM-DD")
    backfill.add_argument(
        "--endpoint", metavar="URL", default="https://web.archive.org",
        help="archivo que habla Memento (RFC 7089) o CDX, o plantilla con {url}; por omisión Internet Archive",
    )  # fmt: skip
    ingest = command("ingest", "Tomar como captura una página guardada a mano, o un WARC de otro archivador.")
    ingest.add_argument("file", metavar="ARCHIVO", type=Path)
    for one in (backfill, ingest):
        one.add_argument("--source", metavar="ID", required=True, help="identificador de la fuente")
        one.add_argument("--sources", metavar="RUTA", type=Path, help="YAML o carpeta, en vez de las incluidas")
        one.add_argument("--now", metavar="ISO", help="fijar el reloj, para repetir una corrida")


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
    from flows.home import Home, HomeProblem
    from flows.report import show_run
    from flows.run import run
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
    except (OSError, WarehouseUnreadable) as error:
        return _fail(f"la corrida no terminó: {error}; lo publicado queda como estaba", 1)
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
            return show_sources(arguments.sources, check=arguments.check, as_json=as_json)
        if arguments.command == "changes":
            return show_changes(home, arguments.first, arguments.second, as_json)
        return show_query(home, arguments.sql, arguments.version, as_json)
    except (NothingPublished, UnknownVersion, BadQuery) as error:
        return _fail(str(error))


def _verify(arguments: argparse.Namespace) -> int:
    from flows.home import Home
    from warehouse.published import NothingPublished, UnknownVersion, verify

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
    return 1 if problems else 0


def _rebuild(arguments: argparse.Namespace) -> int:
    from flows.home import Home, HomeProblem
    from flows.rebuild import CannotRebuild, rebuild
    from warehouse.published import NothingPublished, UnknownVersion

    try:
        found = rebuild(Home.at(arguments.home), arguments.version, arguments.into)
    except (NothingPublished, UnknownVersion, CannotRebuild, HomeProblem, OSError) as error:
        return _fail(str(error))
    if arguments.json:
        _show({"version": arguments.version, "differences": found})
    else:
        print("\n".join(found) if found else f"{arguments.version}: rehecha desde las capturas, igual byte por byte")
    return 1 if found else 0


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


def main(words: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code. Never a traceback for what a user or a source did."""
    arguments = _parser().parse_args(words)
    try:
        if arguments.command == "run":
            return _run(arguments)
        if arguments.command == "verify":
            return _verify(arguments)
        if arguments.command == "serve":
            return _serve(arguments)
        if arguments.command == "worker":
            return _work(arguments)
        if arguments.command == "rebuild":
            return _rebuild(arguments)
        if arguments.command in {"backfill", "ingest"}:
            return _from_archives(arguments)
        return _read(arguments)
    except KeyboardInterrupt:
        return _fail("interrumpido; lo capturado y lo publicado quedan como estaban", 130)
    except BrokenPipeError:
        return 0


if __name__ == "__main__":
    sys.exit(main())
