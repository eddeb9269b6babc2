"""How the agreements of a state divide, beside what the book prints of the registry. Pure, no I/O."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warehouse.edition import Edition
from warehouse.fields import Vocabulary
from warehouse.quality_reading import Row
from warehouse.schema import AGREEMENTS

# Column -> the printed table that divides the registry in the same way.
_DIVISIONS: Mapping[str, str] = {
    "level": "schiavon_t2_level",
    "counterpart_type": "schiavon_t4_counterpart",
    "region": "schiavon_t5_region",
    "instrument_type": "",
    "administration": "",
}
PRINTED_TABLES = frozenset(filter(None, _DIVISIONS.values()))


@dataclass(frozen=True, slots=True)
class CountLine:
    """One class: ``ours`` counted in this version, ``printed`` in the book, empty where it prints none."""

    label: str
    ours: str
    printed: str


@dataclass(frozen=True, slots=True)
class CountTable:
    """One division of the agreements; ``compared`` where the book prints it for this state."""

    heading: str
    compared: bool
    lines: tuple[CountLine, ...]


def count_tables(counted: Sequence[Row], figures: Sequence[Row], edition: Edition) -> list[CountTable]:
    """The divisions that have anything to show.

    ``counted``: the agreements of a state that are not withdrawn; ``figures``: rows of ``published_figures`` about it.
    """
    printed: dict[str, dict[str, float]] = {}
    for figure in figures:
        if figure["unit"] == "agreements":
            printed.setdefault(figure["table_id"], {})[figure["category"]] = figure["value"]
    tables = (_table(column, counted, printed.get(table_id, {}), edition) for column, table_id in _DIVISIONS.items())
    return [table for table in tables if table.lines]


def _table(column: str, counted: Sequence[Row], printed: Mapping[str, float], edition: Edition) -> CountTable:
    field = AGREEMENTS.field(column)
    ours = Counter(row[column] or "" for row in counted)
    lines = [
        CountLine(edition.say(*labels), edition.number(ours[code]), _figure(printed, code, edition))
        for code, labels in _labels(field.vocabulary).items()
        if ours[code] or printed.get(code)
    ]
    untold = ours[""]
    if untold:
        lines.append(CountLine(edition.say("Sin dato", "Not known"), edition.number(untold), ""))
    if lines and "total" in printed:
        total = edition.number(len(counted))
        lines.append(CountLine(edition.say("Total", "Total"), total, _figure(printed, "total", edition)))
    return CountTable(edition.name(field), bool(printed), tuple(lines))


def _labels(vocabulary: Vocabulary | None) -> Mapping[str, tuple[str, str]]:
    return vocabulary.labels if vocabulary else {}


def _figure(printed: Mapping[str, float], code: str, edition: Edition) -> str:
    return edition.number(printed[code]) if code in printed else ""
