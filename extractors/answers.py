"""What comes of asking for an address: an answer, what may be asked again by, or an error that has an answer to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extractors.capture import Headers
from extractors.failures import Unreachable


@dataclass(frozen=True, slots=True)
class Revalidation:
    """What a server needs to say "not modified"."""

    etag: str = ""
    last_modified: str = ""

    @classmethod
    def from_headers(cls, headers: Iterable[tuple[str, str]]) -> Revalidation | None:
        """The validators among an answer's headers; None if it has none."""
        named = {name.lower(): value for name, value in headers}
        found = cls(named.get("etag", ""), named.get("last-modified", ""))
        return found if found.etag or found.last_modified else None

    def conditions(self) -> dict[str, str]:
        """The headers that ask for the page only if it is no longer the same."""
        named = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True, slots=True)
class Response:
    """An answer with its decompressed body; ``headers`` never holds cookies or credentials."""

    url: str
    final_url: str
    status: int
    headers: Headers
    body: bytes
    not_modified: bool

    def header(self, name: str) -> str:
        """The first header of that name, whatever its capitals; "" if there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")


class RefusedByServer(Unreachable):
    """An HTTP error; ``response`` is what came with it, which may be a challenge page worth knowing."""

    def __init__(self, source_id: str, where: str, what: str, remedy: str, response: Response) -> None:
        super().__init__(source_id, where, what, remedy)
        self.response = response
