"""What share of a state's data is known, from which evidence, and how far to trust it. Pure, no I/O."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from warehouse.edition import Edition
from warehouse.quality_reading import Row
from warehouse.schema import TABLES, vocabulary

ROWS = "*"
_FIELDS_OF = "agreements"


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A table or a field: how much of it is filled, of which evidence, and the confidence in words."""

    label: str
    filled: str
    evidence: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """``tables``: the rows of each table of the state; ``fields``: those of its agreements, field by field."""

    tables: tuple[CoverageLine, ...]
    fields: tuple[CoverageLine, ...]


def coverage_of(rows: Sequence[Row], edition: Edition) -> Coverage:
    """The rows of ``coverage`` of one state, in words."""
    return Coverage(
        tables=tuple(_table_line(row, edition) for row in rows if row["field"] == ROWS and row["table_name"] in TABLES),
        fields=tuple(
            _field_line(row, edition)
            for row in rows
            if row["table_name"] == _FIELDS_OF and row["field"] in TABLES[_FIELDS_OF].columns and row["rows"]
        ),
    )


def _table_line(row: Row, edition: Edition) -> CoverageLine:
    count = edition.counted(row["rows"], ("renglón", "renglones"), ("row", "rows"))
    return CoverageLine(edition.table(row["table_name"]), count, _evidence(row, edition), _confidence(row, edition))


def _field_line(row: Row, edition: Edition) -> CoverageLine:
    filled = edition.say(f"{row['filled']:,} de {row['rows']:,}", f"{row['filled']:,} of {row['rows']:,}")
    share = f"{filled} ({edition.percent(row['share'])})"
    label = edition.field(_FIELDS_OF, row["field"])
    return CoverageLine(label, share, _evidence(row, edition), _confidence(row, edition))


def _evidence(row: Row, edition: Edition) -> str:
    told = [
        f"{edition.say(*labels)} {row[f'from_{code}']:,}"
        for code, labels in vocabulary.EVIDENCE.labels.items()
        if row[f"from_{code}"]
    ]
    return ", ".join(told)


def _confidence(row: Row, edition: Edition) -> str:
    return edition.value("coverage", "confidence", row["confidence"])
