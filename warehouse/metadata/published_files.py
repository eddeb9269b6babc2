"""The files of a version as its metadata name them: bytes, SHA-256, media type and what each is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from warehouse.checksums import SIGNATURE, SUMS, Digest, sha256
from warehouse.layout import DATABASE
from warehouse.metadata.codebook_table import CODEBOOK
from warehouse.schema import TABLES, Table
from warehouse.wording import Language

MEDIA_TYPES: Mapping[str, str] = {
    ".cff": "application/yaml",
    ".csv": "text/csv",
    ".duckdb": "application/octet-stream",
    ".html": "text/html",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# Ending of a table's file -> how it is told, Spanish and English. The longer endings come first.
TABLE_FORMATS: Mapping[str, tuple[str, str]] = {
    ".excel.csv": ("CSV para Excel", "CSV for Excel"),
    ".csv": ("CSV", "CSV"),
    ".parquet": ("Parquet", "Parquet"),
}
DOCUMENTS: Mapping[str, tuple[str, str]] = {
    DATABASE: ("Base de datos DuckDB", "DuckDB database"),
    "acuerdos.xlsx": ("Libro de Excel con todas las tablas", "Excel workbook with every table"),
    "datapackage.json": ("Data Package", "Data Package"),
    "codebook.md": ("Libro de códigos", "Codebook"),
    "CHANGES.md": ("Cambios respecto de la versión anterior", "Changes since the previous version"),
    "quality.html": ("Informe de calidad", "Quality report"),
    "quality.json": ("Informe de calidad para máquinas", "Quality report for machines"),
    "LICENSES.md": ("Licencias por fuente", "Licences by source"),
    "CITATION.cff": ("Cómo citar", "How to cite"),
    "index.json": ("Índice de la versión", "Index of the version"),
    "sbom.cdx.json": (
        "Bibliotecas con que se hizo la versión (CycloneDX)",
        "Libraries the version was made with (CycloneDX)",
    ),
    "inputs.json": ("De qué se hizo la versión", "What the version was made of"),
}
# Every row of every table is in these.
WHOLE = (DATABASE, "acuerdos.xlsx")


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file of a version; ``bytes`` and ``sha256`` are None where the same content gives other bytes each time."""

    name: str
    bytes: int | None = None
    sha256: str | None = None

    @property
    def media_type(self) -> str:
        """Its media type; ``application/octet-stream`` where the ending is not known."""
        return MEDIA_TYPES.get(Path(self.name).suffix, "application/octet-stream")

    @property
    def table(self) -> Table | None:
        """The table it holds alone, if it does."""
        return _table_of(self.name)

    def title(self, language: Language) -> str:
        """What it is, for people: ``Acuerdos (CSV)``; its own name where it is not one of ours."""
        place = 0 if language == "es" else 1
        if self.table is None:
            return DOCUMENTS.get(self.name, (self.name, self.name))[place]
        told = next(told for end, told in TABLE_FORMATS.items() if self.name.endswith(end))
        return f"{self.table.spanish if language == 'es' else self.table.english} ({told[place]})"


@cache
def _table_of(file: str) -> Table | None:
    name = next((file.removesuffix(end) for end in TABLE_FORMATS if file.endswith(end)), "")
    return CODEBOOK if name == CODEBOOK.name else TABLES.get(name)


def files_in(folder: Path, digest: Digest = sha256) -> dict[str, PublishedFile]:
    """Every file of a version's folder by its name, sorted; the DuckDB file without bytes and hash."""
    paths = sorted(path for path in folder.iterdir() if path.is_file() and path.name not in (SUMS, SIGNATURE))
    return {path.name: published_file(path, digest) for path in paths}


def published_file(path: Path, digest: Digest = sha256) -> PublishedFile:
    """That file as it is on the disk; the DuckDB file without bytes and hash."""
    if path.name == DATABASE:
        return PublishedFile(path.name)
    return PublishedFile(path.name, path.stat().st_size, digest(path))
