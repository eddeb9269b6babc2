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
]

Parameter = str | int | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, with a name that stays the same from version to version.

    ``columns`` are the columns it looks at, ``parameters`` what it compares them with (JSON values),
    ``meaning`` a sentence in Spanish for the reader of the quality report, and ``key`` the columns
    that name a row of the table, so that a broken row can be named.
    """

    rule_id: str
    table: str
    kind: RuleKind
    columns: tuple[str, ...]
    parameters: Mapping[str, Parameter]
    meaning: str
    key: tuple[str, ...] = field(default=())
