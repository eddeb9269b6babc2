"""Known holes, as an OSV dump tells them (https://osv.dev): which versions of which packages each is about.

In: a file or folder: ``all.zip`` of an ecosystem, or JSON files. Out: advisories, and how many files could not be read.
The dump is got by whoever has a network; nothing here asks for one.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

LARGEST = 20_000_000
ECOSYSTEMS = ("PyPI", "npm")
_SEMVER = re.compile(r"(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?(?:\+.*)?")


@dataclass(frozen=True, slots=True)
class Advisory:
    """One hole in one package: exact versions, and ranges as lists of (event, version) in the dump's order."""

    name: str
    ecosystem: str
    package: str
    versions: frozenset[str]
    ranges: tuple[tuple[tuple[str, str], ...], ...]
    summary: str = ""

    def concerns(self, version: str) -> bool:
        """Whether a version has the hole; a version or range that cannot be compared counts as if it had."""
        if version in self.versions:
            return True
        return any(_within(version, events, self.ecosystem) for events in self.ranges)


@dataclass(slots=True)
class Dump:
    """Advisories by ecosystem and package; ``newest``: when the last of them was changed."""

    advisories: dict[tuple[str, str], list[Advisory]] = field(default_factory=dict)
    read: int = 0
    unreadable: int = 0
    newest: str = ""

    def holes(self, ecosystem: str, package: str, version: str) -> list[Advisory]:
        """What is known against a version of a package, sorted by name."""
        known = self.advisories.get((ecosystem, normal(package, ecosystem)), ())
        return sorted((one for one in known if one.concerns(version)), key=lambda one: one.name)


def read_dump(path: Path) -> Dump:
    """All advisories of a dump about our ecosystems. Raises OSError where there is none."""
    dump = Dump()
    for content in _documents(path):
        try:
            _enter(dump, json.loads(content))
        except (ValueError, LookupError, TypeError, AttributeError):
            dump.unreadable += 1
    return dump


def normal(package: str, ecosystem: str) -> str:
    """A package's name as its registry compares it."""
    return re.sub(r"[-_.]+", "-", package).lower() if ecosystem == "PyPI" else package


def _documents(path: Path) -> Iterator[bytes]:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    for file in files:
        if file.suffix == ".zip":
            try:
                with zipfile.ZipFile(file) as packed:
                    for entry in packed.infolist():
                        if entry.filename.endswith(".json"):
                            # Read in memory and never unpacked: whatever its name says.
                            yield packed.read(entry) if entry.file_size <= LARGEST else b""
            except zipfile.BadZipFile:
                yield b""
        elif file.suffix == ".json" or not path.is_dir():
            yield file.read_bytes()


def _enter(dump: Dump, told: Mapping[str, Any]) -> None:
    dump.newest = max(dump.newest, str(told.get("modified", "")))
    found = [] if told.get("withdrawn") else list(_advisories(told))
    dump.read += 1
    for one in found:
        dump.advisories.setdefault((one.ecosystem, one.package), []).append(one)


def _advisories(told: Mapping[str, Any]) -> Iterator[Advisory]:
    for affected in told.get("affected", ()):
        package = affected.get("package", {})
        ecosystem = str(package.get("ecosystem", ""))
        if ecosystem in ECOSYSTEMS:
            ranges = tuple(
                tuple((kind, str(version)) for event in one.get("events", ()) for kind, version in event.items())
                for one in affected.get("ranges", ())
                if one.get("type") in ("ECOSYSTEM", "SEMVER")
            )
            versions = frozenset(map(str, affected.get("versions", ())))
            yield Advisory(
                str(told["id"]), ecosystem, normal(str(package["name"]), ecosystem), versions, ranges,
                " ".join(str(told.get("summary", "")).split()),
            )  # fmt: skip


def _within(version: str, events: Iterable[tuple[str, str]], ecosystem: str) -> bool:
    """The rule of OSV's schema: the last event at or before the version decides; ``last_affected`` holds itself."""
    try:
        here = _key(version, ecosystem)
        inside = False
        for kind, told in sorted(events, key=lambda event: _key(event[1], ecosystem)):
            there = _key(told, ecosystem)
            if kind == "introduced" and there <= here:
                inside = True
            elif (kind == "fixed" and there <= here) or (kind == "last_affected" and there < here):
                inside = False
        return inside
    except InvalidVersion:
        return True


def _key(version: str, ecosystem: str) -> Any:
    if ecosystem == "PyPI":
        return Version(version)
    if version == "0":
        return (0, 0, 0, (0,))
    found = _SEMVER.fullmatch(version)
    if found is None:
        raise InvalidVersion(version)
    # A version before its release is smaller than it; numbers before words, as semver.org says.
    before = tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part) for part in (found[4] or "").split(".") if part
    )
    return (int(found[1]), int(found[2]), int(found[3]), (0, before) if before else (1,))
