"""The words of the command ``acuerdos``: orders, options and their help (design.md section 6)."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

USAGE = 2


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is; exit with 2."""
        self.exit(USAGE, f"acuerdos: {message}; vea {self.prog} --help\n")


def parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    whole = _Parser(
        prog="acuerdos",
        description="Datos abiertos y con historia de los acuerdos interinstitucionales de los estados y municipios de "
        "México y de sus oficinas de atención a migrantes.",
        epilog="Códigos de salida: 0 publicado, o nada nuevo; 3 alguna fuente se conserva en sus últimos datos buenos; "
        "4 nada se publicó porque la compuerta no pasó; 2 mal uso.",
    )
    commands = whole.add_subparsers(dest="command", required=True, metavar="orden")

    def command(name: str, help_text: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=help_text, description=help_text)
        one.add_argument("--home", metavar="DIR", help="carpeta de todo (o ACUERDOS_HOME; por omisión ./data)")
        one.add_argument("--json", action="store_true", help="responder en JSON")
        return one

    _add_run(command)
    _add_service_commands(command)
    command("status", "Última versión; cada fuente con su última mirada, cambio y próxima mirada; cola y servicio.")
    command("snapshots", "Las versiones publicadas.")
    page = command("open", "Abrir en el navegador lo publicado; se sirve solo a esta máquina, hasta Ctrl+C.")
    page.add_argument("--port", metavar="N", type=int, default=0, help="puerto (por omisión, uno libre)")
    page.add_argument("--no-browser", action="store_true", help="solo decir la dirección")
    _add_source_commands(command)
    _add_reading_commands(command)
    _add_archive_commands(command)
    _add_expectations(command)
    return whole


def _add_run(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The main job."""
    run = command("run", "Mirar las fuentes y, si algo cambió, publicar una versión: el trabajo principal.")
    run.add_argument(
        "--sources", metavar="RUTA", type=Path, help="un YAML de fuentes, o una carpeta, en vez de las incluidas"
    )
    run.add_argument("--now", metavar="ISO", help="fijar el reloj, para repetir una corrida")
    run.add_argument("--plain", action="store_true", help="sin Prefect")
    run.add_argument("--live", action="store_true", help="intentar también las fuentes bloqueadas")
    _add_runner(run)
    _add_publish_to(run)


def _add_reading_commands(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The commands that ask published versions."""
    query = command(
        "query",
        "Una consulta SQL de solo lectura sobre una versión publicada; lo que se sabía un día: "
        "\"FROM agreements_as_of('2026-01-31')\" y \"FROM counts_as_of('2026-01-31')\"; la proyección con otra tasa: "
        '"FROM projection_at(0.25)".',
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


def _add_expectations(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The rules, and the thresholds that a good version proposes."""
    expectations = command(
        "expectations",
        "Las reglas en vigor, con lo que significan y qué pasa si se rompen; o los pisos y topes que propone la última "
        "versión buena, para revisarlos como una diferencia.",
    )
    expectations.add_argument("--suggest", action="store_true", help="proponer pisos y topes de la última versión")
    expectations.add_argument(
        "--write", metavar="ARCHIVO", type=Path,
        help="con --suggest: escribirlos ahí (los vigentes: expectations/thresholds.csv)",
    )  # fmt: skip


def _add_source_commands(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """The commands about source records: which there are, and making one for a page that none is about."""
    sources = command("sources", "Las fuentes y su estado.")
    sources.add_argument(
        "--check", action="store_true",
        help="revisar los registros (sale con 2 si alguno está mal) y decir qué fuentes tiene cada entidad federativa",
    )  # fmt: skip
    sources.add_argument("--write", metavar="ARCHIVO", type=Path, help="con --check: escribirlo también en Markdown")
    sources.add_argument(
        "--sources", metavar="RUTA", type=Path, help="los de este YAML o carpeta, en vez de los incluidos"
    )
    new = command(
        "new-source",
        "Hacer de una página nueva un registro de fuente, un ejemplo y una prueba que falla hasta que alguien los "
        "revise. La página se pide una vez, o se toma de un archivo guardado a mano; lo que no se diga se adivina.",
    )
    new.add_argument("url", metavar="URL", help="dirección de la página")
    new.add_argument("--id", metavar="ID", default="", help="identificador de la fuente: letras a-z, cifras y _")
    new.add_argument(
        "--dataset", choices=("offices", "branches", "laws", "agreements", "claims"), default="",
        help="conjunto de datos",
    )  # fmt: skip
    new.add_argument("--state", metavar="NN", default="", help="clave INEGI de la entidad, o from-column")
    new.add_argument(
        "--evidence", metavar="CLASE", default="",
        help="registry, official_site, publication, press o encyclopaedia",
    )  # fmt: skip
    new.add_argument("--from", dest="saved", metavar="ARCHIVO", type=Path, help="la página, guardada a mano")
    new.add_argument(
        "--into", metavar="DIR", type=Path,
        help="repositorio en que escribir (por omisión el de esta carpeta; fuera de uno, new-sources/ bajo --home)",
    )  # fmt: skip
    new.add_argument("--now", metavar="ISO", help="fijar el reloj")


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
    rebuild = command(
        "rebuild",
        "Rehacer una versión desde las capturas y compararla byte por byte; o todas, y con ellas el almacén.",
    )
    which = rebuild.add_mutually_exclusive_group(required=True)
    which.add_argument("version", metavar="VERSIÓN", nargs="?", help="la que se rehace")
    which.add_argument("--all", action="store_true", help="todas, y poner en uso el warehouse.duckdb que resulta")
    rebuild.add_argument("--into", metavar="DIR", type=Path, help="dejarla en esta carpeta (nueva)")
    rebuild.add_argument(
        "--sources", metavar="RUTA", type=Path, help="con --all, si ya nada hay publicado: YAML o carpeta de fuentes"
    )
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
