"""The second half of a run, step by step: read, normalise, validate, publish. Knows nothing of Prefect."""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from extractors.capture import Capture
from extractors.source import Source
from flows.batches import (
    ALONE,
    BATCH,
    ROWS,
    Crew,
    InterpretBatch,
    PartRead,
    ReadBatch,
    ToRead,
    interpret_batch,
    read_batch,
)
from flows.fingerprint import git_revision, inputs_digest, lock_digest, reading_digest
from flows.home import Home
from flows.interpreted_before import InterpretedBefore
from flows.judgement import RuleJudgement
from flows.look import Looked, Parts
from flows.moments import Moment
from flows.source_issues import source_issues
from transforms.interpretation import Interpreted
from transforms.normalise import Normalised, number_issues, settle
from transforms.validity import last_day
from warehouse.metadata.publisher import Publisher
from warehouse.schema import TABLES
from warehouse.seal import Seal
from warehouse.store import Part, Settled, Store, kept_failing

if TYPE_CHECKING:
    import pyarrow as pa

    from expectations.gate import Verdict


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
        publisher: Publisher | None = None,
        seal: Seal | None = None,
        with_page: bool = True,
    ) -> None:
        """``parts``: state after the look; ``before``: state before it; ``borrowed``: yardsticks nobody asked for.

        ``past``: archived moments now known, and ``former`` the history replayed with them, in place of the latest
        version's; ``made_with``: revision and lock hash to record, by default those of this checkout; ``publisher``:
        who signs the metadata; ``with_page``: not where a version is only made to be compared.
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
        self.publisher = publisher or Publisher()
        self.seal = seal or Seal()
        self.with_page = with_page
        self.made_with = made_with or {"git_revision": git_revision(), "lock_sha256": lock_digest()}
        self.interpreted: list[Interpreted] = []
        self.normalised = Normalised()
        self.tables: dict[str, pa.Table] = {}
        self.former: dict[str, pa.Table] = {}
        self.published: dict[str, pa.Table] = {}
        self.replayed = former
        self.verdict: Verdict | None = None
        self.version = ""
        self.used: frozenset[str] = frozenset()
        self.seconds: dict[str, float] = {}

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[step] = round(self.seconds.get(step, 0.0) + time.perf_counter() - start, 3)

    # --- read

    def read(self, crew: Crew = ALONE) -> int:
        """Read the parts whose captures, record or reading code changed since they were last read. Returns rows.

        A part that cannot be read keeps its last good observations.
        """
        with self._timed("read"):
            batches = [ReadBatch(tuple(share), self.home.captures) for share in crew.cut(self._to_read(), BATCH)]
            return sum(self._take(found) for found in crew.work_through(read_batch, batches))

    def _to_read(self) -> list[ToRead]:
        return [
            ToRead(self.sources[part.source_id], part, self._rows_known(part), self._fresh(part))
            for _, part in sorted(self.parts.items())
            if part.captures and self._digest(part) != part.read_digest
        ]

    def _digest(self, part: Part) -> str:
        return reading_digest(self.sources[part.source_id], part)

    def _rows_known(self, part: Part) -> int | None:
        """Rows the part had; None where the bytes are the same and only our code reads them anew."""
        if part.captures == self.before.get(part.key, part).captures:
            return None
        return self.store.count_observations(*part.key)

    def _fresh(self, part: Part) -> tuple[Capture, ...]:
        found = self.fresh.get(part.key, [])
        if [capture.sha256 for capture in found] != [capture.sha256 for capture in part.captures]:
            return ()
        dates = {capture.sha256: capture.captured_at for capture in part.captures}
        return tuple(replace(one, captured_at=datetime.fromisoformat(dates[one.sha256])) for one in found)

    def _take(self, found: Sequence[PartRead]) -> int:
        """Enter what was read of some parts; returns their rows."""
        for one in found:
            part = self.parts[one.key]
            self.parts[one.key] = self._refused(part, one) if one.failure else self._read(part, one)
        self.store.save_parts([self.parts[one.key] for one in found if one.failure])
        self.store.save_readings([(self.parts[one.key], one.rows) for one in found if not one.failure])
        return sum(len(one.rows) for one in found)

    def _refused(self, part: Part, found: PartRead) -> Part:
        before = self.before.get(part.key, Part(*part.key))
        good = replace(before, link_text=part.link_text, refused=self._digest(part))
        return kept_failing(good, found.failure_kind, found.failure, part.looked_at)

    def _read(self, part: Part, found: PartRead) -> Part:
        return replace(
            part, read_digest=self._digest(part), data_of=max(c.captured_at for c in part.captures)[:10], refused="",
            unknown_headings=found.unknown_headings, rows=len(found.rows), rows_sha256=found.rows_sha256,
            layout=found.layout,
        )  # fmt: skip

    # --- normalise

    def interpret(self, crew: Crew = ALONE) -> None:
        """What each observation means by itself; only of pages whose rows changed, for the others it is known."""
        with self._timed("normalise"):
            pages: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
            for row in self.store.observations(sorted(self.sources)):
                pages[row["source_id"], row["part"]].append(row)
            before = InterpretedBefore(self.home.interpreted, self.today)
            known = {key: before.known(rows) for key, rows in pages.items()}
            rows = [row for key, page in pages.items() if known[key] is None for row in page]
            batches = [InterpretBatch(tuple(share), self.today) for share in crew.cut(rows, ROWS)]
            found = (one for share in crew.work_through(interpret_batch, batches) for one in share)
            self.interpreted = []
            for key, page in pages.items():
                meant = known[key]
                if meant is None:
                    meant = list(islice(found, len(page)))
                    before.keep(page, meant)
                self.interpreted += meant
            before.forget_the_rest()

    def normalise(self) -> None:
        """What was interpreted, joined with what the former version knew; ends with every table ready to judge."""
        with self._timed("normalise"):
            self._normalise()

    def _normalise(self) -> None:
        from transforms.linkage import Memory
        from warehouse.assembly import assemble, known_observations
        from warehouse.published import latest_version, load_tables

        former = latest_version(self.home.public)
        self.published = load_tables(self.home.public, former) if former else {}
        self.former = dict(self.published if self.replayed is None else self.replayed)
        reviews = self.former["review"].to_pylist() if "review" in self.former else []
        memory = Memory(known_observations(self.former), reviews)
        self.normalised = settle(self.interpreted, self.today, memory)
        self.normalised.quality.extend(source_issues(self.sources, self.skipped, self.parts.values()))
        number_issues(self.normalised.quality)
        read = Counter(one.seen.source_id for one in self.interpreted)
        captured = Counter(one.seen.capture_sha256 for one in self.interpreted)
        self.rows_by_source = {source_id: read.get(source_id, 0) for source_id in self.sources}
        self.used = frozenset(captured)
        self.version, self.tables = assemble(
            self.normalised.tables, self.normalised.quality, self.former,
            described=[source.described() for source in self.sources.values()], parts=list(self.parts.values()),
            rows_by_source=read, rows_by_capture=captured, public=self.home.public, today=self.today,
            former_captures=self.store.captures_of(former) if former else frozenset(), judgement=self._judgement(),
        )  # fmt: skip

    # --- validate and publish

    def _judgement(self) -> RuleJudgement:
        """What rows are held back by, and odd tables told of: the same rules as the gate's."""
        return RuleJudgement(
            (one.seen for one in self.interpreted), today=self.today, minimum_rows=self._minimum_rows(),  # type: ignore[misc]
            kept_sources=self._kept_sources(),
        )  # fmt: skip

    def _minimum_rows(self) -> dict[str, int]:
        return {source.id: source.min_rows for source in self.sources.values()}

    def _kept_sources(self) -> frozenset[str]:
        """The sources kept at their last good data, whose floors are not judged again."""
        from expectations.floors import excused_sources

        failing = {part.source_id for part in self.parts.values() if part.failure}
        left_alone = {source.id for source in self.skipped}
        own_rows = sum(count for source_id, count in self.rows_by_source.items() if source_id not in self.borrowed)
        return excused_sources(failing | left_alone, own_rows)

    def validate(self) -> Verdict:
        """The gate's verdict over the assembled tables."""
        from expectations.gate import judge

        with self._timed("validate"):
            self.verdict = judge(
                self.tables, minimum_rows=self._minimum_rows(), rows_by_source=self.rows_by_source,
                kept_sources=self._kept_sources(), today=self.today,
            )  # fmt: skip
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
                quality_report=self.verdict.report(), inputs=self.inputs.as_json(), publisher=self.publisher,
                seal=self.seal, with_page=self.with_page)  # fmt: skip
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
        self.read()
        self.interpret()
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
