"""``SHA256SUMS``: written last into a version, so its presence says that the version is whole."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

SUMS = "SHA256SUMS"
# Over the sums, so it cannot stand among them.
SIGNATURE = "SHA256SUMS.minisig"


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


Digest = Callable[[Path], str]


class Digests:
    """The same as ``sha256``, but each file is read once, as long as its size and its time stay as they were.

    For one publication, which hashes what it has just written itself; whoever checks a version reads it anew.
    """

    def __init__(self) -> None:
        self._known: dict[Path, tuple[tuple[int, int], str]] = {}

    def __call__(self, path: Path) -> str:
        """Hexadecimal SHA-256 of a file. Raises ``OSError``."""
        found = path.stat()
        state = found.st_size, found.st_mtime_ns
        known = self._known.get(path)
        if known is None or known[0] != state:
            known = self._known[path] = (state, sha256(path))
        return known[1]


def write_sums(folder: Path, digest: Digest = sha256) -> None:
    """Write ``SHA256SUMS`` over every other file of ``folder``, sorted, as ``sha256sum -c`` reads it."""
    lines = [f"{digest(folder / name)}  {name}\n" for name in _files(folder)]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def check_sums(folder: Path) -> list[str]:
    """Problems of a version folder, one sentence each: altered, missing and extra files."""
    try:
        expected = _read_sums(folder)
    except (OSError, ValueError) as error:
        return [f"{SUMS}: no se puede leer ({error})"]
    present = _files(folder)
    problems = [f"{name}: sobra, no está en {SUMS}" for name in present if name not in expected]
    for name, digest in expected.items():
        if name not in present:
            problems.append(f"{name}: falta")
        elif sha256(folder / name) != digest:
            problems.append(f"{name}: sus bytes no son los publicados")
    return problems


def _files(folder: Path) -> list[str]:
    paths = (path for path in folder.rglob("*") if not path.is_dir() or path.is_symlink())
    about_them = (folder / SUMS, folder / SIGNATURE)
    return sorted(path.relative_to(folder).as_posix() for path in paths if path not in about_them)


def _read_sums(folder: Path) -> dict[str, str]:
    lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    sums = {name: digest for digest, separator, name in (line.partition("  ") for line in lines) if separator}
    if not sums or len(sums) != len(lines):
        raise ValueError("vacío o con renglones que no son de sha256sum")
    return sums
