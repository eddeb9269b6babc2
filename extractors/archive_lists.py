"""Asks a web archive which captures of an address it holds, by TimeMap (RFC 7089) or by CDX index.

In: the archive's address, the address wanted, a Fetcher. Out: mementos. Raises ``SourceFailure`` of the kind that fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urldefrag, urlsplit

from extractors.addresses import is_loopback_host, refusal
from extractors.failures import Forbidden, LayoutDrift, SourceFailure, TooLarge, Unreachable
from extractors.fetch import Fetcher
from extractors.memento_lists import Memento, read_memento_list, without_repeats

INTERNET_ARCHIVE = "https://web.archive.org"
MAX_LIST_PAGES = 500

_CHECK = "check the archive's address in a browser, or name another archive"
_SHORTEST_DELAY = 1.0
# Where an archive's lists are below its root: as the Internet Archive has it, then as a collection of pywb.
_FORMS = (
    "/web/timemap/link/{url}",
    "/cdx/search/cdx?url={url}&output=json",
    "/timemap/link/{url}",
    "/cdx?url={url}&output=json",
)


def list_mementos(
    endpoint: str,
    url: str,
    fetcher: Fetcher,
    *,
    source_id: str,
    first: date | None,
    last: date | None,
    delay: float,
    repeats: bool = False,
) -> list[Memento]:
    """The captures of an address that an archive holds, by date, from ``first`` to ``last``; empty if none.

    ``endpoint``: the archive's root, or the address of its list with ``{url}`` in it. ``repeats``: also those the
    archive knows to be the same as the one before. Raises Unreachable, Forbidden or TooLarge as the Fetcher does,
    LayoutDrift if what answers is neither a TimeMap nor a CDX index.
    """
    asking = _Asking(fetcher, source_id, delay)
    wanted = urldefrag(url).url
    found = asking.listed(endpoint, wanted) if "{url}" in endpoint else asking.listed_by_root(endpoint, wanted)
    fitting = {
        memento
        for memento in found
        if (first is None or first <= memento.captured_at.date())
        and (last is None or memento.captured_at.date() <= last)
    }
    ordered = sorted(fitting, key=lambda memento: (memento.captured_at, memento.address))
    return ordered if repeats else without_repeats(ordered)


def polite_delay(address: str, delay: float) -> float:
    """The pause between two requests: an archive on loopback may be asked without one, another may not."""
    return delay if is_loopback_host(urlsplit(address).hostname or "") else max(delay, _SHORTEST_DELAY)


def site_of(address: str) -> str:
    """The host and port of an address."""
    return urlsplit(address).netloc.lower()


@dataclass(frozen=True, slots=True)
class _Asking:
    """Asks an archive for its lists."""

    fetcher: Fetcher
    source_id: str
    delay: float

    def listed_by_root(self, root: str, url: str) -> list[Memento]:
        root = root.rstrip("/")
        faults: list[SourceFailure] = []
        answered = False
        for form in _FORMS:
            try:
                found = self.listed(root + form, url)
            except SourceFailure as failure:
                faults.append(failure)
            else:
                answered = True
                if found:
                    return found
            # The Internet Archive's two forms come first; one of them that lists nothing is believed.
            if answered and form != _FORMS[0]:
                return []
        what = f"no list of captures (TimeMap: {faults[0].what}; CDX: {faults[1].what})"
        kinds: tuple[type[SourceFailure], ...] = (Forbidden, LayoutDrift, TooLarge)
        kind = next((kind for kind in kinds if isinstance(faults[1], kind)), Unreachable)
        raise kind(self.source_id, root, what, _CHECK)

    def listed(self, template: str, url: str) -> list[Memento]:
        in_query = "?" in template.partition("{url}")[0]
        start = template.replace("{url}", quote(url, safe="") if in_query else url)
        replay = _replay_root(template)
        found: list[Memento] = []
        waiting, seen = [start], {start}
        while waiting:
            page = self._page(waiting.pop(0), replay)
            found += page[0]
            fresh = [address for address in dict.fromkeys(page[1]) if address not in seen]
            seen.update(fresh)
            waiting += fresh
            if len(seen) > MAX_LIST_PAGES:
                what = f"a list of captures of more than {MAX_LIST_PAGES} pages"
                raise TooLarge(self.source_id, start, what, "ask for fewer dates, or another archive")
        self._check_hosts(start, found)
        return found

    def _page(self, address: str, replay: str) -> tuple[list[Memento], list[str]]:
        delay = polite_delay(address, self.delay)
        response = self.fetcher.fetch(address, source_id=self.source_id, delay=delay)
        listed = read_memento_list(response.body.decode("utf-8-sig", errors="replace"), response.final_url, replay)
        if listed is None:
            what = "the answer is neither a Memento TimeMap nor a CDX index"
            raise LayoutDrift(self.source_id, address, what, _CHECK)
        for following in listed.following:
            self._check(address, following)
        return listed.mementos, listed.following

    def _check_hosts(self, start: str, mementos: list[Memento]) -> None:
        for address in {site_of(memento.address): memento.address for memento in mementos}.values():
            self._check(start, address)

    def _check(self, origin: str, target: str) -> None:
        why = refusal(origin, target)
        if why is not None:
            raise Unreachable(self.source_id, origin, f"a link of the archive's list refused: {why}", _CHECK)


def _replay_root(template: str) -> str:
    """What comes before ``<timestamp>id_/``: an index at ``<collection>/cdx``, as pywb has it, says so itself."""
    before = template.partition("{url}")[0].partition("?")[0].rstrip("/")
    for ending in ("/cdx/search/cdx", "/web/timemap/json", "/web/timemap/cdx"):
        if before.endswith(ending):
            return before.removesuffix(ending) + "/web/"
    collection = before.removesuffix("/cdx")
    if collection != before and urlsplit(collection).path:
        return collection + "/"
    parts = urlsplit(template)
    return f"{parts.scheme}://{parts.netloc}/web/"
