"""The truth: 1,350 made-up agreements (SIMULADO) counted exactly as the book counts the real ones."""

from dataclasses import dataclass
from random import Random

from expectations.lookups import youngest_body
from expectations.written.data import by_first
from tests.simulated_registry import figures, foreign, local, titles
from tests.simulated_registry.signing import random_date, random_validity
from tests.simulated_registry.text import key

TOPIC_WEIGHTS = {
    "education": 59.59,
    "culture": 48.45,
    "tourism": 34.17,
    "science_technology": 31.69,
    "trade_promotion": 27.44,
    "investment_promotion": 25.29,
    "urban_development": 19.71,
    "environment": 19.24,
    "human_capital_training": 14.66,
    "security": 8.44,
}
OTHER_TOPICS = ("Salud", "Deporte", "Asuntos migratorios", "Agricultura")
SHORT_TITLE_STATES = 0.4


@dataclass(frozen=True)
class SimulatedAgreement:
    """One made-up agreement: the record a careful reader should get from its page."""

    state_code: str
    state: str
    level: str
    municipality_code: str
    municipality: str
    local_party: str
    title: str
    instrument_type: str
    instrument_words: str
    counterpart: str
    counterpart_type: str
    counterpart_country: str
    counterpart_subdivision: str
    region: str
    administration: str
    signed_on: str
    signed_precision: str
    validity: str
    validity_years: int
    expires_on: str
    topics: frozenset[str]
    other_topics: tuple[str, ...]
    objective: str
    title_tells_local: bool
    title_tells_country: bool
    counterpart_tells_country: bool


@dataclass
class _Slot:
    counterpart_type: str
    region: str
    level: str = "state"
    administration: str = ""


def _type_and_region(counts: figures.StateCounts, rng: Random) -> list[_Slot]:
    worldwide = counts.region["international"]
    left = {t: n for t, n in counts.counterpart_type.items() if n}
    regions = [r for r, n in counts.region.items() if r != "international" for _ in range(n)]
    rng.shuffle(regions)
    slots: list[_Slot] = []
    for kind in ["international_organization"] * worldwide + ["ngo"] * worldwide:
        if len(slots) < worldwide and left.get(kind, 0):
            slots.append(_Slot(kind, "international"))
            left[kind] -= 1
    for kind, allowed in (
        ("international_organization", foreign.ORGANIZATION_REGIONS),
        ("ngo", foreign.NGO_REGIONS - {"asia", "africa_oceania"}),
    ):
        for _ in range(left.pop(kind, 0)):
            region = next(r for r in regions if r in allowed)
            regions.remove(region)
            slots.append(_Slot(kind, region))
    rest = [kind for kind, n in left.items() for _ in range(n)]
    rng.shuffle(rest)
    return slots + [_Slot(kind, region) for kind, region in zip(rest, regions, strict=True)]


def _levels(slots: list[_Slot], municipal: int, rng: Random) -> None:
    """Municipalities sign with governments first; the rest falls where chance wants."""
    order = sorted(
        range(len(slots)),
        key=lambda i: rng.random() + (0.0 if slots[i].counterpart_type == "government" else 0.7),
    )
    for i in order[:municipal]:
        slots[i].level = "municipal"


def _topics(rng: Random, academic: bool, twinning: bool) -> list[str]:
    names = list(TOPIC_WEIGHTS)
    wanted = rng.choices([1, 2, 3, 4, 5], [15, 22, 28, 22, 13] if twinning else [26, 30, 24, 14, 6])[0]
    chosen = ["education"] if academic and rng.random() < 0.8 else []
    while len(chosen) < wanted:
        name = rng.choices(names, list(TOPIC_WEIGHTS.values()))[0]
        if name not in chosen:
            chosen.append(name)
    return chosen


def _counterpart(slot: _Slot, topics: list[str], homonym: str, rng: Random) -> foreign.Counterpart:
    if slot.counterpart_type == "government":
        return foreign.government(slot.region, slot.level, topics, homonym, rng)
    if slot.counterpart_type == "international_organization":
        return foreign.organization(slot.region, rng)
    if slot.counterpart_type == "ngo":
        return foreign.ngo(slot.region, rng)
    return foreign.private_academic(slot.region, rng)


def _town(code: str, year: int, rng: Random) -> figures.Municipality:
    """A municipality of the state that was there in that year."""
    towns = figures.municipalities(code)[:22]
    drawn = rng.choices(towns, [1 / (rank + 1.5) for rank in range(len(towns))])[0]
    since = by_first("municipality_years", "year")
    return next(town for town in (drawn, *towns) if int(since.get(town.code, "0")) <= year)


def capital(text: str) -> str:
    """A party without its article, as a column prints it."""
    for article in ("el ", "la ", "los "):
        text = text.removeprefix(article)
    return text[:1].upper() + text[1:]


def _agreement(counts: figures.StateCounts, slot: _Slot, style: dict[str, bool], rng: Random) -> SimulatedAgreement:
    municipal = slot.level == "municipal"
    signed_on, precision = random_date(slot.administration, rng)
    year = int(signed_on[:4])
    town = _town(counts.code, year, rng) if municipal else figures.Municipality("", "", "", 0)
    academic = slot.counterpart_type == "private_academic"
    topics = _topics(rng, academic, municipal and slot.counterpart_type == "government")
    party = _counterpart(slot, topics, town.name.split(" de ")[0], rng)
    while (youngest_body(party.text) or 0) > year:
        party = _counterpart(slot, topics, town.name.split(" de ")[0], rng)
    if municipal:
        mine = local.municipal_party(counts.code, counts.name, town, year, topics, rng)
    else:
        mine = local.state_party(counts.code, counts.name, year, topics, party.academic, rng)
    kind = titles.instrument(slot.counterpart_type, slot.level, party.territory, rng)
    cities = municipal and party.text.lower().startswith("la ciudad")
    words = titles.head(kind, party.territory, cities, rng)
    tells_local = not (style["short_titles"] and rng.random() < 0.5)
    in_title = party.says_country or not ((style["country_column"] or party.seated) and rng.random() < 0.5)
    in_counterpart = party.says_country or rng.random() < 0.5
    shown = party.with_country if in_title else party.text
    title = titles.title(words, mine, shown, topics, tells_local, rng)
    validity, years, expires = random_validity(signed_on, precision, rng)
    return SimulatedAgreement(
        state_code=counts.code,
        state=counts.name,
        level=slot.level,
        municipality_code=town.code,
        municipality=town.name,
        local_party=capital(mine),
        title=title,
        instrument_type=kind,
        instrument_words=words,
        counterpart=capital(party.with_country if in_counterpart else party.text),
        counterpart_type=slot.counterpart_type,
        counterpart_country=party.country,
        counterpart_subdivision=party.subdivision,
        region=slot.region,
        administration=slot.administration,
        signed_on=signed_on,
        signed_precision=precision,
        validity=validity,
        validity_years=years,
        expires_on=expires,
        topics=frozenset(topics),
        other_topics=(rng.choice(OTHER_TOPICS),) if rng.random() < 0.1 else (),
        objective=titles.objective(topics, rng),
        title_tells_local=tells_local,
        title_tells_country=in_title,
        counterpart_tells_country=in_counterpart,
    )


def simulated_agreements(seed: int) -> list[SimulatedAgreement]:
    """All 1,350 agreements of one made-up world; the same seed gives the same world."""
    rng = Random(f"simulado-{seed}")
    slots: dict[str, list[_Slot]] = {}
    for counts in figures.states():
        slots[counts.code] = _type_and_region(counts, rng)
        _levels(slots[counts.code], counts.level["municipal"], rng)
    terms = [name for name, n in figures.administrations().items() for _ in range(n)]
    rng.shuffle(terms)
    for slot, term in zip((s for group in slots.values() for s in group), terms, strict=True):
        slot.administration = term
    found: list[SimulatedAgreement] = []
    seen: set[tuple[str, str, str]] = set()
    for counts in figures.states():
        style = {
            "short_titles": rng.random() < SHORT_TITLE_STATES,
            "country_column": rng.random() < 0.6,
        }
        rng.shuffle(slots[counts.code])
        for slot in slots[counts.code]:
            row = _agreement(counts, slot, style, rng)
            while (counts.code, key(row.title), row.signed_on) in seen:
                row = _agreement(counts, slot, style, rng)
            seen.add((counts.code, key(row.title), row.signed_on))
            found.append(row)
    return found
