"""Known holes in what is locked, looked up in an OSV dump at hand, without a network: ``make audit``.

``python -m tests.supply_chain.audit [--osv PATH]``; by default the dump that ``ACUERDOS_OSV`` names. One line a finding.
Exit code 0: nothing found; 1: something was; 2: nothing was checked, for want of a dump or a lock.
"""

from __future__ import annotations

import argparse
import json
import os
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.supply_chain.advisories import read_dump

ROOT = Path(__file__).parents[2]
LOCK = ROOT / "uv.lock"
BROWSER_LOCK = ROOT / "warehouse" / "site" / "browser" / "package-lock.json"
OSV = "ACUERDOS_OSV"
_WHERE = "https://osv-vulnerabilities.storage.googleapis.com/{PyPI,npm}/all.zip"

FOUND, NOT_CHECKED = 1, 2


def locked_packages(lock: Path = LOCK, browser_lock: Path = BROWSER_LOCK) -> list[tuple[str, str, str]]:
    """Ecosystem, name and version of everything that the locks name, tests and builders too; sorted."""
    return sorted({*_of_uv(lock), *_of_npm(browser_lock)})


def audit(osv: Path, packages: Sequence[tuple[str, str, str]]) -> tuple[list[str], str]:
    """Findings, one line each, and what they were looked for in. Raises OSError and ValueError for what is no dump."""
    dump = read_dump(osv)
    if not dump.advisories:
        raise ValueError(f"no hay en ella avisos de OSV sobre PyPI o npm ({dump.unreadable} archivos ilegibles)")
    missing = {ecosystem for ecosystem, _, _ in packages} - {ecosystem for ecosystem, _ in dump.advisories}
    findings = [
        f"{package} {version}: {hole.name} {hole.summary}".rstrip()
        for ecosystem, package, version in packages
        for hole in dump.holes(ecosystem, package, version)
    ]
    findings += [f"nada de {ecosystem} en la base: sus paquetes no se comprobaron" for ecosystem in sorted(missing)]
    if dump.unreadable:
        findings.append(f"{dump.unreadable} avisos no se pudieron leer: baje la base otra vez")
    return findings, f"{dump.read} avisos, el último de {dump.newest[:10] or 'fecha desconocida'}"


def main(words: Sequence[str] | None = None) -> int:
    """Print findings, or that nothing was checked; returns the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--osv", type=Path, default=os.environ.get(OSV) and Path(os.environ[OSV]))
    parser.add_argument("--lock", type=Path, default=LOCK)
    parser.add_argument("--browser-lock", type=Path, default=BROWSER_LOCK)
    asked = parser.parse_args(words)
    if asked.osv is None:
        print(f"audit: nada se comprobó: no hay base de avisos; baje {_WHERE} a una carpeta y nómbrela en {OSV}")
        return NOT_CHECKED
    try:
        packages = locked_packages(asked.lock, asked.browser_lock)
        findings, searched = audit(asked.osv, packages)
    except (OSError, ValueError, LookupError) as error:
        print(f"audit: nada se comprobó: {asked.osv}: {' '.join(str(error).split())}")
        return NOT_CHECKED
    print(*(f"audit: {line}" for line in findings), sep="\n", end="\n" if findings else "")
    print(
        f"audit: {len(packages)} paquetes contra {searched}: {len(findings) or 'ningún'} hallazgo{'s'[: len(findings) > 1]}"
    )
    return FOUND if findings else 0


def _of_uv(lock: Path) -> Iterator[tuple[str, str, str]]:
    for package in tomllib.loads(lock.read_text(encoding="utf-8"))["package"]:
        if "registry" in package["source"]:
            yield "PyPI", package["name"], package["version"]


def _of_npm(lock: Path) -> Iterator[tuple[str, str, str]]:
    for place, package in json.loads(lock.read_text(encoding="utf-8"))["packages"].items():
        if place:
            yield "npm", place.rpartition("node_modules/")[2], package["version"]


if __name__ == "__main__":
    raise SystemExit(main())
