"""Published files copied to a loopback S3 (SIMULADO)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import s3fs
from moto.server import ThreadedMotoServer

from tests.warehouse.mirroring import FIRST, SECOND, THIRD, failure, files_of, put
from warehouse.mirror import mirror


@pytest.fixture(scope="module")
def s3_options() -> Iterator[dict[str, object]]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    options: dict[str, object] = {"key": "a", "secret": "b", "endpoint_url": f"http://{host}:{port}"}
    s3fs.S3FileSystem(**options).mkdir("bucket")
    yield options
    server.stop()


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
