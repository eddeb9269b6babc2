"""Which agreement a row is about: known by its key, by likeness inside its block, or new.

In: today's records with their ``raw_key`` and the observations remembered from former versions. Out: the records with
their lasting ``agreement_id`` and ``observation_id``, and rows of ``review`` for what is doubtful. Never by the order
of rows. Pure.

Nearly all rows are known by their key, which costs a look-up each. Only what is left is compared, and only with rows
whose dates may be of one signing (``date_index``). What compares is imported when something is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from transforms.linking import Known, Linking, Row, begun, content, key_of
from transforms.reviews import carried_reviews, reviews_of
from transforms.verdicts import Verdicts

if TYPE_CHECKING:
    from transforms.pair_likeness import Pairs

__all__ = ["DOUBTFUL", "LINKED", "Memory", "carried_reviews", "link"]

_Any = TypeVar("_Any", bound=Mapping[str, object])

LINKED, DOUBTFUL = 0.8, 0.68
# A row still printed last time is likelier to be this one than a row withdrawn years ago.
_WITHDRAWN = 0.02
# What rows of one key are told apart by.
_TOLD_BY = ("title", "local_party", "municipality", "municipality_code", "level", "counterpart", "counterpart_country",
            "instrument_type", "signed_on")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Memory:
    """What former versions knew: rows of ``agreement_observations`` and of ``review``."""

    observations: Sequence[Mapping[str, object]] = ()
    reviews: Sequence[Mapping[str, object]] = ()


def link(records: Iterable[Row], remembered: Iterable[Mapping[str, object]], verdicts: Verdicts) -> list[Row]:
    """Set ``agreement_id`` and ``observation_id`` of every record, in place; returns the rows of ``review``.

    ``records``: rows of agreements with ``raw_key``. ``remembered``: rows of agreement_observations. Inside one source
    a row is looked for by its key, then by likeness among the rows of its state, one to one with the best total; then
    among the agreements other sources know. What is found nowhere is new.
    """
    work = begun(records, remembered, verdicts)
    _by_key(work)
    if work.free:
        _by_likeness(work)
    if work.free:
        from transforms.across_sources import link_across

        link_across(work)
    return reviews_of(work)


def _by_key(work: Linking) -> None:
    """The same key in the same source; rows that share a key are told apart by likeness."""
    seen, shared = _grouped(work.free)
    known, also_shared = _grouped(row for row in work.remembered if row["raw_key"] in seen.get(row["source_id"], ()))
    hard = []
    for source_id, rows in seen.items():
        there = known.get(source_id, {})
        for key, row in rows.items():
            if key not in there:
                continue
            if (source_id, key) in shared or (source_id, key) in also_shared or key in work.judged_names:
                ones = also_shared.get((source_id, key), [there[key]])
                hard.append((ones, sorted(shared.get((source_id, key), [row]), key=content)))
            else:
                work.take(there[key], row)
    for ones, others in sorted(hard, key=lambda group: content(group[1][0])):
        _pair_of_key(work, ones, others)
    work.drop_linked()


def _grouped(rows: Iterable[_Any]) -> tuple[dict[object, dict[object, _Any]], dict[object, list[_Any]]]:
    """The first row of each key, by source; and all rows of the keys that several rows of a source share."""
    first: dict[object, dict[object, _Any]] = defaultdict(dict)
    shared: dict[object, list[_Any]] = {}
    for row in rows:
        before = first[row["source_id"]].setdefault(row["raw_key"], row)
        if before is not row:
            shared.setdefault((row["source_id"], row["raw_key"]), [before]).append(row)
    return first, shared


def _pair_of_key(work: Linking, known: Sequence[Known], seen: Sequence[Row]) -> None:
    """Rows of one key: each is the known row most like it, however little."""
    if _told_apart(work, known, seen):
        return
    from transforms.pair_likeness import all_pairs, likely_pairs

    pairs = likely_pairs(known, seen, *all_pairs(len(known), len(seen)), -1.0)
    _pair(work, known, seen, pairs, least=-0.5, doubtful=1.1)


def _told_apart(work: Linking, known: Sequence[Known], seen: Sequence[Row]) -> bool:
    """Take the rows that say what a known row says, if all do: no other pairing is more alike."""
    there = {_told(row): row for row in known}
    here = {_told(row): row for row in seen}
    if len(there) < len(known) or len(here) < len(seen) or not here.keys() <= there.keys():
        return False
    if key_of(seen[0]) in work.judged_names or any(row.get("withdrawn_on") for row in known):
        return False
    for told, row in here.items():
        work.take(there[told], row)
    return True


def _told(row: Known) -> tuple[object, ...]:
    return tuple(row.get(name) or "" for name in _TOLD_BY)


def _by_likeness(work: Linking) -> None:
    """A re-worded row of the same source and state."""
    wanted = {(row["source_id"], row["state_code"] or "") for row in work.free}
    blocks: dict[tuple[object, object], tuple[list[Known], list[Row]]] = defaultdict(lambda: ([], []))
    for known in work.remembered:
        block = known["source_id"], known["state_code"] or ""
        if block in wanted and str(known["observation_id"]) not in work.taken:
            blocks[block][0].append(known)
    for row in work.free:
        blocks[row["source_id"], row["state_code"] or ""][1].append(row)
    for ones, others in blocks.values():
        if ones and others:
            _pair_alike(work, ones, others)
    work.drop_linked()


def _pair_alike(work: Linking, known: Sequence[Known], seen: Sequence[Row]) -> None:
    from transforms.date_index import DateIndex, candidates
    from transforms.pair_likeness import joined, likely_pairs
    from transforms.similarity import text_of

    index = DateIndex(slips=True)
    for row in known:
        index.add(text_of(row, "signed_on"))
    found = candidates(index, [text_of(row, "signed_on") for row in seen])
    pairs = joined(likely_pairs(known, seen, lines, columns, DOUBTFUL) for lines, columns in found)
    _pair(work, known, seen, pairs, least=LINKED, doubtful=DOUBTFUL)


def _pair(
    work: Linking, known: Sequence[Known], seen: Sequence[Row], pairs: Pairs, *, least: float, doubtful: float
) -> None:
    from transforms.best_pairs import best_pairs

    pairs = _less_if_withdrawn(known, work.judged(known, seen, pairs))
    for line, column, _ in best_pairs(pairs, least):
        work.take(known[line], seen[column])
    work.doubt(known, seen, pairs, doubtful, "same_source")


def _less_if_withdrawn(known: Sequence[Known], pairs: Pairs) -> Pairs:
    import numpy

    from transforms.pair_likeness import Pairs

    gone = numpy.array([bool(row.get("withdrawn_on")) for row in known], dtype=bool)
    return Pairs(pairs.lines, pairs.columns, numpy.where(gone[pairs.lines], pairs.scores - _WITHDRAWN, pairs.scores))
