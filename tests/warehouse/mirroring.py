"""What the tests of the mirror share: small made-up versions (SIMULADO), and how a copy fares."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from warehouse.checksums import write_sums
from warehouse.durable import json_text
from warehouse.mirror import MirrorFailed, mirror
from warehouse.pointers import point_at

FIRST, SECOND, THIRD = "2026-11-23", "2026-11-24", "2026-11-24.2"
# What a copy of ``public`` writes: two versions and latest/ of three files each, versions.json, the page, its asset,
# latest.json.
WRITES = 13


def put(public: Path, version: str, name: str = "laws.csv") -> Path:
    folder = public / "v" / version
    folder.mkdir(parents=True)
    (folder / name).write_text(f"SIMULADO {version}\n")
    keys: dict[str, object] = {"previous": None, "schema_version": "1", "rows": {}, "changes": {}}
    (folder / "index.json").write_text(json_text({**keys, "version": version, "content_sha256": "0" * 64}))
    write_sums(folder)
    point_at(public, version)
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file by its name in ``folder``, links followed."""
    paths = [Path(where, name) for where, _, names in os.walk(folder, followlinks=True) for name in names]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def failure(public: Path, target: str, options: dict[str, object] | None = None) -> str:
    with pytest.raises(MirrorFailed) as raised:
        mirror(public, target, options)
    assert "\n" not in str(raised.value)
    return str(raised.value)
