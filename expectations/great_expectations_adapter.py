"""The one file that knows Great Expectations: sheets in, the lines that are wrong out.

Every sheet (``expectations/questions.py``) is asked its one question, first for a bare yes or no, and only a sheet that
answers no a second time for its lines: listing lines costs as much as judging, and most rules hold.
"""

from __future__ import annotations

import gc
import logging
import os
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from expectations.lean_imports import lean_imports
from expectations.questions import Sheet
from expectations.results import GateError

if TYPE_CHECKING:
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.core.expectation_validation_result import ExpectationValidationResult
    from great_expectations.datasource.fluent.interfaces import Batch

# What it would import and the gate never asks of it: clouds, databases, charts and statistics of distributions.
_ABSENT = ("boto3", "botocore", "sqlalchemy")
_LATE = ("altair", "scipy.stats")
# One engine of the library holds one batch: asked from two threads, it answers one about the rows of the other.
_ONE_AT_A_TIME = Lock()


@cache
def load() -> None:
    """Load the library, with nothing sent anywhere and nothing printed; slow the first time."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"
    # The library logs the traceback of an expectation that errs; ``_error`` says it in one line.
    with warnings.catch_warnings(), lean_imports(absent=_ABSENT, late=_LATE):
        warnings.simplefilter("ignore")
        import great_expectations
        import great_expectations.expectations  # noqa: F401
    # Some of its loggers have a level of their own, and Prefect's set-up listens to all of them.
    for name in ("great_expectations", *logging.root.manager.loggerDict):
        if name.split(".")[0] == "great_expectations":
            logging.getLogger(name).setLevel(logging.CRITICAL)


def wrong_lines(sheets: Sequence[Sheet]) -> list[list[int]]:
    """For each sheet, the lines that do not hold its question, in order.

    Raises ``GateError`` where an expectation errs instead of answering.
    """
    load()
    with _ONE_AT_A_TIME, warnings.catch_warnings(), _uncollected():
        # Of what the library itself still calls that pandas deprecates.
        warnings.simplefilter("ignore")
        return [_wrong(sheet) for sheet in sheets]


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


@cache
def _definition() -> BatchDefinition[Any]:
    """What turns a data frame into a batch; one for the whole process, since making one costs as much as a question."""
    import great_expectations

    context = great_expectations.get_context(mode="ephemeral")
    context.enable_analytics(False)
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]
    asset = context.data_sources.add_pandas("memory").add_dataframe_asset("sheet")
    return asset.add_batch_definition_whole_dataframe("whole")


def _wrong(sheet: Sheet) -> list[int]:
    import pandas

    frame = pandas.DataFrame(dict(sheet.columns))
    if frame.empty:
        return []
    batch = _definition().get_batch({"dataframe": frame})
    if _ask(batch, sheet, "BOOLEAN_ONLY").success:
        return []
    listed = _ask(batch, sheet, "COMPLETE").result["unexpected_index_list"]
    return sorted(int(line) for line in listed)


def _ask(batch: Batch, sheet: Sheet, result_format: Literal["BOOLEAN_ONLY", "COMPLETE"]) -> ExpectationValidationResult:
    """Ask a batch the question of its sheet; raises ``GateError`` if it errs."""
    from great_expectations import ExpectationSuite

    suite = ExpectationSuite(name="gate", expectations=[_expectation(sheet)])
    try:
        (answer,) = batch.validate(suite, result_format=result_format).results
    except Exception as error:  # whatever a library raises is not an answer about the data
        raise GateError(f"the gate could not ask whether {sheet.question}: {_one_line(error)}") from error
    message = _error(answer.exception_info)
    if message:
        raise GateError(f"the gate could not ask whether {sheet.question}: {message}")
    return answer


def _error(information: Mapping[str, Any]) -> str:
    """The one-line message of an expectation that erred, or nothing: it says ``success=False`` either way."""
    entries = [information] if "raised_exception" in information else list(information.values())
    for entry in entries:
        if entry["raised_exception"]:
            return _one_line(entry["exception_message"])
    return ""


def _one_line(message: object) -> str:
    return " ".join(str(message).split()) or "no message"


def _expectation(sheet: Sheet) -> Any:
    """The expectation that asks the question of a sheet."""
    import great_expectations.expectations

    # Its classes are not exported in the sense of a strict type checker, hence ``Any``.
    known: Any = great_expectations.expectations
    names = list(sheet.columns)
    match sheet.question:
        case "all_true":
            return known.ExpectColumnValuesToBeInSet(column=names[0], value_set=[True])
        case "unique":
            return known.ExpectColumnValuesToBeUnique(column=names[0])
        case "equal":
            return known.ExpectColumnPairValuesToBeEqual(column_A=names[0], column_B=names[1])
        case "at_least":
            return known.ExpectColumnPairValuesAToBeGreaterThanB(column_A=names[0], column_B=names[1], or_equal=True)
