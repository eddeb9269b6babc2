"""The past states of a source, put together from dated captures that others made.

In: a source, and something that holds captures by address and date (a web archive, somebody's WARC file).
Out: ``ArchivedState``, in date order. A part that fails keeps its failure in its ``PartResult``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from extractors.capture import Capture
from extractors.capturing import MAX_PAGES, PartResult, children_of, next_address
from extractors.failures import SourceFailure, TooLarge, Unreachable
from extractors.source import Child, Source

Taken = tuple[Capture | None, SourceFailure | None]

# The replayed address of an archived page that was not served untouched.
_REPLAYED = re.compile(r"/\d{14}(?:[a-z]{2}_)?/(https?://.+)")


@dataclass(frozen=True, slots=True)
class ArchivedState:
    """What a source said at a moment in the past: its parts, as ``capture_source`` gives them for today."""

    captured_at: datetime
    parts: list[PartResult]


class Holdings(Protocol):
    """What an archive holds, by original address and date."""

    def dates_of(self, url: str) -> list[datetime]:
        """When the address was captured, ascending. Raises SourceFailure if the archive cannot say."""

    def take(self, url: str, at: datetime, *, part: str, link_text: str, sequence: int) -> Taken:
        """The capture of one of those dates, or the failure, or both (a challenge page). Never raises SourceFailure."""


def every_state(
    source: Source, holdings: Holdings, *, first: date | None = None, last: date | None = None
) -> Iterator[ArchivedState]:
    """One state for every capture of the source's own address from ``first`` to ``last``, the same ones included.

    Raises SourceFailure if the archive cannot say what it holds, Unreachable if it holds nothing of those dates.
    """
    dates = holdings.dates_of(source.url)
    # What lies outside is still needed to tell which pages and children go with the first and the last state.
    moments = [
        _Moment(at, until)
        for at, until in zip(dates, [*dates[1:], None], strict=False)
        if (first is None or first <= at.date()) and (last is None or at.date() <= last)
    ]
    if not moments:
        what = f"no archived capture of it from {first or 'the beginning'} to {last or 'today'}"
        raise Unreachable(source.id, source.url, what, "ask another archive, or for other dates")
    walk = _Walk(source, holdings)
    for moment in moments:
        yield walk.state(moment)


def distinct(states: Iterable[ArchivedState]) -> Iterator[ArchivedState]:
    """The states that say something else than the one before, or than the last one without a failure."""
    former: frozenset[tuple[str, int, str]] | None = None
    last_good = former
    for state in states:
        said = frozenset(
            {(part.part, capture.sequence, capture.sha256) for part in state.parts for capture in part.captures}
            | {(part.part, -1, part.failure.kind) for part in state.parts if part.failure is not None}
        )
        if said not in (former, last_good):
            yield state
        former = said
        if all(part.failure is None for part in state.parts):
            last_good = said


@dataclass(frozen=True, slots=True)
class _Moment:
    """``until``: when the source's own address was captured next."""

    at: datetime
    until: datetime | None


class _Walk:
    """Follows a source's pages and children through what an archive holds."""

    def __init__(self, source: Source, holdings: Holdings) -> None:
        self._source = source
        self._holdings = holdings
        # Only the former state is kept: a part unchanged since is not fetched again, and memory stays small.
        self._former: dict[tuple[str, datetime], Taken] = {}
        self._current: dict[tuple[str, datetime], Taken] = {}

    def state(self, moment: _Moment) -> ArchivedState:
        self._former, self._current = self._current, {}
        source = self._source
        if source.access == "index":
            parts = list(self._index(moment))
        elif source.access == "paged":
            parts = [self._paged(source.url, moment, part="", link_text="")]
        else:
            parts = [self._single(source.url, moment, part="", link_text="")]
        first = parts[0].captures[0].captured_at if parts[0].captures else moment.at
        return ArchivedState(first, parts)

    def _index(self, moment: _Moment) -> Iterator[PartResult]:
        page, failure = self._take(self._source.url, moment, part="", link_text="", sequence=0)
        if page is None or failure is not None:
            yield PartResult("", "", [page] if page is not None else [], failure, index=True)
            return
        links, failure = children_of(self._source, page)
        yield PartResult("", "", [page], failure, index=True)
        child = self._source.child or Child()
        read = self._paged if child.access == "paged" else self._single
        for address, text in links:
            url = _original(address)
            yield read(url, moment, part=url, link_text=text)

    def _single(self, url: str, moment: _Moment, *, part: str, link_text: str) -> PartResult:
        capture, failure = self._take(url, moment, part=part, link_text=link_text, sequence=0)
        return PartResult(part, link_text, [capture] if capture is not None else [], failure)

    def _paged(self, url: str, moment: _Moment, *, part: str, link_text: str) -> PartResult:
        captures: list[Capture] = []
        visited: set[str] = set()
        following: str | None = url
        while following is not None and following not in visited:
            if len(captures) >= MAX_PAGES:
                what = f"more than {MAX_PAGES} pages"
                failure = TooLarge(self._source.id, url, what, "split the source, or correct `access`")
                return PartResult(part, link_text, captures, failure)
            page, fault = self._take(following, moment, part=part, link_text=link_text, sequence=len(captures))
            # Past the end, some sites serve the last or the first page again.
            if page is not None and page.sha256 not in {capture.sha256 for capture in captures}:
                captures.append(page)
            elif fault is None:
                break
            if page is None or fault is not None:
                return PartResult(part, link_text, captures, fault)
            visited.update((following, page.url))
            address = next_address(page)
            following = _original(address) if address is not None else None
        return PartResult(part, link_text, captures)

    def _take(self, url: str, moment: _Moment, *, part: str, link_text: str, sequence: int) -> Taken:
        try:
            at = _nearest(self._holdings.dates_of(url), moment)
        except SourceFailure as error:
            return None, error
        if at is None:
            what = f"no archived capture of it that fits {moment.at:%Y-%m-%d}"
            return None, Unreachable(self._source.id, url, what, "ask another archive for it")
        known = self._current.get((url, at)) or self._former.get((url, at))
        if known is None:
            known = self._holdings.take(url, at, part=part, link_text=link_text, sequence=sequence)
        self._current[url, at] = known
        capture, failure = known
        if capture is not None:
            capture = replace(capture, part=part, link_text=link_text, sequence=sequence)
        return capture, failure


def _nearest(dates: list[datetime], moment: _Moment) -> datetime | None:
    """The date nearest to a moment; the earlier of two.

    What was captured once the source had a later state says nothing about this one, so that is the limit.
    """
    fitting = [date for date in dates if moment.until is None or date < moment.until]
    return min(fitting, key=lambda date: (abs(date - moment.at), date), default=None)


def _original(address: str) -> str:
    found = _REPLAYED.search(address)
    return found.group(1) if found else address
