"""The second half of a run, step by step: read, normalise, validate, publish. Knows nothing of Prefect."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from extractors.archive import Archive
from extractors.capture import Capture
from extractors.failures import SourceFailure
from extractors.source import Source
from flows.fingerprint import git_revision, inputs_digest, lock_digest, reading_digest
from flows.home import Home
from flows.look import Looked, Parts
from flows.moments import Moment
from flows.observation_rows import as_row, from_row
from flows.part_reading import captures_of, observe, refuse_a_great_loss
from flows.source_issues import source_issues
from transforms.normalise import Normalised, normalise, number_issues
from transforms.validity import last_day
from warehouse.schema import TABLES
from warehouse.store import Part, Settled, Store, kept_failing

if TYPE_CHECKING:
    import pyarrow as pa

    from expectations.gate import Verdict

BATCH = 50
Row = dict[str, object]
Key = tuple[str, str]


@dataclass(slots=True)
class Outcome:
    """What a refresh came to. ``version`` is empty where nothing new was published or the gate failed."""

    version: str = ""
    rows: dict[str, int] = field(default_factory=dict)
    verdict: Verdict | None = None
    nothing_new: bool = False


class Refresh:
    """One refresh over a store that is already open. Call the steps in order, or ``everything``."""

    def __init__(
        self,
        home: Home,
        store: Store,
        sources: Sequence[Source],
        parts: Parts,
        looked: Looked,
        moment: str,
        *,
        before: Parts,
        borrowed: frozenset[str] = frozenset(),
        past: tuple[Moment, ...] = (),
        former: Mapping[str, pa.Table] | None = None,
        made_with: Mapping[str, object] | None = None,
    ) -> None:
        """``parts``: state after the look; ``before``: state before it; ``borrowed``: yardsticks nobody asked for.

        ``past``: archived moments now known, and ``former`` the history replayed with them, in place of the latest
        version's; ``made_with``: revision and lock hash to record, by default those of this checkout.
        """
        self.home = home
        self.store = store
        self.sources = {source.id: source for source in sources}
        self.parts = {key: part for key, part in parts.items() if key[0] in self.sources}
        self.before = before
        self.borrowed = borrowed
        self.fresh = looked.fresh
        self.skipped = looked.skipped
        self.today = moment[:10]
        self.moment = moment
        self.past = past
        self.made_with = made_with or {"git_revision": git_revision(), "lock_sha256": lock_digest()}
        self.archive = Archive(home.captures)
        self.normalised = Normalised()
        self.tables: dict[str, pa.Table] = {}
        self.former: dict[str, pa.Table] = {}
        self.published: dict[str, pa.Table] = {}
        self.replayed = former
        self.verdict: Verdict | None = None
        self.version = ""
        self.used: frozenset[str] = frozenset()
        self.seconds: dict[str, float] = {}
        self._lock = threading.Lock()

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] = round(self.seconds.get(step, 0.0) + time.perf_counter() - start, 3)

    # --- read

    def batches(self) -> list[list[Key]]:
        """Parts whose captures, record or reading code changed since they were last read, in batches."""
        stale = [
            key for key, part in sorted(self.parts.items()) if part.captures and self._digest(part) != part.read_digest
        ]
        return [stale[start : start + BATCH] for start in range(0, len(stale), BATCH)]

    def _digest(self, part: Part) -> str:
        return reading_digest(self.sources[part.source_id], part)

    def read(self, keys: Sequence[Key]) -> int:
        """Read the observations of some parts; one that cannot be read keeps its last good ones. Returns rows."""
        with self._timed("read"):
            return sum(self._read_one(key) for key in keys)

    def _read_one(self, key: Key) -> int:
        part = self.parts[key]
        source = self.sources[part.source_id]
        try:
            rows, unknown = self._observe(source, part)
        except SourceFailure as failure:
            before = self.before.get(key, Part(*key))
            good = replace(before, link_text=part.link_text, refused=self._digest(part))
            self.parts[key] = kept_failing(good, failure.kind, str(failure), part.looked_at)
            with self._lock:
                self.store.save_parts([self.parts[key]])
            return 0
        self.parts[key] = replace(
            part,
            read_digest=self._digest(part),
            data_of=max(c.captured_at for c in part.captures)[:10],
            refused="",
            unknown_headings=unknown,
        )
        with self._lock:
            self.store.save_reading(self.parts[key], rows)
        return len(rows)

    def _observe(self, source: Source, part: Part) -> tuple[list[dict[str, Any]], tuple[tuple[str, str], ...]]:
        reading = observe(source, part, self._captures(part))
        if part.captures != self.before.get(part.key, part).captures:  # not the same bytes, read by other code
            refuse_a_great_loss(source, part, len(reading.observations), self.store.count_observations(*part.key))
        return [as_row(observation) for observation in reading.observations], tuple(
            sorted(reading.unknown_headings.items())
        )

    def _captures(self, part: Part) -> list[Capture]:
        if part.key in self.fresh and [c.sha256 for c in self.fresh[part.key]] == [c.sha256 for c in part.captures]:
            dates = {c.sha256: c.captured_at for c in part.captures}
            return [replace(c, captured_at=datetime.fromisoformat(dates[c.sha256])) for c in self.fresh[part.key]]
        return captures_of(self.archive, part)

    # --- normalise

    def normalise(self) -> None:
        """Observations to rows, joined with what the former version knew; ends with every table ready to judge."""
        with self._timed("normalise"):
            self._normalise()

    def _normalise(self) -> None:
        from transforms.linkage import Memory
        from warehouse.assembly import assemble
        from warehouse.history import remembered_observations
        from warehouse.published import latest_version, load_tables

        observed = [(row["dataset"], from_row(row)) for row in self.store.observations(sorted(self.sources))]
        former = latest_version(self.home.public)
        self.published = load_tables(self.home.public, former) if former else {}
        self.former = dict(self.published if self.replayed is None else self.replayed)
        reviews = self.former["review"].to_pylist() if "review" in self.former else []
        self.normalised = normalise(observed, self.today, Memory(remembered_observations(self.former), reviews))
        self.normalised.quality.extend(source_issues(self.sources, self.skipped, self.parts.values()))
        number_issues(self.normalised.quality)
        read = Counter(observation.source_id for _, observation in observed)
        captured = Counter(observation.capture_sha256 for _, observation in observed)
        self.rows_by_source = {source_id: read.get(source_id, 0) for source_id in self.sources}
        self.used = frozenset(captured)
        self.version, self.tables = assemble(
            self.normalised.tables, self.normalised.quality, self.former,
            described=[source.described() for source in self.sources.values()], parts=list(self.parts.values()),
            rows_by_source=read, rows_by_capture=captured, public=self.home.public, today=self.today,
            former_captures=self.store.captures_of(former) if former else frozenset(),
        )  # fmt: skip

    # --- validate and publish

    def validate(self) -> Verdict:
        """The gate's verdict over the assembled tables."""
        from expectations.floors import excused_sources
        from expectations.gate import judge

        failing = {part.source_id for part in self.parts.values() if part.failure}
        left_alone = {source.id for source in self.skipped}
        own_rows = sum(count for source_id, count in self.rows_by_source.items() if source_id not in self.borrowed)
        with self._timed("validate"):
            self.verdict = judge(
                self.tables,
                minimum_rows={source.id: source.min_rows for source in self.sources.values()},
                rows_by_source=self.rows_by_source,
                kept_sources=excused_sources(failing | left_alone, own_rows),
            )
        return self.verdict

    def publish(self) -> Outcome:
        """Publish what the gate passed, unless it says nothing new; remember what was settled."""
        with self._timed("publish"):
            return self._publish()

    def _publish(self) -> Outcome:
        from warehouse.content import content_fingerprint
        from warehouse.publication import publish

        if self.verdict is None or not self.verdict.passed:
            return Outcome(verdict=self.verdict)
        settled = Settled(inputs_digest(list(self.sources.values()), self.parts.values()), self._next_expiry())
        content = content_fingerprint(self.tables)
        if self.published and content == content_fingerprint(_same_shape(self.published)):
            self.store.settle(settled)
            return Outcome(verdict=self.verdict, nothing_new=True)
        publish(self.tables, self.home.public, version=self.version, index=self.made_with,
                quality_report=self.verdict.report(), inputs=self.inputs.as_json())  # fmt: skip
        self.store.save_snapshot(self.version, settled, content, self.used, self.tables)
        self.store.settle(settled)
        return Outcome(self.version, {name: table.num_rows for name, table in self.tables.items()}, self.verdict)

    @property
    def inputs(self) -> Moment:
        """What the version is made of, as far as it is not code."""
        return Moment(
            self.moment, tuple(self.sources.values()), tuple(part for _, part in sorted(self.parts.items())),
            tuple(source.id for source in self.skipped), self.borrowed, past=self.past,
        )  # fmt: skip

    def _next_expiry(self) -> str:
        rows = self.normalised.tables["agreements"]
        ends = (last_day(str(row["expires_on"])) for row in rows if row["expires_on"])
        return min((end for end in ends if end >= self.today), default="")

    def everything(self) -> Outcome:
        """All steps, one after the other, in this thread."""
        for batch in self.batches():
            self.read(batch)
        self.normalise()
        self.validate()
        return self.publish()


def _same_shape(former: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    """The former version's tables, as far as they have today's columns; others are another content anyway."""
    return {
        name: table
        for name, table in former.items()
        if name in TABLES and set(TABLES[name].columns) <= set(table.column_names)
    }
