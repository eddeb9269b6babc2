"""What a version says in words: ``CHANGES.md``."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import filterfalse
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as compute

from warehouse.change_sentences import RecordChanges, sentence
from warehouse.change_texts import COUNTED, PLACES, TEXTS, TOTALS
from warehouse.schema import TABLES, vocabulary
from warehouse.wording import Language, in_a_row, plain

# Sentences of one section; the rest is in changes.csv.
LISTED = 50
LANGUAGES: tuple[Language, ...] = ("es", "en")


class ByCause(NamedTuple):
    """Changed records by what changed them; ``agreements`` and ``others`` changed at their source."""

    agreements: tuple[RecordChanges, ...]
    others: tuple[RecordChanges, ...]
    ours: tuple[RecordChanges, ...]


def changes_in(tables: Mapping[str, pa.Table], version: str) -> list[dict[str, object]]:
    """The rows of ``changes`` that ``version`` brought, in published order."""
    return [row for row in tables["changes"].to_pylist() if row["version"] == version]


def count_changes(changes: list[dict[str, object]]) -> dict[str, int]:
    """How many changes of each kind, every kind named."""
    counted = Counter(str(change["change"]) for change in changes)
    return {kind: counted[kind] for kind in vocabulary.CHANGE.values}


def changes_notice(tables: Mapping[str, pa.Table], version: str, previous: str | None) -> str:
    """``CHANGES.md``, in Spanish, then in English: totals, totals by state, and a sentence for each changed record.

    What only our process changed has a section of its own and is in no total of the sources.
    """
    changed = changed_records(tables, changes_in(tables, version)) if previous is not None else []
    lines: list[str] = []
    for language in LANGUAGES:
        texts = TEXTS[language]
        lines += [f"# {texts['heading'].format(version=version)}", ""]
        if previous is None:
            lines += [texts["first"], ""]
        elif not changed:
            lines += [texts["none"].format(previous=previous), ""]
        else:
            lines += [texts["against"].format(previous=previous), "", *_told(changed, language)]
    return "\n".join(lines)


def changed_records(tables: Mapping[str, pa.Table], changes: Iterable[dict[str, object]]) -> list[RecordChanges]:
    """The changes by record and origin: agreements first, by kind and state; then the others in published order."""
    grouped: defaultdict[tuple[str, str, str], list[dict[str, object]]] = defaultdict(list)
    for change in changes:
        grouped[str(change["table_name"]), str(change["record_id"]), str(change["origin"])].append(change)
    rows = published_rows(tables, [(table_name, record_id) for table_name, record_id, _ in grouped])
    sources = {row["source_id"]: row["name"] for row in tables["sources"].select(["source_id", "name"]).to_pylist()}
    records = []
    for (table_name, record_id, origin), found in grouped.items():
        source_id = found[0].get("source_id") or ""
        row = rows.get((table_name, record_id), {})
        source = str(sources.get(source_id, source_id))
        records.append(RecordChanges(table_name, record_id, origin, tuple(found), row, source))
    return sorted(records, key=_place_in_notice)


def _place_in_notice(record: RecordChanges) -> tuple[int, int, str, str]:
    table = list(TABLES).index(record.table_name)
    return table, list(TOTALS["es"]).index(record.kind), str(record.row.get("state_code") or "~"), record.record_id


def published_rows(
    tables: Mapping[str, pa.Table], wanted: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], dict[str, object]]:
    """The published row of each record, where it still has one: only agreements outlive their source."""
    found = {}
    for table_name in {name for name, _ in wanted}:
        key = TABLES[table_name].key
        # The first part of the key picks few rows of many; the whole key then names them.
        firsts = pa.array([record_id.split("|")[0] for name, record_id in wanted if name == table_name])
        rows = tables[table_name]
        for row in rows.filter(compute.is_in(rows.column(key[0]).cast(pa.string()), firsts)).to_pylist():
            found[table_name, "|".join(str(row[part]) for part in key)] = row
    return found


def _told(changed: Sequence[RecordChanges], language: Language) -> list[str]:
    texts = TEXTS[language]
    parted = by_cause(changed)
    lines = [headline(parted, language), ""]
    lines += _by_state(parted.agreements, language)
    lines += _section(texts["agreements"], parted.agreements, language)
    lines += _section(texts["other_tables"], parted.others, language)
    return lines + _section(texts["process"], parted.ours, language, note=texts["process_note"])


def by_cause(changed: Iterable[RecordChanges]) -> ByCause:
    """The changed records in three: agreements and others that a source changed, and what only we changed."""
    by_source, ours = _parted(changed, lambda record: record.origin == "source")
    agreements, others = _parted(by_source, lambda record: record.table_name == "agreements")
    return ByCause(agreements, others, ours)


def _parted(
    records: Iterable[RecordChanges], first: Callable[[RecordChanges], bool]
) -> tuple[tuple[RecordChanges, ...], tuple[RecordChanges, ...]]:
    listed = tuple(records)
    return tuple(filter(first, listed)), tuple(filterfalse(first, listed))


def headline(parted: ByCause, language: Language, *, place: str = "") -> str:
    """One sentence for each kind of source that changed, then one for other tables and one for our process.

    ``place`` is the state that the changes are of, for the sentence that no agreement of it changed.
    """
    texts = TEXTS[language]
    by_evidence: defaultdict[str, list[RecordChanges]] = defaultdict(list)
    for record in parted.agreements:
        by_evidence[str(record.row.get("evidence") or "")].append(record)
    comma = "," if language == "en" else ""
    sentences = [
        f"{where}{comma} {totals(by_evidence[evidence], language)}."
        for evidence, where in PLACES[language].items()
        if evidence in by_evidence
    ] or [texts["untouched"].format(of=texts["of"].format(place=plain(place)) if place else "")]
    sentences += [texts["others"].format(counts=by_table(parted.others, language))] if parted.others else []
    sentences += [texts["ours"].format(counts=by_table(parted.ours, language))] if parted.ours else []
    return " ".join(sentences)


def totals(records: Iterable[RecordChanges], language: Language) -> str:
    """How many agreements appeared, left, returned and changed: ``aparecieron 2 acuerdos y dejó de aparecer 1``."""
    counts = Counter(record.kind for record in records)
    clauses: list[str] = []
    for kind, (one, several) in TOTALS[language].items():
        count = counts[kind]
        if count:
            noun = "" if clauses else f" {COUNTED[language][count != 1]}"
            clauses.append((one if count == 1 else several).format(count=f"{count}{noun}"))
    return in_a_row(clauses, language)


def by_table(records: Iterable[RecordChanges], language: Language) -> str:
    """How many rows of each table: ``Oficinas 1, Leyes 2``."""
    counts = Counter(record.table_name for record in records)
    names = {name: table.spanish if language == "es" else table.english for name, table in TABLES.items()}
    return ", ".join(f"{names[name]} {counts[name]}" for name in TABLES if counts[name])


def _by_state(agreements: Sequence[RecordChanges], language: Language) -> list[str]:
    if not agreements:
        return []
    states: defaultdict[tuple[str, str], list[RecordChanges]] = defaultdict(list)
    for record in agreements:
        # The agreements of no state come last.
        states[str(record.row.get("state_code") or "~"), str(record.row.get("state") or "")].append(record)
    texts = TEXTS[language]
    lines = [
        f"- {plain(state) or texts['no_state']}: {totals(records, language)}."
        for (_, state), records in sorted(states.items(), key=lambda one: one[0])
    ]
    return [f"## {texts['by_state']}", "", *lines, ""]


def _section(heading: str, records: Sequence[RecordChanges], language: Language, *, note: str = "") -> list[str]:
    if not records:
        return []
    lines = [f"## {heading}", "", *([note, ""] if note else [])]
    lines += [f"- {sentence(record, language)}" for record in records[:LISTED]]
    if len(records) > LISTED:
        lines += ["", TEXTS[language]["more"].format(count=len(records) - LISTED)]
    return [*lines, ""]
