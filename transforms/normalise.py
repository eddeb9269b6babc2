"""From all observations to the rows of every table that comes from sources, and the issues met on the way."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from transforms.branches import swapped_phones
from transforms.carrying import carry
from transforms.claims import link_claims
from transforms.corrections import corrector
from transforms.identity import short_hash
from transforms.interpretation import Interpreted, interpret
from transforms.linkage import Memory, carried_reviews, link
from transforms.observations import Issue, Observation, Reading, Row
from transforms.places import municipalities, states
from transforms.same_rows import link_branches, link_laws
from transforms.text import fold
from transforms.verdicts import Verdicts, read_verdicts

_KEYS = {"claims": "claim_id", "office_facts": "fact_id", "branches": "branch_id", "laws": "law_id"}
TABLES = ("agreements", "agreement_parties", "claims", "office_facts", "branches", "laws",
          "published_figures", "states", "municipalities", "review", "agreement_aliases")  # fmt: skip


@dataclass(slots=True)
class OfManyRows:
    """A row of ``quality`` about a word or style that several rows of a source print: the first one's, and how many."""

    row: Row
    count: int = 1


@dataclass(slots=True)
class Normalised:
    """Rows by table, and rows of ``quality``; every observation is in one or the other.

    ``once``: by source, rule, field and word, what stands in ``quality`` for all the rows that print the word.
    """

    tables: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})
    quality: list[Row] = field(default_factory=list)
    once: dict[tuple[str, ...], OfManyRows] = field(default_factory=dict)


def _same_row(seen: Observation) -> tuple[str, ...]:
    """What two printings of one row share: all its fields but the number it is listed by."""
    fields = sorted((name, fold(value)) for name, value in seen.fields.items() if name != "number")
    return (seen.source_id, seen.state, *(f"{name}={value}" for name, value in fields))


def normalise(
    observations: Iterable[tuple[str, Observation]],
    today: str,
    memory: Memory | None = None,
    verdicts: Verdicts | None = None,
) -> Normalised:
    """Read every observation, given with its dataset, and settle what the rows are about together.

    ``today``: ISO day, for the status of agreements; the rest as in ``settle``.
    """
    return settle(interpret(observations, today), today, memory, verdicts)


def settle(
    interpreted: Iterable[Interpreted], today: str, memory: Memory | None = None, verdicts: Verdicts | None = None
) -> Normalised:
    """Put what was read row by row into tables, and tell which rows are about the same things.

    A row printed twice by one source counts once. ``memory``: what former versions knew, by which rows keep their
    identifiers; ``verdicts``: a person's, by default those of the files. Agreements come out one row per observation:
    rows of several sources may share an ``agreement_id``.
    """
    result = Normalised()
    corrections = corrector()
    printed: set[tuple[str, ...]] = set()
    taken: dict[str, set[str]] = {table: set() for table in _KEYS}
    sources: set[str] = set()
    for one in interpreted:
        seen = one.seen
        sources.add(seen.source_id)
        corrections.used.update(one.corrected_by)
        mark = _same_row(seen)
        if mark in printed:
            told = "La fuente imprime dos veces el mismo renglón."
            _note(result, seen, [Issue("info", "duplicate_row", told, one.dataset)])
            continue
        printed.add(mark)
        _note(result, seen, one.issues)
        for reading in one.readings:
            _place(result, seen, reading, taken)
    _count_rows(result)
    for issue in corrections.unused(frozenset(sources)):
        result.quality.append(_quality_row(issue, None))
    memory = memory or Memory()
    _identify(result, memory, read_verdicts() if verdicts is None else verdicts)
    carry(result.tables["agreements"], memory.observations, today)
    _settle_offices(result)
    _reference_tables(result)
    number_issues(result.quality)
    return result


def _place(result: Normalised, seen: Observation, reading: Reading, taken: dict[str, set[str]]) -> None:
    record = reading.record
    if record is None:
        _note(result, seen, reading.issues)
        return
    if reading.table == "agreements":
        _name_for_now(record, reading, seen.part, len(result.tables["agreements"]))
    elif reading.table in _KEYS:
        key = str(record[_KEYS[reading.table]])
        if key in taken[reading.table]:
            _note(result, seen, [Issue("info", "duplicate_row", "La fuente lo imprime dos veces.", reading.table)])
            return
        taken[reading.table].add(key)
    result.tables[reading.table].append(record)
    for table, row in reading.related:
        result.tables[table].append(row)
    name = str(record.get("agreement_id") or record.get(_KEYS.get(reading.table, ""), ""))
    _note(result, seen, [replace(issue, record_id=name) for issue in reading.issues])


def _name_for_now(record: Row, reading: Reading, part: str, number: int) -> None:
    """A name of its own for a record and what belongs to it, until it is known which agreement it is about."""
    record |= {"raw_key": record["agreement_id"], "part": part, "agreement_id": f"row {number}"}
    for _, row in reading.related:
        row["agreement_id"] = record["agreement_id"]


def _identify(result: Normalised, memory: Memory, verdicts: Verdicts) -> None:
    """Give every record its lasting identifier, wherever it is named, and link the claims."""
    records = result.tables["agreements"]
    names = [row["agreement_id"] for row in records]
    reviews = link(records, memory.observations, verdicts)
    lasting = {name: row["agreement_id"] for name, row in zip(names, records, strict=True)}
    sources = {name: row["observation_id"] for name, row in zip(names, records, strict=True)}
    for party in result.tables["agreement_parties"]:
        party["observation_id"] = sources[party["agreement_id"]]
        party["agreement_id"] = lasting[party["agreement_id"]]
    for row in result.quality:
        row["record_id"] = lasting.get(row["record_id"], row["record_id"])
    result.tables["review"] = carried_reviews(memory.reviews, reviews, verdicts)
    result.tables["agreement_aliases"] = [
        {"old_id": old, "agreement_id": verdicts.current(old), "reason": verdicts.reasons[old]}
        for old in sorted(verdicts.aliases)
    ]
    if claims := result.tables["claims"]:
        today = {row["agreement_id"] for row in records}
        remembered = [dict(row) for row in memory.observations if row["agreement_id"] not in today]
        link_claims(claims, [*records, *remembered])


def _settle_offices(result: Normalised) -> None:
    """Tell which branches and laws are given by several sources, and which branches' numbers seem swapped."""
    link_branches(result.tables["branches"])
    link_laws(result.tables["laws"])
    for row, issue in swapped_phones(result.tables["branches"]):
        where = {name: str(row[name]) for name in ("source_url", "capture_sha256", "locator")}
        result.quality.append(quality_row(issue, str(row["source_id"]), **where))


def _note(result: Normalised, seen: Observation, issues: Iterable[Issue]) -> None:
    for issue in issues:
        key = (seen.source_id, issue.rule, issue.field, issue.about)
        if issue.about and key in result.once:
            result.once[key].count += 1
            continue
        row = _quality_row(issue, seen)
        result.quality.append(row)
        if issue.about:
            result.once[key] = OfManyRows(row)


def _count_rows(result: Normalised) -> None:
    for one in result.once.values():
        if one.count > 1:
            one.row["message"] = f"{one.row['message']} Así en {one.count} renglones."


def _quality_row(issue: Issue, seen: Observation | None) -> Row:
    row: Row = {
        "severity": issue.severity, "rule": issue.rule, "table_name": issue.table_name, "record_id": issue.record_id,
        "field": issue.field, "value": issue.value, "message": issue.message, "remedy": issue.remedy,
    }  # fmt: skip
    if seen:
        row |= {
            "source_id": seen.source_id, "source_url": seen.fields.get("source_url") or seen.source_url,
            "capture_sha256": seen.capture_sha256, "locator": seen.locator,
            "original": json.dumps(dict(seen.original), ensure_ascii=False),
        }  # fmt: skip
    return row


def quality_row(issue: Issue, source_id: str, **where: str) -> Row:
    """A row of ``quality`` about a source rather than about one of its rows."""
    return {**_quality_row(issue, None), "source_id": source_id, **where}


def number_issues(rows: list[Row]) -> None:
    """Give each row of ``quality`` its identifier: what it says and of which row, not where that row stood."""
    seen: Counter[str] = Counter()
    for row in rows:
        about = "\x1f".join(
            str(row.get(name, "")) for name in ("rule", "source_id", "record_id", "field", "value", "original")
        )
        row["issue_id"] = f"q-{short_hash(about, str(seen[about]))}"
        seen[about] += 1


def _reference_tables(result: Normalised) -> None:
    population: Counter[str] = Counter()
    for place in municipalities().values():
        population[place.state_code] += place.population_2020 or 0
        result.tables["municipalities"].append({
            "municipality_code": place.code, "state_code": place.state_code, "state": states()[place.state_code].name,
            "municipality": place.name, "seat": place.seat, "population_2020": place.population_2020,
        })  # fmt: skip
    result.tables["states"].extend(
        {"state_code": s.code, "state": s.name, "iso_code": s.iso_code, "population_2020": population[s.code]}
        for s in states().values()
    )
