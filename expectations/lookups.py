"""What rules written by hand look up for a cell: columns added to a table before the rules are asked of it.

A look-up is computed once for each distinct value of its column, however many rows there are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, lru_cache

import pyarrow

from expectations.rules import Rule
from expectations.written.data import by_first, fold, lines

Tables = Mapping[str, pyarrow.Table]
Lookup = Callable[[str], str | int | None]
# Answers remembered from one judgement to the next: a run judges its rows before they are counted, and at the gate.
_REMEMBERED = 1 << 16


def with_lookups(rows: pyarrow.Table, rules: Iterable[Rule], tables: Tables) -> pyarrow.Table:
    """The rows with a column for each look-up that one of the rules names in its ``lookups``."""
    wanted = list(dict.fromkeys(name for rule in rules for name in _named(rule)))
    for name in wanted:
        column, kind, make = LOOKUPS[name]
        rows = rows.append_column(name, _looked_up(rows[column], make(tables), kind))
    return rows


def _named(rule: Rule) -> tuple[str, ...]:
    found = rule.parameters.get("lookups", ())
    return found if isinstance(found, tuple) else ()


def _looked_up(column: pyarrow.ChunkedArray, look_up: Lookup, kind: pyarrow.DataType) -> pyarrow.Array:
    encoded = column.combine_chunks().dictionary_encode()
    values = pyarrow.array([look_up(value) for value in encoded.dictionary.to_pylist()], type=kind)
    return values.take(encoded.indices)


def _years_of_municipalities(_: Tables) -> Lookup:
    years = by_first("municipality_years", "year")
    return lambda code: int(years[code]) if code in years else None


@lru_cache(maxsize=_REMEMBERED)
def youngest_body(counterpart: str) -> int | None:
    """The year in which the youngest of the bodies that a counterpart names was founded; none where it names none.

    All of them have signed, so none could before the youngest was there.
    """
    words, named = _bodies()
    return max((words[found] for found in named.findall(fold(counterpart))), default=None)


@cache
def _bodies() -> tuple[Mapping[str, int], re.Pattern[str]]:
    """Year by the words that name a body, and what finds them."""
    words = {words: int(line["year"]) for line in lines("body_years") for words in line["words"].split("|")}
    return words, re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})\b")


def _years_of_bodies(_: Tables) -> Lookup:
    return youngest_body


def _names(table: str, code: str, name: str) -> Callable[[Tables], Lookup]:
    def of(tables: Tables) -> Lookup:
        rows = tables[table]
        names = dict(zip(rows[code].to_pylist(), rows[name].to_pylist(), strict=True))
        return names.get

    return of


def _states_named(tables: Tables) -> Lookup:
    rows = tables["states"]
    return _states_named_of(tuple(zip(rows["state"].to_pylist(), rows["state_code"].to_pylist(), strict=True)))


@lru_cache(maxsize=8)
def _states_named_of(pairs: tuple[tuple[str | None, str], ...]) -> Lookup:
    """The code of the one state that a Mexican party says it is of: ``estado de Jalisco``, or at its end ``, Jalisco``.

    A name alone says nothing: Hidalgo is a town too, and a university of Guadalajara may stand anywhere.
    """
    codes = {fold(state).removeprefix("estado de "): code for state, code in pairs if state}
    any_state = "|".join(sorted(map(re.escape, codes), key=len, reverse=True))
    of_state = re.compile(rf"\bestado (?:libre y soberano )?de ({any_state})\b")

    @lru_cache(maxsize=_REMEMBERED)
    def one(party: str) -> str | None:
        found = {codes[name] for name in of_state.findall(fold(party))}
        # At the end, México is the country.
        places = [place for part in party.split(",") if (place := fold(part)) != "mexico"]
        if len(places) > 1 and places[-1] in codes:
            found.add(codes[places[-1]])
        return found.pop() if len(found) == 1 else None

    return one


def _regions(_: Tables) -> Lookup:
    return by_first("country_regions", "region").get


def _presidencies(_: Tables) -> Lookup:
    return _presidency


@lru_cache(maxsize=_REMEMBERED)
def _presidency(signed_on: str) -> str | None:
    """The presidency of a day, or of a month or a year in which there was one alone."""
    first, last = (_in_office(signed_on + rest[len(signed_on) - 4 :]) for rest in ("-01-01", "-12-31"))
    return first if first == last else None


def _in_office(day: str) -> str:
    return [line["administration"] for line in lines("presidencies") if line["first_day"] <= day][-1]


_YEAR, _TEXT = pyarrow.int64(), pyarrow.string()
# Name of the look-up: the column it starts from, the type of what it finds, and how it is made from the tables.
LOOKUPS: Mapping[str, tuple[str, pyarrow.DataType, Callable[[Tables], Lookup]]] = {
    "municipality_since": ("municipality_code", _YEAR, _years_of_municipalities),
    "counterpart_since": ("counterpart", _YEAR, _years_of_bodies),
    "name_of_state": ("state_code", _TEXT, _names("states", "state_code", "state")),
    "name_of_municipality": ("municipality_code", _TEXT, _names("municipalities", "municipality_code", "municipality")),
    "state_named": ("local_party", _TEXT, _states_named),
    "region_of_country": ("counterpart_country", _TEXT, _regions),
    "presidency": ("signed_on", _TEXT, _presidencies),
}


# Where they look outside the facts that ship with the rules.
_ELSEWHERE = {
    "name_of_state": ("states", ("state_code", "state")),
    "name_of_municipality": ("municipalities", ("municipality_code", "municipality")),
    "state_named": ("states", ("state_code", "state")),
}


def read_elsewhere(rule: Rule) -> set[tuple[str, str]]:
    """The columns of other tables, each with its table, that the look-ups of a rule read."""
    found = (_ELSEWHERE[name] for name in _named(rule) if name in _ELSEWHERE)
    return {(table, column) for table, columns in found for column in columns}


def needed_columns(rules: Sequence[Rule]) -> list[str]:
    """The columns of the table that the rules and their look-ups read."""
    used = [column for rule in rules for column in rule.columns]
    used += [LOOKUPS[name][0] for rule in rules for name in _named(rule)]
    return list(dict.fromkeys(used))
