"""The feeds as data, before they are Atom or JSON: an entry for each version, all of it text. Pure functions."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from warehouse.change_sentences import AMENDED, RecordChanges, amendment, sentence
from warehouse.change_texts import TEXTS
from warehouse.feeds.memory import VersionChanges
from warehouse.feeds.news import news
from warehouse.feeds.words import FEED_TEXTS, HELD
from warehouse.layout import version_key
from warehouse.notices import ByCause, by_cause, by_table, headline, totals
from warehouse.wording import Language, in_a_row, plain

ENTRIES = 60
# Sentences of one section; the rest is in changes.csv.
LISTED = 25
# Never change it: every identifier that a reader remembers follows from it.
NAMESPACE = uuid.UUID("4d2f5a0e-8a53-4c3e-9a4c-3b1f0f6f2a11")
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under a heading; a note stands before them where they need one."""

    heading: str
    sentences: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One version in one feed."""

    identifier: str
    version: str
    updated: datetime
    title: str
    summary: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: ``name`` is its path under ``public`` without the ending, ``changes`` or ``en/changes/14``."""

    identifier: str
    name: str
    language: Language
    title: str
    subtitle: str
    updated: datetime
    entries: tuple[Entry, ...]


def whole_feed(told: Sequence[VersionChanges], language: Language) -> Feed:
    """The feed of all versions: one entry each. ``told`` is newest first and not empty."""
    name = _feed_name(language)
    entries = [
        _first(name, one, language) if one.previous is None else _entry(name, one, one.changed, language)
        for one in told[:ENTRIES]
    ]
    return _feed(name, FEED_TEXTS[language]["title"], entries, told, language)


def state_feed(told: Sequence[VersionChanges], code: str, state: str, language: Language) -> Feed:
    """The feed of a state: an entry for each version that changed something of it, and nothing of any other."""
    name = f"{_feed_name(language)}/{code}"
    of_state = [(one, [record for record in one.changed if code in _states(record)]) for one in told[:ENTRIES]]
    entries = [_entry(name, one, records, language, place=state) for one, records in of_state if records]
    return _feed(name, FEED_TEXTS[language]["title_of_state"].format(state=plain(state)), entries, told, language)


def moment(version: str) -> datetime:
    """The version's day, a second later for each further version of that day: no clock is read."""
    day, number = version_key(version)
    return datetime.fromisoformat(day).replace(tzinfo=UTC) + timedelta(seconds=number - 1)


def readable(markdown: object) -> str:
    """A sentence of ``CHANGES.md`` as the text that it shows, without what XML cannot hold."""
    text = re.sub(r"\\(.)|`", lambda found: found[1] or "", str(markdown))
    return NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _feed_name(language: Language) -> str:
    return "changes" if language == "es" else f"{language}/changes"


def _identifier(name: str) -> str:
    return uuid.uuid5(NAMESPACE, name).urn


def _states(record: RecordChanges) -> set[object]:
    """The state of a record; of one that was moved, the other one as well."""
    moved = [change for change in record.changes if change["field"] == "state_code"]
    return {record.row.get("state_code"), *(change[side] for change in moved for side in ("before", "after"))}


def _feed(name: str, title: str, entries: Sequence[Entry], told: Sequence[VersionChanges], language: Language) -> Feed:
    # A feed without entries is as old as the oldest version it could tell of.
    updated = entries[0].updated if entries else moment(told[-1].version)
    subtitle = FEED_TEXTS[language]["subtitle"]
    return Feed(_identifier(name), name, language, readable(title), subtitle, updated, tuple(entries))


def _first(name: str, one: VersionChanges, language: Language) -> Entry:
    texts = FEED_TEXTS[language]
    title = texts["version"].format(version=one.version, told=texts["first"])
    return _made(name, one.version, title, texts["holds"].format(counts=_held(one, language)), ())


def _held(one: VersionChanges, language: Language) -> str:
    counts: Mapping[str, int] = one.held or {}
    told = []
    for table, nouns in HELD[language].items():
        count = counts.get(table, 0)
        if not count and table != "agreements":
            continue
        states = FEED_TEXTS[language]["states"].format(count=one.states) if table == "agreements" else ""
        told.append(f"{count} {nouns[count != 1]}{states if one.states > 1 else ''}")
    return in_a_row(told, language)


def _entry(
    name: str, one: VersionChanges, records: Sequence[RecordChanges], language: Language, *, place: str = ""
) -> Entry:
    texts, parted = FEED_TEXTS[language], by_cause(records)
    pattern = texts["version_of_state" if place else "version"]
    title = pattern.format(version=one.version, state=plain(place), told=_title(parted, language))
    if not records:
        return _made(name, one.version, title, TEXTS[language]["none"].format(previous=one.previous), ())
    summary = headline(parted, language, place=place)
    return _made(name, one.version, title, summary, _sections(parted, language, one.first_read))


def _made(name: str, version: str, title: str, summary: str, sections: Iterable[Section]) -> Entry:
    shown = tuple(
        Section(readable(one.heading), tuple(map(readable, one.sentences)), readable(one.note)) for one in sections
    )
    identifier = _identifier(f"{name}#{version}")
    return Entry(identifier, version, moment(version), readable(title), readable(summary), shown)


def _title(parted: ByCause, language: Language) -> str:
    texts = FEED_TEXTS[language]
    if parted.agreements:
        return totals(parted.agreements, language)
    if parted.others:
        return texts["other_tables"].format(counts=by_table(parted.others, language))
    return texts["process"].format(counts=by_table(parted.ours, language)) if parted.ours else texts["unchanged"]


def _sections(parted: ByCause, language: Language, first_read: frozenset[str]) -> list[Section]:
    """News first, then what was amended, then the other tables; what only we changed comes last and says so."""
    texts, feed_texts = TEXTS[language], FEED_TEXTS[language]
    amended = [record for record in parted.agreements if any(one["change"] == AMENDED for one in record.changes)]
    sections = [
        Section(
            feed_texts["news"],
            tuple(news(parted.agreements, language, first_read)),
            _caveats(parted.agreements, language, first_read),
        ),
        Section(feed_texts["amended"], _listed(amended, amendment, language)),
        Section(texts["other_tables"], _listed(parted.others, sentence, language)),
        Section(texts["process"], _listed(parted.ours, sentence, language), texts["process_note"]),
    ]
    return [section for section in sections if section.sentences]


def _caveats(agreements: Sequence[RecordChanges], language: Language, first_read: frozenset[str]) -> str:
    """What the news do not say, so that nobody reads it into them."""
    texts = FEED_TEXTS[language]
    withdrawn = any(record.kind == "withdrawn" for record in agreements)
    read = any(record.kind == "added" and record.row.get("source_id") in first_read for record in agreements)
    return " ".join([texts["withdrawal"]] * withdrawn + [texts["first_read"]] * read)


def _listed(
    records: Sequence[RecordChanges], tell: Callable[[RecordChanges, Language], str], language: Language
) -> tuple[str, ...]:
    told = tuple(tell(record, language) for record in records[:LISTED])
    more = len(records) - LISTED
    return told if more <= 0 else (*told, TEXTS[language]["more"].format(count=more))
