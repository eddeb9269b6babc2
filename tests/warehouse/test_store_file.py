"""A warehouse that is damaged anywhere is set aside with its log; one the machine is to blame for is not (SIMULADO)."""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from warehouse.store import KeptCapture, Part, Store, WarehouseUnreadable, open_store

PARTS = [
    Part("sim_jalisco", f"SIMULADO {number}", captures=(KeptCapture(f"{number:064}", "u", "u", "d", 200, "t", "c", 1, 0),))
    for number in range(3000)
]  # fmt: skip


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of some blocks; only to be copied."""
    file = tmp_path_factory.mktemp("whole") / "warehouse.duckdb"
    with Store(file) as store:
        store.save_parts(PARTS)
    return file


def spoil(file: Path, offset: int, seed: int) -> None:
    """Overwrite bytes in place."""
    with file.open("r+b") as out:
        out.seek(offset)
        out.write(Random(seed).randbytes(200))


def enter(file: Path, parts: list[Part]) -> None:
    store, _ = open_store(file)
    with store:
        store.save_parts(parts)


def parts_in(file: Path) -> dict[tuple[str, str], Part]:
    store, _ = open_store(file)
    with store:
        return store.parts()


@pytest.mark.parametrize("offset", [0, 4096, 8192, 12288])
def test_damage_in_any_header_sets_the_file_aside_and_begins_another(whole: Path, tmp_path: Path, offset: int) -> None:
    file = Path(shutil.copy(whole, tmp_path))
    for header in {offset} if offset in (0, 12288) else {4096, 8192}:
        spoil(file, header, header)
    store, warning = open_store(file)
    with store:
        assert store.parts() == {}
    assert "warehouse.damaged-1" in warning and "\n" not in warning
    assert (tmp_path / "warehouse.damaged-1").stat().st_size == whole.stat().st_size


def test_damage_found_while_reading_sets_the_file_aside_for_the_next_run(whole: Path, tmp_path: Path) -> None:
    asides = []
    for number, offset in enumerate(range(12288 + 5000, whole.stat().st_size, 100_000)):
        file = Path(shutil.copy(whole, tmp_path))
        spoil(file, offset, number)
        try:
            parts_in(file)
        except WarehouseUnreadable as error:
            asides.append(error.aside)
            assert parts_in(file) == {}
    assert asides and all((tmp_path / name).is_file() for name in asides)


def test_the_log_of_a_damaged_file_goes_with_it(whole: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(whole, tmp_path))
    spoil(file, 0, 1)
    (tmp_path / "warehouse.duckdb.wal").write_bytes(b"of the damaged one")
    store, _ = open_store(file)
    store.close()
    assert (tmp_path / "warehouse.damaged-1.wal").read_bytes() == b"of the damaged one"


def test_a_file_that_another_process_holds_is_left_where_it_is(whole: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(whole, tmp_path))
    words = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", words, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as one:
        assert one.stdout is not None
        one.stdout.readline()
        with pytest.raises(WarehouseUnreadable, match="otro proceso"):
            open_store(file)
        one.kill()
    assert file.stat().st_size == whole.stat().st_size


@contextmanager
def files_limited_to(size: int) -> Iterator[None]:
    """No file of this process grows past the size meanwhile: what a full disk is to a program."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_disk_that_takes_no_more_is_one_line_and_loses_nothing(whole: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(whole, tmp_path))
    more = [Part("sim_nuevo_leon", f"SIMULADO {number}", failure="x" * 2000) for number in range(3000)]
    with files_limited_to(file.stat().st_size + 100_000), pytest.raises(WarehouseUnreadable) as told:
        enter(file, more)
    assert told.value.aside == "" and "\n" not in str(told.value)
    store, warning = open_store(file)
    with store:
        assert warning == ""
        assert len(store.parts()) == len(PARTS)
