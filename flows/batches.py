"""The work that many may share, cut into batches: looking, reading and interpreting.

Each function takes one plain value and gives one back, both fit to be sent to another process, so that threads, Dask
and the workers of a pool run the same code. Captures travel through the archive, not through the queue.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from extractors.archive import Archive
from extractors.capture import Capture
from extractors.failures import SourceFailure
from extractors.observation import Observation
from extractors.row_fingerprint import row_fingerprint
from extractors.source import Source
from flows.agenda import host_of
from flows.clock import clock
from flows.look import Look, Looked, Parts, look, to_look_at
from flows.observation_rows import as_row, from_row
from flows.part_reading import captures_of, layout_of, observe, refuse_a_great_loss
from transforms.interpretation import Interpreted, interpret
from warehouse.store import KeptLayout, Part

BATCH = 50
ROWS = 5_000
Batch = TypeVar("Batch")
Result = TypeVar("Result")


class WorkThrough(Protocol):
    """How batches are worked through: one after the other, in threads, on Dask, by the workers of a pool."""

    def __call__(self, function: Callable[[Batch], Result], batches: Sequence[Batch], /) -> Iterable[Result]:
        """The results, in the order of the batches."""
        ...


@dataclass(frozen=True, slots=True)
class Crew:
    """Who does the work. ``shares``: into how many batches to cut it, 0 for batches of a fixed size; ``thrifty``: what
    fits into one such batch is not cut, since sharing out costs more than it saves.
    """

    work_through: WorkThrough
    shares: int = 0
    thrifty: bool = False

    def size(self, things: int, usual: int) -> int:
        """How many of so many things make a batch."""
        if not self.shares or (self.thrifty and things <= usual):
            return usual
        return math.ceil(things / self.shares) or 1

    def cut(self, things: Sequence[Batch], usual: int) -> list[Sequence[Batch]]:
        """The things in batches, in their order."""
        size = self.size(len(things), usual)
        return [things[start : start + size] for start in range(0, len(things), size)]


def one_after_the_other(function: Callable[[Batch], Result], batches: Sequence[Batch], /) -> Iterable[Result]:
    """Work through the batches in this thread."""
    return map(function, batches)


ALONE = Crew(one_after_the_other)


@dataclass(frozen=True, slots=True)
class LookBatch:
    """Sources to look at, what is known of them, where captures are kept, and the clock if it is stopped."""

    sources: tuple[Source, ...]
    known: Parts
    captures: Path
    now: str | None


@dataclass(frozen=True, slots=True)
class LookResult:
    """State of the parts after the look, and the keys of those that changed."""

    parts: Parts
    changed: list[tuple[str, str]]


def look_batch(batch: LookBatch) -> LookResult:
    """Look at the sources of a batch; their captures are in the archive."""
    looked = look(batch.sources, batch.known, Archive(batch.captures), now=clock(batch.now), live=True)
    return LookResult(looked.parts, looked.changed)


def look_with(crew: Crew, *, stopped: bool = False) -> Look:
    """A look whose batches the crew works through; the sources of one host stay together, for its sake.

    ``stopped``: the clock stands still; one that runs is each worker's own.
    """

    def look_in_batches(
        sources: Sequence[Source], known: Parts, archive: Archive, /, *, now: Callable[[], datetime], live: bool
    ) -> Looked:
        result = Looked()
        result.looked, result.skipped = to_look_at(sources, live=live)
        parts_of: dict[str, Parts] = defaultdict(dict)
        for key, part in known.items():
            parts_of[key[0]][key] = part
        batches = [
            LookBatch(
                tuple(share),
                {key: part for source in share for key, part in parts_of[source.id].items()},
                archive.folder,
                now().isoformat() if stopped else None,
            )
            for share in _by_host(crew, result.looked)
        ]
        for found in crew.work_through(look_batch, batches):
            result.parts.update(found.parts)
            result.changed.extend(found.changed)
        return result

    return look_in_batches


def _by_host(crew: Crew, sources: Sequence[Source]) -> list[list[Source]]:
    """The sources in batches; those that must be asked one after the other, with a pause, are never parted."""
    hosts: dict[str, list[Source]] = defaultdict(list)
    for number, source in enumerate(sources):
        hosts[host_of(source) if source.delay else f"{number}"].append(source)
    size = crew.size(len(sources), BATCH)
    batches: list[list[Source]] = []
    for group in hosts.values():
        if not batches or len(batches[-1]) + len(group) > max(size, len(group)):
            batches.append([])
        batches[-1].extend(group)
    return batches


@dataclass(frozen=True, slots=True)
class ToRead:
    """A part to be read, with its source. ``known``: rows it had, to refuse a great loss; None where none may be told.

    ``fresh``: its captures if they are at hand, so that the archive need not be opened.
    """

    source: Source
    part: Part
    known: int | None
    fresh: tuple[Capture, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadBatch:
    """Parts to be read, and where their captures are."""

    parts: tuple[ToRead, ...]
    captures: Path


@dataclass(frozen=True, slots=True)
class PartRead:
    """What was read of a part: rows for the store, or why not."""

    key: tuple[str, str]
    rows: list[dict[str, Any]] = field(default_factory=list)
    unknown_headings: tuple[tuple[str, str], ...] = ()
    rows_sha256: str = ""
    layout: KeptLayout = field(default_factory=KeptLayout)
    failure_kind: str = ""
    failure: str = ""


def read_batch(batch: ReadBatch) -> list[PartRead]:
    """Read the observations of the parts of a batch; one that cannot be read says why."""
    archive = Archive(batch.captures)
    return [_read(one, archive) for one in batch.parts]


def _read(one: ToRead, archive: Archive) -> PartRead:
    try:
        reading = observe(one.source, one.part, list(one.fresh) or captures_of(archive, one.part))
        if one.known is not None:
            refuse_a_great_loss(one.source, one.part, len(reading.observations), one.known)
    except SourceFailure as failure:
        return PartRead(one.part.key, failure_kind=failure.kind, failure=str(failure))
    return PartRead(
        one.part.key, [as_row(seen) for seen in reading.observations], tuple(sorted(reading.unknown_headings.items())),
        row_fingerprint(reading.observations), layout_of(one.part, reading.observations),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class InterpretBatch:
    """Rows of the store, as they were observed, and the day."""

    rows: tuple[dict[str, Any], ...]
    today: str


def interpret_batch(batch: InterpretBatch) -> list[Interpreted]:
    """What each row means by itself."""
    observed: list[tuple[str, Observation]] = [(row["dataset"], from_row(row)) for row in batch.rows]
    return interpret(observed, batch.today)
