"""What happens to the published history when a page changes."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from flows.run_report import Report
from tests.extractors.conftest import Site
from tests.flows.conftest import NewDesk
from tests.flows.desk import (
    ALBERTA,
    ALBERTA_AMENDED,
    DAY,
    MICHIGAN,
    PORTLAND,
    Desk,
    digests,
    record,
    show_states,
    table,
)

AMENDED = f"{DAY}.2"
VANISHED = f"{DAY}.3"
RETURNED = f"{DAY}.4"


class Story:
    """After the first version a topic is added; an agreement vanishes; it returns. A version each, all on one day."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.first_bytes = digests(desk.home.public / "v" / DAY)
        self.reports: list[Report] = []
        for rows in (
            (PORTLAND, ALBERTA_AMENDED, MICHIGAN),
            (PORTLAND, ALBERTA_AMENDED),
            (PORTLAND, ALBERTA_AMENDED, MICHIGAN),
        ):
            desk.site.page("/jalisco", table(*rows))
            self.reports.append(desk.run())

    def changes(self, version: str, fields: str = "change, field, origin") -> list[tuple[object, ...]]:
        """The changes of a version, but for the printed text that each amendment carries along."""
        where = f"version = '{version}' AND field IS DISTINCT FROM 'original'"
        return self.desk.rows(f"SELECT {fields} FROM changes WHERE {where} ORDER BY ALL", version)


@pytest.fixture(scope="module")
def story(settled: Desk, tmp_path_factory: pytest.TempPathFactory) -> Story:
    show_states(settled.site)
    return Story(settled.copied(tmp_path_factory.mktemp("story") / "home"))


def test_versions_of_one_day_are_numbered(story: Story) -> None:
    assert [report.version for report in story.reports] == [AMENDED, VANISHED, RETURNED]
    assert [report.exit_code for report in story.reports] == [0, 0, 0]


def test_only_the_source_that_changed_is_told_as_changed(story: Story) -> None:
    assert story.reports[0].changed == ["sim_jalisco"]


def test_the_first_version_has_no_changes(story: Story) -> None:
    assert story.desk.rows("FROM changes", DAY) == []


def test_a_changed_cell_is_an_amendment_by_the_source(story: Story) -> None:
    fields = "change, field, before, after, origin, source_id"
    assert story.changes(AMENDED, fields) == [
        ("amended", "topics", "education", "education|culture", "source", "sim_jalisco")
    ]


def test_the_printed_text_of_each_state_stays_in_the_history(story: Story) -> None:
    sql = f"SELECT original FROM agreement_versions WHERE title = '{ALBERTA[0]}' ORDER BY valid_from"
    printed = [json.loads(text)["Áreas"] for (text,) in story.desk.rows(sql, AMENDED)]
    assert printed == [ALBERTA[3], ALBERTA_AMENDED[3]]


def test_a_changed_agreement_keeps_its_identifier(story: Story) -> None:
    sql = f"SELECT agreement_id FROM agreements WHERE title = '{ALBERTA[0]}'"
    assert story.desk.rows(sql, DAY) == story.desk.rows(sql, AMENDED) != []


def test_both_states_of_a_changed_agreement_are_remembered(story: Story) -> None:
    sql = (
        f"SELECT topics, valid_from, valid_to FROM agreement_versions WHERE title = '{ALBERTA[0]}' ORDER BY valid_from"
    )
    assert story.desk.rows(sql, AMENDED) == [
        (["education"], DAY, AMENDED),
        (["education", "culture"], AMENDED, None),
    ]


def test_a_vanished_agreement_stays_in_the_table_as_withdrawn(story: Story) -> None:
    sql = f"SELECT status, withdrawn_on FROM agreements WHERE title = '{MICHIGAN[0]}'"
    assert story.desk.rows(sql, VANISHED) == [("withdrawn", DAY)]
    assert len(story.desk.rows("FROM agreements", VANISHED)) == 4


def test_a_vanished_agreement_is_one_change(story: Story) -> None:
    assert story.changes(VANISHED, "change, field") == [("withdrawn", None)]


def test_a_vanished_agreement_is_a_change_by_the_source(story: Story) -> None:
    assert story.changes(VANISHED, "origin") == [("source",)]


def test_a_vanished_agreement_is_no_longer_counted(story: Story) -> None:
    sql = "SELECT value FROM by_level WHERE state_code = '14' AND category IN ('total', 'municipal') ORDER BY category"
    assert story.desk.rows(sql, AMENDED) == [(2.0,), (3.0,)]
    assert story.desk.rows(sql, VANISHED) == [(1.0,), (2.0,)]


def test_the_parties_of_a_vanished_agreement_stay(story: Story) -> None:
    sql = f"SELECT count(*) FROM agreement_parties JOIN agreements USING (agreement_id) WHERE title = '{MICHIGAN[0]}'"
    assert story.desk.rows(sql, VANISHED) == story.desk.rows(sql, DAY)
    assert story.desk.rows(sql, VANISHED) != [(0,)]


def test_an_agreement_that_returns_is_restored(story: Story) -> None:
    sql = f"SELECT status, withdrawn_on, first_seen FROM agreements WHERE title = '{MICHIGAN[0]}'"
    assert story.desk.rows(sql, RETURNED) == [("unknown", None, DAY)]
    assert story.changes(RETURNED, "change, field") == [("restored", None)]


def test_an_agreement_that_returns_is_a_change_by_the_source(story: Story) -> None:
    assert story.changes(RETURNED, "origin") == [("source",)]


def test_changes_of_earlier_versions_stay_told(story: Story) -> None:
    versions = story.desk.rows("SELECT DISTINCT version FROM changes ORDER BY 1", RETURNED)
    assert versions == [(AMENDED,), (VANISHED,), (RETURNED,)]


def test_later_versions_leave_the_first_one_as_it_was(story: Story) -> None:
    assert digests(story.desk.home.public / "v" / DAY) == story.first_bytes


def test_a_run_is_told_in_the_manifest_line_by_line(story: Story) -> None:
    lines = story.desk.home.runs.read_text(encoding="utf-8").splitlines()
    told = [json.loads(line) for line in lines]
    assert [run["version"] for run in told] == [DAY, AMENDED, VANISHED, RETURNED]
    assert set(told[0]["seconds"]) >= {"look", "read", "normalise", "validate", "publish"}
    assert told[0]["rows"]["agreements"] == 4


def test_an_agreement_that_ends_is_told_the_day_after_though_no_page_changed(new_desk: NewDesk, site: Site) -> None:
    row = f"<tr><td>{PORTLAND[0]}</td><td>Estados Unidos</td><td>01/12/2023</td><td>3 años</td></tr>"
    heads = "<tr><th>Título</th><th>País</th><th>Fecha de firma</th><th>Vigencia</th></tr>"
    site.page("/jalisco", f"<html><body><p>SIMULADO</p><table>{heads}{row}</table></body></html>")
    desk = new_desk([record(site, "sim_jalisco", "/jalisco")])
    desk.run()
    assert desk.rows("SELECT status, expires_on FROM agreements") == [("in_force", "2026-12-01")]
    assert desk.run(datetime(2026, 12, 1, 23, tzinfo=UTC)).nothing_new
    assert desk.run(datetime(2026, 12, 2, 1, tzinfo=UTC)).version == "2026-12-02"
    changes = desk.rows("SELECT change, field, after, origin FROM changes")
    assert changes == [("amended", "status", "expired", "process")]


def test_a_source_no_longer_among_the_sources_withdraws_nothing(desk: Desk) -> None:
    desk.records = desk.records[:1]
    assert desk.run().exit_code == 0
    assert desk.rows("SELECT count(*) FROM agreements WHERE status = 'withdrawn'") == [(0,)]
    sources = dict(desk.rows("SELECT source_id, lifecycle FROM sources"))
    assert (sources["sim_nuevo_leon"], sources["sim_jalisco"]) == ("retired", "active")
