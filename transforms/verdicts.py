"""What a person has decided about two rows, for ever: the same agreement, or two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from transforms.vocabulary import document, rows

SAME, DIFFERENT = "same", "different"
FILE = "transforms/vocabulary/linkage_verdicts.yaml"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """Pairs of identifiers that are one agreement or two, and old identifiers with the ones that replace them.

    A row is named by its agreement_id or by its ``raw_key``, both of which the table ``review`` prints.
    """

    same: frozenset[frozenset[str]] = frozenset()
    different: frozenset[frozenset[str]] = frozenset()
    aliases: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)

    def current(self, identifier: str) -> str:
        """The identifier in use for one that may have been replaced."""
        passed = {identifier}
        while identifier in self.aliases and self.aliases[identifier] not in passed:
            identifier = self.aliases[identifier]
            passed.add(identifier)
        return identifier

    def of(self, names: Iterable[str], others: Iterable[str]) -> str:
        """``same``, ``different`` or nothing, for two rows with all the names each goes by."""
        others = list(others)
        pairs = {frozenset((name, other)) for name in names for other in others if name and other and name != other}
        return DIFFERENT if pairs & self.different else SAME if pairs & self.same else ""


def read_verdicts(
    entries: Iterable[Mapping[str, object]] | None = None, aliases: Iterable[Mapping[str, str]] | None = None
) -> Verdicts:
    """The verdicts of ``linkage_verdicts.yaml`` and the re-keyings of ``agreement_aliases.csv``, or those given.

    Raises ``ValueError`` for a verdict that is neither ``same`` nor ``different`` or lacks two rows or a reason.
    """
    same: set[frozenset[str]] = set()
    different: set[frozenset[str]] = set()
    replaced: dict[str, str] = {}
    reasons: dict[str, str] = {}
    for entry in (document("linkage_verdicts") or []) if entries is None else entries:
        pair, verdict = entry.get("rows"), entry.get("verdict")
        if not isinstance(pair, list) or len(pair) != 2 or verdict not in (SAME, DIFFERENT) or not entry.get("reason"):
            raise ValueError(f"{FILE}: `rows` (dos), `verdict` (same o different) y `reason` hacen falta en {entry}")
        (same if verdict == SAME else different).add(frozenset(map(str, pair)))
        if verdict == SAME:
            replaced[str(pair[1])] = str(pair[0])
            reasons[str(pair[1])] = str(entry["reason"])
    for row in rows("agreement_aliases") if aliases is None else aliases:
        replaced[row["old_id"]] = row["agreement_id"]
        reasons[row["old_id"]] = row["reason"]
    return Verdicts(frozenset(same), frozenset(different), replaced, reasons)
