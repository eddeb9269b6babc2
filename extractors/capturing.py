"""Captures one source: its page, its pages, the children of its index, or its file.

In: a source record and a Fetcher. Out: one ``PartResult`` per part. A failing child is that part's failure and the
others go on; only what is no fault of the source (a full disk, say) is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from extractors.addresses import refusal
from extractors.capture import Capture, sha256_of
from extractors.catalogue import resolve_file_url
from extractors.challenge import ELECTION_NOTICE, looks_like_challenge
from extractors.completeness import closes, cut_short
from extractors.decode import CSV, HTML, JSON, TEXT, decode, sniff_media_type
from extractors.failures import (
    BotChallenge,
    LayoutDrift,
    SourceFailure,
    SourceRecordError,
    TooLarge,
    Unreachable,
    Unreadable,
)
from extractors.fetch import Fetcher, RefusedByServer, Response, Revalidation
from extractors.proportions import outsized_csv, outsized_json, outsized_page
from extractors.site_listing import SiteListing
from extractors.source import Child, Source

MAX_PAGES = 500
_TEXTS: dict[str, Callable[[str], str | None]] = {
    HTML: outsized_page,
    CSV: outsized_csv,
    JSON: outsized_json,
    TEXT: outsized_page,
}


@dataclass(frozen=True, slots=True)
class PartResult:
    """What came of one part: "" for the source itself, a child's address under an index.

    ``unchanged``: the server or its listing said "not modified", the last good captures stand. ``index``: the captures
    are the index page itself, which holds links and no rows. With a ``failure`` the captures are for the record only.
    """

    part: str
    link_text: str
    captures: list[Capture] = field(default_factory=list)
    failure: SourceFailure | None = None
    unchanged: bool = False
    index: bool = False


@dataclass(frozen=True, slots=True)
class _Taken:
    """One request's outcome: a capture, a failure, both (a challenge page), or neither (not modified)."""

    capture: Capture | None
    failure: SourceFailure | None


@dataclass(frozen=True, slots=True)
class _Look:
    source: Source
    fetcher: Fetcher
    now: Callable[[], datetime]
    known: Mapping[str, Revalidation]
    store: Callable[[Capture], object]
    listing: SiteListing


def capture_source(
    source: Source,
    fetcher: Fetcher,
    *,
    now: Callable[[], datetime],
    known: Mapping[str, Revalidation],
    store: Callable[[Capture], object],
    captured: Mapping[str, datetime] | None = None,
    workers: int = 8,
) -> Iterator[PartResult]:
    """The parts of a source, in the order of its index; the index page itself first.

    ``known``: validators by the address asked for (``source.url`` or the child's address). ``store`` is handed every
    response before anything reads it, from several threads where ``source.delay`` is 0. ``workers``: how many then.
    ``captured``: by the same addresses, when the pages in use were fetched, for a listing to be compared with.
    """
    look = _Look(source, fetcher, now, known, store, SiteListing(source, fetcher, captured or {}))
    if source.is_file:
        yield _file(look)
    elif source.access == "index":
        yield from _index(look, workers)
    elif source.access == "paged":
        yield _paged(look, source.url, part="", link_text="")
    else:
        yield _single(look, source.url, part="", link_text="")


def _single(look: _Look, url: str, *, part: str, link_text: str) -> PartResult:
    if look.listing.says_unchanged(url):
        return PartResult(part, link_text, unchanged=True)
    taken = _take(look, url, part=part, link_text=link_text, known=look.known.get(url))
    captures = [taken.capture] if taken.capture is not None else []
    unchanged = taken.capture is None and taken.failure is None
    return PartResult(part, link_text, captures, taken.failure, unchanged=unchanged)


def _paged(look: _Look, url: str, *, part: str, link_text: str) -> PartResult:
    captures: list[Capture] = []
    visited: set[str] = set()
    bodies: set[str] = set()
    address = url
    while True:
        # No validators here: "not modified" for one page says nothing about the links between all of them.
        taken = _take(look, address, part=part, link_text=link_text, sequence=len(captures))
        if taken.capture is None or taken.failure is not None:
            if taken.capture is not None:
                captures.append(taken.capture)
            return PartResult(part, link_text, captures, taken.failure)
        page = taken.capture
        # Past the end, some sites serve the last or the first page again.
        if page.sha256 in bodies:
            return PartResult(part, link_text, captures)
        captures.append(page)
        bodies.add(page.sha256)
        visited.update((address, page.url))
        following = next_address(page)
        if following is None or following in visited:
            return PartResult(part, link_text, captures)
        if len(captures) >= MAX_PAGES:
            what = f"more than {MAX_PAGES} pages"
            failure = TooLarge(look.source.id, url, what, "split the source, or correct `access`")
            return PartResult(part, link_text, captures, failure)
        why = refusal(page.url, following)
        if why is not None:
            return PartResult(part, link_text, captures, _refused(look, page.url, f"next-page link refused: {why}"))
        address = following


def next_address(page: Capture) -> str | None:
    """The address of the page after this one, by its headers or its links; None on the last."""
    from extractors.links import next_in_headers, next_link

    following = next_in_headers(page.headers, page.url)
    if following is None and page.media_type == HTML:
        following = next_link(decode(page.body, page.header("content-type")), page.url)
    return following


def _index(look: _Look, workers: int) -> Iterator[PartResult]:
    source = look.source
    # No validators here either: without the page there are no links to follow.
    taken = _take(look, source.url, part="", link_text="")
    if taken.capture is None or taken.failure is not None:
        captures = [taken.capture] if taken.capture is not None else []
        yield PartResult("", "", captures, taken.failure, index=True)
        return
    page = taken.capture
    links, failure = children_of(source, page)
    yield PartResult("", "", [page], failure, index=True)
    child = partial(_child, look, source.child or Child(), page.url)
    # A delay of 0 (loopback only) asks for speed; with a delay requests go one after the other anyway.
    if source.delay > 0 or workers <= 1 or len(links) < 2:
        yield from map(child, links)
        return
    pool = ThreadPoolExecutor(max_workers=min(workers, len(links)), thread_name_prefix=f"capture-{source.id}")
    try:
        yield from pool.map(child, links)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def children_of(source: Source, page: Capture) -> tuple[list[tuple[str, str]], SourceFailure | None]:
    """The links of an index page that the source's ``follow`` chooses, (address, text); the failure if none."""
    from extractors.links import BadSelector, index_links

    try:
        links = index_links(decode(page.body, page.header("content-type")), page.url, source.follow or "a")
    except BadSelector as error:
        return [], LayoutDrift(source.id, source.url, f"`follow` is not a CSS selector ({error})", "correct `follow`")
    if links:
        return links, None
    what = f"no link matches `follow: {source.follow}`"
    return [], LayoutDrift(source.id, source.url, what, "open the page in a browser and correct `follow`")


def _child(look: _Look, child: Child, index_url: str, link: tuple[str, str]) -> PartResult:
    url, text = link
    why = refusal(index_url, url)
    if why is not None:
        return PartResult(url, text, [], _refused(look, url, f"link of the index refused: {why}"))
    if child.access == "paged":
        return _paged(look, url, part=url, link_text=text)
    return _single(look, url, part=url, link_text=text)


def _refused(look: _Look, where: str, what: str) -> Unreachable:
    return Unreachable(look.source.id, where, what, "check the page in a browser; give the address itself in `url`")


def _file(look: _Look) -> PartResult:
    source = look.source
    try:
        path = resolve_file_url(source)
        size = path.stat().st_size
        if size > look.fetcher.max_bytes:
            what = f"larger than {look.fetcher.max_bytes / 1e6:g} MB"
            return PartResult("", "", [], TooLarge(source.id, source.url, what, "split the file"))
        body = path.read_bytes()
    except SourceRecordError as error:
        return PartResult("", "", [], Unreachable(source.id, source.url, error.what, error.remedy))
    except OSError as error:
        what = f"the file cannot be read ({error.strerror or type(error).__name__})"
        return PartResult("", "", [], Unreachable(source.id, source.url, what, "put the file there or correct `url`"))
    answer = Response(source.url, source.url, 200, (), body, not_modified=False)
    capture = _capture(look, answer, part="", link_text="", sequence=0)
    look.store(capture)
    return PartResult("", "", [capture], replacement_failure(capture))


def _take(
    look: _Look, url: str, *, part: str, link_text: str, sequence: int = 0, known: Revalidation | None = None
) -> _Taken:
    failure: SourceFailure | None = None
    try:
        response = look.fetcher.fetch(url, source_id=look.source.id, delay=look.source.delay, known=known)
    except RefusedByServer as error:
        response, failure = error.response, error
    except SourceFailure as error:
        return _Taken(None, error)
    if response.not_modified and failure is None:
        return _Taken(None, None)
    capture = _capture(look, response, part=part, link_text=link_text, sequence=sequence)
    look.store(capture)
    return _Taken(capture, replacement_failure(capture) or failure)


def _capture(look: _Look, response: Response, *, part: str, link_text: str, sequence: int) -> Capture:
    media_type = sniff_media_type(response.body, response.header("content-type"))
    return Capture(
        source_id=look.source.id,
        part=part,
        url=response.final_url,
        captured_at=look.now(),
        status=response.status,
        media_type=media_type,
        headers=response.headers,
        body=response.body,
        sha256=sha256_of(response.body),
        link_text=link_text,
        sequence=sequence,
    )


def replacement_failure(capture: Capture) -> SourceFailure | None:
    """The failure if something else came in the page's place: a bot wall, half a page, or far too much of one."""
    text = decode(capture.body, capture.header("content-type")) if capture.media_type in _TEXTS else ""
    too_much = _TEXTS[capture.media_type](text) if capture.media_type in _TEXTS else None
    if too_much is not None:
        remedy = "ponga en `url` una página más chica; si de verdad es así, guárdela en partes"
        return TooLarge(capture.source_id, capture.url, too_much, remedy)
    if capture.media_type != HTML:
        return None
    reason = looks_like_challenge(text, capture.status, capture.headers)
    if reason is None:
        return _half(capture, cut_short(text))
    if reason == ELECTION_NOTICE:
        remedy = "wait until the election is over; the last good data stays"
        return LayoutDrift(capture.source_id, capture.url, f"{reason} in place of the page", remedy)
    remedy = "do not get round it: mark the source blocked and save pages by hand for `acuerdos ingest`"
    return BotChallenge(capture.source_id, capture.url, f"{reason} in place of the page", remedy)


def half_a_page(capture: Capture, body_before: bytes) -> SourceFailure | None:
    """The failure if a document lacks the end that it had when it was last good."""
    lost = closes(body_before, capture.media_type) and not closes(capture.body, capture.media_type)
    return _half(capture, "the document lacks the end it used to have" if lost else None)


def _half(capture: Capture, reason: str | None) -> SourceFailure | None:
    if reason is None:
        return None
    remedy = "wait for the next look; if it stays so, open the page in a browser and save it for `acuerdos ingest`"
    return Unreadable(capture.source_id, capture.url, reason, remedy)
