"""Which rows of several sources are about one branch, or one law: the others point to the one that counts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from rapidfuzz import fuzz

from transforms.folding import fold
from transforms.observations import Row
from transforms.places import names_of_state
from transforms.vocabulary import rows as vocabulary_rows
from warehouse.schema import vocabulary

ALIKE = 90
_FILLERS = frozenset(
    "a al con de del e el en estado gobierno la las libre los o para por que se soberano su sus y".split()
)


def link_branches(branches: Sequence[Row]) -> None:
    """Set ``same_as`` of each branch that a row of another source gives too; in place."""
    _link(branches, "branch_id", _same_branch, ("kind", "subdivision"))


def link_laws(laws: Sequence[Row]) -> None:
    """Set ``same_as`` of each law that a row of another statement gives too; in place."""
    _link(laws, "law_id", _same_law, ())


def _link(rows: Sequence[Row], key: str, same: Callable[[Row, Row], bool], also: Iterable[str]) -> None:
    groups: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        row["same_as"] = ""
        groups[row["state_code"], *(row[name] for name in also)].append(row)
    for group in groups.values():
        leading: list[Row] = []
        for row in sorted(group, key=lambda row: _precedence(row, key)):
            first = next((other for other in leading if same(other, row)), None)
            if first:
                row["same_as"] = first[key]
            else:
                leading.append(row)


def _precedence(row: Row, key: str) -> tuple[object, ...]:
    """Whose row counts: the one that says most of where it is, then official, then newest."""
    told = bool(row.get("address") or row.get("gazette_date"))
    newest = tuple(-int(part) for part in str(row["as_of"]).split("-") if part)
    official = row["evidence"] not in ("registry", "official_site")
    return not told, official, not newest, newest, vocabulary.evidence_rank(row["evidence"]), str(row[key])


@cache
def _city_aliases() -> dict[str, str]:
    return {row["alias"]: row["city"] for row in vocabulary_rows("city_aliases")}


def _city(row: Row) -> str:
    city = fold(re.split(r"[,(]", str(row["city"]))[0])
    return _city_aliases().get(city, city)


def _same_branch(one: Row, other: Row) -> bool:
    if (one["status"] == "closed") != (other["status"] == "closed"):
        return False  # one closed, another opened
    if set(_listed(one, "phones_e164")) & set(_listed(other, "phones_e164")):
        return _city(one) == _city(other)
    if not _city(one) or _city(one) != _city(other):
        return False
    numbers = [_first_number(row["address"]) for row in (one, other)]
    return not all(numbers) or numbers[0] == numbers[1]


def _listed(row: Row, name: str) -> list[str]:
    values = row[name]
    return [str(value) for value in values] if isinstance(values, list) else []


def _first_number(address: object) -> str:
    found = re.search(r"\d+", str(address or ""))
    return found[0] if found else ""


def _same_law(one: Row, other: Row) -> bool:
    if (one["status"] == "bill") != (other["status"] == "bill"):
        return False
    years = [_year_of_birth(row) for row in (one, other)]
    if all(years) and years[0] != years[1]:
        return False
    return fuzz.token_set_ratio(_telling(one), _telling(other)) >= ALIKE


def _year_of_birth(row: Row) -> str:
    """The year a law is of; nothing where only that of a reform is told."""
    year = str(row["gazette_date"] or row["approved_on"] or row["year"])[:4]
    return "" if year == str(row["last_reform"])[:4] and year != str(row["gazette_date"])[:4] else year


def _telling(row: Row) -> str:
    """The words of a title that tell it from others of its state, singular and plural alike."""
    title = fold(str(row["title"]))
    for name in names_of_state(str(row["state_code"])):
        title = re.sub(rf"\b{re.escape(name)}\b", " ", title)
    return " ".join(word.removesuffix("s") for word in title.split() if word not in _FILLERS)
