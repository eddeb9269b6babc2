from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from flows.open_page import serving
from tests.warehouse.simulated import Row, agreement, all_tables
from warehouse.history import next_versions
from warehouse.publication import publish

ROOT = Path(__file__).parents[2]
VERSIONS: dict[str, list[Row]] = {
    "2026-01-30": [agreement(1), agreement(2, state_code="09", state="Ciudad de México")],
    "2026-02-01": [
        agreement(1, title="SIMULADO, con otro título"), agreement(2, state_code="09", state="Ciudad de México"),
        agreement(3, state_code=None, state=None), agreement(4, title='SIMULADO "con, comillas"\ny renglón'),
    ],
    "2026-02-03": [
        agreement(1, title="SIMULADO, con otro título", status="withdrawn", withdrawn_on="2026-02-03"),
        agreement(2, state_code="09", state="Ciudad de México"), agreement(3, state_code=None, state=None),
        agreement(4, title='SIMULADO "con, comillas"\ny renglón'),
    ],
}  # fmt: skip
LATEST = list(VERSIONS)[-1]
# A day between two versions, and that of the last one.
KNOWN = {"2026-02-02": 4, LATEST: 3}
BY_STATE = {("09", "Ciudad de México", 1), ("", "", 1), ("14", "Jalisco", 1)}

Run = Callable[..., str]


@pytest.fixture(scope="package")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The last of those versions (SIMULADO), with the history that leads to it."""
    tables = all_tables()
    for version, known in VERSIONS.items():
        rows = next_versions(tables["agreement_versions"], known, version)
        tables = all_tables(agreements=known, agreement_versions=rows)
    folder = tmp_path_factory.mktemp("researchers") / "public"
    publish(tables, folder, version=LATEST, index={}, quality_report={})
    return folder


@pytest.fixture(scope="package")
def address(public: Path) -> Iterator[str]:
    with serving(public) as found:
        yield found


@pytest.fixture(scope="package")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder in which DuckDB finds httpfs where it would itself have put it: no test asks DuckDB's site."""
    package = pytest.importorskip("duckdb_extension_httpfs", reason="no hay duckdb-extension-httpfs")
    # The version of the command line, which need not be that of our own library.
    (extension,) = Path(package.__path__[0], "extensions").glob("*/httpfs.duckdb_extension")
    with duckdb.connect() as connection:
        ((machine,),) = connection.execute("SELECT platform FROM pragma_platform()").fetchall()
    home = tmp_path_factory.mktemp("home")
    place = home / ".duckdb" / "extensions" / extension.parent.name / machine
    place.mkdir(parents=True)
    (place / extension.name).symlink_to(extension)
    return home


@pytest.fixture(scope="package")
def run(home: Path) -> Run:
    """What a shell command prints, run in the project's folder with the tools of this environment."""

    def run(command: str, **variables: str) -> str:
        environment = {
            "HOME": str(home), "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8",
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", **variables,
        }  # fmt: skip
        done = subprocess.run(
            ["sh", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stderr
        return done.stdout

    return run


def needs(tool: str) -> None:
    """Skip where the tool is not on this machine."""
    if not shutil.which(tool, path=f"{Path(sys.executable).parent}:{os.environ['PATH']}"):
        pytest.skip(f"no hay {tool} en esta máquina ({platform.machine()})")
