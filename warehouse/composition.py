"""One agreement out of what its sources print: field by field, by a stated precedence, with the contradictions kept.

Precedence: sources that still print it before those that dropped it, then by kind of evidence (registry, official
site, publication, press, encyclopaedia), then by source. A date that agrees and says more replaces a coarser one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from warehouse.cells import as_text
from warehouse.schema import AGREEMENTS, vocabulary

Row = dict[str, object]
WITHDRAWN = "withdrawn"
_COLUMNS = AGREEMENTS.columns

# Columns that mean something only together come from one source.
_TOGETHER = (
    ("signed_on", "signed_precision", "administration", "nafta_era"),
    ("level", "municipality_code", "municipality"),
    ("validity", "expires_on"),
    ("counterpart_country", "counterpart_country_name", "counterpart_subdivision"),
    ("region",), ("local_party",), ("title",), ("instrument_type",), ("counterpart",), ("counterpart_type",),
    ("topics",),
)  # fmt: skip
_COMPARED = ("signed_on", "level", "municipality_code", "instrument_type", "counterpart_country", "counterpart_type",
             "validity", "expires_on")  # fmt: skip


def compose(observations: Iterable[Mapping[str, object]]) -> tuple[list[Row], list[Row]]:
    """Rows of ``agreements`` and of ``conflicts`` from all rows of ``agreement_observations``."""
    groups: dict[object, list[Mapping[str, object]]] = defaultdict(list)
    for row in observations:
        groups[row["agreement_id"]].append(row)
    agreements: list[Row] = []
    conflicts: list[Row] = []
    for group in groups.values():
        ordered = in_precedence(group)
        agreements.append(_agreement(ordered))
        conflicts.extend(_conflicts(agreements[-1], _holding(ordered)))
    return agreements, conflicts


def in_precedence(group: Iterable[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """The observations of one agreement, the one whose word counts first in front."""
    return sorted(
        group,
        key=lambda row: (
            bool(row.get("withdrawn_on")),
            vocabulary.evidence_rank(row["evidence"]),
            str(row["source_id"]),
            str(row["observation_id"]),
        ),
    )


def _holding(ordered: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """The observations that count: those still printed; all of them where none is."""
    return [row for row in ordered if not row.get("withdrawn_on")] or list(ordered)


def _agreement(ordered: Sequence[Mapping[str, object]]) -> Row:
    holding = _holding(ordered)
    first = holding[0]
    result: Row = {name: first.get(name) for name in _COLUMNS}
    for names in _TOGETHER if len(holding) > 1 else ():
        result |= {name: _best(holding, names[0]).get(name) for name in names}
    result["status"] = next((row["status"] for row in holding if row["status"] not in {"unknown", None}), "unknown")
    result["in_registry"] = _in_registry(ordered, holding)
    result["first_seen"] = min(str(row["first_seen"]) for row in ordered)
    result["last_seen"] = max(str(row["last_seen"]) for row in ordered)
    result["withdrawn_on"] = None
    if all(row.get("withdrawn_on") for row in ordered):
        result |= {"status": WITHDRAWN, "withdrawn_on": max(str(row["withdrawn_on"]) for row in ordered)}
    return result


def _best(holding: Sequence[Mapping[str, object]], name: str) -> Mapping[str, object]:
    telling = [row for row in holding if row.get(name)]
    if not telling:
        return holding[0]
    if name == "signed_on":
        printed = str(telling[0][name])
        return max((row for row in telling if str(row[name]).startswith(printed)), key=lambda row: len(str(row[name])))
    return telling[0]


def _in_registry(ordered: Sequence[Mapping[str, object]], holding: Sequence[Mapping[str, object]]) -> str:
    """Yes while the registry, or a source that says so, lists it; no once the registry dropped what others print."""
    said = {str(row["in_registry"]) for row in holding}
    if "yes" in said:
        return "yes"
    dropped = any(row["in_registry"] == "yes" for row in ordered)
    return "no" if dropped or "no" in said else "unknown"


def _conflicts(agreement: Row, holding: Sequence[Mapping[str, object]]) -> Iterable[Row]:
    for name in _COMPARED if len(holding) > 1 else ():
        chosen = agreement[name]
        if not chosen:
            continue
        author = next(row for row in holding if row.get(name) == chosen)
        for row in holding:
            if row is not author and row.get(name) and not _compatible(name, chosen, row[name]):
                yield {
                    "agreement_id": agreement["agreement_id"], "field": name, "observation_id": row["observation_id"],
                    "value": as_text(chosen), "source_id": author["source_id"], "other_value": as_text(row[name]),
                    "other_source_id": row["source_id"],
                }  # fmt: skip


def _compatible(name: str, chosen: object, other: object) -> bool:
    if name in {"signed_on", "expires_on"}:
        one, two = str(chosen), str(other)
        return one.startswith(two) or two.startswith(one)
    return chosen == other
