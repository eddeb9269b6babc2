"""New rows of one source linked to agreements that other sources print, or given identifiers of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy

from transforms.best_pairs import best_pairs
from transforms.date_index import DateIndex, candidates
from transforms.linking import Known, Linking, Row, by_source
from transforms.pair_likeness import Pairs, Vector, joined, likely_pairs
from transforms.similarity import date_likeness, differ, text_of
from warehouse.schema import vocabulary

# Two publishers word a title as they like: between sources the date and both parties must agree.
ACROSS, ACROSS_DOUBTFUL = 0.72, 0.66
_NOT_AGREEING, _BELOW = 0.8, 0.001


@dataclass(slots=True)
class _State:
    """What is known of a state, whoever prints it; ``dates`` lags behind ``rows`` until somebody asks."""

    rows: list[Known] = field(default_factory=list)
    sources: set[object] = field(default_factory=set)
    # A slip in the date is never alike enough between sources, since the dates must agree.
    dates: DateIndex = field(default_factory=lambda: DateIndex(slips=False))

    def add(self, row: Known) -> None:
        self.rows.append(row)
        self.sources.add(row["source_id"])

    def index(self) -> DateIndex:
        for row in self.rows[self.dates.size :]:
            self.dates.add(text_of(row, "signed_on"))
        return self.dates


def link_across(work: Linking) -> None:
    """Settle every free row, source by source: first those whose evidence counts for most."""
    work.used = {str(row["agreement_id"]) for row in work.remembered} | set(work.verdicts.aliases)
    work.observation_ids = {str(row["observation_id"]) for row in work.remembered}
    free = by_source(work.free)
    states: dict[object, _State] = {row["state_code"]: _State() for row in work.free if row["state_code"]}
    here: dict[object, set[object]] = {source_id: set() for source_id in free}
    for known in work.remembered:
        if known["state_code"] in states:
            states[known["state_code"]].add(known)
        if known["source_id"] in here:
            here[known["source_id"]].add(known["agreement_id"])
    ranks = {
        source_id: min(vocabulary.evidence_rank(row.get("evidence")) for row in free[source_id]) for source_id in free
    }
    for source_id in sorted(free, key=lambda name: (ranks[name], name)):
        for row in _settle(work, source_id, free[source_id], states, here[source_id]):
            if row["state_code"]:
                states[row["state_code"]].add(row)
    work.free = []


def _rank(rows: Sequence[Row]) -> int:
    return min(vocabulary.evidence_rank(row.get("evidence")) for row in rows)


def _settle(
    work: Linking, source_id: str, rows: Sequence[Row], states: dict[object, _State], here: set[object]
) -> list[Row]:
    """The rows of one source, as they were settled. ``here``: the agreements the source is known to print."""
    settled: list[Row] = []
    by_state: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        by_state[row["state_code"]].append(row)
    for state, seen in by_state.items():
        if state and states[state].sources - {source_id}:
            settled += _pair_across(work, states[state], seen, source_id, here)
    for row in rows:
        if not row.get("observation_id"):
            work.settle_new(row, "")
            settled.append(row)
    return settled


def _pair_across(work: Linking, state: _State, seen: Sequence[Row], source_id: str, here: set[object]) -> list[Row]:
    def elsewhere(row: Known) -> bool:
        return row["source_id"] != source_id and row["agreement_id"] not in here

    known = state.rows
    found = candidates(state.index(), [text_of(row, "signed_on") for row in seen])
    pairs = joined(likely_pairs(known, seen, *_of_lines(known, elsewhere, *some), ACROSS_DOUBTFUL) for some in found)
    pairs = work.judged(known, seen, _less_unless_agreeing(known, seen, pairs), elsewhere)
    linked: set[object] = set()
    settled = []
    for line, column, _ in sorted(best_pairs(pairs, ACROSS), key=lambda pair: -pair[2]):
        identifier = known[line]["agreement_id"]
        # Two rows of this source cannot both be one agreement, though two sources may have printed it before.
        if identifier not in linked:
            linked.add(identifier)
            work.settle_new(seen[column], str(identifier))
            settled.append(seen[column])
    work.doubt(known, seen, pairs, ACROSS_DOUBTFUL, "across_sources")
    return settled


def _of_lines(
    known: Sequence[Known], wanted: Callable[[Known], bool], lines: Vector, columns: Vector
) -> tuple[Vector, Vector]:
    distinct, places = numpy.unique(lines, return_inverse=True)
    chosen = numpy.array([wanted(known[line]) for line in distinct], dtype=bool)[places]
    return lines[chosen], columns[chosen]


def _less_unless_agreeing(known: Sequence[Known], seen: Sequence[Row], pairs: Pairs) -> Pairs:
    scores = pairs.scores.copy()
    for place, (line, column) in enumerate(zip(pairs.lines.tolist(), pairs.columns.tolist(), strict=True)):
        if not _agree(known[line], seen[column]):
            scores[place] = min(scores[place] * _NOT_AGREEING, ACROSS - _BELOW)
    return Pairs(pairs.lines, pairs.columns, scores)


def _agree(one: Known, other: Known) -> bool:
    """Whether two publishers may mean one signing: the date (both say it), the country, the place and the kind."""
    dates = [str(row.get("signed_on") or "") for row in (one, other)]
    names = ("counterpart_country", "municipality_code", "level", "instrument_type")
    return all(dates) and date_likeness(*dates) >= 0.8 and not any(differ(one, other, name) for name in names)
