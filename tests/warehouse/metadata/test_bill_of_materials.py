"""The bill of materials of a version: CycloneDX, of the lock files alone, the same bytes for the same locks."""

from __future__ import annotations

import hashlib
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from warehouse.metadata.bill_of_materials import bill_of_materials, recorded_lock

ROOT = Path(__file__).parents[3]
LOCK = (ROOT / "uv.lock").read_bytes()
BROWSER_LOCK = (ROOT / "warehouse/site/browser/package-lock.json").read_bytes()

SMALL = """
version = 1
[[package]]
name = "acuerdos-abiertos"
version = "0.1.0"
source = { editable = "." }
dependencies = [{ name = "one" }, { name = "forked", version = "1.0" }]
[package.optional-dependencies]
s3 = [{ name = "two", extra = ["more"] }]
[package.dev-dependencies]
dev = [{ name = "only-for-tests" }]
"""


def package(name: str, version: str = "1.0", rest: str = "") -> str:
    sdist = f'{{ url = "https://pypi.simulado/{name}-{version}.tar.gz", hash = "sha256:{"0" * 64}" }}'
    return f'[[package]]\nname = "{name}"\nversion = "{version}"\nsdist = {sdist}\n{rest}\n'


PACKAGES = (
    package("one", rest='dependencies = [{ name = "below" }, { name = "one" }]'),
    package("below", "2.0+local"),
    package("forked"), package("forked", "2.0"),
    package("two", rest='[package.optional-dependencies]\nmore = [{ name = "extra" }]\nother = [{ name = "unasked" }]'),
    package("extra"), package("unasked"), package("only-for-tests"),
)  # fmt: skip


def small(*packages: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bill_of_materials((SMALL + "".join(packages or PACKAGES)).encode()))
    return found


def names(bill: dict[str, Any], scope: str) -> list[str]:
    return [f"{one['name']} {one['version']}" for one in bill["components"] if one["scope"] == scope]


def test_the_bill_of_this_project_holds_to_the_schema_of_cyclonedx() -> None:
    error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill_of_materials(LOCK, BROWSER_LOCK))
    assert error is None, error


def test_the_same_locks_give_the_same_bytes_and_others_another_bill() -> None:
    first = bill_of_materials(LOCK, BROWSER_LOCK)
    bill_of_materials.cache_clear()
    assert bill_of_materials(LOCK, BROWSER_LOCK) == first
    assert bill_of_materials(LOCK + b"\n# SIMULADO\n", BROWSER_LOCK) != first


def test_every_runtime_dependency_that_the_project_names_is_in_its_bill() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    wanted = {"".join(c if c.isalnum() or c in "-._" else " " for c in one).split()[0].lower() for one in declared}
    assert wanted <= {one["name"] for one in json.loads(bill_of_materials(LOCK))["components"]}


def test_it_says_of_which_locks_it_was_made() -> None:
    bill = bill_of_materials(LOCK, BROWSER_LOCK)
    assert recorded_lock(bill) == hashlib.sha256(LOCK).hexdigest()
    assert hashlib.sha256(BROWSER_LOCK).hexdigest() in bill


def test_it_names_neither_clock_nor_machine() -> None:
    bill = json.loads(bill_of_materials(LOCK, BROWSER_LOCK))
    assert "timestamp" not in bill["metadata"] and str(ROOT) not in json.dumps(bill)


def test_what_runs_is_required_what_an_extra_brings_is_optional_and_what_only_tests_need_is_left_out() -> None:
    bill = small()
    assert names(bill, "required") == ["below 2.0+local", "forked 1.0", "one 1.0"]
    assert names(bill, "optional") == ["extra 1.0", "two 1.0"]


def test_it_says_who_needs_whom() -> None:
    needs = {one["ref"]: one["dependsOn"] for one in small()["dependencies"]}
    assert needs["acuerdos-abiertos"] == ["pkg:pypi/forked@1.0", "pkg:pypi/one@1.0", "pkg:pypi/two@1.0"]
    assert needs["pkg:pypi/one@1.0"] == ["pkg:pypi/below@2.0%2Blocal", "pkg:pypi/one@1.0"]
    assert needs["pkg:pypi/two@1.0"] == ["pkg:pypi/extra@1.0"]


def test_each_component_has_the_hash_of_the_file_that_is_locked() -> None:
    for one in json.loads(bill_of_materials(LOCK, BROWSER_LOCK))["components"]:
        hashes = one.get("hashes", []) + [
            digest for file in one.get("externalReferences", ()) for digest in file["hashes"]
        ]
        assert hashes, one["name"]


@pytest.mark.parametrize("lock", [b"", b"[[package", b'[[package]]\nname = "other"\nversion = "1"\n'])
def test_a_lock_that_is_none_of_ours_is_refused(lock: bytes) -> None:
    with pytest.raises(ValueError):
        bill_of_materials(lock)


@pytest.mark.parametrize("bill", ["{}", "[]", '{"metadata": {"properties": []}}', "SIMULADO"])
def test_a_bill_that_names_no_lock_is_refused(bill: str) -> None:
    with pytest.raises(ValueError):
        recorded_lock(bill)
