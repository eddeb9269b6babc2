"""Foreign countries in the many ways Mexican documents spell them, and US and Canadian subdivisions."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Country:
    """A country: region of the book's table 5, short forms, formal names with their article."""

    region: str
    short: tuple[str, ...]
    formal: tuple[str, ...]


_LINES = """
US|north_america|Estados Unidos;EUA;E.U.A.;EE. UU.;EE.UU.;Estados Unidos de América;USA;Estados Unidos de Norteamérica|los Estados Unidos de América
CA|north_america|Canadá|-Canadá
GT|latin_america_caribbean|Guatemala|la República de Guatemala
SV|latin_america_caribbean|El Salvador|la República de El Salvador
HN|latin_america_caribbean|Honduras|la República de Honduras
NI|latin_america_caribbean|Nicaragua|la República de Nicaragua
CR|latin_america_caribbean|Costa Rica|la República de Costa Rica
PA|latin_america_caribbean|Panamá|la República de Panamá
BZ|latin_america_caribbean|Belice|-Belice
CU|latin_america_caribbean|Cuba|la República de Cuba
DO|latin_america_caribbean|República Dominicana;Rep. Dominicana|la República Dominicana
CO|latin_america_caribbean|Colombia|la República de Colombia
VE|latin_america_caribbean|Venezuela|la República Bolivariana de Venezuela
EC|latin_america_caribbean|Ecuador|la República del Ecuador
PE|latin_america_caribbean|Perú|la República del Perú
BO|latin_america_caribbean|Bolivia|el Estado Plurinacional de Bolivia
CL|latin_america_caribbean|Chile|la República de Chile
AR|latin_america_caribbean|Argentina|la República Argentina
UY|latin_america_caribbean|Uruguay|la República Oriental del Uruguay
PY|latin_america_caribbean|Paraguay|la República del Paraguay
BR|latin_america_caribbean|Brasil|la República Federativa del Brasil;la República Federativa de Brasil
ES|europe|España|el Reino de España
FR|europe|Francia|la República Francesa
DE|europe|Alemania|la República Federal de Alemania
IT|europe|Italia|la República Italiana
PT|europe|Portugal|la República Portuguesa
GB|europe|Reino Unido;Gran Bretaña|el Reino Unido de la Gran Bretaña e Irlanda del Norte;el Reino Unido
NL|europe|Países Bajos;Holanda|el Reino de los Países Bajos
BE|europe|Bélgica|el Reino de Bélgica
CH|europe|Suiza|la Confederación Suiza
AT|europe|Austria|la República de Austria
PL|europe|Polonia|la República de Polonia
CZ|europe|República Checa;Rep. Checa|la República Checa
HU|europe|Hungría|-Hungría
RU|europe|Rusia|la Federación de Rusia
FI|europe|Finlandia|la República de Finlandia
SE|europe|Suecia|el Reino de Suecia
IE|europe|Irlanda|-Irlanda
CN|asia|China;R.P. China;República Popular de China|la República Popular China
JP|asia|Japón|-Japón
KR|asia|Corea del Sur;Corea|la República de Corea
IN|asia|India|la República de la India
IL|asia|Israel|el Estado de Israel
PH|asia|Filipinas|la República de Filipinas
VN|asia|Vietnam|la República Socialista de Vietnam
TH|asia|Tailandia|el Reino de Tailandia
ID|asia|Indonesia|la República de Indonesia
ZA|africa_oceania|Sudáfrica|la República de Sudáfrica
MA|africa_oceania|Marruecos|el Reino de Marruecos
GQ|africa_oceania|Guinea Ecuatorial|la República de Guinea Ecuatorial
EG|africa_oceania|Egipto|la República Árabe de Egipto
AU|africa_oceania|Australia|-Australia
NZ|africa_oceania|Nueva Zelandia;Nueva Zelanda|-Nueva Zelandia
"""

COUNTRIES: dict[str, Country] = {}
for _line in _LINES.strip().splitlines():
    _iso, _region, _short, _formal = _line.split("|")
    COUNTRIES[_iso] = Country(_region, tuple(_short.split(";")), tuple(_formal.split(";")))

WEIGHTS = {
    "US": 30, "CA": 4, "GT": 9, "CU": 5, "CO": 8, "AR": 6, "CL": 5, "BR": 4, "CR": 4, "PE": 3,
    "SV": 3, "HN": 2, "EC": 2, "ES": 9, "FR": 5, "DE": 4, "IT": 4, "GB": 2, "CN": 10, "JP": 4,
    "KR": 4, "PL": 1, "RU": 1,
}  # fmt: skip

US_STATES = {
    "TX": "Texas", "CA": "California", "AZ": "Arizona", "NM": "Nuevo México", "IL": "Illinois",
    "FL": "Florida", "GA": "Georgia", "NY": "Nueva York", "WA": "Washington", "CO": "Colorado",
    "UT": "Utah", "NV": "Nevada", "MI": "Michigan", "OH": "Ohio", "NC": "Carolina del Norte",
    "OR": "Oregón", "ID": "Idaho", "KS": "Kansas", "MO": "Misuri", "WI": "Wisconsin",
    "MN": "Minnesota", "PA": "Pensilvania", "TN": "Tennessee", "LA": "Luisiana", "OK": "Oklahoma",
    "AL": "Alabama", "IN": "Indiana", "IA": "Iowa",
}  # fmt: skip
CA_PROVINCES = {
    "QC": "Quebec", "ON": "Ontario", "AB": "Alberta", "BC": "Columbia Británica", "MB": "Manitoba",
}  # fmt: skip


def in_region(region: str) -> list[str]:
    """The country codes of a region."""
    return [iso for iso, country in COUNTRIES.items() if country.region == region]


def bare(formal: str) -> str:
    """A formal name without its article."""
    if formal.startswith("-"):
        return formal[1:]
    return formal.split(" ", 1)[1]


def of(formal: str) -> str:
    """'de' before a formal name: 'del Reino de España', 'de la República de Corea'."""
    if formal.startswith("-"):
        return f"de {formal[1:]}"
    return f"del {formal[3:]}" if formal.startswith("el ") else f"de {formal}"


def spellings(iso: str) -> list[str]:
    """Every form a country column or a comma may carry."""
    country = COUNTRIES[iso]
    return list(dict.fromkeys([*country.short, *(bare(name) for name in country.formal)]))
