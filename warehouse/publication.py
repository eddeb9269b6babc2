"""The order of a publication: staging, everything written, checksums last, rename, pointers.

At every moment ``latest.json`` names a whole version. One publication at a time: the caller holds the lock.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.announcement import announce
from warehouse.arrow import SchemaMismatch, check_shape
from warehouse.checksums import Digest, Digests, check_sums, write_sums
from warehouse.content import content_fingerprint
from warehouse.documents import write_documents
from warehouse.durable import json_text, sync, sync_folder
from warehouse.files import DATABASE
from warehouse.layout import next_version, version_folders, version_key
from warehouse.library_faults import libraries_failing_as_the_system_does
from warehouse.metadata.publisher import Publisher
from warehouse.metadata.writing import write_metadata
from warehouse.notices import changes_in, count_changes
from warehouse.pointers import INDEX, points_at
from warehouse.published import latest_version
from warehouse.schema import SCHEMA_VERSION, TABLES
from warehouse.seal import Seal
from warehouse.table_files import write_tables

__all__ = ["VersionExists", "next_version", "publish", "repair"]

STAGING = ".staging-"
INPUTS = "inputs.json"


class VersionExists(FileExistsError):
    """A published version never changes: publish under the next name."""


def publish(
    tables: Mapping[str, pa.Table],
    public: Path,
    *,
    version: str,
    index: Mapping[str, object],
    quality_report: Mapping[str, object],
    inputs: Mapping[str, object] | None = None,
    publisher: Publisher | None = None,
    seal: Seal | None = None,
    with_page: bool = True,
) -> Path:
    """Publish every table of the schema as ``public/v/<version>`` and make it the current version.

    ``index`` is added to ``index.json`` (our own keys win); ``quality_report`` is ``quality.json``
    and ``inputs`` is ``inputs.json``: what ``acuerdos rebuild`` makes the version of again. ``with_page``: with the
    feeds and the page, which a version that is only made to be compared does not need.
    Returns the version's folder. Raises ``VersionExists``; ``SchemaMismatch`` where a table is missing
    or of another shape; ``MetadataInvalid`` where what it says of itself does not hold; ``ValueError`` for a name
    that is no version or older than the newest.
    """
    final = public / "v" / version
    if final.exists():
        raise VersionExists(f"la versión {version} ya está publicada; la siguiente es {_next_of(public, version)}")
    newest = next(iter(version_folders(public)), version)
    if version_key(version) < version_key(newest):
        raise ValueError(f"la versión {version} es anterior a la más nueva, {newest}")
    published = _checked(tables)
    publisher = publisher or Publisher()
    repair(public, publisher if with_page else None)
    previous = latest_version(public)
    seal = seal or Seal()
    staging = public / "v" / f"{STAGING}{version}"
    staging.mkdir(parents=True)
    digest = Digests()
    with libraries_failing_as_the_system_does(staging):
        write_tables(published, staging)
        write_documents(published, staging, version=version, previous=previous, quality_report=quality_report,
                        publisher=publisher)  # fmt: skip
    (staging / INPUTS).write_text(json_text(dict(inputs or {})), encoding="utf-8")
    seal.write_bill(staging)
    write_metadata(staging, published, version=version, previous=previous, publisher=publisher,
                   digest=digest)  # fmt: skip
    described = {**_describe(published, staging, version, previous, digest), "contact": publisher.contact}
    (staging / INDEX).write_text(json_text({**index, **described}), encoding="utf-8")
    write_sums(staging, digest)
    seal.sign(staging, public, version)
    sync_folder(staging)
    os.rename(staging, final)
    sync(final.parent)
    announce(public, version, publisher if with_page else None, published)
    return final


def repair(public: Path, publisher: Publisher | None = None) -> None:
    """Finish what a killed publication left: remove its staging, point at the newest whole version, with its page.

    ``publisher`` is None where nobody will look at a page.
    Cheap where nothing is to be done: checksums are read only if the pointers do not name the newest.
    """
    _remove_staging(public)
    for version in version_folders(public):
        if points_at(public, version):
            return
        if not check_sums(public / "v" / version):
            announce(public, version, publisher)
            return


def _next_of(public: Path, version: str) -> str:
    return next_version(public, version_key(version)[0])


def _checked(tables: Mapping[str, pa.Table]) -> dict[str, pa.Table]:
    missing, unknown = TABLES.keys() - tables.keys(), tables.keys() - TABLES.keys()
    if missing or unknown:
        raise SchemaMismatch(f"tablas que faltan: {sorted(missing)}; que sobran: {sorted(unknown)}")
    for name, table in TABLES.items():
        check_shape(table, tables[name])
    return {name: tables[name] for name in TABLES}


def _remove_staging(public: Path) -> None:
    for stale in (public / "v").glob(f"{STAGING}*"):
        shutil.rmtree(stale)


def _describe(
    tables: Mapping[str, pa.Table], folder: Path, version: str, previous: str | None, digest: Digest
) -> dict[str, object]:
    return {
        "version": version,
        "previous": previous,
        "schema_version": SCHEMA_VERSION,
        "content_sha256": content_fingerprint(tables),
        "rows": {name: rows.num_rows for name, rows in tables.items()},
        "changes": count_changes(changes_in(tables, version)),
        # Bytes of Parquet depend on who wrote it.
        "written_with": {"duckdb": duckdb.__version__, "pyarrow": pa.__version__},
        "files": [_file(path, digest) for path in sorted(folder.iterdir())],
    }


def _file(path: Path, digest: Digest) -> dict[str, object]:
    if path.name == DATABASE:
        # The same content gives other bytes each time; its hash stands in SHA256SUMS only.
        return {"name": path.name, "reproducible": False}
    return {"name": path.name, "bytes": path.stat().st_size, "sha256": digest(path), "reproducible": True}
