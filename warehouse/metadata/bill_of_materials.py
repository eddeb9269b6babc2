"""``sbom.cdx.json``: the libraries that make a version, as a CycloneDX 1.6 bill of materials.

In: the lock files. Out: JSON text. It is made of the lock files alone, not of what is installed nor of any clock, so
that the same locks give the same bytes on every machine. Raises ``ValueError`` for a lock that cannot be read.
"""

from __future__ import annotations

import base64
import hashlib
import json
import tomllib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from warehouse.durable import json_text
from warehouse.metadata.dataset import IDENTIFIER

NAME = "sbom.cdx.json"
LOCK_PROPERTY = "acuerdos:uv.lock:sha256"
BROWSER_LOCK_PROPERTY = "acuerdos:package-lock.json:sha256"
_SCHEMA = "http://cyclonedx.org/schema/bom-1.6.schema.json"
_SERIAL = uuid.UUID("7c4b7cf0-64ac-5c0e-8f43-5a2f5d3f7a10")

Json = dict[str, Any]


@lru_cache(maxsize=1)
def bill_of_materials(lock: bytes, browser_lock: bytes | None = None) -> str:
    """The bill of what runs here (``uv.lock``) and of what the page's SQL is built from (``package-lock.json``).

    Libraries of an extra are marked optional, as are those of the page; those of the tests are left out.
    """
    locked = _Locked(tomllib.loads(lock.decode("utf-8")))
    digests = {LOCK_PROPERTY: hashlib.sha256(lock).hexdigest()}
    components, dependencies = locked.components(), locked.dependencies()
    if browser_lock is not None:
        digests[BROWSER_LOCK_PROPERTY] = hashlib.sha256(browser_lock).hexdigest()
        components += _of_the_page(json.loads(browser_lock))
    bill = {
        "$schema": _SCHEMA,
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_SERIAL, ' '.join(digests.values()))}",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": IDENTIFIER, "name": IDENTIFIER, "version": locked.version},
            "properties": [{"name": name, "value": digest} for name, digest in digests.items()],
        },
        "components": components,
        "dependencies": dependencies,
    }
    return json_text(bill)


def recorded_lock(bill: str) -> str:
    """The SHA-256 of the ``uv.lock`` a bill was made of. Raises ``ValueError`` where it names none."""
    try:
        found = json.loads(bill)["metadata"]["properties"]
        return next(str(one["value"]) for one in found if one["name"] == LOCK_PROPERTY)
    except (LookupError, TypeError, StopIteration) as error:
        raise ValueError(f"{NAME}: no dice de qué uv.lock se hizo") from error


class _Locked:
    """The packages of a ``uv.lock`` that run in production, and who needs them."""

    def __init__(self, lock: Mapping[str, Any]) -> None:
        packages = [package for package in lock.get("package", ()) if "version" in package]
        self._by_name: dict[str, list[Json]] = {}
        for package in packages:
            self._by_name.setdefault(package["name"], []).append(package)
        root = next((one for one in packages if one["name"] == IDENTIFIER), None)
        if root is None:
            raise ValueError(f"uv.lock: falta el paquete {IDENTIFIER}")
        self.version = str(root["version"])
        self._needs: dict[str, set[str]] = {}
        self._found: dict[str, Json] = {}
        extras = [one for group in root.get("optional-dependencies", {}).values() for one in group]
        self._root = set(self._walk(root.get("dependencies", ())))
        self._required = set(self._found)
        self._root |= set(self._walk(extras))

    def components(self) -> list[Json]:
        """A component for every package, sorted."""
        return [_component(package, required=ref in self._required) for ref, package in sorted(self._found.items())]

    def dependencies(self) -> list[Json]:
        """Who needs whom directly, sorted; us first."""
        all_of_them = [(IDENTIFIER, self._root), *sorted(self._needs.items())]
        return [{"ref": ref, "dependsOn": sorted(needed)} for ref, needed in all_of_them]

    def _walk(self, wanted: Iterable[Json]) -> Iterator[str]:
        """The references of what is wanted, once everything below them is known, too."""
        for one in wanted:
            for package in self._by_name.get(one["name"], ()):
                if one.get("version", package["version"]) != package["version"]:
                    continue
                ref = _purl("pypi", package["name"], package["version"])
                below = [] if ref in self._found else list(package.get("dependencies", ()))
                self._found[ref] = package
                for extra in one.get("extra", ()):
                    below += package.get("optional-dependencies", {}).get(extra, ())
                self._needs.setdefault(ref, set()).update(self._walk(below))
                yield ref


def _component(package: Json, *, required: bool) -> Json:
    ref = _purl("pypi", package["name"], package["version"])
    files = [package["sdist"]] if "sdist" in package else package.get("wheels", [])
    return {
        "type": "library", "bom-ref": ref, "name": package["name"], "version": package["version"], "purl": ref,
        "scope": "required" if required else "optional",
        "externalReferences": [
            {"type": "distribution", "url": file["url"],
             "hashes": [{"alg": "SHA-256", "content": file["hash"].removeprefix("sha256:")}]}
            for file in files
        ],
    }  # fmt: skip


def _of_the_page(lock: Json) -> list[Json]:
    """The components of a ``package-lock.json`` that are not for building alone, sorted; one for each version."""
    found = {}
    for place, package in lock.get("packages", {}).items():
        if not place or package.get("dev"):
            continue
        name = place.rpartition("node_modules/")[2]
        ref = _purl("npm", name, package["version"])
        algorithm, _, digest = package["integrity"].partition("-")
        found[ref] = {
            "type": "library", "bom-ref": ref, "name": name, "version": package["version"], "purl": ref,
            "scope": "optional",
            "hashes": [{"alg": f"SHA-{algorithm.removeprefix('sha')}", "content": base64.b64decode(digest).hex()}],
        }  # fmt: skip
    return [found[ref] for ref in sorted(found)]


def _purl(kind: str, name: str, version: str) -> str:
    return f"pkg:{kind}/{quote(name)}@{quote(version)}"
