"""News of the agreements: one sentence for each state, kind of change and kind of source. Pure functions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from warehouse.change_sentences import AMENDED, RecordChanges, Row
from warehouse.change_texts import PLACES
from warehouse.feeds.words import FEED_TEXTS, NEWS
from warehouse.wording import Language, in_a_row, on_date, plain, quoted

NAMES = 5
COUNTRIES = 6
REGISTRY = "registry"
# In the order in which a state's sentences stand.
KINDS = ("withdrawn", "registered", "added", "read", "restored")
# Sorts after every code: what is of no known state comes last.
NO_STATE = "~"


def news(agreements: Sequence[RecordChanges], language: Language, first_read: Collection[str] = ()) -> list[str]:
    """What appeared, left and returned, by state: sentences in the Markdown of ``CHANGES.md``, with names in them.

    What comes from one of the sources ``first_read`` is new to us and is not called new. Amended agreements are
    not told: each has its own sentence.
    """
    grouped: defaultdict[tuple[str, str, int, int], list[RecordChanges]] = defaultdict(list)
    evidences = list(PLACES[language])
    for record in agreements:
        if record.kind != AMENDED:
            row = record.row
            state = str(row.get("state_code") or NO_STATE), str(row.get("state") or "")
            evidence = _evidence(row, evidences)
            kind = _kind(record, evidence, first_read)
            grouped[*state, KINDS.index(kind), evidences.index(evidence)].append(record)
    return [
        _sentence(records, KINDS[kind], evidences[evidence], language)
        for (_, _, kind, evidence), records in sorted(grouped.items(), key=lambda group: group[0])
    ]


def _kind(record: RecordChanges, evidence: str, first_read: Collection[str]) -> str:
    if record.kind != "added":
        return record.kind
    if record.row.get("source_id") in first_read:
        return "read"
    return "registered" if evidence == REGISTRY else "added"


def _evidence(row: Row, known: Sequence[str]) -> str:
    evidence = str(row.get("evidence") or "")
    return evidence if evidence in known else ""


def _sentence(records: Sequence[RecordChanges], kind: str, evidence: str, language: Language) -> str:
    texts, count = FEED_TEXTS[language], len(records)
    pattern = NEWS[language][kind][count != 1]
    told = pattern.format(
        state=plain(records[0].row.get("state") or texts["some_state"]),
        where=PLACES[language][evidence],
        count=count,
        countries=_countries(records, language),
        names=_names(records, language),
    )
    return told[:1].upper() + told[1:]


def _countries(records: Sequence[RecordChanges], language: Language) -> str:
    """The countries of the counterparts, the most frequent first; nothing where none is printed."""
    column = "counterpart_country_name" if language == "es" else "counterpart_country"
    counts = Counter(plain(record.row[column]) for record in records if record.row.get(column))
    names = sorted(counts, key=lambda name: (-counts[name], name))
    if not names:
        return ""
    # One country alone is named rather than counted.
    listed = names if len(names) <= COUNTRIES + 1 else names[:COUNTRIES]
    if len(names) > len(listed):
        listed = [*listed, FEED_TEXTS[language]["more_countries"].format(count=len(names) - len(listed))]
    return FEED_TEXTS[language]["countries"].format(countries=in_a_row(listed, language))


def _names(records: Sequence[RecordChanges], language: Language) -> str:
    names = [_name(record, language) for record in records[:NAMES]]
    if len(records) > NAMES:
        names.append(FEED_TEXTS[language]["more_names"].format(count=len(records) - NAMES))
    return "; ".join(names)


def _name(record: RecordChanges, language: Language) -> str:
    """The title with what tells it from others of that title: its place, date and identifier."""
    row = record.row
    identifier = f"`{record.record_id}`"
    title = quoted(row["title"], language) if row.get("title") else ""
    signed = {"es": "firmado {date}", "en": "signed {date}"}[language]
    known = [plain(row["municipality"])] if row.get("municipality") else []
    known += [signed.format(date=on_date(str(row["signed_on"]), language))] if row.get("signed_on") else []
    details = ", ".join([*known, identifier] if title else known)
    return f"{title or identifier} ({details})" if details else identifier
