"""``acuerdos serve``: keeps a Prefect server and workers alive, and sees to it that nothing found is forgotten.

Loads no Prefect itself. The work is done by the flows of ``deployed.py``; this only starts processes, notices files in
the inbox, beats its heart, and asks again for what should have happened and did not.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from extractors.secrets import without_secrets
from flows.agenda import read_agenda
from flows.events import capture_submitted, captures_ready
from flows.home import Home
from flows.inbox import waiting_files
from flows.inbox_files import shown_name
from flows.prefect_settings import service_environment
from flows.service.announcing import begin_telling, tell_versions, untold
from flows.service.children import Children
from flows.service.exposure import exposure
from flows.service.lost_runs import age, bury_lost_runs
from flows.service.metrics import beat
from flows.service.notifications import Target
from flows.service.prefect_api import REFRESH_FLOW, UNDER_WAY, WATCH_FLOW, PrefectApi, ServerSilent
from flows.service.state import LOG, STATE
from flows.sources_in_use import sources_in_use
from flows.watch import tick
from warehouse.durable import write_json

_ROOT = Path(__file__).parents[2]
_STEP = 1.0
_HEARTBEAT = 15.0
_SERVER_PATIENCE = 180.0
# What waits for a refresh so long, with none under way, is asked for again.
_FORGOTTEN = 30.0
_UNTAKEN = 120.0
_SERVER, _WORKER = "flows.service.server_process", "flows.service.worker_process"


class CannotServe(RuntimeError):
    """The service cannot start; one line that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the operator asked for. ``workers``: processes that take runs; ``api_url``: a server of somebody else's."""

    home: Home
    sources: Path | None
    host: str = "127.0.0.1"
    port: int = 4200
    workers: int = 1
    runner: str = "threads"
    publish_to: str | None = None
    notify: tuple[Target, ...] = ()
    api_url: str | None = None


@dataclass(slots=True)
class Supervisor:
    """One running service. ``run`` returns when it was told to stop."""

    wanted: Wanted
    say: Callable[[str], None]
    api: PrefectApi = field(init=False)
    children: Children = field(init=False)
    stopping: bool = False
    seen: dict[Path, tuple[int, int]] = field(default_factory=dict)
    announced: dict[Path, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Settle where the server is and what its processes are told."""
        wanted = self.wanted
        url = wanted.api_url or f"http://{_for_url(wanted.host)}:{wanted.port}/api"
        self.api = PrefectApi(url)
        environment = service_environment(wanted.home, url) | {
            "PREFECT_API_URL": url,
            "PREFECT_SERVER_API_HOST": wanted.host,
            "PREFECT_SERVER_API_PORT": str(wanted.port),
            "ACUERDOS_RUNNER": wanted.runner,
            "PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]),
        }
        self.children = Children(environment, _ROOT, wanted.home.service / LOG, self.say)

    def run(self) -> None:
        """Start everything, watch over it, end everything. Raises ``CannotServe`` and ``HomeProblem``."""
        sources, _ = sources_in_use(self.wanted.sources)
        self.wanted.home.prepare()
        self.wanted.home.service.mkdir(exist_ok=True)
        with self.wanted.home.serving():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, self._stop)
            try:
                self._begin(tick(sources).total_seconds())
                self._watch_over()
            finally:
                self.children.end()
                (self.wanted.home.service / STATE).unlink(missing_ok=True)

    # --- beginning and end

    def _begin(self, pause: float) -> None:
        if not self.wanted.api_url:
            _require_free(self.wanted.host, self.wanted.port)
            warning = exposure(self.wanted.host, os.environ)
            if warning:
                self.say(f"aviso: {warning}")
            self.children.add(_SERVER)
        self._await_server()
        if self.stopping:
            return
        self._deploy(pause)
        bury_lost_runs(self.api)
        for number in range(self.wanted.workers):
            self.children.add(_WORKER, "--child", f"{socket.gethostname()}-{number + 1}")
        begin_telling(self.wanted.home)
        self._start_watch(starting=True)
        state = {"api_url": self.api.url, "pid": os.getpid(), "started": _now(), "workers": self.wanted.workers,
                 "sources": str(self.wanted.sources or "")}  # fmt: skip
        write_json(self.wanted.home.service / STATE, state)
        where = without_secrets(self.api.url.removesuffix("/api"))
        self.say(f"en servicio: {where}; carpeta {self.wanted.home.folder}; Ctrl-C termina")

    def _await_server(self) -> None:
        end = time.monotonic() + _SERVER_PATIENCE
        while not self.stopping and not self.api.is_up():
            if any(child.ended for child in self.children.kept) or time.monotonic() > end:
                where = self.wanted.home.service / LOG
                raise CannotServe(f"el servidor de Prefect no arranca en {without_secrets(self.api.url)}; vea {where}")
            time.sleep(0.2)

    def _deploy(self, pause: float) -> None:
        wanted = self.wanted
        plan = {
            "home": str(wanted.home.folder), "sources": str(wanted.sources.resolve()) if wanted.sources else None,
            "publish_to": wanted.publish_to, "tick": pause, "folder": str(_ROOT),
            "notify": [asdict(target) for target in wanted.notify],
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "flows.service.deploy"], env=dict(self.children.environment), cwd=_ROOT,
            input=json.dumps(plan).encode(), capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode:
            (self.wanted.home.service / "deploy.log").write_bytes(done.stderr)
            last = (done.stderr.decode(errors="replace").strip().splitlines() or ["sin mensaje"])[-1]
            raise CannotServe(f"no se pudo preparar el servidor de Prefect: {last[:200]}; vea service/deploy.log")

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    # --- watching over

    def _watch_over(self) -> None:
        next_beat = 0.0
        while not self.stopping:
            try:
                if any(child.module == _WORKER for child in self.children.revive()):
                    self._remind(patience=0.0)
                self._notice_files()
                if time.monotonic() >= next_beat:
                    next_beat = time.monotonic() + _HEARTBEAT
                    beat(self.wanted.home, datetime.now(UTC))
                    self._remind()
            except (ServerSilent, OSError) as error:
                self.say(f"aviso: {error}; se vuelve a intentar")
            time.sleep(_STEP)

    def _notice_files(self) -> None:
        """Tell of each file that two glances in a row found the same; of one that nobody took, again after a while."""
        found: dict[Path, tuple[int, int]] = {}
        for path in waiting_files(self.wanted.home.inbox):
            with suppress(FileNotFoundError):
                found[path] = (path.stat().st_size, path.stat().st_mtime_ns)
        now = time.monotonic()
        self.announced = {path: told for path, told in self.announced.items() if path in found}
        ready = [
            path for path, mark in found.items()
            if self.seen.get(path) == mark and now - self.announced.get(path, -_UNTAKEN) >= _UNTAKEN
        ]  # fmt: skip
        self.seen = found
        if ready:
            self.api.emit(capture_submitted(shown_name(path), found[path][0]) for path in ready)
            self.announced |= dict.fromkeys(ready, now)

    def _remind(self, patience: float = _FORGOTTEN) -> None:
        """Ask again for what should have happened and did not, after a killed worker or a lost event: a refresh of
        what waits, and word of a version.
        """
        home = self.wanted.home
        agenda = read_agenda(home.folder)
        waits = bool(agenda.pending_until) and not 0 <= age(agenda.pending_until) < patience
        if not waits and not untold(home):
            return
        bury_lost_runs(self.api)
        if self.api.runs(REFRESH_FLOW, ("SCHEDULED", *UNDER_WAY)):
            return
        tell_versions(home, self.api)
        if waits:
            self.api.emit([captures_ready(agenda.pending, _now())])

    def _start_watch(self, *, starting: bool) -> None:
        wanted = self.wanted
        sources = str(wanted.sources.resolve()) if wanted.sources else None
        asked = {"home": str(wanted.home.folder), "sources": sources, "starting": starting}
        self.api.start(self.api.deployment_id(WATCH_FLOW), asked)


def _require_free(host: str, port: int) -> None:
    try:
        with socket.create_server((host, port)):
            return
    except OSError as error:
        raise CannotServe(
            f"el puerto {port} de {host} no está libre ({error.strerror}); dé otro con --port, o use aquel servidor "
            "con PREFECT_API_URL"
        ) from error


def _for_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
