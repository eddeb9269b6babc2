"""What the audit finds in a dump of advisories, and what it says where there is none (SIMULADO)."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.supply_chain.audit import FOUND, NOT_CHECKED, OSV, locked_packages, main

Affected = dict[str, Any]


def affected(name: str, *events: dict[str, str], ecosystem: str = "PyPI", versions: tuple[str, ...] = ()) -> Affected:
    kind = "ECOSYSTEM" if ecosystem == "PyPI" else "SEMVER"
    ranges = [{"type": kind, "events": list(events)}] if events else []
    return {"package": {"ecosystem": ecosystem, "name": name}, "ranges": ranges, "versions": list(versions)}


def advisory(name: str, *about: Affected, **more: str) -> dict[str, Any]:
    return {"id": name, "modified": "2026-11-01T00:00:00Z", "summary": "SIMULADO", "affected": list(about), **more}


ELSEWHERE = advisory("SIM-0", affected("simulado-none", versions=("1",)),
                     affected("simulado-none", versions=("1",), ecosystem="npm"))  # fmt: skip


@pytest.fixture
def locks(tmp_path: Path) -> list[str]:
    lock, browser = tmp_path / "uv.lock", tmp_path / "package-lock.json"
    lock.write_text(
        '[[package]]\nname = "simulado-py"\nversion = "1.10.0"\nsource = { registry = "https://pypi.org/simple" }\n'
        '[[package]]\nname = "acuerdos-abiertos"\nversion = "0.1.0"\nsource = { editable = "." }\n'
    )
    inside = {"": {}, "node_modules/@simulado/js": {"version": "2.3.4"}}
    browser.write_text(json.dumps({"packages": inside}))
    return ["--lock", str(lock), "--browser-lock", str(browser)]


def findings(tmp_path: Path, locks: list[str], capsys: pytest.CaptureFixture[str], *told: dict[str, Any]) -> list[str]:
    dump = tmp_path / "osv"
    dump.mkdir()
    with zipfile.ZipFile(dump / "all.zip", "w") as packed:
        for one in (ELSEWHERE, *told):
            packed.writestr(f"../{one['id']}.json", json.dumps(one))
    code = main([*locks, "--osv", str(dump)])
    lines = [line for line in capsys.readouterr().out.splitlines() if "SIM-" in line]
    assert code == (FOUND if lines else 0)
    assert not (tmp_path / "SIM-0.json").exists()
    return lines


def test_a_version_named_in_an_advisory_is_found(
    tmp_path: Path, locks: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (line,) = findings(tmp_path, locks, capsys, advisory("SIM-1", affected("Simulado_Py", versions=("1.10.0",))))
    assert line == "audit: simulado-py 1.10.0: SIM-1 SIMULADO"


@pytest.mark.parametrize(
    ("events", "hit"),
    [
        ([{"introduced": "0"}], True),
        ([{"introduced": "0"}, {"fixed": "1.9"}], False),
        ([{"introduced": "0"}, {"fixed": "1.10.1"}], True),
        ([{"introduced": "1.2"}, {"last_affected": "1.10"}], True),
        ([{"introduced": "1.2"}, {"last_affected": "1.9.9"}], False),
        ([{"introduced": "1.11"}], False),
        ([{"fixed": "1.3"}, {"introduced": "0"}, {"introduced": "1.5"}], True),
        ([{"introduced": "no version at all"}], True),
    ],
)  # fmt: skip
def test_a_version_within_a_range_is_found_and_one_outside_is_not(
    tmp_path: Path, locks: list[str], capsys: pytest.CaptureFixture[str], events: list[dict[str, str]], hit: bool
) -> None:
    lines = findings(tmp_path, locks, capsys, advisory("SIM-1", affected("simulado-py", *events)))
    assert bool(lines) == hit


@pytest.mark.parametrize(
    ("fixed", "hit"), [("2.3.4", False), ("2.3.5-beta.1", True), ("2.10.0", True), ("2.3.4-rc.1", False)]
)
def test_the_page_s_libraries_are_compared_as_npm_does(
    tmp_path: Path, locks: list[str], capsys: pytest.CaptureFixture[str], fixed: str, hit: bool
) -> None:
    about = affected("@simulado/js", {"introduced": "0"}, {"fixed": fixed}, ecosystem="npm")
    assert bool(findings(tmp_path, locks, capsys, advisory("SIM-1", about))) == hit


def test_a_withdrawn_advisory_counts_no_more(
    tmp_path: Path, locks: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    gone = advisory("SIM-1", affected("simulado-py", versions=("1.10.0",)), withdrawn="2026-01-01T00:00:00Z")
    assert findings(tmp_path, locks, capsys, gone) == []


def test_without_a_dump_it_says_that_nothing_was_checked(
    locks: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(OSV, raising=False)
    assert main(locks) == NOT_CHECKED
    told = capsys.readouterr().out
    assert "nada se comprobó" in told and OSV in told and told.count("\n") == 1


@pytest.mark.parametrize("content", [b"", b"{}", b"SIMULADO", b"PK\x03\x04"])
def test_what_is_no_dump_is_no_clean_bill(
    tmp_path: Path, locks: list[str], content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "all.zip").write_bytes(content)
    assert main([*locks, "--osv", str(tmp_path / "all.zip")]) == NOT_CHECKED
    assert "nada se comprobó" in capsys.readouterr().out


def test_a_dump_of_one_ecosystem_does_not_vouch_for_the_other(
    tmp_path: Path, locks: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.json").write_text(json.dumps(advisory("SIM-1", affected("simulado-none", versions=("1",)))))
    assert main([*locks, "--osv", str(tmp_path / "one.json")]) == FOUND
    assert "nada de npm en la base" in capsys.readouterr().out


def test_everything_that_is_locked_is_looked_up() -> None:
    packages = locked_packages()
    assert {("PyPI", "prefect", "3.8.8"), ("npm", "@duckdb/duckdb-wasm", "1.32.0")} <= set(packages)
    assert len(packages) > 200
