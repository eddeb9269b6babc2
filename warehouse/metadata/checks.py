"""What a publication checks in its own metadata, from the files as they were written, before it makes them public."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Protocol

import yaml

from warehouse.checksums import Digest, sha256
from warehouse.metadata import citation, datapackage, dcat
from warehouse.metadata.invalid import MetadataInvalid

PROFILE = Path(__file__).parent / "profiles" / "datapackage-2.0.json"
# What Mexico's guide of open data requires of a dataset and of each distribution.
MEXICAN_DATASET = (
    "dct:identifier", "dct:title", "dct:description", "dct:modified", "dcat:contactPoint", "dcat:landingPage",
    "dct:accrualPeriodicity",
)  # fmt: skip
MEXICAN_DISTRIBUTION = ("dct:identifier", "dct:title", "dcat:downloadURL", "dcat:mediaType")
CITATION_KEYS = ("cff-version", "message", "type", "title", "authors", "version", "date-released", "license")
SHOWN = 200


class Validator(Protocol):
    """What we ask of a validator of ``jsonschema``, which has no types."""

    def iter_errors(self, instance: Any) -> Iterator[Any]:
        """Every problem of ``instance``."""


def check_metadata(folder: Path, digest: Digest = sha256) -> None:
    """Raise ``MetadataInvalid`` unless the metadata in ``folder`` hold for the files beside them."""
    package = _read(folder / datapackage.NAME)
    check_profile(package)
    check_resources(package, folder, digest)
    check_mexican_fields(_read(folder / dcat.NAME))
    check_citation(_text(folder / citation.NAME))


def check_profile(package: Any) -> None:
    """Raise ``MetadataInvalid`` unless ``package`` keeps the profile of Data Package v2."""
    whole, by_type = _profile()
    _first_problem(whole, package, "documento")
    for resource in package["resources"]:
        for field in resource.get("schema", {}).get("fields", ()):
            place = f"{resource['name']}.{field.get('name')}"
            kind = field.get("type", "string")
            if kind not in by_type:
                raise MetadataInvalid(f"{datapackage.NAME}: {place}: el perfil no conoce el tipo {kind!r}")
            _check_field(kind, json.dumps(field, sort_keys=True), place)


@lru_cache(maxsize=2_000)
def _check_field(kind: str, field: str, place: str) -> None:
    """Once for each of our columns: they are the same in every version."""
    _first_problem(_profile()[1][kind], json.loads(field), place)


def check_resources(package: Mapping[str, Any], folder: Path, digest: Digest = sha256) -> None:
    """Raise ``MetadataInvalid`` unless each file that ``package`` names is in ``folder`` with those bytes."""
    for resource in package["resources"]:
        for file in (resource, *resource.get("alternates", ())):
            path = folder / file["path"]
            if not path.is_file():
                raise MetadataInvalid(f"{datapackage.NAME}: {file['path']}: no existe")
            if (path.stat().st_size, f"sha256:{digest(path)}") != (file["bytes"], file["hash"]):
                raise MetadataInvalid(f"{datapackage.NAME}: {file['path']}: sus bytes no son los descritos")


def check_mexican_fields(dataset: Mapping[str, Any]) -> None:
    """Raise ``MetadataInvalid`` where a field that Mexico's guide requires is missing or empty in ``dcat.jsonld``."""
    problem = next(_missing_fields(dataset), None)
    if problem is not None:
        raise MetadataInvalid(f"{dcat.NAME}: falta {problem}")


def check_citation(text: str) -> None:
    """Raise ``MetadataInvalid`` where ``CITATION.cff`` lacks what makes a dataset citable."""
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise MetadataInvalid(f"{citation.NAME}: no es YAML: {_one_line(str(error))}") from error
    if not isinstance(document, dict):
        raise MetadataInvalid(f"{citation.NAME}: no es un registro YAML")
    for key in CITATION_KEYS:
        if not document.get(key):
            raise MetadataInvalid(f"{citation.NAME}: falta {key}")


def _missing_fields(dataset: Mapping[str, Any]) -> Iterator[str]:
    yield from (key for key in MEXICAN_DATASET if not dataset.get(key))
    for holder, key in (("dct:publisher", "foaf:mbox"), ("dcat:contactPoint", "vcard:hasEmail")):
        if not dataset.get(holder, {}).get(key, {}).get("@id", "").startswith("mailto:"):
            yield f"{key} de {holder}"
    distributions = dataset.get("dcat:distribution") or ()
    if not distributions:
        yield "dcat:distribution"
    for distribution in distributions:
        name = distribution.get("dct:identifier") or distribution.get("@id")
        yield from (f"{key} de {name}" for key in MEXICAN_DISTRIBUTION if not distribution.get(key))


@cache
def _profile() -> tuple[Validator, Mapping[str, Validator]]:
    """The profile but for its fields, and the schema of a field of each type.

    As published it tries fifteen types on each of hundreds of fields: ten times as slow, and of a bad
    field it says no more than that no type fits.
    """
    from jsonschema import Draft7Validator

    profile = json.loads(PROFILE.read_text(encoding="utf-8"))
    fields = profile["properties"]["resources"]["items"]["properties"]["schema"]["properties"]["fields"]
    options = fields["items"].pop("oneOf")
    by_type = {kind: Draft7Validator(option) for option in options for kind in option["properties"]["type"]["enum"]}
    return Draft7Validator(profile), by_type


def _first_problem(validator: Validator, document: Any, place: str) -> None:
    problem = next(iter(validator.iter_errors(document)), None)
    if problem is not None:
        steps = "/".join((place, *map(str, problem.absolute_path)))
        raise MetadataInvalid(f"{datapackage.NAME}: {steps}: {_one_line(problem.message)}")


def _read(path: Path) -> Any:
    try:
        return json.loads(_text(path))
    except json.JSONDecodeError as error:
        raise MetadataInvalid(f"{path.name}: no es JSON: {_one_line(str(error))}") from error


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise MetadataInvalid(f"{path.name}: no se puede leer: {_one_line(str(error))}") from error


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
