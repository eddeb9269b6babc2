"""What the dataset is, in both languages, as every document of metadata says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from warehouse.layout import version_key
from warehouse.wording import Language

if TYPE_CHECKING:
    import pyarrow as pa

IDENTIFIER = "acuerdos-abiertos"
LANGUAGES: tuple[Language, ...] = ("es", "en")

TITLE: Mapping[Language, str] = {
    "es": "Acuerdos Abiertos: acuerdos interinstitucionales y oficinas de atención a migrantes de México",
    "en": "Acuerdos Abiertos: inter-institutional agreements and migrant offices of Mexico",
}
DESCRIPTION: Mapping[Language, str] = {
    "es": "Acuerdos interinstitucionales que los estados y municipios de México firman con gobiernos y organismos "
          "extranjeros, y oficinas estatales de atención a migrantes, con sus representaciones fuera del estado y las "
          "leyes de migrantes. Cada renglón dice de qué fuente viene y qué clase de evidencia es: lo que consta en el "
          "Registro de Acuerdos Interinstitucionales de la Secretaría de Relaciones Exteriores no se mezcla con lo "
          "que solo afirman un sitio, la prensa o una enciclopedia. Que un acuerdo no aparezca no prueba que no "
          "exista.",
    "en": "Inter-institutional agreements that Mexico's states and municipalities sign with foreign governments and "
          "bodies, and the states' offices for migrants, with their branches elsewhere and the migrant laws. Every "
          "row says which source it comes from and what kind of evidence that is: what stands in the Foreign "
          "Ministry's Registry of Inter-institutional Agreements is never mixed with what only a site, the press or "
          "an encyclopaedia claims. That an agreement is absent does not prove that it does not exist.",
}  # fmt: skip
KEYWORDS: Mapping[Language, tuple[str, ...]] = {
    "es": ("acuerdos interinstitucionales", "ciudades hermanas", "hermanamientos", "migrantes", "municipios",
           "oficinas de atención a migrantes", "paradiplomacia", "relaciones internacionales"),
    "en": ("inter-institutional agreements", "international relations", "migrant offices", "migrants",
           "municipalities", "paradiplomacy", "sister cities"),
}  # fmt: skip


def day_of(version: str) -> str:
    """The day in a version's name; raises ``ValueError`` where it is none."""
    return version_key(version)[0]


def first_signature(tables: Mapping[str, pa.Table]) -> str | None:
    """Earliest date of signature, as precise as it was printed; None where no agreement has one."""
    dates = [date for date in tables["agreements"].column("signed_on").to_pylist() if date]
    return min(dates, default=None)
