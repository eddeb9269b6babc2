"""What we depend on is locked, hashed, from the registries, and may be given on under our licence."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest

from warehouse.metadata.bill_of_materials import bill_of_materials

ROOT = Path(__file__).parents[2]
LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
BROWSER = ROOT / "warehouse" / "site" / "browser"
REGISTRY = {"registry": "https://pypi.org/simple"}
FILES = "https://files.pythonhosted.org/packages/"
# Licences that would bind whoever gives the whole on; "or later" and every version of them.
_BINDING = re.compile(r"\bA?GPL|GNU (?:AFFERO )?GENERAL PUBLIC", re.IGNORECASE)
_LESSER = re.compile(r"\bLGPL|GNU (?:LESSER|LIBRARY) GENERAL PUBLIC", re.IGNORECASE)


def locked() -> list[dict[str, Any]]:
    return [package for package in LOCK["package"] if package["source"] != {"editable": "."}]


def test_only_we_ourselves_come_from_elsewhere_than_the_registry() -> None:
    assert [one["name"] for one in LOCK["package"] if one["source"] != REGISTRY] == ["acuerdos-abiertos"]


def test_every_file_of_every_locked_package_has_its_hash_and_comes_from_the_registry_s_own_store() -> None:
    for package in locked():
        files = [*([package["sdist"]] if "sdist" in package else []), *package.get("wheels", [])]
        assert files, package["name"]
        for file in files:
            assert re.fullmatch(r"sha256:[0-9a-f]{64}", file["hash"]), file
            assert file["url"].startswith(FILES), file


def test_the_lock_is_the_one_of_what_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    asked = [
        *project["project"]["dependencies"],
        *(one for one in groups["dev"] if isinstance(one, str)),
        *groups["bench"],
    ]
    metadata = next(one for one in LOCK["package"] if one["name"] == "acuerdos-abiertos")["metadata"]
    known = {one["name"] for one in (*metadata["requires-dist"], *metadata["requires-dev"]["dev"])}
    names = {re.split(r"[\[><=~! ;]", one, maxsplit=1)[0].lower() for one in asked}
    assert names <= known


@pytest.mark.parametrize("file", ["Makefile", "deploy/Dockerfile", "docs/deploy.md"])
def test_nobody_is_told_to_install_past_the_lock(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    for line in text.splitlines():
        if re.search(r"(?:\buv|\$\(UV\)) sync\b(?!`)", line):
            assert "--locked" in line, line
        if re.search(r"\bnpm (ci|install|i)\b", line):
            assert "npm ci" in line and "--ignore-scripts" in line, line


def test_every_library_of_the_page_has_its_integrity_in_the_lock() -> None:
    lock = json.loads((BROWSER / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["lockfileVersion"] == 3
    for place, package in lock["packages"].items():
        if place:
            assert re.fullmatch(r"sha512-[A-Za-z0-9+/]{86}==", package["integrity"]), place
            assert package.get("resolved", "https://registry.npmjs.org/").startswith("https://registry.npmjs.org/"), (
                place
            )


def test_the_page_s_libraries_are_asked_for_by_their_exact_version() -> None:
    asked = json.loads((BROWSER / "package.json").read_text(encoding="utf-8"))
    for version in {**asked["dependencies"], **asked["devDependencies"]}.values():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), version


def licences_of(name: str) -> list[str]:
    """What an installed package says of its licence; empty where it is not installed, for another system or Python."""
    try:
        told = distribution(name).metadata
    except PackageNotFoundError:
        return []
    said = [*(told.get_all("License-Expression") or []),
            *(one for one in told.get_all("Classifier") or [] if one.startswith("License ::"))]  # fmt: skip
    return said or [(told.get_all("License") or [""])[0][:200]]


def binds(licences: list[str]) -> bool:
    """Whether nothing but the GPL is on offer. The lesser GPL of a library that is imported binds nobody else's code."""
    return bool(licences) and not any(" OR " in one or not _BINDING.search(_LESSER.sub("", one)) for one in licences)


def licences_in(lock: bytes) -> dict[str, list[str]]:
    """By name, what each package that a lock lets run says of its licence."""
    return {one["name"]: licences_of(one["name"]) for one in json.loads(bill_of_materials(lock))["components"]}


def test_nothing_that_runs_may_only_be_given_on_under_the_gpl() -> None:
    known = licences_in((ROOT / "uv.lock").read_bytes())
    assert len([name for name, licences in known.items() if licences]) > 100
    assert {name: licences for name, licences in known.items() if binds(licences)} == {}


def test_a_library_under_the_gpl_that_came_into_the_lock_would_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "simulado_gpl-1.0.dist-info" / "METADATA"
    told.parent.mkdir()
    told.write_text("Metadata-Version: 2.4\nName: simulado-gpl\nVersion: 1.0\nLicense-Expression: GPL-3.0-or-later\n")
    monkeypatch.syspath_prepend(tmp_path)
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    lock = lock.replace('    { name = "babel" },', '    { name = "babel" },\n    { name = "simulado-gpl" },', 1)
    lock += '\n[[package]]\nname = "simulado-gpl"\nversion = "1.0"\nsource = { registry = "https://pypi.org/simple" }\n'
    assert [name for name, licences in licences_in(lock.encode()).items() if binds(licences)] == ["simulado-gpl"]


@pytest.mark.parametrize(
    ("licences", "bound"),
    [
        (["GPL-3.0-or-later"], True),
        (["License :: OSI Approved :: GNU Affero General Public License v3"], True),
        (["AGPL-3.0"], True),
        (["LGPL-2.1-only"], False),
        (["License :: OSI Approved :: GNU Lesser General Public License v2 (LGPLv2)"], False),
        (["MIT OR GPL-2.0"], False),
        (["License :: OSI Approved :: MIT License", "License :: OSI Approved :: GNU General Public License (GPL)"], False),
        (["MIT"], False),
        ([], False),
    ],
)  # fmt: skip
def test_a_licence_is_known_by_what_a_package_says_of_it(licences: list[str], bound: bool) -> None:
    assert binds(licences) == bound
