"""The ways a source can fail, each a type of its own that says what, where and what to do.

In: four short texts. Out: an exception whose ``str()`` is one line, fit for a person's screen.
"""

from __future__ import annotations

from typing import ClassVar

from extractors.secrets import without_secrets


def one_line(text: str) -> str:
    """Any text with its line breaks and runs of blanks turned into single spaces."""
    return " ".join(text.split())


class SourceFailure(Exception):
    """A source, or one part of it, could not be used; its last good data stays in force."""

    kind: ClassVar[str] = "failure"

    def __init__(self, source_id: str, where: str, what: str, remedy: str) -> None:
        self.source_id = source_id
        self.where = one_line(without_secrets(where))
        self.what = one_line(without_secrets(what))
        self.remedy = one_line(remedy)
        super().__init__(source_id, self.where, self.what, self.remedy)

    def __str__(self) -> str:
        return f"{self.kind}: {self.what} at {self.where}; do: {self.remedy}"


class Unreachable(SourceFailure):
    """No usable answer: network, time, TLS, an HTTP error, redirects without end or to a private address."""

    kind = "unreachable"


class Forbidden(SourceFailure):
    """The site's robots.txt asks not to be read there."""

    kind = "robots_forbidden"


class TooLarge(SourceFailure):
    """The answer, or the number of pages, passes the limit."""

    kind = "too_large"


class BotChallenge(SourceFailure):
    """A bot wall or a login page answered in place of the source."""

    kind = "bot_challenge"


class LayoutDrift(SourceFailure):
    """The page came, and what is known about its layout is not in it."""

    kind = "layout_drift"


class TooFewRows(SourceFailure):
    """Fewer rows than the source's floor: never taken for an empty success."""

    kind = "too_few_rows"


class Unreadable(SourceFailure):
    """Bytes that are not what they claim to be, or that are no longer what was stored."""

    kind = "unreadable"


class SourceRecordError(Exception):
    """A source record (YAML) is wrong: names the file, the record, the field, the fault and the cure in one line."""

    def __init__(self, file: str, field: str, what: str, remedy: str, *, record: str = "") -> None:
        self.file = file
        self.field = field
        self.what = one_line(what)
        self.remedy = one_line(remedy)
        self.record = record
        super().__init__(file, field, self.what, self.remedy, record)

    def __str__(self) -> str:
        place = self.file
        if self.record:
            place += f", record {self.record}"
        if self.field:
            place += f", field {self.field}"
        return one_line(f"source record: {self.what} in {place}; do: {self.remedy}")
