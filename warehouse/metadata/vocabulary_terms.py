"""The terms of public vocabularies that ``dcat.jsonld`` points at, and the names it writes them with."""

from __future__ import annotations

from collections.abc import Mapping

Json = dict[str, object]

EU = "http://publications.europa.eu/resource/authority"

# Written out whole: a context elsewhere would be fetched by each reader.
CONTEXT: Mapping[str, object] = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "adms:versionNotes": {"@container": "@language"},
    "dcat:keyword": {"@container": "@language"},
    "dct:description": {"@container": "@language"},
    "dct:title": {"@container": "@language"},
    "skos:prefLabel": {"@container": "@language"},
}


def _theme(code: str, spanish: str, english: str) -> Json:
    return {
        "@id": f"{EU}/data-theme/{code}",
        "@type": "skos:Concept",
        "skos:prefLabel": {"es": spanish, "en": english},
    }


THEMES: list[Json] = [
    _theme("GOVE", "Gobierno y sector público", "Government and public sector"),
    _theme("INTR", "Asuntos internacionales", "International issues"),
    _theme("REGI", "Regiones y ciudades", "Regions and cities"),
]
COUNTRY: Json = {"@id": f"{EU}/country/MEX", "@type": "dct:Location"}
# A version appears when something changed, not on fixed days.
FREQUENCY: Json = {"@id": f"{EU}/frequency/IRREG", "@type": "dct:Frequency"}
SPOKEN: Mapping[str, Json] = {
    "es": {"@id": f"{EU}/language/SPA", "@type": "dct:LinguisticSystem"},
    "en": {"@id": f"{EU}/language/ENG", "@type": "dct:LinguisticSystem"},
}
STANDARDS: Mapping[str, Json] = {
    "profile": {"@id": "http://data.europa.eu/r5r/", "@type": "dct:Standard"},
    "datapackage.json": {"@id": "https://datapackage.org/profiles/2.0/datapackage.json", "@type": "dct:Standard"},
    "CITATION.cff": {"@id": "https://citation-file-format.github.io/1.2.0/schema.json", "@type": "dct:Standard"},
}
_PRECISIONS = {len("2011"): "xsd:gYear", len("2011-05"): "xsd:gYearMonth", len("2011-05-03"): "xsd:date"}


def media_type(name: str) -> Json:
    """A media type by its address at IANA."""
    return {"@id": f"http://www.iana.org/assignments/media-types/{name}", "@type": "dct:MediaType"}


def xsd_date(date: str) -> Json:
    """A date as precise as it is: a year, a month or a day; any other text without a type."""
    kind = _PRECISIONS.get(len(date))
    return {"@value": date, "@type": kind} if kind else {"@value": date}
