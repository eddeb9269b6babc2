"""One linking in progress: which rows are linked, which are free, what is doubtful, and what persons said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transforms.identity import agreement_id, short_hash
from transforms.text import fold
from transforms.verdicts import SAME, Verdicts

if TYPE_CHECKING:
    from transforms.pair_likeness import Pairs

Row = dict[str, object]
Known = Mapping[str, object]

_SAID_SAME, _SAID_DIFFERENT = 2.0, -1.0


@dataclass(slots=True)
class Linking:
    """``free``: records not linked yet; ``taken``: remembered observations that are linked."""

    verdicts: Verdicts
    remembered: list[Known]
    free: list[Row]
    used: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    doubts: list[tuple[str, Known, Row, float]] = field(default_factory=list)
    observation_ids: set[str] = field(default_factory=set)
    judged_names: frozenset[str] = frozenset()

    def take(self, known: Known, seen: Row) -> None:
        """The row seen is the known observation."""
        seen["agreement_id"] = known["agreement_id"]
        seen["observation_id"] = known["observation_id"]
        self.taken.add(str(known["observation_id"]))

    def drop_linked(self) -> None:
        """Forget the rows that are linked, and put the others in an order that does not depend on where they stood."""
        self.free = sorted((row for row in self.free if not row.get("observation_id")), key=content)

    def judged(
        self, known: Sequence[Known], seen: Sequence[Row], pairs: Pairs, among: Callable[[Known], bool] = bool
    ) -> Pairs:
        """The pairs with a person's verdicts in place of the scores; ``among``: which known rows are asked about."""
        columns = [column for column, row in enumerate(seen) if row["raw_key"] in self.judged_names]
        if not columns:
            return pairs
        lines = [line for line, row in enumerate(known) if self.judged_names.intersection(names(row)) and among(row)]
        told = {
            (line, column): _SAID_SAME if verdict == SAME else _SAID_DIFFERENT
            for line in lines
            for column in columns
            if (verdict := self.verdicts.of(names(known[line]), (key_of(seen[column]),)))
        }
        return _told(pairs, told)

    def doubt(self, known: Sequence[Known], seen: Sequence[Row], pairs: Pairs, least: float, kind: str) -> None:
        """Note pairs that look alike and were left apart, the best for each row."""
        best: dict[int, tuple[float, int]] = {}
        some = pairs.where(pairs.scores >= least)
        for line, column, score in zip(some.lines.tolist(), some.columns.tolist(), some.scores.tolist(), strict=True):
            # Of equals the first.
            best[column] = max(best.get(column, (score, -line)), (score, -line))
        for column, (score, line) in sorted(best.items()):
            if not seen[column].get("observation_id"):
                self.doubts.append((kind, known[-line], seen[column], score))

    def settle_new(self, row: Row, identifier: str) -> None:
        """A row never seen before: an observation of its own, of a known agreement or of a new one."""
        key, count = key_of(row), 0
        identifier = identifier or (self.verdicts.current(key) if key in self.verdicts.aliases else "")
        while not identifier:
            candidate = key if not count else agreement_id(
                str(row["state_code"] or ""), key, fold(str(row.get("title") or "")), str(count))  # fmt: skip
            identifier, count = "" if candidate in self.used else candidate, count + 1
        self.used.add(identifier)
        row["agreement_id"] = identifier
        row["observation_id"] = self._free_observation(row)
        self.taken.add(str(row["observation_id"]))

    def _free_observation(self, row: Row) -> str:
        count = 0
        while (
            name := f"obs-{short_hash(str(row['source_id']), key_of(row), str(count or ''))}"
        ) in self.observation_ids:
            count += 1
        self.observation_ids.add(name)
        return name


def begun(records: Iterable[Row], remembered: Iterable[Known], verdicts: Verdicts) -> Linking:
    """A linking in which nothing is linked yet; remembered rows go by the identifiers in use."""
    known: list[Known] = []
    for row in remembered:
        current = verdicts.current(str(row["agreement_id"]))
        known.append(row if current == row["agreement_id"] else {**row, "agreement_id": current})
    judged = frozenset(name for pair in (*verdicts.same, *verdicts.different) for name in pair)
    return Linking(verdicts, known, list(records), judged_names=judged)


def content(row: Row) -> tuple[str, ...]:
    """What rows are sorted by: all that tells one from another, and not their place."""
    fields = ("raw_key", "source_id", "title", "validity", "expires_on", "topics", "original")
    return tuple(str(row.get(name) or "") for name in fields)


def names(row: Known) -> tuple[str, str]:
    """What a person may call a row by."""
    return str(row.get("agreement_id") or ""), str(row.get("raw_key") or "")


def key_of(row: Known) -> str:
    """The key of a row: a hash of what it prints."""
    return str(row["raw_key"])


def by_source(rows: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of each source, in their order."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[str(row["source_id"])].append(row)
    return found


def _told(pairs: Pairs, told: Mapping[tuple[int, int], float]) -> Pairs:
    import numpy

    from transforms.pair_likeness import Pairs, joined

    ends = zip(pairs.lines.tolist(), pairs.columns.tolist(), strict=True)
    rest = pairs.where(numpy.array([end not in told for end in ends], dtype=bool))
    lines, columns = (numpy.array([end[side] for end in told], dtype="int64") for side in (0, 1))
    return joined([rest, Pairs(lines, columns, numpy.array(list(told.values())))])
