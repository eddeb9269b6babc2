"""Writing so that a killed run leaves either the old file or the new one."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SYNCED_AT_ONCE = 16


def json_text(value: object) -> str:
    """JSON as published: readable, sorted keys, one final newline."""
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def write_json(path: Path, value: object) -> None:
    """Replace ``path`` whole: a temporary file beside it, synced, then renamed over it."""
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_text(json_text(value), encoding="utf-8")
    sync(temporary)
    os.replace(temporary, path)
    sync(path.parent)


def replace_if_changed(path: Path, content: bytes) -> None:
    """Replace a file in one step where it differs, and make its folder where there is none.

    Nothing waits for the disk: for what a power cut may take, since it is made again from what was synced.
    """
    try:
        if path.read_bytes() == content:
            return
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.new")
    temporary.write_bytes(content)
    os.replace(temporary, path)


def replace_symlink(path: Path, target: str) -> None:
    """Point the symbolic link ``path`` at ``target`` (relative) in one step.

    Raises ``OSError`` where ``path`` is a real folder: we do not delete what we did not make.
    """
    temporary = path.with_name(f".{path.name}.new")
    temporary.unlink(missing_ok=True)
    temporary.symlink_to(target)
    os.replace(temporary, path)
    sync(path.parent)


def sync_folder(folder: Path) -> None:
    """Force the files of a folder out to the disk, then the folder.

    All at once: what the disk has to wait for it waits for together.
    """
    with ThreadPoolExecutor(max_workers=SYNCED_AT_ONCE) as pool:
        list(pool.map(sync, sorted(folder.iterdir())))
    sync(folder)


def sync(path: Path) -> None:
    """Force a file or folder out to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
