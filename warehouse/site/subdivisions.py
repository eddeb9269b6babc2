"""States and provinces by their ISO 3166-2 code: those of the United States, Canada and Mexico. Pure, no I/O."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from warehouse.edition import Edition
from warehouse.quality_reading import Row

# ISO 3166-2 in English; below, the names that are others in Spanish.
ENGLISH_NAMES: Mapping[str, str] = {
    "CA-AB": "Alberta", "CA-BC": "British Columbia", "CA-MB": "Manitoba", "CA-NB": "New Brunswick",
    "CA-NL": "Newfoundland and Labrador", "CA-NS": "Nova Scotia", "CA-NT": "Northwest Territories",
    "CA-NU": "Nunavut", "CA-ON": "Ontario", "CA-PE": "Prince Edward Island", "CA-QC": "Quebec",
    "CA-SK": "Saskatchewan", "CA-YT": "Yukon", "US-AK": "Alaska", "US-AL": "Alabama", "US-AR": "Arkansas",
    "US-AZ": "Arizona", "US-CA": "California", "US-CO": "Colorado", "US-CT": "Connecticut",
    "US-DC": "District of Columbia", "US-DE": "Delaware", "US-FL": "Florida", "US-GA": "Georgia", "US-HI": "Hawaii",
    "US-IA": "Iowa", "US-ID": "Idaho", "US-IL": "Illinois", "US-IN": "Indiana", "US-KS": "Kansas",
    "US-KY": "Kentucky", "US-LA": "Louisiana", "US-MA": "Massachusetts", "US-MD": "Maryland", "US-ME": "Maine",
    "US-MI": "Michigan", "US-MN": "Minnesota", "US-MO": "Missouri", "US-MS": "Mississippi", "US-MT": "Montana",
    "US-NC": "North Carolina", "US-ND": "North Dakota", "US-NE": "Nebraska", "US-NH": "New Hampshire",
    "US-NJ": "New Jersey", "US-NM": "New Mexico", "US-NV": "Nevada", "US-NY": "New York", "US-OH": "Ohio",
    "US-OK": "Oklahoma", "US-OR": "Oregon", "US-PA": "Pennsylvania", "US-PR": "Puerto Rico", "US-RI": "Rhode Island",
    "US-SC": "South Carolina", "US-SD": "South Dakota", "US-TN": "Tennessee", "US-TX": "Texas", "US-UT": "Utah",
    "US-VA": "Virginia", "US-VT": "Vermont", "US-WA": "Washington", "US-WI": "Wisconsin", "US-WV": "West Virginia",
    "US-WY": "Wyoming",
}  # fmt: skip
SPANISH_NAMES: Mapping[str, str] = {
    "CA-BC": "Columbia Británica", "CA-NB": "Nuevo Brunswick", "CA-NL": "Terranova y Labrador",
    "CA-NS": "Nueva Escocia", "CA-NT": "Territorios del Noroeste", "CA-PE": "Isla del Príncipe Eduardo",
    "CA-YT": "Yukón", "US-DC": "Distrito de Columbia", "US-HI": "Hawái", "US-LA": "Luisiana", "US-MI": "Míchigan",
    "US-NC": "Carolina del Norte", "US-ND": "Dakota del Norte", "US-NH": "Nuevo Hampshire", "US-NJ": "Nueva Jersey",
    "US-NM": "Nuevo México", "US-NY": "Nueva York", "US-OR": "Oregón", "US-PA": "Pensilvania",
    "US-SC": "Carolina del Sur", "US-SD": "Dakota del Sur", "US-WV": "Virginia Occidental",
}  # fmt: skip


def subdivision_names(states: Iterable[Row], edition: Edition) -> Mapping[str, str]:
    """Names by code, Mexico's from the rows of ``states``."""
    mexican = {str(row["iso_code"]): str(row["state"]) for row in states}
    return {**ENGLISH_NAMES, **(SPANISH_NAMES if edition.spanish else {}), **mexican}
