"""Published files copied to a folder (SIMULADO)."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any, ClassVar

import fsspec
import pytest
from fsspec.implementations.local import LocalFileSystem

from tests.warehouse.mirroring import FIRST, SECOND, WRITES, failure, files_of, put
from tests.warehouse.simulated import all_tables
from warehouse.checksums import check_sums
from warehouse.mirror import mirror
from warehouse.publication import publish


class Full(LocalFileSystem):  # type: ignore[misc]
    """A disk that fills up in the middle of the write number ``fails_at``."""

    protocol = ("full",)
    writes: ClassVar[int] = 0
    fails_at: ClassVar[int | None] = None

    def put_file(self, lpath: str, rpath: str, **options: Any) -> None:
        if type(self).writes == self.fails_at:
            content = Path(lpath).read_bytes()
            Path(rpath).write_bytes(content[: len(content) // 2])
            raise OSError(errno.ENOSPC, "No space left on device")
        super().put_file(lpath, rpath, **options)
        type(self).writes += 1


@pytest.fixture(autouse=True)
def stores() -> None:
    Full.fails_at = None
    Full.writes = 0
    fsspec.register_implementation("full", Full, clobber=True)


def test_folder_holds_what_is_published(public: Path, tmp_path: Path) -> None:
    assert mirror(public, f"file://{tmp_path}/www") == [FIRST, SECOND]
    assert files_of(tmp_path / "www") == files_of(public)


def test_copy_of_a_real_publication_is_whole(tmp_path: Path) -> None:
    publish(all_tables(), tmp_path / "public", version=FIRST, index={}, quality_report={})
    mirror(tmp_path / "public", f"file://{tmp_path}/www")
    assert check_sums(tmp_path / "www" / "v" / FIRST) == check_sums(tmp_path / "www" / "latest") == []


def test_latest_in_a_folder_is_a_real_copy(public: Path, tmp_path: Path) -> None:
    mirror(public, f"file://{tmp_path}/www")
    assert not (tmp_path / "www" / "latest").is_symlink()


def test_path_without_a_protocol_is_a_folder(public: Path, tmp_path: Path) -> None:
    mirror(public, str(tmp_path / "with [brackets]*"))
    assert mirror(public, str(tmp_path / "with [brackets]*")) == []
    assert files_of(tmp_path / "with [brackets]*") == files_of(public)


@pytest.mark.parametrize("fails_at", [0, 1, 2, 5, 8, WRITES - 1])
def test_no_file_of_a_folder_is_ever_half_written(public: Path, tmp_path: Path, fails_at: int) -> None:
    whole = files_of(public)
    Full.fails_at = fails_at
    assert "No space left on device" in failure(public, f"full://{tmp_path}/www")
    seen = {name: content for name, content in files_of(tmp_path / "www").items() if "/." not in f"/{name}"}
    assert seen.items() <= whole.items()
    Full.fails_at = None
    mirror(public, f"full://{tmp_path}/www")
    assert files_of(tmp_path / "www") == whole


def test_link_copied_there_from_elsewhere_is_not_written_through(public: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    put(www, FIRST)
    assert (www / "latest").is_symlink()
    mirror(public, f"file://{www}")
    assert files_of(www) == files_of(public)


def test_nothing_published_copies_nothing(tmp_path: Path) -> None:
    assert mirror(tmp_path / "public", f"file://{tmp_path}/www") == []
    assert not list(tmp_path.iterdir())


def test_folder_inside_what_is_published_is_refused(public: Path) -> None:
    assert "elija otra carpeta" in failure(public, f"file://{public}/assets/www")


def test_target_that_is_no_folder_is_told_in_one_line(public: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("SIMULADO")
    assert f"file://{tmp_path}/file/www" in failure(public, f"file://{tmp_path}/file/www")
