"""What has to hold of a home after each kill, and what was found not to."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from tempfile import mkdtemp

from extractors.archive import Archive
from extractors.archive_index import INDEX
from extractors.failures import SourceFailure
from flows.home import Home
from tests.flows.desk import published
from warehouse.checksums import SUMS, check_sums, sha256
from warehouse.layout import version_key
from warehouse.published import verify


@dataclass(slots=True)
class Found:
    """What went wrong, by kind, each as a line that says where."""

    lost_captures: list[str] = field(default_factory=list)
    broken_versions: list[str] = field(default_factory=list)
    second_writers: list[str] = field(default_factory=list)
    not_carried_on: list[str] = field(default_factory=list)

    def everything(self) -> list[str]:
        """All lines."""
        return [*self.lost_captures, *self.broken_versions, *self.second_writers, *self.not_carried_on]


class Survivors:
    """Watches one home; remembers what was there, for it to be there later."""

    def __init__(self, home: Home, found: Found) -> None:
        self._home = home
        self._found = found
        self._sums: dict[str, str] = {}
        self._newest = ""

    def check(self, after: str) -> None:
        """Look at captures and versions; ``after``: what has just happened, for the lines."""
        self._check_captures(after)
        self._check_versions(after)

    def check_table(self, truth: set[tuple[str, str]], after: str) -> None:
        """The published table holds what the registry prints, and everything else as withdrawn."""
        rows = published(self._home, "SELECT title, signed_on FROM agreements WHERE status <> 'withdrawn'")
        if set(rows) != truth or len(rows) != len(truth):
            wrong = sorted(set(rows) ^ truth)
            self._found.not_carried_on.append(f"{after}: la tabla no es la verdad: {len(wrong)} renglones: {wrong[:2]}")

    def check_writers(self, processes: list[int], after: str) -> None:
        """No two of these processes wrote by turns."""
        moments: dict[int, list[int]] = defaultdict(list)
        for line in self._home.folder.with_name("written").read_text().splitlines():
            process, moment, _ = line.split(" ", 2)
            moments[int(process)].append(int(moment))
        spans = sorted((min(at), max(at), process) for process, at in moments.items() if process in processes)
        for (_, end, first), (start, _, second) in pairwise(spans):
            if start < end:
                self._found.second_writers.append(f"{after}: {second} escribió mientras escribía {first}")

    def check_index(self, after: str) -> None:
        """The index of the archive is what is made of its files anew."""
        folder = Path(mkdtemp(prefix="acuerdos-kills-"))
        try:
            shutil.copytree(self._home.captures, folder / "captures")
            (folder / "captures" / INDEX).unlink()
            known, again = (set(Archive(one).entries()) for one in (self._home.captures, folder / "captures"))
            if known != again:
                self._found.lost_captures.append(f"{after}: el índice y los archivos dicen otra cosa")
        finally:
            shutil.rmtree(folder)

    def _check_captures(self, after: str) -> None:
        stored = set(self._home.folder.with_name("stored").read_text().split())
        if not stored:
            return
        archive = Archive(self._home.captures)
        for digest in sorted(stored):
            try:
                archive.read(digest)
            except SourceFailure as failure:
                self._found.lost_captures.append(f"{after}: {failure}")

    def _check_versions(self, after: str) -> None:
        try:
            named = self._named()
        except (OSError, ValueError, LookupError) as error:
            self._found.broken_versions.append(f"{after}: los punteros no se leen: {error}")
            return
        for version in sorted({*named, *self._sums}):
            folder = self._home.public / "v" / version
            # All of it once; after that its bytes are known.
            problems = check_sums(folder) if version in self._sums else verify(self._home.public, version)
            if not problems and sha256(folder / SUMS) != self._sums.setdefault(version, sha256(folder / SUMS)):
                problems = ["otros bytes que al publicarse"]
            self._found.broken_versions.extend(f"{after}: {version}: {problem}" for problem in problems)

    def _named(self) -> set[str]:
        """The versions that a reader is told of. Raises what reading a pointer may raise, after the first version."""
        public = self._home.public
        if not (public / "latest.json").exists() and not self._newest:
            return set()
        latest = str(json.loads((public / "latest.json").read_text(encoding="utf-8"))["version"])
        listed = [str(one["version"]) for one in json.loads((public / "versions.json").read_text(encoding="utf-8"))]
        if self._newest and version_key(latest) < version_key(self._newest):
            raise ValueError(f"latest.json volvió de {self._newest} a {latest}")
        self._newest = latest
        return {latest, *listed, (public / "latest").readlink().name}
