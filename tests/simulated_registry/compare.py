"""Published rows against the truth: which were found, and how right each field is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from math import isnan
from typing import Any

from tests.simulated_registry.text import key
from tests.simulated_registry.truth import SimulatedAgreement

# field of the comparison -> column of the published table
COLUMNS = {
    "title": "title",
    "state": "state_code",
    "level": "level",
    "municipality": "municipality_code",
    "country": "counterpart_country",
    "region": "region",
    "counterpart_type": "counterpart_type",
    "instrument_type": "instrument_type",
    "signed_on": "signed_on",
    "topics": "topics",
}
CLOSE = 0.75
SURE = 0.9


@dataclass(frozen=True)
class Mismatch:
    """One field of one agreement that came out otherwise than it should."""

    state_code: str
    title: str
    field: str
    expected: str
    got: str

    def __str__(self) -> str:
        """One line for a report."""
        return f"[{self.state_code}] {self.field}: {self.expected!r} != {self.got!r} in {self.title}"


@dataclass
class Comparison:
    """How well the published rows tell the truth."""

    expected: int
    published: int
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))
    mismatches: list[Mismatch] = field(default_factory=list)
    missing: list[SimulatedAgreement] = field(default_factory=list)
    unexpected: list[Mapping[str, Any]] = field(default_factory=list)

    @property
    def matched(self) -> int:
        """How many true agreements have a published row."""
        return self.expected - len(self.missing)

    @property
    def accuracy(self) -> dict[str, float]:
        """Share of the matched agreements on which each field is right."""
        return {name: n / self.matched if self.matched else 0.0 for name, n in self.right.items()}

    @property
    def recall(self) -> float:
        """Share of the true agreements that were found."""
        return self.matched / self.expected if self.expected else 1.0

    def report(self, limit: int = 40) -> str:
        """A text to print: shares first, then some of the mismatches."""
        lines = [f"{self.matched}/{self.expected} matched, {len(self.unexpected)} unexpected"]
        lines += [f"  {name:<17}{share:8.4f}" for name, share in self.accuracy.items()]
        lines += [str(one) for one in self.mismatches[:limit]]
        lines += [f"[{one.state_code}] missing: {one.signed_on} {one.title}" for one in self.missing[:limit]]
        lines += [f"unexpected: {dict(row).get('title')}" for row in self.unexpected[:limit]]
        return "\n".join(lines)


def _text(value: object) -> str:
    if value is None or (isinstance(value, float) and isnan(value)):
        return ""
    return str(value)


def _topics(value: object) -> frozenset[str]:
    if isinstance(value, str):
        return frozenset(part.strip() for part in value.split("|") if part.strip())
    if value is None or not isinstance(value, Iterable):
        return frozenset()
    return frozenset(str(part) for part in value)


def _truth(row: SimulatedAgreement, name: str) -> str:
    attribute = {
        "state": "state_code",
        "municipality": "municipality_code",
        "country": "counterpart_country",
    }.get(name, name)
    return str(getattr(row, attribute))


def _alike(row: SimulatedAgreement, published: Mapping[str, Any]) -> float:
    ours, theirs = key(row.title), key(_text(published.get("title")))
    same_day = row.signed_on == _text(published.get("signed_on"))
    if ours == theirs:
        return 3.0 if same_day else 2.0
    if not theirs:
        return 0.0
    if f" {ours} " in f" {theirs} " or (len(theirs) > 30 and f" {theirs} " in f" {ours} "):
        return 1.9 if same_day else 0.9
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    if not same_day or matcher.quick_ratio() < CLOSE:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= CLOSE else 0.0


def _pair(truth: Sequence[SimulatedAgreement], rows: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """Pairs of positions inside one state: same title and date first, then what is closest."""
    pairs: list[tuple[int, int]] = []
    exact: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j, published in enumerate(rows):
        exact[key(_text(published.get("title"))), _text(published.get("signed_on"))].append(j)
    open_truth: list[int] = []
    for i, row in enumerate(truth):
        same = exact.get((key(row.title), row.signed_on))
        if same:
            pairs.append((i, same.pop(0)))
        else:
            open_truth.append(i)
    taken = {j for _, j in pairs}
    left = [j for j in range(len(rows)) if j not in taken]
    scored = sorted(
        ((_alike(truth[i], rows[j]), -i, -j) for i in open_truth for j in left),
        reverse=True,
    )
    used_truth: set[int] = set()
    used_rows: set[int] = set()
    for score, minus_i, minus_j in scored:
        if score <= 0 or -minus_i in used_truth or -minus_j in used_rows:
            continue
        used_truth.add(-minus_i)
        used_rows.add(-minus_j)
        pairs.append((-minus_i, -minus_j))
    return pairs


def _check(result: Comparison, row: SimulatedAgreement, published: Mapping[str, Any]) -> None:
    for name, column in COLUMNS.items():
        got = published.get(column)
        if name == "topics":
            wanted, seen = "|".join(sorted(row.topics)), "|".join(sorted(_topics(got)))
        else:
            wanted, seen = _truth(row, name), _text(got)
        right = key(wanted) == key(seen) if name == "title" else wanted == seen
        if right:
            result.right[name] += 1
        else:
            result.mismatches.append(Mismatch(row.state_code, row.title, name, wanted, seen))


def compare(truth: Sequence[SimulatedAgreement], published_rows: Sequence[Mapping[str, Any]]) -> Comparison:
    """Match rows by state, title and date, and compare them field by field.

    Published rows carry the column names of the design; a row of a wrong state is tried last,
    against whatever is still missing, so that the mistake shows as one in `state`.
    """
    result = Comparison(len(truth), len(published_rows))
    groups: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for published in published_rows:
        groups[_text(published.get("state_code"))].append(published)
    missing: list[SimulatedAgreement] = []
    spare: list[Mapping[str, Any]] = []
    for code in sorted({row.state_code for row in truth} | set(groups)):
        mine = [row for row in truth if row.state_code == code]
        pairs = _pair(mine, groups[code])
        for i, j in pairs:
            _check(result, mine[i], groups[code][j])
        found_truth, found_rows = {i for i, _ in pairs}, {j for _, j in pairs}
        missing += [row for i, row in enumerate(mine) if i not in found_truth]
        spare += [row for j, row in enumerate(groups[code]) if j not in found_rows]
    pairs = [(i, j) for i, j in _pair(missing, spare) if _alike(missing[i], spare[j]) >= SURE]
    for i, j in pairs:
        _check(result, missing[i], spare[j])
    result.missing = [row for i, row in enumerate(missing) if i not in {i for i, _ in pairs}]
    result.unexpected = [row for j, row in enumerate(spare) if j not in {j for _, j in pairs}]
    return result
