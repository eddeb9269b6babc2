"""A disk that takes no more, a folder that cannot be written, a clock set back: one line, nothing lost (SIMULADO)."""

from __future__ import annotations

import errno
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from flows.clock_check import clock_warnings
from flows.command_line import main
from flows.disk_faults import told
from flows.home import Home, HomeProblem
from tests.flows.desk import ALBERTA_AMENDED, DAY, MICHIGAN, NOW, PORTLAND, Desk, digests, table
from tests.warehouse.test_store_file import files_limited_to
from warehouse.library_faults import libraries_failing_as_the_system_does
from warehouse.published import latest_version

NEXT = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)


def test_a_disk_that_takes_no_more_ends_in_one_line_and_the_next_run_publishes(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    desk.site.page("/jalisco", table(PORTLAND, ALBERTA_AMENDED, MICHIGAN))
    before = digests(desk.home.public / "v" / DAY)
    words = ["run", "--plain", "--json", "--home", str(desk.home.folder), "--sources", str(desk.sources)]
    with files_limited_to(1_000_000):
        code = main([*words, "--now", NEXT.isoformat()])
    said = capsys.readouterr().err
    assert (code, said.count("\n"), "lo publicado queda como estaba" in said) == (1, 1, True)
    assert latest_version(desk.home.public) == DAY
    assert digests(desk.home.public / "v" / DAY) == before
    assert desk.run(NEXT).version == "2026-11-24"


def test_what_a_library_says_of_a_full_disk_becomes_the_system_s_own_error(tmp_path: Path) -> None:
    written = duckdb.sql("SELECT range FROM range(1_000_000)")
    assert written is not None
    with files_limited_to(100_000), pytest.raises(OSError) as told, libraries_failing_as_the_system_does(tmp_path):
        written.write_csv(str(tmp_path / "SIMULADO.csv"))
    assert (told.value.errno, told.value.filename) == (errno.EFBIG, str(tmp_path))


def test_a_home_that_cannot_be_written_is_wrong_usage_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["run", "--plain", "--home", "/sys/acuerdos"]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "--home" in said and "Errno" not in said


def test_a_home_whose_lock_cannot_be_made_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(HomeProblem, match="archivo donde debía"), Home(_file(tmp_path)).locked(lambda _: None):
        raise AssertionError("held")


def _file(folder: Path) -> Path:
    (folder / "home").write_text("SIMULADO")
    return folder / "home"


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EFBIG, errno.EIO])
def test_what_the_system_refuses_is_told_with_its_place_and_a_cure(code: int) -> None:
    line = told(OSError(code, "in another language", "/srv/acuerdos/x"))
    assert line.startswith("/srv/acuerdos/x: ") and "another language" not in line and ";" in line


def test_a_clock_set_back_is_told_with_the_version_it_cannot_come_before(settled: Desk) -> None:
    (line,) = clock_warnings(settled.home.public, datetime(2026, 11, 20, tzinfo=UTC))
    assert "2026-11-20" in line and DAY in line and "--now" in line


def test_a_clock_that_goes_on_is_not_told(settled: Desk, tmp_path: Path) -> None:
    assert clock_warnings(settled.home.public, NOW) == []
    assert clock_warnings(tmp_path, NOW) == []


def test_a_run_on_a_clock_set_back_publishes_after_the_newest_version(desk: Desk) -> None:
    desk.site.page("/jalisco", table(PORTLAND, ALBERTA_AMENDED, MICHIGAN))
    assert desk.run(datetime(2026, 11, 20, tzinfo=UTC)).version == f"{DAY}.2"
    assert latest_version(desk.home.public) == f"{DAY}.2"
