"""Whether what is published can be traced to the bytes it came from (SIMULADO)."""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from extractors.archive import Archive
from extractors.archive_index import INDEX
from extractors.capture import Capture, sha256_of
from flows.command_line import main
from flows.proof import archive_problems
from tests.warehouse.simulated import agreement, all_tables
from warehouse.publication import publish
from warehouse.published import UnknownVersion

VERSION = "2026-01-31"
BODIES = (b"<p>SIMULADO, una captura</p>", b"<p>SIMULADO, otra captura</p>")
FIRST, SECOND = map(sha256_of, BODIES)


def capture(body: bytes) -> Capture:
    return Capture(
        source_id="simulado", part="", url="file:simulado.html", captured_at=datetime(2026, 1, 31, tzinfo=UTC),
        status=200, media_type="text/html", headers=(), body=body, sha256=sha256_of(body),
    )  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A version of two agreements from one capture and a law from another, and the archive of both."""
    law: dict[str, object] = {
        "law_id": "law-simulado", "state_code": "14", "title": "Ley SIMULADO", "source_id": "simulado",
        "capture_sha256": SECOND,
    }  # fmt: skip
    tables = all_tables(
        agreements=[agreement(number, capture_sha256=FIRST) for number in (1, 2)] + [agreement(3)], laws=[law]
    )
    publish(tables, tmp_path / "public", version=VERSION, index={}, quality_report={})
    archive = Archive(tmp_path / "captures")
    for body in BODIES:
        archive.store(capture(body))
    return tmp_path


def problems(home: Path) -> list[str]:
    return archive_problems(home / "captures", home / "public", VERSION)


def the_file(home: Path) -> Path:
    (path,) = (home / "captures").glob("*/*.warc.gz")
    return path


def test_a_version_whose_captures_are_all_there_has_no_problem(home: Path) -> None:
    assert problems(home) == []


def test_a_missing_capture_is_one_line_with_its_tables_and_rows(home: Path) -> None:
    the_file(home).unlink()
    Archive(home / "captures").store(capture(BODIES[1]))
    assert problems(home) == [
        f"captura {FIRST}: falta en el archivo; la citan 2 renglones de agreements (fuente simulado)"
    ]


def test_a_capture_with_one_flipped_byte_is_told_with_its_file(home: Path) -> None:
    path = the_file(home)
    content = bytearray(path.read_bytes())
    content[-12] ^= 1
    path.write_bytes(content)
    assert problems(home) == [f"captura {SECOND}: dañada en {path}; la cita 1 renglón de laws (fuente simulado)"]


def test_an_index_that_lies_about_the_bytes_is_found_out(home: Path) -> None:
    with closing(sqlite3.connect(home / "captures" / INDEX)) as index:
        index.execute("UPDATE captures SET sha256 = CASE sha256 WHEN ? THEN ? ELSE ? END", (FIRST, SECOND, FIRST))
        index.commit()
    assert len(problems(home)) == 2


def test_a_forged_record_is_found_out(home: Path) -> None:
    path = the_file(home)
    plain = gzip.decompress(path.read_bytes()).replace(b"una captura", b"UNA captura")
    path.write_bytes(gzip.compress(plain))
    assert any(FIRST in line for line in problems(home))


def test_a_table_that_cannot_be_read_is_a_problem(home: Path) -> None:
    (home / "public" / "v" / VERSION / "laws.parquet").write_bytes(b"SIMULADO")
    assert problems(home) == ["laws.parquet: no se puede leer, así que no se sabe qué capturas cita"]


def test_a_home_without_captures_is_a_problem(home: Path) -> None:
    (home / "captures").rename(home / "elsewhere")
    (problem,) = problems(home)
    assert problem.startswith(f"no hay archivo de capturas en {home / 'captures'}")
    assert not (home / "captures").exists()


def test_an_unknown_version_is_refused(home: Path) -> None:
    with pytest.raises(UnknownVersion):
        archive_problems(home / "captures", home / "public", "2020-01-01")


def test_verify_reads_the_archive(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "captures").rename(home / "elsewhere")
    assert main(["verify", VERSION, "--json", "--home", str(home)]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["version"] == VERSION and len(answer["problems"]) == 1


def test_verify_of_the_public_part_leaves_the_archive_alone(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "captures").rename(home / "elsewhere")
    assert main(["verify", VERSION, "--public-only", "--home", str(home)]) == 0
    assert "sin diferencias" in capsys.readouterr().out
