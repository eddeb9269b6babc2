"""What each observation means by itself, whatever else was observed: the part of normalising that many may share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from transforms.agreements import read_agreement
from transforms.branches import read_branch
from transforms.claims import read_claim
from transforms.corrections import Corrector, corrector
from transforms.figures import read_figure
from transforms.laws import read_laws
from transforms.observations import Issue, Observation, Reading
from transforms.offices import read_office


@dataclass(frozen=True, slots=True)
class Interpreted:
    """An observation, with our corrections, of a ``dataset``; what it means, and what was met on the way.

    ``corrected_by``: numbers of the corrections that are about it.
    """

    dataset: str
    seen: Observation
    issues: list[Issue]
    readings: list[Reading]
    corrected_by: frozenset[int]


def interpret(observations: Iterable[tuple[str, Observation]], today: str) -> list[Interpreted]:
    """Read every observation, given with its dataset. ``today``: ISO day, for the status of agreements.

    The result of each depends on nothing but the observation, the day and our vocabularies.
    """
    return [_interpret(dataset, given, today) for dataset, given in observations]


def _interpret(dataset: str, given: Observation, today: str) -> Interpreted:
    corrections = corrector()
    seen, issues = _corrected(given, corrections)
    readings = _readings(seen, dataset, today)
    if seen is not given:
        for reading in readings:
            _keep_raw_key(reading, given, today)
    return Interpreted(dataset, seen, issues, readings, frozenset(corrections.used))


def _corrected(seen: Observation, corrections: Corrector) -> tuple[Observation, list[Issue]]:
    fields, issues = corrections.apply(seen.source_id, seen.fields)
    if fields is seen.fields:
        return seen, issues
    return replace(seen, fields=fields), issues  # type: ignore[type-var]


def _readings(seen: Observation, dataset: str, today: str) -> list[Reading]:
    if dataset == "agreements":
        return [read_agreement(seen, today)]
    if dataset == "claims":
        return [read_claim(seen)]
    if dataset == "offices":
        return read_office(seen)
    if dataset == "laws":
        return [read_laws(seen)]
    if dataset == "branches":
        return [read_branch(seen)]
    return [read_figure(seen)]


def _keep_raw_key(reading: Reading, printed: Observation, today: str) -> None:
    """A correction of ours changes what a row says, not the row: its key is of what the source prints."""
    if reading.table == "agreements" and reading.record:
        as_printed = read_agreement(printed, today).record
        reading.record["agreement_id"] = (as_printed or reading.record)["agreement_id"]
