"""A made-up registry office (SIMULADO) of a few rows, and a home to run over it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import yaml

from flows.home import Home
from flows.run import run
from flows.run_report import Report
from tests.extractors.conftest import Answer, Site

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
DAY = "2026-11-23"
HTML = {"Content-Type": "text/html; charset=utf-8"}

Cells = tuple[str, str, str, str]
Record = dict[str, Any]

PORTLAND: Cells = (
    "Acuerdo de Hermanamiento entre el Municipio de Guadalajara, Jalisco, y la Ciudad de Portland, Oregon",
    "Estados Unidos de América", "23/09/1983", "Cultura; Turismo",
)  # fmt: skip
ALBERTA: Cells = (
    "Memorándum de Entendimiento entre el Estado de Jalisco y la Provincia de Alberta, Canadá",
    "Canadá", "15/11/1999", "Educación",
)  # fmt: skip
ALBERTA_AMENDED: Cells = (*ALBERTA[:3], "Educación; Cultura")
MICHIGAN: Cells = (
    "Convenio de Cooperación entre el Municipio de Zapopan, Jalisco, y la Ciudad de Grand Rapids, Michigan",
    "Estados Unidos de América", "03/05/2011", "Medio ambiente",
)  # fmt: skip
TEXAS: Cells = (
    "Acuerdo de Amistad entre el Municipio de Monterrey, Nuevo León, y la Ciudad de San Antonio, Texas",
    "Estados Unidos de América", "03/05/2001", "Turismo",
)  # fmt: skip
OHIO: Cells = (
    "Convenio de Cooperación entre el Municipio de Guadalupe, Nuevo León, y la Ciudad de Toledo, Ohio",
    "Estados Unidos de América", "12/09/2008", "Cultura",
)  # fmt: skip

CHALLENGE = (
    "<html><head><title>Just a moment...</title></head>"
    "<body>Enable JavaScript and cookies to continue</body></html>"
)  # fmt: skip
DRIFTED = "<html><body><table><tr><th>Foo</th><th>Bar</th></tr><tr><td>1</td><td>2</td></tr></table></body></html>"


def table(*rows: Cells, more: str = "") -> str:
    """A page with a table of agreements; ``more`` is put after it."""
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    heads = "".join(f"<th>{name}</th>" for name in ("Título", "País", "Fecha de firma", "Áreas"))
    return f"<html><body><h1>SIMULADO</h1><table><tr>{heads}</tr>{lines}</table>{more}</body></html>"


def claims_table() -> str:
    """A page with one claim."""
    return (
        "<html><body><h1>SIMULADO</h1><table><tr><th>Ciudad mexicana</th><th>Ciudad hermana</th><th>País</th></tr>"
        "<tr><td>Guadalajara</td><td>Portland</td><td>Estados Unidos</td></tr></table></body></html>"
    )


def record(site: Site, identifier: str, path: str, state: str | None = "14", **more: Any) -> Record:
    """A source record on the site."""
    return {
        "id": identifier, "name": f"{identifier} (SIMULADO)", "publisher": "SIMULADO", "dataset": "agreements",
        "evidence": "registry", "access": "page", "url": site.root + path, "format": "auto", "state": state,
        "delay": 0, "notes": "SIMULADO",
    } | more  # fmt: skip


def claims_record(site: Site) -> Record:
    """The claim at ``/hermanas``."""
    columns = {"Ciudad mexicana": "mexican_place", "Ciudad hermana": "counterpart"}
    return record(site, "sim_claims", "/hermanas", state=None, dataset="claims", evidence="press", columns=columns)


def two_states(site: Site) -> list[Record]:
    """Jalisco at ``/jalisco`` and Nuevo León at ``/nuevo-leon``."""
    return [record(site, "sim_jalisco", "/jalisco"), record(site, "sim_nuevo_leon", "/nuevo-leon", state="19")]


def states_index(site: Site, *, floor: int) -> list[Record]:
    """Both states through one index page, whose rows are ``floor`` at least."""
    return [
        record(site, "sim_index", "/indice", state="from-link-text", access="index", follow="ul.estados a",
               min_rows=floor, child={"access": "page", "min_rows": 1})
    ]  # fmt: skip


def show_states(site: Site) -> None:
    """Serve three agreements of Jalisco, one of Nuevo León, the index of both, and one claim; and nothing else."""
    site.routes.clear()
    site.page("/jalisco", table(PORTLAND, ALBERTA, MICHIGAN))
    site.page("/nuevo-leon", table(TEXAS))
    links = '<li><a href="/jalisco">Jalisco</a></li><li><a href="/nuevo-leon">Nuevo León</a></li>'
    site.page("/indice", f'<html><body><h1>SIMULADO</h1><ul class="estados">{links}</ul></body></html>')
    site.page("/hermanas", claims_table())


def server_error(site: Site, path: str) -> None:
    """Serve HTTP 500, which asks to be tried again at once."""
    site.routes[path] = lambda _: Answer(b"SIMULADO", 500, {**HTML, "Retry-After": "0"})


def silent(_: str) -> None:
    """Say nothing."""


@dataclass
class Desk:
    """A home, the site it looks at, and the sources it reads."""

    home: Home
    site: Site
    records: list[Record]
    said: list[str] = field(default_factory=list)

    @property
    def sources(self) -> Path:
        """The YAML file of the records, written anew."""
        self.home.folder.mkdir(parents=True, exist_ok=True)
        path = self.home.folder / "sources.yaml"
        path.write_text(yaml.safe_dump(self.records, allow_unicode=True), encoding="utf-8")
        return path

    def run(self, now: datetime = NOW, say: Callable[[str], None] = silent) -> Report:
        """The main job once, in this process and without Prefect."""
        return run(self.home, sources_path=self.sources, now=lambda: now, plain=True, live=False, say=say)

    def copied(self, folder: Path) -> Desk:
        """Another home that knows the same."""
        shutil.copytree(self.home.folder, folder, symlinks=True)
        return Desk(Home(folder), self.site, [dict(one) for one in self.records])

    def rows(self, sql: str, version: str = "") -> list[tuple[Any, ...]]:
        """The answer of a query over the Parquet files of a version, by default the latest."""
        return published(self.home, sql, version)

    def versions(self) -> list[str]:
        """Names of the folders under ``public/v``, hidden ones too."""
        return sorted(path.name for path in (self.home.public / "v").glob("*"))


def published(home: Home, sql: str, version: str = "") -> list[tuple[Any, ...]]:
    """The answer of a query over the Parquet files of a version, by default the latest."""
    folder = home.public / "v" / version if version else home.public / "latest"
    with duckdb.connect() as connection:
        for path in sorted(folder.glob("*.parquet")):
            connection.execute(f"CREATE VIEW \"{path.stem}\" AS FROM '{path}'")
        return connection.execute(sql).fetchall()


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file under a folder, by its place in it."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def repeatable(folder: Path) -> dict[str, str]:
    """As ``digests``, for what two runs have in common: not DuckDB's file, nor its line in SHA256SUMS."""
    found = digests(folder)
    del found["acuerdos.duckdb"]
    lines = (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    found["SHA256SUMS"] = "\n".join(line for line in lines if not line.endswith("  acuerdos.duckdb"))
    return found


def without(environment: Mapping[str, str], prefixes: Iterable[str]) -> dict[str, str]:
    """The environment without the variables that begin so."""
    return {name: value for name, value in environment.items() if not name.startswith(tuple(prefixes))}
