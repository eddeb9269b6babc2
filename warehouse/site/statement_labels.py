"""What a statement about an office is about, in words; most are columns of ``offices``. Pure, no I/O."""

from __future__ import annotations

from collections.abc import Mapping

from warehouse.edition import Edition
from warehouse.quality_words import shown
from warehouse.schema import TABLES

_LABELS: Mapping[str, tuple[str, str]] = {
    "acting_body": ("Dependencia que hace sus veces", "Body acting in its place"),
    "city_network": ("Red de ciudades", "City network"),
    "constitution_recognises_migrants": ("Su constitución nombra a los migrantes", "Its constitution names migrants"),
    "domestic_branch": ("Representación en otro estado de México", "Branch in another Mexican state"),
    "hours": ("Horario", "Hours"),
    "law_year": ("Año de la ley", "Year of the law"),
    "migrants_club": ("Club de migrantes", "Club of migrants"),
    "migration_governance_profile": ("Perfil de gobernanza de la OIM", "IOM governance profile"),
    "municipal_office": ("Oficina municipal", "Municipal office"),
    "notes": ("Notas", "Notes"),
    "seat": ("Sede", "Seat"),
    "service_centre": ("Centro de atención", "Service centre"),
    "us_offices": ("Representaciones en Estados Unidos", "Branches in the United States"),
}
# Column of `offices` -> what the statements behind it are called, where that is another name.
STATEMENTS_OF: Mapping[str, str] = {
    "city_networks": "city_network",
    "constitution": "constitution_recognises_migrants",
    "governance_profile": "migration_governance_profile",
    "municipal_offices": "municipal_office",
    "note": "notes",
    "phones_e164": "phone",
}


def statement_label(edition: Edition, name: str) -> str:
    """The label of a field of ``office_facts``; the code where we have none."""
    if name in TABLES["offices"].columns:
        return edition.field("offices", name)
    return edition.say(*_LABELS[name]) if name in _LABELS else shown(name)
