"""Names under ``public``: a version is a day, or the second, third, ... of a day (``2026-11-23.2``)."""

from __future__ import annotations

import re
from pathlib import Path

DATABASE = "acuerdos.duckdb"
VERSION_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\.(\d+))?")


def version_key(version: str) -> tuple[str, int]:
    """Sort key by day, then by number: ``.10`` comes after ``.9``. Raises ``ValueError`` for another text."""
    found = VERSION_NAME.fullmatch(version)
    if found is None:
        raise ValueError(f"no es una versión (AAAA-MM-DD o AAAA-MM-DD.N): {version!r}")
    return found[1], int(found[2] or 1)


def version_folders(public: Path) -> list[str]:
    """Names of the version folders under ``public/v``, newest first, whether complete or not."""
    folder = public / "v"
    if not folder.is_dir():
        return []
    names = [entry.name for entry in folder.iterdir() if entry.is_dir() and VERSION_NAME.fullmatch(entry.name)]
    return sorted(names, key=version_key, reverse=True)


def next_version(public: Path, day: str) -> str:
    """The free version name of ``day`` (``YYYY-MM-DD``) after those already in ``public``."""
    numbers = [number for name in version_folders(public) for its_day, number in (version_key(name),) if its_day == day]
    return f"{day}.{max(numbers) + 1}" if numbers else day
