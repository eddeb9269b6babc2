"""The foreign side: a counterpart of a given type, region and country, in one printed form."""

from dataclasses import dataclass
from random import Random

from tests.simulated_registry import bodies, places
from tests.simulated_registry.countries import (
    CA_PROVINCES,
    COUNTRIES,
    US_STATES,
    WEIGHTS,
    bare,
    in_region,
    of,
)


@dataclass(frozen=True)
class Counterpart:
    """A foreign party. `text` starts with its article; `with_country` prints the country too."""

    text: str
    with_country: str
    country: str = ""
    subdivision: str = ""
    territory: bool = False
    academic: bool = False
    seated: bool = False

    @property
    def says_country(self) -> bool:
        """The bare text already names the country, as ministries do."""
        return self.text == self.with_country


def _country(region: str, known: set[str] | None, rng: Random) -> str:
    codes = [iso for iso in in_region(region) if known is None or iso in known]
    return rng.choices(codes, [WEIGHTS.get(iso, 1) for iso in codes])[0]


def _add_country(text: str, iso: str, rng: Random) -> str:
    country = COUNTRIES[iso]
    formal = rng.choice(country.formal)
    style = rng.random()
    if style < 0.5:
        return f"{text}, {rng.choice(country.short)}"
    if style < 0.75:
        return f"{text}, {bare(formal)}"
    return f"{text}, {of(formal)}" if "," in text or style < 0.88 else f"{text} {of(formal)}"


def _subdivision(iso: str, code: str, rng: Random) -> tuple[str, str]:
    """Printed subdivision and its ISO code (the code for the US and Canada only)."""
    if iso == "US":
        name = US_STATES[code]
        short = code in ("TX", "CA", "AZ", "NM", "IL", "FL") and rng.random() < 0.15
        printed = code if short else rng.choice([name, name, name, name, f"Estado de {name}"])
        return printed, f"US-{code}"
    if iso == "CA":
        name = CA_PROVINCES[code]
        return rng.choice([name, name, f"Provincia de {name}"]), f"CA-{code}"
    return code, ""


def city(region: str, rng: Random, homonym: str = "") -> Counterpart:
    """A foreign city; `homonym` asks for one of that name where the region has it."""
    iso = _country(region, set(places.CITIES), rng)
    options = places.CITIES[iso]
    if homonym:
        same = [
            (code, name)
            for code in in_region(region)
            for name in places.CITIES.get(code, [])
            if name.split("@")[0] == homonym
        ]
        if same:
            iso, chosen = rng.choice(same)
            options = [chosen]
    chosen = rng.choice(options)
    if iso == "US" and rng.random() < 0.2:
        chosen = rng.choice([name for name in options if name.endswith("@TX")] or options)
    name, _, code = chosen.partition("@")
    text = rng.choice(["la Ciudad de {}", "la Ciudad de {}", "la Ciudad de {}", "la ciudad de {}", "el Municipio de {}", "el Ayuntamiento de {}", "la Alcaldía de {}"]).format(name)  # fmt: skip
    subdivision = ""
    if code:
        printed, subdivision = _subdivision(iso, code, rng)
        if iso in ("US", "CA") or rng.random() < 0.6:
            text = f"{text}, {printed}"
    return Counterpart(text, _add_country(text, iso, rng), iso, subdivision, territory=True)


def territory(region: str, rng: Random) -> Counterpart:
    """A foreign state, province, prefecture, department or county."""
    iso = _country(region, set(places.TERRITORIES), rng)
    text, _, code = rng.choice(places.TERRITORIES[iso]).partition("@")
    subdivision = ""
    if code:
        subdivision = f"{iso}-{code}"
        if "Condado" in text:
            text = f"{text}, {_subdivision(iso, code, rng)[0]}"
    return Counterpart(text, _add_country(text, iso, rng), iso, subdivision, territory=True)


def ministry(region: str, topics: list[str], rng: Random) -> Counterpart:
    """A national ministry, or an agency of a state of the Union, for one of the topics."""
    if region == "north_america":
        topic = rng.choice([t for t in topics if t in bodies.US_AGENCIES] or ["trade_promotion"])
        code = rng.choice(["TX", "AZ", "NM", "CA", "IL", "CO"])
        text = rng.choice(bodies.US_AGENCIES[topic]).format(US_STATES[code])
        return Counterpart(text, _add_country(text, "US", rng), "US", f"US-{code}")
    iso = _country(region, None, rng)
    country = COUNTRIES[iso]
    head = rng.choice(bodies.MINISTRIES[rng.choice(topics)])
    text = f"{head} {of(rng.choice(country.formal))}" if rng.random() < 0.7 else f"{head} de {country.short[0]}"
    return Counterpart(text, text, iso)


def government(region: str, level: str, topics: list[str], homonym: str, rng: Random) -> Counterpart:
    """A government: mostly cities for a municipality, all sorts for a state."""
    roll = rng.random()
    if level == "municipal" and roll < 0.9:
        return city(region, rng, homonym if rng.random() < 0.5 else "")
    if level == "state" and roll < 0.25:
        return city(region, rng)
    if level == "municipal" or roll < 0.7:
        return territory(region, rng)
    return ministry(region, topics, rng)


def _from(table: dict[str, list[str]], region: str, rng: Random) -> Counterpart:
    iso = _country(region, set(table), rng)
    text = rng.choice(table[iso])
    return Counterpart(text, _add_country(text, iso, rng), iso)


def private_academic(region: str, rng: Random) -> Counterpart:
    """A university or research centre, sometimes a company."""
    firms = {iso for iso in bodies.COMPANIES if COUNTRIES[iso].region == region}
    if firms and rng.random() < 0.15:
        return _from(bodies.COMPANIES, region, rng)
    found = _from(bodies.UNIVERSITIES, region, rng)
    return Counterpart(found.text, found.with_country, found.country, academic=True)


def ngo(region: str, rng: Random) -> Counterpart:
    """A foundation, an association or a network; worldwide where the region is international."""
    if region == "international":
        text = rng.choice(bodies.WORLDWIDE_NGOS)
        return Counterpart(text, text)
    return _from(bodies.NGOS, region, rng)


def organization(region: str, rng: Random) -> Counterpart:
    """An intergovernmental organisation: worldwide, or with the country of its seat printed."""
    if region == "international":
        text = rng.choice(bodies.WORLDWIDE)
        return Counterpart(text, text)
    iso = _country(region, set(bodies.SEATED), rng)
    text = rng.choice(bodies.SEATED[iso])
    return Counterpart(text, f"{text}, con sede en {COUNTRIES[iso].short[0]}", iso, seated=True)


ORGANIZATION_REGIONS = {COUNTRIES[iso].region for iso in bodies.SEATED}
NGO_REGIONS = {COUNTRIES[iso].region for iso in bodies.NGOS}
