"""The past states of a source that a web archive keeps, such as the Internet Archive.

In: an archive's address, a source and a Fetcher. Out: mementos, captures with the date of the archive, states.
Raises ``SourceFailure`` of the kind that fits. Archives are asked by TimeMap (RFC 7089) or by CDX index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from email.utils import format_datetime

from extractors.archive_lists import INTERNET_ARCHIVE, list_mementos, polite_delay, site_of
from extractors.archived_states import ArchivedState, Taken, distinct, every_state
from extractors.capture import Capture, Headers, sha256_of
from extractors.capturing import replacement_failure
from extractors.decode import sniff_media_type
from extractors.failures import SourceFailure, Unreachable, Unreadable
from extractors.fetch import Fetcher, RefusedByServer, Response
from extractors.memento_lists import Memento, parse_http_date
from extractors.source import Source

__all__ = ["INTERNET_ARCHIVE", "ArchivedState", "Memento", "archived_states", "fetch_memento", "list_mementos"]


def fetch_memento(
    memento: Memento,
    source: Source,
    fetcher: Fetcher,
    *,
    part: str,
    link_text: str,
    sequence: int,
    original_url: str,
    store: Callable[[Capture], object],
) -> Capture:
    """The archived bytes as a capture of ``original_url``, dated as the archive dates them.

    Its headers ``Memento-Datetime`` and ``X-Archived-At`` say when and where. ``store`` is handed it first. Raises
    BotChallenge or LayoutDrift if it is a challenge page or the like, Unreadable if it is not from the archive, and
    whatever the Fetcher raises.
    """
    refused: RefusedByServer | None = None
    try:
        response = fetcher.fetch(
            memento.address, source_id=source.id, delay=polite_delay(memento.address, source.delay)
        )
    except RefusedByServer as error:
        # With a date it is what the site answered then; without, it is the archive's own error.
        if not error.response.header("memento-datetime"):
            raise
        refused, response = error, error.response
    if not response.header("memento-datetime") and site_of(response.final_url) != site_of(memento.address):
        what = f"the archive leads out of itself, to {response.final_url}"
        raise Unreadable(source.id, memento.address, what, "leave these dates out, or name another archive")
    moment = parse_http_date(response.header("memento-datetime")) or memento.captured_at
    capture = Capture(
        source_id=source.id,
        part=part,
        url=original_url,
        captured_at=moment,
        status=response.status,
        media_type=sniff_media_type(response.body, response.header("content-type")),
        headers=_headers(response, moment, memento.address),
        body=response.body,
        sha256=sha256_of(response.body),
        link_text=link_text,
        sequence=sequence,
    )
    store(capture)
    failure = replacement_failure(capture) or refused
    if failure is not None:
        raise failure
    return capture


def archived_states(
    source: Source,
    fetcher: Fetcher,
    *,
    endpoint: str,
    first: date | None,
    last: date | None,
    store: Callable[[Capture], object],
) -> Iterator[ArchivedState]:
    """The states of a source that an archive keeps, in date order, each different from the one before.

    Every capture is handed to ``store`` before anything reads it. A part that fails keeps its failure. Raises
    SourceFailure if the archive cannot be asked, or holds nothing of the source between ``first`` and ``last``.
    """
    if source.is_file:
        remedy = "name a source with an http(s) address"
        raise Unreachable(source.id, source.url, "a file on disk is in no web archive", remedy)
    holdings = _WebArchive(source, fetcher, endpoint, store)
    yield from distinct(every_state(source, holdings, first=first, last=last))


@dataclass
class _WebArchive:
    """The ``Holdings`` of a web archive; every list is asked for once."""

    source: Source
    fetcher: Fetcher
    endpoint: str
    store: Callable[[Capture], object]
    lists: dict[str, dict[datetime, Memento] | SourceFailure] = field(default_factory=dict)
    latest: dict[str, tuple[str, Capture]] = field(default_factory=dict)

    def dates_of(self, url: str) -> list[datetime]:
        if url not in self.lists:
            try:
                self.lists[url] = {memento.captured_at: memento for memento in self._list(url)}
            except SourceFailure as failure:
                self.lists[url] = failure
        held = self.lists[url]
        if isinstance(held, SourceFailure):
            raise held
        return list(held)

    def _list(self, url: str) -> list[Memento]:
        # With repeats: an index stays the same while its children change.
        return list_mementos(
            self.endpoint,
            url,
            self.fetcher,
            source_id=self.source.id,
            first=None,
            last=None,
            delay=self.source.delay,
            repeats=True,
        )

    def take(self, url: str, at: datetime, *, part: str, link_text: str, sequence: int) -> Taken:
        held = self.lists[url]
        if isinstance(held, SourceFailure):
            return None, held
        memento = held[at]
        digest, former = self.latest.get(url, ("", None))
        if former is not None and memento.digest and memento.digest == digest:
            # The archive itself says that these are the same bytes: no need to ask for them.
            headers = _dated(former.headers, at, memento.address)
            again = replace(former, captured_at=at, headers=headers, part=part, link_text=link_text, sequence=sequence)
            self.store(again)
            return again, None
        stored: list[Capture] = []

        def keep(capture: Capture) -> None:
            self.store(capture)
            stored.append(capture)

        try:
            capture = fetch_memento(
                memento,
                self.source,
                self.fetcher,
                part=part,
                link_text=link_text,
                sequence=sequence,
                original_url=url,
                store=keep,
            )
        except SourceFailure as failure:
            return (stored[0] if stored else None), failure
        self.latest[url] = (memento.digest, capture)
        return capture, None


def _headers(response: Response, moment: datetime, address: str) -> Headers:
    # An archive's own Link header says rel="next memento", which would pass for the next page of a list.
    kept = [(name, value) for name, value in response.headers if name.lower() != "link"]
    if response.header("x-archive-orig-link"):
        kept.append(("Link", response.header("x-archive-orig-link")))
    return _dated(tuple(kept), moment, address)


def _dated(headers: Headers, moment: datetime, address: str) -> Headers:
    kept = (pair for pair in headers if pair[0].lower() not in ("memento-datetime", "x-archived-at"))
    dated = format_datetime(moment.astimezone(UTC), usegmt=True)
    return (*kept, ("Memento-Datetime", dated), ("X-Archived-At", address))
