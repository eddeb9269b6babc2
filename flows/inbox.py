"""Pages that a person saved by hand and put into ``inbox/``: which source each is of, and taking them as captures.

A file tells its source by its name (``rai_jalisco.html``, ``rai_jalisco-2026-11-02.mhtml``), by its folder
(``inbox/rai_jalisco/anything.html``) or by the address it was saved from. What was taken moves to ``inbox/taken/``,
what could not be used to ``inbox/refused/`` with the reason beside it; nothing is deleted.
"""

from __future__ import annotations

import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from extractors.addresses import address_key
from extractors.archive import Archive
from extractors.capture import Capture, sha256_of
from extractors.capturing import PartResult, replacement_failure
from extractors.decode import sniff_media_type
from extractors.failures import SourceFailure, SourceRecordError, Unreadable
from extractors.saved_pages import SavedPage, read_saved_page
from extractors.source import Source
from flows.inbox_files import content_of, move_into, shown_name, write_reason
from flows.look import Parts, after_look
from flows.part_reading import observe
from transforms.text import fold
from warehouse.store import Part

TAKEN, REFUSED = "taken", "refused"
LARGEST = 100_000_000
_UNFINISHED = (".part", ".crdownload", ".download", ".tmp", ".swp", "~")
_STILL = 1.0
_WARC = (".warc", ".warc.gz")


@dataclass(slots=True)
class Intake:
    """``parts``: state of the parts for which pages came; ``taken``: source by file; ``refused``: reason by file;
    ``warcs``: files of other archivers, with their source, that are for ``acuerdos ingest`` to play into history.
    """

    parts: Parts = field(default_factory=dict)
    taken: dict[Path, Source] = field(default_factory=dict)
    refused: dict[Path, str] = field(default_factory=dict)
    warcs: dict[Path, Source] = field(default_factory=dict)


def waiting_files(inbox: Path) -> list[Path]:
    """Files to be taken, by name: in the inbox or one folder below it; not hidden, half-downloaded or done ones."""
    return [path for path in _candidates(inbox) if path.is_file() and not path.is_symlink() and not _unfinished(path)]


def finished_files(inbox: Path, pause: Callable[[float], None] = time.sleep) -> list[Path]:
    """The waiting files that nobody is still writing: one touched just now is looked at twice."""
    first = {path: _mark(path) for path in waiting_files(inbox)}
    young = [path for path, mark in first.items() if time.time() - mark[1] < _STILL]
    if young:
        pause(_STILL / 2)
    return [path for path, mark in first.items() if mark[0] >= 0 and (path not in young or _mark(path) == mark)]


def take_in(
    files: Sequence[Path], inbox: Path, sources: Sequence[Source], known: Parts, archive: Archive, now: datetime
) -> Intake:
    """Take files as captures of today; several of one part are its pages, in the order of their names.

    The bytes are in the archive before this returns. Files stay where they are: see ``put_away``.
    """
    intake = Intake()
    groups: dict[tuple[str, str], list[tuple[Path, SavedPage, str]]] = defaultdict(list)
    by_id = {source.id: source for source in sources}
    for file in files:
        try:
            _sort(file, inbox, by_id, known, groups, intake)
        except (SourceFailure, SourceRecordError) as error:
            intake.refused[file] = str(error)
        except OSError as error:
            intake.refused[file] = f"no se puede leer ({error.strerror})"
    for key, pages in groups.items():
        former = known.get(key, Part(*key, link_text=pages[0][2]))
        try:
            intake.parts[key] = _taken(by_id[key[0]], former, pages, archive, now)
        except SourceFailure as failure:
            intake.refused |= {file: str(failure) for file, _, _ in pages}
        else:
            intake.taken |= {file: by_id[key[0]] for file, _, _ in pages}
    return intake


def page_capture(
    source: Source, part: str, name: str, page: SavedPage, now: datetime, *, link_text: str = "", sequence: int = 0
) -> Capture:
    """A page saved by hand as a capture of ``now``, marked with the file it came from."""
    headers = (("Content-Type", page.content_type),) if page.content_type else ()
    shown = shown_name(Path(name))
    media_type = sniff_media_type(page.body, page.content_type)
    return Capture(
        source.id, part, part or source.url, now, 200, media_type, (*headers, ("X-Archived-At", f"inbox:{shown}")),
        page.body, sha256_of(page.body), link_text, sequence,
    )  # fmt: skip


def put_away(intake: Intake, inbox: Path, now: datetime) -> None:
    """Move what was taken and what was refused out of the way, each refused file with its reason beside it."""
    stamp = now.strftime("%Y%m%dT%H%M%S")
    for file in intake.taken:
        move_into(inbox / TAKEN, file, stamp)
    for file, reason in intake.refused.items():
        moved = move_into(inbox / REFUSED, file, stamp)
        if moved:
            write_reason(moved, reason)


def _candidates(inbox: Path) -> Iterable[Path]:
    if not inbox.is_dir():
        return
    for path in sorted(inbox.iterdir()):
        if path.name.startswith(".") or path.name in {TAKEN, REFUSED}:
            continue
        # A browser puts what belongs to a page into a folder beside it: "Jalisco.html" and "Jalisco_files/".
        if path.is_symlink():
            continue
        if path.is_dir() and not path.name.endswith(("_files", "_archivos")):
            # A folder that may not be read, or is gone by now, holds up nothing else.
            with suppress(OSError):
                yield from sorted(inner for inner in path.iterdir() if not inner.name.startswith("."))
        else:
            yield path


def _unfinished(path: Path) -> bool:
    return path.name.lower().endswith(_UNFINISHED)


def _mark(path: Path) -> tuple[int, float]:
    """Size, and when the file was last touched by the clock of the machine; -1 for one that is gone."""
    try:
        found = path.stat()
    except OSError:
        return -1, 0.0
    return found.st_size, max(found.st_mtime, found.st_ctime)


def _sort(
    file: Path,
    inbox: Path,
    by_id: Mapping[str, Source],
    known: Parts,
    groups: dict[tuple[str, str], list[tuple[Path, SavedPage, str]]],
    intake: Intake,
) -> None:
    named = _named(file, inbox, by_id)
    if file.name.lower().endswith(_WARC):
        if named is None:
            raise _unplaced(file)
        intake.warcs[file] = named
        return
    page = read_saved_page(content_of(file, LARGEST))
    source, part = _place(file, page, named, by_id, known)
    link_text = known[source.id, part].link_text if (source.id, part) in known else ""
    groups[source.id, part].append((file, page, link_text))


def _named(file: Path, inbox: Path, by_id: Mapping[str, Source]) -> Source | None:
    """The source a file is named after; its folder first, then the one identifier that stands alone in its name."""
    if file.parent != inbox and file.parent.name in by_id:
        return by_id[file.parent.name]
    name = file.name.lower()
    # "rai_jaliso" is a slip and not a page of "rai"; "rai_2026" is one of it.
    found = [one for one in by_id if re.search(rf"(?<![a-z0-9_]){re.escape(one)}(?![a-z0-9]|_[a-z])", name)]
    return by_id[found[0]] if len(found) == 1 else None


def _place(
    file: Path, page: SavedPage, named: Source | None, by_id: Mapping[str, Source], known: Parts
) -> tuple[Source, str]:
    """Source and part of a page, by its name and by the address it was saved from."""
    address = address_key(page.url) if page.url else ""
    candidates = [named] if named else list(by_id.values())
    for source in candidates:
        children = [part for source_id, part in known if source_id == source.id and part]
        for part in children:
            if address and address_key(part) == address:
                return source, part
        if source.access != "index" and (source is named or (address and address_key(source.url) == address)):
            return source, ""
        told = [part for part in children if _says(file, known[source.id, part])]
        if source is named and len(told) == 1:
            return source, told[0]
    if named:
        what = f"es de {named.id}, un índice, y no dice de cuál de sus páginas"
        raise Unreadable("", shown_name(file), what, "póngale también el texto de su enlace, como rai--Jalisco.html")
    raise _unplaced(file)


def _says(file: Path, part: Part) -> bool:
    """Whether a file is named after the link that leads to a part."""
    words = fold(part.link_text).split()
    return bool(words) and words == fold(file.stem.rpartition("--")[2]).split()


def _unplaced(file: Path) -> Unreadable:
    what = "no dice de qué fuente es, ni su nombre ni la dirección de la que se guardó"
    return Unreadable(
        "", shown_name(file), what, "póngale el identificador de la fuente, como rai.html (acuerdos sources)"
    )


def _taken(
    source: Source, former: Part, pages: Sequence[tuple[Path, SavedPage, str]], archive: Archive, now: datetime
) -> Part:
    captures = [
        page_capture(source, former.part, file.name, page, now, link_text=link_text, sequence=number)
        for number, (file, page, link_text) in enumerate(pages)
    ]
    for capture in captures:
        archive.store(capture)
    failure = next((found for found in map(replacement_failure, captures) if found), None)
    if failure:
        raise failure
    moment = now.isoformat(timespec="seconds")
    # Data in use must not be put aside by a file that cannot be read: it is refused before it counts for anything.
    unread = replace(former, captures=(), rows_sha256="", refused="")
    result = PartResult(former.part, former.link_text, captures)
    observe(source, after_look(result, source, unread, moment), captures)
    after = after_look(result, source, former, moment)
    if after.failure:
        raise Unreadable(source.id, shown_name(pages[0][0]), after.failure, "mire la página y vuelva a guardarla")
    return after
