"""The book's counts (tables 2 to 5) and INEGI's municipalities, read from the repository."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "extractors" / "captures" / "published_figures.csv"
MUNICIPALITIES = ROOT / "transforms" / "vocabulary" / "municipalities.csv"

LEVELS = ("state", "municipal")
TYPES = ("government", "international_organization", "ngo", "private_academic")
REGIONS = (
    "north_america",
    "latin_america_caribbean",
    "europe",
    "asia",
    "africa_oceania",
    "international",
)
ADMINISTRATIONS = (
    "de_la_madrid",
    "salinas",
    "zedillo",
    "fox",
    "calderon",
    "pena_nieto",
    "lopez_obrador",
    "sheinbaum",
)


@dataclass(frozen=True)
class StateCounts:
    """What the book prints for one state."""

    code: str
    name: str
    level: dict[str, int]
    counterpart_type: dict[str, int]
    region: dict[str, int]

    @property
    def total(self) -> int:
        """How many agreements the state has."""
        return sum(self.level.values())


@dataclass(frozen=True)
class Municipality:
    """One of INEGI's municipalities."""

    code: str
    name: str
    seat: str
    population: int


def _counts() -> dict[tuple[str, str], dict[str, int]]:
    found: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    with FIGURES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["unit"] == "agreements" and row["table_id"].startswith("schiavon_t"):
                found[row["table_id"], row["state_code"]][row["category"]] = int(row["value"])
    return found


def _state_names() -> dict[str, str]:
    with FIGURES.open(encoding="utf-8", newline="") as lines:
        return {
            row["state_code"]: row["state"]
            for row in csv.DictReader(lines)
            if row["table_id"] == "schiavon_t2_level" and row["state_code"] != "00"
        }


@cache
def states() -> tuple[StateCounts, ...]:
    """The 32 states in the order of their codes."""
    found = _counts()
    return tuple(
        StateCounts(
            code,
            name,
            {k: found["schiavon_t2_level", code][k] for k in LEVELS},
            {k: found["schiavon_t4_counterpart", code][k] for k in TYPES},
            {k: found["schiavon_t5_region", code][k] for k in REGIONS},
        )
        for code, name in sorted(_state_names().items())
    )


@cache
def administrations() -> dict[str, int]:
    """How many agreements the book counts in each presidency."""
    printed = _counts()["schiavon_t3_administration", "00"]
    return {name: printed[name] for name in ADMINISTRATIONS}


@cache
def municipalities(state_code: str) -> tuple[Municipality, ...]:
    """The municipalities of a state, most populous first, those with a name of their own only."""
    with MUNICIPALITIES.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["cve_ent"] == state_code]
    names = [row["nom_mun"] for row in rows]
    found = [
        Municipality(row["cvegeo"], row["nom_mun"], row["nom_cab"], int(row["pob_2020"] or 0))
        for row in rows
        if names.count(row["nom_mun"]) == 1 and " -" not in row["nom_mun"]
    ]
    return tuple(sorted(found, key=lambda m: (-m.population, m.code)))
