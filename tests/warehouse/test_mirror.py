"""What a mirror copies, in which order, and what it leaves alone: object stores in memory (SIMULADO)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, ClassVar

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from tests.warehouse.mirroring import FIRST, SECOND, THIRD, WRITES, failure, files_of, put
from warehouse.checksums import check_sums
from warehouse.mirror import mirror

REMOTE = "recorded://mirror"


class Recorded(MemoryFileSystem):  # type: ignore[misc]
    """An object store that remembers what was put and fails before the put number ``fails_at``."""

    protocol = ("recorded", "memory")
    store: ClassVar[dict[str, Any]] = {}
    pseudo_dirs: ClassVar[list[str]] = [""]
    puts: ClassVar[list[str]] = []
    fails_at: ClassVar[int | None] = None
    failure: ClassVar[Exception] = ConnectionError("SIMULADO, se cayó\nla red")

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(super()._strip_protocol(str(path).removeprefix("recorded://")))

    def put_file(self, lpath: str, rpath: str, **options: Any) -> None:
        if len(self.puts) == self.fails_at:
            raise self.failure
        super().put_file(lpath, rpath, **options)
        self.puts.append(rpath.removeprefix("/mirror/"))


@pytest.fixture(autouse=True)
def stores() -> None:
    Recorded.store.clear()
    Recorded.pseudo_dirs[:] = [""]
    Recorded.puts.clear()
    Recorded.fails_at = None
    fsspec.register_implementation("recorded", Recorded, clobber=True)


def mirrored() -> dict[str, bytes]:
    """Every object of the recorded store by its name."""
    return {path.removeprefix("/mirror/"): file.getvalue() for path, file in Recorded.store.items()}


def damage(name: str, content: bytes) -> None:
    Recorded().pipe_file(f"/mirror/{name}", content)


def assert_latest_is_whole(files: dict[str, bytes], tmp_path: Path) -> None:
    if "latest.json" not in files:
        return
    prefix = json.loads(files["latest.json"])["path"] + "/"
    folder = tmp_path / f"read-{len(list(tmp_path.iterdir()))}"
    folder.mkdir()
    for name, content in files.items():
        if name.startswith(prefix):
            (folder / name.removeprefix(prefix)).write_bytes(content)
    assert check_sums(folder) == []


def test_memory_holds_what_is_published(public: Path, tmp_path: Path) -> None:
    assert mirror(public, f"memory://{tmp_path}/www") == [FIRST, SECOND]
    memory = fsspec.filesystem("memory")
    prefix = f"{tmp_path}/www/"
    found = {path.removeprefix(prefix): memory.cat_file(path) for path in memory.find(prefix)}
    assert found == files_of(public)


def test_checksums_come_last_in_a_version_and_versions_before_what_names_them(public: Path) -> None:
    mirror(public, REMOTE)
    versions = [
        f"v/{version}/{name}" for version in (FIRST, SECOND) for name in ("index.json", "laws.csv", "SHA256SUMS")
    ]
    latest = ["latest/index.json", "latest/laws.csv", "latest/SHA256SUMS"]
    assert Recorded.puts == [*versions, *latest, "assets/map.svg", "index.html", "versions.json", "latest.json"]
    assert len(Recorded.puts) == WRITES


def test_second_call_writes_nothing(public: Path) -> None:
    mirror(public, REMOTE)
    assert mirror(public, REMOTE) == []
    assert len(Recorded.puts) == WRITES


def test_new_version_is_copied_alone(public: Path) -> None:
    mirror(public, REMOTE)
    Recorded.puts.clear()
    put(public, THIRD)
    assert mirror(public, REMOTE) == [THIRD]
    assert {name.split("/")[1] for name in Recorded.puts if name.startswith("v/")} == {THIRD}
    assert mirrored() == files_of(public)


def test_version_lost_there_is_copied_again(public: Path) -> None:
    mirror(public, REMOTE)
    Recorded().rm_file(f"/mirror/v/{FIRST}/SHA256SUMS")
    assert mirror(public, REMOTE) == [FIRST]
    assert mirrored() == files_of(public)


@pytest.mark.parametrize("fails_at", range(WRITES))
def test_copy_cut_short_is_carried_on(public: Path, tmp_path: Path, fails_at: int) -> None:
    Recorded.fails_at = fails_at
    assert "SIMULADO, se cayó la red" in failure(public, REMOTE)
    assert_latest_is_whole(mirrored(), tmp_path)
    Recorded.fails_at = None
    mirror(public, REMOTE)
    assert mirrored() == files_of(public)
    assert mirror(public, REMOTE) == []


@pytest.mark.parametrize("fails_at", [0, 3, 6])
def test_copy_of_a_further_version_cut_short_leaves_the_former_current(
    public: Path, tmp_path: Path, fails_at: int
) -> None:
    mirror(public, REMOTE)
    put(public, THIRD)
    Recorded.fails_at = len(Recorded.puts) + fails_at
    failure(public, REMOTE)
    assert json.loads(mirrored()["latest.json"])["version"] == SECOND
    assert_latest_is_whole(mirrored(), tmp_path)
    Recorded.fails_at = None
    mirror(public, REMOTE)
    assert mirrored() == files_of(public)


def test_other_bytes_under_the_name_of_a_version_are_refused_and_left_alone(public: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    put(other, FIRST, name="offices.csv")
    mirror(other, REMOTE)
    before = mirrored()
    told = failure(public, REMOTE)
    assert f"{REMOTE}/v/{FIRST}" in told and "una versión publicada no cambia" in told
    assert mirrored() == before


def test_newer_version_there_is_refused_and_left_alone(public: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    put(other, THIRD)
    mirror(other, REMOTE)
    before = mirrored()
    assert THIRD in failure(public, REMOTE)
    assert mirrored() == before


def test_damaged_pointer_there_is_mended(public: Path) -> None:
    mirror(public, REMOTE)
    damage("latest.json", b'{"version": "20')
    assert mirror(public, REMOTE) == []
    assert mirrored() == files_of(public)


def test_stale_files_of_latest_are_removed(public: Path) -> None:
    mirror(public, REMOTE)
    put(public, THIRD, name="offices.csv")
    mirror(public, REMOTE)
    assert sorted(name for name in mirrored() if name.startswith("latest/")) == [
        "latest/SHA256SUMS", "latest/index.json", "latest/offices.csv",
    ]  # fmt: skip


def test_leftovers_of_an_upload_that_never_ended_are_removed(public: Path) -> None:
    damage(f"v/{FIRST}/left_over.csv", b"SIMULADO")
    mirror(public, REMOTE)
    assert mirrored() == files_of(public)


def test_what_others_keep_there_stays(public: Path) -> None:
    damage("robots.txt", b"SIMULADO")
    mirror(public, REMOTE)
    assert mirrored()["robots.txt"] == b"SIMULADO"


def test_hidden_files_and_unfinished_versions_are_not_copied(public: Path) -> None:
    expected = files_of(public)
    for name in (".versions.json.new", "assets/.map.svg.new", ".git/config", f"v/.staging-{THIRD}/laws.csv"):
        (public / name).parent.mkdir(parents=True, exist_ok=True)
        (public / name).write_text("SIMULADO")
    mirror(public, REMOTE)
    assert mirrored() == expected


def test_version_that_nothing_names_yet_is_not_copied(public: Path) -> None:
    kept = {name: (public / name).read_bytes() for name in ("latest.json", "versions.json")}
    put(public, THIRD)
    for name, content in kept.items():
        (public / name).write_bytes(content)
    assert mirror(public, REMOTE) == [FIRST, SECOND]
    assert not any(THIRD in name for name in mirrored())


@pytest.mark.parametrize("lost", ["SHA256SUMS", "laws.csv"])
def test_old_version_damaged_here_is_left_out(public: Path, lost: str) -> None:
    (public / "v" / FIRST / lost).unlink()
    assert mirror(public, REMOTE) == [SECOND]
    assert mirror(public, REMOTE) == []
    assert not any(name.startswith(f"v/{FIRST}/") for name in mirrored())


@pytest.mark.parametrize("lost", ["SHA256SUMS", "laws.csv"])
def test_current_version_damaged_here_is_never_named_there(public: Path, lost: str) -> None:
    (public / "v" / SECOND / lost).unlink()
    assert f"acuerdos verify {SECOND}" in failure(public, REMOTE)
    assert mirrored() == {}


def test_refused_write_names_the_file_and_the_permissions(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Recorded, "failure", PermissionError("Access Denied"))
    Recorded.fails_at = 1
    told = failure(public, REMOTE)
    assert f"{REMOTE}/v/{FIRST}/laws.csv" in told and "Access Denied" in told and "permitan" in told


def test_missing_library_is_told_in_one_line(public: Path) -> None:
    fsspec.register_implementation("absent", "no_such_library.Absent", errtxt="Install no_such_library", clobber=True)
    told = failure(public, "absent://bucket/www")
    assert "Install no_such_library" in told and "instale la biblioteca" in told


def test_unknown_protocol_is_told_in_one_line(public: Path) -> None:
    assert "nada" in failure(public, "nada://bucket/www")


def test_importing_the_module_loads_no_filesystem() -> None:
    probe = "import sys, warehouse.mirror; print(sorted({'fsspec', 's3fs', 'botocore'} & set(sys.modules)))"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", probe], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
