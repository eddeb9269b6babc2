"""A copy of the tree in which texts are taken out for a while, and tests are run in processes of their own.

Each run is forked from this process, which has loaded the libraries already and none of our own rooms from the copy: that
saves the seconds that every test would take to begin.
"""

from __future__ import annotations

import importlib
import os
import resource
import runpy
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.torture.defence_list import Cut, Defence

ROOT = Path(__file__).parents[2]
_LEFT_BEHIND = (".git", ".venv", ".uv", "data", "node_modules", "built", "__pycache__", ".mypy_cache", ".ruff_cache")
_ROOMS = frozenset({"bench", "expectations", "extractors", "flows", "tests", "transforms", "warehouse"})
_LIBRARIES = ("bs4", "dateparser", "duckdb", "great_expectations", "hypothesis", "jinja2", "lxml.html", "openpyxl",
              "pandas", "pdfplumber", "phonenumbers", "pyarrow.parquet", "pydantic", "rapidfuzz", "reportlab.pdfgen.canvas",
              "requests", "scipy.stats", "warcio", "xlsxwriter", "yaml")  # fmt: skip
# A bound of memory is taken out here and there; the machine is not to be brought down by it.
_MEMORY = 12 << 30
_PYTEST = ("-p", "no:xdist", "-p", "no:cacheprovider", "-q", "-x", "--tb=short", "-m", "")


def load_libraries() -> None:
    """Load what tests will want, once for all of them."""
    for name in _LIBRARIES:
        importlib.import_module(name)


@dataclass(frozen=True)
class Ended:
    """``code``: None where it did not end by itself; ``said``: both its outputs."""

    code: int | None
    said: str


class TreeCopy:
    """The copy. ``folder`` is made."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*_LEFT_BEHIND), symlinks=True)
        self._later = 0

    @contextmanager
    def without(self, cuts: Sequence[Cut]) -> Iterator[bool]:
        """The tree without these texts, for a while; False where they are not all there, and all of it stays."""
        whole = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in map(self._path, cuts) if path.is_file()}
        complete = all(self._path(cut) in whole for cut in cuts)
        try:
            for cut in cuts if complete else ():
                complete = complete and self._take_out(cut)
            yield complete
        finally:
            for path, (content, moment) in whole.items():
                path.write_bytes(content)
                os.utime(path, ns=(moment, moment))

    def ran(self, defence: Defence, seconds: float) -> Ended:
        """The test of an entry, in a process of its own."""
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
            sys.stdout.flush()
            process = os.fork()
            if process == 0:
                self._begin(said.fileno(), defence)
            code = _awaited(process, seconds)
            said.seek(0)
            return Ended(code, said.read())

    def _path(self, cut: Cut) -> Path:
        return self.folder / cut.file

    def _take_out(self, cut: Cut) -> bool:
        path = self._path(cut)
        text = path.read_text(encoding="utf-8")
        if not cut.stands_in(text):
            return False
        path.write_text(cut.taken_out(text), encoding="utf-8")
        # Python tells what it compiled before by size and whole second: no two states of a file may share both.
        self._later += 2
        moment = path.stat().st_mtime + self._later
        os.utime(path, (moment, moment))
        return True

    def _begin(self, said: int, defence: Defence) -> None:
        """Become the test's process; does not return."""
        code = 3
        try:
            os.setsid()
            os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
            os.dup2(said, 1)
            os.dup2(said, 2)
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            self._move_in()
            if defence.module:
                code = _as_module(defence.module)
            else:
                code = int(pytest.main([*_PYTEST, f"--timeout={defence.seconds}", defence.test]))
        except BaseException:  # whatever it is, this process must not become another runner
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _move_in(self) -> None:
        """Import our own rooms from the copy from now on, as do the processes that a test starts."""
        for name in [name for name in sys.modules if name.partition(".")[0] in _ROOMS]:
            del sys.modules[name]
        os.chdir(self.folder)
        os.environ["PYTHONPATH"] = str(self.folder)
        sys.path[:] = [str(self.folder), *(path for path in sys.path if path not in ("", str(ROOT)))]
        importlib.invalidate_caches()
        import flows

        if not str(flows.__file__).startswith(str(self.folder)):
            raise RuntimeError(f"the copy is not what runs: {flows.__file__}")


def _as_module(words: list[str]) -> int:
    sys.argv = list(words)
    try:
        runpy.run_module(words[0], run_name="__main__", alter_sys=True)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0


def _awaited(process: int, seconds: float) -> int | None:
    """The exit code of a process, None where it had to be ended; its whole group is gone afterwards."""
    end, status = time.monotonic() + seconds, None
    while status is None and time.monotonic() < end:
        done, found = os.waitpid(process, os.WNOHANG)
        status = found if done else None
        if status is None:
            time.sleep(0.1)
    with suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    if status is None:
        os.waitpid(process, 0)
        return None
    return os.waitstatus_to_exitcode(status)
