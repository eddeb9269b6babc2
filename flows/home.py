"""The folder that holds everything, and the one lock that keeps two runs from writing at once."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
    def public(self) -> Path:
        """What is published."""
        return self.folder / "public"

    @property
    def runs(self) -> Path:
        """Manifest of the runs, one JSON object a line."""
        return self.folder / "runs.jsonl"

    @property
    def prefect(self) -> Path:
        """Prefect's own folder."""
        return self.folder / "prefect"

    def prepare(self) -> None:
        """Make the folders. Raises ``HomeProblem``."""
        try:
            for folder in (self.captures, self.public, self.folder / "inbox"):
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise HomeProblem(
                f"{self.folder}: no se puede escribir ({error.strerror}); dé otra carpeta con --home"
            ) from error

    @contextmanager
    def locked(self, say: Callable[[str], None], patience: float = 600.0) -> Iterator[None]:
        """Hold the writing lock; waits for another run, saying so. Raises ``HomeProblem`` when patience ends."""
        with (self.folder / ".lock").open("a+") as handle:
            told = False
            end = time.monotonic() + patience
            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except OSError as error:
                    if time.monotonic() > end:
                        raise HomeProblem(
                            f"{self.folder}: otra corrida sigue escribiendo; espere a que termine"
                        ) from error
                    if not told:
                        say(f"otra corrida escribe en {self.folder}; se espera a que termine")
                        told = True
                    time.sleep(0.2)
            yield
