"""Validating a million rows by all rules, beside pandera on polars with the same rules; and what a small run costs.

Ours are both judgements of a run: each row before anything is counted of it, and every table at the gate. The rival
validates every table once. Rows are made up (SIMULADO) and sound; that both find the same is seen first, on tables in
which a row breaks each rule. Each part runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pyarrow

from bench.measured import QUICK_ROUNDS, ROUNDS, Measure, main, seconds_of, side_by_side
from bench.sound_tables import TODAY, sound_tables
from expectations.gate import Verdict, judge, warm_up
from expectations.holding import broken_rows, row_rules
from expectations.rules import Rule
from expectations.suite import HELD_BACK, REFERENCE_TABLES, suite, threshold_rules
from expectations.thresholds import TABLE, shipped_thresholds
from expectations.written.data import by_first, lines
from tests.expectations.breaking import broken_row
from tests.expectations.published import arrow
from warehouse.schema import TABLES

if TYPE_CHECKING:
    import polars

    from bench.rivals.pandera_row_rules import Expressions

Tables = Mapping[str, pyarrow.Table]
MILLION, QUICK, SMALL = 1_000_000, 30_000, 4_050


def judged(tables: Tables) -> Verdict:
    """What the product does between reading and publishing: hold rows back, then judge every table."""
    given = {name: tables[name] for name in (*HELD_BACK, *REFERENCE_TABLES)}
    held = broken_rows(row_rules(given), given, TODAY)
    verdict = judge(tables, minimum_rows={}, rows_by_source={}, today=TODAY)
    if not {one.rule.rule_id for one in held} <= {one.rule.rule_id for one in verdict.broken}:
        raise AssertionError("the two judgements of the product disagree")
    return verdict


def described() -> list[dict[str, Any]]:
    """The rules of the schema and the floors as plain data, for the rival."""
    bounds: dict[str, dict[str, Mapping[str, object]]] = {}
    for rule, line in threshold_rules(one for one in shipped_thresholds() if one.scope == TABLE):
        bounds.setdefault(line.name, {})[rule.rule_id] = dict(rule.parameters)
    return [
        {
            "name": table.name, "key": table.key, "rows": bounds.get(table.name, {}),
            "columns": [
                {
                    "name": field.name, "type": field.kind, "required": field.required, "minimum": field.minimum,
                    "values": field.vocabulary.values if field.vocabulary else (), "references": field.references,
                    "pattern": "" if field.references else field.pattern,
                }
                for field in table.fields
            ],
        }
        for table in TABLES.values()
    ]  # fmt: skip


def row_expressions(tables: Tables) -> Expressions:
    """The rival's rules of several columns, with the facts that ours lean on."""
    from bench.rivals.pandera_row_rules import Facts, row_rules

    bodies = {word: int(line["year"]) for line in lines("body_years") for word in line["words"].split("|")}
    years = {code: int(year) for code, year in by_first("municipality_years", "year").items()}
    names = {
        name: dict(zip(*(tables[name][column].to_pylist() for column in columns), strict=True))
        for name, columns in (
            ("states", ("state_code", "state")), ("municipalities", ("municipality_code", "municipality")),
        )
    }  # fmt: skip
    return row_rules(Facts(
        TODAY, names["states"], names["municipalities"], by_first("country_regions", "region"), years, bodies,
        by_first("presidencies", "first_day"),
    ))  # fmt: skip


def frames_of(tables: Tables) -> dict[str, polars.DataFrame]:
    """The same tables for the rival."""
    import polars

    return {name: polars.DataFrame(table) for name, table in tables.items()}


def with_broken_rows(tables: Tables, rules: Sequence[Rule]) -> dict[str, pyarrow.Table]:
    """The tables with a row more for each rule of a row, which breaks it; what others look things up in stays sound."""
    made = dict(tables)
    for rule in rules:
        if rule.of_a_row and rule.table not in REFERENCE_TABLES:
            made[rule.table] = pyarrow.concat_tables([made[rule.table], arrow(TABLES[rule.table], [broken_row(rule)])])
    return made


def compared() -> int:
    """How many rules broken rows break in both; raises ``AssertionError`` where the two do not find the same."""
    from bench.rivals.pandera_rules import schemas, validate

    tables = with_broken_rows(sound_tables(900), suite())
    frames = frames_of(tables)
    verdict = judged(tables)
    ours = {one.rule.rule_id: max(one.failing_rows, 1) for one in (*verdict.broken, *verdict.warnings)}
    theirs = validate(schemas(described(), frames, row_expressions(tables)), frames)
    odd = {name: (ours.get(name), theirs.get(name)) for name in {*ours, *theirs} if ours.get(name) != theirs.get(name)}
    if odd:
        raise AssertionError(f"ours and the rival's do not find the same: {odd}")
    return len(ours)


def beside_the_rival(rows: int, rounds: int) -> Measure:
    """Rows a second of both over so many rows, and over a run of 1,350 agreements."""
    from bench.rivals.pandera_rules import rules_of, schemas, validate

    tables = sound_tables(rows)
    frames = frames_of(tables)
    asked = schemas(described(), frames, row_expressions(tables))
    verdict, found = judged(tables), validate(asked, frames)
    if not verdict.passed or verdict.warnings or found:
        raise AssertionError(f"the made-up rows are not sound: {verdict.summary_line()}; {found}")
    ours, theirs = side_by_side(lambda: judged(tables), lambda: validate(asked, frames), rounds)
    few = sound_tables(SMALL)
    small = seconds_of(lambda: judged(few), rounds)
    return Measure(
        f"validate {rows:,} rows, all rules", "rows/s", rows / ours, 0.2, at_least=True,
        rival_name="pandera on polars", rival=rows / theirs,
        note=f"{ours:.2f} s against {theirs:.2f} s; {rules_of(asked):,} of our {len(verdict.results):,} rules, asked "
        f"once against our twice for rows; a run of 1,350 agreements ({SMALL:,} rows) takes us {small:.2f} s",
    )  # fmt: skip


def peak_of_memory(rows: int) -> Measure:
    """The most memory that a process takes which holds so many rows and judges them."""
    words = [sys.executable, "-c", f"from bench.validating import say_peak; say_peak({rows})"]
    peak = float(subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return Measure(f"memory for validating {rows:,} rows", "MiB", peak, 2_048, at_least=False, note="tables included")


def say_peak(rows: int) -> None:
    """Judge so many rows in this process, and print the most memory it has taken, in MiB."""
    judged(sound_tables(rows))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def measure(quick: bool) -> list[Measure]:
    """Both figures; raises ``AssertionError`` where the rival does not find what ours do."""
    warm_up()
    compared()
    rows = QUICK if quick else MILLION
    return [beside_the_rival(rows, QUICK_ROUNDS if quick else ROUNDS), peak_of_memory(rows)]


if __name__ == "__main__":
    main(measure)
