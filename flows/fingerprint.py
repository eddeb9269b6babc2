"""What a refresh is made of, as one number: the captures, the source records, and our own code and vocabularies."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from extractors.source import Source
from warehouse.store import Part

_ROOT = Path(__file__).parent.parent
_MEANING = ("transforms", "warehouse", "expectations")
_READING = ("extractors",)
_SUFFIXES = frozenset({".py", ".sql", ".yaml", ".csv"})


@cache
def _of_rooms(rooms: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for room in rooms:
        for file in sorted((_ROOT / room).rglob("*")):
            # Shipped captures and source records are inputs of their own; they are not code.
            if file.suffix in _SUFFIXES and file.parent.name not in {"captures", "sources"}:
                digest.update(f"{file.relative_to(_ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def reading_digest(source: Source, part: Part) -> str:
    """What the observations of a part are made of: its captures, its record and the code that reads."""
    shas = " ".join(f"{c.sequence}:{c.sha256}" for c in part.captures)
    return hashlib.sha256(f"{shas}\0{source.model_dump_json()}\0{_of_rooms(_READING)}".encode()).hexdigest()


def code_digest() -> str:
    """Of all code and vocabularies that say what captures mean."""
    return _of_rooms((*_READING, *_MEANING))


def inputs_digest(sources: Sequence[Source], parts: Iterable[Part]) -> str:
    """What a version is made of; equal inputs need no new refresh."""
    digest = hashlib.sha256(code_digest().encode())
    for source in sorted(sources, key=lambda s: s.id):
        digest.update(source.model_dump_json().encode())
    for part in sorted(parts, key=lambda p: p.key):
        digest.update(f"{part.key}{[(c.sequence, c.sha256, c.url) for c in part.captures]}".encode())
    return digest.hexdigest()


def lock_digest() -> str:
    """SHA-256 of the lock file: which libraries a version was made with; ``unknown`` where it is not beside us."""
    try:
        return hashlib.sha256((_ROOT / "uv.lock").read_bytes()).hexdigest()
    except OSError:
        return "unknown"


def git_revision() -> str:
    """Revision of the checkout this runs from; ``unknown`` outside one."""
    try:
        done = subprocess.run(
            ["git", "rev-parse", "HEAD"],  # noqa: S607  (git where the operator has it)
            cwd=_ROOT,
            capture_output=True,
            text=True,
            timeout=5,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return "unknown"
    return done.stdout.strip()
