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
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from flows.agenda import read_agenda
from flows.events import capture_submitted, captures_ready
from flows.home import Home
from flows.inbox import waiting_files
from flows.prefect_settings import service_environment
from flows.service.announcing import begin_telling, tell_versions, untold
from flows.service.metrics import beat
from flows.service.notifications import Target
from flows.service.prefect_api import BATCH_FLOW, POOL, REFRESH_FLOW, UNDER_WAY, WATCH_FLOW, PrefectApi, ServerSilent
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
_LONGEST_PAUSE = 60.0
# A run that a worker took and never began: the worker was killed in between.
_LONGEST_PENDING = 60.0
_FLOWS = (WATCH_FLOW, REFRESH_FLOW, BATCH_FLOW)


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
class _Child:
    """A process that is started again when it ends, after a pause that grows while it keeps ending."""

    words: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 1.0
    not_before: float = 0.0


@dataclass(slots=True)
class Supervisor:
    """One running service. ``run`` returns when it was told to stop."""

    wanted: Wanted
    say: Callable[[str], None]
    api: PrefectApi = field(init=False)
    environment: dict[str, str] = field(init=False)
    children: list[_Child] = field(default_factory=list)
    stopping: bool = False
    seen: dict[Path, tuple[int, int]] = field(default_factory=dict)
    announced: dict[Path, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Settle where the server is and what its processes are told."""
        wanted = self.wanted
        url = wanted.api_url or f"http://{_for_url(wanted.host)}:{wanted.port}/api"
        self.api = PrefectApi(url)
        self.environment = service_environment(wanted.home, url) | {
            "PREFECT_API_URL": url,
            "PREFECT_SERVER_API_HOST": wanted.host,
            "PREFECT_SERVER_API_PORT": str(wanted.port),
            "ACUERDOS_RUNNER": wanted.runner,
            "PYTHONPATH": os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]),
        }

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
                self._end()

    # --- beginning and end

    def _begin(self, pause: float) -> None:
        if not self.wanted.api_url:
            _require_free(self.wanted.host, self.wanted.port)
            self._spawn("flows.service.server_process")
        self._await_server()
        if self.stopping:
            return
        self._deploy(pause)
        self._bury_the_dead()
        for number in range(self.wanted.workers):
            self._spawn("flows.service.worker_process", "--child", f"{socket.gethostname()}-{number + 1}")
        begin_telling(self.wanted.home)
        self._start_watch(starting=True)
        state = {"api_url": self.api.url, "pid": os.getpid(), "started": _now(), "workers": self.wanted.workers,
                 "sources": str(self.wanted.sources or "")}  # fmt: skip
        write_json(self.wanted.home.service / STATE, state)
        self.say(f"en servicio: {self.api.url.removesuffix('/api')}; carpeta {self.wanted.home.folder}; Ctrl-C termina")

    def _spawn(self, module: str, *words: str) -> None:
        child = _Child([sys.executable, "-m", module, *words])
        self.children.append(child)
        self._start(child)

    def _start(self, child: _Child) -> None:
        log = self.wanted.home.service / LOG
        with log.open("ab") as out:
            # Its standard input is a pipe that ends with us: see flows/service/parent.py.
            child.process = subprocess.Popen(  # noqa: S603  (our own interpreter and modules)
                child.words, env=self.environment, cwd=_ROOT, stdin=subprocess.PIPE, stdout=out, stderr=out,
                start_new_session=True,
            )  # fmt: skip
        child.started = time.monotonic()

    def _await_server(self) -> None:
        end = time.monotonic() + _SERVER_PATIENCE
        while not self.stopping and not self.api.is_up():
            ended = self.children and self.children[0].process and self.children[0].process.poll() is not None
            if ended or time.monotonic() > end:
                where = self.wanted.home.service / LOG
                raise CannotServe(f"el servidor de Prefect no arranca en {self.api.url}; vea {where}")
            time.sleep(0.2)

    def _deploy(self, pause: float) -> None:
        wanted = self.wanted
        plan = {
            "home": str(wanted.home.folder), "sources": str(wanted.sources.resolve()) if wanted.sources else None,
            "publish_to": wanted.publish_to, "tick": pause, "folder": str(_ROOT),
            "notify": [asdict(target) for target in wanted.notify],
        }  # fmt: skip
        done = subprocess.run(
            [sys.executable, "-m", "flows.service.deploy"], env=self.environment, cwd=_ROOT,
            input=json.dumps(plan).encode(), capture_output=True, check=False,
        )  # fmt: skip
        if done.returncode:
            (self.wanted.home.service / "deploy.log").write_bytes(done.stderr)
            last = (done.stderr.decode(errors="replace").strip().splitlines() or ["sin mensaje"])[-1]
            raise CannotServe(f"no se pudo preparar el servidor de Prefect: {last[:200]}; vea service/deploy.log")

    def _bury_the_dead(self) -> None:
        """Runs whose process is no more still hold their place: a refresh would wait for them for ever.

        A run does not say on which machine its process is, so this is for a server whose workers are all ours.
        """
        if any(not name.startswith(f"{socket.gethostname()}-") for name in self.api.workers_online(POOL)):
            return
        for flow in _FLOWS:
            for run in self.api.runs(flow, UNDER_WAY):
                if _is_dead(run):
                    self.api.set_state(run["id"], "CRASHED", "su proceso terminó sin decirlo")

    def _end(self) -> None:
        for child in reversed(self.children):
            if child.process and child.process.poll() is None:
                child.process.terminate()
        end = time.monotonic() + 15
        for child in reversed(self.children):
            if child.process:
                try:
                    child.process.wait(max(0.1, end - time.monotonic()))
                except subprocess.TimeoutExpired:
                    _kill_group(child.process)
        (self.wanted.home.service / STATE).unlink(missing_ok=True)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    # --- watching over

    def _watch_over(self) -> None:
        next_beat = 0.0
        while not self.stopping:
            try:
                self._revive()
                self._notice_files()
                if time.monotonic() >= next_beat:
                    next_beat = time.monotonic() + _HEARTBEAT
                    beat(self.wanted.home, datetime.now(UTC))
                    self._remind()
            except (ServerSilent, OSError) as error:
                self.say(f"aviso: {error}; se vuelve a intentar")
            time.sleep(_STEP)

    def _revive(self) -> None:
        """Start again what ended; what had run for a while at once, what keeps ending ever later."""
        for child in self.children:
            if child.process is None or child.process.poll() is None:
                continue
            if not child.not_before:
                lived = time.monotonic() - child.started
                child.pause = 1.0 if lived > _LONGEST_PAUSE else min(child.pause * 2, _LONGEST_PAUSE)
                child.not_before = time.monotonic() + child.pause
                self.say(f"aviso: terminó {child.words[2]} (código {child.process.returncode}); se levanta otra vez")
            elif time.monotonic() >= child.not_before:
                child.not_before = 0.0
                self._start(child)
                if child.words[2].endswith("worker_process"):
                    self._remind(patience=0.0)

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
            self.api.emit(capture_submitted(path.name, found[path][0]) for path in ready)
            self.announced |= dict.fromkeys(ready, now)

    def _remind(self, patience: float = _FORGOTTEN) -> None:
        """Ask again for what should have happened and did not, after a killed worker or a lost event: a refresh of
        what waits, and word of a version.
        """
        home = self.wanted.home
        agenda = read_agenda(home.folder)
        waits = bool(agenda.pending_until) and not 0 <= _age(agenda.pending_until) < patience
        if not waits and not untold(home):
            return
        self._bury_the_dead()
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


def _is_dead(run: Mapping[str, Any]) -> bool:
    """Whether a run's process on this machine is no more, or never came to be."""
    pid = str(run.get("infrastructure_pid") or "")
    if not pid.isdecimal():
        return run["state_type"] == "PENDING" and _age(run["state"]["timestamp"]) > _LONGEST_PENDING
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return _is_zombie(int(pid))


def _is_zombie(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


def _kill_group(process: subprocess.Popen[bytes]) -> None:
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _age(instant: str) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(instant.replace("Z", "+00:00"))).total_seconds()


def _for_url(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
