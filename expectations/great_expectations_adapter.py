"""The one file that knows Great Expectations: rules and Arrow tables in, results out.

Every sheet (see ``expectations.sheets``) is asked all its rules at once, first for a bare yes or no, and
the few rules that failed a second time for their rows: listing rows costs as much as judging, and most
rules hold.
"""

from __future__ import annotations

import gc
import logging
import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Literal

import pyarrow
from pyarrow import compute

from expectations.examples import columns_example, row_examples
from expectations.results import GateError, RuleResult
from expectations.rules import Rule
from expectations.shape import OF_THE_TABLE
from expectations.sheets import ALL_REQUIRED, Sheet, Tables, required_cells, sheets

if TYPE_CHECKING:
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult
    from great_expectations.datasource.fluent.interfaces import Batch


@cache
def load() -> None:
    """Load the library, with nothing sent anywhere and nothing printed; slow the first time."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    # The library logs the traceback of an expectation that errs; ``_error`` says it in one line.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import great_expectations
        import great_expectations.expectations  # noqa: F401
    # Some of its loggers have a level of their own, and Prefect's set-up listens to all of them.
    for name in ("great_expectations", *logging.root.manager.loggerDict):
        if name.split(".")[0] == "great_expectations":
            logging.getLogger(name).setLevel(logging.CRITICAL)


def run(rules: Sequence[Rule], tables: Tables) -> list[RuleResult]:
    """Judge ``rules`` (of any kind but ``type`` and ``source_floor``) and return a result for each, in order.

    The columns of the rules must be there with the types of the schema (``expectations.shape`` parts
    them). Raises ``GateError`` where an expectation errs instead of answering.
    """
    load()
    with warnings.catch_warnings(), _uncollected():
        # Of patterns with groups, and of what the library itself still calls that pandas deprecates.
        warnings.simplefilter("ignore")
        definition = _definition()
        results = {result.rule.rule_id: result for result in _judge_required(rules, tables, definition)}
        for sheet in sheets(rules, tables):
            results |= {result.rule.rule_id: result for result in _judge_sheet(sheet, tables, definition)}
    return [results[rule.rule_id] for rule in rules]


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: it would walk the library's million objects, a quarter of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _definition() -> BatchDefinition[Any]:
    """What turns a data frame into a batch; one for all sheets, since making one costs as much as two rules."""
    import great_expectations

    context = great_expectations.get_context(mode="ephemeral")
    context.enable_analytics(False)
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    asset = context.data_sources.add_pandas("memory").add_dataframe_asset("sheet")
    return asset.add_batch_definition_whole_dataframe("whole")


def _judge_required(rules: Sequence[Rule], tables: Tables, definition: BatchDefinition[Any]) -> Iterator[RuleResult]:
    """A result for each rule of kind ``required``, all of them asked at once."""
    cells = required_cells(rules, tables)
    if not cells.rules:
        return
    found = _judge(cells.sheet, tables, definition)
    broken = cells.broken(found.get(ALL_REQUIRED.rule_id, ()))
    for rule in cells.rules:
        yield _result(rule, broken.get(rule.rule_id), tables)


def _judge_sheet(sheet: Sheet, tables: Tables, definition: BatchDefinition[Any]) -> Iterator[RuleResult]:
    """A result for each rule of a sheet."""
    broken = _judge(sheet, tables, definition)
    for rule in sheet.rules:
        positions = broken.get(rule.rule_id)
        if sheet.parents is None or positions is None:
            yield _result(rule, positions, tables)
        else:
            offending: dict[int, str] = {}
            for position in positions:
                offending.setdefault(sheet.parents[position].as_py(), str(sheet.table[0][position].as_py()))
            yield _result(rule, list(offending), tables, offending)


def _judge(sheet: Sheet, tables: Tables, definition: BatchDefinition[Any]) -> dict[str, Sequence[int]]:
    """The rules of a sheet that do not hold, each with the positions in the sheet that broke it."""
    batch = definition.get_batch({"dataframe": sheet.table.to_pandas()})
    answers = _ask(batch, sheet.rules, tables, "BOOLEAN_ONLY")
    broken = [rule for rule in sheet.rules if not answers[rule.rule_id].success]
    by_row = [rule for rule in broken if rule.kind not in OF_THE_TABLE]
    details = _ask(batch, by_row, tables, "COMPLETE") if by_row else {}
    listed = {name: answer.result["unexpected_index_list"] for name, answer in details.items()}
    return {rule.rule_id: listed.get(rule.rule_id, ()) for rule in broken}


def _result(
    rule: Rule, positions: Sequence[int] | None, tables: Tables, offending: Mapping[int, str] | None = None
) -> RuleResult:
    """The result of a rule; ``positions`` are the rows that broke it, None where it holds.

    The examples come from the table as it was handed in.
    """
    table = tables[rule.table]
    if positions is None:
        return RuleResult(rule, True)
    if rule.kind in OF_THE_TABLE:
        return RuleResult(rule, False, 0, (_table_example(rule, table),))
    return RuleResult(rule, False, len(positions), row_examples(rule, table, positions, offending))


def _ask(
    batch: Batch, rules: Sequence[Rule], tables: Tables, result_format: Literal["BOOLEAN_ONLY", "COMPLETE"]
) -> dict[str, ExpectationValidationResult]:
    """Ask one batch all the rules in one validation; raises ``GateError`` if any of them errs."""
    from great_expectations import ExpectationSuite

    suite = ExpectationSuite(name="gate", expectations=[_expectation(rule, tables) for rule in rules])
    try:
        validated = batch.validate(suite, result_format=result_format).results
    except Exception as error:  # whatever a library raises is not an answer about the data
        raise GateError(f"the gate could not judge {rules[0].table}: {_one_line(error)}") from error
    answers: dict[str, ExpectationValidationResult] = {}
    # The library answers in an order of its own, and only ``meta`` comes back with each answer.
    for answer in validated:
        if answer.expectation_config is None or answer.expectation_config.meta is None:
            raise GateError("great_expectations answered without saying what it was asked: pin the version in uv.lock")
        rule_id = answer.expectation_config.meta["rule_id"]
        message = _error(answer.exception_info)
        if message:
            raise GateError(f"the gate could not judge {rule_id}: {message}")
        answers[rule_id] = answer
    return answers


def _error(information: Mapping[str, Any]) -> str:
    """The one-line message of an expectation that erred, or nothing: it says ``success=False`` either way."""
    entries = [information] if "raised_exception" in information else list(information.values())
    for entry in entries:
        if entry["raised_exception"]:
            return _one_line(entry["exception_message"])
    return ""


def _one_line(message: object) -> str:
    return " ".join(str(message).split()) or "no message"


def _expectation(rule: Rule, tables: Tables) -> Any:
    """The expectation that asks a rule; raises ``GateError`` for a kind that has none."""
    import great_expectations.expectations

    # Its classes are not exported in the sense of a strict type checker, hence ``Any``.
    known: Any = great_expectations.expectations
    meta = {"rule_id": rule.rule_id}
    asked = rule.parameters
    of_column = partial(dict[str, Any], column=rule.columns[0] if rule.columns else "", meta=meta)
    match rule.kind:
        case "columns":
            return known.ExpectTableColumnsToMatchOrderedList(column_list=list(rule.columns), meta=meta)
        case "row_count":
            bounds: dict[str, Any] = {"min_value": asked.get("minimum"), "max_value": asked.get("maximum")}
            return known.ExpectTableRowCountToBeBetween(**bounds, meta=meta)
        case "required":
            return known.ExpectColumnValuesToNotBeNull(**of_column())
        case "unique" if len(rule.columns) > 1:
            return known.ExpectCompoundColumnsToBeUnique(column_list=list(rule.columns), meta=meta)
        case "unique":
            return known.ExpectColumnValuesToBeUnique(**of_column())
        case "vocabulary" | "item_vocabulary":
            return known.ExpectColumnValuesToBeInSet(**of_column(value_set=asked["values"]))
        case "pattern":
            # The library searches; ``$`` would let a final line break through.
            return known.ExpectColumnValuesToMatchRegex(**of_column(regex=rf"^(?:{asked['pattern']})\Z"))
        case "minimum":
            return known.ExpectColumnValuesToBeBetween(**of_column(min_value=asked["minimum"]))
        case "reference":
            return known.ExpectColumnValuesToBeInSet(**of_column(value_set=_referenced(rule, tables)))
    raise GateError(f"the gate has no expectation for {rule.rule_id} of kind {rule.kind!r}")


def _referenced(rule: Rule, tables: Tables) -> list[Any]:
    """The values of the referenced column, of which only those that the referring column uses.

    The others decide nothing, and the library copies a set some forty times over.
    """
    used = compute.unique(tables[rule.table][rule.columns[0]])
    there = tables[str(rule.parameters["table"])][str(rule.parameters["column"])]
    found = used.filter(compute.is_in(used, value_set=compute.unique(there))).drop_null()
    return sorted(found.to_pylist())


def _table_example(rule: Rule, table: pyarrow.Table) -> Mapping[str, str]:
    if rule.kind == "columns":
        return columns_example(rule.columns, table.column_names)
    return {"rows": str(table.num_rows), **{word: str(count) for word, count in rule.parameters.items()}}
