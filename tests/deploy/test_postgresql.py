"""``acuerdos serve`` on a PostgreSQL of its own, behind a password, as docs/deploy.md tells an operator to do it.

The cluster is made by Debian's PostgreSQL in a temporary folder, on a free loopback port; its role is no superuser.
"""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from flows.home import Home
from tests.extractors.conftest import Site
from tests.flows.desk import Desk, show_states, two_states
from tests.flows.serving import Service, free_port, wait_for

pytestmark = [pytest.mark.torture, pytest.mark.timeout(300)]
ROLE = "acuerdos"
PASSWORD = "ana:SIMULADO"
OUTPUT = "postgresql.out"


@dataclass(frozen=True)
class Cluster:
    """A running PostgreSQL with a role and a database of the name ``acuerdos``."""

    programs: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgresql+asyncpg://{ROLE}@127.0.0.1:{self.port}/{ROLE}"

    def answer(self, sql: str, role: str = ROLE, database: str = ROLE) -> str:
        words = ["-h", "127.0.0.1", "-p", str(self.port), "-U", role, "-d", database, "-tA", "-c", sql]
        done = subprocess.run([self.programs / "psql", *words], capture_output=True, text=True, timeout=20)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


@dataclass(frozen=True)
class Served:
    """A service that has published its first version."""

    service: Service
    cluster: Cluster
    version: str


def programs() -> Path | None:
    """Where Debian keeps the programs of its newest PostgreSQL; None where it is not installed."""
    found = Path("/usr/lib/postgresql").glob("*/bin/initdb")
    return max((path.parent for path in found), key=lambda path: int(path.parent.name), default=None)


def owner() -> pwd.struct_passwd | None:
    """Whose processes the cluster's are: PostgreSQL refuses to run as root. None: ours."""
    if os.geteuid():
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def started(command: str, folder: Path, who: pwd.struct_passwd | None) -> subprocess.Popen[bytes]:
    """A program of PostgreSQL, as the owner of the cluster."""
    words = command.split()
    with (folder / OUTPUT).open("ab") as out:
        if who is None:
            return subprocess.Popen(words, cwd=folder, stdout=out, stderr=out)
        return subprocess.Popen(
            words, cwd=folder, stdout=out, stderr=out, user=who.pw_uid, group=who.pw_gid, extra_groups=[]
        )


@contextmanager
def running_cluster(folder: Path, binaries: Path) -> Iterator[Cluster]:
    who = owner()
    if who:
        os.chown(folder, who.pw_uid, who.pw_gid)
    initdb = f"{binaries}/initdb -D {folder}/data -U postgres --auth=trust --no-sync"
    assert started(initdb, folder, who).wait(60) == 0, (folder / OUTPUT).read_text(encoding="utf-8")
    cluster = Cluster(binaries, free_port())
    loopback = f"-h 127.0.0.1 -p {cluster.port}"
    server = started(f"{binaries}/postgres -D {folder}/data {loopback} -k {folder} -c fsync=off", folder, who)
    try:
        ready = f"{binaries}/pg_isready -q {loopback}".split()
        wait_for("a ready PostgreSQL", lambda: subprocess.run(ready, timeout=20).returncode == 0, 30)
        cluster.answer(f"CREATE ROLE {ROLE} LOGIN", "postgres", "postgres")
        cluster.answer(f"CREATE DATABASE {ROLE} OWNER {ROLE}", "postgres", "postgres")
        yield cluster
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(30)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    binaries = programs()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed")
    # Not pytest's own temporary folder: into root's, PostgreSQL's user may not go.
    folder = Path(tempfile.mkdtemp(prefix="acuerdos-postgresql-"))
    try:
        with running_cluster(folder, binaries) as running:
            yield running
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def served(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    site = Site()
    show_states(site)
    desk = Desk(Home(tmp_path_factory.mktemp("shared") / "home"), site, two_states(site))
    service = Service(desk, environment={
        "PREFECT_API_DATABASE_CONNECTION_URL": cluster.url,
        "PREFECT_SERVER_API_AUTH_STRING": PASSWORD,
        "PREFECT_API_AUTH_STRING": PASSWORD,
    })  # fmt: skip
    service.start()
    try:
        yield Served(service, cluster, service.await_version(1))
    finally:
        code = service.stop()
        site.stop()
    assert code == 0, service.said()


def test_a_version_is_published(served: Served) -> None:
    sql = "SELECT count(*), count(DISTINCT state_code) FROM agreements"
    assert served.service.desk.rows(sql, served.version) == [(4, 2)]


def test_postgresql_holds_the_flow_runs(served: Served) -> None:
    # The run of the refresh ends a moment after the version is there.
    ended = (
        "SELECT count(*) FROM flow_run JOIN flow ON flow.id = flow_run.flow_id "
        "WHERE flow.name = 'refresh' AND flow_run.state_type = 'COMPLETED'"
    )
    assert wait_for("an ended refresh", lambda: int(served.cluster.answer(ended)), 30) >= 1


def test_no_sqlite_database_is_made(served: Served) -> None:
    assert list(served.service.desk.home.prefect.glob("*.db")) == []


def test_the_role_is_no_superuser(served: Served) -> None:
    assert served.cluster.answer("SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == "f"


def test_who_does_not_say_the_password_is_refused(served: Served) -> None:
    asked = f"{served.service.api.url}/flow_runs/count"
    user, _, password = PASSWORD.partition(":")
    assert requests.post(asked, json={}, timeout=10).status_code == 401
    assert requests.post(asked, json={}, auth=(user, password), timeout=10).status_code == 200


def test_the_service_says_no_traceback(served: Served) -> None:
    assert "Traceback" not in served.service.said()
