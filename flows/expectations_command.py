"""``acuerdos expectations``: the rules in force with their meaning, and the floors and ceilings of the last version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from expectations.rules import Rule
from expectations.suggestion import suggested
from expectations.suite import REFERENCE_TABLES, can_be_held, suite, threshold_rules
from expectations.thresholds import as_csv, shipped_thresholds
from flows.home import Home
from flows.report import Show
from warehouse.published import latest_version, load_tables

CONSEQUENCES = {"quarantine": "cuarentena", "fatal": "detiene la publicación", "warning": "aviso"}


class NothingToSuggestFrom(RuntimeError):
    """There is no version yet; one line."""


def show_expectations(as_json: Show) -> int:
    """Every rule with what it means and what comes of breaking it."""
    rules = [*suite(), *(rule for rule, _ in threshold_rules(shipped_thresholds()))]
    if as_json:
        as_json([_described(rule) for rule in rules])
        return 0
    for rule in rules:
        print(f"{rule.rule_id:<70} {CONSEQUENCES[consequence(rule)]:<23} {rule.meaning}")
    counts = Counter(consequence(rule) for rule in rules)
    told = ", ".join(f"{counts[name]} {word}" for name, word in CONSEQUENCES.items())
    print(f"{len(rules)} reglas: {told}")
    return 0


def suggest(home: Home, write: Path | None, say: Callable[[str], None] = print) -> int:
    """Print the floors and ceilings that the last good version suggests, or write them into a file.

    Raises ``NothingToSuggestFrom``, and ``OSError`` where the file cannot be written.
    """
    version = latest_version(home.public)
    if version is None:
        raise NothingToSuggestFrom(f"no hay versión en {home.public}: acuerdos run")
    text = as_csv(suggested(load_tables(home.public, version), shipped_thresholds()))
    if write is None:
        say(text.rstrip("\n"))
        return 0
    before = write.read_text(encoding="utf-8").splitlines() if write.exists() else []
    write.write_text(text, encoding="utf-8")
    lines = text.splitlines()
    new, gone = len(set(lines) - set(before)), len(set(before) - set(lines))
    say(f"{write}: {len(lines) - 1} umbrales de la versión {version}; {new} líneas nuevas, {gone} que ya no están")
    return 0


def consequence(rule: Rule) -> str:
    """What comes of breaking a rule: quarantine (of the row), fatal (nothing is published), or warning."""
    if rule.severity == "warning":
        return "warning"
    return "quarantine" if can_be_held(rule, REFERENCE_TABLES) else "fatal"


def _described(rule: Rule) -> dict[str, object]:
    return {
        "rule": rule.rule_id, "table": rule.table, "kind": rule.kind, "columns": list(rule.columns),
        "parameters": dict(rule.parameters), "meaning": rule.meaning, "consequence": consequence(rule),
    }  # fmt: skip
