"""The folder that holds everything, and the one lock that keeps two runs from writing at once."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from flows.disk_faults import told

ENVIRONMENT = "ACUERDOS_HOME"
DEFAULT = "data"


class HomeProblem(RuntimeError):
    """The folder cannot be used; one line that says which and what to do."""


@dataclass(frozen=True, slots=True)
class Home:
    """Paths under ``--home``, or ``ACUERDOS_HOME``, or ``./data``."""

    folder: Path

    @classmethod
    def at(cls, given: str | None) -> Home:
        """The home asked for on the command line, else in the environment, else ``./data``."""
        return cls(Path(given or os.environ.get(ENVIRONMENT) or DEFAULT).expanduser().resolve())

    @property
    def captures(self) -> Path:
        """WARC files of everything seen."""
        return self.folder / "captures"

    @property
    def warehouse(self) -> Path:
        """Working memory between runs."""
        return self.folder / "warehouse.duckdb"

    @property
    def interpreted(self) -> Path:
        """What pages were found to mean, to be thrown away at will."""
        return self.folder / "interpreted"

    @property
    def public(self) -> Path:
        """What is published."""
        return self.folder / "public"

    @property
    def runs(self) -> Path:
        """Manifest of the runs, one JSON object a line."""
        return self.folder / "runs.jsonl"

    @property
    def inbox(self) -> Path:
        """Pages saved by hand, waiting to be taken as captures."""
        return self.folder / "inbox"

    @property
    def service(self) -> Path:
        """What the unattended service leaves for whoever watches it."""
        return self.folder / "service"

    @property
    def prefect(self) -> Path:
        """Prefect's own folder."""
        return self.folder / "prefect"

    def prepare(self) -> None:
        """Make the folders. Raises ``HomeProblem``."""
        try:
            for folder in (self.captures, self.public, self.inbox):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise HomeProblem(told(error, self.folder)) from error

    def locked(self, say: Callable[[str], None], patience: float = 600.0) -> AbstractContextManager[None]:
        """Hold the writing lock; waits for another run, saying so. Raises ``HomeProblem`` when patience ends."""
        return self._held(".lock", say, patience)

    def looking(self, patience: float) -> AbstractContextManager[None]:
        """Hold the lock that keeps two looks of the service from asking the same hosts at once."""
        return self._held(".looking", lambda _: None, patience)

    def serving(self) -> AbstractContextManager[None]:
        """Hold the lock of the one service over this home. Raises ``HomeProblem`` where another holds it."""
        return self._held(".serving", lambda _: None, 2.0, "otro acuerdos serve ya atiende esta carpeta")

    def is_served(self) -> bool:
        """Whether a service attends this home just now."""
        try:
            with (self.folder / ".serving").open() as handle:
                fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except OSError:
            return True
        return False

    @contextmanager
    def _held(
        self,
        name: str,
        say: Callable[[str], None],
        patience: float,
        why: str = "otra corrida sigue escribiendo; espere a que termine",
    ) -> Iterator[None]:
        with self._lock_file(name) as handle:
            said = False
            end = time.monotonic() + patience
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except OSError as error:
                    if time.monotonic() > end:
                        raise HomeProblem(f"{self.folder}: {why}") from error
                    if not said:
                        say(f"otra corrida escribe en {self.folder}; se espera a que termine")
                        said = True
                    time.sleep(0.2)
            yield

    def _lock_file(self, name: str) -> IO[str]:
        try:
            return (self.folder / name).open("a+")
        except OSError as error:
            raise HomeProblem(told(error, self.folder)) from error
