"""A version made again from its captures, on another folder and another clock, byte by byte."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.command_line import main
from flows.rebuild import CannotRebuild, rebuild
from tests.flows.desk import ALBERTA, ALBERTA_AMENDED, CHALLENGE, DAY, MICHIGAN, PORTLAND, TEXAS, Desk, table

MONTHS = [datetime(2026, 12, 23, tzinfo=UTC), datetime(2027, 1, 23, tzinfo=UTC), datetime(2027, 2, 23, tzinfo=UTC)]
VERSIONS = ["2026-12-23", "2027-01-23", "2027-02-23"]


@pytest.fixture(scope="module")
def lived(settled: Desk, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Four versions: an amendment, a withdrawal while another source is behind a wall, and a return."""
    desk = settled.copied(tmp_path_factory.mktemp("lived") / "home")
    desk.site.page("/jalisco", table(PORTLAND, ALBERTA_AMENDED, MICHIGAN))
    desk.run(MONTHS[0])
    desk.site.page("/jalisco", table(ALBERTA_AMENDED, MICHIGAN))
    desk.site.page("/nuevo-leon", CHALLENGE)
    desk.run(MONTHS[1])
    desk.site.page("/jalisco", table(PORTLAND, ALBERTA, MICHIGAN))
    desk.site.page("/nuevo-leon", table(TEXAS))
    desk.run(MONTHS[2])
    assert desk.versions() == [DAY, *VERSIONS]
    return desk


@pytest.mark.parametrize("version", [DAY, *VERSIONS])
def test_a_version_is_made_again_byte_by_byte(lived: Desk, version: str, tmp_path: Path) -> None:
    assert rebuild(lived.home, version, tmp_path / "again") == []
    assert (tmp_path / "again" / "public" / "v" / version / "acuerdos.duckdb").is_file()


def test_rebuilding_changes_nothing_in_the_home(lived: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(path for path in lived.home.folder.rglob("*") if path.is_file())
    assert main(["rebuild", VERSIONS[0], "--home", str(lived.home.folder)]) == 0
    assert "igual byte por byte" in capsys.readouterr().out
    assert sorted(path for path in lived.home.folder.rglob("*") if path.is_file()) == before


def test_a_version_somebody_altered_is_told_by_file(lived: Desk, tmp_path: Path) -> None:
    desk = lived.copied(tmp_path / "home")
    folder = desk.home.public / "v" / VERSIONS[0]
    (folder / "agreements.csv").write_text((folder / "agreements.csv").read_text(encoding="utf-8").upper())
    assert rebuild(desk.home, VERSIONS[0], None) == ["agreements.csv: no es igual byte por byte"]


def test_a_version_that_does_not_say_what_it_is_made_of_is_told(lived: Desk, tmp_path: Path) -> None:
    desk = lived.copied(tmp_path / "home")
    (desk.home.public / "v" / DAY / "inputs.json").unlink()
    with pytest.raises(CannotRebuild, match=DAY):
        rebuild(desk.home, VERSIONS[0], None)


def test_the_index_says_by_which_code_and_libraries(lived: Desk) -> None:
    index = (lived.home.public / "v" / VERSIONS[0] / "index.json").read_text(encoding="utf-8")
    assert '"git_revision"' in index and '"lock_sha256"' in index
