"""A version made again from its captures, on another folder and another clock, byte by byte."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree

import pytest

from flows.command_line import main
from flows.rebuild import CannotRebuild, rebuild
from flows.rebuild_all import RemadeAll, rebuild_all
from flows.watch import watch
from tests.flows.desk import (
    ALBERTA,
    ALBERTA_AMENDED,
    CHALLENGE,
    DAY,
    MICHIGAN,
    OHIO,
    PORTLAND,
    TEXAS,
    Desk,
    digests,
    server_error,
    table,
)
from warehouse.pointers import point_at
from warehouse.store import open_store

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


@pytest.mark.parametrize("version", [DAY, VERSIONS[1]])
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


@dataclass(frozen=True)
class Lost:
    """A home that lost its warehouse, and what was made of it; ``said``: the lines as they came."""

    desk: Desk
    said: list[str]
    result: RemadeAll
    public_before: dict[str, str]


LATER = datetime(2027, 3, 23, tzinfo=UTC)


@pytest.fixture(scope="module")
def lost(lived: Desk, tmp_path_factory: pytest.TempPathFactory) -> Lost:
    """After the newest version a page was captured that nobody published; then the warehouse was lost."""
    desk = lived.copied(tmp_path_factory.mktemp("lost") / "home")
    desk.site.page("/nuevo-leon", table(TEXAS, OHIO))
    watch(desk.home, desk.sources, now=lambda: LATER)
    desk.home.warehouse.unlink()
    before = digests(desk.home.public)
    said: list[str] = []
    return Lost(desk, said, rebuild_all(desk.home, say=said.append), before)


@pytest.mark.torture
def test_rebuilding_all_makes_every_version_again_byte_by_byte(lost: Lost) -> None:
    assert [(line.version, line.differences) for line in lost.result.lines] == [(name, ()) for name in [DAY, *VERSIONS]]
    assert lost.result.exit_code == 0


@pytest.mark.torture
def test_rebuilding_all_says_one_line_per_version_and_one_of_the_warehouse(lost: Lost) -> None:
    assert [line.partition(":")[0] for line in lost.said] == [DAY, *VERSIONS, "warehouse.duckdb"]
    assert not [line for line in lost.said if "\n" in line]


@pytest.mark.torture
def test_rebuilding_all_touches_nothing_published_and_leaves_nothing_behind(lost: Lost) -> None:
    assert digests(lost.desk.home.public) == lost.public_before
    assert not list(lost.desk.home.folder.glob(".rebuild-*"))


@pytest.mark.torture
def test_a_rebuilt_warehouse_knows_what_was_captured_after_the_newest_version(lost: Lost, tmp_path: Path) -> None:
    desk = lost.desk.copied(tmp_path / "home")
    for path in ("/jalisco", "/nuevo-leon", "/hermanas"):
        server_error(desk.site, path)
    report = desk.run(LATER)
    assert report.version == "2027-03-23"
    assert desk.rows("SELECT title FROM agreements WHERE first_seen = '2027-03-23'") == [(OHIO[0],)]


@pytest.fixture
def young(lived: Desk, tmp_path: Path) -> Desk:
    """A home as it was when it had two versions."""
    desk = lived.copied(tmp_path / "home")
    for name in VERSIONS[1:]:
        rmtree(desk.home.public / "v" / name)
    point_at(desk.home.public, VERSIONS[0])
    return desk


@pytest.mark.torture
def test_rebuilding_all_names_a_version_that_was_altered_and_sets_the_former_warehouse_aside(young: Desk) -> None:
    file = young.home.public / "v" / DAY / "agreements.csv"
    file.write_text(file.read_text(encoding="utf-8").upper(), encoding="utf-8")
    former = young.home.warehouse.read_bytes()
    result = rebuild_all(young.home)
    assert [line.differences for line in result.lines] == [("agreements.csv: no es igual byte por byte",), ()]
    assert result.exit_code == 1
    assert (young.home.folder / "warehouse.former-1").read_bytes() == former


@pytest.mark.torture
def test_a_version_that_cannot_be_made_again_does_not_keep_later_ones_from_being_judged(young: Desk) -> None:
    folder = young.home.public / "v" / DAY
    (folder / "inputs.json").unlink()
    sums = folder / "SHA256SUMS"
    sums.write_text("".join(f"{line}\n" for line in sums.read_text().splitlines() if "  inputs.json" not in line))
    first, second = rebuild_all(young.home).lines
    assert not first.equal and "no dice de qué se hizo" in str(first)
    assert second.equal


def test_with_nothing_published_only_todays_state_is_made_again_and_it_says_so(young: Desk) -> None:
    rmtree(young.home.public)
    young.home.warehouse.unlink()
    result = rebuild_all(young.home, sources_path=young.sources)
    assert result.lines == [] and "solo puede rehacerse el estado de hoy" in result.warehouse
    store, _ = open_store(young.home.warehouse)
    with store:
        assert {key for key in store.parts() if key[0].startswith("sim")} == {
            ("sim_claims", ""), ("sim_jalisco", ""), ("sim_nuevo_leon", "")
        }  # fmt: skip
