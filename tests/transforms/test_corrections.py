"""Corrections are data with a reason and a guard: they are told once the source is mended."""

from __future__ import annotations

from typing import Any

import pytest

from tests.transforms.observed import TODAY, Seen
from transforms.corrections import Corrector, corrections, corrector
from transforms.normalise import normalise

REASON = "SIMULADO: Agaña is the capital of Guam"
GUAM: dict[str, Any] = {
    "source_id": "simulado",
    "when": {"counterpart": "Agaña, Guam Filipinas"},
    "expect": {"country": "Filipinas"},
    "set": {"country": "Guam"},
    "reason": REASON,
}


def one() -> Corrector:
    return Corrector(corrections([GUAM]), set())


def test_row_that_prints_the_error_is_corrected_and_the_rest_kept() -> None:
    printed = {"counterpart": "Agaña, Guam Filipinas", "country": "Filipinas", "title": "Hermanamiento"}
    fields, issues = one().apply("simulado", printed)
    assert fields == {"counterpart": "Agaña, Guam Filipinas", "country": "Guam", "title": "Hermanamiento"}
    assert issues == []
    assert printed["country"] == "Filipinas"


def test_stale_guard_leaves_the_row_and_tells() -> None:
    used = one()
    printed = {"counterpart": "Agaña, Guam Filipinas", "country": "Estados Unidos"}
    fields, issues = used.apply("simulado", printed)
    assert fields == printed
    (issue,) = issues
    assert issue.rule == "correction_stale"
    assert issue.severity == "warning"
    assert REASON in issue.message
    assert used.unused(frozenset({"simulado"})) == []


def test_field_no_longer_printed_is_stale_too() -> None:
    _, issues = one().apply("simulado", {"counterpart": "Agaña, Guam Filipinas"})
    assert [issue.rule for issue in issues] == ["correction_stale"]


@pytest.mark.parametrize(
    ("source_id", "counterpart"),
    [("otra", "Agaña, Guam Filipinas"), ("simulado", "Agaña, Guam")],
    ids=["source", "row"],
)
def test_other_sources_and_rows_are_left_alone(source_id: str, counterpart: str) -> None:
    printed = {"counterpart": counterpart, "country": "Filipinas"}
    assert one().apply(source_id, printed) == (printed, [])


def test_unused_correction_is_told_only_if_its_source_was_read() -> None:
    used = one()
    (issue,) = used.unused(frozenset({"simulado", "otra"}))
    assert issue.rule == "correction_unused"
    assert REASON in issue.message
    assert used.unused(frozenset({"otra"})) == []
    used.apply("simulado", {"counterpart": "Agaña, Guam Filipinas", "country": "Filipinas"})
    assert used.unused(frozenset({"simulado"})) == []


@pytest.mark.parametrize("missing", ["reason", "expect", "when"])
def test_correction_without_reason_or_guard_is_refused(missing: str) -> None:
    with pytest.raises(KeyError, match=missing):
        corrections([{key: value for key, value in GUAM.items() if key != missing}])


def test_every_correction_that_ships_has_a_reason_and_a_guard() -> None:
    for correction in corrector().known:
        assert correction.reason
        assert correction.when
        assert correction.expect
        assert correction.replacement


def test_shipped_correction_is_reported_once_its_row_is_gone() -> None:
    for correction in corrector().known:
        seen = Seen({"title": "Acuerdo de Hermanamiento", "counterpart": "SIMULADO"}, source_id=correction.source_id)
        rules = [row["rule"] for row in normalise([("agreements", seen)], TODAY).quality]
        assert "correction_unused" in rules
