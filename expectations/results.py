"""What the gate answers: a result for each rule, and the verdict they add up to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from expectations.rules import Rule

EXAMPLES = 20
NAMED_RULES = 3
NAMED_ROWS = 3
LONGEST_VALUE = 60
ROW = "row"


class GateError(Exception):
    """The gate itself could not judge: a fault of the program and not of the data. One line."""


@dataclass(frozen=True, slots=True)
class RuleResult:
    """Whether a rule held; if not, how many rows broke it and up to twenty of them.

    An example holds the key of the row (or its number, where a cell of the key is empty) and the
    offending cells; for a rule about a whole table it holds what was found and what was expected.
    ``failing_rows`` is 0 for a rule about a whole table.
    """

    rule: Rule
    passed: bool
    failing_rows: int = 0
    examples: tuple[Mapping[str, str], ...] = ()

    def line(self) -> str:
        """The rule and the first rows that broke it, on one line."""
        named = [self._name(example) for example in self.examples[:NAMED_ROWS]]
        if max(self.failing_rows, len(self.examples)) > len(named):
            named.append("...")
        if not self.failing_rows:
            return f"{self.rule.rule_id}: {'; '.join(named)}"
        noun = "row" if self.failing_rows == 1 else "rows"
        return f"{self.rule.rule_id}: {self.failing_rows} {noun} ({'; '.join(named)})"

    def report(self) -> dict[str, object]:
        """The rule and its result as JSON values."""
        parameters = {
            name: list(value) if isinstance(value, tuple) else value for name, value in self.rule.parameters.items()
        }
        return {
            "rule": self.rule.rule_id,
            "table": self.rule.table,
            "kind": self.rule.kind,
            "columns": list(self.rule.columns),
            "parameters": parameters,
            "meaning": self.rule.meaning,
            "severity": self.rule.severity,
            "passed": self.passed,
            "failing_rows": self.failing_rows,
            "examples": [dict(example) for example in self.examples],
        }

    def _name(self, example: Mapping[str, str]) -> str:
        """``aii-14-0001 level='estatal'``: the key bare, then what is wrong."""
        if not self.failing_rows:
            return " ".join(f"{name}={_short(value)}" for name, value in example.items())
        key = "/".join(_short(example[name]) or "-" for name in self.rule.key if name in example)
        if ROW in example:
            key = f"row {example[ROW]}"
        # Of a repeated key there is nothing more to say than the key.
        wrong = () if self.rule.kind == "unique" else self.rule.columns
        cells = " ".join(f"{name}={_short(example[name])!r}" for name in wrong if name in example)
        return f"{key} {cells}".strip()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of the gate: publish only where ``passed``.

    ``not_judged`` names rules that could not be asked because their column is missing or of another
    type (a rule that failed says so); ``kept_sources`` those whose floor was not asked again.
    """

    passed: bool
    results: tuple[RuleResult, ...]
    not_judged: tuple[str, ...] = ()
    kept_sources: tuple[str, ...] = ()

    @property
    def broken(self) -> tuple[RuleResult, ...]:
        """The results of the fatal rules that did not hold, in the order of the schema."""
        return tuple(result for result in self.results if not result.passed and result.rule.severity == "fatal")

    @property
    def warnings(self) -> tuple[RuleResult, ...]:
        """The results of the rules that did not hold and only warn."""
        return tuple(result for result in self.results if not result.passed and result.rule.severity == "warning")

    def summary_line(self) -> str:
        """One line: which rows broke which rule; the first three rules and a count of the rest."""
        if self.passed:
            return f"{len(self.results) - len(self.warnings)} rules hold"
        lines = [result.line() for result in self.broken[:NAMED_RULES]]
        rest = len(self.broken) - len(lines)
        if rest:
            lines.append(f"and {rest} more {'rule' if rest == 1 else 'rules'}")
        return "; ".join(lines)

    def report(self) -> dict[str, object]:
        """Everything as JSON values, the same for the same data: no clock, no name of a run."""
        return {
            "passed": self.passed,
            "rules": len(self.results),
            "broken": len(self.broken),
            "warnings": len(self.warnings),
            "not_judged": list(self.not_judged),
            "kept_sources": list(self.kept_sources),
            "results": [result.report() for result in self.results],
        }


def _short(value: str) -> str:
    """The value on one line, cut where it is long."""
    line = " ".join(value.split())
    return line if len(line) <= LONGEST_VALUE else line[: LONGEST_VALUE - 3] + "..."
