"""A copy of what is published at another place (folder, S3, any fsspec target), in the order of a publication.

Version first, ``SHA256SUMS`` last in it, ``latest.json`` last of all: whoever reads there, at whatever moment, finds
``latest.json`` naming a whole version, and a copy cut short is carried on by the next one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warehouse.checksums import SUMS, check_sums
from warehouse.durable import sync
from warehouse.layout import version_folders, version_key
from warehouse.pointers import LATEST
from warehouse.published import latest_version
from warehouse.site.mark import MARK, files_of_page

__all__ = ["MirrorFailed", "mirror"]

VERSIONS_FOLDER = "v"
LATEST_FOLDER = "latest"
# Where an upload appears whole or not at all; elsewhere a file is written beside its place and moved there.
PUT_IS_ATOMIC = frozenset({"s3", "s3a", "gs", "gcs", "abfs", "az", "adl", "oss", "memory"})
# A password may itself hold /, @ and spaces.
CREDENTIALS = re.compile(r"(?<=://)(?:[^/@:]*:.*@|[^/@]*@)")
# Signed addresses carry their signature in the query.
QUERY = re.compile(r"(?<=\S)\?[^\s\"']*")
REASON_LENGTH = 200
ADVICE: tuple[tuple[type[Exception], str], ...] = (
    (ImportError, "instale la biblioteca que falta (para s3://, el extra `s3` de este paquete) y repita"),
    (PermissionError, "revise las credenciales y que permitan leer, listar, escribir y borrar ahí, y repita"),
    (FileNotFoundError, "cree antes el bucket o la carpeta, o corrija la dirección, y repita"),
)
DEFAULT_ADVICE = "revise la dirección, las credenciales y la red, y repita: lo ya copiado no se vuelve a subir"


class MirrorFailed(RuntimeError):
    """What is published could not be copied; one line that says what, where and what to do."""


def mirror(public: Path, target: str, options: Mapping[str, object] | None = None) -> list[str]:
    """Copy what is published under ``public`` to ``target``, a URL or path that fsspec understands.

    ``options`` are fsspec's storage options for that target (``key``, ``secret``, ``endpoint_url``...); what is not
    given is found as the library does, for S3 in ``AWS_ENDPOINT_URL``, ``AWS_ACCESS_KEY_ID`` and the like. Returns the
    names of the versions copied, oldest first; none where all was there already or nothing is published. An old
    version that is damaged here is left out. Raises ``MirrorFailed``; what was whole at the target stays as it was.
    """
    current = latest_version(public)
    if current is None:
        return []
    destination = _open(public, target, options or {})
    pointer, mark = destination.read([LATEST, MARK])
    _refuse_newer(pointer, current, destination)
    lacking = _lacking(public, current, destination)
    if not lacking and pointer == (public / LATEST).read_bytes() and mark == _content(public / MARK):
        return []
    _refuse_damaged(public, current, destination)
    for version in lacking:
        _copy_folder(public / VERSIONS_FOLDER / version, destination, f"{VERSIONS_FOLDER}/{version}")
    destination.unlink(LATEST_FOLDER)
    _copy_folder(public / VERSIONS_FOLDER / current, destination, LATEST_FOLDER)
    _copy_page(public, destination, mark)
    destination.put(public / LATEST, LATEST)
    return lacking


def _refuse_newer(pointer: bytes | None, current: str, destination: _Destination) -> None:
    try:
        named = str(json.loads(pointer or b"")["version"])
        newer = version_key(named) > version_key(current)
    except (ValueError, LookupError, TypeError):
        return  # A damaged pointer is mended by ours.
    if newer:
        raise MirrorFailed(
            f"{destination.shown}: no se copió nada: ahí ya está publicada {named}, más nueva que {current}; "
            "otro publica en el mismo lugar: elija otro destino, o copie desde donde se publicó esa versión"
        )


def _refuse_damaged(public: Path, current: str, destination: _Destination) -> None:
    problems = check_sums(public / VERSIONS_FOLDER / current)
    if problems:
        raise MirrorFailed(
            f"{destination.shown}: no se copió nada: la versión actual, {current}, está dañada aquí ({problems[0]}); "
            f"vea `acuerdos verify {current}`"
        )


def _lacking(public: Path, current: str, destination: _Destination) -> list[str]:
    """Versions that are not whole at the destination, oldest first; damaged ones only if it is ``current``."""
    versions = [name for name in reversed(version_folders(public)) if version_key(name) <= version_key(current)]
    found = destination.read([f"{VERSIONS_FOLDER}/{name}/{SUMS}" for name in versions])
    for version, theirs in zip(versions, found, strict=True):
        _refuse_other(public / VERSIONS_FOLDER / version / SUMS, theirs, version, destination)
    missing = [version for version, theirs in zip(versions, found, strict=True) if theirs is None]
    return [name for name in missing if name == current or not check_sums(public / VERSIONS_FOLDER / name)]


def _refuse_other(ours: Path, theirs: bytes | None, version: str, destination: _Destination) -> None:
    if theirs is None or not ours.is_file() or ours.read_bytes() == theirs:
        return
    raise MirrorFailed(
        f"{destination.shown}/{VERSIONS_FOLDER}/{version}: no se copió nada: ahí hay otra versión {version}, con otro "
        f"{SUMS}, y una versión publicada no cambia; elija otro destino, o averigüe con `acuerdos verify {version}` "
        "cuál de las dos es la buena"
    )


def _copy_folder(folder: Path, destination: _Destination, name: str) -> None:
    """Make the folder ``name`` there hold the files of ``folder`` and no others, ``SHA256SUMS`` last."""
    names = [path.relative_to(folder).as_posix() for path in _files(folder)]
    for inside in names:
        if inside != SUMS:
            destination.put(folder / inside, f"{name}/{inside}")
    for stale in sorted(set(destination.files(name)) - set(names)):
        destination.remove(f"{name}/{stale}")
    destination.put(folder / SUMS, f"{name}/{SUMS}")


def _copy_page(public: Path, destination: _Destination, mark: bytes | None) -> None:
    """Make the page there that of here: only the files that differ, by what ``page.json`` says on both sides."""
    ours, theirs = files_of_page(_parsed(_content(public / MARK))), files_of_page(_parsed(mark))
    for path in _beside(public):
        name = path.relative_to(public).as_posix()
        if name != MARK and (name not in ours or ours[name] != theirs.get(name)):
            destination.put(path, name)
    gone = sorted(theirs.keys() - ours.keys())
    for stale, content in zip(gone, destination.read(gone), strict=True):
        if content is not None:
            destination.remove(stale)
    if (public / MARK).is_file():
        destination.put(public / MARK, MARK)


def _parsed(content: bytes | None) -> object:
    try:
        return json.loads(content or b"")
    except ValueError:
        return None


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _beside(public: Path) -> list[Path]:
    """Files of ``public`` that belong to no version and are not hidden; pages come after what they show."""
    entries = [entry for entry in public.iterdir() if entry.name not in (VERSIONS_FOLDER, LATEST_FOLDER, LATEST)]
    paths = [path for entry in entries for path in ([entry] if entry.is_file() else _files(entry))]
    visible = [path for path in paths if not any(part.startswith(".") for part in path.relative_to(public).parts)]
    return sorted(visible, key=lambda path: (path.parent == public, path))


def _open(public: Path, target: str, options: Mapping[str, object]) -> _Destination:
    shown = _without_secrets(target).rstrip("/")
    with _told(shown, target):
        import fsspec.core

        # A filesystem kept from an earlier call remembers its listings, and credentials mended since.
        filesystem, root = fsspec.core.url_to_fs(target, **{**options, "skip_instance_cache": True})
        destination = _Destination(filesystem, str(root).rstrip("/"), target, shown)
    if destination.local and Path(root).resolve().is_relative_to(public.resolve()):
        raise MirrorFailed(f"{shown}: está dentro de lo publicado, {public}; elija otra carpeta")
    return destination


@dataclass(frozen=True, slots=True)
class _Destination:
    """Where the copy goes; every name is relative to it, and whatever fails there is a ``MirrorFailed``."""

    filesystem: Any
    root: str
    target: str
    shown: str

    @property
    def local(self) -> bool:
        return bool(getattr(self.filesystem, "local_file", False))

    def read(self, names: Sequence[str]) -> list[bytes | None]:
        """The bytes of each file, all asked for at once; None where there is none."""
        with _told(self.shown, self.target):
            # Not `cat`: it would take a [ or * in the address for a pattern.
            found = self.filesystem.cat_ranges([self._path(name) for name in names], None, None, on_error="return")
            return [_bytes_or_none(content) for content in found]

    def files(self, name: str) -> list[str]:
        """Names of the files under the folder ``name``, relative to it."""
        with _told(f"{self.shown}/{name}", self.target):
            folder = f"{self._path(name)}/"
            return [str(path).removeprefix(folder) for path in self.filesystem.find(folder)]

    def put(self, file: Path, name: str) -> None:
        """Write a file; nobody ever sees half of it."""
        with _told(f"{self.shown}/{name}", self.target):
            protocol = self.filesystem.protocol
            if PUT_IS_ATOMIC.isdisjoint((protocol,) if isinstance(protocol, str) else protocol):
                self._put_beside_and_move(file, self._path(name))
            else:
                self.filesystem.put_file(str(file), self._path(name))

    def remove(self, name: str) -> None:
        """Delete a file."""
        with _told(f"{self.shown}/{name}", self.target):
            self.filesystem.rm_file(self._path(name))

    def unlink(self, name: str) -> None:
        """Delete ``name`` if it is a symbolic link: writing through it would change the version it points at."""
        with _told(f"{self.shown}/{name}", self.target):
            link = Path(self._path(name))
            if self.local and link.is_symlink():
                link.unlink()

    def _path(self, name: str) -> str:
        return f"{self.root}/{name}"

    def _put_beside_and_move(self, file: Path, path: str) -> None:
        folder, _, name = path.rpartition("/")
        temporary = f"{folder}/.{name}.new"
        self.filesystem.makedirs(folder, exist_ok=True)
        self.filesystem.put_file(str(file), temporary)
        if self.local:
            sync(Path(temporary))
        self.filesystem.mv(temporary, path)
        if self.local:
            sync(Path(folder))


def _bytes_or_none(content: bytes | Exception) -> bytes | None:
    if isinstance(content, FileNotFoundError):
        return None
    if isinstance(content, Exception):
        raise content
    return content


@contextmanager
def _told(where: str, target: str) -> Iterator[None]:
    try:
        yield
    # Each fsspec filesystem lets through the errors of its own library, and they share no class.
    except Exception as error:
        advice = next((text for kind, text in ADVICE if isinstance(error, kind)), DEFAULT_ADVICE)
        raise MirrorFailed(f"{where}: no se pudo copiar lo publicado ({_reason(error, target)}); {advice}") from error


def _reason(error: Exception, target: str) -> str:
    # A library may quote any piece of the address, so no text of it is safe where the address carries a secret.
    if _without_secrets(target) != target:
        return f"{type(error).__name__}; el detalle se calla porque la dirección lleva credenciales"
    return _without_secrets(" ".join(str(error).split()))[:REASON_LENGTH] or type(error).__name__


def _without_secrets(text: str) -> str:
    return QUERY.sub("", CREDENTIALS.sub("", text))
