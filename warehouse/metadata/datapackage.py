"""``datapackage.json``: the canonical CSV files as a Data Package v2, generated from the schema.

One resource a table. Its Parquet is an entry of ``alternates`` in the same resource and no resource of its own: a
machine that loads the package would get each table twice, and frictionless counts bytes of Parquet wrongly.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

import pyarrow as pa

from warehouse.metadata.codebook_table import CODEBOOK
from warehouse.metadata.dataset import DESCRIPTION, IDENTIFIER, KEYWORDS, TITLE, day_of
from warehouse.metadata.licences import OURS, Licence, address, licences, table_licences
from warehouse.metadata.published_files import PublishedFile
from warehouse.metadata.publisher import Publisher
from warehouse.metadata.row_sources import rows_by_source
from warehouse.metadata.table_schema import table_schema
from warehouse.schema import SCHEMA_VERSION, TABLES, Table

NAME = "datapackage.json"
PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}

Json = dict[str, object]


def datapackage(
    files: Mapping[str, PublishedFile],
    tables: Mapping[str, pa.Table],
    *,
    version: str,
    previous: str | None,
    publisher: Publisher,
) -> str:
    """The whole document as JSON text: a resource for each table whose CSV is among ``files``."""
    document: Json = {
        "$schema": PROFILE,
        "name": IDENTIFIER,
        "title": TITLE["es"],
        "title_en": TITLE["en"],
        "description": DESCRIPTION["es"],
        "description_en": DESCRIPTION["en"],
        "version": version,
        "previous_version": previous,
        "schema_version": SCHEMA_VERSION,
        "created": f"{day_of(version)}T00:00:00Z",
        "keywords": [*KEYWORDS["es"], *KEYWORDS["en"]],
        "contributors": [{"title": publisher.name, "email": publisher.contact, "roles": ["publisher"]}],
        "licenses": [_licence(licences()[OURS])],
        "sources": _sources(tables),
        "resources": _resources(files, tables),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _resources(files: Mapping[str, PublishedFile], tables: Mapping[str, pa.Table]) -> list[Json]:
    held, rows = table_licences(tables), rows_by_source(tables)
    names = {row["source_id"]: row["name"] for row in tables["sources"].to_pylist()}
    resources = []
    for table in (*TABLES.values(), CODEBOOK):
        if f"{table.name}.csv" not in files:
            continue
        resource = _resource(table, files)
        # What says nothing more than the package is left to the package.
        more = held.get(table.name, ())[1:]
        if more:
            resource["licenses"] = [_licence(one) for one in held[table.name]]
        sources = [{"title": str(names.get(source_id) or source_id)} for source_id in rows.get(table.name, ())]
        resources.append({**resource, **({"sources": sources} if sources else {})})
    return resources


def _resource(table: Table, files: Mapping[str, PublishedFile]) -> Json:
    parquet = files.get(f"{table.name}.parquet")
    resource: Json = {
        "name": table.name,
        "type": "table",
        "title": table.spanish,
        "title_en": table.english,
        "description": table.meaning,
        "description_en": table.meaning_english,
        **_bytes(files[f"{table.name}.csv"]),
        "encoding": "utf-8",
        "dialect": DIALECT,
        "schema": table_schema(table),
    }
    return {**resource, "alternates": [_bytes(parquet)]} if parquet else resource


def _bytes(file: PublishedFile) -> Json:
    return {
        "path": file.name,
        "format": file.name.rpartition(".")[2],
        "mediatype": file.media_type,
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
    }


def _licence(one: Licence) -> Json:
    # The standard's `name` is an Open Definition id, which an SPDX LicenseRef may stand for.
    named: Json = {"name": one.spdx or re.sub(r"[^A-Za-z0-9.-]", "-", one.id)}
    named |= {"path": one.url} if one.url else {}
    return {**named, "title": one.spanish, "title_en": one.english}


def _sources(tables: Mapping[str, pa.Table]) -> list[Json]:
    used = {source_id for counts in rows_by_source(tables).values() for source_id in counts}
    return [
        {"title": row["name"], **({"path": url} if (url := address(row["url"])) else {}), "source_id": row["source_id"]}
        for row in tables["sources"].to_pylist()
        if row["source_id"] in used
    ]
