"""The history of one agreement, state by state: what changed, in which version, and whose change it was. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.edition import Edition
from warehouse.fields import Field
from warehouse.history import WITHDRAWAL_COLUMNS, WITHDRAWN
from warehouse.layout import version_key
from warehouse.quality_reading import Row
from warehouse.schema import AGREEMENTS
from warehouse.site.field_words import changed_in_words, in_words
from warehouse.site.printed_text import whole

# Told by the state it is in, or by the day of the version.
_UNTOLD = frozenset({"first_seen"})
_COMPARED = tuple(field for field in AGREEMENTS.fields if not field.volatile and field.name not in _UNTOLD)
_FIELDS = {field.name: field for field in AGREEMENTS.fields}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that a version changed, in words; empty for no value."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one version did to the agreement.

    ``kind`` is the label of the change; ``until`` the version that ended this state, empty for the one that holds;
    ``origin`` says whether the source or our process changed, empty where no version tells (the first one).
    """

    version: str
    until: str
    kind: str
    code: str
    origin: str
    changes: tuple[FieldChange, ...]


def history_of(states: Sequence[Row], changes: Sequence[Row], edition: Edition) -> list[Step]:
    """Every step, the oldest first.

    ``states``: the rows of ``agreement_versions`` of one agreement; ``changes``: those of ``changes`` about it.
    """
    told: dict[str, list[Row]] = {}
    for change in changes:
        told.setdefault(str(change["version"]), []).append(change)
    steps: list[Step] = []
    former: Row | None = None
    for state in sorted(states, key=lambda row: version_key(row["valid_from"])):
        steps.append(_step(former, state, told.pop(str(state["valid_from"]), []), edition))
        former = state
    steps += [_told_only(version, rows, edition) for version, rows in told.items()]
    return sorted(steps, key=lambda step: version_key(step.version))


def _step(former: Row | None, state: Row, told: Sequence[Row], edition: Edition) -> Step:
    code = _code(former, state, told)
    skipped = WITHDRAWAL_COLUMNS if code in (WITHDRAWN, "restored") else frozenset()
    return Step(
        version=str(state["valid_from"]),
        until=str(state["valid_to"] or ""),
        kind=edition.value("changes", "change", code),
        code=code,
        origin=_origin(told, edition),
        changes=_changes(former, state, skipped, edition) if former else (),
    )


def _changes(former: Row, state: Row, skipped: frozenset[str], edition: Edition) -> tuple[FieldChange, ...]:
    changed = [field for field in _COMPARED if _differ(former[field.name], state[field.name])]
    return tuple(
        FieldChange(
            edition.name(field),
            in_words(edition, field, former[field.name]),
            in_words(edition, field, state[field.name]),
        )
        for field in changed
        if field.name not in skipped
    )


def _code(former: Row | None, state: Row, told: Sequence[Row]) -> str:
    whole_row = next((str(row["change"]) for row in told if row["change"] != "amended"), "")
    if whole_row or former is None:
        return whole_row or "added"
    if (state["status"] == WITHDRAWN) != (former["status"] == WITHDRAWN):
        return WITHDRAWN if state["status"] == WITHDRAWN else "restored"
    return "amended"


def _told_only(version: str, told: Sequence[Row], edition: Edition) -> Step:
    """A change that opened no state of its own, as ``changes`` tells it."""
    code = next((str(row["change"]) for row in told if row["change"] != "amended"), "amended")
    return Step(
        version=version,
        until="",
        kind=edition.value("changes", "change", code),
        code=code,
        origin=_origin(told, edition),
        changes=tuple(_field_change(row, edition) for row in told if row["field"]),
    )


def _field_change(row: Row, edition: Edition) -> FieldChange:
    field: Field | None = _FIELDS.get(str(row["field"]))
    if field is None:
        return FieldChange(whole(row["field"]), whole(row["before"]), whole(row["after"]))
    before, after = (changed_in_words(edition, field, row[side]) for side in ("before", "after"))
    return FieldChange(edition.name(field), before, after)


def _origin(told: Sequence[Row], edition: Edition) -> str:
    return edition.value("changes", "origin", sorted({str(row["origin"]) for row in told}, reverse=True))


def _differ(before: object, after: object) -> bool:
    return (before or None) != (after or None)
