"""When each source is to be looked at, and how it fares: what a service must remember between two looks.

Kept as ``agenda.json`` in the home, replaced whole; whoever writes it holds the home's lock, anybody may read it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flows.typed_json import dataclass_of
from warehouse.durable import write_json

if TYPE_CHECKING:
    from extractors.source import Source

FILE = "agenda.json"
FINE = "ok"
# A source that fails is asked again after its cadence or this, then after twice as long each time, at most daily.
FIRST_RETRY = 900
LONGEST_RETRY = 86_400


@dataclass(frozen=True, slots=True)
class Appointment:
    """ISO instants; ``condition``: ok, unreachable, drifted, blocked, or empty if never looked at; ``since``: from
    when; ``failures``: in a row; ``unknown``: headings nobody knows of which it was told, None before a first reading.
    """

    last_look: str = ""
    last_change: str = ""
    next_look: str = ""
    condition: str = ""
    since: str = ""
    reason: str = ""
    failures: int = 0
    unknown: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Rest:
    """A host none of whose sources answered is left alone ``until`` then."""

    failures: int
    until: str


@dataclass(slots=True)
class Agenda:
    """``pending``: sources whose changes no refresh has taken up yet, ``pending_since`` and ``pending_until`` the
    first and the last of them; both empty where nothing waits.
    """

    sources: dict[str, Appointment] = field(default_factory=dict)
    hosts: dict[str, Rest] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)
    pending_since: str = ""
    pending_until: str = ""

    def due(self, sources: Iterable[Source], now: datetime) -> list[Source]:
        """The sources whose time has come, whose host is not resting."""
        return [source for source in sources if self.next_look(source, now) <= now]

    def next_look(self, source: Source, now: datetime) -> datetime:
        """When a source is to be looked at; ``now`` for one never looked at, or looked at by a clock set back since."""
        known = self.sources.get(source.id, Appointment())
        rest = self._rest(source, now)
        if not known.next_look or not known.last_look or _instant(known.last_look) > now:
            return max(now, rest) if rest else now
        shortened = _instant(known.last_look) + timedelta(seconds=source.cadence_seconds())
        planned = _instant(known.next_look)
        # A cadence that was shortened in the record counts at once; a failing source keeps its distance.
        moment = planned if known.failures else min(planned, shortened)
        return max(moment, rest) if rest else moment

    def _rest(self, source: Source, now: datetime) -> datetime | None:
        """Until when the source's host is left alone; a rest longer than any is of a clock set back since."""
        rest = self.hosts.get(host_of(source))
        until = _instant(rest.until) if rest else None
        return until if until and until - now <= timedelta(seconds=LONGEST_RETRY) else None

    def changed(self, source_id: str, now: datetime) -> None:
        """Note that the rows of a source changed."""
        self.sources[source_id] = replace(self.sources.get(source_id, Appointment()), last_change=_text(now))

    def keep(self, source: Source, now: datetime, *, condition: str, reason: str) -> Appointment:
        """Note a look at a source; returns what was known before it."""
        before = self.sources.get(source.id, Appointment())
        failures = 0 if condition == FINE else before.failures + 1
        pause = retry_after(source, failures) if failures else source.cadence_seconds()
        moment = _text(now)
        self.sources[source.id] = replace(
            before, last_look=moment, next_look=_text(now + timedelta(seconds=pause)), condition=condition,
            reason=reason, failures=failures, since=before.since if before.condition == condition else moment,
        )  # fmt: skip
        return before

    def rest_hosts(self, answered: Mapping[str, bool], shortest: Mapping[str, int], now: datetime) -> None:
        """Leave alone for a while each host of which nothing ``answered``; ``shortest``: its first pause in seconds."""
        for host, good in answered.items():
            if good:
                self.hosts.pop(host, None)
                continue
            failures = self.hosts[host].failures + 1 if host in self.hosts else 1
            pause = min(shortest[host] * 2 ** min(failures - 1, 30), LONGEST_RETRY)
            self.hosts[host] = Rest(failures, _text(now + timedelta(seconds=pause)))

    def await_refresh(self, changed: Sequence[str], now: datetime) -> None:
        """Something waits for a refresh."""
        self.pending = sorted({*self.pending, *changed})
        self.pending_since = self.pending_since or _text(now)
        self.pending_until = _text(now)

    def forget_all_but(self, source_ids: Iterable[str]) -> None:
        """Drop what is noted of sources that are no more."""
        kept = set(source_ids)
        self.sources = {source_id: one for source_id, one in self.sources.items() if source_id in kept}

    def refreshed(self) -> None:
        """A refresh took up all that waited."""
        self.pending, self.pending_since, self.pending_until = [], "", ""


def retry_after(source: Source, failures: int) -> int:
    """Seconds until a failing source is asked again."""
    return int(min(first_retry(source) * 2 ** min(failures - 1, 30), LONGEST_RETRY))


def first_retry(source: Source) -> int:
    """Seconds after a first failure."""
    return min(source.cadence_seconds(), FIRST_RETRY)


def host_of(source: Source) -> str:
    """Host of a source, with its port where it is an unusual one; empty for a file."""
    if source.is_file:
        return ""
    parts = urlsplit(source.url)
    host = (parts.hostname or "").rstrip(".")
    return host if parts.port in (None, 80, 443) else f"{host}:{parts.port}"


def read_agenda(home: Path) -> Agenda:
    """The agenda of a home; an empty one where there is none or it is damaged, so that all sources are due."""
    try:
        found = dataclass_of(Agenda, json.loads((home / FILE).read_bytes()))
        instants = [found.pending_since, found.pending_until, *(rest.until for rest in found.hosts.values())]
        for one in found.sources.values():
            instants += [one.last_look, one.last_change, one.next_look, one.since]
        aware = all(_instant(instant).tzinfo for instant in instants if instant)
        return found if aware else Agenda()
    except (OSError, ValueError, RecursionError):
        return Agenda()


def write_agenda(agenda: Agenda, home: Path) -> None:
    """Replace the agenda of a home, whole."""
    write_json(home / FILE, asdict(agenda))


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _text(instant: datetime) -> str:
    return instant.isoformat(timespec="milliseconds")
