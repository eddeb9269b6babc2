from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import fsspec
import pytest
import s3fs
from fsspec.implementations.local import LocalFileSystem
from fsspec.implementations.memory import MemoryFileSystem
from moto.server import ThreadedMotoServer

from tests.warehouse.simulated import all_tables
from warehouse.checksums import check_sums, write_sums
from warehouse.durable import json_text
from warehouse.mirror import MirrorFailed, mirror
from warehouse.pointers import point_at
from warehouse.publication import publish

FIRST, SECOND, THIRD = "2026-11-23", "2026-11-24", "2026-11-24.2"
REMOTE = "recorded://mirror"
# Two versions and latest/ of three files each, versions.json, the page, its asset, latest.json.
WRITES = 13


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
    Recorded.store.clear()
    Recorded.pseudo_dirs[:] = [""]
    Recorded.puts.clear()
    Recorded.fails_at = Full.fails_at = None
    Full.writes = 0
    fsspec.register_implementation("recorded", Recorded, clobber=True)
    fsspec.register_implementation("full", Full, clobber=True)


@pytest.fixture(scope="module")
def s3_options() -> Iterator[dict[str, object]]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    options: dict[str, object] = {"key": "a", "secret": "b", "endpoint_url": f"http://{host}:{port}"}
    s3fs.S3FileSystem(**options).mkdir("bucket")
    yield options
    server.stop()


@pytest.fixture
def public(tmp_path: Path) -> Path:
    """Two small versions, a page and its asset."""
    folder = tmp_path / "public"
    put(folder, FIRST)
    put(folder, SECOND)
    (folder / "index.html").write_text("SIMULADO")
    (folder / "assets").mkdir()
    (folder / "assets" / "map.svg").write_text("<svg/>")
    return folder


def put(public: Path, version: str, name: str = "laws.csv") -> Path:
    folder = public / "v" / version
    folder.mkdir(parents=True)
    (folder / name).write_text(f"SIMULADO {version}\n")
    keys: dict[str, object] = {"previous": None, "schema_version": "1", "rows": {}, "changes": {}}
    (folder / "index.json").write_text(json_text({**keys, "version": version, "content_sha256": "0" * 64}))
    write_sums(folder)
    point_at(public, version)
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file by its name in ``folder``, links followed."""
    paths = [Path(where, name) for where, _, names in os.walk(folder, followlinks=True) for name in names]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


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


def failure(public: Path, target: str, options: dict[str, object] | None = None) -> str:
    with pytest.raises(MirrorFailed) as raised:
        mirror(public, target, options)
    assert "\n" not in str(raised.value)
    return str(raised.value)


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


def test_memory_holds_what_is_published(public: Path, tmp_path: Path) -> None:
    assert mirror(public, f"memory://{tmp_path}/www") == [FIRST, SECOND]
    memory = fsspec.filesystem("memory")
    prefix = f"{tmp_path}/www/"
    found = {path.removeprefix(prefix): memory.cat_file(path) for path in memory.find(prefix)}
    assert found == files_of(public)


def test_s3_holds_what_is_published(public: Path, tmp_path: Path, s3_options: dict[str, object]) -> None:
    assert mirror(public, "s3://bucket/pre/fix", s3_options) == [FIRST, SECOND]
    assert mirror(public, "s3://bucket/pre/fix", s3_options) == []
    s3fs.S3FileSystem(**s3_options, skip_instance_cache=True).get("bucket/pre/fix/", f"{tmp_path}/www", recursive=True)
    assert files_of(tmp_path / "www") == files_of(public)


def test_s3_loses_what_an_older_version_left_in_latest(public: Path, s3_options: dict[str, object]) -> None:
    mirror(public, "s3://bucket/stale", s3_options)
    put(public, THIRD, name="offices.csv")
    mirror(public, "s3://bucket/stale", s3_options)
    found = s3fs.S3FileSystem(**s3_options, skip_instance_cache=True).find("bucket/stale/latest")
    assert [path.rpartition("/")[2] for path in found] == ["SHA256SUMS", "index.json", "offices.csv"]


def test_s3_takes_its_endpoint_and_credentials_from_the_environment(
    public: Path, s3_options: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", str(s3_options["endpoint_url"]))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    assert mirror(public, "s3://bucket/environment") == [FIRST, SECOND]


def test_missing_bucket_is_told_in_one_line(public: Path, s3_options: dict[str, object]) -> None:
    told = failure(public, "s3://nowhere/www", s3_options)
    assert "s3://nowhere/www" in told
    assert "cree antes el bucket" in told


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


def test_link_copied_there_from_elsewhere_is_not_written_through(public: Path, tmp_path: Path) -> None:
    www = tmp_path / "www"
    put(www, FIRST)
    assert (www / "latest").is_symlink()
    mirror(public, f"file://{www}")
    assert files_of(www) == files_of(public)


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


def test_nothing_published_copies_nothing(tmp_path: Path) -> None:
    assert mirror(tmp_path / "public", f"file://{tmp_path}/www") == []
    assert not list(tmp_path.iterdir())


def test_folder_inside_what_is_published_is_refused(public: Path) -> None:
    assert "elija otra carpeta" in failure(public, f"file://{public}/assets/www")


def test_target_that_is_no_folder_is_told_in_one_line(public: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("SIMULADO")
    assert f"file://{tmp_path}/file/www" in failure(public, f"file://{tmp_path}/file/www")


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


@pytest.mark.parametrize(
    ("target", "place"),
    [
        ("ftp://juan:clave@127.0.0.1:1/www", "ftp://127.0.0.1:1/www"),
        ("s3://AKIASIMULADO:cla/ve@secreta@bucket/www", "s3://bucket/www"),
        ("s3://nowhere/www?firma=clave", "s3://nowhere/www"),
    ],
)
def test_credentials_of_an_address_are_never_told(
    public: Path, s3_options: dict[str, object], target: str, place: str
) -> None:
    told = failure(public, target, s3_options if target.startswith("s3") else None)
    assert told.startswith(place)
    for secret in ("juan", "clave", "AKIASIMULADO", "cla/ve", "secreta"):
        assert secret not in told


def test_importing_the_module_loads_no_filesystem() -> None:
    probe = "import sys, warehouse.mirror; print(sorted({'fsspec', 's3fs', 'botocore'} & set(sys.modules)))"
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", probe], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
