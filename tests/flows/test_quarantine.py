"""A row that breaks a rule is held back with the rule; the others go on, and it comes back when it is mended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from flows.home import Home
from flows.rebuild import rebuild
from flows.run_report import Report
from tests.extractors.conftest import Site
from tests.flows.desk import (
    ALBERTA,
    MICHIGAN,
    NOW,
    PORTLAND,
    Cells,
    Desk,
    claims_record,
    show_states,
    table,
    two_states,
)
from transforms.corrections import FILE

RULE = "agreements.signed_in_future"
NEXT, LATER = NOW + timedelta(days=1), NOW + timedelta(days=2)


def signed(row: Cells, day: str) -> Cells:
    """The row as the page would print it with another date."""
    return (*row[:2], day, row[3])


FUTURE = signed(PORTLAND, "23/09/2083")
MENDED = signed(PORTLAND, "23/09/1983")
AMENDED = signed(MICHIGAN, "03/05/2091")


@dataclass
class Story:
    """Held from the first day; then a published row goes wrong; then both are mended."""

    desk: Desk
    reports: list[Report]

    def ids(self, version: int) -> dict[str, str]:
        """Identifiers by the beginning of the counterpart's title, as published in a version."""
        rows = self.desk.rows("SELECT title, agreement_id FROM agreements", self.reports[version].version)
        return {title.rsplit(" ", 1)[-1]: name for title, name in rows}

    def held(self, version: int) -> list[tuple[str, ...]]:
        sql = "SELECT record_id, rule, field, value FROM quarantine ORDER BY ALL"
        return self.desk.rows(sql, self.reports[version].version)


@pytest.fixture(scope="module")
def story(library: None, tmp_path_factory: pytest.TempPathFactory) -> Story:
    site = Site()
    show_states(site)
    desk = Desk(Home(tmp_path_factory.mktemp("held") / "home"), site, [*two_states(site), claims_record(site)])
    reports = []
    for day, rows in (
        (NOW, (FUTURE, ALBERTA, MICHIGAN)), (NEXT, (FUTURE, ALBERTA, AMENDED)), (LATER, (MENDED, ALBERTA, MICHIGAN)),
    ):  # fmt: skip
        site.page("/jalisco", table(*rows))
        reports.append(desk.run(day))
    site.stop()
    return Story(desk, reports)


def test_the_others_are_published_and_the_run_succeeds(story: Story) -> None:
    assert [report.exit_code for report in story.reports] == [0, 0, 0]
    assert set(story.ids(0)) == {"Canadá", "Michigan", "Texas"}


def test_the_row_is_in_quarantine_with_its_rule_and_what_breaks_it(story: Story) -> None:
    ((name, rule, field, value),) = story.held(0)
    assert (rule, field, value) == (RULE, "signed_on", "2083-09-23")
    assert name.startswith("aii-14-")


def test_what_hangs_on_it_goes_with_it(story: Story) -> None:
    ((name, *_),) = story.held(0)
    for sql in ("agreement_parties", "agreement_observations", "agreement_versions", "conflicts", "claims"):
        count = f"SELECT count(*) FROM {sql} WHERE agreement_id = '{name}'"
        assert story.desk.rows(count, story.reports[0].version) == [(0,)], sql


def test_nothing_counts_it(story: Story) -> None:
    counted = "SELECT sum(value) FROM by_level WHERE state_code = '00' AND unit = 'agreements' AND category <> 'total'"
    assert story.desk.rows(counted, story.reports[0].version)[0][0] in (3, 6)


def test_quality_has_one_issue_for_the_rule_with_the_line_to_write(story: Story) -> None:
    sql = f"SELECT severity, table_name, message, remedy FROM quality WHERE rule = '{RULE}'"
    ((severity, name, message, remedy),) = story.desk.rows(sql, story.reports[0].version)
    assert (severity, name) == ("warning", "agreements") and message.startswith("1 renglón se retiene")
    (correction,) = yaml.safe_load(remedy.removeprefix(f"En {FILE}: "))
    assert correction["source_id"] == "sim_jalisco" and correction["expect"] == {"signed_on": "23/09/2083"}
    assert correction["when"] == {"title": FUTURE[0]}


def test_a_published_row_that_goes_wrong_stays_as_it_was_and_nobody_withdrew_it(story: Story) -> None:
    before, after = story.ids(0)["Michigan"], story.ids(1)["Michigan"]
    assert before == after
    row = f"SELECT signed_on, status <> 'withdrawn' FROM agreements WHERE agreement_id = '{after}'"
    assert story.desk.rows(row, story.reports[1].version) == [("2011-05-03", True)]
    changes = f"SELECT * FROM changes WHERE record_id = '{after}'"
    assert story.desk.rows(changes, story.reports[1].version) == []
    assert after in {name for name, *_ in story.held(1)}


def test_what_is_mended_comes_back_under_the_name_it_had(story: Story) -> None:
    ((held, *_),) = story.held(0)
    assert story.held(2) == []
    assert story.ids(2)["Oregon"] == held
    sql = f"SELECT change, origin FROM changes WHERE record_id = '{held}'"
    assert story.desk.rows(sql, story.reports[2].version) == [("added", "source")]
    first = f"SELECT first_seen FROM agreements WHERE agreement_id = '{held}'"
    assert story.desk.rows(first, story.reports[2].version) == [(NOW.date().isoformat(),)]


def test_a_day_later_the_same_rows_are_no_news(story: Story, tmp_path: Path) -> None:
    site = Site()
    show_states(site)
    site.page("/jalisco", table(FUTURE, ALBERTA))
    desk = Desk(Home(tmp_path / "home"), site, two_states(site))
    assert desk.run().version
    site.page("/jalisco", table(FUTURE, ALBERTA, more="<p>.</p>"))
    assert desk.run(NEXT).nothing_new
    site.stop()


# The last is made again from all before it.
@pytest.mark.parametrize("version", [*(pytest.param(early, marks=pytest.mark.torture) for early in (0, 1)), 2])
def test_each_version_is_made_again_byte_by_byte(story: Story, version: int) -> None:
    assert rebuild(story.desk.home, story.reports[version].version, None) == []
