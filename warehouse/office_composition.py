"""The office of each federal entity, composed field by field of all statements about it.

Precedence of statements about a field: official ones first, the newest of them first; then the others, newest first,
and of one date in the order of ``evidence``. A statement that its source ended or withdrew never stands for today.
A value whose last date lies before the first one of the value that stands was succeeded; any other is in conflict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from warehouse.office_succession import OfficeName, names_in_time, place_of
from warehouse.statements import Row, comparable, date_of, first_date_of, in_precedence, is_before, last_date, stands

# Columns of `offices` that come from one statement, printed or normalised.
_BEST = ("acronym", "parent_body", "head", "address", "phone", "email", "website", "created_on", "state_council")
_CONTACT = frozenset({"head", "address", "phone", "email", "website", "hours", "acronym"})
_LISTS = {"municipal_offices": "municipal_office", "city_networks": "city_network"}
_PRINTED = frozenset({"phone"})
# A bill is no law yet, a repealed one no more.
_STANDING_LAWS = ("in_force", "partly_struck_down", "unknown")
_OF_THE_NAME = ("office_id", "office_name", "valid_from", "valid_to", "predecessor_id", "as_of", "evidence")
UNKNOWN = "No se conoce oficina de esta entidad."


@dataclass(slots=True)
class _Told:
    """Whether the statements about a field differ, and whether an earlier value is known."""

    conflicting: list[str] = field(default_factory=list)
    superseded: list[str] = field(default_factory=list)

    def weigh(self, name: str, best: Row, others: Sequence[Row]) -> None:
        """Note what the other statements about a field make of the best one."""
        alike = [row for row in (best, *others) if comparable(row) == comparable(best)]
        began = min((date for row in alike if (date := first_date_of(row))), default="")
        differing = [row for row in others if comparable(row) != comparable(best)]
        over = [not stands(row) or is_before(date_of(row), began) for row in differing]
        if any(over):
            self.superseded.append(name)
        if not all(over):
            self.conflicting.append(name)


def compose_offices(
    states: Sequence[Row], facts: Sequence[Row], laws: Sequence[Row]
) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Rows of ``offices``, one per state, and of ``office_names``.

    ``states``: rows of ``states``; ``facts``: of ``office_facts``; ``laws``: of ``laws``. An entity of which no
    present office is known has its row, with ``known`` no and a note that says so.
    """
    by_state: dict[str, list[Row]] = defaultdict(list)
    for fact in facts:
        by_state[str(fact["state_code"])].append(fact)
    laws_of: dict[str, list[Row]] = defaultdict(list)
    for law in laws:
        laws_of[str(law["state_code"])].append(law)
    offices: list[dict[str, object]] = []
    names: list[dict[str, object]] = []
    for state in states:
        code = str(state["state_code"])
        known = names_in_time(state, by_state[code])
        names += [name.as_row(state) for name in known]
        offices.append(_office(state, by_state[code], laws_of[code], known))
    return offices, names


def _office(state: Row, facts: Sequence[Row], laws: Sequence[Row], names: Sequence[OfficeName]) -> dict[str, object]:
    current = next((name for name in names if name.standing == "current"), None)
    by_field: dict[str, list[Row]] = defaultdict(list)
    for fact in facts:
        by_field[str(fact["field"])].append(fact)
    told = _Told()
    row: dict[str, object] = {
        "state_code": state["state_code"], "state": state["state"], "iso_code": state["iso_code"],
        "statements": len(facts), "known": "yes" if current else "no",
    }  # fmt: skip
    _name(row, current, names, told)
    row["office_type"] = _type(current, by_field.get("office_type", []), told)
    elsewhere = _of_other_offices(by_field["office_name"], current)
    for name in _BEST:
        said = [fact for fact in by_field.get(name, []) if name not in _CONTACT or _is_own(fact, elsewhere, names)]
        best = next(iter(in_precedence([fact for fact in said if stands(fact)])), None)
        row[name] = _shown(name, best)
        if best:
            told.weigh(name, best, said)
    phones = next(iter(in_precedence([f for f in by_field["phone"] if f["value_printed"] == row["phone"]])), None)
    row["phones_e164"] = str(phones["value"] or "").split("|") if phones and phones["value"] else []
    for column, name in _LISTS.items():
        row[column] = sorted({str(fact["value_printed"]) for fact in by_field.get(name, []) if stands(fact)})
    profiles = in_precedence([fact for fact in by_field["migration_governance_profile"] if stands(fact)])
    row["governance_profile"] = profiles[0]["value"] if profiles else None
    named = any(fact["value"] == "yes" and stands(fact) for fact in by_field["constitution_recognises_migrants"])
    row["constitution"] = "yes" if named else "unknown"
    row["law"] = _law(laws, told)
    row["fields_conflicting"], row["fields_superseded"] = sorted(told.conflicting), sorted(told.superseded)
    row["note"] = _note(by_field.get("notes", []), known=bool(current))
    return row


def _name(row: dict[str, object], current: OfficeName | None, names: Sequence[OfficeName], told: _Told) -> None:
    row |= dict.fromkeys(_OF_THE_NAME)
    if any(name.standing == "disputed" for name in names):
        told.conflicting.append("office_name")
    if any(name.standing == "former" for name in names):
        told.superseded.append("office_name")
    if current:
        row |= {
            "office_id": current.office_id, "office_name": current.best["value"], "valid_from": current.first,
            "predecessor_id": current.predecessor_id, "as_of": current.best["as_of"],
            "evidence": current.best["evidence"],
        }  # fmt: skip


def _type(current: OfficeName | None, said: Sequence[Row], told: _Told) -> object:
    """The rank stated beside the office's name; else the one the name begins with; else the best stated elsewhere."""
    clear = [fact for fact in said if fact["value"]]
    best = next(iter(in_precedence([fact for fact in clear if stands(fact)])), None)
    if best:
        told.weigh("office_type", best, clear)
    if current is None:
        return best["value"] if best else None
    rows = {place_of(fact) for fact in current.statements}
    own = in_precedence([fact for fact in clear if place_of(fact) in rows])
    return own[0]["value"] if own else current.office_type or (best["value"] if best else None)


def _shown(name: str, best: Row | None) -> object:
    if best is None:
        return None
    return best["value_printed"] if name in _PRINTED else best["value"] or best["value_printed"]


def _of_other_offices(names: Sequence[Row], current: OfficeName | None) -> frozenset[tuple[str, str]]:
    """Rows of sources that are about another office than the present one: their contact is not its contact."""
    own = {place_of(fact) for fact in current.statements} if current else set()
    return frozenset(place_of(fact) for fact in names) - own


def _is_own(fact: Row, elsewhere: frozenset[tuple[str, str]], names: Sequence[OfficeName]) -> bool:
    """Whether a contact may be the present office's: not one of a row about another, nor of a former one's days."""
    if place_of(fact) in elsewhere:
        return False
    current = next((name for name in names if name.standing == "current"), None)
    date = date_of(fact)
    if current is None or not is_before(date, current.first):
        return True
    return not any(name.standing == "former" and not is_before(date, name.first) for name in names)


def _law(laws: Sequence[Row], told: _Told) -> object:
    """The title of the law that stands: one said to be in force before one of which nothing is said; the newest."""
    standing = [
        law
        for law in laws
        if law["status"] in _STANDING_LAWS and not law.get("same_as") and not law.get("withdrawn_on")
    ]
    if not standing:
        return None
    ordered = sorted(standing, key=lambda law: str(law["law_id"]))
    ordered.sort(key=lambda law: last_date(law, "gazette_date", "approved_on", "year"), reverse=True)
    ordered.sort(key=lambda law: _STANDING_LAWS.index(str(law["status"])))
    best, others = ordered[0], ordered[1:]
    year = last_date(best, "gazette_date", "approved_on", "year")[:4]
    years = [last_date(law, "gazette_date", "approved_on", "year")[:4] for law in others]
    if any(other and year and other < year for other in years):
        told.superseded.append("law")
    if any(not other or not year or other >= year for other in years):
        told.conflicting.append("law")
    return best["title"]


def _note(notes: Sequence[Row], *, known: bool) -> str | None:
    told = " ".join(str(fact["value_printed"]) for fact in in_precedence(notes) if stands(fact))
    if known:
        return told or None
    return f"{UNKNOWN} {told}".strip()
