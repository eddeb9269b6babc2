"""History played again from its moments, so that a state seen late in an archive takes its place among the others.

In: archived moments and the moments of the published versions. Out: the tables as the newest version would have left
them had every moment been seen in its time, under the identifiers that are already in use.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from expectations.floors import excused_sources
from extractors.archive import Archive
from extractors.observation import Observation
from extractors.source import Source
from flows.home import Home
from flows.judgement import RuleJudgement
from flows.moments import Moment
from flows.part_reading import captures_of, observe
from flows.source_issues import source_issues
from transforms.linkage import Memory
from transforms.normalise import normalise, number_issues
from warehouse.assembly import assemble, known_observations
from warehouse.content import content_fingerprint
from warehouse.layout import VERSION_NAME
from warehouse.published import load_tables
from warehouse.rekeying import renamed
from warehouse.store import Part


@dataclass(slots=True)
class _Playing:
    """Where the playing stands: the sources, their parts, what was read of them, and the tables."""

    home: Home
    archive: Archive
    sources: dict[str, Source] = field(default_factory=dict)
    parts: dict[tuple[str, str], Part] = field(default_factory=dict)
    readings: dict[str, list[Observation]] = field(default_factory=dict)
    tables: dict[str, pa.Table] = field(default_factory=dict)
    captures: frozenset[str] = frozenset()


def replayed(home: Home, past: Sequence[Moment], live: Sequence[tuple[str, Moment]]) -> dict[str, pa.Table]:
    """The tables after all moments, in the order of their instants; ``live``: with the names of their versions.

    Identifiers of the newest live version stay: an agreement that the past already knew takes the one it has there.
    """
    playing = _Playing(home, Archive(home.captures))
    timeline = [("", moment) for moment in past] + list(live)
    taken = {name for name, _ in live}
    for name, moment in sorted(timeline, key=lambda one: (one[1].moment, one[0])):
        _enter(playing, moment, whole=bool(name))
        version = name or _free_name(moment.day, taken)
        if _play(playing, version, moment):
            taken.add(version)
    if not live:
        return playing.tables
    return renamed(playing.tables, load_tables(home.public, live[-1][0]))


def _free_name(day: str, taken: set[str]) -> str:
    numbers = [int(found[2] or 1) for name in taken if (found := VERSION_NAME.fullmatch(name)) and found[1] == day]
    return f"{day}.{max(numbers) + 1}" if numbers else day


def _enter(playing: _Playing, moment: Moment, *, whole: bool) -> None:
    """Take over the state of the sources: of all of them for a version, of its own for an archived moment."""
    if whole:
        playing.sources, playing.parts = {}, {}
    for source in moment.sources:
        playing.sources[source.id] = source
        playing.parts = {key: part for key, part in playing.parts.items() if key[0] != source.id}
    playing.parts.update({part.key: part for part in moment.parts})


def _play(playing: _Playing, version: str, moment: Moment) -> bool:
    """One moment; False where it says nothing new."""
    observed = [(seen.dataset, seen) for key in sorted(playing.parts) for seen in _observed(playing, key)]
    former = playing.tables
    memory = Memory(known_observations(former), former["review"].to_pylist() if former else [])
    made = normalise(observed, moment.day, memory)
    skipped = [source for source in moment.sources if source.id in moment.skipped]
    made.quality.extend(source_issues(playing.sources, skipped, playing.parts.values()))
    number_issues(made.quality)
    captured = Counter(seen.capture_sha256 for _, seen in observed)
    _, tables = assemble(
        made.tables, made.quality, former, described=[source.described() for source in playing.sources.values()],
        parts=list(playing.parts.values()), rows_by_source=Counter(seen.source_id for _, seen in observed),
        rows_by_capture=captured, former_captures=playing.captures, public=playing.home.public, today=moment.day,
        version=version, judgement=_judgement(playing, moment, [seen for _, seen in observed]),
    )  # fmt: skip
    if former and content_fingerprint(tables) == content_fingerprint(former):
        return False
    playing.tables, playing.captures = tables, frozenset(captured)
    return True


def _judgement(playing: _Playing, moment: Moment, seen: Sequence[Observation]) -> RuleJudgement:
    """What was not to be believed then, by today's rules, as in a refresh."""
    unread = {part.source_id for part in playing.parts.values() if part.failure} | set(moment.skipped)
    return RuleJudgement(
        seen, today=moment.day, minimum_rows={source.id: source.min_rows for source in playing.sources.values()},
        kept_sources=excused_sources(unread, len(seen)),
    )  # fmt: skip


def _observed(playing: _Playing, key: tuple[str, str]) -> list[Observation]:
    part = playing.parts[key]
    source = playing.sources[part.source_id]
    if not part.captures:
        return []
    mark = hashlib.sha256(
        f"{key}{[(c.sequence, c.sha256, c.captured_at) for c in part.captures]}{source.model_dump_json()}".encode()
    ).hexdigest()
    if mark not in playing.readings:
        playing.readings[mark] = list(observe(source, part, captures_of(playing.archive, part)).observations)
    return playing.readings[mark]
