"""A published version carries its bill of materials and is signed; a reader finds out where either was tampered with."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest
from minisign import KeyPair

from tests.warehouse.simulated import all_tables
from warehouse.checksums import SIGNATURE, SUMS, write_sums
from warehouse.metadata.bill_of_materials import NAME, bill_of_materials
from warehouse.publication import publish
from warehouse.published import content_problems, verify
from warehouse.seal import Seal
from warehouse.signing import PUBLIC_KEYS, PUBLISHED_KEY, SECRET_KEY, signer_from

VERSION = "2026-11-23"
LOCK = b'[[package]]\nname = "acuerdos-abiertos"\nversion = "0.1.0"\n'
INDEX = {"lock_sha256": hashlib.sha256(LOCK).hexdigest()}


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A version with its bill, signed; only to be read or copied."""
    folder = tmp_path_factory.mktemp("sealed")
    key = folder / "key"
    key.write_bytes(bytes(KeyPair.generate().secret_key) + b"\n")
    seal = Seal(bill_of_materials(LOCK), signer_from({SECRET_KEY: str(key)}))
    publish(
        all_tables(), folder / "public", version=VERSION, index=INDEX, quality_report={}, seal=seal, with_page=False
    )
    return folder / "public"


@pytest.fixture
def public(sealed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of it, for a test to change; nobody has named a key."""
    monkeypatch.delenv(PUBLIC_KEYS, raising=False)
    return Path(shutil.copytree(sealed, tmp_path / "public", symlinks=True))


def test_a_version_is_published_with_bill_signature_and_key_and_has_no_problem(public: Path) -> None:
    assert {NAME, SIGNATURE} <= {path.name for path in (public / "v" / VERSION).iterdir()}
    assert NAME in (public / "v" / VERSION / SUMS).read_text() and (public / PUBLISHED_KEY).is_file()
    assert verify(public, VERSION) == []


def test_a_version_made_again_by_somebody_else_has_its_content_but_not_our_signature(public: Path) -> None:
    folder = public / "v" / VERSION
    (folder / "CHANGES.md").write_text("SIMULADO, de otro", encoding="utf-8")
    write_sums(folder)
    assert content_problems(public, VERSION) == []
    (problem,) = verify(public, VERSION)
    assert "firma inválida" in problem


def test_a_bill_of_other_libraries_than_the_index_names_is_a_problem(public: Path) -> None:
    folder = public / "v" / VERSION
    (folder / NAME).write_text(bill_of_materials(LOCK + b"# SIMULADO\n"), encoding="utf-8")
    write_sums(folder)
    assert [problem for problem in content_problems(public, VERSION) if problem.startswith(f"{NAME}: no es de")]


def test_without_key_and_lock_a_version_is_as_it_was_before_there_were_any(tmp_path: Path) -> None:
    Seal().write_bill(tmp_path)
    Seal().sign(tmp_path, tmp_path, VERSION)
    assert list(tmp_path.iterdir()) == []
