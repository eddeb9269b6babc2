"""The one file that knows Great Expectations: rules and Arrow tables in, results out.

Every table is asked all its rules at once, first for a bare yes or no, and the few rules that failed
a second time for their rows: listing rows costs as much as judging, and most rules hold.
"""

from __future__ import annotations

import gc
import logging
import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any, Literal

import pyarrow
from pyarrow import compute

from expectations.examples import columns_example, row_examples
from expectations.results import GateError, RuleResult
from expectations.rules import Rule
from expectations.shape import OF_THE_TABLE, is_of_kind

if TYPE_CHECKING:
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult
    from great_expectations.datasource.fluent.interfaces import Batch
    from great_expectations.expectations.expectation import Expectation

Tables = Mapping[str, pyarrow.Table]


@dataclass(frozen=True)
class _Sheet:
    """What one validation looks at: a table, or the items of one of its list columns.

    ``parents`` gives, for the items of a list column, the position of the row each came from.
    """

    name: str
    table: pyarrow.Table
    rules: tuple[Rule, ...]
    parents: pyarrow.Array | None = None


@cache
def load() -> None:
    """Load the library, with nothing sent anywhere and nothing printed; slow the first time."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    # The library logs the traceback of an expectation that errs; ``_error`` says it in one line.
    logging.getLogger("great_expectations").setLevel(logging.CRITICAL)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import great_expectations
        import great_expectations.expectations  # noqa: F401


def run(rules: Sequence[Rule], tables: Tables) -> list[RuleResult]:
    """Judge ``rules`` (of any kind but ``type`` and ``source_floor``) and return a result for each, in order.

    The columns of the rules must be there with the types of the schema (``expectations.shape`` parts
    them). Raises ``GateError`` where an expectation errs instead of answering.
    """
    load()
    results: dict[str, RuleResult] = {}
    with warnings.catch_warnings(), _uncollected():
        # Of patterns with groups, and of what the library itself still calls that pandas deprecates.
        warnings.simplefilter("ignore")
        definition = _definition()
        for sheet in _sheets(rules, tables):
            for result in _judge(sheet, definition, tables):
                results[result.rule.rule_id] = result
    return [results[rule.rule_id] for rule in rules]


@contextmanager
def _uncollected() -> Iterator[None]:
    """No garbage collection meanwhile: it would walk the million objects of the library, a third of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _definition() -> BatchDefinition[Any]:
    """What makes a batch of a data frame; one serves every sheet, since each is written out when made."""
    import great_expectations

    context = great_expectations.get_context(mode="ephemeral")
    context.enable_analytics(False)
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    asset = context.data_sources.add_pandas("memory").add_dataframe_asset("sheet")
    return asset.add_batch_definition_whole_dataframe("whole")


def _sheets(rules: Sequence[Rule], tables: Tables) -> Iterator[_Sheet]:
    """One sheet for each table with all its rules, and one for each list column with a vocabulary."""
    for name in dict.fromkeys(rule.table for rule in rules):
        of_table = [rule for rule in rules if rule.table == name]
        whole = tuple(rule for rule in of_table if rule.kind != "item_vocabulary")
        if whole:
            required = {rule.columns[0] for rule in whole if rule.kind == "required"}
            yield _Sheet(name, _without_blanks(tables[name], required), whole)
        for rule in of_table:
            if rule.kind == "item_vocabulary":
                lists = tables[name][rule.columns[0]].combine_chunks()
                # A null item is no more of the list than any other stranger.
                items = compute.fill_null(compute.list_flatten(lists), "")
                parents = compute.list_parent_indices(lists)
                column = pyarrow.table({rule.columns[0]: items})
                yield _Sheet(f"{name}.{rule.columns[0]}", column, (rule,), parents)


def _without_blanks(table: pyarrow.Table, required: set[str]) -> pyarrow.Table:
    """The table with blank text in required columns made null: to a reader both are an empty cell."""
    for index, field in enumerate(table.schema):
        if field.name in required and is_of_kind("text", field.type):
            cells = table.column(index)
            blank = compute.equal(compute.utf8_trim_whitespace(cells), "")
            emptied = compute.if_else(blank, pyarrow.scalar(None, field.type), cells)
            table = table.set_column(index, field, emptied)
    return table


def _judge(sheet: _Sheet, definition: BatchDefinition[Any], tables: Tables) -> Iterator[RuleResult]:
    """A result for each rule of the sheet; the failed ones are asked again for their rows."""
    batch = definition.get_batch({"dataframe": sheet.table.to_pandas()})
    answers = _ask(batch, sheet.rules, tables, "BOOLEAN_ONLY")
    broken = [rule for rule in sheet.rules if not answers[rule.rule_id].success]
    by_row = [rule for rule in broken if rule.kind not in OF_THE_TABLE]
    details = _ask(batch, by_row, tables, "COMPLETE") if by_row else {}
    for rule in sheet.rules:
        if rule not in broken:
            yield RuleResult(rule, True)
        elif rule.kind in OF_THE_TABLE:
            yield RuleResult(rule, False, 0, (_table_example(rule, sheet.table),))
        else:
            yield _broken_rows(rule, sheet, details[rule.rule_id].result["unexpected_index_list"], tables)


def _ask(
    batch: Batch, rules: Sequence[Rule], tables: Tables, result_format: Literal["BOOLEAN_ONLY", "COMPLETE"]
) -> dict[str, ExpectationValidationResult]:
    """Ask one batch all the rules in one validation; raises ``GateError`` if any of them errs."""
    from great_expectations import ExpectationSuite

    suite = ExpectationSuite(name="gate", expectations=[_expectation(rule, tables) for rule in rules])
    answers: dict[str, ExpectationValidationResult] = {}
    # The library answers in an order of its own, and only ``meta`` comes back with each answer.
    for answer in batch.validate(suite, result_format=result_format).results:
        assert answer.expectation_config is not None and answer.expectation_config.meta is not None
        rule_id = answer.expectation_config.meta["rule_id"]
        error = _error(answer.exception_info)
        if error:
            raise GateError(f"the gate could not judge {rule_id}: {error}")
        answers[rule_id] = answer
    return answers


def _error(information: Mapping[str, Any]) -> str:
    """The one-line message of an expectation that erred, or nothing: it says ``success=False`` either way."""
    entries = [information] if "raised_exception" in information else list(information.values())
    for entry in entries:
        if entry["raised_exception"]:
            return " ".join(str(entry["exception_message"]).split()) or "no message"
    return ""


def _expectation(rule: Rule, tables: Tables) -> Expectation:
    """The expectation that asks a rule; raises ``GateError`` for a kind that has none."""
    import great_expectations.expectations

    # The module lists its classes without exporting them, which a strict type checker holds against it.
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


def _broken_rows(rule: Rule, sheet: _Sheet, positions: Sequence[int], tables: Tables) -> RuleResult:
    """The result of a rule that rows broke; the examples come from the table as it was handed in."""
    table = tables[rule.table]
    if sheet.parents is None:
        return RuleResult(rule, False, len(positions), row_examples(rule, table, positions))
    offending: dict[int, str] = {}
    items = sheet.table.column(0)
    for position in positions:
        offending.setdefault(sheet.parents[position].as_py(), str(items[position].as_py()))
    return RuleResult(rule, False, len(offending), row_examples(rule, table, list(offending), offending))
