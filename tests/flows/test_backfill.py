"""Archived months played after the live run give the history that live captures would have given."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from extractors.archive import Archive
from extractors.capture import sha256_of
from flows.backfill import Backfill, backfill, source_named
from flows.command_line import main
from flows.home import Home
from flows.rebuild import rebuild
from tests.extractors.conftest import Site
from tests.extractors.loopback_archive import LoopbackArchive
from tests.flows.desk import HTML, Cells, Desk, Record, record, silent, table

# Twelve months and their twelve live runs take a minute.
pytestmark = pytest.mark.torture

Filled = tuple[Desk, Backfill, dict[str, str]]
LIVE = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
MONTHS = [datetime(2025, month, 10, tzinfo=UTC) for month in range(1, 13)]


def agreement(name: str, day: int, areas: str = "Cultura") -> Cells:
    title = f"Acuerdo de Cooperación entre el Estado de Jalisco y la Provincia de {name}, Canadá"
    return title, "Canadá", f"{day:02d}/05/2001", areas


def pages() -> list[bytes]:
    """Twelve months: one agreement lapses and returns, one is re-worded, one is new, the last two are dropped."""
    alberta, manitoba, ontario = agreement("Alberta", 1), agreement("Manitoba", 2), agreement("Ontario", 3)
    reworded = (alberta[0].replace(" entre ", " que celebran "), *alberta[1:])
    quebec, gone = agreement("Quebec", 4), [agreement("Saskatchewan", 5), agreement("Nueva Escocia", 6)]
    months: list[list[Cells]] = [
        [alberta, manitoba, ontario, *gone], [alberta, manitoba, ontario, *gone], [manitoba, alberta, ontario, *gone],
        [alberta, ontario, *gone], [reworded, ontario, *gone], [reworded, ontario, quebec, *gone],
        [reworded, ontario, quebec, manitoba, *gone], [reworded, ontario, quebec, manitoba, gone[0]],
        [reworded, ontario, quebec, manitoba], [reworded, (*ontario[:3], "Cultura; Turismo"), quebec, manitoba],
        [reworded, ontario, quebec, manitoba], [reworded, ontario, quebec, manitoba],
    ]  # fmt: skip
    return [table(*rows).encode() for rows in months]


def now_printed() -> str:
    rows = [agreement(name, day) for name, day in (("Alberta", 1), ("Ontario", 3), ("Quebec", 4), ("Manitoba", 2))]
    return table(*rows)


def history(desk: Desk) -> list[tuple[Any, ...]]:
    """Every state of every agreement with the days on which it began and ended."""
    return desk.rows(
        "SELECT title, counterpart, array_to_string(topics, '|'), status, first_seen, withdrawn_on, valid_from, "
        "valid_to FROM agreement_versions ORDER BY ALL"
    )


def record_at(site: Site) -> Record:
    return record(site, "sim_jalisco", "/jalisco")


@pytest.fixture(scope="module")
def filled(site: Site, library: None, tmp_path_factory: pytest.TempPathFactory) -> Filled:
    """The live run first; then the archive's twelve months. Only to be read or copied."""
    site.page("/jalisco", now_printed())
    desk = Desk(Home(tmp_path_factory.mktemp("filled") / "home"), site, [record_at(site)])
    assert desk.run(LIVE).exit_code == 0
    ids = dict(desk.rows("SELECT counterpart, agreement_id FROM agreements"))
    held = [(moment, body, HTML["Content-Type"]) for moment, body in zip(MONTHS, pages(), strict=True)]
    with LoopbackArchive({site.root + "/jalisco": held}) as running:
        found = backfill(
            desk.home, source_named(desk.sources, "sim_jalisco"), sources_path=desk.sources, endpoint=running.root,
            first=None, last=None, now=lambda: LIVE, say=silent,
        )  # fmt: skip
    return desk, found, ids


def test_the_history_is_that_of_live_captures(site: Site, filled: Filled, tmp_path: Path) -> None:
    desk, found, _ = filled
    assert found.failures == []
    live = Desk(Home(tmp_path / "live"), site, [record_at(site)])
    for moment, body in zip(MONTHS, pages(), strict=True):
        site.page("/jalisco", body.decode())
        live.run(moment)
    site.page("/jalisco", now_printed())
    live.run(LIVE)
    assert history(desk) == history(live)
    told = "SELECT version, change, field, before, after FROM changes ORDER BY ALL"
    assert desk.rows(told) == live.rows(told)


def test_no_identifier_changes_and_first_seen_moves_back(filled: Filled) -> None:
    desk, _, ids = filled
    after = desk.rows("SELECT counterpart, agreement_id, first_seen FROM agreements WHERE status <> 'withdrawn'")
    assert {name: identifier for name, identifier, _ in after} == ids
    assert {name: day for name, _, day in after} == {
        "Provincia de Alberta, Canadá": "2025-01-10", "Provincia de Manitoba, Canadá": "2025-01-10",
        "Provincia de Ontario, Canadá": "2025-01-10", "Provincia de Quebec, Canadá": "2025-06-10",
    }  # fmt: skip
    assert desk.rows("SELECT count(*) FROM agreements WHERE status = 'withdrawn'") == [(2,)]


def test_the_version_says_from_which_archive_a_state_is_known(filled: Filled) -> None:
    desk, _, _ = filled
    sql = (
        "SELECT DISTINCT left(valid_from, 4), archive_url LIKE 'http://127.0.0.1%/web/2025%' FROM agreement_versions "
        "JOIN captures USING (capture_sha256) ORDER BY ALL"
    )
    assert desk.rows(sql) == [("2025", True), ("2026", None)]


def test_the_version_of_a_backfill_can_be_made_again(filled: Filled) -> None:
    desk, found, _ = filled
    assert found.report is not None
    assert rebuild(desk.home, found.report.version, None) == []


def test_a_second_backfill_of_the_same_months_finds_nothing_new(
    site: Site, filled: Filled, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = filled[0].copied(tmp_path / "home")
    held = [(moment, body, HTML["Content-Type"]) for moment, body in zip(MONTHS, pages(), strict=True)]
    with LoopbackArchive({site.root + "/jalisco": held}, speaks={"cdx"}) as running:
        words = ["backfill", "--home", str(desk.home.folder), "--source", "sim_jalisco", "--sources",
                 str(desk.sources), "--endpoint", running.root, "--now", LIVE.isoformat()]  # fmt: skip
        assert main([*words, "--from", date(2025, 3, 1).isoformat()]) == 0
    assert "nada nuevo" in capsys.readouterr().out


def test_the_run_after_a_backfill_goes_on_from_it(filled: Filled, tmp_path: Path) -> None:
    desk, ids = filled[0].copied(tmp_path / "home"), filled[2]
    desk.site.page("/jalisco", now_printed())
    assert desk.run(LIVE).nothing_new
    desk.site.page("/jalisco", table(agreement("Alberta", 1), agreement("Ontario", 3), agreement("Quebec", 4)))
    desk.run(datetime(2026, 12, 1, tzinfo=UTC))
    assert desk.rows("SELECT change, record_id FROM changes WHERE version = '2026-12-01'") == [
        ("withdrawn", ids["Provincia de Manitoba, Canadá"])
    ]


def test_archived_pages_are_kept_as_captures(filled: Filled) -> None:
    desk, _, _ = filled
    kept = {entry.sha256 for entry in Archive(desk.home.captures).entries("sim_jalisco")}
    assert {sha256_of(body) for body in pages()} <= kept
