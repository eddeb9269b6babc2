"""Every document of metadata of a version, written beside its files in the order in which they name each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa

from warehouse.checksums import Digest, sha256
from warehouse.metadata import citation, codebook_table, datapackage, dcat
from warehouse.metadata.checks import check_metadata
from warehouse.metadata.licences import licences_document
from warehouse.metadata.published_files import PublishedFile, files_in, published_file
from warehouse.metadata.publisher import Publisher

LICENCES = "LICENSES.md"
# Written after all metadata, whose hashes it lists: its own cannot stand in them.
INDEX = PublishedFile("index.json")


def write_metadata(
    folder: Path,
    tables: Mapping[str, pa.Table],
    *,
    version: str,
    previous: str | None,
    publisher: Publisher,
    digest: Digest = sha256,
) -> None:
    """Write ``codebook.csv``, licences, citation, ``datapackage.json`` and ``dcat.jsonld`` into ``folder``, and check.

    Everything else but ``index.json`` and ``SHA256SUMS`` is there already. Raises ``MetadataInvalid``.
    """

    def write(name: str, text: str) -> None:
        (folder / name).write_text(text, encoding="utf-8", newline="")

    write(codebook_table.NAME, codebook_table.codebook_table())
    write(LICENCES, licences_document(tables))
    write(citation.NAME, citation.citation(version=version, publisher=publisher))
    named_later = (datapackage.NAME, dcat.NAME, INDEX.name)
    files = {name: file for name, file in files_in(folder, digest).items() if name not in named_later}
    package = datapackage.datapackage(files, tables, version=version, previous=previous, publisher=publisher)
    write(datapackage.NAME, package)
    files |= {datapackage.NAME: published_file(folder / datapackage.NAME, digest), INDEX.name: INDEX}
    write(dcat.NAME, dcat.dcat(files, tables, version=version, previous=previous, publisher=publisher))
    check_metadata(folder, digest)
