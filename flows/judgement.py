"""What the flow believes of rows and tables: the rules of ``expectations``, as the warehouse asks for them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from extractors.observation import Observation
from transforms.corrections import FILE
from transforms.normalise import number_issues
from warehouse.quarantine import Fault

if TYPE_CHECKING:
    import pyarrow as pa

    from expectations.results import RuleResult

Row = dict[str, object]
_WARNING = "warning"
# Raw fields that name a row of a source to a person, the best first.
_NAMING = (
    "title",
    "mexican_place",
    "local_party",
    "counterpart",
    "office_name",
    "law",
    "city",
    "municipality",
    "state",
)


class RuleJudgement:
    """Judges rows before anything is counted of them, and says in ``quality`` what was held back and what is odd."""

    def __init__(
        self,
        seen: Iterable[Observation],
        *,
        today: str,
        minimum_rows: Mapping[str, int],
        kept_sources: frozenset[str] = frozenset(),
    ) -> None:
        """``seen``: what was read today, for the words of the source; the rest as in ``expectations.gate.judge``."""
        self._printed = {_place(one.source_id, one.capture_sha256, one.locator): one.fields for one in seen}
        self._today = today
        self._minimum_rows = minimum_rows
        self._kept = kept_sources

    def faults(self, rows: Mapping[str, Sequence[Row]], /) -> list[Fault]:
        """The rows that break a row rule."""
        from expectations.holding import rows_to_hold

        return [
            Fault(rule.table, position, rule.rule_id, rule.columns[0], rule.meaning)
            for position, rule in rows_to_hold(rows, self._today)
        ]

    def remarks(self, tables: Mapping[str, pa.Table], /) -> list[Row]:
        """An issue for each rule by which rows are held back, and for each rule that warns."""
        from expectations.gate import remarks

        by_rule: dict[str, list[Row]] = defaultdict(list)
        for row in tables["quarantine"].to_pylist():
            by_rule[str(row["rule"])].append(row)
        odd = remarks(tables, minimum_rows=self._minimum_rows, kept_sources=self._kept, today=self._today)
        issues = [self._held(rule, rows) for rule, rows in sorted(by_rule.items())]
        issues += [_odd(result) for result in odd]
        number_issues(issues)
        return issues

    def _held(self, rule: str, rows: Sequence[Row]) -> Row:
        first = rows[0]
        noun = "renglón se retiene" if len(rows) == 1 else "renglones se retienen"
        return {
            "severity": _WARNING, "rule": rule, "table_name": first["table_name"], "field": first["field"],
            "value": first["value"], "remedy": self._remedy(first),
            "message": f"{len(rows)} {noun} en cuarentena. {first['message']}",
            **{name: first[name] for name in ("source_id", "source_url", "capture_sha256", "locator")},
        }  # fmt: skip

    def _remedy(self, row: Row) -> str:
        """The line to write in ``corrections.yaml`` if the source is wrong, with its own words."""
        printed = self._printed.get(_place(row["source_id"], row["capture_sha256"], row["locator"]), {})
        wrong = str(row["field"] or "")
        naming = [name for name in _NAMING if printed.get(name) and name != wrong][:2]
        if not naming:
            return f"Corrija el renglón en {FILE}."
        field = wrong if wrong in printed else naming[0]
        correction = {
            "source_id": row["source_id"], "when": {name: printed[name] for name in naming},
            "expect": {field: printed[field]}, "set": {field: "LO QUE DEBE DECIR"},
            "reason": "POR QUÉ", "source": "QUIÉN LO DICE",
        }  # fmt: skip
        return f"En {FILE}: - {json.dumps(correction, ensure_ascii=False)}"


def _odd(result: RuleResult) -> Row:
    """The issue of a rule that warns."""
    about = result.rule.parameters
    of_a_table = result.rule.of_a_row or "source_id" not in about
    return {
        "severity": _WARNING, "rule": result.rule.rule_id, "table_name": result.rule.table if of_a_table else "",
        "field": str(about.get("field", "")) or (result.rule.columns[0] if result.rule.columns else ""),
        "value": result.line().split(": ", 1)[1], "source_id": about.get("source_id"),
        "message": f"No se cumple: {result.rule.meaning}",
        "remedy": "Revise la fuente; si así debe ser, acuerdos expectations --suggest escribe los topes de nuevo."
        if not result.rule.of_a_row else "Revise lo que dicen las fuentes de esa entidad.",
    }  # fmt: skip


def _place(*parts: object) -> tuple[str, ...]:
    return tuple(str(part) for part in parts)
