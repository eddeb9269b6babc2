"""The names an office has had: which printings are one name, in which order they came, which are in dispute."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from warehouse import vocabularies as vocabulary
from warehouse.cells import folded
from warehouse.statements import Row, date_of, first_date_of, in_precedence, is_before, is_compiled, stands

# Words that one office's name is printed with and without.
_FILLERS = frozenset("a al con de del e el en estado gobierno la las los para por que su sus y".split())


@dataclass(slots=True)
class OfficeName:
    """One name: its statements in precedence, the dates between which it is said, and its standing."""

    state_code: str
    key: str
    statements: list[Row] = field(default_factory=list)
    created: str = ""
    standing: str = "disputed"
    valid_to: str = ""
    predecessor_id: str = ""

    @property
    def best(self) -> Row:
        """The statement that counts."""
        return self.statements[0]

    @property
    def office_id(self) -> str:
        """Lasting identifier, of the state and the words of the name."""
        return f"office-{self.state_code}-{hashlib.sha256(self.key.encode()).hexdigest()[:8]}"

    @property
    def office_type(self) -> str:
        """The rank its name begins with."""
        return vocabulary.office_rank(str(self.best["value"]))

    @property
    def first(self) -> str:
        """The first date for which a source calls it so, or the stated date of its creation where that is earlier."""
        dates = sorted(date for row in self.statements if (date := first_date_of(row)))
        first = dates[0] if dates else ""
        return self.created if self.created and (not first or is_before(self.created, first)) else first

    @property
    def last(self) -> str:
        """The last date for which a source calls it so, or on which one says it ended."""
        return max((str(row.get("ended_on") or "") or date_of(row) for row in self.statements), default="")

    def put_in_order(self, state: str) -> None:
        """Its statements as they count, those that print this name and nothing more in front."""
        self.statements = in_precedence(self.statements)
        self.statements.sort(key=lambda row: name_key(str(row["value"]), state) != self.key)

    def ended(self) -> str:
        """The date on which its sources ended it or took it back; empty where any of them still says it."""
        if any(stands(row) for row in self.statements):
            return ""
        return max(str(row.get("ended_on") or row.get("withdrawn_on") or "") for row in self.statements)

    def as_row(self, state: Row) -> dict[str, object]:
        """The row of ``office_names``."""
        forms = {str(row["value"]) for row in self.statements} - {str(self.best["value"])}
        return {
            "office_id": self.office_id, "state_code": self.state_code, "state": state["state"],
            "office_name": self.best["value"], "office_type": self.office_type, "standing": self.standing,
            "valid_from": self.first, "valid_to": self.valid_to, "predecessor_id": self.predecessor_id,
            "other_forms": sorted(forms), "statements": len(self.statements),
            **{name: self.best[name] for name in ("evidence", "source_id", "source_url", "capture_sha256", "locator")},
        }  # fmt: skip


def place_of(fact: Row) -> tuple[str, str]:
    """The row of a source that a statement was read from."""
    return str(fact["source_id"]), f"{fact['capture_sha256']} {fact['locator']}"


def name_key(name: str, state: str) -> str:
    """The words that tell an office's name from others of its state, singular and plural alike.

    ``Dirección de Atención al Migrante`` and ``Dirección de Atención a Migrantes`` are one name, so is one with or
    without ``del Estado de Tlaxcala`` or its acronym in parentheses.
    """
    words = folded(re.sub(r"\([^)]*\)", " ", name) if not name.startswith("(") else name)
    words = re.sub(rf"\b{re.escape(folded(state))}\b", " ", words)
    return " ".join(word.removesuffix("s") for word in words.split() if word not in _FILLERS) or folded(name)


def names_in_time(state: Row, facts: Sequence[Row]) -> list[OfficeName]:
    """The names of an entity's office: the present one, then the others in the order of their first date.

    ``facts``: all statements about the entity. The present name is that of the statement that counts; a name whose
    last date lies before its first one is former, any other is disputed.
    """
    code = str(state["state_code"])
    groups: dict[str, OfficeName] = {}
    keyed = [
        (name_key(str(fact["value"]), str(state["state"])), fact) for fact in facts if fact["field"] == "office_name"
    ]
    # What was put together from several sources often joins two names in one cell: it names what a single one names.
    for own, fact in sorted(keyed, key=lambda pair: (is_compiled(pair[1]), len(pair[0]), pair[0])):
        key = own if own in groups or not is_compiled(fact) else _first_within(own, groups) or own
        groups.setdefault(key, OfficeName(code, key)).statements.append(fact)
    for name in groups.values():
        name.put_in_order(str(state["state"]))
    best = {str(name.best["fact_id"]): name for name in groups.values()}
    ordered = [best[str(fact["fact_id"])] for fact in in_precedence([name.best for name in groups.values()])]
    current = next((name for name in ordered if not name.ended()), None)
    if current:
        current.standing = "current"
        others = {place_of(row) for name in ordered if name is not current for row in name.statements}
        told = [fact for fact in facts if fact["field"] == "created_on" and fact["value"]]
        created = in_precedence([fact for fact in told if place_of(fact) not in others])
        current.created = str(created[0]["value"]) if created else ""
    for name in ordered:
        if name is not current and _is_former(name, current):
            name.standing = "former"
    return _in_order(ordered, current)


def _first_within(key: str, groups: Mapping[str, OfficeName]) -> str:
    """The known name whose words stand first within those of a longer one; empty where none does."""
    found = [other for other in groups if f" {other} " in f" {key} "]
    return min(found, key=lambda other: f" {key} ".index(f" {other} "), default="")


def _is_former(name: OfficeName, current: OfficeName | None) -> bool:
    return bool(name.ended()) or (current is not None and is_before(name.last, current.first))


def _in_order(names: list[OfficeName], current: OfficeName | None) -> list[OfficeName]:
    """Link each name to the one before it, and end each former one where the next begins."""
    former = sorted((name for name in names if name.standing == "former"), key=lambda name: (name.first, name.key))
    # A name that a page printed by mistake, after the one that stands, is before nothing.
    dated = [name for name in former if name.first and not (current and is_before(current.first, name.first))]
    line = [*dated, current] if current else dated
    for before, after in pairwise(line):
        before.valid_to = before.ended() or after.first or before.last
        after.predecessor_id = before.office_id
    for name in former:
        name.valid_to = name.valid_to or name.ended()
    for name in names:
        if name.standing == "disputed" and dated and not name.predecessor_id:
            earlier = [other for other in dated if is_before(other.first, name.first)]
            name.predecessor_id = earlier[-1].office_id if earlier else ""
    rest = sorted((name for name in names if name.standing == "disputed"), key=lambda name: (name.first, name.key))
    return [*([current] if current else []), *former, *rest]
