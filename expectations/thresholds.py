"""Floors and ceilings: how much there must be before a silence is believed, and above what one should look again.

A page that lost its table still parses, into nothing; the floor is what notices. They stand in ``thresholds.csv``,
sorted, and are written anew by ``acuerdos expectations --suggest``, so that a shift is reviewed as a diff.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from expectations.rules import Parameter, Rule
from warehouse.schema import TABLES

SHIPPED = Path(__file__).with_name("thresholds.csv")
COLUMNS = ("scope", "name", "state_code", "field", "floor", "ceiling", "reason")
TABLE, SOURCE, SOURCE_STATE, EMPTY_SHARE = "table", "source", "source_state", "empty_share"
Place = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Threshold:
    """One line of the file: fewer than ``floor`` stops the publication, more than ``ceiling`` is a warning.

    ``scope``: table, source, source_state, or empty_share; ``name``: of the table or the source; ``field``, for the
    share of empty cells: ``table.column``.
    """

    scope: str
    name: str
    state_code: str
    field: str
    floor: float | None
    ceiling: float | None
    reason: str

    @property
    def place(self) -> Place:
        """What it is about; the order of the file."""
        return self.scope, self.name, self.state_code, self.field

    def rules(self) -> Iterable[Rule]:
        """Its rules: a floor is fatal, a ceiling warns."""
        if self.scope == TABLE:
            table, base = self.name, f"{self.name}.rows"
        else:
            parts = [self.name, *([self.state_code] if self.state_code else []), *([self.field] if self.field else [])]
            table, base = "sources", f"sources.{'.'.join(parts)}.{'empty' if self.scope == EMPTY_SHARE else 'rows'}"
        about: dict[str, Parameter] = {name: value for name, value in (
            ("source_id", self.name if self.scope != TABLE else ""), ("state_code", self.state_code),
            ("field", self.field), ("unit", "share" if self.scope == EMPTY_SHARE else "rows")) if value}  # fmt: skip
        if self.floor is not None:
            yield Rule(base if self.scope == TABLE else f"{base}.floor", table, "floor", (),
                       {**about, "minimum": self.floor}, self._meaning("al menos", self.floor))  # fmt: skip
        if self.ceiling is not None:
            yield Rule(f"{base}.ceiling", table, "ceiling", (), {**about, "maximum": self.ceiling},
                       self._meaning("a lo más", self.ceiling), severity="warning")  # fmt: skip

    def _meaning(self, word: str, bound: float) -> str:
        match self.scope:
            case "table":
                return f"«{TABLES[self.name].spanish}» tiene {word} {bound:g} renglones."
            case "source":
                return f"La fuente {self.name} da {word} {bound:g} renglones."
            case "source_state":
                return f"La fuente {self.name} da {word} {bound:g} renglones de la entidad {self.state_code}."
        return f"De lo que da la fuente {self.name}, {self.field} va vacío {word} en {bound:.0%} de los renglones."


@cache
def shipped_thresholds() -> tuple[Threshold, ...]:
    """The lines of the file that ships with the product."""
    return read_thresholds(SHIPPED)


def read_thresholds(path: Path) -> tuple[Threshold, ...]:
    """The lines of a file; none where there is no file. Raises ``ValueError`` for a bound that is no number."""
    if not path.exists():
        return ()
    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(_threshold(line) for line in csv.DictReader(lines))


def in_force(
    thresholds: Iterable[Threshold], tables: Iterable[str], sources: Iterable[str], kept: frozenset[str]
) -> list[Threshold]:
    """Those that are judged: of tables that are there, and of sources in use that were read anew."""
    there, used = set(tables), set(sources) - kept
    return [one for one in thresholds if (one.name in there if one.scope == TABLE else one.name in used)]


def as_csv(thresholds: Iterable[Threshold]) -> str:
    """The text of the file, sorted."""
    from io import StringIO

    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in sorted(thresholds, key=lambda one: one.place):
        writer.writerow([*one.place, _bound(one.floor), _bound(one.ceiling), one.reason])
    return text.getvalue()


def _bound(bound: float | None) -> str:
    return "" if bound is None else f"{bound:g}"


def _threshold(line: Mapping[str, str]) -> Threshold:
    floor, ceiling = (float(line[name]) if line[name] else None for name in ("floor", "ceiling"))
    return Threshold(line["scope"], line["name"], line["state_code"], line["field"], floor, ceiling, line["reason"])
