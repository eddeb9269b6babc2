"""``acuerdos rebuild --all``: every version made again from the captures, and the warehouse that results put in use."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.archive import Archive
from extractors.failures import SourceFailure
from extractors.source import Source
from flows.home import Home
from flows.look import Parts
from flows.part_reading import refuse_a_great_loss
from flows.rebuild import CannotRebuild, compared, home_over, make_again, read_inputs
from flows.recovery import recovered_parts
from flows.sources_in_use import sources_in_use
from warehouse.checksums import check_sums
from warehouse.layout import version_folders, version_key
from warehouse.pointers import point_at
from warehouse.store import Part, Store
from warehouse.store_file import set_aside

_WORK = ".rebuild-"


@dataclass(frozen=True, slots=True)
class Remade:
    """One version: how what was made again differs from it, a line each; none where all bytes are equal."""

    version: str
    differences: tuple[str, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether it came out byte by byte."""
        return not self.differences

    def __str__(self) -> str:
        if self.equal:
            return f"{self.version}: rehecha desde las capturas, igual byte por byte"
        more = f" y {len(self.differences) - 3} más" if len(self.differences) > 3 else ""
        return f"{self.version}: distinta ({'; '.join(self.differences[:3])}{more})"


@dataclass(slots=True)
class RemadeAll:
    """``lines``: one per version, oldest first; ``warehouse``: what became of the warehouse, one line."""

    lines: list[Remade] = field(default_factory=list)
    warehouse: str = ""

    @property
    def exit_code(self) -> int:
        """0 where every version is equal."""
        return 0 if all(line.equal for line in self.lines) else 1

    def as_json(self) -> dict[str, object]:
        """The same as JSON values."""
        return {
            "versions": [{"version": line.version, "differences": list(line.differences)} for line in self.lines],
            "warehouse": self.warehouse,
        }


def rebuild_all(
    home: Home, *, sources_path: Path | None = None, say: Callable[[str], None] = lambda _: None
) -> RemadeAll:
    """Make every published version again in a folder that is removed, and replace the warehouse by what results.

    What was captured after the newest version counts in the new warehouse, too, for the next run to read. Where
    nothing is published any more, only today's state can be made: of ``sources_path``, from the newest captures. The
    former warehouse is set aside, and nothing published is touched. ``say`` is told each line as it comes.
    Raises ``HomeProblem``, ``SourceRecordError`` and ``OSError``.
    """
    home.prepare()
    with home.locked(say):
        for left in home.folder.glob(f"{_WORK}*"):
            shutil.rmtree(left)
        with TemporaryDirectory(prefix=_WORK, dir=home.folder) as folder:
            again = home_over(home.captures, Path(folder))
            result = RemadeAll()
            for version in sorted(version_folders(home.public), key=version_key):
                result.lines.append(_remade(again, home.public / "v" / version))
                say(str(result.lines[-1]))
            result.warehouse = _warehouse(home, again, sources_path, made=bool(result.lines))
            say(result.warehouse)
        return result


def _remade(again: Home, folder: Path) -> Remade:
    version = folder.name
    try:
        make_again(again, folder, version)
        found = compared(folder, again.public, version)
    except CannotRebuild as error:
        found = [str(error).removeprefix(f"{version}: ")]
    # Later versions are to be judged by themselves: they were made of this one as it was published.
    if found and not check_sums(folder):
        _take_as_published(again.public, folder)
    return Remade(version, tuple(found))


def _take_as_published(public: Path, folder: Path) -> None:
    for other in version_folders(public):
        if version_key(other) >= version_key(folder.name):
            shutil.rmtree(public / "v" / other)
    shutil.copytree(folder, public / "v" / folder.name)
    point_at(public, folder.name)


def _warehouse(home: Home, again: Home, sources_path: Path | None, *, made: bool) -> str:
    """Bring the new warehouse up to what was captured last, and put it in use."""
    sources = _sources_of_newest(home) or sources_in_use(sources_path)[0]
    with Store(again.warehouse) as store:
        later = newer_parts(sources, store.parts(), Archive(home.captures))
        store.save_parts(later.values())
        count = len(store.parts())
    former = set_aside(home.warehouse, "former")
    os.replace(again.warehouse, home.warehouse)
    kept = f"; el anterior quedó en {former}" if former else ""
    if not made:
        found = len({source_id for source_id, _ in later})
        return (
            f"nada publicado: solo puede rehacerse el estado de hoy, {count} partes de {found} fuentes según sus "
            f"capturas más nuevas; publíquelo con acuerdos run{kept}"
        )
    waiting = f"; {len(later)} con capturas posteriores, que leerá la próxima corrida" if later else ""
    return f"{home.warehouse.name}: rehecho, {count} partes de fuentes{waiting}{kept}"


def _sources_of_newest(home: Home) -> Sequence[Source]:
    for version in version_folders(home.public):
        try:
            return read_inputs(home.public / "v" / version)[0].sources
        except CannotRebuild:
            continue
    return ()


def newer_parts(sources: Sequence[Source], known: Parts, archive: Archive) -> Parts:
    """The parts of which something newer was captured than is known, as a look would leave them: still to be read."""
    parts: Parts = {}
    by_id = {source.id: source for source in sources}
    for key, found in recovered_parts(sources, archive).items():
        former = known.get(key)
        if former is None:
            parts[key] = found
        elif _is_news(by_id[key[0]], former, found):
            parts[key] = replace(former, captures=found.captures, looked_at=_latest(found), failure_kind="", failure="")
    return parts


def _is_news(source: Source, former: Part, found: Part) -> bool:
    if found.rows_sha256 == former.rows_sha256 or _latest(found) <= _latest(former):
        return False
    try:
        refuse_a_great_loss(source, found, found.rows, former.rows)
    except SourceFailure:
        return False
    return True


def _latest(part: Part) -> str:
    return max((capture.captured_at for capture in part.captures), default="")
