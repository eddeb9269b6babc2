"""What names the versions: ``latest``, ``versions.json`` and, last of all, ``latest.json``."""

from __future__ import annotations

import json
from pathlib import Path

from warehouse.durable import replace_symlink, write_json
from warehouse.layout import version_folders, version_key

LATEST = "latest.json"
VERSIONS = "versions.json"
INDEX = "index.json"
LISTED_KEYS = ("version", "previous", "schema_version", "rows", "changes")


def point_at(public: Path, version: str) -> None:
    """Make ``version`` the current one, and list it and all older ones; ``latest.json`` comes last.

    Raises ``OSError`` or ``ValueError`` where the ``index.json`` of ``version`` cannot be read.
    """
    list_versions(public, version)
    name_latest(public, version)


def list_versions(public: Path, version: str) -> None:
    """The half of ``point_at`` that comes before the page: ``latest`` and ``versions.json``."""
    replace_symlink(public / "latest", f"v/{version}")
    older = [name for name in version_folders(public) if version_key(name) < version_key(version)]
    listed = [read_index(public, version)]
    for name in older:
        try:
            listed.append(read_index(public, name))
        except (OSError, ValueError):
            continue  # A damaged old version is no reason not to publish a new one; `verify` names it.
    write_json(public / VERSIONS, [{key: index[key] for key in LISTED_KEYS} for index in listed])


def name_latest(public: Path, version: str) -> None:
    """The half of ``point_at`` that comes after the page: ``latest.json``, which readers trust."""
    index = read_index(public, version)
    keys = ("version", "previous", "schema_version", "content_sha256")
    write_json(public / LATEST, {**{key: index[key] for key in keys}, "path": f"v/{version}"})


def points_at(public: Path, version: str) -> bool:
    """Whether the three pointers agree that ``version`` is the current one."""
    try:
        latest = json.loads((public / LATEST).read_text(encoding="utf-8"))
        listed = json.loads((public / VERSIONS).read_text(encoding="utf-8"))
        target = (public / "latest").readlink().as_posix()
        return bool(latest["version"] == version == listed[0]["version"] and target == f"v/{version}")
    except (OSError, ValueError, LookupError, TypeError):
        return False


def read_index(public: Path, version: str) -> dict[str, object]:
    """The ``index.json`` of a version; raises ``OSError`` or ``ValueError`` where it is not whole."""
    index = json.loads((public / "v" / version / INDEX).read_text(encoding="utf-8"))
    missing = [key for key in (*LISTED_KEYS, "content_sha256") if key not in index]
    if missing:
        raise ValueError(f"v/{version}/{INDEX}: falta {', '.join(missing)}")
    return dict(index)
