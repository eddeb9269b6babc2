"""``dcat.jsonld``: the version as a DCAT dataset with a distribution for each file.

It says what Mexico's guide of open data and DCAT-AP 3 ask for. Its addresses are relative, so that they
resolve to wherever the version is served from: no host is named.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import quote

import pyarrow as pa

from warehouse.metadata.dataset import DESCRIPTION, IDENTIFIER, KEYWORDS, LANGUAGES, TITLE, day_of, first_signature
from warehouse.metadata.licences import OURS, Licence, licences, strictest, table_licences
from warehouse.metadata.published_files import WHOLE, PublishedFile
from warehouse.metadata.publisher import Publisher
from warehouse.metadata.vocabulary_terms import (
    CONTEXT,
    COUNTRY,
    FREQUENCY,
    SPOKEN,
    STANDARDS,
    THEMES,
    media_type,
    xsd_date,
)

NAME = "dcat.jsonld"
# `latest/` is nearer to the page than `v/<version>/` is: no relative address of the page holds in both.
LANDING_PAGE = "quality.html"

Json = dict[str, object]


def dcat(
    files: Mapping[str, PublishedFile],
    tables: Mapping[str, pa.Table],
    *,
    version: str,
    previous: str | None,
    publisher: Publisher,
) -> str:
    """The whole document as JSON-LD text: one distribution for each of ``files``, sorted by name."""
    day = day_of(version)
    since = first_signature(tables)
    mailbox: Json = {"@id": f"mailto:{quote(publisher.contact, safe='@+.-_')}"}
    document: Json = {
        "@context": CONTEXT,
        "@id": "./",
        "@type": "dcat:Dataset",
        "dct:identifier": IDENTIFIER,
        "dct:title": dict(TITLE),
        "dct:description": dict(DESCRIPTION),
        "dcat:version": version,
        "adms:versionNotes": _version_notes(previous),
        "dct:issued": xsd_date(day),
        "dct:modified": xsd_date(day),
        "dct:publisher": _agent(publisher, mailbox),
        "dcat:contactPoint": {
            "@type": ["vcard:Kind", "vcard:Organization"],
            "vcard:fn": publisher.name,
            "vcard:hasEmail": mailbox,
        },
        "dcat:landingPage": {"@id": LANDING_PAGE, "@type": "foaf:Document"},
        "dct:accrualPeriodicity": FREQUENCY,
        "dct:language": list(SPOKEN.values()),
        "dct:license": _licence(licences()[OURS]),
        "dct:rights": {"@id": "LICENSES.md", "@type": "dct:RightsStatement"},
        "dct:spatial": COUNTRY,
        "dct:temporal": _period(since, day),
        "dcat:theme": THEMES,
        "dcat:keyword": {language: list(KEYWORDS[language]) for language in LANGUAGES},
        "dct:conformsTo": STANDARDS["profile"],
        "dcat:distribution": _distributions(files, tables, day),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _agent(publisher: Publisher, mailbox: Json) -> Json:
    return {"@type": ["foaf:Agent", "foaf:Organization"], "foaf:name": publisher.name, "foaf:mbox": mailbox}


def _version_notes(previous: str | None) -> Json:
    if previous is None:
        return {"es": "Primera versión publicada.", "en": "First published version."}
    return {
        "es": f"Qué cambió respecto de la versión {previous} está en CHANGES.md y en changes.csv.",
        "en": f"What changed since version {previous} is in CHANGES.md and in changes.csv.",
    }


def _period(since: str | None, day: str) -> Json:
    start = {"dcat:startDate": xsd_date(since)} if since else {}
    return {"@type": "dct:PeriodOfTime", **start, "dcat:endDate": xsd_date(day)}


def _distributions(files: Mapping[str, PublishedFile], tables: Mapping[str, pa.Table], day: str) -> list[Json]:
    held = table_licences(tables)
    everything = tuple(one for of_table in held.values() for one in of_table)
    distributions = []
    for name in sorted(files):
        table = files[name].table
        terms = held.get(table.name, ()) if table else everything if name in WHOLE else ()
        distributions.append(_distribution(files[name], strictest(terms), day))
    return distributions


def _distribution(file: PublishedFile, licence: Licence, day: str) -> Json:
    told: Json = {
        "@id": f"#{quote(file.name)}",
        "@type": "dcat:Distribution",
        "dct:identifier": file.name,
        "dct:title": {language: file.title(language) for language in LANGUAGES},
    }
    if file.table:
        told["dct:description"] = {"es": file.table.meaning, "en": file.table.meaning_english}
    told |= {
        "dcat:accessURL": {"@id": quote(file.name), "@type": "rdfs:Resource"},
        "dcat:downloadURL": {"@id": quote(file.name), "@type": "rdfs:Resource"},
        "dcat:mediaType": media_type(file.media_type),
        "dct:license": _licence(licence),
        "dct:modified": xsd_date(day),
    }
    if file.name in STANDARDS:
        told["dct:conformsTo"] = STANDARDS[file.name]
    if file.bytes is not None:
        told["dcat:byteSize"] = {"@value": str(file.bytes), "@type": "xsd:nonNegativeInteger"}
    if file.sha256 is not None:
        told["spdx:checksum"] = {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        }
    return told


def _licence(licence: Licence) -> Json:
    return {"@id": licence.url, "@type": "dct:LicenseDocument"}
