"""Which agreement a row is about: known by its key, by likeness inside its block, or new.

In: today's records with their ``raw_key`` and the observations remembered from former versions. Out: the records with
their lasting ``agreement_id`` and ``observation_id``, and rows of ``review`` for what is doubtful. Never by the order
of rows. Pure.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transforms.identity import agreement_id, short_hash
from transforms.similarity import best_pairs, date_likeness, differ, similarity
from transforms.text import fold
from transforms.verdicts import DIFFERENT, SAME, Verdicts
from warehouse.schema import vocabulary

if TYPE_CHECKING:
    from transforms.similarity import Matrix

Row = dict[str, object]

LINKED, DOUBTFUL = 0.8, 0.68
# Two publishers word a title as they like: between sources the date and both parties must agree.
ACROSS, ACROSS_DOUBTFUL = 0.72, 0.66
_SHOWN = ("state", "municipality", "local_party", "counterpart", "counterpart_country_name", "instrument_type",
          "signed_on", "title", "source_id")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Memory:
    """What former versions knew: rows of ``agreement_observations`` and of ``review``."""

    observations: Sequence[Mapping[str, object]] = ()
    reviews: Sequence[Mapping[str, object]] = ()


@dataclass(slots=True)
class _Linking:
    """One linking in progress: ``free``: records not linked yet; ``taken``: remembered observations that are."""

    verdicts: Verdicts
    remembered: list[Row]
    free: list[Row]
    used: set[str]
    taken: set[str] = field(default_factory=set)
    doubts: list[tuple[str, Row, Row, float]] = field(default_factory=list)
    observation_ids: set[str] = field(default_factory=set)


def link(records: Iterable[Row], remembered: Iterable[Mapping[str, object]], verdicts: Verdicts) -> list[Row]:
    """Set ``agreement_id`` and ``observation_id`` of every record, in place; returns the rows of ``review``.

    ``records``: rows of agreements with ``raw_key``. ``remembered``: rows of agreement_observations. Inside one source
    a row is looked for by its key, then by likeness among the rows of its state, one to one with the best total; then
    among the agreements other sources know. What is found nowhere is new.
    """
    known = [{**row, "agreement_id": verdicts.current(str(row["agreement_id"]))} for row in remembered]
    used = {str(row["agreement_id"]) for row in known} | {str(row["agreement_id"]) for row in remembered}
    work = _Linking(verdicts, known, sorted(records, key=_content), used | set(verdicts.aliases))
    work.observation_ids.update(str(row["observation_id"]) for row in known)
    _by_key(work)
    _by_likeness(work)
    for source_id in sorted({str(row["source_id"]) for row in work.free}, key=lambda s: (_rank(work.free, s), s)):
        _across(work, source_id)
    return _reviews(work)


def _content(row: Row) -> tuple[str, ...]:
    """An order of rows that does not depend on where they stood."""
    names = ("raw_key", "source_id", "title", "validity", "expires_on", "topics", "original")
    return tuple(str(row.get(name) or "") for name in names)


def _rank(rows: Sequence[Row], source_id: str) -> int:
    return min(vocabulary.evidence_rank(row.get("evidence")) for row in rows if row["source_id"] == source_id)


def _names(row: Mapping[str, object]) -> tuple[str, str]:
    return str(row.get("agreement_id") or ""), str(row.get("raw_key") or "")


def _by_key(work: _Linking) -> None:
    """The same key in the same source; rows that share a key are told apart by likeness."""
    known: dict[tuple[object, object], list[Row]] = defaultdict(list)
    for row in work.remembered:
        known[row["source_id"], row["raw_key"]].append(row)
    groups: dict[tuple[object, object], list[Row]] = defaultdict(list)
    for row in work.free:
        groups[row["source_id"], row["raw_key"]].append(row)
    for key, rows in groups.items():
        if candidates := known.get(key):
            _pair(work, candidates, rows, least=0.0)
    _drop_linked(work)


def _by_likeness(work: _Linking) -> None:
    """A re-worded row of the same source and state."""
    blocks: dict[tuple[object, object], tuple[list[Row], list[Row]]] = defaultdict(lambda: ([], []))
    for row in work.remembered:
        if str(row["observation_id"]) not in work.taken:
            blocks[row["source_id"], row["state_code"] or ""][0].append(row)
    for row in work.free:
        blocks[row["source_id"], row["state_code"] or ""][1].append(row)
    for known, seen in blocks.values():
        if known and seen:
            _pair(work, known, seen, least=LINKED, doubtful=DOUBTFUL)
    _drop_linked(work)


def _pair(work: _Linking, known: list[Row], seen: list[Row], *, least: float, doubtful: float = 1.1) -> None:
    if len(known) == len(seen) == 1 and least == 0 and not work.verdicts.of(_names(known[0]), (_key(seen[0]),)):
        _take(work, known[0], seen[0])
        return
    matrix = _judged(work, known, seen, similarity(known, seen))
    # A row still printed last time is likelier to be this one than a row withdrawn years ago.
    for line, row in enumerate(known):
        if row.get("withdrawn_on"):
            matrix[line, :] -= 0.02
    for line, column, _ in best_pairs(matrix, least or -0.5):
        _take(work, known[line], seen[column])
    _doubt(work, known, seen, matrix, doubtful, "same_source")


def _key(row: Row) -> str:
    return str(row["raw_key"])


def _judged(work: _Linking, known: Sequence[Row], seen: Sequence[Row], matrix: Matrix) -> Matrix:
    """The matrix with a person's verdicts in place of the scores."""
    if work.verdicts.same or work.verdicts.different:
        for line, one in enumerate(known):
            for column, other in enumerate(seen):
                verdict = work.verdicts.of(_names(one), (_key(other),))
                if verdict:
                    matrix[line, column] = 2.0 if verdict == SAME else -1.0
    return matrix


def _doubt(work: _Linking, known: Sequence[Row], seen: Sequence[Row], matrix: Matrix, least: float, kind: str) -> None:
    """Note pairs that look alike and were left apart, the best for each row."""
    for column, row in enumerate(seen):
        if row.get("observation_id") or not len(known):
            continue
        line = int(matrix[:, column].argmax())
        if matrix[line, column] >= least:
            work.doubts.append((kind, known[line], row, float(matrix[line, column])))


def _take(work: _Linking, known: Row, seen: Row) -> None:
    seen["agreement_id"] = known["agreement_id"]
    seen["observation_id"] = known["observation_id"]
    work.taken.add(str(known["observation_id"]))


def _drop_linked(work: _Linking) -> None:
    work.free = [row for row in work.free if not row.get("observation_id")]


def _across(work: _Linking, source_id: str) -> None:
    """Link the new rows of one source to agreements of other sources, then give the others identifiers of their own."""
    mine = [row for row in work.free if row["source_id"] == source_id]
    here = {str(row["agreement_id"]) for row in work.remembered if row["source_id"] == source_id}
    blocks: dict[object, list[Row]] = defaultdict(list)
    for row in work.remembered:
        if row["source_id"] != source_id and str(row["agreement_id"]) not in here:
            blocks[row["state_code"] or ""].append(row)
    by_state: dict[object, list[Row]] = defaultdict(list)
    for row in mine:
        by_state[row["state_code"] or ""].append(row)
    for state, seen in by_state.items():
        if state and blocks[state]:
            _pair_across(work, blocks[state], seen)
    for row in mine:
        if not row.get("observation_id"):
            _settle_new(work, row, "")
    work.free = [row for row in work.free if row["source_id"] != source_id]


def _pair_across(work: _Linking, known: list[Row], seen: list[Row]) -> None:
    matrix = similarity(known, seen)
    for line, one in enumerate(known):
        for column, other in enumerate(seen):
            if not _agree(one, other):
                matrix[line, column] = min(matrix[line, column] * 0.8, ACROSS - 0.001)
    matrix = _judged(work, known, seen, matrix)
    linked: set[object] = set()
    for line, column, _ in sorted(best_pairs(matrix, ACROSS), key=lambda pair: -pair[2]):
        identifier = known[line]["agreement_id"]
        # Two rows of this source cannot both be one agreement, though two sources may have printed it before.
        if identifier not in linked:
            linked.add(identifier)
            _settle_new(work, seen[column], str(identifier))
    _doubt(work, known, seen, matrix, ACROSS_DOUBTFUL, "across_sources")


def _agree(one: Row, other: Row) -> bool:
    """Whether two publishers may mean one signing: the date (both say it), the country, the place and the kind."""
    dates = [str(row.get("signed_on") or "") for row in (one, other)]
    names = ("counterpart_country", "municipality_code", "level", "instrument_type")
    return all(dates) and date_likeness(*dates) >= 0.8 and not any(differ(one, other, name) for name in names)


def _settle_new(work: _Linking, row: Row, identifier: str) -> None:
    """A row never seen before: an observation of its own, of a known agreement or of a new one."""
    key, count = _key(row), 0
    identifier = identifier or (work.verdicts.current(key) if key in work.verdicts.aliases else "")
    while not identifier:
        candidate = key if not count else agreement_id(
            str(row["state_code"] or ""), key, fold(str(row.get("title") or "")), str(count))  # fmt: skip
        identifier, count = "" if candidate in work.used else candidate, count + 1
    work.used.add(identifier)
    row["agreement_id"] = identifier
    row["observation_id"] = _free_observation(work, row)
    work.remembered.append(row)
    work.taken.add(str(row["observation_id"]))


def _free_observation(work: _Linking, row: Row) -> str:
    count = 0
    while (name := f"obs-{short_hash(str(row['source_id']), _key(row), str(count or ''))}") in work.observation_ids:
        count += 1
    work.observation_ids.add(name)
    return name


def _shown(row: Mapping[str, object]) -> str:
    return json.dumps({name: row.get(name) or "" for name in _SHOWN}, ensure_ascii=False)


def _reviews(work: _Linking) -> list[Row]:
    """Rows of ``review``: both rows as they were read, and what was done until a person says otherwise."""
    found = []
    for kind, known, seen, score in work.doubts:
        verdict = work.verdicts.of(_names(known), _names(seen))
        found.append({
            "review_id": f"review-{short_hash(str(known['observation_id']), str(seen['observation_id']))}",
            "kind": kind, "score": round(score, 3), "decision": "linked" if verdict == SAME else "separate",
            "verdict": verdict if verdict in (SAME, DIFFERENT) else "", "agreement_id": known["agreement_id"],
            "other_id": seen["agreement_id"], "known_row": _shown(known), "other_row": _shown(seen),
        })  # fmt: skip
    return found


def carried_reviews(former: Iterable[Mapping[str, object]], found: Iterable[Row], verdicts: Verdicts) -> list[Row]:
    """The rows of ``review`` found today and earlier, with what persons have said since."""
    rows = {str(row["review_id"]): dict(row) for row in (*former, *found)}
    for row in rows.values():
        names = (verdicts.current(str(row["agreement_id"])), verdicts.current(str(row["other_id"])))
        said = verdicts.of([str(row["agreement_id"])], [str(row["other_id"])])
        row |= {"agreement_id": names[0], "other_id": names[1], "verdict": said or row["verdict"] or ""}
        row["decision"] = "linked" if names[0] == names[1] else "separate"
    return list(rows.values())
