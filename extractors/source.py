"""A source record: one publisher's page or file family, typed and checked (design, section 4).

In: a mapping read from YAML. Out: a ``Source``. Raises pydantic's ``ValidationError``; ``extractors.catalogue``
turns it into one line for a person.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, field_validator, model_validator

from extractors.addresses import is_loopback_host
from extractors.secrets import secret_parameter

Dataset = Literal["agreements", "offices", "branches", "laws", "claims", "figures"]
Evidence = Literal["registry", "official_site", "publication", "press", "encyclopaedia"]
Access = Literal["page", "index", "paged", "file"]
ChildAccess = Literal["page", "paged", "file"]
Format = Literal[
    "auto",
    "html-table",
    "html-list",
    "html-labels",
    "html-note",
    "html-law",
    "html-directory",
    "pdf-table",
    "xlsx",
    "csv",
    "json",
]
Status = Literal["active", "blocked", "frozen", "retired"]

FROM_LINK_TEXT = "from-link-text"
FROM_COLUMN = "from-column"
MOST_ROWS = 1_000_000_000

_NAMED_CADENCES = {"hourly": 3600, "daily": 86_400, "weekly": 604_800}
_CADENCE = re.compile(r"([1-9][0-9]{0,8})s")
_STATE_CODE = re.compile(r"0[1-9]|[12][0-9]|3[0-2]")
# Names that mean something else where an id becomes the name of a folder: under inbox/, and on Windows' disks.
_RESERVED = re.compile(r"taken|refused|con|prn|aux|nul|(?:com|lpt)[0-9]")
# Line breaks and tabs are text. The rest steers terminals, cuts names of files short, or writes backwards.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def _state_code(value: object) -> object:
    """YAML reads an unquoted 14 or 09 as a number or a text: both mean the two-digit code."""
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:02d}"
    if isinstance(value, str) and value.isdecimal():
        return value.zfill(2)
    return value


def _web_address(url: str, allowed: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"must start with {allowed}")
    if parts.username is not None or parts.password is not None:
        raise ValueError("must not carry a user name or password, it would be published with the data")
    secret = secret_parameter(url)
    if secret is not None:
        raise ValueError(f"must not carry a key or token (`{secret}`), it would be published with the data")
    return url


def _printable(value: object) -> object:
    if isinstance(value, str) and _CONTROL.search(value):
        raise ValueError("must not hold control characters")
    return value


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    @field_validator("*", mode="before")
    @classmethod
    def _check_text(cls, value: object) -> object:
        return _printable(value)


class Lifecycle(_Record):
    """Whether the source is still to be asked, since when and why."""

    status: Status = "active"
    since: date | None = None
    reason: str = ""


class Licence(_Record):
    """Under which terms the publisher gives the data."""

    id: str = "LicenseRef-unknown"
    url: str = ""


class Child(_Record):
    """How each page an index links to is read."""

    access: ChildAccess = "page"
    format: Format = "auto"
    min_rows: Annotated[int, Field(ge=0, le=MOST_ROWS)] | None = None


class Source(_Record):
    """One source. ``origin`` is the YAML file of a user's own record, None for a bundled one.

    ``may_lose``: the share of a page's rows that may vanish at one blow; more is a failure, until a person says so.
    ``sitemap``: a sitemap or feed of the site that tells when its pages changed; those it says are as they were are not
    asked for.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+$", max_length=100)]
    dataset: Dataset
    url: str
    evidence: Evidence
    access: Access = "page"
    name: str = ""
    publisher: str = ""
    follow: str | None = None
    sitemap: str | None = None
    child: Child | None = None
    format: Format = "auto"
    state: Annotated[str | None, BeforeValidator(_state_code)] = None
    columns: dict[str, str] = Field(default_factory=dict)
    min_rows: Annotated[int, Field(ge=0, le=MOST_ROWS)] = 1
    may_lose: Annotated[float, Field(ge=0, le=1)] = 1 / 3
    lifecycle: Lifecycle = Field(default_factory=Lifecycle)
    cadence: str = "weekly"
    delay: Annotated[float, Field(ge=0, le=86_400)] = 1.0
    licence: Licence = Field(default_factory=Licence)
    notes: str = ""

    _origin: Path | None = PrivateAttr(default=None)

    @property
    def origin(self) -> Path | None:
        """The user's YAML file this record was read from; None for a bundled record."""
        return self._origin

    def located(self, yaml_file: Path) -> Source:
        """The same record, knowing the user's YAML file it came from."""
        copy = self.model_copy()
        copy._origin = yaml_file
        return copy

    @property
    def is_file(self) -> bool:
        """Whether the source is a file on disk rather than an address on the web."""
        return self.url.startswith("file:")

    def described(self) -> dict[str, str]:
        """The record as flat text, by the names of the published table of sources."""
        return {
            "source_id": self.id, "name": self.name, "publisher": self.publisher, "dataset": self.dataset,
            "evidence": self.evidence, "access": self.access, "url": self.url, "lifecycle": self.lifecycle.status,
            "lifecycle_since": str(self.lifecycle.since or ""), "lifecycle_reason": self.lifecycle.reason,
            "licence": self.licence.id, "licence_url": self.licence.url, "notes": self.notes,
        }  # fmt: skip

    def as_json(self) -> dict[str, object]:
        """The record as JSON values; a key that came later is left out where it says nothing, so that what was written
        of older records stays the same.
        """
        return self.model_dump(mode="json", exclude=set() if self.sitemap else {"sitemap"})

    def cadence_seconds(self) -> int:
        """Seconds between two looks at this source."""
        if self.cadence in _NAMED_CADENCES:
            return _NAMED_CADENCES[self.cadence]
        return int(self.cadence.removesuffix("s"))

    @field_validator("id")
    @classmethod
    def _check_id(cls, identifier: str) -> str:
        if _RESERVED.fullmatch(identifier):
            raise ValueError("is a reserved name; choose another")
        return identifier

    @field_validator("url")
    @classmethod
    def _check_url(cls, url: str) -> str:
        if any(character < " " for character in unquote(url)):
            raise ValueError("must not hold control characters")
        if url.startswith("file:"):
            if not url.removeprefix("file:").strip("/"):
                raise ValueError("file: names no file")
            return url
        return _web_address(url, "http://, https:// or file:")

    @field_validator("sitemap")
    @classmethod
    def _check_sitemap(cls, url: str | None) -> str | None:
        return url if url is None else _web_address(url, "http:// or https://")

    @field_validator("cadence")
    @classmethod
    def _check_cadence(cls, cadence: str) -> str:
        if cadence not in _NAMED_CADENCES and not _CADENCE.fullmatch(cadence):
            raise ValueError("must be weekly, daily, hourly or a number of seconds such as 600s")
        return cadence

    @field_validator("state")
    @classmethod
    def _check_state(cls, state: str | None) -> str | None:
        if state is None or state in (FROM_LINK_TEXT, FROM_COLUMN) or _STATE_CODE.fullmatch(state):
            return state
        raise ValueError('must be an INEGI code "01" to "32", from-link-text or from-column')

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        filled = dict(data)
        if not filled.get("name") and "id" in filled:
            filled["name"] = filled["id"]
        if filled.get("access") == "index" and filled.get("child") is None:
            filled["child"] = {}
        return filled

    @model_validator(mode="after")
    def _check_together(self) -> Source:
        if (self.access == "index") != bool(self.follow):
            raise ValueError("follow: a CSS selector is needed with access: index, and only there")
        if self.child is not None and self.access != "index":
            raise ValueError("child: is only for access: index")
        if self.state == FROM_LINK_TEXT and self.access != "index":
            raise ValueError("state: from-link-text needs access: index")
        if self.sitemap and (self.is_file or self.access == "paged"):
            raise ValueError("sitemap: is only for single pages of the web, access: page, file or index")
        if self.is_file and self.access not in ("page", "file"):
            raise ValueError(f"access: {self.access} needs an http(s) address")
        if self.delay == 0 and not self.is_file and not is_loopback_host(urlsplit(self.url).hostname or ""):
            raise ValueError("delay: 0 is only for loopback addresses and files")
        return self
