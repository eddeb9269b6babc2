"""The rules of the gate and their results, as the quality page tells them, from what ``quality.json`` holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from warehouse.edition import SPANISH, Edition
from warehouse.quality_labels import field_label, table_label, value_label
from warehouse.quality_words import shown

Result = Mapping[str, Any]

EXAMPLES = 5
# A ceiling that warns: broken, and yet the version is published.
WARNING = "warning"


def results_of(report: Mapping[str, object]) -> list[Result]:
    """The results of a report; none where it has none."""
    results = report.get("results")
    if not isinstance(results, Sequence):
        return []
    return [result for result in results if isinstance(result, Mapping)]


def meanings_of(report: Mapping[str, object]) -> dict[str, str]:
    """What each rule demands, by its name."""
    return {str(result.get("rule")): str(result.get("meaning") or "") for result in results_of(report)}


def told_rules(report: Mapping[str, object], edition: Edition = SPANISH) -> dict[str, Any]:
    """Broken rules with their examples, those that only warn, and per table how many hold."""
    results = results_of(report)
    broken = [result for result in results if not result.get("passed")]
    return {
        "known": bool(results),
        "count": len(results),
        "broken": [_told(result, edition) for result in broken if result.get("severity") != WARNING],
        "warned": [_told(result, edition) for result in broken if result.get("severity") == WARNING],
        "tables": _by_table(results, edition),
        "not_judged": [shown(name) for name in _texts(report.get("not_judged"))],
    }


def _told(result: Result, edition: Edition) -> dict[str, Any]:
    table = result.get("table")
    examples = [example for example in result.get("examples") or [] if isinstance(example, Mapping)]
    return {
        "rule": shown(result.get("rule")),
        "meaning": shown(result.get("meaning")),
        "table": table_label(table, edition),
        "rows": int(result.get("failing_rows") or 0),
        "examples": [
            ", ".join(
                f"{field_label(table, name, edition)}: {value_label(table, name, value, edition)}"
                for name, value in example.items()
            )
            for example in examples[:EXAMPLES]
        ],
    }


def _by_table(results: Iterable[Result], edition: Edition) -> list[dict[str, Any]]:
    tables: defaultdict[str, list[Result]] = defaultdict(list)
    for result in results:
        tables[str(result.get("table"))].append(result)
    return [
        {
            "label": table_label(name, edition),
            "rules": len(found),
            "broken": sum(not result.get("passed") for result in found),
            "rows": sum(int(result.get("failing_rows") or 0) for result in found),
        }
        for name, found in tables.items()
    ]


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, (list, tuple)) else []
