"""What a rule of the gate is: one thing that must hold of one published table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

RuleKind = Literal[
    "columns",
    "type",
    "required",
    "unique",
    "vocabulary",
    "item_vocabulary",
    "pattern",
    "minimum",
    "reference",
    "row_count",
    "source_floor",
    "row",
    "floor",
    "ceiling",
]
Severity = Literal["fatal", "warning"]

# Rules of which every single row says whether it holds; the others are about a table, or about a source.
OF_A_ROW: frozenset[str] = frozenset(
    {"required", "vocabulary", "item_vocabulary", "pattern", "minimum", "reference", "row"}
)

Parameter = str | int | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, with a name that stays the same from version to version.

    ``columns`` are the columns it looks at, the one to blame first, ``parameters`` what it compares them with (JSON
    values; of a rule of kind ``row`` the SQL expression that ``holds`` for a good row), ``meaning`` a sentence in
    Spanish for the reader of the quality report, and ``key`` the columns that name a row of the table, so that a
    broken row can be named. A rule of severity ``warning`` never stops a publication.
    """

    rule_id: str
    table: str
    kind: RuleKind
    columns: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    meaning: str
    key: tuple[str, ...] = field(default=())
    severity: Severity = "fatal"

    @property
    def of_a_row(self) -> bool:
        """Whether each row of the table says by itself if the rule holds."""
        return self.kind in OF_A_ROW
