"""A capture: the untouched bytes of one response, and how they came."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from extractors.secrets import without_secrets

Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Capture:
    """One response. ``part`` is "" except under an index, where it is the address of the child's first page."""

    source_id: str
    part: str
    url: str
    captured_at: datetime
    status: int
    media_type: str
    headers: Headers
    body: bytes
    sha256: str
    link_text: str = ""
    sequence: int = 0

    def __post_init__(self) -> None:
        """Keep the address without what nobody else may read: passwords and tokens."""
        object.__setattr__(self, "url", without_secrets(self.url))

    def header(self, name: str) -> str:
        """The first header of that name, whatever its capitals; "" if there is none."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), "")


def sha256_of(body: bytes) -> str:
    """The SHA-256 of some bytes, in lower-case hexadecimal."""
    return hashlib.sha256(body).hexdigest()
