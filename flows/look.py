"""The first half of a run: fetch every source, keep the captures, see what changed. Plain threads, no Prefect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from extractors.archive import Archive
from extractors.capture import Capture
from extractors.capturing import PartResult, capture_source, half_a_page
from extractors.completeness import closes
from extractors.failures import LayoutDrift, SourceFailure, Unreadable
from extractors.fetch import Fetcher, Revalidation
from extractors.row_fingerprint import row_fingerprint
from extractors.source import Source
from flows.fingerprint import reading_digest
from flows.part_reading import observe, refuse_a_great_loss
from warehouse.store import KeptCapture, Part, kept_failing

Parts = dict[tuple[str, str], Part]
NEVER_LOOKED = frozenset({"retired"})


@dataclass(slots=True)
class Looked:
    """What a look found. ``fresh``: the captures taken, by part, so that reading need not open the archive."""

    parts: Parts = field(default_factory=dict)
    fresh: dict[tuple[str, str], list[Capture]] = field(default_factory=dict)
    changed: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[Source] = field(default_factory=list)
    looked: list[Source] = field(default_factory=list)


class Look(Protocol):
    """A way to look at several sources: in the threads of this process, or shared out."""

    def __call__(
        self,
        sources: Sequence[Source],
        known: Parts,
        archive: Archive,
        /,
        *,
        now: Callable[[], datetime],
        live: bool,
    ) -> Looked:
        """What was found."""
        ...


def to_look_at(sources: Sequence[Source], *, live: bool) -> tuple[list[Source], list[Source]]:
    """Sources to look at, and those left alone: blocked ones unless ``live``, retired and frozen addresses always."""
    chosen: list[Source] = []
    skipped: list[Source] = []
    for source in sources:
        status = source.lifecycle.status
        leave = (
            status in NEVER_LOOKED or (status == "blocked" and not live) or (status == "frozen" and not source.is_file)
        )
        (skipped if leave else chosen).append(source)
    return chosen, skipped


def _validators(parts: Iterable[Part]) -> dict[str, Revalidation]:
    return {
        capture.asked: Revalidation(capture.etag, capture.last_modified)
        for part in parts
        if not part.failure
        for capture in part.captures
        if capture.status == 200 and (capture.etag or capture.last_modified)
    }


def _captured(parts: Iterable[Part]) -> dict[str, datetime]:
    """When the captures in use were made, by the address asked for."""
    return {
        capture.asked: datetime.fromisoformat(capture.captured_at)
        for part in parts
        if not part.failure
        for capture in part.captures
    }


def kept_capture(capture: Capture, asked: str, former: Mapping[tuple[str, str], KeptCapture]) -> KeptCapture:
    """What the store keeps of a capture; the same bytes keep the day on which they were first seen."""
    known = former.get((capture.sha256, capture.url))
    return KeptCapture(
        sha256=capture.sha256, url=capture.url, asked=asked,
        captured_at=known.captured_at if known else capture.captured_at.isoformat(timespec="seconds"),
        status=capture.status, media_type=capture.media_type, content_type=capture.header("content-type"),
        size_bytes=len(capture.body), sequence=capture.sequence, etag=capture.header("etag"),
        last_modified=capture.header("last-modified"), archive_url=capture.header("x-archived-at"),
    )  # fmt: skip


def after_look(result: PartResult, source: Source, former: Part, now: str) -> Part:
    """State of a part after its look."""
    if result.failure:
        return kept_failing(former, result.failure.kind, str(result.failure), now)
    if result.unchanged:
        return replace(former, looked_at=now, failure_kind="", failure="", refused="")
    known = {(c.sha256, c.url): c for c in former.captures}
    asked = result.part or source.url
    captures = tuple(kept_capture(capture, asked, known) for capture in result.captures)
    after = replace(
        former, link_text=result.link_text, looked_at=now, failure_kind="", failure="", captures=captures, refused=""
    )
    # Where nothing was read yet there is nothing to compare with, unless it is the page that could not be read, again.
    if _digests(after) != _digests(former) and (
        former.rows_sha256 or (former.refused and reading_digest(source, after) == former.refused)
    ):
        return _judged(result, source, former, after)
    return after


def _judged(result: PartResult, source: Source, former: Part, after: Part) -> Part:
    """The part by what the rows of other bytes say: the same, something else, or nothing that can be read.

    The same rows keep the captures they were first read in; only what the next conditional request needs is new.
    """
    try:
        rows = observe(source, after, result.captures).observations
        refuse_a_great_loss(source, after, len(rows), former.rows)
    except SourceFailure as failure:
        refused = replace(former, link_text=after.link_text, refused=reading_digest(source, after))
        return kept_failing(refused, failure.kind, str(failure), after.looked_at)
    # What was last read may be older than the captures in use: those of a change that no refresh has taken up yet.
    if row_fingerprint(rows) != former.rows_sha256 or former.read_digest != reading_digest(source, former):
        return after
    newest = {capture.asked: capture for capture in after.captures}
    kept = tuple(
        replace(capture, etag=newest[capture.asked].etag, last_modified=newest[capture.asked].last_modified)
        if len(former.captures) == 1 and capture.asked in newest else capture
        for capture in former.captures
    )  # fmt: skip
    return replace(after, captures=kept)


def _digests(part: Part) -> list[str]:
    return [capture.sha256 for capture in part.captures]


def _results(
    source: Source,
    fetcher: Fetcher,
    now: Callable[[], datetime],
    validators: Mapping[str, Revalidation],
    captured: Mapping[str, datetime],
    archive: Archive,
) -> Iterator[PartResult]:
    """What comes of each part; a stumble of our own over a page is a failure of its source, and of no other.

    A full disk and the like are nobody's page and end the look.
    """
    try:
        yield from capture_source(source, fetcher, now=now, known=validators, store=archive.store, captured=captured)
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001  (whatever it is, the other sources go on)
        what = f"la lectura tropezó ({type(error).__name__}: {error})"
        failure = Unreadable(source.id, source.url, what, "avise a quien mantiene el programa, con esta página")
        yield PartResult("", "", [], failure, index=source.access == "index")


def _whole(result: PartResult, former: Part, archive: Archive) -> PartResult:
    """The result, failed where a document came without the end that the last good one had."""
    kept = {capture.url: capture for capture in former.captures}
    for capture in result.captures:
        before = kept.get(capture.url)
        if (
            result.failure
            or before is None
            or before.sha256 == capture.sha256
            or before.media_type != capture.media_type
        ):
            continue
        if not closes(capture.body, capture.media_type):
            try:
                failure = half_a_page(capture, archive.read(before.sha256))
            except Unreadable:
                continue  # the archive is somebody else's to mend
            result = replace(result, failure=failure)
    return result


def _look_at(
    source: Source, known: Parts, fetcher: Fetcher, archive: Archive, now: Callable[[], datetime]
) -> tuple[Parts, dict[tuple[str, str], list[Capture]]]:
    """``known``: the parts of this source only."""
    parts: Parts = {}
    fresh: dict[tuple[str, str], list[Capture]] = {}
    moment = now().isoformat(timespec="seconds")
    index_failure: SourceFailure | None = None
    validators, captured = _validators(known.values()), _captured(known.values())
    for result in _results(source, fetcher, now, validators, captured, archive):
        key = (source.id, result.part)
        if result.index:
            index_failure = result.failure
            continue
        former = known.get(key, Part(*key))
        result = _whole(result, former, archive)
        parts[key] = after_look(result, source, former, moment)
        if result.captures and not result.failure:
            fresh[key] = result.captures
    # A child that the index no longer links to keeps its data until a person has looked.
    for key, part in known.items():
        if key in parts:
            continue
        if source.access == "index" and not key[1]:
            # It stood for an index that had failed before any child was known; children are known now.
            parts[key] = Part(*key, looked_at=moment)
        else:
            gone = index_failure or LayoutDrift(
                source.id, key[1] or source.url, "el índice ya no enlaza esta página", "revise `follow:`"
            )
            parts[key] = kept_failing(part, gone.kind, str(gone), moment)
    if index_failure and not parts:
        key = (source.id, "")
        parts[key] = kept_failing(Part(*key), index_failure.kind, str(index_failure), moment)
    return parts, fresh


def look(
    sources: Iterable[Source],
    known: Parts,
    archive: Archive,
    *,
    now: Callable[[], datetime],
    live: bool,
    done: Callable[[Source], None] = lambda _: None,
    workers: int = 8,
    fetcher: Fetcher | None = None,
) -> Looked:
    """Look at every source once. ``known``: state after the last look; ``done`` is told of each source looked at.

    ``fetcher``: one with limits of its own, which is closed at the end.
    """
    result = Looked()
    result.looked, result.skipped = to_look_at(list(sources), live=live)
    fetcher = fetcher or Fetcher()
    by_source: dict[str, Parts] = defaultdict(dict)
    for key, part in known.items():
        by_source[key[0]][key] = part
    try:
        with archive.gathering(), ThreadPoolExecutor(workers, thread_name_prefix="look") as pool:
            tasks = [
                (source, pool.submit(_look_at, source, by_source[source.id], fetcher, archive, now))
                for source in result.looked
            ]
            for source, task in tasks:
                parts, fresh = task.result()
                result.parts.update(parts)
                result.fresh.update(fresh)
                done(source)
    finally:
        fetcher.close()
    for key, part in result.parts.items():
        former = known.get(key)
        if _digests(part) != (_digests(former) if former else []):
            result.changed.append(key)
    return result
