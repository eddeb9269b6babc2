"""Floors: how many rows there must be before a silence is believed.

A page that lost its table still parses, into nothing; the floor is what notices.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set

from expectations.results import RuleResult
from expectations.rules import Rule
from warehouse.schema import TABLES, Table

STATES_OF_MEXICO = 32
# INEGI's catalogue listed 2,469 in 2020 and 2,478 in 2025; municipalities are split, hardly ever joined.
MUNICIPALITIES_AT_LEAST = 2_400

EXACT_ROWS: Mapping[str, int] = {"states": STATES_OF_MEXICO, "offices": STATES_OF_MEXICO}
MINIMUM_ROWS: Mapping[str, int] = {"municipalities": MUNICIPALITIES_AT_LEAST}


def table_floors(schema: Mapping[str, Table] = TABLES) -> list[Rule]:
    """The rules on the number of rows of the tables of ``schema`` that have one."""
    return list(_table_floors(schema))


def source_floors(
    minimum_rows: Mapping[str, int], rows_by_source: Mapping[str, int], kept_sources: frozenset[str] = frozenset()
) -> list[RuleResult]:
    """Whether each source gave at least its floor of rows.

    In: the floor of each source, the rows read from each (a source that is not there gave none), and
    the sources kept at their last good data, which are not judged again. Out: a result per source,
    by name of source. Two integers are compared here and not in a data frame.
    """
    results = []
    for source in sorted(set(minimum_rows) - kept_sources):
        floor, rows = minimum_rows[source], rows_by_source.get(source, 0)
        rule = Rule(
            f"sources.{source}.floor", "sources", "source_floor", (), {"source_id": source, "minimum": floor},
            f"De la fuente {source} se leen al menos {floor} renglones.",
        )  # fmt: skip
        found = () if rows >= floor else ({"rows": str(rows), "minimum": str(floor)},)
        results.append(RuleResult(rule, rows >= floor, 0, found))
    return results


def excused_sources(unread: Set[str], rows_read: int) -> frozenset[str]:
    """The sources whose floor is not judged: failing or left alone, they are kept at their last good data.

    In: the sources not read this time, and the rows in hand from all sources asked for. Nobody is excused where there
    are none: nothing good is being kept, and an empty version would pass for news.
    """
    return frozenset(unread) if rows_read else frozenset()


def _table_floors(schema: Mapping[str, Table]) -> Iterator[Rule]:
    for name, table in schema.items():
        if name in EXACT_ROWS:
            rows = EXACT_ROWS[name]
            meaning = f"«{table.spanish}» tiene exactamente {rows} renglones."
            yield Rule(f"{name}.rows", name, "row_count", (), {"minimum": rows, "maximum": rows}, meaning)
        elif name in MINIMUM_ROWS:
            rows = MINIMUM_ROWS[name]
            meaning = f"«{table.spanish}» tiene al menos {rows} renglones."
            yield Rule(f"{name}.rows", name, "row_count", (), {"minimum": rows}, meaning)
