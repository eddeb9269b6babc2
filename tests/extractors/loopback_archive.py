"""A small web archive on loopback: it lists what it holds by TimeMap and CDX, and serves the bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha256
from types import TracebackType
from urllib.parse import quote

from tests.extractors.conftest import Answer, Asked, Route, Site

Held = tuple[datetime, bytes, str]
BOTH = frozenset({"timemap", "cdx"})


class LoopbackArchive(Site):
    """Holds ``{url: [(captured at, bytes, content type)]}``. ``speaks``: which of "timemap" and "cdx" it answers.

    ``page_size``: mementos on one page of a TimeMap, 0 for all on one. ``asked`` and ``paths()`` tell what was asked.
    """

    def __init__(self, held: Mapping[str, Iterable[Held]], *, speaks: Iterable[str] = BOTH, page_size: int = 0) -> None:
        super().__init__()
        for url, captures in held.items():
            ordered = sorted(captures, key=lambda capture: capture[0])
            for at, body, content_type in ordered:
                self._serve(url, at, body, content_type)
            if "timemap" in speaks:
                self._list_by_timemap(url, ordered, page_size or len(ordered))
            if "cdx" in speaks:
                self._list_by_cdx(url, ordered)

    def __enter__(self) -> LoopbackArchive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.stop()

    def fetched(self) -> list[str]:
        """The paths of the mementos fetched so far."""
        return [path for path in self.paths() if "id_/" in path]

    def _serve(self, url: str, at: datetime, body: bytes, content_type: str) -> None:
        headers = {
            "Content-Type": content_type,
            "Memento-Datetime": _http_date(at),
            # Every archive links to its neighbours in time: none of these is the next page of a list.
            "Link": f'<{self.root}/web/20991231000000/{url}>; rel="next memento"; datetime="{_http_date(at)}"',
        }
        self.routes[f"/web/{_stamp(at)}id_/{url}"] = lambda asked: Answer(body, headers=headers)

    def _list_by_timemap(self, url: str, ordered: list[Held], page_size: int) -> None:
        pages = [ordered[start : start + page_size] for start in range(0, len(ordered), max(page_size, 1))] or [[]]
        paths = [f"/web/timemap/link/{url}", *(f"/web/timemap/link/{n}/{url}" for n in range(2, len(pages) + 1))]
        for number, (path, page) in enumerate(zip(paths, pages, strict=True)):
            links = [f'<{url}>; rel="original"', f'<{path}>; rel="self"; type="application/link-format"']
            if number + 1 < len(paths):
                # As RFC 7089 allows, relative to the list itself.
                links.append(f'<{paths[number + 1]}>; rel="timemap"; type="application/link-format"')
            for at, _, _ in page:
                place = " ".join(
                    word for word, found in (("first", at == ordered[0][0]), ("last", at == ordered[-1][0])) if found
                )
                links.append(
                    f'</web/{_stamp(at)}/{url}>; rel="{f"{place} memento".strip()}"; datetime="{_http_date(at)}"'
                )
            self.routes[path] = _answer(",\n".join(links).encode(), "application/link-format")

    def _list_by_cdx(self, url: str, ordered: list[Held]) -> None:
        table = [["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"]]
        for at, body, content_type in ordered:
            digest = sha256(body).hexdigest().upper()[:32]
            table.append(["mx,gob)/", _stamp(at), url, content_type.partition(";")[0], "200", digest, str(len(body))])
        path = f"/cdx/search/cdx?url={quote(url, safe='')}&output=json"
        self.routes[path] = _answer(json.dumps(table).encode(), "application/json")


def _answer(body: bytes, content_type: str) -> Route:
    def route(asked: Asked) -> Answer:
        return Answer(body, headers={"Content-Type": content_type})

    return route


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%d%H%M%S")


def _http_date(at: datetime) -> str:
    return format_datetime(at.astimezone(UTC), usegmt=True)
