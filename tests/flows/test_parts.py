"""The small parts of a run: clock, sources to look at, yardsticks, fingerprints."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.source import Source
from flows.clock import BadInstant, clock
from flows.fingerprint import inputs_digest, reading_digest
from flows.home import Home, HomeProblem
from flows.look import to_look_at
from flows.progress import progress
from flows.run_report import Report
from flows.sources_in_use import with_yardsticks
from warehouse.store import KeptCapture, Part


def source(identifier: str = "sim", **more: object) -> Source:
    given = {"id": identifier, "dataset": "agreements", "evidence": "registry", "url": "http://127.0.0.1/"}
    return Source.model_validate(given | more)


def part(sha256: str = "a" * 64, sequence: int = 0, name: str = "") -> Part:
    kept = KeptCapture(sha256, "http://127.0.0.1/", "http://127.0.0.1/", "2026-11-23T06:00:00+00:00", 200,
                       "text/html", "", 10, sequence)  # fmt: skip
    return Part("sim", name, captures=(kept,))


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-23", datetime(2026, 11, 23, tzinfo=UTC)),
        ("2026-11-23T06:00:00", datetime(2026, 11, 23, 6, tzinfo=UTC)),
        ("2026-11-23T06:00:00Z", datetime(2026, 11, 23, 6, tzinfo=UTC)),
        ("2026-11-23T00:30:00-06:00", datetime(2026, 11, 23, 6, 30, tzinfo=UTC)),
    ],
)
def test_a_fixed_clock_tells_the_same_instant_in_utc(text: str, instant: datetime) -> None:
    tell = clock(text)
    assert tell() == tell() == instant
    assert tell().utcoffset() == UTC.utcoffset(None)


def test_a_clock_that_is_no_instant_is_refused() -> None:
    with pytest.raises(BadInstant, match="mañana"):
        clock("mañana")


def test_a_free_clock_tells_utc() -> None:
    assert clock(None)().tzinfo is UTC


@pytest.mark.parametrize(
    ("status", "url", "live", "chosen"),
    [
        ("active", "http://127.0.0.1/", False, True),
        ("blocked", "http://127.0.0.1/", False, False),
        ("blocked", "http://127.0.0.1/", True, True),
        ("retired", "http://127.0.0.1/", True, False),
        ("frozen", "http://127.0.0.1/", True, False),
        ("frozen", "file:captures/x.csv", False, True),
    ],
)
def test_the_lifecycle_says_what_is_looked_at(status: str, url: str, live: bool, chosen: bool) -> None:
    one = source(url=url, lifecycle={"status": status})
    assert to_look_at([one], live=live) == (([one], []) if chosen else ([], [one]))


def test_figures_are_lent_to_sources_that_bring_none() -> None:
    mine, figures, other = source(), source("figures", dataset="figures"), source("other")
    assert with_yardsticks([mine], lambda: [figures, other]) == [mine, figures]


def test_sources_with_figures_of_their_own_borrow_none() -> None:
    mine, figures = source("own", dataset="figures"), source("figures", dataset="figures")
    assert with_yardsticks([mine], lambda: [figures]) == [mine]


def test_no_figures_are_lent_under_an_identifier_already_taken() -> None:
    mine, figures = source("figures"), source("figures", dataset="figures")
    assert with_yardsticks([mine], lambda: [figures]) == [mine]


def test_inputs_are_the_same_in_any_order() -> None:
    one, two = source("one"), source("two")
    first, second = part(name="1"), part(name="2")
    assert inputs_digest([one, two], [first, second]) == inputs_digest([two, one], [second, first])


@pytest.mark.parametrize("changed", [part("b" * 64), part(sequence=1), part(name="child")])
def test_other_captures_are_other_inputs(changed: Part) -> None:
    assert inputs_digest([source()], [changed]) != inputs_digest([source()], [part()])


def test_another_record_is_another_input() -> None:
    assert inputs_digest([source(min_rows=2)], [part()]) != inputs_digest([source()], [part()])
    assert reading_digest(source(min_rows=2), part()) != reading_digest(source(), part())


def test_a_later_look_at_the_same_bytes_is_the_same_input() -> None:
    later = replace(part(), looked_at="2026-12-01T00:00:00+00:00")
    assert inputs_digest([source()], [later]) == inputs_digest([source()], [part()])
    assert reading_digest(source(), later) == reading_digest(source(), part())


def test_a_home_that_cannot_be_made_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HomeProblem, match="--home"):
        Home(tmp_path / "file" / "home").prepare()


@pytest.mark.parametrize(
    ("given", "environment", "expected"),
    [("given", "environment", "given"), (None, "environment", "environment"), (None, None, "data")],
)
def test_the_home_is_the_one_given_else_of_the_environment_else_data(
    given: str | None, environment: str | None, expected: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    if environment:
        monkeypatch.setenv("ACUERDOS_HOME", environment)
    else:
        monkeypatch.delenv("ACUERDOS_HOME", raising=False)
    assert Home.at(given).folder == tmp_path.resolve() / expected


@pytest.mark.parametrize(("gate", "failed", "code"), [("", [], 0), ("", ["x"], 3), ("rule", [], 4), ("rule", ["x"], 4)])
def test_the_code_of_a_run_tells_the_worst_that_happened(gate: str, failed: list[str], code: int) -> None:
    report = Report(gate=gate, failed=failed)
    assert (report.exit_code, report.as_json()["exit_code"]) == (code, code)


def test_progress_without_a_terminal_is_a_line_each_ten_sources_and_at_the_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with progress(12, "fuentes", quiet=False) as bar:
        for _ in range(12):
            bar.done(source())
    assert [line.split()[1] for line in capsys.readouterr().out.splitlines()] == ["10", "12"]
