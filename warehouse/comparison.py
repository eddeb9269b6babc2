"""What changed between two published versions, also far apart."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from warehouse.history import changes_between
from warehouse.layout import version_key
from warehouse.published import load_tables


def changes_of_versions(public: Path, first: str, second: str) -> list[dict[str, object]]:
    """Rows of ``changes`` from the first version to the second, oldest state against newest.

    A change is ours (``process``) only if every change of that record told since the first version was.
    """
    former, current = load_tables(public, first), load_tables(public, second)
    told: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for row in current["changes"].to_pylist():
        if version_key(row["version"]) > version_key(first):
            told[row["table_name"], row["record_id"]].add(row["origin"])
    return changes_between(
        former, current, second, lambda table, record: "process" if told[table, record] == {"process"} else "source"
    )
