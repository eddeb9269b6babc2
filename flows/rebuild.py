"""``acuerdos rebuild``: a version made again from the captures, in another folder, and compared byte by byte."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flows.home import Home
from flows.look import Looked
from flows.moments import Moment, moment_of
from flows.sealing import recorded_seal
from flows.steps import Refresh
from warehouse.checksums import SIGNATURE, SUMS
from warehouse.layout import DATABASE, version_folders, version_key
from warehouse.metadata.publisher import Publisher
from warehouse.publication import INPUTS
from warehouse.published import content_problems as verify_public
from warehouse.published import version_folder
from warehouse.seal import Seal
from warehouse.store import Store


class CannotRebuild(RuntimeError):
    """The version does not say what it was made of, or its captures are gone; one line."""


def rebuild(home: Home, version: str, into: Path | None) -> list[str]:
    """Make ``version`` again under ``into`` (a new folder; by default one that is removed) and tell how it differs.

    Every version up to it is made again, each from its recorded inputs and the archived captures, for history has to
    begin where it began. Returns differences in Spanish, one line each. Raises ``NothingPublished``,
    ``UnknownVersion`` and ``CannotRebuild``.
    """
    original = version_folder(home.public, version)
    with _folder(into) as folder:
        again = home_over(home.captures, folder)
        for name in sorted(version_folders(home.public), key=version_key):
            if version_key(name) <= version_key(version):
                make_again(again, home.public / "v" / name, name)
        return compared(original, again.public, version)


def home_over(captures: Path, folder: Path) -> Home:
    """An empty home in ``folder`` with the captures of another."""
    again = Home(folder)
    again.prepare()
    again.captures.rmdir()
    again.captures.symlink_to(captures, target_is_directory=True)
    return again


def compared(original: Path, public: Path, version: str) -> list[str]:
    """What differs between a version's folder and the one made again under ``public``, and what is wrong with that."""
    found = differences(original, public / "v" / version)
    return found + [f"rehecha, {line}" for line in verify_public(public, version)]


@contextmanager
def _folder(into: Path | None) -> Iterator[Path]:
    if into is None:
        with TemporaryDirectory(prefix="acuerdos-rebuild-") as folder:
            yield Path(folder)
        return
    if into.exists() and any(into.iterdir()):
        raise CannotRebuild(f"{into}: la carpeta no está vacía; dé otra con --into")
    into.mkdir(parents=True, exist_ok=True)
    yield into.resolve()


def read_inputs(folder: Path) -> tuple[Moment, dict[str, Any]]:
    """What a version says it was made of, and its ``index.json``. Raises ``CannotRebuild``."""
    try:
        found = moment_of(json.loads((folder / INPUTS).read_text(encoding="utf-8")))
        return found, json.loads((folder / "index.json").read_text(encoding="utf-8"))
    except (OSError, ValueError, LookupError, TypeError) as error:
        reason = "es anterior a inputs.json o está dañada"
        raise CannotRebuild(f"{folder.name}: no dice de qué se hizo ({reason}); no se puede rehacer") from error


def make_again(again: Home, folder: Path, version: str) -> None:
    """Make the version published in ``folder`` in another home, after the older ones. Raises ``CannotRebuild``."""
    inputs, index = read_inputs(folder)
    with Store(again.warehouse) as store:
        work = refresh_of(again, store, inputs, index, recorded_seal(folder))
        outcome = work.everything()
    if outcome.version != version:
        gate = outcome.verdict.summary_line() if outcome.verdict and not outcome.verdict.passed else ""
        raise CannotRebuild(
            f"{version}: con las mismas capturas no sale esa versión ({gate or outcome.version or 'nada nuevo'}); "
            f"se hizo con la revisión {str(index.get('git_revision'))[:12]}"
        )


def refresh_of(again: Home, store: Store, inputs: Moment, index: Mapping[str, Any], seal: Seal) -> Refresh:
    """The refresh that makes a version again; what the store has read of the same captures is not read again."""
    from flows.replay import replayed

    known = store.parts()
    parts = {
        part.key: replace(part, read_digest=known[part.key].read_digest if part.key in known else "")
        for part in inputs.parts
    }
    looked = Looked(skipped=[source for source in inputs.sources if source.id in inputs.skipped])
    former = replayed(again, inputs.past, moments(again.public)) if inputs.past else None
    return Refresh(
        again, store, inputs.sources, parts, looked, inputs.moment, before=parts, borrowed=inputs.borrowed,
        past=inputs.past, former=former,
        made_with={name: index[name] for name in ("git_revision", "lock_sha256") if name in index},
        publisher=Publisher(contact=str(index.get("contact", Publisher().contact))), seal=seal, with_page=False,
    )  # fmt: skip


def moments(public: Path) -> list[tuple[str, Moment]]:
    """Name and inputs of every published version, oldest first. Raises ``CannotRebuild``."""
    return [(name, read_inputs(public / "v" / name)[0]) for name in sorted(version_folders(public), key=version_key)]


def differences(original: Path, again: Path) -> list[str]:
    """Files that differ byte by byte; the DuckDB file, which never repeats, is compared by content elsewhere."""
    names = {path.name for folder in (original, again) for path in folder.iterdir()} - {DATABASE, SIGNATURE}
    return [
        f"{name}: {'no es igual byte por byte' if _both(original, again, name) else 'no está en las dos carpetas'}"
        for name in sorted(names)
        if not _both(original, again, name) or _bytes(original / name) != _bytes(again / name)
    ]


def _both(original: Path, again: Path, name: str) -> bool:
    return (original / name).is_file() and (again / name).is_file()


def _bytes(path: Path) -> bytes:
    content = path.read_bytes()
    if path.name == SUMS:
        return b"\n".join(line for line in content.splitlines() if not line.endswith(DATABASE.encode()))
    return content
