"""Comparing statements: which one stands before another, which one is older, which say the same."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from warehouse import vocabularies as vocabulary
from warehouse.cells import folded

Row = Mapping[str, object]
# Names that do not speak of migrants are seldom the office's own where another one of the same date does.
_SPEAKS_OF_MIGRANTS = ("migra", "paisan", "movilidad humana", "poblacion", "frontera", "exterior", "huesped")


_SEVERAL = re.compile(r"[+,;/]|\by\b|\band\b")


def is_official(row: Row) -> bool:
    """Whether the state itself, or the ministry, says it."""
    return vocabulary.evidence_rank(row["evidence"]) <= vocabulary.evidence_rank("official_site")


def stands(row: Row) -> bool:
    """Whether a statement is about today: its source neither ended it nor took it back."""
    return not row.get("ended_on") and not row.get("withdrawn_on")


def date_of(row: Row) -> str:
    """The date for which something is said: the source's, else the day a living page was last seen to say it."""
    if row["as_of"]:
        return str(row["as_of"])
    return str(row["seen_on"]) if is_official(row) and not row.get("reference") else ""


def first_date_of(row: Row) -> str:
    """The first date for which something is said: as ``date_of``, of a living page the day it was first seen."""
    return str(row["as_of"] or (row.get("first_seen") if date_of(row) else "") or date_of(row))


def last_date(row: Row, *columns: str) -> str:
    """The first of the columns that has a date."""
    return next((str(row[name]) for name in columns if row.get(name)), "")


def in_precedence(rows: Sequence[Row]) -> list[Row]:
    """Statements in the order in which they count: official, then of the newest year, then by its own page before one
    put together from several, then newest, then by kind of source.

    Of one year a name that speaks of migrants goes first; the end of the order is only there to be the same always.
    """
    ordered = sorted(rows, key=lambda row: (str(row["source_id"]), str(row["fact_id"])))
    ordered.sort(key=lambda row: vocabulary.evidence_rank(row["evidence"]))
    ordered.sort(key=date_of, reverse=True)
    ordered.sort(key=lambda row: not speaks_of_migrants(row))
    ordered.sort(key=is_compiled)
    ordered.sort(key=lambda row: date_of(row)[:4], reverse=True)
    ordered.sort(key=lambda row: not is_official(row))
    return ordered


def is_compiled(row: Row) -> bool:
    """Whether a statement was put together from several sources, so that nobody can say which of them makes it."""
    return (
        bool(_SEVERAL.search(str(row.get("evidence_printed") or "")))
        or str(row.get("reference") or "").count("://") > 1
    )


def speaks_of_migrants(row: Row) -> bool:
    """Whether the words of a statement are about migrants."""
    return any(word in folded(str(row["value_printed"])) for word in _SPEAKS_OF_MIGRANTS)


def is_before(one: str, other: str) -> bool:
    """Whether an ISO date lies before another by what both tell: 2025 is not before 2025-10."""
    length = min(len(one), len(other))
    return bool(one and other) and one[:length] < other[:length]


def comparable(row: Row) -> str:
    """What two statements that say the same have in common."""
    return folded(str(row["value"] or row["value_printed"]))
