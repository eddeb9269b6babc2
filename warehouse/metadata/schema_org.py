"""The schema.org ``Dataset`` that search engines read in the page."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pyarrow as pa

from warehouse.metadata.codebook_table import CODEBOOK
from warehouse.metadata.dataset import DESCRIPTION, IDENTIFIER, KEYWORDS, TITLE, day_of, first_signature
from warehouse.metadata.licences import OURS, licences
from warehouse.metadata.published_files import WHOLE, PublishedFile
from warehouse.metadata.publisher import Publisher
from warehouse.schema import TABLES
from warehouse.wording import Language

# What could end the script element or, in old parsers, the text.
ESCAPES = str.maketrans({character: f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"})


def schema_org(
    files: Mapping[str, PublishedFile],
    tables: Mapping[str, pa.Table],
    *,
    version: str,
    publisher: Publisher,
    language: Language,
    root: str = "",
) -> str:
    """JSON text to stand as it is inside ``<script type="application/ld+json">``.

    Addresses are under the publisher's site; without one, under ``root``, the way from the page to ``public/``.
    """
    base = f"{publisher.site.rstrip('/')}/" if publisher.site else root
    day, since = day_of(version), first_signature(tables)
    organization = {"@type": "Organization", "name": publisher.name, "email": publisher.contact}
    document: dict[str, object] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": TITLE[language],
        "description": DESCRIPTION[language],
        "identifier": IDENTIFIER,
        "version": version,
        "dateModified": day,
        "inLanguage": ["es", "en"],
        "isAccessibleForFree": True,
        "license": licences()[OURS].url,
        "creator": organization | ({"url": base} if publisher.site else {}),
        "keywords": list(KEYWORDS[language]),
        "spatialCoverage": {"@type": "Place", "name": "México" if language == "es" else "Mexico"},
        "temporalCoverage": f"{since or '..'}/{day}",
        "variableMeasured": _variables(language),
        "distribution": _downloads(files, f"{base}v/{version}/", language),
    }
    if publisher.site:
        document |= {"url": base}
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)


def _variables(language: Language) -> list[dict[str, str]]:
    spanish = language == "es"
    return [
        {
            "@type": "PropertyValue",
            "name": field.spanish if spanish else field.english,
            "description": field.meaning if spanish else field.meaning_english,
        }
        for field in TABLES["agreements"].fields
    ]


def _downloads(files: Mapping[str, PublishedFile], folder: str, language: Language) -> list[dict[str, object]]:
    wanted = (*WHOLE, *(f"{name}.csv" for name in (*TABLES, CODEBOOK.name)))
    return [_download(files[name], folder, language) for name in wanted if name in files]


def _download(file: PublishedFile, folder: str, language: Language) -> dict[str, object]:
    told: dict[str, object] = {
        "@type": "DataDownload",
        "name": file.title(language),
        "encodingFormat": file.media_type,
        "contentUrl": f"{folder}{file.name}",
    }
    told |= {"contentSize": f"{file.bytes} B"} if file.bytes is not None else {}
    return told | ({"sha256": file.sha256} if file.sha256 else {})
